"""Stored documents read again from their kept files, each put in its place where it reads better."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.reading import Kept
from caselaw.domain.intake.run import Outcome
from caselaw.domain.problems import Problem
from ingest.commit import record
from ingest.containers import is_mail
from ingest.draft import Draft
from ingest.files import INSIDE, Member, Source
from ingest.runs.batch import Reading, drafts
from ingest.runs.indexing import bring_up
from ingest.runs.intake import Watcher, key_of, outcome_of, store

if TYPE_CHECKING:
    from caselaw.wiring import Services


@dataclass(frozen=True)
class Again:
    """A stored document, where its file lies now, and how many paragraphs were read of it so far."""

    document: DocumentId
    source: Source
    paragraphs: int


def find(services: Services, what: str) -> Again:
    """The stored document that an id, the SHA-256 of its file or the path of a file names (`a.zip!/b.pdf` for one in an
    archive). Raises `NotFound`, and `Invalid` where its file is not there."""
    try:
        kept = services.rereading.find(what, viewer=OPERATOR)
    except NotFound:
        source = source_of(what)
        key = key_of(source)
        if not key:
            raise
        kept = services.rereading.find(key, viewer=OPERATOR)
        return Again(kept.id, source, kept.legible.paragraphs)
    return _again(kept, what)


def all_troubled(services: Services) -> list[Again]:
    """Every document of which text was lost and whose file was kept."""
    kept = services.rereading.troubled(viewer=OPERATOR)
    return [_again(each, each.id) for each in kept if each.original is not None]


def source_of(what: str) -> Source:
    """A path on the disk, or of a file inside an archive or a mail."""
    path, *inside = what.split(INSIDE)
    return Source(Path(path), tuple(inside))


def retry(
    services: Services, wanted: Sequence[Again], reading: Reading, report: Watcher, *, even_if_worse: bool = False
) -> list[Outcome]:
    """Read all of them again, and bring the index up to date. What is done at an interruption stays.

    A file that was stored without a word of its text and is an archive gives way to the files in it.
    """
    report.begin(len(wanted))
    outcomes: list[Outcome] = []
    documents = {again.source: again.document for again in wanted}
    archives = _Archives(services, [again for again in wanted if not again.paragraphs], report)
    try:
        for draft in drafts(documents, reading, archives.members):
            if draft.source in documents:
                outcomes.append(_replace(services, draft, documents[draft.source], even_if_worse))
            else:
                outcomes.append(archives.store(draft))
            report.file(outcomes[-1])
        archives.give_way()
    finally:
        bring_up(services.indexing, report)
        report.close()
    return outcomes


class _Archives:
    """Archives that an older reader took for damaged documents: their files are stored for the same readers, in the
    same collection; when all of them are, the document that was none is removed."""

    def __init__(self, services: Services, empty: Sequence[Again], report: Watcher) -> None:
        self._services = services
        self._empty = {again.source.path: again.document for again in empty if not again.source.inside}
        self._report = report
        self._instead: dict[Path, Kept] = {}
        self._opened: dict[Path, bool] = {}  # whether all that was in it could be stored

    def members(self, source: Source, members: Sequence[Member]) -> Iterable[Member]:
        """What is to be read of an archive. A mail's text was read: what hangs on it is ingested, not read again."""
        if source.path not in self._empty or is_mail(source.path):
            return ()
        if source.path not in self._opened:
            with suppress(NotFound):  # taken out meanwhile
                self._instead[source.path] = self._services.rereading.find(self._empty[source.path], viewer=OPERATOR)
                self._opened[source.path] = True
        if source.path not in self._opened:
            return ()
        self._report.more(len(members))
        return members

    def store(self, draft: Draft) -> Outcome:
        path = draft.source.path
        instead = self._instead[path]
        stored = store(self._services, draft, access=instead.access, collection=instead.collection)
        self._opened[path] &= stored.outcome != "failed"
        return stored

    def give_way(self) -> None:
        for path in (path for path, whole in self._opened.items() if whole):
            with suppress(NotFound):
                self._services.intake.remove(self._empty[path], viewer=OPERATOR)


def _again(kept: Kept, what: str) -> Again:
    if kept.original is None:
        raise Invalid("problems.no_original", what=what)
    return Again(kept.id, Source(kept.original, called=kept.name), kept.legible.paragraphs)


def _replace(services: Services, draft: Draft, document: DocumentId, even_if_worse: bool) -> Outcome:
    if draft.skipped:
        return outcome_of(draft, "skipped", document=document)
    if not draft.sha256:
        return outcome_of(draft, "failed", document=document)
    try:
        answer = services.rereading.replace(document, record(draft), viewer=OPERATOR, even_if_worse=even_if_worse)
    except NotFound:  # taken out meanwhile
        return outcome_of(draft, "failed", Problem("problem.file.changed", "error"), document=document)
    return outcome_of(draft, answer.outcome, document=document)
