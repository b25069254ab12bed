"""Page text is whole in every language: nothing missing, doubtful or left over, and typeset as the language wants."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from babel.messages.catalog import Message
from flask.testing import FlaskClient

from tests.house.catalogues import TRANSLATED, catalogue, path, template, text

PARAMETER = re.compile(r"%\((\w+)\)[sd]")


def forms_of(message: Message) -> Sequence[str]:
    """The sentence in the language of the catalogue, or its forms by number."""
    return (message.string,) if isinstance(message.string, str) else message.string or ()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated_and_none_is_left_over(language: str) -> None:
    found = catalogue(language)
    assert {message.id for message in found if message.id} == {message.id for message in template() if message.id}
    assert not found.obsolete
    assert path(language).read_text(encoding="utf-8") == text(found), "run `make messages`"
    for message in found:
        forms = forms_of(message)
        assert not message.fuzzy or not message.id
        assert all(forms), message.id
        ids = (message.id,) if isinstance(message.id, str) else message.id
        for form in forms if message.id else ():
            assert set(PARAMETER.findall(form)) <= set(PARAMETER.findall(ids[0])), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_forms_are_those_of_the_language(language: str) -> None:
    found = catalogue(language)
    assert found.num_plurals == {"es": 2, "fr": 2, "ar": 6}[language]
    plurals = [message for message in found if not isinstance(message.id, str)]
    assert plurals
    assert all(len(forms_of(message)) == found.num_plurals for message in plurals)


def test_french_keeps_its_signs_at_their_word() -> None:
    for message in catalogue("fr"):
        for form in forms_of(message):
            if message.id:
                assert not re.search(r"[^\u00a0\u202f][;?!»]|[^\u00a0\u202f]:(\s|$)|«[^\u00a0]", form), form


def test_arabic_is_arabic() -> None:
    for message in catalogue("ar"):
        for form in forms_of(message):
            words = PARAMETER.sub("", form)
            if message.id and re.search(r"[^\W\d_]", words):
                assert re.search("[\u0621-\u064a]", words), form
                assert "," not in words
                assert "?" not in words


def test_names_of_codes_reach_the_page_in_arabic(public: FlaskClient) -> None:
    """Nothing that a table of names lacks falls through as English."""
    page = public.get("/ar/search").text.split("<main")[1].split(">", 1)[1].split("</main>")[0]
    main = re.sub(r"<bdi[^>]*>.*?</bdi>|<p class=.passage.*?</p>|<[^>]+>", " ", page)
    latin = set(re.findall(r"[A-Za-z]{4,}", main))
    assert not latin
