"""The files of a call, sealed in the same tables as its words: no name, no type and no true length stands outside, and
nothing of them lies in a folder. A file that opens may still be hostile: it is given out to be saved, never shown."""

from __future__ import annotations

import io
import secrets
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from sqlalchemy import Connection

from caselaw.domain.errors import Invalid, NotFound, VaultDamaged
from caselaw.domain.solidarity.call import Attached, Call
from caselaw.domain.text import shown, unturned
from caselaw.services.solidarity.calls import CallService
from caselaw.services.vault.open_vault import OpenVault, RecordBox
from caselaw.store import Store
from caselaw.store import vault as stored
from caselaw.store.leftovers import leave_nothing

KIND = "file"
LARGEST = 7_000_000
"""Bytes of one file: while it comes in and is sealed it stands in memory, never in a file of the system in clear. The
server and the proxy before it hold a request of 8 MB so (`web/cli.py`, `deploy/nginx.conf`)."""
MOST = 50
_PIECE = 1_000_000
_LONGEST_NAME = 150


@dataclass(frozen=True)
class GivenFile:
    """A file that was unsealed: what it is called, and its bytes."""

    name: str
    content: bytes


class CallFiles:
    """Attaches files to calls, gives them out, and removes them."""

    def __init__(self, store: Store, calls: CallService) -> None:
        self._store = store
        self._calls = calls

    def attach(self, vault: OpenVault, call: str, name: str, source: BinaryIO) -> None:
        """Seal a file to a call. `Invalid` for one that is empty or too large, or one too many."""
        content = source.read(LARGEST + 1)
        if not content or len(content) > LARGEST:
            code = "solidarity.file_large" if content else "solidarity.file_empty"
            raise Invalid("solidarity.refused", {"file": [code]}, most=LARGEST // 1_000_000)
        sealed, file = io.BytesIO(), secrets.token_hex(16)
        with self._store.reading() as connection:
            _box_of(connection, vault, call).seal_file(KIND, file, io.BytesIO(content), sealed)
        whole = sealed.getvalue()
        parts = [whole[start : start + _PIECE] for start in range(0, len(whole), _PIECE)]
        there = Attached(file, named(name), len(content), len(parts), _today(), vault.account)

        def put(connection: Connection) -> None:
            for number, part in enumerate(parts):
                row = stored.Sealed(f"{file}.{number}", call, 1, part)
                stored.put(connection, vault.group, row, before=None)

        self._calls.edit(vault, call, None, lambda now: _added(now, there), "attach file", put)

    def give(self, vault: OpenVault, call: str, file: str) -> GivenFile:
        """A file in clear, noted as given out. `NotFound`; `VaultDamaged` where a piece is not what was sealed."""
        with self._store.reading() as connection:
            there = _of(self._calls.get(vault, call), file)
            box = _box_of(connection, vault, call)
            parts = [stored.get(connection, vault.group, f"{file}.{number}") for number in range(there.pieces)]
        if None in parts:
            raise VaultDamaged()
        sealed = io.BytesIO(b"".join(part.sealed for part in parts if part))
        content = b"".join(box.unseal_file(KIND, file, sealed))
        self._calls.journal(vault, "give file", call)
        return GivenFile(there.name, content)

    def remove(self, vault: OpenVault, call: str, file: str) -> None:
        """Remove a file for good. `NotFound`."""
        pieces = _of(self._calls.get(vault, call), file).pieces

        def drop(connection: Connection) -> None:
            for number in range(pieces):
                stored.remove(connection, vault.group, f"{file}.{number}")

        self._calls.edit(vault, call, None, lambda now: _without(now, file), "remove file", drop)
        leave_nothing(self._store)


def named(name: str) -> str:
    """A file's name as it is kept: its last part alone, without signs that steer a page or a terminal."""
    last = unturned(shown(name.replace("\\", "/").rsplit("/", 1)[-1].strip()))
    return last[:_LONGEST_NAME] or "file"


def _box_of(connection: Connection, vault: OpenVault, call: str) -> RecordBox:
    if stored.get(connection, vault.group, call) is None:
        raise NotFound()
    return vault.record(connection, call)


def _added(call: Call, file: Attached) -> Call:
    if len(call.files) >= MOST:
        raise Invalid("solidarity.refused", {"file": ["solidarity.files_many"]}, most=MOST)
    return replace(call, files=(*call.files, file))


def _without(call: Call, file: str) -> Call:
    _of(call, file)
    return replace(call, files=tuple(one for one in call.files if one.id != file))


def _of(call: Call, file: str) -> Attached:
    for one in call.files:
        if one.id == file:
            return one
    raise NotFound()


def _today() -> date:
    return date.fromisoformat(stored.today())
