"""What organisations answer: each for itself, in part or whole, and until the table is opened seen by nobody else.

An organisation's saves are counted. Whoever saves says which save she saw last: what a colleague wrote since is never
overwritten, both are shown to her.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.answering import Clash, Declared, Said, Saved, sort_answers, sort_declarations
from caselaw.domain.selection.rules import checked_text
from caselaw.domain.selection.table import DECLARATIONS, LONGEST_ANSWER, Answer, Declaration, Invited, SelectionTable
from caselaw.services.selection.seeing import Reader, Seen, require_organisation, seen, who
from caselaw.store import Store, UnitOfWork
from caselaw.store.selection import answers as selection_answers
from caselaw.store.selection import selections as stored


@dataclass(frozen=True)
class Standing:
    """How far an organisation has come: that, and nothing of what it said."""

    invited: Invited
    answered: int
    of: int


@dataclass(frozen=True)
class Heard:
    """All that may be read of a table's answers: by organisation, candidate and criterion, and by organisation and
    candidate."""

    answers: Mapping[tuple[str, str, str], Answer]
    declarations: Mapping[tuple[str, str], Declaration]


class AnsweringService:
    """Answers and declarations. Who may not know of a table, or does not answer for an organisation: `NotFound`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save(
        self, reader: Reader, table: str, organisation: str, said: Sequence[Said], declared: Sequence[Declared] = (), *,
        since: int, whole: bool = False, source: str = "",
    ) -> Saved:  # fmt: skip
        """Write what an organisation changed since its save `since`; what clashes with a later one is not written and
        given back (`whole`: then nothing is written, `Changed`). `source` names a file that it came in, for the audit
        trail. Raises `Invalid`, `Conflict` where the table takes no answers, `Changed` for a save that never was."""
        with self._store.begin(who(reader)) as work:
            return self.write(
                work, reader, table, organisation, said, declared, since=since, whole=whole, source=source
            )

    def write(
        self, work: UnitOfWork, reader: Reader, table: str, organisation: str, said: Sequence[Said],
        declared: Sequence[Declared] = (), *, since: int, whole: bool = False, source: str = "",
    ) -> Saved:  # fmt: skip
        """`save` within a transaction that does more."""
        shown = self._answering(work, table, reader, organisation)
        after = selection_answers.next_revision(work.connection, table, organisation)
        if after is None:
            raise NotFound()
        if since >= after:
            raise Changed()
        wanted = [_checked(one, shown.table) for one in said]
        stated = [_stated(one, shown.table) for one in declared]
        answers, clashing = sort_answers(wanted, _history(work, table, organisation), since)
        declarations, beside = sort_declarations(stated, _declared(work, table, organisation), since)
        clashes: tuple[Clash, ...] = (*clashing, *beside)
        if whole and clashes:
            raise Changed()
        by = who(reader)
        selection_answers.add_answers(
            work.connection, table,
            [
                Answer(one.candidate, one.criterion, organisation, one.score, one.words, one.language, after, by=by)
                for one in answers
            ],
        )  # fmt: skip
        selection_answers.add_declarations(
            work.connection, table,
            [
                Declaration(organisation, one.candidate, one.kind, one.words, one.language, after, by=by)
                for one in declarations
            ],
        )  # fmt: skip
        stored.mark(work.connection, table, organisation, seen=True)
        written = len(answers) + len(declarations)
        if written:
            subject = f"{table} {organisation} {source}".strip()
            work.record("answer selection table", subject, before=after - 1, after=after)
        return Saved(after, written, clashes)

    def finish(self, reader: Reader, table: str, organisation: str, *, done: bool = True) -> None:
        """Say that an organisation is done, or that it is not after all. `Conflict`."""
        with self._store.begin(who(reader)) as work:
            self._answering(work, table, reader, organisation)
            stored.mark(work.connection, table, organisation, seen=True, finished=done)
            work.record("finish selection answers" if done else "take up selection answers", f"{table} {organisation}")

    def look(self, reader: Reader, table: str, organisation: str) -> None:
        """Remember that an organisation has opened the table."""
        with self._store.reading() as connection:
            shown = seen(connection, table, reader)
            require_organisation(shown, organisation)
            known = shown.table.asked(organisation)
        if known is not None and known.seen is None:
            with self._store.writing() as connection:
                stored.mark(connection, table, organisation, seen=True)

    def progress(self, table: str, *, viewer: Reader) -> tuple[Standing, ...]:
        """Who has answered how much of what this viewer may see, not what."""
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            answers = selection_answers.answers(connection, table, None)
        visible = {one.id for one in shown.table.candidates}
        counted: dict[str, int] = defaultdict(int)
        for (organisation, candidate, _), one in answers.items():
            counted[organisation] += one.said and candidate in visible
        most = len(visible) * len(shown.table.criteria)
        own = shown.mine if shown.link else [one.organisation for one in shown.table.invited]
        return tuple(
            Standing(one, counted[one.organisation], most) for one in shown.table.invited if one.organisation in own
        )

    def heard(self, table: str, *, viewer: Reader) -> Heard:
        """What this viewer may read of the answers: her organisations' until the table is opened; all of them when it
        is, or where it is not blind."""
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            answers = selection_answers.answers(connection, table, None)
            declarations = selection_answers.declarations(connection, table, None)
        every = not shown.link and (shown.open or not shown.table.blind)
        visible = {one.id for one in shown.table.candidates}
        return Heard(
            {key: one for key, one in answers.items() if key[1] in visible and (every or key[0] in shown.mine)},
            {key: one for key, one in declarations.items() if key[1] in visible and (every or key[0] in shown.mine)},
        )

    def _answering(self, work: UnitOfWork, table: str, reader: Reader, organisation: str) -> Seen:
        shown = seen(work.connection, table, reader)
        require_organisation(shown, organisation)
        if shown.table.state != "answering":
            raise Conflict("selection.no_answers_now")
        return shown


def _checked(said: Said, table: SelectionTable) -> Said:
    """An answer as it is kept: to a candidate and a criterion that are there, with a level of its scale."""
    criterion, field = table.criterion(said.criterion), f"{said.candidate}.{said.criterion}"
    if criterion is None or table.candidate(said.candidate) is None:
        raise Invalid("selection.no_cell", {field: ["selection.no_cell"]})
    if said.score is not None and (not table.scored or criterion.level(said.score) is None):
        raise Invalid("selection.score", {field: ["selection.score"]})
    words = checked_text(said.words, field, LONGEST_ANSWER)
    return Said(said.candidate, said.criterion, said.score, words, _language(said.language))


def _stated(declared: Declared, table: SelectionTable) -> Declared:
    field = f"{declared.candidate}.declaration"
    if table.candidate(declared.candidate) is None:
        raise Invalid("selection.no_cell", {field: ["selection.no_cell"]})
    if declared.kind not in DECLARATIONS:
        raise Invalid("selection.choice", {field: ["selection.choice"]})
    words = checked_text(declared.words, field, LONGEST_ANSWER)
    return Declared(declared.candidate, declared.kind, words, _language(declared.language))


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise Invalid("selection.language", {"language": ["selection.language"]})
    return code


def _history(work: UnitOfWork, table: str, organisation: str) -> dict[tuple[str, str], list[Answer]]:
    found: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for one in selection_answers.every_answer(work.connection, table, organisation):
        found[one.candidate, one.criterion].append(one)
    return found


def _declared(work: UnitOfWork, table: str, organisation: str) -> dict[str, list[Declaration]]:
    found: dict[str, list[Declaration]] = defaultdict(list)
    for one in selection_answers.every_declaration(work.connection, table, organisation):
        found[one.candidate].append(one)
    return found
