"""What is new among the answers to a search, as the public sees it: what a feed is made of.

A feed is fetched by programs that cannot sign in and keep what they get: it is the public's answer, whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from caselaw.access.viewer import ANYONE
from caselaw.domain.document import Document
from caselaw.domain.searching.questions import MAX_PAGE_SIZE, SECTIONS, FoundDocument, SearchQuery
from caselaw.services.search.searching import SearchService
from caselaw.store import Store
from caselaw.store import documents as stored

MOST = 30
"""Documents of a feed."""
FARTHEST = 5
"""Pages of each section that are looked through for what came in last; what matches less well is not followed."""


@dataclass(frozen=True)
class News:
    """A document found and when it came into the collection."""

    found: FoundDocument
    added: datetime


class FollowingService:
    """The last documents to come in that a search finds."""

    def __init__(self, store: Store, search: SearchService) -> None:
        self._store = store
        self._search = search

    def latest(self, query: SearchQuery) -> tuple[News, ...]:
        """What came in last among the answers to this query, the newest first, at most MOST.

        Raises as `SearchService.search` does.
        """
        found = {document.id: document for document in self._answers(query)}
        with self._store.reading() as connection:
            documents = stored.load_many(connection, list(found), ANYONE.audiences)
        newest = sorted(documents.values(), key=_age, reverse=True)[:MOST]
        return tuple(News(found[document.id], document.added) for document in newest)

    def _answers(self, query: SearchQuery) -> Iterator[FoundDocument]:
        wanted = replace(
            query, size=MAX_PAGE_SIZE, paragraphs=1, more=frozenset(), cursors={}, sections=SECTIONS, mode="lexical"
        )  # fmt: skip
        for _ in range(FARTHEST):
            answer = self._search.search(wanted, viewer=ANYONE)
            yield from answer.documents
            if not answer.next:
                return
            wanted = replace(wanted, cursors=answer.next, sections=tuple(answer.next))


def _age(document: Document) -> tuple[datetime, str]:
    return document.added, document.id
