"""Letters by e-mail: their words, their subject and their day. Who wrote, who got it and the way it took are taken
away; attachments are documents of their own and are not given out with it."""

from __future__ import annotations

from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from caselaw.exchange.clean import html

_HEADERS = ("Subject", "Date")


def clean(content: bytes) -> bytes:
    """The letter as its readers are to have it. Raises `ValueError` where no words can be read in it."""
    letter = BytesParser(policy=policy.default).parsebytes(content)
    plain, page = letter.get_body(("plain",)), letter.get_body(("html",))
    if not letter.keys() or (plain is None and page is None):
        raise ValueError("a letter without words")
    fresh = EmailMessage(policy=policy.SMTP)
    try:
        for header in _HEADERS:
            if letter[header]:
                fresh[header] = " ".join(str(letter[header]).split())
        if plain is not None:
            fresh.set_content(str(plain.get_content()))
        if page is not None:
            markup = html.clean(str(page.get_content()).encode()).decode()
            (fresh.add_alternative if plain is not None else fresh.set_content)(markup, subtype="html")
    except (LookupError, UnicodeError) as fault:
        raise ValueError("a letter in letters that cannot be read") from fault
    return fresh.as_bytes()
