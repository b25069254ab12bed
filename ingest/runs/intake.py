"""Files into the database: known ones passed over before they are read, the others stored as they are finished."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import Audience
from caselaw.domain.errors import Unreadable
from caselaw.domain.intake.run import Kind, Outcome
from caselaw.domain.problems import Problem
from caselaw.domain.text import shown
from ingest.commit import record
from ingest.containers import is_mail, read_source
from ingest.draft import Draft
from ingest.files import Member, Source, open_file
from ingest.runs.batch import Reading, drafts
from ingest.runs.indexing import IndexWatcher, bring_up

if TYPE_CHECKING:
    from caselaw.wiring import Services

STRAY_LINK = "ingest.skipped.link"
NAMES_PEOPLE = frozenset({"eml"})  # a mail's original says who sent it: only its words are kept
_LOOK_AHEAD = 64  # files whose keys are asked for at once
_CHUNK = 1024 * 1024


class Watcher(IndexWatcher, Protocol):
    """Is told what happens, as it happens."""

    def begin(self, files: int) -> None: ...
    def more(self, files: int) -> None: ...
    def file(self, outcome: Outcome) -> None: ...
    def close(self) -> None: ...


class Intake:
    """One run of `caselaw ingest`."""

    def __init__(
        self, services: Services, reading: Reading, *, access: Audience | None, collection: str | None, report: Watcher
    ) -> None:
        self._services = services
        self._reading = reading
        self._access = access
        self._collection = collection
        self._report = report
        self._seen: dict[str, str] = {}  # keys met in this run: the same bytes twice are one document
        self._outcomes: list[Outcome] = []

    def run(self, files: Sequence[Path], strays: Sequence[Path] = ()) -> list[Outcome]:
        """Store and index the files, leave the `strays`; every one of them has its outcome. What is done at an
        interruption stays."""
        self._report.begin(len(files) + len(strays))
        for link in strays:
            self._note(Outcome(shown(str(link)), "skipped", reason=STRAY_LINK))
        if self._collection:
            self._services.intake.collection(self._collection, viewer=OPERATOR)
        try:
            for draft in drafts(self._new(files), self._reading, self._new_members):
                self._note(store(self._services, draft, access=self._access, collection=self._collection))
        finally:
            bring_up(self._services.indexing, self._report)
            self._report.close()
        return self._outcomes

    def _new(self, files: Sequence[Path]) -> Iterator[Path]:
        """The files that are not stored yet; the others get their outcome at once."""
        for start in range(0, len(files), _LOOK_AHEAD):
            keys = {path: key_of(Source(path)) for path in files[start : start + _LOOK_AHEAD]}
            known = self._services.intake.known({key for key in keys.values() if key}, viewer=OPERATOR)
            for path, key in keys.items():
                if key and (key in known or key in self._seen) and not is_mail(path):
                    self._note(Outcome(shown(str(path)), "unchanged", sha256=key))
                    continue
                if key:
                    self._seen[key] = str(path)
                yield path

    def _new_members(self, source: Source, members: Sequence[Member]) -> Iterator[Member]:
        """The files inside an archive or a mail that are not stored yet; the others get their outcome at once."""
        self._report.more(len(members))
        known = self._services.intake.known({member.sha256 for member in members if member.sha256}, viewer=OPERATOR)
        for member in members:
            path = shown(str(Source(source.path, (*source.inside, member.name))))
            if member.sha256 in known or member.sha256 in self._seen:
                self._note(Outcome(path, "unchanged", sha256=member.sha256))
                continue
            if member.sha256:
                self._seen[member.sha256] = path
            yield member

    def _note(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._report.file(outcome)


def key_of(source: Source) -> str:
    """The SHA-256 of a file, "" where it cannot be read (reading it will say why)."""
    digest = hashlib.sha256()
    try:
        if source.inside:
            return hashlib.sha256(read_source(source)).hexdigest()
        with open_file(source.path) as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    except (OSError, Unreadable):
        return ""
    return digest.hexdigest()


def store(services: Services, draft: Draft, *, access: Audience | None, collection: str | None) -> Outcome:
    """Store what was read of a new file, for these readers and in this collection; whatever fails is in the answer."""
    if draft.skipped:
        return outcome_of(draft, "skipped")
    if not draft.sha256:
        return outcome_of(draft, "failed")
    try:
        original = read_source(draft.source)
        if hashlib.sha256(original).hexdigest() != draft.sha256:
            return outcome_of(draft, "failed", Problem("problem.file.changed", "error"))
        found = record(draft, access=access, collection=collection)
        kept = None if draft.format in NAMES_PEOPLE else original
        stored = services.intake.store(found, viewer=OPERATOR, original=kept)
    except Unreadable as trouble:
        return outcome_of(draft, "failed", Problem(trouble.code, "error", params=trouble.params))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return outcome_of(draft, "failed", Problem("problem.file.unreadable", "error", params={"reason": reason}))
    return outcome_of(draft, "added" if stored.outcome == "added" else "unchanged", document=stored.id)


def outcome_of(draft: Draft, outcome: Kind, *more: Problem, document: str | None = None) -> Outcome:
    """What became of a draft, as it is told and kept."""
    return Outcome(
        shown(draft.path), outcome, document, draft.sha256, draft.format, draft.language, draft.facts.title,
        len(draft.paragraphs), draft.pages or 0, (*draft.problems, *more), draft.seconds, draft.skipped or "",
    )  # fmt: skip
