"""The bytes of a file wherever it lies: on a disk, in an archive, on a mail."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from caselaw.domain.errors import Unreadable
from ingest.extract import archive, mail
from ingest.extract.package import is_zip
from ingest.extract.port import HEAD, Sample
from ingest.files import Source, open_file, read_file

DEEPEST = 2  # a file on a mail in an archive, a file in an archive in an archive: no deeper


def read_source(source: Source) -> bytes:
    """All bytes of a source; raises `OSError` and `Unreadable` as `read_file` does, the latter also for a damaged
    archive."""
    if not source.inside:
        return read_file(source.path)
    with open_file(source.path) as stream:
        data = _member(stream, source.inside[0])
    for name in source.inside[1:]:
        data = _member(io.BytesIO(data), name)
    return data


def is_mail(path: Path) -> bool:
    """A mail by its first bytes. A stored one is looked into again: what hangs on it may not be stored yet. (An archive
    is never stored itself, so it is always looked into.)"""
    try:
        with open_file(path) as stream:
            head = Sample(stream.read(HEAD))
    except (OSError, Unreadable):
        return False
    return mail.MailExtractor().bid(head) > 0


def _member(stream: BinaryIO, name: str) -> bytes:
    zipped = is_zip(stream.read(4))
    stream.seek(0)
    return archive.member(stream, name) if zipped else mail.attachment(stream.read(), name)
