"""What a text shows of itself in any language: figures, names, the numbers of its paragraphs, and its very words.

Figures, dates among them, are printed alike by all translators; so are most names in one script. The words themselves
are compared only within one language, as runs of five (Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from caselaw.domain.citing.citation import keys_of
from caselaw.domain.document import Facts
from caselaw.domain.families.naming import case_names
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold

RUN = 5  # words
DAY_OF_MONTH = 31
"""Figures up to this are days, articles and paragraphs, and stand in every text; those above tell one from another."""
_SHORTEST_NAME = 4
_HEAD = 2_500  # letters: where the number, the parties and a mark of correction are printed
_NAMED_IN = 6  # paragraphs
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"[^\W\d_]+")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_FIGURE = re.compile(r"\d{1,12}")
_THOUSANDS = re.compile(r"(?<=\d)[.,\u00a0\u202f'](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class Signs:
    """The signs of one document; `names` are words of Latin script that it never prints with a small first letter,
    `case` those that name its case."""

    language: str
    facts: Facts
    figures: Counter[str]
    names: Counter[str]
    numbers: Counter[str]
    runs: frozenset[int]
    pairs: frozenset[tuple[str, str]]
    words: int
    letters: int
    paragraphs: int
    keys: tuple[str, ...]
    head: str
    vocabulary: frozenset[str]
    case: frozenset[str]
    format: str | None = None

    @property
    def telling(self) -> Counter[str]:
        """The figures that tell one text from another."""
        return Counter({figure: count for figure, count in self.figures.items() if int(figure) > DAY_OF_MONTH})


def signs_of(facts: Facts, language: str, paragraphs: Sequence[Paragraph], *, file_format: str | None = None) -> Signs:
    """The signs of a document with these facts and paragraphs; `file_format` is that of its file, where known."""
    texts = [unicodedata.normalize("NFKC", paragraph.text) for paragraph in paragraphs]
    figures = [figure for text in texts for figure in figures_of(text)]
    folded = " ".join(fold(text) for text in texts)
    words = _WORD.findall(folded)
    return Signs(
        language=language.partition("-")[0],
        facts=facts,
        figures=Counter(figures),
        names=_names(texts),
        numbers=Counter(paragraph.number for paragraph in paragraphs if paragraph.number),
        runs=runs_of(words),
        pairs=frozenset(pairwise(figures)),
        words=len(words),
        letters=sum(map(len, texts)),
        paragraphs=len(paragraphs),
        keys=_own_keys(facts),
        head=folded[:_HEAD],
        vocabulary=frozenset(words),
        case=_case_words(facts, paragraphs),
        format=file_format,
    )


def figures_of(text: str) -> list[str]:
    """The numbers in a text in their order, in plain digits, without marks between thousands and leading zeros."""
    plain = text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit.group())), text)
    return [figure.lstrip("0") or "0" for figure in _FIGURE.findall(_THOUSANDS.sub("", plain))]


def runs_of(words: Sequence[str]) -> frozenset[int]:
    """The runs of five words, each as a number."""
    return frozenset(
        zlib.crc32(" ".join(words[start : start + RUN]).encode()) for start in range(len(words) - RUN + 1)
    )  # fmt: skip


def dice(left: Counter[str], right: Counter[str]) -> float:
    """How much of two bags is common, from 0 to 1; 0 where both are empty."""
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0


def cosine(left: Counter[str], right: Counter[str]) -> float:
    """How alike two bags are where how often a thing occurs counts little."""
    ours = {word: 1 + log(count) for word, count in left.items()}
    theirs = {word: 1 + log(count) for word, count in right.items()}
    length = sqrt(sum(v * v for v in ours.values()) * sum(v * v for v in theirs.values()))
    return sum(weight * theirs.get(word, 0.0) for word, weight in ours.items()) / length if length else 0.0


def common_runs(left: Signs, right: Signs) -> tuple[float, float]:
    """Of the runs of five words: the share common to both among all, and among those of the shorter text."""
    both = len(left.runs & right.runs)
    shorter = min(len(left.runs), len(right.runs))
    return (both / len(left.runs | right.runs), both / shorter) if shorter else (0.0, 0.0)


def _own_keys(facts: Facts) -> tuple[str, ...]:
    """The keys of its own numbers, in the order in which they were found: what was found first is the surest."""
    keys: dict[str, None] = {}
    for one in facts.identifiers:
        keys |= dict.fromkeys(keys_of((one,), facts.court))
    return tuple(keys)


def _case_words(facts: Facts, paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """The words by which its case is named, whichever of its names they are from."""
    names = case_names(facts, [paragraph.text for paragraph in paragraphs[:_NAMED_IN]])
    return frozenset(word for name in names for word in name.words)


def _names(texts: Iterable[str]) -> Counter[str]:
    printed = Counter(word for text in texts for word in _NAME.findall(text) if len(word) >= _SHORTEST_NAME)
    small = {fold(word) for word in printed if word[0].islower()}
    capital = Counter[str]()
    for word, count in printed.items():
        if word[0].isupper() and (folded := fold(word)) not in small:
            capital[folded] += count
    return capital
