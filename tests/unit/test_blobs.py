"""Original files by their SHA-256: written whole or not at all, and for the program alone."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from caselaw.store.blobs import Blobs


def test_a_file_lies_under_its_hash(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")
    content = b"Judgment of 3 March 2004\x00\xff"
    sha256 = blobs.put(content)
    assert sha256 == hashlib.sha256(content).hexdigest()
    assert blobs.path(sha256) == tmp_path / "files" / sha256[:2] / sha256[2:]
    assert blobs.path(sha256).read_bytes() == content


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        hashes = set(pool.map(blobs.put, [b"the same" * 10_000] * 32))
    assert len(hashes) == 1
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [hashes.pop()[2:]]


def test_nobody_else_reads_the_files(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path / "files")
    path = blobs.path(blobs.put(b"x"))
    modes = [entry.stat().st_mode & 0o777 for entry in (path, path.parent, tmp_path / "files")]
    assert modes == [0o600, 0o700, 0o700]


def test_a_file_that_could_not_be_written_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("os.fsync", full)
    blobs = Blobs(tmp_path)
    with pytest.raises(OSError, match="No space"):
        blobs.put(b"x")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"])
def test_only_a_hash_is_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        Blobs(tmp_path).path(name)
