"""The catalogues of page text: `python -m tests.house.catalogues` brings them up to date with the templates.

A new sentence arrives untranslated, and the checks fail until somebody has written it in every language; a sentence
that no page says any more goes.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from caselaw.domain.languages import LANGUAGES
from tests.house.sources import ROOT
from web.i18n import SOURCE

WEB = ROOT / "web"
TRANSLATED = tuple(language for language in LANGUAGES if language != SOURCE)
_METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
_KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
_DATED = re.compile(
    r'^"(Project-Id-Version|Report|POT|PO-Rev|Last-T|Language-Team|MIME|Generated|Content-Tr).*\n', re.MULTILINE
)


def template() -> Catalog:
    """Every sentence of the templates and views, in the order they stand."""
    catalog = Catalog(charset="utf-8")
    for _, _, message, _, _ in extract_from_dir(WEB, _METHODS, {}, keywords=_KEYWORDS):
        catalog.add(message)
    return catalog


def path(language: str) -> Path:
    return WEB / "translations" / language / "LC_MESSAGES" / "messages.po"


def catalogue(language: str) -> Catalog:
    """The catalogue of page text as it stands; raises for a file that is no catalogue."""
    with path(language).open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def text(catalog: Catalog) -> str:
    """The catalogue as it is kept: one line a sentence, without dates and line numbers that change for no reason."""
    written = BytesIO()
    write_po(written, catalog, width=0, no_location=True, ignore_obsolete=True)
    return _DATED.sub("", written.getvalue().decode()).replace('#, fuzzy\nmsgid ""', 'msgid ""')


def update(language: str) -> None:
    """Write the catalogue of `language` anew, with every sentence of the pages and no other."""
    catalog = catalogue(language)
    catalog.update(template(), no_fuzzy_matching=True, update_header_comment=False)
    path(language).write_text(text(catalog), encoding="utf-8")


if __name__ == "__main__":
    for each in TRANSLATED:
        update(each)
