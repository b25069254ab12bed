"""What a code must be to be kept, and a version to be published: asked of what is typed, of the API and of files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from caselaw.domain.codebook.codes import (
    FACETS,
    JUDGED,
    KEY,
    LISTS,
    LONGEST,
    MOST_CODES,
    MOST_IN_LIST,
    PARTS,
    Code,
    Codebook,
    CodebookVersion,
    Status,
    item,
    one_line,
    plain,
)
from caselaw.domain.codebook.rows import RowFault, row_of
from caselaw.domain.languages import LANGUAGES

ASKED = ("label", "definition", "use_when", "not_when", "examples")
"""The texts that a code should have in every language."""


@dataclass(frozen=True)
class Missing:
    """A text that nobody has written in a language; `key` is empty for the title of the codebook."""

    key: str
    part: str
    language: str


@dataclass(frozen=True)
class Fault:
    """What stands against a code: the field it concerns (`label_fr`, `broader`) and a code of `codebook.po`."""

    field: str
    code: str
    params: Mapping[str, str | int]


def tidy(code: Code) -> Code:
    """The code with its texts as they are kept: nothing empty, no language we do not speak, no review of its own."""
    texts = {part: _tidied(code.labels if part == "label" else getattr(code, part), part) for part in PARTS}
    lists = {
        name: {
            language: kept
            for language in LANGUAGES
            if (kept := tuple(dict.fromkeys(filter(None, map(item, getattr(code, name).get(language, ()))))))
        }
        for name in LISTS
    }
    for language, label in texts["label"].items():  # another label is another one
        if also := lists["also"].get(language):
            lists["also"][language] = tuple(one for one in also if one != label)
    lists["also"] = {language: also for language, also in lists["also"].items() if also}
    sources = {
        name: Status("named", source)
        for name, one in code.statuses.items()
        if (source := one_line(one.source)) and _tells_of(name, texts)
    }
    return replace(
        code, key=code.key.strip(), labels=texts["label"], definition=texts["definition"],
        use_when=texts["use_when"], not_when=texts["not_when"], also=lists["also"], examples=lists["examples"],
        broader=(code.broader or "").strip() or None, facet=code.facet.strip() or "other", statuses=sources,
        vocabulary="",
    )  # fmt: skip


def stamp(code: Code) -> str:
    """By which one sees that somebody changed a code; reviews do not change it."""
    row = row_of(tidy(code))
    return hashlib.sha256("\x1f".join(row.values()).encode()).hexdigest()[:32]


def faults(code: Code, others: Sequence[Code]) -> tuple[Fault, ...]:
    """What stands against keeping a tidied code beside these others of its version (its own older form among them)."""
    return tuple(_faults(code, {one.key: one for one in others if one.key != code.key}))


def faults_of_all(codes: Sequence[Code], lines: Mapping[str, int]) -> tuple[RowFault, ...]:
    """What stands against the codes of a file together; `lines` has the line of each key there."""
    found = [
        RowFault(lines.get(code.key, 0), one.field, one.code, one.params, code.key)
        for code in codes
        for one in faults(code, codes)
    ]
    return tuple(dict.fromkeys(found))


def missing(version: CodebookVersion) -> tuple[Missing, ...]:
    """The texts that a version still lacks, code by code."""
    return (
        *(Missing("", "title", code) for code in LANGUAGES if not version.codebook.titles.get(code)),
        *(
            Missing(code.key, part, language)
            for code in version.codes
            for part in ASKED
            for language in LANGUAGES
            if not (code.examples.get(language) if part == "examples" else code.text(part, language))
        ),
    )


def undefined(version: CodebookVersion) -> tuple[str, ...]:
    """The codes that have no label or no definition in any language: nobody could code with them."""
    return tuple(one.key for one in version.codes if not one.labels or not one.definition)


def faults_of_titles(codebook: Codebook) -> tuple[Fault, ...]:
    """What stands against the title of a codebook and what is said about it."""
    found = [] if codebook.titles else [Fault("title_en", "codebook.title", {})]
    for name, texts in (("title", codebook.titles), ("about", codebook.about)):
        found += [_long(name, language) for language, text in texts.items() if len(text) > LONGEST[name]]
    return tuple(found)


def _faults(code: Code, others: Mapping[str, Code]) -> Iterator[Fault]:
    if not KEY.fullmatch(code.key):
        yield Fault("key", "codebook.key", {})
    if len(others) >= MOST_CODES:
        yield Fault("key", "codebook.most", {"most": MOST_CODES})
    if not code.labels:
        yield Fault("label_en", "codebook.label", {})
    if code.facet not in FACETS:
        yield Fault("facet", "codebook.facet", {"facet": code.facet[:60]})
    if code.broader and code.broader not in others:
        yield Fault("broader", "codebook.broader", {"key": code.broader[:60]})
    elif _under_itself(code, others):
        yield Fault("broader", "codebook.itself", {"key": code.broader or ""})
    yield from _too_long(code)


def _too_long(code: Code) -> Iterator[Fault]:
    for language in LANGUAGES:
        for part in PARTS:
            if len(code.text(part, language)) > LONGEST[part]:
                yield _long(part, language)
        for name in LISTS:
            each = getattr(code, name).get(language, ())
            if len(each) > MOST_IN_LIST or any(len(one) > LONGEST[name] for one in each):
                yield _long(name, language)
    if any(len(one.source) > LONGEST["source"] for one in code.statuses.values()):
        yield Fault("sources", "codebook.long", {"most": LONGEST["source"]})


def _long(part: str, language: str) -> Fault:
    return Fault(f"{part}_{language}", "codebook.long", {"most": LONGEST[part]})


def _under_itself(code: Code, others: Mapping[str, Code]) -> bool:
    seen = {code.key}
    above = code.broader
    while above:
        if above in seen:
            return True
        seen.add(above)
        above = others[above].broader if above in others else None
    return False


def _tidied(words: Mapping[str, str], part: str) -> dict[str, str]:
    clean = one_line if part == "label" else plain
    return {language: kept for language in LANGUAGES if (kept := clean(words.get(language, "")))}


def _tells_of(name: str, texts: Mapping[str, Mapping[str, str]]) -> bool:
    part, _, language = name.partition(".")
    return part in JUDGED and language in texts[part]
