"""More like this: decisions, and paragraphs of them in any language, that are about what a document or one of its
paragraphs is about — by its telling words, by what these are called elsewhere, and by its meaning.

The decision's own versions, the other decisions of its case and what reads almost alike are left out: a reader has them
on the page of the document. Access is as everywhere: what she may not read neither asks nor answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from caselaw.access.viewer import Viewer
from caselaw.domain.document import Document
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.searching.questions import FoundDocument, SearchQuery, Section
from caselaw.search.project import LEADS
from caselaw.services.relations.families import FamilyService
from caselaw.services.relations.versions import VersionService
from caselaw.services.search.searching import SearchService
from caselaw.store import Store
from caselaw.store import documents as stored

SIZE = 10
"""Documents of each section."""
ENOUGH = 2_000
"""Code points of a document that tell what it is about."""
_TELLING = ("reasons", "law", "admissibility", None)
"""The parts that tell it where no summary does, the better first."""
_SHORTEST = 60  # code points; what is shorter is a heading or a signature


@dataclass(frozen=True)
class Similar:
    """What is like a document, or like its `paragraph`: by section, each the likest first."""

    document: Document
    paragraph: Paragraph | None
    documents: tuple[FoundDocument, ...]

    def of(self, section: Section) -> tuple[FoundDocument, ...]:
        return tuple(one for one in self.documents if one.section == section)


class SimilarService:
    """Finds what is like what one reads."""

    def __init__(self, store: Store, search: SearchService, families: FamilyService, versions: VersionService) -> None:
        self._store = store
        self._search = search
        self._families = families
        self._versions = versions

    def similar(
        self, document_id: str, anchor: str | None = None, *, viewer: Viewer, reader: str, size: int = SIZE
    ) -> Similar:
        """What is like a document, or like the paragraph under `anchor`, at most `size` documents in the reader's
        language and as many in others.

        Raises `NotFound` where there is no such document or paragraph that the viewer may read, `SearchUnavailable`.
        """
        document = require_id(document_id)
        with self._store.reading() as connection:
            ours = stored.load_many(connection, [document], viewer.audiences).get(document)
            text = stored.load_paragraphs(connection, document, viewer.audiences)
        if ours is None:
            raise NotFound()
        paragraph = next((one for one in text if one.anchor == anchor), None)
        if anchor is not None and paragraph is None:
            raise NotFound()
        asked = paragraph.text if paragraph else gist(text) or ours.facts.title
        if not asked.strip():
            return Similar(ours, paragraph, ())
        query = SearchQuery(asked, reader=reader, size=size, like=True)
        answer = self._search.search(query, viewer=viewer, leaving_out=self._family(ours, viewer))
        return Similar(ours, paragraph, tuple(map(_without_standing, answer.documents)))

    def _family(self, ours: Document, viewer: Viewer) -> frozenset[DocumentId]:
        """The document, its versions, the decisions of its case with theirs, and what reads almost alike."""
        case = self._families.of(ours.id, viewer=viewer)
        alike = self._versions.look_alikes(ours.id, viewer=viewer)
        works = {ours.work_id, *(one.document.work_id for one in case), *(one.work_id for one in alike)}
        beside = {one.document.id for one in self._versions.of(ours.id, viewer=viewer)}
        with self._store.reading() as connection:
            versions = (stored.versions_of(connection, work, viewer.audiences) for work in sorted(works))
            return frozenset((ours.id, *beside, *(one.id for some in versions for one in some)))


def gist(text: Sequence[Paragraph]) -> str:
    """The text that tells what a decision is about: its summary and operative part; where these are short, passages of
    its reasons as well, evenly over the whole."""
    body = [one for one in text if one.kind in ("body", "quote") and len(one.text) >= _SHORTEST]
    kept = [one for one in body if one.section in LEADS]
    room = ENOUGH - sum(len(one.text) for one in kept)
    for section in _TELLING:
        if room > 0:
            some = _evenly([one for one in body if one.section == section], room)
            room -= sum(len(one.text) for one in some)
            kept += some
    return "\n".join(one.text for one in kept)[: 2 * ENOUGH]


def _evenly(some: Sequence[Paragraph], room: int) -> list[Paragraph]:
    """As many of these paragraphs as fill the room, at equal distances."""
    mean = sum(len(one.text) for one in some) / len(some) if some else 0
    wanted = min(len(some), max(1, round(room / mean))) if some else 0
    return [some[place * len(some) // wanted] for place in range(wanted)]


def _without_standing(found: FoundDocument) -> FoundDocument:
    """Reasons are those of its passages: that it is often cited does not make a decision like another."""
    why: Iterable[str] = dict.fromkeys(reason for each in found.paragraphs for reason in each.why)
    return replace(found, why=tuple(why))
