"""Parts of a backup: sealed and opened as streams, with every fault told as what it was."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from caselaw.domain.errors import CaselawError, Invalid, StoreUnavailable
from caselaw.domain.keeping import FORM
from caselaw.services.keeping.files import Found, digests, entry, pour_out, poured
from caselaw.services.keeping.rows import packed, read, unpacked
from caselaw.services.keeping.sealing import fits, identities, new_identity, opened, recipients, seal
from caselaw.services.keeping.target import Target

PIECE = bytes(range(256)) * 1000  # longer than one chunk of age


class Full:
    """A disk with no room."""

    def write(self, _data: bytes, /) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise AssertionError("nothing was written")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    new_identity(tmp_path / "key")
    return tmp_path / "key"


def test_a_part_is_opened_by_its_key_and_by_no_other(key: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    to = recipients([new_identity(other), key.read_text().splitlines()[0].split()[-1]])
    part = tmp_path / "part"
    with part.open("wb") as file:
        seal(iter([PIECE, b"", PIECE]), file, to)
    assert PIECE[:100] not in part.read_bytes()
    for one in (key, other):
        assert fits(part, identities(one))
        with opened(part, identities(one), sealed=True) as stream:
            assert stream.read() == PIECE * 2
    new_identity(tmp_path / "third")
    third = identities(tmp_path / "third")
    assert not fits(part, third)
    with pytest.raises(CaselawError) as refused, opened(part, third, sealed=True) as stream:
        stream.read()
    assert refused.value.code == "keeping.no_key"


def test_no_byte_can_be_changed_and_nothing_cut_off(key: Path, tmp_path: Path) -> None:
    part, mine = tmp_path / "part", identities(key)
    with part.open("wb") as file:
        seal([PIECE], file, recipients([key.read_text().splitlines()[0].split()[-1]]))
    content = part.read_bytes()
    faulty = [content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :] for at in (30, 150, 260, 70_000, -1)]
    for changed in (*faulty, content[:-1], content[:70_000], content + b"more", content + content):
        part.write_bytes(changed)
        with pytest.raises(CaselawError), opened(part, mine, sealed=True) as stream:
            stream.read()


@pytest.mark.parametrize("fault", [StoreUnavailable("store.down"), KeyboardInterrupt()])
def test_what_goes_wrong_while_it_is_read_is_told(key: Path, fault: BaseException) -> None:
    def chunks() -> Iterator[bytes]:
        yield PIECE
        raise fault

    to = recipients([key.read_text().splitlines()[0].split()[-1]])
    with pytest.raises(type(fault)) as told:
        seal(chunks(), io.BytesIO(), to)
    assert told.value is fault
    with pytest.raises(OSError, match="No space left"):
        seal([PIECE], Full(), to)


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Invalid) as refused, Target(tmp_path / "file" / "inside").writing():
        pass
    assert refused.value.code == "keeping.unwritable"


def test_files_of_a_part_come_out_as_they_went_in(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    target.mkdir()
    contents = {"one": b"", "two": PIECE * 5, "three": b"x"}
    for name, content in contents.items():
        (source / name).write_bytes(content)
    taken: dict[str, str] = {}
    group = [Found(name, "", 0) for name in (*contents, "gone")]
    whole = b"".join(poured(source, group, lambda file, sha256, _size: taken.update({file.path: sha256})))
    wanted = {sha256: [f"{name}/again", name + ".txt"] for name, sha256 in taken.items()}
    assert len(set(pour_out(io.BytesIO(whole), target, wanted))) == 6
    for name, content in contents.items():
        assert (target / name / "again").read_bytes() == (target / f"{name}.txt").read_bytes() == content
    assert list(digests(io.BytesIO(whole))) == list(taken.values())
    assert not list(target.glob(".restoring.*"))
    for cut in (whole[:-1], whole[:3], whole[:2000]):
        with pytest.raises(EOFError):
            list(digests(io.BytesIO(cut)))
    with pytest.raises(CaselawError):
        list(pour_out(io.BytesIO(whole[:-1] + b"?"), target, wanted))


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "ab/../../outside", ""])
def test_no_file_leaves_the_folder(path: str) -> None:
    with pytest.raises(CaselawError) as refused:
        entry([path, "0" * 64, 1, "part"])
    assert refused.value.code == "keeping.files_damaged"


TABLE = {"name": "works", "columns": [["id", "text"]], "rows": 3}
HEAD = {"form": FORM, "made": "2026-11-22T23:00:00+00:00", "revision": "0001", "withdrawn": [], "tables": [TABLE]}


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [{"form": FORM + 1}],
        [HEAD],
        [HEAD, [["a"], ["b"]], {"end": True}],  # too few
        [HEAD, [["a"], ["b"], ["c"], ["d"]], {"end": True}],  # too many
        [HEAD, [["a"], ["b"], ["c"]]],  # no end
        [HEAD, [["a"], ["b"], ["c"]], {"end": True}, [["d"]]],
    ],
)
def test_rows_that_are_not_what_they_say_are_refused(lines: list[object]) -> None:
    with pytest.raises(CaselawError) as refused, read(io.BytesIO(b"".join(packed(lines)))) as rows:
        assert not [list(batches) for _, batches in rows.tables()]
    assert refused.value.code == "keeping.rows_damaged"


def test_what_is_no_stream_of_rows_is_refused() -> None:
    right = b"".join(packed([HEAD, json.loads('"line"')]))
    for wrong in (b"not compressed", right[:-9], right[:20]):
        with pytest.raises(CaselawError), unpacked(io.BytesIO(wrong)) as lines:
            list(lines)
