"""Cleaning the files that are given out: made when one is first asked for, by a process of its own, and kept beside the
original, which stays as it came."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

from caselaw.domain.document import SourceFile
from caselaw.exchange.clean import RULES, can_clean
from caselaw.store.blobs import Blobs

PATIENCE = 20.0
"""Seconds that a reader waits at most. What takes longer is given to editors alone, as what cannot be cleaned."""


class CleanFiles:
    """The cleaned copies, under a folder of theirs: `clean/RULES/ab/cdef…`; what is not to be cleaned has an empty file
    in its place, so that nobody tries it twice by the same rules."""

    def __init__(self, blobs: Blobs, folder: Path, patience: float = PATIENCE) -> None:
        self._blobs = blobs
        self._folder = folder / "clean" / str(RULES)
        self._patience = patience

    def of(self, source: SourceFile) -> Path | None:
        """Where the cleaned copy of this file lies; None where it cannot be made."""
        if not can_clean(source.format):
            return None
        place = self._folder / source.sha256[:2] / f"{source.sha256[2:]}.{source.format}"
        if not place.exists():
            self._make(source, place)
        return place if place.exists() and place.stat().st_size else None

    def _make(self, source: SourceFile, place: Path) -> None:
        original = self._blobs.path(source.sha256)
        if not original.is_file():
            return
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = place.with_name(f".{place.name[:16]}.{secrets.token_hex(8)}")
        os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        command = [
            sys.executable,
            "-m",
            "caselaw.exchange.clean",
            source.format,
            str(original.resolve()),
            str(fresh.resolve()),
        ]
        try:
            done = subprocess.run(command, timeout=self._patience, check=False, capture_output=True)
            if done.returncode:
                fresh.write_bytes(b"")
        except subprocess.TimeoutExpired:
            fresh.write_bytes(b"")
        fresh.replace(place)
