"""What organisations answer and declare, each under the revision of its save; what is said of a table, and decided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, func, insert, select, update

from caselaw.domain.selection.table import Answer, Comment, Decision, Declaration, Step
from caselaw.store.selection.rows import as_answer, as_comment, as_decision, as_declaration, as_step
from caselaw.store.tables import (
    selection_answers,
    selection_comments,
    selection_decisions,
    selection_declarations,
    selection_invited,
    selection_steps,
)
from caselaw.store.tables.base import now


def answers(connection: Connection, table: str, organisation: str | None) -> dict[tuple[str, str, str], Answer]:
    """The latest answer by organisation, candidate and criterion: of this organisation, None: of all."""
    return {
        (one.organisation, one.candidate, one.criterion): one
        for one in every_answer(connection, table, organisation)
    }  # fmt: skip


def every_answer(connection: Connection, table: str, organisation: str | None) -> tuple[Answer, ...]:
    """All that was ever answered, the first first: of this organisation, None: of all."""
    column = selection_answers.c
    asked = select(selection_answers).where(column.table_id == table, *_of(column.organisation, organisation))
    return tuple(as_answer(row) for row in connection.execute(asked.order_by(column.revision)))


def declarations(connection: Connection, table: str, organisation: str | None) -> dict[tuple[str, str], Declaration]:
    """The latest declaration by organisation and candidate."""
    return {(one.organisation, one.candidate): one for one in every_declaration(connection, table, organisation)}


def every_declaration(connection: Connection, table: str, organisation: str | None) -> tuple[Declaration, ...]:
    """All that was ever declared, the first first."""
    column = selection_declarations.c
    asked = select(selection_declarations).where(column.table_id == table, *_of(column.organisation, organisation))
    return tuple(as_declaration(row) for row in connection.execute(asked.order_by(column.revision)))


def has_answers(
    connection: Connection, table: str, *, candidate: str | None = None, organisation: str | None = None
) -> bool:  # fmt: skip
    """Whether anything was answered or declared, of this candidate or by this organisation."""
    for stored in (selection_answers, selection_declarations):
        column = stored.c
        asked = select(func.count()).where(column.table_id == table, *_of(column.organisation, organisation))
        if connection.execute(asked.where(*_of(column.candidate, candidate))).scalar_one():
            return True
    return False


def next_revision(connection: Connection, table: str, organisation: str) -> int | None:
    """Begin a save of an organisation: the others of it wait until it is committed. None where it is not invited."""
    column = selection_invited.c
    mine = (column.table_id == table) & (column.organisation == organisation)
    after: int | None = connection.execute(
        update(selection_invited).where(mine).values(revision=column.revision + 1).returning(column.revision)
    ).scalar()
    return after


def add_answers(connection: Connection, table: str, said: Iterable[Answer]) -> None:
    rows = [
        {
            "table_id": table, "organisation": one.organisation, "revision": one.revision, "candidate": one.candidate,
            "criterion": one.criterion, "score": one.score, "words": one.words, "language": one.language, "at": now(),
            "by": one.by,
        }
        for one in said
    ]  # fmt: skip
    if rows:
        connection.execute(insert(selection_answers), rows)


def add_declarations(connection: Connection, table: str, said: Iterable[Declaration]) -> None:
    rows = [
        {
            "table_id": table, "organisation": one.organisation, "revision": one.revision, "candidate": one.candidate,
            "kind": one.kind, "words": one.words, "language": one.language, "at": now(), "by": one.by,
        }
        for one in said
    ]  # fmt: skip
    if rows:
        connection.execute(insert(selection_declarations), rows)


def comments(connection: Connection, table: str) -> tuple[Comment, ...]:
    """All that was said of a table, the first first."""
    column = selection_comments.c
    asked = select(selection_comments).where(column.table_id == table).order_by(column.at, column.id)
    return tuple(as_comment(row) for row in connection.execute(asked))


def add_comment(connection: Connection, table: str, comment: Comment) -> None:
    connection.execute(
        insert(selection_comments).values(
            table_id=table, id=comment.id, candidate=comment.candidate, account=comment.account, words=comment.words,
            language=comment.language, at=comment.at, translations={},
        )
    )  # fmt: skip


def translate_comment(connection: Connection, comment: Comment, language: str, words: str, account: str) -> None:
    """Put a person's translation beside a comment, in the place of an earlier one in that language."""
    kept = {code: {"words": text, "account": by} for code, (text, by) in comment.translations.items()}
    kept[language] = {"words": words, "account": account}
    connection.execute(
        update(selection_comments).where(selection_comments.c.id == comment.id).values(translations=kept)
    )  # fmt: skip


def decisions(connection: Connection, table: str) -> tuple[Decision, ...]:
    """All decisions, the first sitting first."""
    column = selection_decisions.c
    asked = select(selection_decisions).where(column.table_id == table).order_by(column.number, column.candidate)
    return tuple(as_decision(row) for row in connection.execute(asked))


def add_decisions(connection: Connection, table: str, decided: Iterable[Decision]) -> None:
    rows = [
        {
            "table_id": table, "number": one.number, "candidate": one.candidate, "outcome": one.outcome,
            "consensus": one.consensus, "reason": one.reason, "language": one.language, "at": now(), "by": one.by,
            "dissents": [{"who": each.who, "words": each.words} for each in one.dissents], "absent": list(one.absent),
        }
        for one in decided
    ]  # fmt: skip
    if rows:
        connection.execute(insert(selection_decisions), rows)


def drop_decision(connection: Connection, table: str, number: int, candidate: str) -> None:
    """Make room for another decision of a candidate in a sitting that is not closed."""
    column = selection_decisions.c
    hers = (column.table_id == table) & (column.number == number) & (column.candidate == candidate)
    connection.execute(delete(selection_decisions).where(hers))


def steps(connection: Connection, table: str) -> tuple[Step, ...]:
    """What became of a table, the first first."""
    column = selection_steps.c
    asked = select(selection_steps).where(column.table_id == table).order_by(column.number)
    return tuple(as_step(row) for row in connection.execute(asked))


def add_step(connection: Connection, table: str, step: Step) -> None:
    connection.execute(
        insert(selection_steps).values(
            table_id=table, number=step.number, state=step.state, at=step.at, by=step.by, reason=step.reason,
            frozen=None if step.frozen is None else dict(step.frozen),
        )
    )  # fmt: skip


def _of(column: Column[Any], value: str | None) -> tuple[ColumnElement[bool], ...]:
    return () if value is None else (column == value,)
