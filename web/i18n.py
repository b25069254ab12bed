"""Which language a page speaks, and where its sentences come from.

The catalogues are read from the `.po` files as they stand: nothing needs compiling, so a fresh checkout speaks all
four languages.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, request
from flask_babel import Babel, Domain

from caselaw.domain.languages import AUTONYMS, reading_direction

SOURCE = "en"  # the language of the sentences in the templates


class Catalogues(Domain):  # type: ignore[misc]
    """Page text of `web/translations`, one catalogue a language."""

    def get_translations(self) -> NullTranslations:
        return translations(language())


@cache
def translations(code: str) -> NullTranslations:
    """The catalogue of one language; the sentences of the templates themselves for the source language."""
    if code == SOURCE:
        return NullTranslations()
    compiled = BytesIO()
    with (files("web") / "translations" / code / "LC_MESSAGES" / "messages.po").open("rb") as stream:
        write_mo(compiled, read_po(stream, locale=code, domain="messages"))
    compiled.seek(0)
    return Translations(compiled)


def languages() -> tuple[str, ...]:
    """The languages this site speaks, the default first."""
    chosen: tuple[str, ...] = current_app.config["LANGUAGES"]
    return chosen


def language() -> str:
    """The language of this response: the address decides; where it does not, what the browser asks for."""
    if "language" not in g:
        prefix = request.path.split("/", 2)[1]
        g.language_from_address = prefix in languages()
        g.language = prefix if g.language_from_address else preferred()
    chosen: str = g.language
    return chosen


def preferred() -> str:
    """The site's language that suits the browser's wishes best, else the default."""
    wishes = (wish.replace("_", "-").split("-")[0].lower() for wish in request.accept_languages.values())
    return next((wish for wish in wishes if wish in languages()), languages()[0])


def register(app: Flask, chosen: tuple[str, ...]) -> None:
    """Give the app its languages and its catalogues."""
    app.config["LANGUAGES"] = chosen
    babel = Babel(app, default_locale=chosen[0], locale_selector=language)
    babel.domain_instance = Catalogues()
    app.jinja_env.globals |= {
        "language": language,
        "languages": languages,
        "autonyms": AUTONYMS,
        "reading_direction": reading_direction,
    }
