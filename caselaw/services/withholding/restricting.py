"""Who may read what of a document: facts and passages that an editor keeps for fewer people than the document.

An editor restricts only to those whom she belongs to herself, and sees and lifts only what she is let through to: what
is hidden from her she can neither read nor open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import EDITORS, Audience, audience, includes, readable
from caselaw.domain.document import Document
from caselaw.domain.errors import Changed, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.veil.access import BY_EDITOR, MOST, AccessOf, Wanted
from caselaw.domain.veil.restrictions import FIELDS, Field, Passage, Restriction, Target
from caselaw.domain.veil.words import places
from caselaw.search.lexicon import RECIPE
from caselaw.services.guarding import guarded
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork, splitting
from caselaw.store import documents as stored
from caselaw.store.vocabulary import lexicons
from caselaw.store.withholding import holds, sealing

_Choose = Callable[[Connection, Document, tuple[Restriction, ...]], Collection[Restriction]]


class RestrictingService:
    """Restricts and opens single facts and passages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def show(self, document_id: str, *, viewer: Viewer) -> AccessOf:
        """Who reads what. `NotFound` where there is no such document that the viewer may read, `Forbidden`."""
        wanted = require_id(document_id)
        with self._store.reading() as connection:
            document = _as_read(connection, wanted, viewer)
            meant = holds.meant(connection, {wanted: document.access})[wanted]
        may_change = may(viewer, Action.CHANGE_ACCESS, document)
        return AccessOf(document, meant, document.restrictions, _narrower(meant, viewer), may_change)

    def restrict(self, document_id: str, wanted: Wanted, *, viewer: Viewer, revision: int | None = None) -> int:
        """Keep a fact or a passage for fewer people; the document's new revision. `revision` is the one that was read:
        `Changed` where it is no more the one that stands. Raises `NotFound`, `Forbidden`, and `Invalid` for what
        is not there, and for readers that the viewer does not belong to or that are no fewer than the document's."""

        def choose(
            connection: Connection, document: Document, known: tuple[Restriction, ...]
        ) -> Collection[Restriction]:
            readers = self._readers(connection, document, wanted.audience, viewer)
            targets = self._targets(connection, document, wanted, viewer)
            return (*known, *(Restriction(target, readers, BY_EDITOR) for target in targets))

        return self._change(document_id, choose, "restrict", viewer, revision)

    def lift(self, document_id: str, number: int, *, viewer: Viewer, revision: int | None = None) -> int:
        """Let all readers of the document read again what the restriction of this number, among those that `show` says,
        hides. Raises as `restrict`; `NotFound` for a number that is none, `Invalid` for what another page decides."""

        def choose(
            connection: Connection, document: Document, known: tuple[Restriction, ...]
        ) -> Collection[Restriction]:
            if not 0 <= number < len(document.restrictions):
                raise NotFound()
            gone = document.restrictions[number]
            if gone.origin != BY_EDITOR:
                raise Invalid("veil.not_here", {"restriction": ["veil.not_here"]})
            return [one for one in known if one != gone]

        return self._change(document_id, choose, "lift restriction", viewer, revision)

    def put(
        self, document_id: str, wanted: Collection[Wanted], *, viewer: Viewer, revision: int | None = None
    ) -> int:  # fmt: skip
        """Restrict exactly these, in place of all that the viewer is let through and that editors restricted. Raises as
        `restrict`."""

        def choose(
            connection: Connection, document: Document, known: tuple[Restriction, ...]
        ) -> Collection[Restriction]:
            stay = [one for one in known if one.origin != BY_EDITOR or one not in document.restrictions]
            for one in wanted:
                readers = self._readers(connection, document, one.audience, viewer)
                targets = self._targets(connection, document, one, viewer)
                stay += [Restriction(target, readers, BY_EDITOR) for target in targets]
            return stay

        return self._change(document_id, choose, "restrict", viewer, revision)

    def _change(
        self, document_id: str, choose: _Choose, action: str, viewer: Viewer, revision: int | None
    ) -> int:  # fmt: skip
        wanted = require_id(document_id)
        with self._store.begin(actor(viewer)) as work:
            known = sealing.held(work.connection, wanted)
            document = _as_read(work.connection, wanted, viewer)
            if revision is not None and document.revision != revision:
                raise Changed()
            chosen = tuple(dict.fromkeys(choose(work.connection, document, known)))
            if set(chosen) == set(known):
                return document.revision
            if len(chosen) > max(MOST, len(known)):
                raise Invalid("veil.most", {"anchor": ["veil.most"]}, most=MOST)
            _write(work, document.id, chosen, action)
            _restrict_cases(work, document.id, [one for one in chosen if one not in known])
            return document.revision + 1

    def _readers(self, connection: Connection, document: Document, text: str, viewer: Viewer) -> Audience:
        try:
            readers = audience(text)
        except ValueError:
            raise Invalid("veil.audience", {"audience": ["veil.audience"]}) from None
        meant = holds.meant(connection, {document.id: document.access})[document.id]
        if readers not in _narrower(meant, viewer):
            raise Invalid("veil.audience", {"audience": ["veil.audience"]})
        return readers

    def _targets(
        self, connection: Connection, document: Document, wanted: Wanted, viewer: Viewer
    ) -> Collection[Target]:
        if wanted.field is not None:
            if wanted.field not in FIELDS or Field(wanted.field) in document.withheld:
                raise Invalid("veil.field", {"field": ["veil.field"]})
            return [Field(wanted.field)]
        anchor = wanted.anchor or ""
        shown = _paragraph(stored.load_paragraphs(connection, document.id, viewer.audiences), anchor)
        if shown is None:
            raise Invalid("veil.paragraph", {"anchor": ["veil.paragraph"]})
        words = " ".join(wanted.words.split())
        if not words:
            return [Passage(anchor)]
        if not places(shown.text, words):  # asked of the text that she reads: nothing hidden is guessed at
            raise Invalid("veil.words", {"words": ["veil.words"]})
        whole = _paragraph(stored.load_whole(connection, document.id)[1], anchor)
        return [Passage(anchor, span) for span in places(whole.text if whole else "", words)]


def _as_read(connection: Connection, wanted: DocumentId, viewer: Viewer) -> Document:
    guarded(connection, [wanted], Action.RESTRICT, viewer)
    return stored.load_many(connection, [wanted], viewer.audiences)[wanted]


def _write(work: UnitOfWork, document: DocumentId, chosen: Collection[Restriction], action: str) -> None:
    lexicons.distrust(work.connection, document, RECIPE)
    revision = sealing.restrict(work.connection, document, chosen)
    work.record(action, document, before=revision - 1, after=revision)
    work.index(document)
    work.relate(document)


def _restrict_cases(work: UnitOfWork, report: DocumentId, added: Collection[Restriction]) -> None:
    """The cases of a report are its words: what is restricted in it is so in them. What is lifted there stays here."""
    connection = work.connection
    cut: dict[DocumentId, list[tuple[str, Restriction, Passage]]] = defaultdict(list)
    for one in added:
        passage = one.target
        if isinstance(passage, Passage):
            for case, anchor in splitting.cut_from(connection, report, passage.anchor):
                cut[case].append((anchor, one, passage))
    if not cut:
        return
    whole = _texts(connection, report)
    for case in sorted(cut):
        known = sealing.held(connection, case)
        theirs = _texts(connection, case)
        chosen = dict.fromkeys(known)
        for anchor, one, passage in cut[case]:
            if anchor in theirs:
                words = _words(whole.get(passage.anchor, ""), passage)
                targets = _in_case(words, anchor, theirs[anchor])
                chosen |= dict.fromkeys(replace(one, target=target) for target in targets)
        if len(chosen) > len(known):
            _write(work, case, tuple(chosen), "restrict")


def _words(text: str, passage: Passage) -> str:
    """The words of a paragraph that a passage is of; none where it is the whole paragraph."""
    return text[passage.span.start : passage.span.end] if passage.span else ""


def _in_case(words: str, anchor: str, text: str) -> list[Passage]:
    """Where words of a report stand in a paragraph of a case; the whole paragraph where none are, or are not found."""
    found = places(text, words) if words.strip() else ()
    return [Passage(anchor, each) for each in found] or [Passage(anchor)]


def _texts(connection: Connection, document: DocumentId) -> dict[str, str]:
    """All that stands in a document, restricted or not, by the anchor of its paragraph."""
    return {one.anchor: one.text for one in stored.load_whole(connection, document)[1]}


def _narrower(meant: Audience, viewer: Viewer) -> tuple[Audience, ...]:
    """Those among the readers of a document whom the viewer belongs to, and who are fewer."""
    fewer = (one for one in viewer.audiences if readable(one).level != EDITORS)
    return tuple(
        sorted((one for one in fewer if one != meant and includes(meant, one)), key=lambda one: (":" in one, one))
    )


def _paragraph(paragraphs: Collection[Paragraph], anchor: str) -> Paragraph | None:
    return next((one for one in paragraphs if one.anchor == anchor), None)
