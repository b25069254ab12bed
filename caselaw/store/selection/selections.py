"""Case selection tables, their criteria, candidates and invited organisations, in and out of the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from caselaw.domain.audience import Audience
from caselaw.domain.selection.table import Candidate, Criterion, Invited, SelectionTable, State
from caselaw.store.selection.rows import (
    as_candidate,
    as_criterion,
    as_invited,
    as_table,
    candidate_row,
    criterion_row,
    table_row,
)
from caselaw.store.tables import (
    selection_candidates,
    selection_comments,
    selection_criteria,
    selection_invited,
    selection_tables,
)
from caselaw.store.tables.base import now


def of_audiences(connection: Connection, audiences: Collection[Audience]) -> tuple[SelectionTable, ...]:
    """The tables that are for these audiences, the newest first, without their candidates."""
    rows = connection.execute(
        select(selection_tables)
        .where(selection_tables.c.access.in_(audiences))
        .order_by(selection_tables.c.made.desc(), selection_tables.c.id)
    ).all()
    of = select(selection_tables.c.id).where(selection_tables.c.access.in_(audiences))
    criteria, invited = _criteria(connection, of), _invited(connection, of)
    return tuple(as_table(row, criteria.get(row.id, ()), (), invited.get(row.id, ())) for row in rows)


def load(connection: Connection, table: str, *, lock: bool = False) -> SelectionTable | None:
    """A table with its criteria, candidates and invited organisations; `lock`: nobody else changes it meanwhile."""
    asked = select(selection_tables).where(selection_tables.c.id == table)
    row = connection.execute(asked.with_for_update() if lock else asked).first()
    if row is None:
        return None
    column = selection_candidates.c
    standing = select(selection_candidates).where(column.table_id == table).order_by(column.place, column.id)
    return as_table(
        row,
        _criteria(connection, [table]).get(table, ()),
        tuple(map(as_candidate, connection.execute(standing))),
        _invited(connection, [table]).get(table, ()),
    )


def add(connection: Connection, table: SelectionTable) -> None:
    """A new table with its criteria, candidates and invited organisations."""
    connection.execute(
        insert(selection_tables).values(
            id=table.id, access=table.access, state=table.state, revision=table.revision, made=now(),
            made_by=table.made_by, **table_row(table),
        )
    )  # fmt: skip
    put_criteria(connection, table.id, table.criteria)
    add_candidates(connection, table.id, table.candidates)
    invite(connection, table.id, [one.organisation for one in table.invited])


def put_state(connection: Connection, table: str, state: State) -> None:
    connection.execute(update(selection_tables).where(selection_tables.c.id == table).values(state=state))


def touch(connection: Connection, table: str, revision: int | None = None) -> int | None:
    """Count a change of the table, which is at this revision (None: at whichever); answers the new revision, None where
    it is at another."""
    changed = update(selection_tables).where(selection_tables.c.id == table)
    if revision is not None:
        changed = changed.where(selection_tables.c.revision == revision)
    values = {"revision": selection_tables.c.revision + 1}
    after: int | None = connection.execute(changed.values(**values).returning(selection_tables.c.revision)).scalar()
    return after


def change(connection: Connection, table: SelectionTable) -> None:
    """Replace what is said of a table; for whom it is stays."""
    connection.execute(update(selection_tables).where(selection_tables.c.id == table.id).values(**table_row(table)))


def put_criteria(connection: Connection, table: str, criteria: Sequence[Criterion]) -> None:
    """These are the criteria of the table, in this order."""
    connection.execute(delete(selection_criteria).where(selection_criteria.c.table_id == table))
    rows = [{"table_id": table, "place": place, **criterion_row(one)} for place, one in enumerate(criteria)]
    if rows:
        connection.execute(insert(selection_criteria), rows)


def add_candidates(connection: Connection, table: str, candidates: Iterable[Candidate]) -> None:
    """More candidates, behind those that are there."""
    column = selection_candidates.c
    last = connection.execute(select(func.max(column.place)).where(column.table_id == table)).scalar()
    behind = -1 if last is None else last
    rows = [
        {"table_id": table, **candidate_row(one), "place": behind + place} for place, one in enumerate(candidates, 1)
    ]
    if rows:
        connection.execute(insert(selection_candidates), rows)


def change_candidate(connection: Connection, table: str, candidate: Candidate) -> None:
    column = selection_candidates.c
    hers = (column.table_id == table) & (column.id == candidate.id)
    connection.execute(update(selection_candidates).where(hers).values(**candidate_row(candidate)))


def remove_candidate(connection: Connection, table: str, candidate: str) -> None:
    """Take a candidate off the table; nothing was answered of it yet."""
    column = selection_candidates.c
    connection.execute(
        delete(selection_candidates).where((column.table_id == table) & (column.id == candidate))
    )  # fmt: skip
    said = selection_comments.c
    connection.execute(delete(selection_comments).where((said.table_id == table) & (said.candidate == candidate)))


def invite(connection: Connection, table: str, organisations: Iterable[str]) -> None:
    rows = [{"table_id": table, "organisation": one, "revision": 0} for one in organisations]
    if rows:
        connection.execute(insert(selection_invited), rows)


def disinvite(connection: Connection, table: str, organisation: str) -> None:
    column = selection_invited.c
    connection.execute(
        delete(selection_invited).where((column.table_id == table) & (column.organisation == organisation))
    )


def mark(
    connection: Connection, table: str, organisation: str, *, seen: bool = False, finished: bool | None = None
) -> None:  # fmt: skip
    """That an organisation has seen the table (once), or that it is done, or not done after all."""
    column = selection_invited.c
    hers = (column.table_id == table) & (column.organisation == organisation)
    if seen:
        connection.execute(update(selection_invited).where(hers, column.seen.is_(None)).values(seen=now()))
    if finished is not None:
        connection.execute(update(selection_invited).where(hers).values(finished=now() if finished else None))


def _criteria(connection: Connection, tables: Collection[str] | Select[str]) -> dict[str, tuple[Criterion, ...]]:
    """By table, in their order."""
    column, found = selection_criteria.c, defaultdict[str, tuple[Criterion, ...]](tuple)
    asked = select(selection_criteria).where(column.table_id.in_(tables)).order_by(column.place, column.id)
    for row in connection.execute(asked):
        found[row.table_id] += (as_criterion(row),)
    return found


def _invited(connection: Connection, tables: Collection[str] | Select[str]) -> dict[str, tuple[Invited, ...]]:
    """By table, in the order of their names."""
    column, found = selection_invited.c, defaultdict[str, tuple[Invited, ...]](tuple)
    for row in connection.execute(
        select(selection_invited).where(column.table_id.in_(tables)).order_by(column.organisation)
    ):
        found[row.table_id] += (as_invited(row),)
    return found
