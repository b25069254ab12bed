"""What lies in archives and on mails is taken in file by file; nothing of it is trusted."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import audience
from caselaw.domain.errors import NotFound
from caselaw.wiring import Services
from ingest.draft import Draft
from ingest.files import find_files
from ingest.runs.batch import Reading, drafts
from ingest.runs.intake import Intake
from ingest.runs.report import JsonReport
from tests.factories import files

COURT = "The court decides that the council must find housing for the {} families that it evicted."


def judgment(word: str) -> bytes:
    return COURT.format(word).encode()


def mail(*attached: tuple[str, bytes], body: str = COURT.format("nine"), subject: str = "A judgment") -> bytes:
    parts = [f"--X\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n".encode()]
    for name, data in attached:
        head = (
            f'--X\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="{name}"\r\n'
        )
        parts.append(head.encode() + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + data + b"\r\n")
    head = (
        "Received: from mx.example.org (10.0.0.1)\r\nFrom: Amina Secret <amina@example.org>\r\n"
        f"To: lawyer@example.net\r\nSubject: {subject}\r\nDate: Tue, 3 Mar 2020 23:10:00 +0300\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=X\r\n\r\n"
    )
    return head.encode() + b"".join(parts) + b"--X--\r\n"


def read(tmp_path: Path, **members: bytes) -> dict[str, Draft]:
    for name, data in members.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    return {draft.path.removeprefix(f"{tmp_path}/"): draft for draft in drafts(find_files([tmp_path]), Reading(jobs=1))}


def codes(draft: Draft) -> list[str]:
    return [problem.code for problem in draft.problems]


def texts(draft: Draft) -> str:
    return " ".join(paragraph.text for paragraph in draft.paragraphs)


def test_each_file_of_an_archive_is_a_document(tmp_path: Path) -> None:
    inner = files.archive({"three.txt": judgment("three"), "inner.zip": files.archive({"four.txt": judgment("four")})})
    found = read(
        tmp_path,
        a_zip=files.archive({
            "one.txt": judgment("one"), "folder/two.pdf": files.paragraphs_pdf([[judgment("two").decode()]]),
            "inner.zip": inner, "__MACOSX/._one.txt": b"clutter", "folder/": b"", "data.bin": bytes(range(200)),
        }),
    )  # fmt: skip
    assert set(found) == {
        "a.zip", "a.zip!/one.txt", "a.zip!/folder/two.pdf", "a.zip!/inner.zip", "a.zip!/inner.zip!/three.txt",
        "a.zip!/inner.zip!/inner.zip", "a.zip!/data.bin",
    }  # fmt: skip
    assert found["a.zip"].skipped == found["a.zip!/inner.zip"].skipped == "ingest.skipped.archive"
    assert found["a.zip!/folder/two.pdf"].format == "pdf"
    assert "three families" in texts(found["a.zip!/inner.zip!/three.txt"])
    assert codes(found["a.zip!/inner.zip!/inner.zip"]) == ["problem.archive.nested"]
    assert found["a.zip!/data.bin"].skipped == "ingest.skipped.not_a_document"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_that_climb_lead_nowhere(tmp_path: Path) -> None:
    names = (
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\windows\\a.txt",
        "a!/b.txt",
        "two\nlines.txt",
        "..",
        "a.txt",
        "a.txt",
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for at, name in enumerate(names):
            out.writestr(zipfile.ZipInfo(name), judgment(str(at)))
    found = read(tmp_path, a_zip=stream.getvalue())
    assert set(found) == {
        "a.zip", "a.zip!/etc/passwd", "a.zip!/etc/passwd (2)", "a.zip!/windows/a.txt", "a.zip!/a_/b.txt",
        "a.zip!/two lines.txt", "a.zip!/file", "a.zip!/a.txt", "a.zip!/a.txt (2)",
    }  # fmt: skip
    assert "The court decides" in texts(found["a.zip!/etc/passwd"])
    assert "7 families" in texts(found["a.zip!/a.txt (2)"])
    assert list(tmp_path.iterdir()) == [tmp_path / "a.zip"]


def test_bombs_and_damage_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    whole = files.archive({"a.txt": judgment("one"), "b.txt": bytes(300 * 1024 * 1024)})
    many = files.archive({f"{at}.txt": b"x" for at in range(5001)})
    found = read(tmp_path, bomb_zip=whole, many_zip=many, cut_zip=whole[:200], empty_zip=files.archive({}))
    assert "one families" in texts(found["bomb.zip!/a.txt"])
    assert codes(found["bomb.zip!/b.txt"]) == ["problem.package.bomb"]
    assert codes(found["many.zip"]) == ["problem.archive.too_many"]
    assert codes(found["cut.zip"]) == ["problem.package.broken"]
    assert codes(found["empty.zip"]) == ["problem.no_text"]


def test_a_mail_keeps_its_words_and_hides_its_people(tmp_path: Path) -> None:
    body = (
        f"Dear all,\r\n\r\n{COURT.format('nine')}\r\n\r\nWrite to amina@example.org.\r\n\r\n"
        "> From: Amina Secret <amina@example.org>\r\n> To: lawyer@example.net\r\n"
        "On 3 March 2020 at 10:00, Amina Secret <amina@example.org> wrote:\r\n> thanks"
    )
    found = read(tmp_path, a_eml=mail(("judgment.txt", judgment("eight")), body=body))
    assert set(found) == {"a.eml", "a.eml!/judgment.txt"}
    letter = found["a.eml"]
    assert (letter.format, letter.facts.title) == ("eml", "A judgment")
    assert "nine families" in texts(letter)
    assert "2020-03-03" in texts(letter)
    for secret in ("amina", "Secret", "example.org", "lawyer", "10.0.0.1", "23:10"):
        assert secret.casefold() not in repr(letter).casefold()
    assert "eight families" in texts(found["a.eml!/judgment.txt"])


HEAD = b"From: a\nTo: b\nSubject: x\n"
PARTS = HEAD + b"Content-Type: multipart/mixed; boundary=X\n\n"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"Keywords: =?utf-8?b?!!!!?=\nDate: never\nContent-Type: text/plain; charset=none\n\n\xff\xfe text",
        HEAD + b"Content-Type: multipart/mixed\n\nno boundary",
        PARTS + b"--X\nContent-Transfer-Encoding: base64\n\n%%%",
        PARTS + b"--X\nContent-Type: multipart/mixed; boundary=X\n\n" * 5000,
    ],
)
def test_mails_that_keep_no_rule_end_in_a_draft(tmp_path: Path, data: bytes) -> None:
    found = read(tmp_path, a_eml=data)
    assert found["a.eml"].format == "eml"
    assert "problem.stage_failed" not in codes(found["a.eml"])


def test_what_an_archive_holds_is_stored_once(services: Services, tmp_path: Path) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "a.zip").write_bytes(files.archive({"one.txt": judgment("one"), "again.txt": judgment("one")}))
    (folder / "b.eml").write_bytes(mail(("two.txt", judgment("two"))))

    def run() -> dict[str, tuple[str, str | None]]:
        intake = Intake(services, Reading(jobs=1), access=audience("public"), collection=None, report=JsonReport("en"))
        outcomes = intake.run(list(find_files([folder])))
        return {o.path.removeprefix(f"{folder}/"): (o.outcome, o.id) for o in outcomes}

    first = run()
    assert {path: outcome for path, (outcome, _) in first.items()} == {
        "a.zip": "skipped", "a.zip!/one.txt": "added", "a.zip!/again.txt": "unchanged", "b.eml": "added",
        "b.eml!/two.txt": "added",
    }  # fmt: skip
    one, letter = first["a.zip!/one.txt"][1], first["b.eml"][1]
    assert one is not None
    assert letter is not None
    assert services.documents.original(one, viewer=OPERATOR).path.read_bytes() == judgment("one")
    with pytest.raises(NotFound):
        services.documents.original(letter, viewer=OPERATOR)
    assert {outcome for outcome, _ in run().values()} == {"skipped", "unchanged"}
