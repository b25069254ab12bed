"""Who cites whom, for a viewer: a citation leads on where exactly one decision that she may read remains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from caselaw.access.viewer import Viewer
from caselaw.domain.citing.citation import Citation
from caselaw.domain.citing.who_cites import Cited, CitedBy, Place, meant, one_decision
from caselaw.domain.document import SUMMARY
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.intake.record import Record
from caselaw.services.intake.records import storable
from caselaw.store import Store
from caselaw.store import citations as rows
from caselaw.store import documents as stored
from caselaw.store.documents import Identity


class CitationService:
    """Both ways of a citation. What the viewer may not read neither cites nor is cited."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cites(self, document_id: str, *, viewer: Viewer, after: int = -1, size: int | None = None) -> tuple[Cited, ...]:
        """What a document cites, in the order of its text, behind position `after`, at most `size`; `NotFound` where
        there is no such document that the viewer may read."""
        document = require_id(document_id)
        with self._store.reading() as connection:
            language = _known(stored.identity(connection, document, viewer.audiences)).language
            found = rows.of_document(connection, document, viewer.audiences, after=after, size=size)
            leads = rows.targets(connection, [(document, position) for position in found], viewer.audiences)
        return tuple(
            _cited(position, citation, leads.get((document, position), ()), language)
            for position, citation in found.items()
        )

    def cited_by(
        self, document_id: str, *, viewer: Viewer, after: int = 0, size: int | None = None
    ) -> tuple[CitedBy, ...]:
        """The documents whose citations lead to this one or to another version of it, the newest decision first: at
        most `size` behind the first `after`; `NotFound` as in `cites`."""
        document = require_id(document_id)
        with self._store.reading() as connection:
            work = _known(stored.identity(connection, document, viewer.audiences)).work_id
            leading = rows.leading_to(connection, work, viewer.audiences)
            leads = rows.targets(connection, leading, viewer.audiences)
            by_source: dict[DocumentId, list[rows.Where]] = {}
            for where in leading:
                decisions = meant(leads.get(where, ()))
                if one_decision(decisions) and any(place.work_id == work for place in decisions):
                    by_source.setdefault(where[0], []).append(where)
            sources = list(by_source.values())[after : None if size is None else after + size]
            found = rows.load(connection, [where for places in sources for where in places])
        return tuple(
            CitedBy(leading[places[0]], len(places), found[places[0]], _pointed_to(found[where] for where in places))
            for places in sources
        )


def with_exact_citations(record: Record, checked: Record) -> Record:
    """`checked` (the record in the form it is stored in) with its citations where they now stand in its texts.

    One that is no longer there as it was, or whose paragraph is not there, is left out.
    """
    before = {paragraph.anchor: paragraph.text for paragraph in record.paragraphs}
    after = {paragraph.anchor: paragraph.text for paragraph in checked.paragraphs}
    kept = []
    for citation in record.citations:
        given, text = before.get(citation.paragraph, ""), after.get(citation.paragraph, "")
        shift = len(storable(given[: citation.start])) - citation.start if given != text else 0
        moved = replace(citation, start=citation.start + shift, end=citation.end + shift)
        if moved.text and text[moved.start : moved.end] == moved.text:
            kept.append(moved)
    return replace(checked, citations=tuple(kept))


def _cited(position: int, citation: Citation, leads: Sequence[Place], language: str) -> Cited:
    if not leads:
        return Cited(position, citation, "unresolved")
    if not one_decision(meant(leads)):
        return Cited(position, citation, "several")
    return Cited(position, citation, "resolved", _version(leads, language))


def _pointed_to(citations: Iterable[Citation]) -> tuple[tuple[str, str], ...]:
    """The paragraphs that these citations of one decision point to, each with the first that does."""
    found: dict[str, str] = {}
    for one in citations:
        anchor = one.pinpoint.anchor if one.pinpoint else None
        if anchor:
            found.setdefault(anchor, one.paragraph)
    return tuple(found.items())


def _version(leads: Sequence[Place], language: str) -> Place:
    """Of the versions of one work the decision itself, in the language of the text that cites if there is one."""
    return min(leads, key=lambda place: (place.kind == SUMMARY, place.language[:2] != language[:2], place.id))


def _known(document: Identity | None) -> Identity:
    if document is None:
        raise NotFound()
    return document
