"""SKOS as Turtle (W3C, RDF 1.1 Turtle): escapes as its sections 6.4 and 2.4 ask, so that any parser reads it back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caselaw.exchange.skos import PREFIXES, Address, Described, Literal

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile("[" + re.escape("".join(_ESCAPES)) + "\x00-\x1f\x7f-\x9f\ufffe\uffff]")
_NO_IRI = re.compile('[\x00-\x20<>"{}|^`\\\\]')


def write(things: Iterable[Described]) -> bytes:
    """The things and what is said of them, one after another."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return (head + "".join(f"\n{_thing(one)}" for one in things)).encode("utf-8")


def literal(one: Literal) -> str:
    """A text between quotation marks, with its language."""
    said = _ESCAPED.sub(_escape, one.text)
    return f'"{said}"@{one.language}' if one.language else f'"{said}"'


def _thing(one: Described) -> str:
    lines = [f"    {predicate} {_object(thing)}" for predicate, thing in one.statements]
    return " ;\n".join([f"<{_iri(one.iri)}> a {one.kind}", *lines]) + " .\n"


def _object(one: Literal | Address) -> str:
    if isinstance(one, Literal):
        return literal(one)
    return one.iri if one.iri.partition(":")[0] in PREFIXES else f"<{_iri(one.iri)}>"


def _iri(text: str) -> str:
    return _NO_IRI.sub(lambda found: f"%{ord(found[0]):02X}", text)


def _escape(found: re.Match[str]) -> str:
    return _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04X}"
