"""Mails (.eml): their subject, date and words, and the files that hang on them.

Who wrote to whom is left out, and every address in the text: people who send us documents are threatened for it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime

from caselaw.domain.errors import Unreadable
from ingest.draft import Line
from ingest.extract.archive import MAX_MEMBERS, named_apart
from ingest.extract.clean import clean, one_line
from ingest.extract.encoding import decode
from ingest.extract.html import HtmlExtractor
from ingest.extract.port import LIKELY, NO_BID, Extracted, Sample
from ingest.extract.text import lines_of
from ingest.files import Member

_HEADERS = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]*:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}")
_FIELD = re.compile(rb"^(?:From|To|Subject|Date|Message-ID|MIME-Version|Received|Return-Path):", re.I | re.M)
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.I | re.M)
_MOST_MULTIPARTS = 60  # the library takes the longer the deeper they lie in each other, without end
_ADDRESS = re.compile(r"(?:mailto:)?[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_PEOPLE = re.compile(
    r"^[>\s|*]*(?:from|to|cc|bcc|reply-to|sender|de|para|cco|enviado por|à|a|exp[ée]diteur|destinataire"
    r"|من|إلى|الى|نسخة)\s*\*?\s*:",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"^[>\s]*(?:on|el|le|em|في)\s.{6,200}(?:wrote|escribió|a écrit|escreveu|كتب)\s?:?\s*$", re.IGNORECASE
)
_LEFT_OUT = "[…]"
# What the library raises for mails that keep no rule.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, RecursionError, AssertionError)


class MailExtractor:
    format = "eml"

    def bid(self, sample: Sample) -> int:
        head = sample.head
        return LIKELY if _HEADERS.match(head) and len(set(_FIELD.findall(head))) >= 3 else NO_BID

    def extract(self, sample: Sample) -> Extracted:
        mail = _parsed(sample.data)
        subject, date = one_line(_header(mail, "subject")), _date(mail)
        declared = {name: (value,) for name, value in (("title", subject), ("date", date)) if value}
        head = [Line(text, whole=True, apart=True, kind="heading") for text in (subject, date) if text]
        members = tuple(
            Member(name, hashlib.sha256(data).hexdigest(), len(data)) for name, data in _attachments(mail).items()
        )
        return Extracted((*head, *_without_people(_body(mail))), declared=declared, members=members)


def attachment(data: bytes, name: str) -> bytes:
    """The bytes of an attachment by the name it was listed under."""
    found = _attachments(_parsed(data)).get(name)
    if found is None:
        raise Unreadable("problem.package.member", member=name)
    return found


def _parsed(data: bytes) -> EmailMessage:
    if len(_MULTIPART.findall(data)) > _MOST_MULTIPARTS:
        raise Unreadable("problem.mail.broken")
    try:
        return message_from_bytes(data, policy=policy.default)
    except _BROKEN as error:
        raise Unreadable("problem.mail.broken") from error


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return _ADDRESS.sub(_LEFT_OUT, clean(str(mail.get(name, ""))))
    except _BROKEN:
        return ""


def _date(mail: EmailMessage) -> str:
    """The day it was sent, without the hour: an hour can tell who sent it."""
    try:
        return parsedate_to_datetime(str(mail.get("date", ""))).date().isoformat()
    except _BROKEN:
        return ""


def _body(mail: EmailMessage) -> Iterator[Line]:
    try:
        part = mail.get_body(("plain", "html"))
    except _BROKEN:
        return
    if part is None:
        return
    data = _payload(part)
    if part.get_content_type() == "text/html":
        if data.strip():
            yield from HtmlExtractor().extract(Sample(data)).lines
    else:
        yield from lines_of(decode(data, part.get_content_charset()))


def _without_people(lines: Iterator[Line]) -> Iterator[Line]:
    """The lines without those that name sender and receiver, and without addresses."""
    for line in lines:
        if not _PEOPLE.match(line.text) and not _WROTE.match(line.text):
            yield Line(
                _ADDRESS.sub(_LEFT_OUT, line.text), left=line.left, right=line.right, apart=line.apart,
                whole=line.whole, kind=line.kind,
            )  # fmt: skip


def _payload(part: MIMEPart) -> bytes:
    try:
        data = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return data if isinstance(data, bytes) else b""


def _attachments(mail: EmailMessage) -> Mapping[str, bytes]:
    """The attached files by harmless names; pictures that belong to the text (a logo, a signature) are none."""
    found: list[tuple[str, bytes]] = []
    try:
        for part in mail.iter_attachments():
            if part.get_content_disposition() == "inline" and part.get("content-id"):
                continue
            name = part.get_filename() or ""
            if part.get_content_type() == "message/rfc822":
                inner = part.get_payload(0)
                found.append((name or "mail.eml", bytes(inner) if not isinstance(inner, str) else b""))
            else:
                found.append((name or "attachment", _payload(part)))
            if len(found) > MAX_MEMBERS:
                raise Unreadable("problem.archive.too_many", limit=MAX_MEMBERS)
    except _BROKEN as error:
        raise Unreadable("problem.mail.broken") from error
    return dict(zip(named_apart(name for name, _ in found), (data for _, data in found), strict=True))
