"""Files of a selection table: given out to an organisation, taken back, shown cell by cell, and applied by a person.

What comes back is kept first, whatever it is; what it would change is worked out anew each time it is looked at, so
that nothing is lost when somebody goes away in between; what is applied is what she saw, or nothing. The same file a
second time is the same return.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from caselaw.domain.errors import Changed, Invalid, NotFound
from caselaw.domain.identifiers import as_id, new_id
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.problems import Problem
from caselaw.domain.selection.answering import Declared, Said
from caselaw.domain.selection.circulation import Kept, ReturnState
from caselaw.domain.selection.returned import DECLARATION, DECLARATION_WORDS, SCORE, Difference, Preview, held
from caselaw.domain.selection.returning import diff
from caselaw.domain.selection.table import Declaration, DeclarationKind, Sheet
from caselaw.domain.text import shown
from caselaw.exchange import selection_files
from caselaw.exchange.office_door import MOST_BYTES, opened
from caselaw.exchange.selection_apart import read_apart
from caselaw.exchange.selection_files import Form
from caselaw.services.selection.answering import AnsweringService
from caselaw.services.selection.seeing import Reader, require_organisation, seen, who
from caselaw.services.selection.tables import SelectionService
from caselaw.store import Store, UnitOfWork
from caselaw.store.blobs import Blobs
from caselaw.store.selection import circulation as stored
from caselaw.store.tables.base import now

_LONGEST_NAME = 200


@dataclass(frozen=True)
class Shown:
    """A file that came back beside the sheet as it is now, and what it would change."""

    kept: Kept
    sheet: Sheet
    preview: Preview


@dataclass(frozen=True)
class Chosen:
    """What somebody wants to take over of a preview that she saw: single cells by key, and all cells of some kinds, for
    which `seal` names the preview."""

    keys: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    seal: str = ""


@dataclass(frozen=True)
class Applied:
    """How many cells were taken over; what has changed since it was shown, of which nothing was."""

    written: int
    moved: tuple[str, ...] = ()


class ReturnService:
    """Sheets out and back. Who does not answer for an organisation on a table finds nothing: `NotFound`."""

    def __init__(
        self, store: Store, blobs: Blobs, selections: SelectionService, answering: AnsweringService
    ) -> None:  # fmt: skip
        self._store = store
        self._blobs = blobs
        self._selections = selections
        self._answering = answering

    def take(self, reader: Reader, table: str, organisation: str, language: str, form: Form) -> bytes:
        """The sheet of an organisation as a file, without what is restricted."""
        sheet = self._selections.sheet(reader, table, organisation, language, file=True)
        content = selection_files.write(sheet, form)
        self._answering.look(reader, table, organisation)
        with self._store.begin(who(reader)) as work:
            work.record("take selection file", f"{table} {organisation}")
        return content

    def receive(self, reader: Reader, table: str, organisation: str, stream: IO[bytes], name: str) -> Kept:
        """Keep a file that came back; the return it is already where it came before. `Invalid` for none, and for one
        larger than any sheet."""
        with self._store.reading() as connection:
            require_organisation(seen(connection, table, reader), organisation)
        content = stream.read(MOST_BYTES + 1)
        if not content:
            raise Invalid("return.refused.empty", {"file": ["return.refused.empty"]})
        if len(content) > MOST_BYTES:
            most = MOST_BYTES // 1_000_000
            raise Invalid("return.refused.large_file", {"file": ["return.refused.large_file"]}, most=most)
        door = opened(content)
        form = "other" if isinstance(door, Problem) else door[0]
        sha256, size = self._blobs.take(io.BytesIO(content), MOST_BYTES)
        called = shown(name)[:_LONGEST_NAME] or "-"
        with self._store.begin(who(reader)) as work:
            fresh = Kept(new_id(), table, organisation, sha256, form, called, size, now(), who(reader))
            kept = stored.keep_return(work.connection, fresh)
            if kept is fresh:
                work.record("return selection file", f"{table} {organisation} {kept.id}")
        return kept

    def list(self, reader: Reader, table: str, organisation: str) -> tuple[Kept, ...]:
        """What an organisation has sent back, the newest first."""
        with self._store.reading() as connection:
            require_organisation(seen(connection, table, reader), organisation)
            return stored.returns(connection, table, organisation)

    def owner(self, reader: Reader, table: str, returned: str) -> str:
        """The organisation that sent a file back."""
        return self._kept(reader, table, returned).organisation

    def show(self, reader: Reader, table: str, returned: str, language: str) -> Shown:
        """What a file would change of the answers as they are now."""
        kept = self._kept(reader, table, returned)
        read = read_apart(self._blobs.path(kept.sha256))
        said_in = read.language if read.language in LANGUAGES else language
        sheet = self._selections.sheet(reader, table, kept.organisation, said_in, file=True)
        return Shown(kept, sheet, diff(sheet, read))

    def original(self, reader: Reader, table: str, returned: str) -> tuple[Kept, bytes]:
        """A file as it came."""
        kept = self._kept(reader, table, returned)
        with self._store.begin(who(reader)) as work:
            work.record("take returned selection file", f"{table} {kept.organisation} {kept.id}")
        return kept, self._blobs.path(kept.sha256).read_bytes()

    def apply(self, reader: Reader, table: str, returned: str, chosen: Chosen, language: str) -> Applied:
        """Take over what was chosen, as it was shown. Where an answer has changed since, nothing of that cell is
        written. `Conflict` where the table takes no answers."""
        found = self.show(reader, table, returned, language)
        if chosen.kinds and chosen.seal != found.preview.seal:
            return Applied(0, ("",))
        wanted = _wanted(found.preview, chosen)
        cells = {f"{one.candidate}|{one.column}" for one in wanted} | set(found.kept.applied)
        moved = tuple(key for key in chosen.keys if "|".join(key.split("|")[:2]) not in cells)
        if not wanted:
            return Applied(0, moved)
        said, declared = list(_said(found.sheet, wanted)), list(_declared(found.sheet, wanted))
        try:
            with self._store.begin(who(reader)) as work:  # both or neither, whatever ends the process
                self._answering.write(
                    work, reader, table, found.kept.organisation, said, declared,
                    since=found.sheet.revision, whole=True, source=returned,
                )  # fmt: skip
                _settle(work, reader, found.kept, "applied", sorted(cells))
        except Changed:  # a colleague saved in this very moment
            return Applied(0, ("",))
        return Applied(len(wanted), moved)

    def set_aside(self, reader: Reader, table: str, returned: str) -> None:
        """Take over nothing of a file; it stays kept."""
        kept = self._kept(reader, table, returned)
        if kept.state == "kept":
            with self._store.begin(who(reader)) as work:
                _settle(work, reader, kept, "set_aside", ())

    def _kept(self, reader: Reader, table: str, returned: str) -> Kept:
        with self._store.reading() as connection:
            found = stored.find_return(connection, returned) if as_id(returned) else None
            if found is None or found.table != table:
                raise NotFound()
            require_organisation(seen(connection, table, reader), found.organisation)
        return found


def _settle(work: UnitOfWork, reader: Reader, kept: Kept, state: ReturnState, cells: Iterable[str]) -> None:
    action = "apply returned selection file" if state == "applied" else "set aside returned selection file"
    stored.settle(work.connection, kept.id, state, list(cells), now(), who(reader))
    work.record(action, f"{kept.table} {kept.organisation} {kept.id}")


def _wanted(preview: Preview, chosen: Chosen) -> list[Difference]:
    """What was chosen; who ticked single cells of a kind does not mean all the others of it."""
    ticked = [one for one in preview.differences if one.key in chosen.keys]
    whole = chosen.kinds - {one.kind for one in ticked}
    return [one for one in preview.differences if one.kind != "unreadable" and (one.kind in whole or one in ticked)]


def _said(sheet: Sheet, wanted: Iterable[Difference]) -> Iterator[Said]:
    """The answers as they would be: what the file changes over what stands."""
    changes: dict[tuple[str, str], dict[str, str]] = {}
    for one in wanted:
        if one.column not in (DECLARATION, DECLARATION_WORDS):
            part, _, criterion = one.column.partition(":")
            changes.setdefault((one.candidate, criterion), {})[part] = one.given
    for (candidate, criterion), parts in changes.items():
        score = parts.get("score", held(sheet, candidate, SCORE + criterion))
        before = sheet.answers.get((candidate, criterion))
        words = parts.get("words", before.words if before else "")
        language = sheet.language if "words" in parts or before is None else before.language
        yield Said(candidate, criterion, int(score) if score else None, words, language)


def _declared(sheet: Sheet, wanted: Iterable[Difference]) -> Iterator[Declared]:
    changes: dict[str, dict[str, str]] = {}
    for one in wanted:
        if one.column in (DECLARATION, DECLARATION_WORDS):
            changes.setdefault(one.candidate, {})[one.column] = one.given
    for candidate, parts in changes.items():
        before = sheet.declarations.get(candidate) or Declaration(sheet.organisation, candidate, "none")
        kind = _kind(parts.get(DECLARATION, before.kind))
        words = parts.get(DECLARATION_WORDS, before.words)
        language = sheet.language if DECLARATION_WORDS in parts else before.language
        yield Declared(candidate, kind, words, language)


def _kind(text: str) -> DeclarationKind:
    if text == "conflict":
        return "conflict"
    return "abstains" if text == "abstains" else "none"
