"""Which language a document and each of its paragraphs is in.

The document: langdetect, seeded and cut to the site's languages, over its body. A paragraph: py3langid restricted to
the same, far faster; one too short to tell takes the document's. Nothing here overrules a language that was declared.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import cache
from importlib.resources import files

from langdetect.detector_factory import DetectorFactory
from langdetect.lang_detect_exception import LangDetectException
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from caselaw.domain.paragraph import Paragraph
from ingest.draft import UNKNOWN_LANGUAGE, Draft

LANGUAGES = ("ar", "en", "es", "fr", "pt")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SAMPLE = 6000  # letters are enough; the middle of a document is its own words, its head is names
_FEW_LETTERS = 20
_PARAGRAPH_LETTERS = 50
_SURE, _PARAGRAPH_SURE = 0.90, 0.95
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_ARABIC_ALONE = re.compile("[پچگژٹڈڑےںھ]")  # letters of Persian and Urdu, not of Arabic
_LATIN = re.compile("[A-Za-zÀ-ɏ]")


def detect_language(draft: Draft) -> Draft:
    """The document's language and that of each paragraph, with shares by letters."""
    given = normal_tag(draft.wanted_language) or next(
        (tag for value in draft.declared.get("language", ()) if (tag := normal_tag(value))), None
    )
    bodies = [p.text for p in draft.paragraphs if p.kind != "footnote"] or [p.text for p in draft.paragraphs]
    language = given or document_language(bodies)
    paragraphs = tuple(
        p if p.language != UNKNOWN_LANGUAGE else replace(p, language=paragraph_language(p.text, language))
        for p in draft.paragraphs
    )
    return replace(draft, language=language, paragraphs=paragraphs, languages=_shares(paragraphs))


def normal_tag(text: str | None) -> str | None:
    """A BCP 47 tag in its usual case ("es-CO"), None for what is none."""
    text = (text or "").strip()
    if not _TAG.fullmatch(text):
        return None
    first, *rest = re.split("[-_]", text)
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])


def document_language(texts: Sequence[str]) -> str:
    """The language of most of the text, "und" where there is too little or none of ours."""
    sample = _sample(texts)
    letters = sum(map(str.isalpha, sample))
    if letters < _FEW_LETTERS:
        return UNKNOWN_LANGUAGE
    by_script = _by_script(sample, letters)
    if by_script:
        return by_script
    detector = _factory().create()
    detector.append(sample)
    try:
        best = max(detector.get_probabilities(), key=lambda guess: guess.prob, default=None)
    except LangDetectException:
        return UNKNOWN_LANGUAGE
    ours = str(best.lang) if best is not None and best.prob >= _SURE else UNKNOWN_LANGUAGE
    return _stranger(sample, ours)


def paragraph_language(text: str, document: str) -> str:
    """The paragraph's own language where it is long and sure enough, else the document's."""
    letters = sum(map(str.isalpha, text))
    if letters < _PARAGRAPH_LETTERS:
        return document
    by_script = _by_script(text, letters)
    if by_script:
        return by_script
    if document != UNKNOWN_LANGUAGE and document[:2] not in LANGUAGES:
        return document
    language, probability = _identifier(LANGUAGES).classify(text[:2000])
    if language == document[:2] or probability < _PARAGRAPH_SURE:
        return document
    return str(language)


def _sample(texts: Sequence[str]) -> str:
    """Words from all over the document, at most `_SAMPLE` characters."""
    total = sum(map(len, texts))
    if total <= _SAMPLE:
        return "\n".join(texts)
    whole = "\n".join(texts)
    third = _SAMPLE // 3
    return "\n".join(whole[at : at + third] for at in (0, len(whole) // 2, max(0, len(whole) - third * 2)))


def _by_script(text: str, letters: int) -> str | None:
    """Arabic by its letters; "und" for scripts that none of our languages is written in; None where Latin decides."""
    if text.isascii():
        return None
    arabic = len(_ARABIC.findall(text))
    if arabic > letters * 0.5:
        return "ar" if len(_ARABIC_ALONE.findall(text)) < arabic * 0.02 else _stranger(text, "ar")
    if len(_LATIN.findall(text)) < letters * 0.5:
        return _stranger(text, UNKNOWN_LANGUAGE)
    return None


def _stranger(text: str, ours: str) -> str:
    """Another language, where the detector of many languages is certain of one that we do not have; else `ours`.

    A detector cut to five languages calls German one of the five: the open one is asked before that is believed.
    """
    language, probability = _identifier(None).classify(text[:4000])
    if language in LANGUAGES or probability < 0.999 or (ours != UNKNOWN_LANGUAGE and language in _COUSINS):
        return ours
    return str(language)


_COUSINS = frozenset(
    {"gl", "ca", "oc", "an", "ast", "it", "la", "ro", "eo", "wa", "br", "ht", "mt", "fa", "ur", "ps", "ug", "sd"}
)
"""Languages that a name-laden text of ours is easily taken for."""


def _shares(paragraphs: Sequence[Paragraph]) -> Mapping[str, float]:
    letters: Counter[str] = Counter()
    for paragraph in paragraphs:
        letters[paragraph.language] += sum(map(str.isalpha, paragraph.text))
    total = sum(letters.values())
    return {language: round(count / total, 3) for language, count in letters.most_common() if count} if total else {}


@cache
def _factory() -> DetectorFactory:
    """langdetect with five profiles instead of fifty-five: surer, and faster; seeded, for it samples at random."""
    folder = files("langdetect") / "profiles"
    factory = DetectorFactory()
    factory.seed = 0
    factory.load_json_profile([(folder / language).read_text(encoding="utf-8") for language in LANGUAGES])
    return factory


@cache
def _identifier(languages: tuple[str, ...] | None) -> LanguageIdentifier:
    if languages is None:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier = copy(_identifier(None))  # the model, which takes a second to unpack, is shared
    identifier.set_languages(list(languages))
    return identifier
