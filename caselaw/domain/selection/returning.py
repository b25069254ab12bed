"""What a file that came back would change: cell by cell, before anything is changed.

A cell that nobody touched never undoes a later answer, and one that was touched is a conflict only where the answer
changed meanwhile: the file carries a digest of what each cell held. Rows are known by id, by title where ids are lost;
columns by id, else by their name in any language. What is not in the file stays as it is.
`diff(sheet, read(write(sheet)))` is empty: the law of the round trip.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from caselaw.domain.entered import entered, unfit
from caselaw.domain.problems import Problem
from caselaw.domain.selection.returned import (
    DECLARATION,
    SCORE,
    Difference,
    Heading,
    Kind,
    Preview,
    Returned,
    ReturnedRow,
    columns,
    digest,
    has_scores,
    held,
    revision,
    title_form,
)
from caselaw.domain.selection.returning_values import read_kind, read_score, readable_scores
from caselaw.domain.selection.table import DECLARATIONS, LONGEST_ANSWER, Sheet, SheetCandidate, SheetCriterion
from caselaw.domain.text import fold


def diff(sheet: Sheet, returned: Returned) -> Preview:
    """What this file would change of the sheet as it is now."""
    refused = _refused(sheet, returned)
    if refused:
        return Preview(refused=refused)
    return _Reading(sheet, returned).preview()


def _refused(sheet: Sheet, returned: Returned) -> Problem | None:
    """Why nothing of a file may be read: it says that it belongs elsewhere, or holds nothing that is known."""
    if returned.table is not None and returned.table != sheet.table:
        return Problem("return.refused.table", "error")
    if returned.organisation is not None and returned.organisation != sheet.organisation:
        return Problem("return.refused.organisation", "error")
    broken = next((one for one in returned.problems if one.severity == "error"), None)
    if broken is None and not returned.rows:
        return Problem("return.refused.nothing", "error")
    return broken


@dataclass(frozen=True)
class _Found:
    where: int
    given: str


class _Reading:
    """One comparison of a file with the sheet."""

    def __init__(self, sheet: Sheet, returned: Returned) -> None:
        self._sheet = sheet
        self._returned = returned
        self._columns = columns(sheet)
        self._criteria = {one.id: one for one in sheet.criteria}
        self._by_id = {one.id: one for one in sheet.candidates}
        self._headings: dict[Heading, str | None] = {}
        self._notes: dict[tuple[object, ...], Problem] = {}
        self._bases: dict[tuple[str, str], str] = {}
        self._read_before: dict[tuple[str, str], tuple[str, Problem | None]] = {}

    def preview(self) -> Preview:
        cells = self._cells()
        differences, same = [], 0
        for candidate in self._sheet.candidates:
            for column in self._columns:
                found = cells.get((candidate.id, column))
                if found is None:
                    continue
                told = self._told(candidate.id, column, found)
                if told is None:
                    same += 1
                else:
                    differences.append(told)
        seen = {candidate for candidate, _ in cells}
        if not seen:
            return Preview(refused=Problem("return.refused.nothing", "error"), notes=self._all_notes())
        absent = tuple(one.id for one in self._sheet.candidates if one.id not in seen)
        return Preview(tuple(differences), self._all_notes(), None, same, absent)

    def _all_notes(self) -> tuple[Problem, ...]:
        older: tuple[Problem, ...] = ()
        was = self._returned.revision
        if was is not None and was < self._sheet.revision:
            older = (Problem("return.note.older", params={"was": was, "now": self._sheet.revision}),)
        return (*self._returned.problems, *older, *self._notes.values())

    def _note(self, code: str, where: int = 0, **params: str | int) -> None:
        told = Problem(code, "warning", str(where) if where else "", params)
        self._notes.setdefault((code, where, *params.values()), told)  # once, however often it is met

    def _cells(self) -> Mapping[tuple[str, str], list[_Found]]:
        """What the file says in each cell: more than once, where a row or a column stands there twice."""
        found: dict[tuple[str, str], list[_Found]] = defaultdict(list)
        times: dict[str, int] = {}
        for row in self._returned.rows:
            candidate = self._candidate(row)
            if candidate is None:
                continue
            if candidate.id in times:
                self._note("return.note.row_twice", row.where, title=row.title or candidate.title)
            times[candidate.id] = row.where
            for heading, given in row.cells:
                column = self._column(heading)
                if column is not None:
                    found[candidate.id, column].append(_Found(row.where, given))
            for column, was in row.base.items():
                self._bases[candidate.id, column] = was
        return found

    def _candidate(self, row: ReturnedRow) -> SheetCandidate | None:
        """Whose row this is. An id beside the title of another candidate is believed by nobody: a table that was sorted
        in part gives every case the answers of the next."""
        known = self._by_id.get(row.candidate or "")
        named = self._by_title.get(title_form(row.title), ())
        if known is None and len(named) == 1:
            return named[0]
        if known is None:
            code = "return.note.row_title_twice" if named else "return.note.row_unknown"
            if row.title or any(entered(given) for _, given in row.cells):
                self._note(code, row.where, title=row.title)
            return None
        if title_form(row.title) != title_form(known.title):
            if named:
                self._note("return.note.row_mixed", row.where, title=row.title, other=known.title)
                return None
            self._note("return.note.title_changed", row.where, title=known.title)
        return known

    @cached_property
    def _by_title(self) -> Mapping[str, tuple[SheetCandidate, ...]]:
        titles: dict[str, tuple[SheetCandidate, ...]] = {}
        for one in self._sheet.candidates:
            title = title_form(one.title)
            titles[title] = (*titles.get(title, ()), one)
        return titles

    def _column(self, heading: Heading) -> str | None:
        if heading not in self._headings:
            column = self._named(heading)
            if column is None:
                self._note("return.note.column_unknown", title=heading.text)
            elif column in self._headings.values():
                self._note("return.note.column_twice", title=heading.text)
            self._headings[heading] = column
        return self._headings[heading]

    def _named(self, heading: Heading) -> str | None:
        if heading.column in self._columns:
            return heading.column
        wanted = fold(entered(heading.label))
        matching = [one for one in self._sheet.criteria if wanted and wanted in _names(one)]
        if len(matching) != 1:
            return None
        (one,) = matching
        scored = has_scores(self._sheet, one)
        part = heading.part or ("score" if scored else "words")
        return f"{part}:{one.id}" if part == "words" or scored else None

    def _told(self, candidate: str, column: str, found: list[_Found]) -> Difference | None:
        """What one cell would become; None where it stays."""
        now, was = held(self._sheet, candidate, column), self._bases.get((candidate, column))
        if len(found) == 1 and found[0].given == now:
            return None
        values = {entered(one.given): one for one in found}
        touched = {given: one for given, one in values.items() if was is None or digest(given) != was}
        if len(touched) > 1:
            given = " ¦ ".join(values)
            twice = Problem("return.why.twice", "error")
            return Difference(candidate, column, "unreadable", now, given, found[0].where, twice)
        given, one = next(iter((touched or values).items()))
        if (column, given) not in self._read_before:
            self._read_before[column, given] = self._read(column, given)
        value, why = self._read_before[column, given]
        if (why is None and entered(now) == value) or (was is not None and digest(given if why else value) == was):
            return None
        if why is not None:
            readable = readable_scores(self._criteria[column[len(SCORE) :]]) if column.startswith(SCORE) else ()
            readable = DECLARATIONS if column == DECLARATION else readable
            return Difference(candidate, column, "unreadable", now, given, one.where, why, readable)
        return Difference(candidate, column, self._kind(candidate, column, was, value, now), now, value, one.where)

    def _kind(self, candidate: str, column: str, was: str | None, value: str, now: str) -> Kind:
        if was is not None:
            later = digest(now) != was
        else:
            sent = self._returned.revision
            later = bool(now) and (sent is None or revision(self._sheet, candidate, column) > sent)
        if later:
            return "conflict"
        return "change" if value else "emptied"

    def _read(self, column: str, given: str) -> tuple[str, Problem | None]:
        """The value that a text stands for, as text; or why it stands for none."""
        if column.startswith(SCORE):
            return read_score(given, self._criteria[column[len(SCORE) :]], self._sheet.language)
        if column == DECLARATION:
            return read_kind(given)
        wrong = unfit(given)
        if wrong:
            return "", Problem(wrong.code, "error", params=wrong.params)
        units = len(given.encode("utf-16-le", "surrogatepass")) // 2
        if units > LONGEST_ANSWER:
            return "", Problem("entered.too_long", "error", params={"units": units, "most": LONGEST_ANSWER})
        return given, None


def _names(criterion: SheetCriterion) -> Iterator[str]:
    for label in (criterion.label, *criterion.labels.values()):
        yield fold(entered(label))
