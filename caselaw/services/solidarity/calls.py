"""Calls for solidarity: listed, found, read, written, acted on, and forgotten. All of it in an opened vault.

A group's calls are a few hundred at most, so they are found by opening and reading each (`find`): there is no index of
them, and none of what is typed into the search is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Changed, NotFound
from caselaw.domain.solidarity.call import Call, Deed, State, Wording
from caselaw.domain.solidarity.written import read, written
from caselaw.search.analysis import exact
from caselaw.services.keeping import withdrawals
from caselaw.services.solidarity.judging import judge, judge_deed, judge_state
from caselaw.services.vault.open_vault import TRAIL, OpenVault, RecordBox
from caselaw.store import Store
from caselaw.store import vault as stored
from caselaw.store.leftovers import leave_nothing
from caselaw.store.people import accounts

KIND = "call"


class CallService:
    """The verbs of calls. `home` is where a forgetting is noted, so that no restored backup undoes it."""

    def __init__(self, store: Store, home: Path) -> None:
        self._store = store
        self._home = home

    def group_of(self, call: str, *, viewer: Viewer) -> str:
        """The viewer's group that has this call. `NotFound` where none of hers has."""
        with self._store.reading() as connection:
            for group in sorted(stored.open_to(connection, viewer.account or "") & viewer.groups):
                if stored.get(connection, group, call) is not None:
                    return group
        raise NotFound()

    def names(self, call: Call) -> Mapping[str, str]:
        """What the accounts are called that did something in a call, by their ids."""
        wanted = (
            {deed.by for deed in call.deeds} | {file.by for file in call.files} | {one.by for one in call.passed_on}
        )
        with self._store.reading() as connection:
            return accounts.known_as(connection, wanted)

    def today(self) -> date:
        """The day by which a consent holds or is over."""
        return _today()

    def all(self, vault: OpenVault) -> tuple[Call, ...]:
        """All calls of a group: what is not closed first, then the newest."""
        with self._store.reading() as connection:
            boxes = vault.records(connection)
            found = [_opened(boxes[row.record], vault.group, row) for row in stored.scan(connection, vault.group)
                     if row.id == row.record]  # fmt: skip
        newest = sorted(found, key=lambda call: (call.received, call.id), reverse=True)
        return tuple(sorted(newest, key=lambda call: call.state == "closed"))

    def get(self, vault: OpenVault, call: str) -> Call:
        """One call. `NotFound`."""
        with self._store.reading() as connection:
            return _load(connection, vault, call)[1]

    def begin(self, vault: OpenVault, wording: Wording) -> str:
        """Keep a new call; its id, which says nothing. `Invalid`."""
        judge(wording)
        call = Call(secrets.token_hex(16), vault.group, 1, "received", "", _today(), wording)
        with self._store.begin(TRAIL) as work:
            box = vault.new_record(work.connection, call.id)
            stored.put(work.connection, vault.group, _row(box, call), before=None)
            vault.note(work, "begin call", call.id)
        return call.id

    def change(self, vault: OpenVault, call: str, revision: int, wording: Wording) -> None:
        """Put a wording in the place of the one that was read in this revision. `Invalid`; `Changed` where somebody
        was faster: nothing is overwritten."""
        judge(wording)
        self.edit(vault, call, revision, lambda now: replace(now, wording=wording), "change call")

    def move(self, vault: OpenVault, call: str, revision: int, state: State, outcome: str) -> None:
        """Say how far a call is, and what came of it. `Invalid`, `Changed`."""
        judge_state(state, outcome)
        self.edit(vault, call, revision, lambda now: replace(now, state=state, outcome=outcome), "move call")

    def act(self, vault: OpenVault, call: str, deed: Deed) -> None:
        """Add an action, or put this one in the place of the one of its id. Two who add at once both do. `Invalid`;
        `NotFound` for the id of no action."""
        judge_deed(deed, _today())
        own = replace(deed, id=deed.id or secrets.token_hex(8), by=vault.account)
        self.edit(vault, call, None, lambda now: replace(now, deeds=_with(now.deeds, own, new=not deed.id)), "act")

    def forget(self, vault: OpenVault, call: str) -> None:
        """Forget a call for good, because consent was withdrawn: its key, its words, its files and what was passed on.
        What is left is a line that names nobody (`withdrawals`), so that a backup which is put back loses it again."""
        with self._store.begin(TRAIL) as work:
            if stored.get(work.connection, vault.group, call) is None or not vault.forget(work.connection, call):
                raise NotFound()
            vault.note(work, "forget call", call)
            withdrawals.note(self._home, [call])
        leave_nothing(self._store)

    def journal(self, vault: OpenVault, action: str, call: str) -> None:
        """Write into the journal what was done with a call that changes nothing of it."""
        with self._store.begin(TRAIL) as work:
            vault.note(work, action, call)

    def edit(
        self, vault: OpenVault, call: str, revision: int | None, made: Callable[[Call], Call], action: str,
        also: Callable[[Connection], None] | None = None,
    ) -> Call:  # fmt: skip
        """Change a call in one transaction, with its line in the journal; `also` writes what goes with it. `Changed`
        where it is no longer in this revision."""
        with self._store.begin(TRAIL) as work:
            stored.load(work.connection, vault.group, lock=True)
            box, now = _load(work.connection, vault, call)
            if revision is not None and now.revision != revision:
                raise Changed()
            then = replace(made(now), revision=now.revision + 1)
            if also is not None:
                also(work.connection)
            if not stored.put(work.connection, vault.group, _row(box, then), before=now.revision):
                raise Changed()
            vault.note(work, action, call)
        return then


def find(calls: Iterable[Call], words: str, states: Collection[str] = ()) -> tuple[Call, ...]:
    """Those in which each of these words begins some word, as the search of decisions folds them: letter case,
    accents and the marks and forms of Arabic letters make no difference."""
    wanted = exact(words)
    return tuple(call for call in calls if (not states or call.state in states) and _has(call, wanted))


def _has(call: Call, wanted: Sequence[str]) -> bool:
    if not wanted:
        return True
    consent = call.wording.consent
    text = [*call.wording.words.values(), consent.terms, consent.how, call.outcome]
    text += [part for deed in call.deeds for part in (deed.what, deed.who)]
    text += [file.name for file in call.files]
    words = exact("\n".join(text))
    return all(any(word.startswith(one) for word in words) for one in wanted)


def _with(deeds: Sequence[Deed], own: Deed, *, new: bool) -> tuple[Deed, ...]:
    if new:
        return (*deeds, own)
    if own.id not in {deed.id for deed in deeds}:
        raise NotFound()
    return tuple(own if deed.id == own.id else deed for deed in deeds)


def _load(connection: Connection, vault: OpenVault, call: str) -> tuple[RecordBox, Call]:
    row = stored.get(connection, vault.group, call)
    if row is None or row.record != row.id:
        raise NotFound()
    box = vault.record(connection, call)
    return box, _opened(box, vault.group, row)


def _opened(box: RecordBox, group: str, row: stored.Sealed) -> Call:
    return read(box.unseal(KIND, f"{row.id} {row.revision}", row.sealed), row.id, group, row.revision)


def _row(box: RecordBox, call: Call) -> stored.Sealed:
    sealed = box.seal(KIND, f"{call.id} {call.revision}", written(call))
    return stored.Sealed(call.id, call.id, call.revision, sealed)


def _today() -> date:
    return date.fromisoformat(stored.today())
