"""The original files as they came, each under its SHA-256: `files/ab/cdef…`, readable by the program alone.

A file is written beside its place, forced to the disk and then moved there, so that a name never stands for half a
file. Files are never changed and never redacted.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from pathlib import Path
from typing import IO

_CHUNK = 1024 * 1024
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """A folder of files by content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, sha256: str) -> Path:
        """Where the file with this hash lies, or would; `ValueError` for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError(f"not a SHA-256: {sha256!r}")
        return self._folder / sha256[:2] / sha256[2:]

    def put(self, content: bytes) -> str:
        """Keep these bytes and return their hash; bytes that are here already cost nothing."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = self.path(sha256)
        if place.exists():
            return sha256
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.parent.mkdir(exist_ok=True, mode=0o700)
        fresh = place.with_name(f".{place.name[:16]}.{secrets.token_hex(8)}")
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)
        _sync_folder(place.parent)
        _sync_folder(self._folder)
        return sha256

    def take(self, stream: IO[bytes], most: int) -> tuple[str, int]:
        """Keep what a stream gives, never all of it in memory; its hash and its size. `ValueError` for more than `most`
        bytes, of which nothing is kept."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = self._folder / f".{secrets.token_hex(16)}"
        digest, size = hashlib.sha256(), 0
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    if size > most:
                        raise ValueError(f"more than {most} bytes")
                    digest.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            place = self.path(digest.hexdigest())
            place.parent.mkdir(exist_ok=True, mode=0o700)
            fresh.replace(place)
        finally:
            fresh.unlink(missing_ok=True)
        _sync_folder(place.parent)
        _sync_folder(self._folder)
        return digest.hexdigest(), size


def _sync_folder(folder: Path) -> None:
    """Force the new name, too, to the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
