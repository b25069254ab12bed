"""SKOS as RDF/XML, written and read. Read is what other programs write too: concepts as nodes of their own or as
descriptions with a type, labels with or without a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from defusedxml import DefusedXmlException
from defusedxml import ElementTree as Reading
from lxml import etree

from caselaw.domain.codebook.codes import FACETS, KEY, MOST_CODES, Code, Status, item, one_line, plain
from caselaw.domain.codebook.rows import RowFault
from caselaw.domain.errors import Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import fold
from caselaw.exchange.skos import PREFIXES, Address, Described
from caselaw.exchange.text import readable

_RDF, _SKOS, _DCT, _CB = (f"{{{PREFIXES[name]}}}" for name in ("rdf", "skos", "dct", "cb"))
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXTS = {f"{_SKOS}definition": "definition", f"{_SKOS}scopeNote": "use_when", f"{_CB}notWhen": "not_when"}
_LISTS = {f"{_SKOS}altLabel": "also", f"{_SKOS}example": "examples"}
_NO_KEY = re.compile(r"[^a-z0-9]+")


def write(things: Iterable[Described]) -> bytes:
    """The things and what is said of them as one document."""
    root = etree.Element(f"{_RDF}RDF", nsmap=dict(PREFIXES))
    for one in things:
        node = etree.SubElement(root, _name(one.kind), {f"{_RDF}about": readable(one.iri)})
        for predicate, said in one.statements:
            child = etree.SubElement(node, _name(predicate))
            if isinstance(said, Address):
                child.set(f"{_RDF}resource", _whole(said.iri))
                continue
            child.text = readable(said.text)
            if said.language:
                child.set(_LANG, said.language)
    text: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text


def read(content: bytes) -> tuple[tuple[Code, ...], tuple[RowFault, ...]]:
    """The codes of a document, and what of it was passed over. `Invalid` for what is no RDF/XML, or carries what XML
    can do harm with."""
    try:
        root = Reading.fromstring(content)
    except (Reading.ParseError, DefusedXmlException, ValueError, LookupError):  # LookupError: an encoding of no name
        raise Invalid("codebook.file.xml") from None
    concepts = [node for node in root if _is_concept(node)]
    if len(concepts) > MOST_CODES:
        raise Invalid("codebook.most", {"file": ["codebook.most"]}, most=MOST_CODES)
    keys = _keys(concepts)
    found: dict[str, Code] = {}
    foreign: set[str] = set()
    for node in concepts:
        code = _code(node, keys, foreign)
        if code.key:
            found.setdefault(code.key, code)
    named = ", ".join(sorted(foreign))[:200]
    faults = (RowFault(0, "", "codebook.row.languages", {"languages": named}),) if foreign else ()
    return tuple(found.values()), faults


def _code(node: Any, keys: dict[str, str], foreign: set[str]) -> Code:
    labels: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {name: {} for name in _TEXTS.values()}
    lists: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in _LISTS.values()}
    broader, facet, sources = None, "other", {}
    for child in node:
        text = "".join(child.itertext())
        if child.tag == f"{_SKOS}broader":
            broader = keys.get(child.get(f"{_RDF}resource", ""), broader)
        elif child.tag == f"{_CB}facet":
            facet = text.strip() if text.strip() in FACETS else facet
        elif child.tag == f"{_DCT}source" and "=" in text:
            name, _, source = one_line(text).partition("=")
            sources[name] = Status("named", source.strip())
        elif child.tag in _TEXTS or child.tag in _LISTS or child.tag == f"{_SKOS}prefLabel":
            language = _language(child, foreign)
            if not language:
                continue
            if child.tag in _TEXTS:
                said = texts[_TEXTS[child.tag]]
                said[language] = f"{said[language]}\n{text}" if language in said else text
            elif child.tag in _LISTS:
                each = lists[_LISTS[child.tag]]
                each[language] = (*each.get(language, ()), item(text))
            else:
                labels.setdefault(language, one_line(text))
    whole = {name: {tongue: plain(text) for tongue, text in said.items()} for name, said in texts.items()}
    code = Code(keys.get(_about(node), ""), labels, broader=broader, facet=facet, statuses=sources)
    return replace(
        code, definition=whole["definition"], use_when=whole["use_when"], not_when=whole["not_when"],
        also=lists["also"], examples=lists["examples"],
    )  # fmt: skip


def _language(child: Any, foreign: set[str]) -> str:
    """The language of a text among ours: none said is English; one of another language is remembered."""
    said = (child.get(_LANG) or "en").split("-")[0].casefold()
    if said not in LANGUAGES:
        foreign.add(said[:20])
        return ""
    return said


def _keys(concepts: Sequence[Any]) -> dict[str, str]:
    """By address, the key of each concept: its notation where that can be one, else the end of its address or its
    label, made to one."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for node in concepts:
        notation = (node.findtext(f"{_SKOS}notation") or "").strip()
        tail = re.split(r"[#/]", _about(node))[-1]
        wanted = notation if KEY.fullmatch(notation) else _made(tail) or _made(node.findtext(f"{_SKOS}prefLabel") or "")
        key, number = wanted, 1
        while key in taken:
            number += 1
            key = f"{wanted[:55]}_{number}"
        taken.add(key)
        found[_about(node)] = key
    return found


def _made(text: str) -> str:
    plain_text = _NO_KEY.sub("_", fold(text)).strip("_")[:55]
    return plain_text if KEY.fullmatch(plain_text) else f"code_{plain_text}" if plain_text else ""


def _is_concept(node: Any) -> bool:
    types = (child.get(f"{_RDF}resource") for child in node.findall(f"{_RDF}type"))
    return bool(node.tag == f"{_SKOS}Concept" or f"{PREFIXES['skos']}Concept" in types)


def _about(node: Any) -> str:
    return str(node.get(f"{_RDF}about") or node.get(f"{_RDF}ID") or id(node))


def _name(short: str) -> str:
    prefix, _, name = short.partition(":")
    return f"{{{PREFIXES[prefix]}}}{name}"


def _whole(iri: str) -> str:
    prefix, _, name = iri.partition(":")
    return f"{PREFIXES[prefix]}{name}" if prefix in PREFIXES else readable(iri)
