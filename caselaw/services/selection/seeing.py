"""What of a case selection table somebody may see: the table at all, its candidates, and whose answers.

Every route asks here. A table is its audience's; while it is prepared, of those who manage it. A candidate shows to who
may read both it and its record. Answers of others show when the table is opened, not before and to nobody: of a table
that is not blind, to those who are on it. A link sees what its organisation answers, of what the table's group reads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId, as_id
from caselaw.domain.selection.table import Candidate, Link, SelectionTable, in_language
from caselaw.store import documents
from caselaw.store.people import organisations
from caselaw.store.selection import selections

Reader = Viewer | Link


@dataclass(frozen=True)
class Seen:
    """A table as somebody sees it: with her candidates alone, `documents` the records behind them that she reads;
    `hidden` counts those of which she knows no more than that they are there. `mine`: the organisations for which she
    answers; `manages`, `decides`: what she may do; `links`: it is seen through a link."""

    table: SelectionTable
    documents: Mapping[DocumentId, Document]
    hidden: int
    mine: tuple[str, ...]
    manages: bool
    decides: bool
    link: bool = False

    @property
    def open(self) -> bool:
        """What all said may be seen."""
        return self.table.state in ("opened", "decided")

    def title(self, candidate: Candidate, language: str) -> str:
        """What a candidate is called: its record as it is called now, so that a name withheld there is withheld here;
        empty for a record that is gone."""
        record = self.documents.get(candidate.document) if candidate.document else None
        if record is not None:
            return record.facts.case_name or record.facts.title
        return in_language(candidate.titles, language)


def seen(connection: Connection, table_id: str, reader: Reader) -> Seen:
    """The table as this reader sees it; `NotFound` where it is not there for her."""
    table = selections.load(connection, table_id) if as_id(table_id) else None
    if table is None or not _may_know(table, reader):
        raise NotFound()
    return _as_seen(connection, table, reader)


def all_seen(connection: Connection, viewer: Viewer) -> tuple[Seen, ...]:
    """The tables of which a viewer may know, the newest first, without their candidates."""
    if viewer.account is None:
        return ()
    hers = organisations.of_account(connection, viewer.account)
    known = (one for one in selections.of_audiences(connection, viewer.audiences) if _may_know(one, viewer))
    return tuple(_as_hers(one, {}, 0, viewer, hers) for one in known)


def require_organisation(shown: Seen, organisation: str) -> None:
    """`NotFound` unless this reader answers for this organisation."""
    if organisation not in shown.mine:
        raise NotFound()


def who(reader: Reader) -> str:
    """Under whose name an act of this reader stands: her account, or the organisation whose link it was."""
    if isinstance(reader, Link):
        return f"link:{reader.organisation}"
    return reader.account or "public"


def _may_know(table: SelectionTable, reader: Reader) -> bool:
    if isinstance(reader, Link):
        answering = table.state == "answering" and not table.confidential
        return answering and reader.table == table.id and table.asked(reader.organisation) is not None
    if not may(reader, Action.READ_SELECTION, table):
        return False
    return table.state != "preparing" or may(reader, Action.MANAGE_SELECTION, table)


def _as_seen(connection: Connection, table: SelectionTable, reader: Reader) -> Seen:
    audiences = _audiences(table, reader)
    ids = [one.document for one in table.candidates if one.document]
    read = documents.load_many(connection, ids, audiences)
    there = documents.revisions(connection, [one for one in ids if one not in read])
    shown = tuple(one for one in table.candidates if _is_shown(one, audiences, read, there))
    hidden = sum(1 for one in table.candidates if one.mentioned and one not in shown)
    visible = replace(table, candidates=shown)
    if isinstance(reader, Link):
        return Seen(visible, read, hidden, (reader.organisation,), manages=False, decides=False, link=True)
    return _as_hers(visible, read, hidden, reader, organisations.of_account(connection, reader.account or ""))


def _as_hers(
    table: SelectionTable, read: Mapping[DocumentId, Document], hidden: int, reader: Viewer, hers: Collection[str]
) -> Seen:  # fmt: skip
    """A table as a person sees it who belongs to these organisations."""
    mine = tuple(one.organisation for one in table.invited if one.organisation in hers)
    manages = may(reader, Action.MANAGE_SELECTION, table)
    decides = may(reader, Action.DECIDE_SELECTION, table)
    return Seen(table, read, hidden, mine, manages, decides)


def _audiences(table: SelectionTable, reader: Reader) -> Collection[Audience]:
    return reader.audiences if isinstance(reader, Viewer) else frozenset({PUBLIC, MEMBERS, table.access})


def _is_shown(
    candidate: Candidate, audiences: Collection[Audience], read: Collection[DocumentId], there: Collection[DocumentId]
) -> bool:
    """A record that is gone leaves its candidate to who might read it: its audience was written down with it."""
    if candidate.access not in audiences:
        return False
    return candidate.document is None or candidate.document in read or candidate.document not in there
