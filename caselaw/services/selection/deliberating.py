"""A table is opened, talked over by the wider group, decided by its steering committee, and opened again with a reason.

What stood when it was opened, and when it was decided, is kept as it was. Who has a conflict of interest with a case
takes no part in its decision.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import new_id
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.rules import checked_text
from caselaw.domain.selection.spread import Spread, Weighed, counting, spread, weigh
from caselaw.domain.selection.table import (
    LONGEST_TEXT,
    OUTCOMES,
    Answer,
    Comment,
    Decision,
    Dissent,
    SelectionTable,
    State,
    Step,
)
from caselaw.services.selection.seeing import Seen, seen
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import accounts, organisations
from caselaw.store.selection import answers as selection_answers
from caselaw.store.selection import selections as stored
from caselaw.store.tables.base import now


@dataclass(frozen=True)
class Compared:
    """The answers of all side by side: by candidate and criterion the spread, by candidate the figure of a lens."""

    spreads: Mapping[tuple[str, str], Spread]
    weighed: Mapping[str, Weighed]


@dataclass(frozen=True)
class Course:
    """What became of a table: its steps, its decisions (those of candidates that are seen), `sitting` the number of
    the one that is on or was the last, and the names of the accounts that stand in them."""

    steps: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    sitting: int
    names: Mapping[str, str]

    @property
    def current(self) -> Mapping[str, Decision]:
        """The decisions of the last sitting, by candidate."""
        return {one.candidate: one for one in self.decisions if one.number == self.sitting}


class DeliberatingService:
    """Opening, talking, deciding. Who may not know of a table: `NotFound`; before it is opened: `Conflict`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open(self, table: str, *, revision: int, viewer: Viewer, reason: str = "") -> int:
        """Show all answers to all who are on the table, and take no more. Raises `Forbidden`, `Changed`, `Conflict`."""
        return self._move(table, "answering", "opened", "open selection table", reason, revision, viewer)

    def reopen(self, table: str, state: State, *, reason: str, revision: int, viewer: Viewer) -> int:
        """Take a table up again, with a reason: for answers (`answering`) or for another decision (`opened`). Raises as
        `open`, `Invalid`."""
        if not reason.strip():
            raise Invalid("selection.reason", {"reason": ["selection.reason"]})
        if state == "answering":
            return self._move(table, "opened", state, "reopen selection table", reason, revision, viewer)
        return self._move(table, "decided", "opened", "reopen selection table", reason, revision, viewer)

    def compare(self, table: str, weights: Mapping[str, int], *, viewer: Viewer) -> Compared:
        """How the answers lie, through the lens of these weights (of criteria that are not named: their own)."""
        with self._store.reading() as connection:
            shown = _opened(connection, table, viewer)
            answers = selection_answers.answers(connection, table, None).values()
            declared = selection_answers.declarations(connection, table, None)
        by_cell: dict[tuple[str, str], list[Answer]] = {}
        for one in counting(tuple(answers), declared):
            by_cell.setdefault((one.candidate, one.criterion), []).append(one)
        criteria, ids = shown.table.criteria, [one.id for one in shown.table.candidates]
        return Compared(
            {(one, each.id): spread(each, by_cell.get((one, each.id), ())) for one in ids for each in criteria},
            {
                one: weigh(criteria, weights, [a for each in criteria for a in by_cell.get((one, each.id), ())])
                for one in ids
            },
        )

    def comments(self, table: str, *, viewer: Viewer) -> tuple[tuple[Comment, ...], Mapping[str, str]]:
        """What was said of the table and of the candidates she sees, and the names of those who said it."""
        with self._store.reading() as connection:
            shown = _opened(connection, table, viewer)
            visible = {one.id for one in shown.table.candidates}
            found = tuple(
                one
                for one in selection_answers.comments(connection, table)
                if one.candidate is None or one.candidate in visible
            )
            people = [*(one.account for one in found), *(by for one in found for _, by in one.translations.values())]
            return found, _names(connection, people)

    def comment(
        self, table: str, words: str, language: str, *, viewer: Viewer, candidate: str | None = None
    ) -> str:  # fmt: skip
        """Say something of the table or of one candidate; answers the comment's id. Raises `Invalid`, `Conflict`."""
        kept = _said(words, "words", language)
        with self._store.begin(actor(viewer)) as work:
            shown = _opened(work.connection, table, viewer)
            if candidate is not None and shown.table.candidate(candidate) is None:
                raise NotFound()
            comment = Comment(new_id(), candidate, actor(viewer), kept, language, now())
            selection_answers.add_comment(work.connection, table, comment)
            work.record("comment on selection table", f"{table} {comment.id}")
        return comment.id

    def translate(self, table: str, comment: str, language: str, words: str, *, viewer: Viewer) -> None:
        """Put a translation beside a comment, under one's own name. Raises `Invalid`, `NotFound`."""
        kept = _said(words, "translation", language)
        with self._store.begin(actor(viewer)) as work:
            shown = _opened(work.connection, table, viewer)
            visible = {None, *(one.id for one in shown.table.candidates)}
            found = next((one for one in selection_answers.comments(work.connection, table) if one.id == comment), None)
            if found is None or found.candidate not in visible:
                raise NotFound()
            if found.language == language:
                raise Invalid("selection.translation", {"translation": ["selection.translation"]})
            selection_answers.translate_comment(work.connection, found, language, kept, actor(viewer))
            work.record("translate selection comment", f"{table} {comment}")

    def course(self, table: str, *, viewer: Viewer) -> Course:
        """What became of a table, and what was decided of the candidates she sees."""
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            steps = selection_answers.steps(connection, table)
            visible = {one.id for one in shown.table.candidates}
            decided = tuple(one for one in selection_answers.decisions(connection, table) if one.candidate in visible)
            people = [
                *(one.by for one in steps), *(one.by for one in decided), *shown.table.committee,
                *(who for one in decided for who in (*one.absent, *(each.who for each in one.dissents))),
            ]  # fmt: skip
            return Course(steps, decided, _sitting(shown.table, steps), _names(connection, people))

    def barred(self, table: str, *, viewer: Viewer) -> Mapping[str, frozenset[str]]:
        """By candidate the accounts of the committee, and hers, whose organisation declared a conflict of interest."""
        with self._store.reading() as connection:
            return _barred(connection, _opened(connection, table, viewer), viewer)

    def decide(self, table: str, decision: Decision, *, viewer: Viewer) -> None:
        """Record what the steering committee decided of a candidate; until the sitting is closed another can take its
        place. Raises `Forbidden` for who does not sit on it or has a conflict of interest, `Invalid`, `Conflict`."""
        with self._store.begin(actor(viewer)) as work:
            stored.touch(work.connection, table)
            shown = _opened(work.connection, table, viewer)
            if not may(viewer, Action.DECIDE_SELECTION, shown.table):
                raise Forbidden("selection.not_committee")
            if shown.table.candidate(decision.candidate) is None:
                raise NotFound()
            if shown.table.state != "opened":
                raise Conflict("selection.not_now")
            barred = _barred(work.connection, shown, viewer).get(decision.candidate, frozenset())
            if viewer.account in barred:
                raise Forbidden("selection.conflict_of_interest")
            number = _sitting(shown.table, selection_answers.steps(work.connection, table))
            kept = replace(
                _checked(decision, shown.table, barred), number=number, by=actor(viewer),
                absent=tuple(sorted(barred & (shown.table.committee or barred))),
            )  # fmt: skip
            selection_answers.drop_decision(work.connection, table, number, decision.candidate)
            selection_answers.add_decisions(work.connection, table, [kept])
            work.record("decide selection candidate", f"{table} {decision.candidate}")

    def close(self, table: str, *, revision: int, viewer: Viewer) -> int:
        """End the sitting: every candidate is decided. Raises `Forbidden`, `Changed`, `Conflict`."""
        with self._moving(table, revision, viewer) as (work, shown):
            if not may(viewer, Action.DECIDE_SELECTION, shown.table):
                raise Forbidden("selection.not_committee")
            steps = selection_answers.steps(work.connection, table)
            sitting = _sitting(shown.table, steps)
            decided = {
                one.candidate for one in selection_answers.decisions(work.connection, table) if one.number == sitting
            }
            whole = stored.load(work.connection, table)
            if shown.table.state != "opened" or whole is None:
                raise Conflict("selection.not_now")
            if {one.id for one in whole.candidates} - decided:
                raise Conflict("selection.undecided")
            _enter(work, whole, "decided", "")
            work.record("close selection table", table, after=revision + 1)
        return revision + 1

    def _move(
        self, table: str, before: State, after: State, action: str, reason: str, revision: int, viewer: Viewer
    ) -> int:  # fmt: skip
        kept = checked_text(reason, "reason", LONGEST_TEXT)
        with self._moving(table, revision, viewer) as (work, shown):
            require(viewer, Action.MANAGE_SELECTION, shown.table)
            whole = stored.load(work.connection, table)
            if shown.table.state != before or whole is None:
                raise Conflict("selection.not_now")
            _enter(work, whole, after, kept)
            work.record(action, table, before=revision, after=revision + 1)
        return revision + 1

    @contextmanager
    def _moving(self, table: str, revision: int, viewer: Viewer) -> Iterator[tuple[UnitOfWork, Seen]]:
        with self._store.begin(actor(viewer)) as work:
            shown = seen(work.connection, table, viewer)
            if stored.touch(work.connection, table, revision) is None:
                raise Changed()
            yield work, replace(shown, table=seen(work.connection, table, viewer).table)


def _enter(work: UnitOfWork, table: SelectionTable, state: State, reason: str) -> None:
    """The table goes into a state; of one that is opened or decided it is kept what stood then, by ids and revisions:
    answers are never changed, so that each can be read again."""
    number = len(selection_answers.steps(work.connection, table.id)) + 1
    frozen: dict[str, object] | None = None
    if state in ("opened", "decided"):
        answers = selection_answers.answers(work.connection, table.id, None)
        declared = selection_answers.declarations(work.connection, table.id, None)
        frozen = {
            "criteria": [{"id": one.id, "weight": one.weight, "must_have": one.must_have} for one in table.criteria],
            "candidates": [one.id for one in table.candidates],
            "answers": sorted([*key, one.revision] for key, one in answers.items()),
            "declarations": sorted([*key, one.kind, one.revision] for key, one in declared.items()),
        }
    stored.put_state(work.connection, table.id, state)
    step = Step(number, state, now(), work.actor, reason, frozen)
    selection_answers.add_step(work.connection, table.id, step)


def _opened(connection: Connection, table: str, viewer: Viewer) -> Seen:
    shown = seen(connection, table, viewer)
    if not shown.open:
        raise Conflict("selection.not_open")
    return shown


def _sitting(table: SelectionTable, steps: Sequence[Step]) -> int:
    """The number of the sitting that is on; of a decided table, that which decided it."""
    closed = sum(1 for one in steps if one.state == "decided")
    return closed if table.state == "decided" else closed + 1


def _barred(connection: Connection, shown: Seen, viewer: Viewer) -> dict[str, frozenset[str]]:
    people = {*shown.table.committee, *((viewer.account,) if viewer.account else ())}
    belongs = {one: organisations.of_account(connection, one) for one in people}
    found: dict[str, frozenset[str]] = {}
    for (organisation, candidate), one in selection_answers.declarations(connection, shown.table.id, None).items():
        if one.kind == "conflict":
            hers = frozenset(person for person in people if organisation in belongs[person])
            found[candidate] = found.get(candidate, frozenset()) | hers
    return found


def _checked(decision: Decision, table: SelectionTable, barred: Collection[str]) -> Decision:
    """A decision as it is kept: with a reason; by consensus, or with the dissents of those who sat and why."""
    if decision.outcome not in OUTCOMES:
        raise Invalid("selection.outcome", {"outcome": ["selection.outcome"]})
    reason = _said(decision.reason, "reason", decision.language)
    dissents = tuple(Dissent(one.who, checked_text(one.words, "dissent", LONGEST_TEXT)) for one in decision.dissents)
    known = {*table.committee, *(one.organisation for one in table.invited)} - set(barred)
    if not all(one.words and one.who in known for one in dissents):
        raise Invalid("selection.dissent", {"dissent": ["selection.dissent"]})
    if decision.consensus and dissents:
        raise Invalid("selection.consensus", {"consensus": ["selection.consensus"]})
    return replace(decision, reason=reason, dissents=dissents)


def _said(words: str, field: str, language: str) -> str:
    kept = checked_text(words, field, LONGEST_TEXT)
    if not kept:
        raise Invalid("selection.words", {field: ["selection.words"]})
    if language not in LANGUAGES:
        raise Invalid("selection.language", {"language": ["selection.language"]})
    return kept


def _names(connection: Connection, people: Collection[str]) -> dict[str, str]:
    """What people are called, by account; of organisations their short name, by slug."""
    found = {one.slug: one.short_name for one in organisations.all_organisations(connection) if one.slug in people}
    return found | accounts.known_as(connection, people)
