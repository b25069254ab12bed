"""Whether the text that lies behind a page is the text of the page, or a stamp, a font's private numbers, or noise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from caselaw.domain.document import TextLayer

Fault = Literal["picture", "garbage", "broken"]

_FEW_LETTERS = 40
_STAMP_LETTERS = 250  # so much may stand on a scanned page as a stamp, and still it has no text layer
_MOSTLY_IMAGE = 0.5
_GARBAGE = 0.3  # of the glyphs without a letter
_STRANGE = 0.2  # of the characters replaced, or of a font's private area
_STAMPED = 0.6  # of the pages bear the same line
_ENOUGH_WORDS = 60
_SAMPLE = 2_000  # characters tell as much as all of them
_REAL_LATIN, _REAL_ARABIC = 0.5, 0.04
_USUAL_SHARE = 0.25  # of Arabic words are usual ones in any text of law; in most nearly half
_TRUSTED = 0.85
_ALL_VECTOR_PAGES = 50  # a document of drawings alone is looked at so far
_CID = re.compile(r"\(cid:\d+\)")
_DIGITS = re.compile(r"[\d\u0660-\u0669]+")
_STRANGE_SIGNS = re.compile("[\ufffd\ue000-\uf8ff]")
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u064a]")
_ARABIC_ALONE = re.compile("[پچگژٹڈڑےںھ]")  # Persian and Urdu have no article to tell a word by
_USUAL_ARABIC = re.compile("(?:[وفبك]?ال|لل).{2,}|في|من|على|إلى|الى|أن|ان|عن|هذا|هذه|التي|الذي|كما|أو|او|لا|ما")
_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_VOWEL = re.compile("[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœ]", re.IGNORECASE)
_CRAMMED = re.compile("[bcdfghjklmnpqrstvwxz]{6,}", re.IGNORECASE)
_CASED = re.compile(r"[A-ZÀ-Þ]*[a-zß-ɏ]*|(?:[A-ZÀ-Þ][a-zß-ɏ]+){2,3}|[a-z]+[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class _Words:
    """Of a page's words: whether they are Arabic, and the part of them that could be words, in Arabic that are usual
    ones; 1.0 where there are too few to tell."""

    arabic: bool
    share: float

    @property
    def real(self) -> float:
        return 1.0 if self.arabic and self.share >= _REAL_ARABIC else self.share

    @property
    def quality(self) -> float:
        return min(1.0, self.share / _USUAL_SHARE) if self.arabic else self.share


@dataclass(frozen=True, slots=True)
class PageText:
    """What is remembered of a page once its lines are taken: `undefined` glyphs are those whose font names no letter,
    `image_share` is the part of the page that pictures cover."""

    number: int
    lines: tuple[str, ...]
    undefined: int = 0
    image_share: float = 0.0
    broken: bool = False
    letters: int = field(init=False)
    words: _Words = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "letters", _letters(self.lines))
        object.__setattr__(self, "words", _judged(self.lines))


def faulty_pages(pages: Sequence[PageText]) -> Mapping[int, Fault]:
    """The pages whose text layer is not their text, with what is wrong; pages that are merely blank are none."""
    stamps = _stamps(pages)
    found = {page.number: fault for page in pages if (fault := _fault(page, stamps))}
    if not found and not any(page.letters for page in pages):  # letters drawn as lines leave no trace but their shapes
        return {page.number: "picture" for page in pages[:_ALL_VECTOR_PAGES]}
    return found


def quality(texts: Iterable[str]) -> float:
    """How far the text of a page can be trusted, from 0 to 1: by the part of its words that could be words, in Arabic
    by the part that are usual ones."""
    return _judged(texts).quality


def unsure_pages(pages: Sequence[PageText], faulty: Mapping[int, Fault]) -> list[int]:
    """The pages whose text is theirs, and still looks damaged."""
    return [page.number for page in pages if page.number not in faulty and page.words.quality < _TRUSTED]


def _judged(texts: Iterable[str]) -> _Words:
    words = _WORD.findall(" ".join(texts)[:_SAMPLE])
    arabic = [word for word in words if _ARABIC.search(word)]
    latin = [word for word in words if _LATIN_WORD.fullmatch(word)]
    if len(arabic) >= max(_ENOUGH_WORDS, len(latin)):
        if sum(bool(_ARABIC_ALONE.search(word)) for word in arabic) > len(arabic) * 0.1:
            return _Words(False, 1.0)
        return _Words(True, sum(bool(_USUAL_ARABIC.fullmatch(word)) for word in arabic) / len(arabic))
    if len(latin) < _ENOUGH_WORDS:
        return _Words(False, 1.0)
    return _Words(False, sum(map(_is_real_latin, latin)) / len(latin))


def text_layer(pages: Sequence[PageText], faulty: Mapping[int, Fault]) -> TextLayer:
    """What the document has: a layer on all its pages, on some, or none worth the name."""
    without = [page for page in pages if page.number in faulty and not page.broken]
    written = any(page.letters >= _FEW_LETTERS and page.number not in faulty for page in pages)
    if not written and (without or not any(page.letters for page in pages)):
        return "none"
    return "mixed" if without else "native"


def _fault(page: PageText, stamps: frozenset[str]) -> Fault | None:
    if page.broken:
        return "broken"
    letters = page.letters
    if page.undefined > _GARBAGE * (page.undefined + letters):
        return "garbage"
    text = "\n".join(page.lines)
    strange = sum(map(len, _CID.findall(text))) + len(_STRANGE_SIGNS.findall(text))
    if strange > _STRANGE * max(len(text), 1):
        return "garbage"
    if page.image_share >= _MOSTLY_IMAGE:
        own = letters - _letters(line for line in page.lines if stamps and _mask(line) in stamps)
        if own < _STAMP_LETTERS:
            return "picture"
    return "garbage" if page.words.real < _REAL_LATIN else None


def _stamps(pages: Sequence[PageText]) -> frozenset[str]:
    """Lines that stand on most pages, numbers apart: a registry's stamp, a download note."""
    pictures = [page for page in pages if page.image_share >= _MOSTLY_IMAGE]
    if len(pictures) < 2:
        return frozenset()
    seen: Counter[str] = Counter()
    for page in pictures:
        seen.update({_mask(line) for line in page.lines})
    return frozenset(line for line, count in seen.items() if count >= 2 and count >= len(pictures) * _STAMPED)


def _mask(line: str) -> str:
    return _DIGITS.sub("#", line).casefold()


def _letters(lines: Iterable[str]) -> int:
    return sum(sum(map(str.isalpha, line)) for line in lines)


def _is_real_latin(word: str) -> bool:
    return bool(_VOWEL.search(word) and _CASED.fullmatch(word) and not _CRAMMED.search(word)) or word.isupper()
