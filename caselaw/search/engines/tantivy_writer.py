"""Writing to tantivy without losing anything silently: documents are checked before they are added, an error undoes the
whole batch and replays it one document at a time, and what was committed is counted afterwards.

Paragraphs are committed before their documents and removed after them: a process killed between the two leaves rows
with their old revision, which the next look of the reconciler finds.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

import tantivy
from tantivy import Query

from caselaw.domain.errors import IndexBusy, SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.search.engines.tantivy_generations import Generation
from caselaw.search.engines.tantivy_rows import built, document_schema, grouped, paragraph_schema
from caselaw.search.engines.tantivy_terms import count
from caselaw.search.port import IndexDocument, IndexParagraph
from caselaw.search.project import encodable, refusal

_HEAP = 64_000_000  # bytes; one thread, which keeps the paragraphs of a document in their order

Made = tuple[tantivy.Document, list[tantivy.Document]]
Groups = Mapping[DocumentId, list[IndexDocument]]


def replace_rows(generation: Generation, groups: Groups) -> dict[DocumentId, str]:
    """Put these rows in the place of all rows of their ids; the ids refused, with why, are left without any row.

    Raises `SearchUnavailable` where nothing can be written at all, `IndexBusy` where another process writes.
    """
    try:
        return _replace(generation, groups)
    except (ValueError, OSError):
        return _replace_each(generation, groups)


def remove_rows(generation: Generation, ids: Collection[DocumentId]) -> None:
    """Remove all rows of these ids; raises `SearchUnavailable` where that fails."""
    try:
        with _writers(generation) as writers:
            for id_ in filter(encodable, ids):
                writers.remove(id_)
            writers.documents.commit()
            writers.paragraphs.commit()
    except (ValueError, OSError) as error:
        raise failed(error) from error


def fill(generation: Generation, rows: Iterable[IndexDocument]) -> tuple[int, dict[DocumentId, str]]:
    """Stream rows into an empty generation: the number of documents taken, and those refused with why.

    Raises `SearchUnavailable` where writing fails, and whatever `rows` raises.
    """
    sizes: dict[DocumentId, list[int]] = {}  # paragraphs of each row
    refused: dict[DocumentId, str] = {}
    with _writers(generation) as writers:
        for id_, group in grouped(rows):
            if sizes.pop(id_, None):
                writers.remove(id_)
            refused.pop(id_, None)
            try:
                made = _made(group)
            except ValueError as error:
                refused[id_] = str(error)
            else:
                writers.add(made)
                sizes[id_] = [len(row.paragraphs) for row in group]
        try:
            writers.commit()
            everything = Query.all_query()
            _count(generation, everything, everything, [size for group in sizes.values() for size in group])
        except (ValueError, OSError) as error:
            raise failed(error) from error
    return len(sizes), refused


def failed(error: Exception) -> SearchUnavailable:
    """What to raise where the engine could not write."""
    return SearchUnavailable("index.failed", reason=str(error))


def note(journal: Path, *, put: Iterable[IndexDocument] = (), drop: Collection[DocumentId] = ()) -> None:
    """Write down a change for the generation that is being filled."""
    entry = {"put": [asdict(row) for row in put], "drop": sorted(drop)}
    with journal.open("a", encoding="ascii") as stream:
        stream.write(json.dumps(entry) + "\n")


def replay(generation: Generation, journal: Path, known: Mapping[DocumentId, int]) -> dict[DocumentId, str]:
    """Do in a new generation what was done in the old one while it was filled, but for rows that it has newer."""
    last: dict[DocumentId, list[IndexDocument]] = {}
    with journal.open(encoding="ascii") as stream:
        for line in stream:
            entry = json.loads(line)
            last |= dict(grouped(map(_row, entry["put"])))
            last |= {DocumentId(id_): [] for id_ in entry["drop"]}
    stale = [id_ for id_, rows in last.items() if rows and known.get(id_, -1) > rows[0].revision]
    changes = {id_: rows for id_, rows in last.items() if id_ not in stale}
    return replace_rows(generation, changes) if changes else {}


class _Writers:
    """The writers of both indexes; raises `IndexBusy` where another process has one."""

    def __init__(self, generation: Generation) -> None:
        self.documents = _writer(generation.documents)
        try:
            self.paragraphs = _writer(generation.paragraphs)
        except BaseException:
            self.documents.wait_merging_threads()
            raise

    def add(self, made: Iterable[Made]) -> None:
        for document, paragraphs in made:
            for paragraph in paragraphs:
                self.paragraphs.add_document(paragraph)
            self.documents.add_document(document)

    def remove(self, id_: DocumentId) -> None:
        for writer in (self.documents, self.paragraphs):
            writer.delete_documents_by_term("id", id_)

    def commit(self) -> None:
        self.paragraphs.commit()
        self.documents.commit()

    def undo(self) -> None:
        for writer in (self.paragraphs, self.documents):
            with suppress(ValueError):
                writer.rollback()

    def close(self) -> None:
        """Let merges end, which would be killed otherwise, and free the lock."""
        for writer in (self.paragraphs, self.documents):
            with suppress(ValueError):
                writer.wait_merging_threads()


def _writer(index: tantivy.Index) -> tantivy.IndexWriter:
    try:
        return index.writer(_HEAP, 1)
    except ValueError as error:
        # our own lock keeps others out, but a process forked in the midst of writing holds the engine's still
        if "LockBusy" in str(error):
            raise IndexBusy() from error
        raise


@contextmanager
def _writers(generation: Generation) -> Iterator[_Writers]:
    writers = _Writers(generation)
    try:
        yield writers
    except BaseException:
        writers.undo()
        raise
    finally:
        writers.close()


def _replace(generation: Generation, groups: Groups) -> dict[DocumentId, str]:
    refused: dict[DocumentId, str] = {}
    with _writers(generation) as writers:
        for id_, rows in groups.items():
            if encodable(id_):
                writers.remove(id_)
            try:
                made = _made(rows)
            except ValueError as error:
                refused[id_] = str(error)
            else:
                writers.add(made)
        writers.commit()
    sizes = [len(row.paragraphs) for id_, rows in groups.items() if id_ not in refused for row in rows]
    ids = sorted(filter(encodable, groups))
    _count(
        generation,
        Query.term_set_query(document_schema(), "id", ids),
        Query.term_set_query(paragraph_schema(), "id", ids),
        sizes,
    )
    return refused


def _replace_each(generation: Generation, groups: Groups) -> dict[DocumentId, str]:
    """One commit for each document, after one for all has failed."""
    refused: dict[DocumentId, str] = {}
    broken: Exception | None = None
    for id_, rows in groups.items():
        try:
            refused |= _replace(generation, {id_: rows})
        except (ValueError, OSError) as error:
            broken, refused[id_] = error, str(error)
            with suppress(SearchUnavailable):
                remove_rows(generation, [id_])
    if broken and len(refused) == len(groups):
        raise failed(broken) from broken
    return refused


def _made(rows: Iterable[IndexDocument]) -> list[Made]:
    """The rows of one document as tantivy takes them; raises `ValueError`, saying why, where it does not."""
    rows = list(rows)
    for row in rows:
        if why := refusal(row):
            raise ValueError(why)
    return [built(row) for row in rows]


def _count(generation: Generation, documents: Query, paragraphs: Query, sizes: Collection[int]) -> None:
    """Raise `ValueError` where the index does not hold what was committed."""
    generation.reload()
    found = count(generation.documents.searcher(), documents), count(generation.paragraphs.searcher(), paragraphs)
    if found != (len(sizes), sum(sizes)):
        raise ValueError(f"{found[0]} rows and {found[1]} paragraphs are indexed, not {len(sizes)} and {sum(sizes)}")


def _row(entry: dict[str, object]) -> IndexDocument:
    values = dict(entry)
    values["paragraphs"] = tuple(IndexParagraph(**paragraph) for paragraph in values["paragraphs"])  # type: ignore[attr-defined]
    for name in ("keywords", "superseded_by"):
        values[name] = tuple(values[name])  # type: ignore[arg-type]
    for name in ("values", "names"):
        values[name] = {field: tuple(held) for field, held in values[name].items()}  # type: ignore[attr-defined]
    return IndexDocument(**values)  # type: ignore[arg-type]
