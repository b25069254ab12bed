"""Every sentence the product says exists in four languages, with the same parameters."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from caselaw.domain.languages import LANGUAGES
from caselaw.messages import known_codes
from tests.house.sources import ROOT, modules, name, tree

NOT_SAID = ("caselaw/access/actions.py", "caselaw/store/")  # names of actions and columns look like codes
CODE = re.compile(r"([a-z]+)\.[a-z0-9_.]+")
FOLDER = ROOT / "caselaw" / "translations"
OTHERS = tuple(language for language in LANGUAGES if language != "en")


def catalogue(language: str) -> dict[str, tuple[str, ...]]:
    sentences: dict[str, tuple[str, ...]] = {}
    for path in sorted((FOLDER / language).glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale=language, abort_invalid=True):
                if message.id:
                    code = message.id if isinstance(message.id, str) else message.id[0]
                    assert code not in sentences, f"{code} stands twice in {language}"
                    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
                    assert not message.fuzzy, f"{code} is fuzzy in {language}"
                    sentences[code] = forms
    return sentences


def parameters(forms: tuple[str, ...]) -> set[str]:
    return {field for form in forms for _, field, _, _ in Formatter().parse(form) if field is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_message_is_said_in_every_language(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)
    assert set(english) == set(other)
    empty = [code for code, forms in other.items() if not all(form.strip() for form in forms)]
    assert not empty
    differing = {code for code in english if parameters(english[code]) != parameters(other[code])}
    assert not differing, "the same parameters in each language"


def test_catalogues_have_the_same_files() -> None:
    files = {language: {path.name for path in (FOLDER / language).glob("*.po")} for language in LANGUAGES}
    assert len({frozenset(names) for names in files.values()}) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_arabic_is_arabic_and_latin_is_latin(language: str) -> None:
    """A sentence copied from English into the Arabic catalogue is no translation."""
    for code, forms in catalogue(language).items():
        for form in forms:
            words = re.sub(r"\{[^}]*\}|`[^`]*`", "", form)
            has_arabic = bool(re.search("[\u0621-\u064a]", words))
            if re.search(r"[^\W\d_]{3}", words):
                assert has_arabic == (language == "ar"), (code, form)


def test_french_keeps_its_signs_at_their_word() -> None:
    """A sign that French sets apart never begins a line; what stands in backquotes is typed, and left as it is."""
    for code, forms in catalogue("fr").items():
        for form in forms:
            words = re.sub(r"`[^`]*`", "", form)
            assert not re.search(r" [;?!»:](?=\s|$)|« ", words), (code, form)


def test_every_code_in_the_sources_has_its_sentence() -> None:
    known = known_codes("en")
    families = {code.partition(".")[0] for code in known}
    module_names = {name(path).removesuffix(".py").replace("/", ".") for path in modules()}
    missing = {
        (name(path), node.value)
        for path in modules()
        if not name(path).startswith(NOT_SAID)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if (code := CODE.fullmatch(node.value)) and code.group(1) in families
        if node.value not in known and not node.value.endswith(".") and node.value not in module_names
    }
    assert not missing
