"""Files made to harm who opens them: each is answered in its time, with a problem that names it; the batch goes on."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest.runs.batch
from ingest.draft import Draft
from ingest.files import Source, find_files
from ingest.runs.batch import Reading, drafts, inspect
from tests.factories import files

TEXT = "The court decides that the council must find housing for the families."
SECRET = "the secret of this machine"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def xml(declared: str, body: str) -> bytes:
    return f'<?xml version="1.0"?><!DOCTYPE a [{declared}]><a>{body}</a>'.encode()


def laughs() -> bytes:
    rows = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return xml(f'<!ENTITY l0 "ha">{rows}', "&l11;")


def word(document: str) -> bytes:
    return files.archive({"word/document.xml": document.encode(), "[Content_Types].xml": b"<Types/>"})


def bomb(name: str, size: int = 300 * 1024**2) -> bytes:
    return files.archive({name: bytes(size), "[Content_Types].xml": b"<Types/>"})


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first the catalog; without a table of places, as damaged ones are."""
    body = b"".join(b"%d 0 obj\n" % at + each + b"\nendobj\n" for at, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer\n<< /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def empty_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (at + 3) for at in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    return pdf(CATALOG, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids), *[page] * count)


def a_page(content: bytes, box: bytes = b"[0 0 595 842]", filters: bytes = b"") -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return pdf(
        CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >>"
        b" /XObject << /X 6 0 R >> >> >>" % box,
        b"<< /Length %d %s >>\nstream\n" % (len(content), filters) + content + b"\nendstream", font,
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 5 >>"
        b"\nstream\n/X Do\nendstream",
    )  # fmt: skip


SHOWN = b"BT /F1 12 Tf 72 700 Td (" + TEXT.encode() + b") Tj ET "


def climbing() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        out.writestr(zipfile.ZipInfo("../../../tmp/climbed.txt"), TEXT)
    return stream.getvalue()


READ: str = ""
HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "external.xml": (lambda f: xml(f'<!ENTITY x SYSTEM "file://{f}/secret">', "&x;"), "problem.xml.entities"),
    "remote.xml": (lambda f: xml('<!ENTITY % x SYSTEM "http://192.0.2.1/x.dtd"> %x;', "text"), "problem.xml.entities"),
    "laughs.xml": (lambda f: laughs(), "problem.xml.entities"),
    "deep.xml": (lambda f: b"<?xml version='1.0'?>" + b"<a>" * 100_000 + b"</a>" * 100_000, "problem.xml.broken"),
    "external.docx": (
        lambda f: word(f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{f}/secret">]><w:d xmlns:w="{W}">&x;</w:d>'),
        "problem.xml.entities",
    ),
    "bomb.docx": (lambda f: bomb("word/document.xml"), "problem.package.bomb"),
    "bomb.odt": (
        lambda f: files.archive({
            "mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<m/>",
            "content.xml": bytes(300 * 1024**2),
        }),
        "problem.package.bomb",
    ),
    "pages.pdf": (lambda f: empty_pages(100_000), "problem.pdf.too_long"),
    "ring.pdf": (lambda f: pdf(CATALOG, b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"), "problem.pdf.broken"),
    "gigantic.pdf": (lambda f: a_page(SHOWN, b"[0 0 99999999999 99999999999]"), READ),
    "drawn-by-itself.pdf": (lambda f: a_page(SHOWN + b"/X Do " * 50), READ),
    "long.pdf": (lambda f: a_page(SHOWN + b"q 1 0 0 1 0 0 cm Q " * 200_000), READ),
    "open.pdf": (lambda f: a_page(SHOWN + b"(" * 300_000), READ),
    "numbers.pdf": (lambda f: a_page(SHOWN + b"9" * 2_000_000), READ),
    "deflated.pdf": (lambda f: a_page(zlib.compress(SHOWN + b" " * 10**8, 9), filters=b"/Filter /FlateDecode"), READ),
    "deep.html": (lambda f: b"<!doctype html>" + b"<div>" * 100_000 + TEXT.encode(), "problem.no_text"),
    "deep.rtf": (lambda f: b"{\\rtf1" + b"{" * 100_000, "problem.rtf.broken"),
    "control.txt": (lambda f: "".join(map(chr, range(9, 14))).encode() + TEXT.encode() + b"\x1b]0;x\x07\x7f", READ),
    "one-line.txt": (lambda f: (TEXT + " ").encode() * 30_000, READ),
    "climbing.zip": (lambda f: climbing(), READ),
    "القضية رقم ٣ 判決 🏛.txt": (lambda f: TEXT.encode(), READ),
    "turned\u202etxt.exe": (lambda f: TEXT.encode() + b" turned", READ),
}  # fmt: skip


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Draft]:
    """All of them in one batch, with little time and memory each."""
    folder = tmp_path_factory.mktemp("hostile")
    secret = tmp_path_factory.mktemp("machine")
    (secret / "secret").write_text(SECRET, encoding="utf-8")
    for name, (make, _) in HOSTILE.items():
        (folder / name).write_bytes(make(secret))
    reading = Reading(jobs=2, ocr="never", seconds=100, memory=3 * 1024**3)
    return {draft.path.removeprefix(f"{folder}/"): draft for draft in drafts(find_files([folder]), reading)}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered(answered: dict[str, Draft], name: str) -> None:
    draft = answered[name if name != "climbing.zip" else "climbing.zip!/tmp/climbed.txt"]
    code = HOSTILE[name][1]
    codes = [problem.code for problem in draft.problems if problem.severity == "error"]
    assert codes[:1] == ([code] if code else [])
    said = " ".join(paragraph.text for paragraph in draft.paragraphs)
    assert SECRET not in said
    assert not code or not draft.paragraphs
    assert code or TEXT in said
    assert not set(said) & {"\x1b", "\x07", "\x00", "\x7f"}


def test_nothing_is_written_beside_the_files(answered: dict[str, Draft]) -> None:
    assert not Path("/tmp/climbed.txt").exists()  # noqa: S108
    assert len(answered) == len(HOSTILE) + 1


def misbehave(source: Source, reading: Reading) -> Draft:
    """The real reader, but for files whose readers misbehave as a library might."""
    if source.path.name == "eat.txt":
        hoard = [bytearray(64 * 1024**2) for _ in range(1000)]
        raise AssertionError(len(hoard))
    if source.path.name == "crash.txt":
        os.abort()
    return inspect(source, ocr="never")


def test_what_eats_memory_or_crashes_ends_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest.runs.batch, "_inspect", misbehave)
    for name in ("a", "eat", "crash", "b"):
        (tmp_path / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    found = {Path(d.path).stem: d for d in drafts(find_files([tmp_path]), Reading(jobs=1, memory=2 * 1024**3))}
    assert {name: [p.code for p in draft.problems] for name, draft in found.items()} == {
        "a": [], "b": [], "eat": ["problem.memory"], "crash": ["problem.crashed"],
    }  # fmt: skip
    assert all(draft.sha256 for draft in found.values())
