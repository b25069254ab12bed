"""Coding: somebody gives codes to words of a record, or to all of it, for a round or for her group's own work.

She changes and withdraws what is hers, and all that it was is kept. What others have coded is hers to see where she may
read their round or group, the record and the words; in a blind round not before adjudication opens.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import ForReaders, may, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.coding.codings import Act, Coding, CodingChange
from caselaw.domain.coding.round import Round
from caselaw.domain.document import Document
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.coding_asked import (
    CodingAsked,
    Setting,
    coding_asked,
    confidence_asked,
    is_same,
    note_asked,
    passage_asked,
)
from caselaw.services.coding.seeing import coders_round, is_for_work, known_round
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store import documents as stored_documents
from caselaw.store.coding import codings as stored
from caselaw.store.coding import rounds
from caselaw.store.coding import sight as coding_sight
from caselaw.store.people import accounts

WRITE = "write coding"
"""The one line that the trail has for whatever a coder does to a coding: it tells nobody what she coded, nor where."""


@dataclass(frozen=True)
class CodingDesk:
    """A record as somebody codes it: its paragraphs as she reads them, what is hers and what of others she may see.
    `may_write` says that she can code it now, `finished` that she has said she is done with it."""

    document: Document
    setting: Setting
    paragraphs: tuple[Paragraph, ...]
    mine: tuple[Coding, ...]
    others: tuple[Coding, ...]
    people: Mapping[str, str]
    may_write: bool
    finished: bool = False
    hides_others: bool = False


class CodingService:
    """Codings. Whatever a viewer may not know of is `NotFound`."""

    def __init__(self, store: Store, codebooks: CodebookService) -> None:
        self._store = store
        self._codebooks = codebooks

    def desk(
        self, document_id: str, *, viewer: Viewer, round_id: str = "", access: str = "", codebook: str = "",
        version: int | None = None,
    ) -> CodingDesk:  # fmt: skip
        """A record to be coded. `NotFound`; `Forbidden` for who codes neither in this round nor for this group."""
        with self._store.reading() as connection:
            document = _readable(connection, document_id, viewer)
            setting = self._setting(connection, viewer, round_id, access, codebook, version)
            if setting.round is not None and document.id not in setting.round.documents:
                raise NotFound()
            paragraphs = stored_documents.load_paragraphs(connection, document.id, viewer.audiences)
            there = [
                one for one in stored.of_document(connection, document.id)
                if one.round == (setting.round.id if setting.round else None) and one.access == setting.access
            ]  # fmt: skip
            seen = self._seen(connection, there, viewer)
            people = accounts.known_as(connection, {one.coder for one in seen})
            done = rounds.finished(connection, setting.round.id) if setting.round else {}
        me = actor(viewer)
        finished = document.id in done.get(me, frozenset())
        is_open = setting.round is None or (setting.round.state == "coding" and not finished)
        return CodingDesk(
            document,
            setting,
            paragraphs,
            tuple(one for one in seen if one.coder == me),
            tuple(one for one in seen if one.coder != me),
            people,
            is_open and may(viewer, Action.CODE, setting),
            finished,
            setting.round is not None and setting.round.hides_others(),
        )

    def write(
        self, document_id: str, asked: CodingAsked, *, viewer: Viewer, round_id: str = "", access: str = "",
        codebook: str = "", version: int | None = None,
    ) -> Coding:  # fmt: skip
        """Give a code. `NotFound`, `Forbidden`; `Conflict` where the round is not being coded or the record is
        finished; `Invalid` with each field's fault."""
        with self._store.begin(actor(viewer)) as work:
            document = _readable(work.connection, document_id, viewer)
            setting = self._setting(work.connection, viewer, round_id, access, codebook, version)
            _require_open(work.connection, setting.round, document.id, viewer)
            passage = passage_asked(work.connection, document.id, asked, setting.codebook, viewer)
            new = coding_asked(setting, document.id, work.actor, asked, passage)
            if any(is_same(new, one) for one in stored.of_document(work.connection, document.id)):
                raise Invalid("coding.twice", {"code": ["coding.twice"]})
            kept = stored.add(work.connection, new)
            work.record(WRITE, _subject(kept), after=kept.revision)
        return self.get(kept.id, viewer=viewer)

    def change(self, coding_id: str, asked: CodingAsked, revision: int, *, viewer: Viewer) -> Coding:
        """Change what is one's own: code, note, how sure, and where it stands if `asked` says a place. A coding whose
        words were lost, or found nearly the same, is in its place again with that. Raises as `write`; `Changed`."""
        with self._store.begin(actor(viewer)) as work:
            found = _own(work.connection, coding_id, viewer)
            if found.revision != revision:
                raise Changed()
            of_round = coders_round(work.connection, found.round, viewer) if found.round else None
            _require_open(work.connection, of_round, found.document, viewer)
            version = self._codebooks.version(viewer, found.codebook, found.version)
            passage = passage_asked(work.connection, found.document, asked, version, viewer, of=found)
            values = vars(passage) if passage else {}
            changed = replace(
                found, code=asked.code, note=note_asked(asked), confidence=confidence_asked(asked), **values,
                place="here" if passage else found.place, nearness=1.0 if passage else found.nearness,
            )  # fmt: skip
            act: Act = "placed" if passage and found.needs_a_look else "changed"
            if changed != found:
                kept = stored.change(work.connection, changed, act, work.actor)
                work.record(WRITE, _subject(kept), before=revision, after=kept.revision)
        return self.get(coding_id, viewer=viewer)

    def confirm(self, coding_id: str, revision: int, *, viewer: Viewer) -> Coding:
        """Say that words found nearly the same are the ones that were meant. Raises as `change`; `Conflict` where
        they were not found."""
        with self._store.begin(actor(viewer)) as work:
            found = _own(work.connection, coding_id, viewer)
            if found.revision != revision:
                raise Changed()
            if found.place != "near":
                raise Conflict("coding.not_near")
            kept = stored.change(work.connection, replace(found, place="here", nearness=1.0), "placed", work.actor)
            work.record(WRITE, _subject(kept), before=revision, after=kept.revision)
        return self.get(coding_id, viewer=viewer)

    def withdraw(self, coding_id: str, revision: int, *, viewer: Viewer) -> None:
        """Take back what is one's own; it stays in its history. Raises as `change`."""
        with self._store.begin(actor(viewer)) as work:
            found = _own(work.connection, coding_id, viewer)
            if found.revision != revision:
                raise Changed()
            of_round = coders_round(work.connection, found.round, viewer) if found.round else None
            _require_open(work.connection, of_round, found.document, viewer)
            kept = stored.change(work.connection, found, "withdrawn", work.actor)
            work.record(WRITE, _subject(kept), before=revision, after=kept.revision)

    def get(self, coding_id: str, *, viewer: Viewer) -> Coding:
        """A coding as this viewer reads it; `NotFound`."""
        wanted = as_id(coding_id)
        with self._store.reading() as connection:
            found = stored.load(connection, wanted) if wanted else None
            seen = self._seen(connection, [found], viewer) if found and found.withdrawn is None else ()
        if not seen:
            raise NotFound()
        return seen[0]

    def of_document(self, document_id: str, *, viewer: Viewer) -> tuple[tuple[Coding, ...], Mapping[str, str]]:
        """What was coded of a record in any round and any group, as far as this viewer may see it, and the names of
        who did. `NotFound`."""
        with self._store.reading() as connection:
            document = _readable(connection, document_id, viewer)
            seen = self._seen(connection, stored.of_document(connection, document.id), viewer)
            return seen, accounts.known_as(connection, {one.coder for one in seen})

    def in_round(self, round_id: str, *, viewer: Viewer) -> tuple[Coding, ...]:
        """What was coded in a round, as far as this viewer may see it: in a blind round that is coded, her own.
        `NotFound`."""
        with self._store.reading() as connection:
            known_round(connection, round_id, viewer)
            return self._seen(connection, stored.of_round(connection, round_id), viewer)

    def rounds_of(self, document_id: str, *, viewer: Viewer) -> tuple[Round, ...]:
        """The rounds in which this record is coded and of which the viewer may know. `NotFound`."""
        with self._store.reading() as connection:
            document = _readable(connection, document_id, viewer)
            if viewer.account is None:
                return ()
            ids = rounds.with_document(connection, document.id, viewer.audiences)
            return tuple(known_round(connection, one, viewer) for one in ids)

    def history(self, coding_id: str, *, viewer: Viewer) -> tuple[CodingChange, ...]:
        """All that one's own coding was, a withdrawn one too. `NotFound`."""
        with self._store.reading() as connection:
            found = _own(connection, coding_id, viewer, withdrawn=True)
            told = stored.changes(connection, coding_id)
            veiled = coding_sight.sights(connection, [found.document], viewer.audiences).get(found.document)
        if veiled is None:
            return told
        # Words of an older text cannot be held against what is withheld now: only the notes are told.
        return tuple(replace(one, after=veiled.unworded(one.after)) for one in told)

    def out_of_place(self, viewer: Viewer) -> tuple[Coding, ...]:
        """What the viewer has coded of texts that have changed under it."""
        if viewer.account is None:
            return ()
        with self._store.reading() as connection:
            return self._seen(connection, stored.out_of_place(connection, viewer.account), viewer)

    def codes_for(self, viewer: Viewer) -> tuple[Audience, ...]:
        """The groups for whose own work this viewer may code."""
        mine = sorted(one for one in viewer.audiences if is_for_work(one))
        return tuple(one for one in mine if may(viewer, Action.CODE, ForReaders(one)))

    def _seen(self, connection: Connection, some: Sequence[Coding], viewer: Viewer) -> tuple[Coding, ...]:
        """Those of these codings that the viewer may know of, as she reads them."""
        if viewer.account is None:
            return ()
        known: dict[str, Round | None] = {}
        mine = []
        for one in some:
            if one.round is None:
                allowed = one.access in viewer.audiences
            else:
                if one.round not in known:
                    known[one.round] = rounds.load(connection, one.round, viewer.audiences)
                of = known[one.round]
                allowed = of is not None and (one.coder == viewer.account or not of.hides_others())
            if allowed:
                mine.append(one)
        return coding_sight.seen(connection, mine, viewer.audiences)

    def _setting(
        self, connection: Connection, viewer: Viewer, round_id: str, access: str, codebook: str, version: int | None
    ) -> Setting:
        if round_id:
            found = coders_round(connection, round_id, viewer)
            return Setting(found, found.access, self._codebooks.version(viewer, found.codebook, found.version))
        mine = self.codes_for(viewer)
        if not mine:
            raise Forbidden()
        chosen = next((one for one in mine if one == access), None) if access else mine[0]
        if chosen is None:
            raise NotFound()
        slug = codebook or self._codebooks.all(viewer)[0].codebook.slug
        return Setting(None, chosen, self._codebooks.version(viewer, slug, version))


def _readable(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    wanted = require_id(document_id)
    found = stored_documents.load_many(connection, [wanted], viewer.audiences).get(wanted)
    if found is None or viewer.account is None:
        raise NotFound()
    return found


def _own(connection: Connection, coding_id: str, viewer: Viewer, *, withdrawn: bool = False) -> Coding:
    """A coding of the viewer's, where she may still read its round or group and its record."""
    wanted = as_id(coding_id)
    found = stored.load(connection, wanted, lock=not withdrawn) if wanted else None
    if found is None or found.coder != viewer.account or (found.withdrawn is not None and not withdrawn):
        raise NotFound()
    _readable(connection, found.document, viewer)
    if found.round is None:
        if found.access not in viewer.audiences:
            raise NotFound()
        require(viewer, Action.CODE, found)
    else:
        known_round(connection, found.round, viewer)
    return found


def _require_open(connection: Connection, of: Round | None, document: DocumentId, viewer: Viewer) -> None:
    """The round is being coded, the record is in it, and its coder has not finished it."""
    if of is None:
        return
    if document not in of.documents:
        raise NotFound()
    if of.state != "coding":
        raise Conflict("round.not_open")
    if document in rounds.finished(connection, of.id).get(actor(viewer), frozenset()):
        raise Conflict("coding.finished")


def _subject(coding: Coding) -> str:
    return f"{coding.round} {coding.id}" if coding.round else coding.id
