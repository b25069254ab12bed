"""How a passage is cited in a reader's language, in the way of the body whose text it is: para. 44, párrs. 44-46,
§§ 44-46, [44]–[46], considerando 44, الفقرتان 44 و45.

A summary is not the decision: nothing in it has a pinpoint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.pinpoint_words import AND, BETWEEN, BRACKET, PAGE, PARAGRAPH, SECTION, Words, words_of
from caselaw.domain.court import courts
from caselaw.domain.document import SUMMARY
from caselaw.domain.paragraph import Paragraph

Range = tuple[str, str | None]
"""A number, and where it begins a range the last number of it."""

_AROUND = " \t.,;:()[]{}§¶-–—"
_NAMED = re.compile(r"[^\W\d_]{3,}")  # "Article 11": the number says itself what it counts
_PARTS = re.compile(r"\s*(?:,|;|&|\band\b|\bet\b|\by\b|\bو)\s*")
_RANGE = re.compile(r"(.+?)\s*(?:[-–—‑]|\bto\b|\bà\b|\ba\b)\s*(\d.*)")
_MIXED = re.compile(r"[A-Za-z]")
_ISOLATE, _END = "\u2066", "\u2069"  # left to right, whatever stands around


def pinpoint(kind: str, paragraph: Paragraph, language: str, court: str | None = None) -> str | None:
    """How to cite a paragraph of a document of this kind and court: by its printed number, else by its page, else None.

    A court that cites by the page is cited so wherever the page is known. A language without its own way of citing
    takes the English one.
    """
    return pinpoint_of(kind, (paragraph,), language, court)


def pinpoint_of(kind: str, passage: Sequence[Paragraph], language: str, court: str | None = None) -> str | None:
    """How to cite these paragraphs, which follow one another: paras 44–46. None where none has a number or a page."""
    at = passage_of(kind, passage, court)
    return passage_said(at, language, court) if at else None


def passage_of(kind: str, passage: Sequence[Paragraph], court: str | None = None) -> Pinpoint | None:
    """The unit and the numbers of these paragraphs, from the first to the last of them; None where there are none.

    Of paragraphs of which some bear no number, those that do are cited: the others go on what stands before them.
    """
    if kind == SUMMARY or not passage:
        return None
    unit = unit_of(court)
    numbers = [number for one in passage if (number := printed(one))]
    pages = [str(one.page) for one in passage if one.page is not None]
    if pages and (unit == PAGE or not numbers):
        return Pinpoint(PAGE, _from_to(pages))
    if not numbers:
        return None
    return Pinpoint(PARAGRAPH if unit == PAGE else unit, _from_to(numbers))


def unit_of(court: str | None) -> str:
    """The unit by which the texts of this body are cited."""
    listed = courts().get(court) if court else None
    return (listed.pinpoint if listed else None) or PARAGRAPH


def printed(paragraph: Paragraph) -> str:
    """The number of a paragraph without the marks around it; empty where it has none."""
    return (paragraph.number or "").strip(_AROUND)


def passage_said(passage: Pinpoint, language: str, court: str | None = None) -> str:
    """The passage that a citation points to, in the words of the reader's language: párrs. 44-46."""
    if _NAMED.search(passage.numbers):
        return passage.numbers
    return ranges_said(passage.unit, ranges(passage.numbers), language, court)


def ranges(numbers: str) -> tuple[Range, ...]:
    """ "44-46, 50" → from 44 to 46, and 50. Brackets around numbers go: those of the unit are put around each."""
    found = []
    for part in _PARTS.split(numbers.replace("[", "").replace("]", "")):
        match = _RANGE.fullmatch(part)
        found.append((match[1], match[2]) if match else (part, None))
    return tuple(one for one in found if one[0])


def ranges_said(unit: str, numbers: Sequence[Range], language: str, court: str | None = None) -> str:
    """These numbers after the words of their unit, in the language and as the body writes them."""
    words = words_of(unit, language, court)
    single = _pairs_apart(numbers, unit)
    between = words.to or ("-" if unit == SECTION else BETWEEN.get(language, "–"))
    said = [_range(one, words, between, language) for one in single]
    count = sum(1 if last is None else 3 for _, last in single)  # a range is of more than two
    form = words.one if count == 1 else words.pair if count == 2 else words.many
    return form.format(_listed(said, language))


def _from_to(numbers: Sequence[str]) -> str:
    first, last = numbers[0], numbers[-1]
    return first if first == last else f"{first}-{last}"


def _pairs_apart(numbers: Sequence[Range], unit: str) -> list[Range]:
    """A range of two neighbours is two numbers: 44 and 45. In brackets it stays what it is."""
    found: list[Range] = []
    for first, last in numbers:
        neighbours = last is not None and first.isdecimal() and last.isdecimal() and int(last) == int(first) + 1
        if neighbours and unit != BRACKET:
            found += [(first, None), (str(last), None)]
        else:
            found.append((first, last))
    return found


def _range(numbers: Range, words: Words, between: str, language: str) -> str:
    first, last = numbers
    said = words.each.format(first) + (between + words.each.format(last) if last else "")
    return f"{_ISOLATE}{said}{_END}" if language == "ar" and _MIXED.search(said) else said


def _listed(said: Sequence[str], language: str) -> str:
    conjunction = AND.get(language, AND["en"])
    if language == "ar":
        return conjunction.join(said)
    return conjunction.join(filter(None, (", ".join(said[:-1]), said[-1])))
