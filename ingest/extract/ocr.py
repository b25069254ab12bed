"""Text of a page from its picture: which language to look for, the words seen, and how sure they are."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from ingest.draft import UNKNOWN_LANGUAGE, Line
from ingest.extract import page_images, tesseract
from ingest.extract.clean import one_line
from ingest.extract.tesseract import Word
from ingest.language import document_language

if TYPE_CHECKING:
    from PIL.Image import Image

PACKS = {"en": "eng", "es": "spa", "fr": "fra", "ar": "ara", "pt": "por"}
_LATIN = ("eng", "spa", "fra", "por")
_POOR = 0.60  # below it a page may be turned, or in another script
_NOISE = 0.30  # a line below it is a signature, a coat of arms, a speck
_FEW_LETTERS = 8  # letters on a page, fewer are no text
_SHEET = 595.0
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Pages(Protocol):
    def picture(self, number: int) -> Image | None: ...


@dataclass(frozen=True)
class Recognised:
    """A page's lines, and how sure they are (0 to 1) over its letters."""

    lines: tuple[Line, ...]
    sure: float


@dataclass
class Recogniser:
    """Reads pages of one document. `language` is what is known of it beforehand; else the first page tells."""

    language: str = UNKNOWN_LANGUAGE
    until: float = float("inf")  # on the monotonic clock
    _packs: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        self._know(self.language)

    def page(self, pages: Pages, number: int) -> Recognised | None:
        """The text of a page, None where no word could be made out."""
        picture = pages.picture(number)
        if picture is None or page_images.is_blank(picture):
            return None
        found = self._first(picture) if not self._packs else self._words(picture, self._packs)
        if _sureness(found) < _POOR:
            found = self._turned(picture, found)
        lines = tuple(_lines(found, number, picture.size))
        if sum(character.isalpha() for line in lines for character in line.text) < _FEW_LETTERS:
            return None
        return Recognised(lines, _sureness(found))

    def _know(self, language: str) -> None:
        pack = PACKS.get(language[:2])
        if pack in tesseract.installed():
            self._packs = (pack,)

    def _first(self, picture: Image) -> tuple[Word, ...]:
        """A page of unknown language: by its script, and where that cannot be told, by trying."""
        seen = tesseract.orientation(page_images.portable(picture))
        if seen is not None and seen.script == "Arabic":
            self._know("ar")
            if self._packs:
                return self._words(picture, self._packs)
        latin = self._words(picture, [pack for pack in _LATIN if pack in tesseract.installed()])
        self._know(document_language([word.text for word in latin]))
        if self._packs:  # one language reads better than all of them
            return self._words(picture, self._packs)
        if _sureness(latin) >= _POOR or "ara" not in tesseract.installed():
            return latin
        arabic = self._words(picture, ["ara"])
        if _sureness(arabic) <= _sureness(latin):
            return latin
        self._know("ar")
        return arabic

    def _turned(self, picture: Image, found: tuple[Word, ...]) -> tuple[Word, ...]:
        """The words of a page that lies on its side or its head, if it does and reads better upright."""
        seen = tesseract.orientation(page_images.portable(picture))
        if seen is None or not seen.turn:
            return found
        upright = picture.rotate(-seen.turn, expand=True)
        again = self._words(upright, self._packs) if self._packs else self._first(upright)
        return again if _sureness(again) > _sureness(found) else found

    def _words(self, picture: Image, packs: Sequence[str]) -> tuple[Word, ...]:
        seconds = min(tesseract.SECONDS_A_PAGE, self.until - time.monotonic())
        if not packs or seconds <= 0:
            return ()
        return tesseract.words(page_images.portable(picture), packs, seconds=seconds)


def _sureness(words: Sequence[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _lines(words: Sequence[Word], page: int, size: tuple[int, int]) -> Iterator[Line]:
    """One line for each that was seen, in points of a sheet of A4; where a paragraph begins, white space stands above
    it."""
    points = _SHEET / max(size[0], 1)
    paragraph: tuple[int, int] | None = None
    for place, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        text = one_line(_MARKS.sub("", " ".join(word.text for word in line)))
        if _sureness(line) < _NOISE or not any(character.isalnum() for character in text):
            continue
        yield Line(
            text, page,
            left=min(word.left for word in line) * points, right=max(w.right for w in line) * points,
            top=min(word.top for word in line) / max(size[1], 1), apart=place[:2] != paragraph,
        )  # fmt: skip
        paragraph = place[:2]
