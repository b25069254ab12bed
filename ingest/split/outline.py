"""A report as the strategies look at it: its text paragraph by paragraph, which of them could be headings, which are
lines of a table of contents, and where a chapter begins that is a country's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

import pycountry
from babel import Locale

from caselaw.cite.countries import country_names
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.covering import text_end
from caselaw.domain.text import fold
from ingest.parse.countries import find_countries
from ingest.split.words import BACK_WORDS, CHAPTER_WORDS, FRONT_WORDS, ROLE_OF

LONGEST_LINE = 160
_ENDS = re.compile(r"[.!?;؟؛,،]$")
_LETTER = re.compile(r"[^\W\d_]")
_LEADER = re.compile(r"(?:[.…·_]\s?){3,}\s*(?:\d{1,4}|[ivxlc]{1,6})?\s*$|\t\s*\d{1,4}\s*$")
_ENDS_WITH_PAGE = re.compile(r"\S[\s.…·]+(\d{1,4})$")
_NUMBERED = re.compile(
    r"^(?:(?P<word>[^\W\d_]+)\s+)?(?:\d{1,3}|[ivxlc]{1,7}|[a-z])(?:\.\d{1,2})*\s*(?:[.):–—-]\s*|\s+|$)"
)
_WORD_FIRST = re.compile(r"^(?P<word>[^\W\d_]+)\s*[:–—-]\s*")
_MARKS = re.compile(r"^[#*_\s]{1,8}")  # a heading's in plain text
_SENTENCE = re.compile(r"[^\W\d_]{5,}[”»\"’]?[.!?؟](?:\s*\[\d+\])?\s+\S")  # an end in the middle
_BULLET = re.compile(r"^[-–•*·○▪]\s")
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_ARTICLE = re.compile(r"^(?:the|la|el|le|les|los|las|os|as) |^l['’]")
_MORE_NAMES = {
    "kyrgyz republic": "KGZ", "west bank and the gaza strip": "PSE", "west bank and gaza": "PSE",
    "republic of the congo": "COG", "occupied palestinian territory": "PSE", "occupied palestinian territories": "PSE",
}  # fmt: skip
_LANGUAGES = ("en", "es", "fr", "ar", "pt")
_MOST_PAGES = 5  # by which a table of contents may count differently from line to line


@dataclass(frozen=True)
class Item:
    """A paragraph of the text, as it is and folded."""

    paragraph: Paragraph
    folded: str

    @property
    def at(self) -> int:
        return self.paragraph.position

    @property
    def text(self) -> str:
        return self.paragraph.text

    @property
    def number(self) -> str | None:
        return self.paragraph.number

    @cached_property
    def is_line(self) -> bool:
        """It could be a heading: one, or short, without the end of a sentence and no item of a list."""
        if self.paragraph.kind == "heading":
            return True
        text = self.text
        return (
            self.paragraph.kind == "body"
            and len(text) <= LONGEST_LINE
            and not _ENDS.search(text)
            and not _BULLET.match(text)
            and bool(_LETTER.search(text))
            and not text[:1].islower()
            and "://" not in text
            and not _SENTENCE.search(text)
        )


@dataclass(frozen=True)
class Outline:
    """The text of a report; `kind` is what the whole document was taken for."""

    items: tuple[Item, ...]
    language: str = "und"
    kind: str = "other"
    pages: int | None = None

    @cached_property
    def contents(self) -> frozenset[int]:
        """The lines of tables of contents: with leaders and a page, or a run of lines that end in rising pages."""
        found = {item.at for item in self.items if _LEADER.search(item.text)}
        run: list[tuple[int, int]] = []
        for item in self.items:
            page = _ENDS_WITH_PAGE.search(item.text) if len(item.text) <= LONGEST_LINE else None
            if page and (not run or run[-1][1] - _MOST_PAGES <= int(page.group(1))):
                run.append((item.at, int(page.group(1))))
                continue
            found |= _rising(run)
            run = []
        return frozenset(found | _rising(run))

    @cached_property
    def country_heads(self) -> Mapping[int, str]:
        """Where a line is the name of a country and nothing else ("BRAZIL", "3. Brésil", "Chapter IV: البرازيل"),
        unless it fills a field that is called so in the line before."""
        found: dict[int, str] = {}
        for before, item in zip((None, *self.items), self.items, strict=False):
            if item.at in self.contents or not item.is_line or len(item.text) > 80:
                continue
            country = country_alone(item.folded)
            if country and not (before is not None and before.folded.strip(" :.-") in ROLE_OF):
                found[item.at] = country
        return found

    @cached_property
    def chapter_heads(self) -> frozenset[int]:
        """Where a chapter of several cases may begin: a country's line, or "Part two", "Chapter 4: …"."""
        countries = Counter(self.country_heads.values())
        real = {at for at, country in self.country_heads.items() if countries[country] <= 2}
        if len({self.country_heads[at] for at in real}) < 2:
            real = set()
        for item in self.items:
            if item.is_line and item.at not in self.contents and item.folded.split(" ", 1)[0] in CHAPTER_WORDS:
                match = _NUMBERED.match(item.folded)
                if match and match.group("word"):
                    real.add(item.at)
        return frozenset(real)

    @cached_property
    def letters(self) -> tuple[int, ...]:
        """How many characters stand before each paragraph, and behind the last."""
        sums = [0]
        for item in self.items:
            sums.append(sums[-1] + len(item.text))
        return tuple(sums)

    @cached_property
    def line_counts(self) -> Mapping[str, int]:
        """How often each line that could be a heading stands in the report."""
        return Counter(item.folded.strip(" .:") for item in self.items if item.is_line)

    def country_before(self, at: int) -> str | None:
        """The country whose chapter the paragraph stands in."""
        heads = [head for head in self.chapter_heads if head <= at and head in self.country_heads]
        return self.country_heads[max(heads)] if heads else None


def outline(
    paragraphs: Sequence[Paragraph], *, language: str, kind: str = "other", pages: int | None = None
) -> Outline:
    """The outline of a report's text, without the notes at its end."""
    text = paragraphs[: text_end(paragraphs)]
    return Outline(tuple(Item(one, fold(_MARKS.sub("", one.text))) for one in text), language, kind, pages)


def country_alone(folded: str) -> str | None:
    """The country that a folded line names and nothing else, behind a number or a word such as "Chapter" at most."""
    line = folded.strip(" .:-–—|*")
    for form in (line, _without_number(line)):
        bare = _BRACKETS.sub("", form).strip()
        turned = re.sub(r"^([^,]+), (.+)$", r"\2 \1", bare)  # "Congo, Republic of the"
        for name in (form, bare, turned, _ARTICLE.sub("", bare)):
            if name in _alone():
                return _alone()[name]
    return None


def country_in(folded: str) -> str | None:
    """The one country that a folded text names; None where it names none or several."""
    if country := country_alone(folded):
        return country
    named = {code for _, code in find_countries(folded)}
    return named.pop() if len(named) == 1 else None


def is_front(folded: str) -> bool:
    """The line is the heading of something that opens a report."""
    return _bare(folded) in FRONT_WORDS


def is_back(folded: str) -> bool:
    """The line is the heading of something that closes a report ("Annex 2: …", "Recommendations")."""
    line = _bare(folded)
    return line in BACK_WORDS or (line.split(" ", 1)[0].strip(".:") in _ANNEX and len(line) < LONGEST_LINE)


_ANNEX = frozenset(
    {
        "annex", "annexes", "appendix", "anexo", "anexos", "apendice", "annexe", "appendice", "ملحق", "الملحق",
        "الملاحق", "مرفق", "المرفق",
    }
)  # fmt: skip


def _bare(folded: str) -> str:
    line = folded.strip(" .:-–—")
    return line if line in BACK_WORDS or line in FRONT_WORDS else _without_number(line)


def _without_number(line: str) -> str:
    """The line without the number it begins with, or the word and number of a chapter."""
    for pattern in (_NUMBERED, _WORD_FIRST):
        match = pattern.match(line)
        if match and (match.group("word") in CHAPTER_WORDS | {None} or ROLE_OF.get(match.group("word")) == "country"):
            return line[match.end() :].strip(" .:-–—")
    return line


def _rising(run: Sequence[tuple[int, int]]) -> set[int]:
    """The lines of a run that is a table of contents: three at least, and the pages rise."""
    pages = [page for _, page in run]
    rising = sum(one <= two for one, two in pairwise(pages))
    if len(run) >= 3 and rising >= 0.8 * (len(run) - 1) and pages[-1] > pages[0]:
        return {at for at, _ in run}
    return set()


@cache
def _alone() -> Mapping[str, str]:
    """Every name of a country: alone on a line, Georgia and Chad are countries and nothing else."""
    codes = {country.alpha_2: country.alpha_3 for country in pycountry.countries}
    names = {
        fold(str(name)): codes[code]
        for language in _LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in codes
    }
    return {
        **_MORE_NAMES,
        **names,
        **{fold(country.name): country.alpha_3 for country in pycountry.countries},
        **country_names(),
    }
