"""What people type where a score or a declaration is asked for: "3", "3.0", "٣", "3 – High", "alto ", "HIGH"."""

from __future__ import annotations

import re

from caselaw.domain.problems import Problem
from caselaw.domain.selection.table import DECLARATIONS, SheetCriterion
from caselaw.domain.text import fold

_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"([+−-]?[0-9]{1,9})(?:[.,٫]0+)?")
_AND_WORDS = re.compile(r"([+−-]?[0-9]{1,9})(?:[.,٫]0+)?\s*[-–—:=.)،]*\s*(\D.*)")


def score_text(value: int, label: str) -> str:
    """A level of a scale as lists show it."""
    return f"{value} – {label}" if label else str(value)


def readable_scores(criterion: SheetCriterion) -> tuple[str, ...]:
    """What can be read as a score of this criterion, in the words of its sheet."""
    return tuple(score_text(one.value, one.label) for one in criterion.levels or ())


def read_score(text: str, criterion: SheetCriterion, language: str) -> tuple[str, Problem | None]:
    """The number of the level that is meant, as text, empty for none; or why it cannot be told. A number beside words
    of another level is not guessed at, nor are further remarks dropped."""
    plain = plain_form(text)
    if not plain:
        return "", None
    allowed = {one.value for one in criterion.levels or ()}
    number = _NUMBER.fullmatch(plain)
    if number:
        return _of_scale(number.group(1), allowed)
    both = _AND_WORDS.fullmatch(plain)
    if both:
        value, wrong = _of_scale(both.group(1), allowed)
        named = _named(both.group(2).strip(), criterion, language)
        if wrong or (named and int(value) in named):
            return value, wrong
        return "", Problem("return.why.score_and_words" if not named else "return.why.score_differs", "error")
    levels = _named(plain, criterion, language)
    if len(levels) == 1:
        return str(next(iter(levels))), None
    return "", Problem("return.why.score_ambiguous" if levels else "return.why.score", "error")


def read_kind(text: str) -> tuple[str, Problem | None]:
    """The kind of a declaration; its names in languages were told apart by who read the file."""
    plain = text.strip()
    if plain in DECLARATIONS or not plain:
        return ("" if plain == "none" else plain), None
    return "", Problem("return.why.declaration", "error")


def plain_form(text: str) -> str:
    """A typed value without what typing adds: case, accents, kinds of digits, marks of direction, spaces around."""
    return _SPACE.sub(" ", fold(text)).strip()


def _of_scale(number: str, allowed: set[int]) -> tuple[str, Problem | None]:
    value = int(number.replace("−", "-"))
    return (str(value), None) if value in allowed else ("", Problem("return.why.score_outside", "error"))


def _named(words: str, criterion: SheetCriterion, language: str) -> set[int]:
    """The levels that go by these words: in the language of the sheet, else in any."""
    own = {one.value for one in criterion.levels or () if plain_form(one.label) == words}
    if own:
        return own
    scale = criterion.scale or ()
    in_own = {one.value for one in scale if plain_form(one.labels.get(language, "")) == words}
    return in_own or {one.value for one in scale for label in one.labels.values() if plain_form(label) == words}
