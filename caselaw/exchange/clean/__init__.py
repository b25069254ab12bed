"""A file as it is given out: what it says of who wrote it, changed it or sent it is taken away, its text stays.

Each format has a module with one function, bytes in and bytes out. What is not listed here cannot be cleaned: old
binary formats hold names in places that nobody has written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caselaw.exchange.clean import html, mail, office, opendocument, pdf, picture, rtf, text, xml

RULES = 1
"""Grows with every change of what is taken away: what was cleaned by older rules is cleaned anew."""

_CLEANERS: Mapping[str, Callable[[bytes], bytes]] = {
    "pdf": pdf.clean,
    "docx": office.clean,
    "odt": opendocument.clean,
    "rtf": rtf.clean,
    "html": html.clean,
    "xml": xml.clean,
    "md": text.clean,
    "txt": text.clean,
    "eml": mail.clean,
    "image": picture.clean,
}


def can_clean(file_format: str) -> bool:
    """There is a way to clean files of this format."""
    return file_format in _CLEANERS


def clean(content: bytes, file_format: str) -> bytes:
    """The file without the traces of people. Raises `ValueError` where it cannot be cleaned: an unknown format, a
    damaged file, one that is locked."""
    cleaner = _CLEANERS.get(file_format)
    if cleaner is None:
        raise ValueError(f"no way to clean {file_format}")
    return cleaner(content)
