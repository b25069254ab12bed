"""Links, letters and returned files of selection tables, in and out of their tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from caselaw.domain.people.token import HANDLE
from caselaw.domain.selection.circulation import Kept, LetterState, ReturnState, TableLetter, TableLink
from caselaw.store.tables import selection_invited, selection_letters, selection_links, selection_returns
from caselaw.store.tables import selection_tables as tables


def add_link(connection: Connection, sha256: str, link: TableLink) -> None:
    row = {
        "sha256": sha256, "table_id": link.table, "organisation": link.organisation, "language": link.language,
        "added": link.added, "added_by": link.added_by, "expires": link.expires,
    }  # fmt: skip
    connection.execute(insert(selection_links).values(row))


def find_link(connection: Connection, sha256: str, at: datetime) -> TableLink | None:
    """The link of this digest, while it is good."""
    row = connection.execute(select(selection_links).where(selection_links.c.sha256 == sha256)).one_or_none()
    found = _link(row) if row else None
    return found if found and found.good(at) else None


def links(connection: Connection, table: str) -> tuple[TableLink, ...]:
    """All links of a table, the newest first."""
    asked = select(selection_links).where(selection_links.c.table_id == table).order_by(selection_links.c.added.desc())
    return tuple(_link(row) for row in connection.execute(asked))


def mark_opened(connection: Connection, sha256: str, at: datetime) -> None:
    """Somebody has opened the link for the first time."""
    column = selection_links.c
    connection.execute(
        update(selection_links).where(column.sha256 == sha256, column.opened.is_(None)).values(opened=at)
    )


def revoke(connection: Connection, table: str, handle: str, at: datetime) -> str | None:
    """Take back the link of this handle; its organisation, None where there is none that stands."""
    column = selection_links.c
    named = (column.table_id == table) & column.sha256.startswith(handle, autoescape=True) & column.revoked.is_(None)
    found = connection.execute(select(column.organisation).where(named)).scalar()
    if found is not None:
        connection.execute(update(selection_links).where(named).values(revoked=at))
    return found


def revoke_all(connection: Connection, table: str, organisation: str, at: datetime) -> None:
    """Take back every link of an organisation on a table."""
    column = selection_links.c
    hers = (column.table_id == table) & (column.organisation == organisation) & column.revoked.is_(None)
    connection.execute(update(selection_links).where(hers).values(revoked=at))


def add_letter(connection: Connection, letter: TableLetter) -> None:
    row = {
        "id": letter.id, "table_id": letter.table, "organisation": letter.organisation, "email": letter.email,
        "language": letter.language, "kind": letter.kind, "posted": letter.posted, "at": letter.at, "by": letter.by,
        "enclosed": letter.enclosed, "before": letter.before, "link": letter.link,
    }  # fmt: skip
    connection.execute(insert(selection_letters).values(row))


def mark_posted(connection: Connection, letter: str, posted: LetterState) -> bool:
    """What became of a letter that was being sent; False where somebody has said that already."""
    column = selection_letters.c
    waits = (column.id == letter) & (column.posted == "sending")
    return bool(connection.execute(update(selection_letters).where(waits).values(posted=posted)).rowcount)


def interrupted(connection: Connection, before: datetime) -> tuple[TableLetter, ...]:
    """Letters that have been being sent since before this moment."""
    column = selection_letters.c
    asked = select(selection_letters).where(column.posted == "sending", column.at < before)
    return tuple(_letter(row) for row in connection.execute(asked.order_by(column.at, column.id)))


def letters(connection: Connection, table: str) -> tuple[TableLetter, ...]:
    """All letters about a table, the newest first."""
    column = selection_letters.c
    asked = select(selection_letters).where(column.table_id == table).order_by(column.at.desc(), column.id)
    return tuple(_letter(row) for row in connection.execute(asked))


def waited_for(connection: Connection) -> Sequence[tuple[str, str]]:
    """Tables that take answers until a day, and the organisations that are not done, where somebody was written to."""
    written = select(selection_letters.c.table_id).where(
        selection_letters.c.table_id == selection_invited.c.table_id,
        selection_letters.c.organisation == selection_invited.c.organisation,
    )
    asked = (
        select(selection_invited.c.table_id, selection_invited.c.organisation)
        .join(tables, tables.c.id == selection_invited.c.table_id)
        .where(
            tables.c.state == "answering", tables.c.due.is_not(None), selection_invited.c.finished.is_(None),
            written.exists(),
        )
        .order_by(selection_invited.c.table_id, selection_invited.c.organisation)
    )  # fmt: skip
    return [(row.table_id, row.organisation) for row in connection.execute(asked)]


def keep_return(connection: Connection, kept: Kept) -> Kept:
    """Keep a file that came back; the one that is there already where it came before."""
    column = selection_returns.c
    same = (column.table_id == kept.table) & (column.organisation == kept.organisation) & (column.sha256 == kept.sha256)
    row = connection.execute(select(selection_returns).where(same)).one_or_none()
    if row is not None:
        return _kept(row)
    connection.execute(
        insert(selection_returns).values(
            id=kept.id, table_id=kept.table, organisation=kept.organisation, sha256=kept.sha256, form=kept.form,
            name=kept.name, size=kept.size, at=kept.at, by=kept.by, state=kept.state, applied=[], settled_by="",
        )
    )  # fmt: skip
    return kept


def find_return(connection: Connection, returned: str, *, lock: bool = False) -> Kept | None:
    asked = select(selection_returns).where(selection_returns.c.id == returned)
    row = connection.execute(asked.with_for_update() if lock else asked).one_or_none()
    return _kept(row) if row else None


def returns(connection: Connection, table: str, organisation: str | None) -> tuple[Kept, ...]:
    """The files that came back, of one organisation or of all, the newest first."""
    column = selection_returns.c
    asked = select(selection_returns).where(column.table_id == table)
    if organisation is not None:
        asked = asked.where(column.organisation == organisation)
    return tuple(_kept(row) for row in connection.execute(asked.order_by(column.at.desc(), column.id)))


def settle(
    connection: Connection, returned: str, state: ReturnState, applied: Sequence[str], at: datetime, by: str
) -> None:
    """What became of a file, and which of its cells were taken over."""
    connection.execute(
        update(selection_returns)
        .where(selection_returns.c.id == returned)
        .values(state=state, applied=list(applied), settled=at, settled_by=by)
    )


def _link(row: Row[Any]) -> TableLink:
    return TableLink(
        row.sha256[:HANDLE], row.table_id, row.organisation, row.language, row.added, row.added_by, row.expires,
        row.opened, row.revoked,
    )  # fmt: skip


def _letter(row: Row[Any]) -> TableLetter:
    return TableLetter(
        row.id, row.table_id, row.organisation, row.email, row.language, row.kind, row.posted, row.at, row.by,
        row.enclosed, row.before, row.link,
    )  # fmt: skip


def _kept(row: Row[Any]) -> Kept:
    return Kept(
        row.id, row.table_id, row.organisation, row.sha256, row.form, row.name, row.size, row.at, row.by, row.state,
        tuple(row.applied), row.settled, row.settled_by,
    )  # fmt: skip
