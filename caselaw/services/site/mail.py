"""Mails: short, in plain text, in the reader's language.

The address of the server says the rest: `smtps://NAME:PASSWORD@mail.example.org` (encrypted from the first word),
`smtp://…` (encrypted as soon as the server offers it; with a name and a password, only then).
`?from=` gives the sender. Without a server, `folder:PLACE`: letters that circulate a table lie there as .eml files that
a person opens in her own mail program and sends; links that open an account are never written there.
"""

from __future__ import annotations

import logging
import os
import secrets
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from caselaw.messages import say

log = logging.getLogger(__name__)
PATIENCE = 15.0
"""Seconds that a mail server has to answer."""
FOLDER = "folder:"
Posted = Literal["sent", "kept", "failed"]
"""What became of a letter: given to a server, written to the folder, or neither."""


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a letter; `kind` is its media type."""

    name: str
    kind: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Letter:
    """The mail `letter.CODE` to one address."""

    to: str
    code: str
    language: str
    params: Mapping[str, str | int] = field(default_factory=dict, repr=False)
    enclosed: tuple[Enclosure, ...] = ()


class Mail:
    """Sends mails for one site; `on` says whether it can."""

    def __init__(self, mail_url: str, base_url: str, site_name: str) -> None:
        self._folder = folder_of(mail_url)
        self._server = urlsplit("" if self._folder else mail_url)
        self._site = site_name
        self._base = base_url.rstrip("/")
        asked = parse_qs(self._server.query).get("from")
        self._from = asked[0] if asked else f"no-reply@{urlsplit(base_url).hostname or 'localhost'}"

    @property
    def on(self) -> bool:
        return bool(self._server.hostname)

    def address(self, language: str, path: str) -> str:
        """The whole address of a page: of the site as the settings name it, never as a request does."""
        return f"{self._base}/{language}/{path}"

    def post(self, letter: Letter) -> Posted:
        """Send a letter, or write it to the folder where there is no server. Nothing of it is ever logged."""
        mail = self._written(letter.to, letter.code, letter.language, **letter.params)
        for one in letter.enclosed:
            main, _, sub = one.kind.partition("/")
            mail.add_attachment(one.content, maintype=main, subtype=sub, filename=one.name)
        try:
            if self._folder is not None:
                _keep(mail, self._folder)
                return "kept"
            if not self.on:
                return "failed"
            self._deliver(mail)
        except (OSError, smtplib.SMTPException, ValueError) as fault:
            log.error("a mail could not be sent: %s", type(fault).__name__)
            return "failed"
        return "sent"

    def send(self, to: str, code: str, language: str, **params: str | int) -> bool:
        """Send the mail `letter.CODE`; False where it could not be sent. Neither address nor text is ever logged."""
        if not self.on:
            return False
        try:
            self._deliver(self._written(to, code, language, **params))
        except (OSError, smtplib.SMTPException, ValueError) as fault:
            log.error("a mail could not be sent: %s", type(fault).__name__)
            return False
        return True

    def _written(self, to: str, code: str, language: str, **params: str | int) -> EmailMessage:
        mail = EmailMessage(policy=SMTP)
        mail["From"], mail["To"] = self._from, to
        mail["Subject"] = say(f"letter.{code}.subject", language, site=self._site)
        mail["Date"], mail["Message-ID"] = formatdate(), make_msgid(domain=self._from.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(say(f"letter.{code}.text", language, site=self._site, **params) + "\n")
        mail["Content-Language"] = language
        return mail

    def _deliver(self, mail: EmailMessage) -> None:
        with self._connected() as server:
            if self._server.username:
                server.login(unquote(self._server.username), unquote(self._server.password or ""))
            server.send_message(mail)

    def _connected(self) -> smtplib.SMTP:
        host, port, context = self._server.hostname or "", self._server.port or 0, ssl.create_default_context()
        if self._server.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=context)
        server = smtplib.SMTP(host, port, timeout=PATIENCE)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif self._server.username:
            server.close()
            raise smtplib.SMTPNotSupportedError("a password is not sent in the clear")
        return server


def folder_of(mail_url: str) -> Path | None:
    """The folder that letters are written to, where this address names one."""
    return Path(mail_url.removeprefix(FOLDER)).expanduser() if mail_url.startswith(FOLDER) else None


def _keep(mail: EmailMessage, folder: Path) -> None:
    """Write a mail as a file that a mail program opens to be sent (`X-Unsent`), for the operator's eyes alone."""
    mail["X-Unsent"] = "1"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = f"{secrets.token_hex(12)}.eml"
    with os.fdopen(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(mail.as_bytes())
