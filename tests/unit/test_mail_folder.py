"""Letters without a mail server: files that a person opens and sends, and that only the operator can read."""

from __future__ import annotations

import stat
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from caselaw.domain.errors import SettingsError
from caselaw.domain.languages import LANGUAGES
from caselaw.services.site.mail import Enclosure, Letter, Mail
from caselaw.settings import Settings
from tests.factories.letters import letters

SHEET = Enclosure(
    "table.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04 bytes"
)


def a_letter(language: str) -> Letter:
    return Letter("desk@example.org", "reset", language, {"link": "https://example.org/x"}, (SHEET,))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_a_file_with_what_was_enclosed(tmp_path: Path, language: str) -> None:
    folder = tmp_path / "mail"
    assert Mail(f"folder:{folder}", "https://x.example", "Site").post(a_letter(language)) == "kept"
    (file,) = folder.glob("*.eml")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    mail = message_from_bytes(file.read_bytes(), policy=default)
    assert (mail["To"], mail["X-Unsent"]) == ("desk@example.org", "1")
    (enclosed,) = mail.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content()) == (SHEET.name, SHEET.content)


def test_a_server_takes_what_is_enclosed() -> None:
    with letters() as server:
        assert Mail(server.url, "https://x.example", "Site").post(a_letter("en")) == "sent"
        (came,) = server.letters
    assert [part.get_filename() for part in came.walk() if part.get_filename()] == [SHEET.name]


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file where the folder should be")
    assert Mail(f"folder:{tmp_path / 'mail'}", "https://x.example", "Site").post(a_letter("en")) == "failed"


def test_a_link_that_opens_an_account_is_not_written_to_a_folder(tmp_path: Path) -> None:
    mail = Mail(f"folder:{tmp_path / 'mail'}", "https://x.example", "Site")
    assert not mail.on
    assert not mail.send("dana@example.org", "reset", "en", link="https://x.example/reset/secret")
    assert not (tmp_path / "mail").exists()


def test_the_folder_is_a_setting() -> None:
    assert Settings.from_env({}).mail_url == "folder:var/mail"
    assert Settings.from_env({"CASELAW_MAIL_URL": "folder:/srv/mail"}).mail_url == "folder:/srv/mail"
    with pytest.raises(SettingsError):
        Settings.from_env({"CASELAW_MAIL_URL": "/srv/mail"})
