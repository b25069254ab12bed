"""Taking results along: all that a search found for this reader, or one document, in a format of the exchange room.

What is written is read from the database for her audiences at the moment it is written. The audit line holds the
format, how many documents there were, and the ids of those that are not public: never what was searched for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from babel.numbers import format_decimal

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import passage_part
from caselaw.domain.searching.questions import MAX_PAGE_SIZE, FoundDocument, SearchQuery
from caselaw.exchange.entry import COLUMNS, Entry, Layout, Passage, chosen
from caselaw.exchange.formats import FORMATS, Format
from caselaw.messages import DEFAULT_LANGUAGE, say, say_day
from caselaw.services.reading.entries import address, entry_of
from caselaw.services.search.searching import SearchService
from caselaw.store import Store
from caselaw.store import documents as stored

MOST = 2_000
"""Documents of one export."""
_BATCH = 100
MOST_NAMED = 50
"""Restricted documents of an export that its line of the trail names one by one."""
_WITH_PASSAGES = frozenset({"pinpoints", "passages"})


@dataclass(frozen=True)
class Site:
    """What an export says of where it comes from: the name, and the address that its links lead to."""

    name: str
    url: str


@dataclass(frozen=True)
class Export:
    """A file that is being written: its name, its type, its bytes piece by piece; `documents` of `found` are in it.
    `restricted` says that something in it is not for the public."""

    name: str
    mimetype: str
    pieces: Iterator[bytes]
    documents: int
    found: int
    restricted: bool


@dataclass(frozen=True)
class _Row:
    id: DocumentId
    access: str
    passages: tuple[Passage, ...]


class ExportService:
    """Exports for one viewer: of a search, and of one document."""

    def __init__(self, store: Store, search: SearchService, site: Site) -> None:
        self._store = store
        self._search = search
        self._site = site

    def results(self, query: SearchQuery, form: str, columns: Iterable[str] = (), *, viewer: Viewer) -> Export:
        """All that the query finds for this viewer, its own section first, at most MOST documents.

        Raises `Invalid` for a format or a column that is none, and as `SearchService.search`.
        """
        require(viewer, Action.SEARCH)
        chosen_format = _format(form)
        wanted = _columns(columns)
        reader = query.reader if query.reader in LANGUAGES else DEFAULT_LANGUAGE
        passages = form == "docx" or (chosen_format.table and bool(_WITH_PASSAGES & set(wanted)))
        asked = replace(
            query, reader=reader, within=None, cursors={}, size=MAX_PAGE_SIZE, more=frozenset(), paragraphs_from=0,
            paragraphs=query.paragraphs if passages else 1,
        )  # fmt: skip
        rows, found, said = self._found(asked, reader, viewer, passages=passages)
        layout = self._layout(form, wanted, reader, (len(rows), found), said)
        return self._export(
            chosen_format,
            rows,
            layout,
            viewer,
            found=found,
            name=f"{'authorities' if form == 'docx' else 'results'}-{_day()}",
        )

    def document(self, document_id: str, form: str, *, viewer: Viewer, reader: str) -> Export:
        """One document as a reference; `NotFound` where there is none that the viewer may read."""
        wanted = require_id(document_id)
        with self._store.reading() as connection:
            known = stored.load_many(connection, [wanted], viewer.audiences).get(wanted)
        if known is None:
            raise NotFound()
        rows = [_Row(wanted, known.access, ())]
        layout = self._layout(form, chosen(()), reader, (1, 1), "")
        return self._export(_format(form), rows, layout, viewer, found=1, name=wanted)

    def shown(self, document: Document, form: str, *, reader: str) -> str:
        """A reference of one document that the reader has open already, to be shown to her."""
        entry = entry_of(document, reader, self._site.url)
        layout = Layout(reader, chosen(()), say("export.title", reader))
        return b"".join(_format(form).write([entry], layout)).decode()

    def _found(
        self, query: SearchQuery, reader: str, viewer: Viewer, *, passages: bool
    ) -> tuple[Sequence[_Row], int, str]:
        """The documents in the order of the page, how many there are, and the query in words."""
        rows: dict[str, dict[DocumentId, _Row]] = {"named": {}, "own": {}, "other": {}}
        total, said, asked = 0, "", query
        while True:
            answer = self._search.search(asked, viewer=viewer)
            said, total = said or answer.said, total or sum(answer.total.values())
            for one in answer.direct:
                rows["named"].setdefault(one.id, self._row(one, reader, passages=False))
            for one in answer.documents:
                if not one.meaning or answer.mode == "semantic":
                    rows[one.section].setdefault(one.id, self._row(one, reader, passages=passages))
            if not answer.next or sum(map(len, rows.values())) >= MOST:
                break
            asked = replace(query, cursors=dict(answer.next), sections=tuple(answer.next))
        found = list({**rows["named"], **rows["own"], **rows["other"]}.values())
        return found[:MOST], max(total, len(found)), said

    def _row(self, found: FoundDocument, reader: str, *, passages: bool) -> _Row:
        page = address(found.id, reader, self._site.url)
        shown = tuple(
            Passage(one.pinpoint, one.text, f"{page}{passage_part(one.anchor, one.position)}")
            for one in found.paragraphs
        )
        return _Row(found.id, found.access, shown if passages else ())

    def _layout(self, form: str, columns: tuple[str, ...], reader: str, counts: tuple[int, int], said: str) -> Layout:
        written, found = counts
        number = [format_decimal(one, locale=reader, numbering_system="latn") for one in (written, found)]
        today = say_day(datetime.now(UTC), reader)
        notes = [
            say("export.note.said", reader, said=said) if said else "",
            say("export.note.count", reader, count=written, said=number[0]),
            say("export.note.limit", reader, most=number[0], found=number[1]) if found > written else "",
            say("export.note.made", reader, day=today, site=f"{self._site.name} ({self._site.url})"),
        ]
        title = say("export.authorities.title" if form == "docx" else "export.title", reader)
        return Layout(reader, columns, title, tuple(note for note in notes if note))

    def _export(
        self, form: Format, rows: Sequence[_Row], layout: Layout, viewer: Viewer, *, found: int, name: str
    ) -> Export:
        guarded = [row.id for row in rows if row.access != PUBLIC]
        with self._store.begin(viewer.account or "public") as work:
            work.record("export", " ".join((form.name, str(len(rows)), *_on_record(guarded))))
        pieces = form.write(self._entries(rows, layout.language, viewer), layout)
        return Export(f"{name}.{form.name}", form.mimetype, pieces, len(rows), found, bool(guarded))

    def _entries(self, rows: Sequence[_Row], reader: str, viewer: Viewer) -> Iterator[Entry]:
        """The documents as the database has them now; what was withdrawn in between is not written."""
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            with self._store.reading() as connection:
                known = stored.load_many(connection, [row.id for row in batch], viewer.audiences)
            for row in batch:
                if row.id in known:
                    yield entry_of(known[row.id], reader, self._site.url, row.passages)


def _on_record(guarded: Sequence[DocumentId]) -> tuple[str, ...]:
    """The restricted documents of an export as the trail names them: by their ids, of more than MOST_NAMED the first
    ones, how many there are, and a digest of all, by which a file that turns up is known to be that export."""
    if len(guarded) <= MOST_NAMED:
        return tuple(guarded)
    digest = hashlib.sha256(" ".join(sorted(guarded)).encode()).hexdigest()
    return (*guarded[:MOST_NAMED], f"+{len(guarded) - MOST_NAMED}", f"sha256:{digest}")


def _format(name: str) -> Format:
    if name not in FORMATS:
        fault = {"format": ["export.unknown_format"]}
        raise Invalid("export.unknown_format", fault, known=", ".join(FORMATS))
    return FORMATS[name]


def _columns(names: Iterable[str]) -> tuple[str, ...]:
    given = tuple(name for name in names if name)
    if not set(given) <= set(COLUMNS):
        raise Invalid("export.unknown_column", {"columns": ["export.unknown_column"]}, known=", ".join(COLUMNS))
    return chosen(given)


def _day() -> str:
    return datetime.now(UTC).date().isoformat()
