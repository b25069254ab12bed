"""How the columns of a selection table are called in a file, in each language; and which column a name means.

A file may come back with its columns in another language than it went out in: a name is looked for in all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.returned import DECLARATION, DECLARATION_WORDS, SCORE, Heading
from caselaw.domain.selection.returning_values import plain_form, score_text
from caselaw.domain.selection.table import DECLARATIONS, SHEET_FIELDS, Sheet
from caselaw.messages import say

FORM = "caselaw-selection-1"
"""What a file says it is; another number would be another form."""
TITLE, OMITTED, CANDIDATE, BASE = "title", "omitted", "candidate", "base"
IDENTITY = (TITLE, *SHEET_FIELDS, OMITTED)
_LABEL = "\0"


def column_name(sheet: Sheet, column: str) -> str:
    """What a column of answers is called in the sheet's language."""
    if column in (DECLARATION, DECLARATION_WORDS):
        return say(f"sheet.column.{column}", sheet.language)
    part, _, criterion = column.partition(":")
    label = next(one.label for one in sheet.criteria if one.id == criterion)
    return say(f"sheet.column.{part}", sheet.language, label=label)


def cell_text(sheet: Sheet, column: str, value: str) -> str:
    """A value as a reader of the file sees it: a score with the words of its level, a declaration by its name."""
    if not value:
        return ""
    if column == DECLARATION:
        return declaration_name(value, sheet.language)
    if column.startswith(SCORE):
        levels = next((one.levels or () for one in sheet.criteria if one.id == column[len(SCORE) :]), ())
        return next((score_text(one.value, one.label) for one in levels if str(one.value) == value), value)
    return value


def declaration_name(kind: str, language: str) -> str:
    return say(f"sheet.declaration.{kind}", language)


def declaration_names(language: str) -> tuple[str, ...]:
    return tuple(declaration_name(kind, language) for kind in DECLARATIONS if kind != "none")


def declared(text: str) -> str:
    """The kind that a text names in any language; the text itself where it names none."""
    return _kinds().get(plain_form(text), text)


def chosen(text: str) -> str:
    """A text without the words that ask for a choice."""
    return "" if plain_form(text) in _asking() else text


def meant(name: str) -> str | Heading:
    """A column of identity by its id (`title`, `forum` …), or the heading of a column of answers."""
    plain = plain_form(name)
    if plain in _fixed():
        known = _fixed()[plain]
        return known if known in IDENTITY else Heading(name, known)
    for part, before, behind in _parts():
        if plain.startswith(before) and plain.endswith(behind) and len(plain) > len(before) + len(behind):
            label = plain[len(before) : len(plain) - len(behind)].strip()
            return Heading(name, None, label, "words" if part == "words" else "score")
    return Heading(name, None, plain)


@cache
def _fixed() -> Mapping[str, str]:
    """Names that are the same in every table, in four languages."""
    columns = (*IDENTITY, DECLARATION, DECLARATION_WORDS)
    return {plain_form(say(f"sheet.column.{one}", language)): one for language in LANGUAGES for one in columns}


@cache
def _parts() -> tuple[tuple[str, str, str], ...]:
    """What stands around the name of a criterion: "…: in words"."""
    return tuple(_around())


def _around() -> Iterator[tuple[str, str, str]]:
    for language in LANGUAGES:
        for part in ("score", "words"):
            before, _, behind = say(f"sheet.column.{part}", language, label=_LABEL).partition(_LABEL)
            yield part, plain_form(before), plain_form(behind)


@cache
def _kinds() -> Mapping[str, str]:
    named = [kind for kind in DECLARATIONS if kind != "none"]
    return {plain_form(declaration_name(kind, language)): kind for language in LANGUAGES for kind in named}


def is_words_only(text: str) -> bool:
    """What stands where a criterion has no scale."""
    return plain_form(text) in {plain_form(say("sheet.words_only", language)) for language in LANGUAGES}


def is_head(label: str) -> bool:
    """The name of a column of the form, not of a criterion."""
    names = ("criterion", "definition", "any_score", "any_words")
    return label in {plain_form(say(f"sheet.column.{one}", language)) for language in LANGUAGES for one in names}


@cache
def _asking() -> frozenset[str]:
    codes = ("sheet.choose", "sheet.words_only")
    return frozenset(plain_form(say(code, language)) for language in LANGUAGES for code in codes)
