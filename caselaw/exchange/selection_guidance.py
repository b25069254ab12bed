"""What stands beside the answers in every file of a selection table: what it is for, by when, how it is filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.selection.returned import has_scores
from caselaw.domain.selection.returning_values import score_text
from caselaw.domain.selection.table import Sheet
from caselaw.messages import say, say_day


@dataclass(frozen=True)
class Line:
    """`own`: our words, which run as the page does whatever they name."""

    text: str
    heading: bool = False
    own: bool = False


def guidance(sheet: Sheet, form: Literal["xlsx", "docx"]) -> Iterator[Line]:
    """Line by line; definitions of criteria only where they do not stand beside each answer."""
    language = sheet.language
    yield Line(sheet.title, heading=True)
    yield Line(say("sheet.for", language, organisation=sheet.organisation_name), own=True)
    if sheet.due:
        yield Line(say("sheet.due", language, day=say_day(sheet.due, language)), own=True)
    yield from _left_out(sheet)
    for code, text in (("purpose", sheet.purpose), ("guidelines", sheet.guidelines)):
        if text:
            yield Line(say(f"sheet.{code}", language), heading=True)
            yield Line(text)
    yield Line(say("sheet.guidance", language), heading=True)
    for code in ("words", form, "back"):
        yield Line(say(f"sheet.how.{code}", language))
    if form == "xlsx":
        yield from _criteria(sheet)


def omitted_names(fields: Iterable[str], language: str) -> str:
    """The names of the facts of a case that a file leaves out."""
    apart = "، " if language == "ar" else ", "
    return apart.join(say(f"sheet.column.{name}", language) for name in fields)


def _left_out(sheet: Sheet) -> Iterator[Line]:
    left = {name: None for one in sheet.candidates for name in one.omitted}
    if left:
        yield Line(say("sheet.omitted", sheet.language, fields=omitted_names(left, sheet.language)), own=True)
    if sheet.hidden:
        yield Line(say("sheet.hidden", sheet.language, count=sheet.hidden))


def _criteria(sheet: Sheet) -> Iterator[Line]:
    yield Line(say("sheet.criteria", sheet.language), heading=True)
    for one in sheet.criteria:
        yield Line(one.label, heading=True)
        if one.definition:
            yield Line(one.definition)
        if has_scores(sheet, one):
            for level in one.levels or ():
                yield Line(score_text(level.value, level.label))
