"""What is taken along of a selection table that is opened: its minutes, and the table with answers and decisions.

A file holds what its reader may see on the page, without the fields that are restricted to the page; that it was made
is on record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Conflict, NotFound
from caselaw.domain.selection.table import Answer, Candidate, Comment, Criterion, Step, in_language
from caselaw.exchange import selection_minutes as written
from caselaw.exchange import selection_table as tabled
from caselaw.exchange.selection_minutes import Case, Line, Minutes, Remark
from caselaw.messages import say, say_day
from caselaw.services.people.organisations import OrganisationService
from caselaw.services.reading.exporting import Export
from caselaw.services.selection.answering import AnsweringService, Heard
from caselaw.services.selection.deliberating import Course, DeliberatingService
from caselaw.services.selection.seeing import Seen
from caselaw.services.selection.sheets import cells
from caselaw.services.selection.tables import SelectionService
from caselaw.services.signing import actor
from caselaw.store import Store

_TYPES = {
    "minutes.docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "table.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "table.csv": "text/csv; charset=utf-8",
}
_WRITERS: Mapping[str, Callable[[Minutes], bytes]] = {
    "minutes.docx": written.write, "table.xlsx": tabled.write_xlsx, "table.csv": tabled.write_csv,
}  # fmt: skip


class MinutesService:
    """Files of an opened table. Raises `NotFound` for who may not know of it, `Conflict` before it is opened."""

    def __init__(
        self, store: Store, selections: SelectionService, answering: AnsweringService,
        deliberating: DeliberatingService, organisations: OrganisationService,
    ) -> None:  # fmt: skip
        self._store = store
        self._selections = selections
        self._answering = answering
        self._deliberating = deliberating
        self._organisations = organisations

    def minutes(self, table: str, language: str, *, viewer: Viewer) -> Minutes:
        """All that the minutes say, in one language; what people wrote stays in theirs."""
        shown = self._selections.show(table, viewer=viewer)
        if not shown.open:
            raise Conflict("selection.not_open")
        course = self._deliberating.course(table, viewer=viewer)
        heard = self._answering.heard(table, viewer=viewer)
        comments, authors = self._deliberating.comments(table, viewer=viewer)
        names = {one.slug: one.names.get(language) or one.short_name for one in self._organisations.all(viewer)}
        people = _People({**course.names, **authors, **names}, language)
        said = {key[0] for key, one in heard.answers.items() if one.said}
        asked = [one.organisation for one in shown.table.invited]
        return Minutes(
            language=language,
            title=in_language(shown.table.titles, language),
            purpose=in_language(shown.table.purposes, language),
            guidelines=in_language(shown.table.guidelines, language),
            steps=tuple(_line(one, language) for one in course.steps),
            answered=people.names(one for one in asked if one in said),
            silent=people.names(one for one in asked if one not in said),
            committee=people.names(sorted(shown.table.committee)),
            criteria=tuple(
                (in_language(one.labels, language), str(one.weight), _level(one, one.must_have, language))
                for one in shown.table.criteria
            ),
            cases=tuple(_case(shown, one, course, heard, people, language) for one in shown.table.candidates),
            remarks=tuple(_remark(shown, one, people, language) for one in comments),
            scored=shown.table.scored,
            hidden=bool(shown.hidden),
        )  # fmt: skip

    def file(self, table: str, name: str, language: str, *, viewer: Viewer) -> Export:
        """One of `minutes.docx`, `table.xlsx`, `table.csv`; `NotFound` for another."""
        if name not in _WRITERS:
            raise NotFound()
        content = _WRITERS[name](self.minutes(table, language, viewer=viewer))
        with self._store.begin(actor(viewer)) as work:
            work.record("export selection table", table)
        stem, _, form = name.partition(".")
        return Export(
            f"{stem}-{datetime.now(UTC).date().isoformat()}.{form}", _TYPES[name], iter([content]), 1, 1, True
        )


class _People:
    """What people and organisations are called."""

    def __init__(self, names: Mapping[str, str], language: str) -> None:
        self._names = names
        self._nobody = say("selection.minutes.somebody", language)

    def name(self, who: str) -> str:
        return self._names.get(who) or self._names.get(who.removeprefix("link:")) or self._nobody

    def names(self, who: Iterator[str] | list[str]) -> tuple[str, ...]:
        return tuple(map(self.name, who))


def _case(
    shown: Seen, candidate: Candidate, course: Course, heard: Heard, people: _People, language: str
) -> Case:  # fmt: skip
    decision = course.current.get(candidate.id)
    own = {(key[0], key[2]): one for key, one in heard.answers.items() if key[1] == candidate.id and one.said}
    return Case(
        title=_title(shown, candidate, language),
        cells=tuple(
            (say(f"sheet.column.{one.field}", language), one.text) for one in cells(candidate, language, bare=True)
        ),
        omitted=tuple(say(f"sheet.column.{name}", language) for name in sorted(candidate.sheet.restricted)),
        outcome=say(f"selection.decided.{decision.outcome}", language) if decision else "",
        consensus=decision.consensus if decision else None,
        reason=decision.reason if decision else "",
        dissents=tuple((people.name(one.who), one.words) for one in decision.dissents) if decision else (),
        absent=people.names(list(decision.absent)) if decision else (),
        declared=tuple(
            (people.name(key[0]), say(f"selection.declaration.{one.kind}", language), one.words)
            for key, one in sorted(heard.declarations.items())
            if key[1] == candidate.id and one.kind != "none"
        ),
        answers=tuple(
            (
                in_language(criterion.labels, language),
                people.name(slug),
                _level(criterion, one.score, language),
                one.words,
                _late(shown, one, language),
            )
            for criterion in shown.table.criteria
            for (slug, of), one in sorted(own.items())
            if of == criterion.id
        ),
    )


def _title(shown: Seen, candidate: Candidate, language: str) -> str:
    return shown.title(candidate, language) or say("selection.gone", language)


def _titled(shown: Seen, candidate: str | None, language: str) -> str:
    found = shown.table.candidate(candidate) if candidate else None
    return _title(shown, found, language) if found else ""


def _late(shown: Seen, answer: Answer, language: str) -> str:
    if answer.at is None or not shown.table.is_late(answer):
        return ""
    return say("selection.minutes.late_on", language, day=say_day(answer.at, language))


def _level(criterion: Criterion, score: int | None, language: str) -> str:
    level = criterion.level(score)
    return f"{level.value} – {in_language(level.labels, language)}" if level else ""


def _line(step: Step, language: str) -> Line:
    state = say(f"selection.state.{step.state}", language)
    return Line(say("selection.minutes.step", language, day=say_day(step.at, language), state=state), step.reason)


def _remark(shown: Seen, comment: Comment, people: _People, language: str) -> Remark:
    name, day = people.name(comment.account), say_day(comment.at, language)
    return Remark(
        say("selection.minutes.comment", language, name=name, day=day),
        comment.words,
        comment.language,
        tuple((people.name(by), code, text) for code, (text, by) in sorted(comment.translations.items())),
        _titled(shown, comment.candidate, language),
    )
