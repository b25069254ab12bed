"""What speaks for two paragraphs being one: a score for every pair, and for two or three against one.

Each kind of evidence is a cosine over its own signs, so that the evidence of joined paragraphs follows from that of
their parts by sums alone. What neither side has (no figure, no shared sign in two scripts) does not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import exact
from caselaw.search.encoder import Encoder

Matrix = NDArray[np.float32]
Places = NDArray[np.intp]

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_ROMAN = re.compile(r"\b[IVXLC]{2,7}\b|^[IVX]$")
_PUNCTUATION = re.compile(r"[.,]")
_NUMBER = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SHORTEST_WORD = 4
_MOST_SIGNS = 4_000  # of a kind, as columns: a bound of the memory
_COGNATE = 5  # letters that violation, violación and violação share


@dataclass(frozen=True)
class Signs:
    """One kind of evidence: rows of signs of both sides (`left`, `right`), the square length of the signs that the
    other side does not have at all (`left_rest`, `right_rest`), and the products of all rows."""

    left: Matrix
    right: Matrix
    left_rest: Matrix
    right_rest: Matrix
    products: Matrix

    def these(self, rows: Places, columns: Places) -> Signs:
        """The same for some paragraphs of each side, which then stand next to each other."""
        return Signs(
            self.left[rows], self.right[columns], self.left_rest[rows], self.right_rest[columns],
            self.products[np.ix_(rows, columns)],
        )  # fmt: skip

    def cosine(self, a: int, b: int) -> Matrix:
        """Every `a` paragraphs in a row of the left against every `b` in a row of the right."""
        lengths = np.outer(_lengths(self.left, self.left_rest, a), _lengths(self.right, self.right_rest, b))
        found = windows(windows(self.products, a).T, b).T
        return np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)

    def one_cosine(self, row: int, column: int, a: int, b: int) -> float:
        """The same for one place alone."""
        near = self.these(np.arange(row, row + a), np.arange(column, column + b))
        return float(near.cosine(a, b)[0, 0])

    def there(self, a: int, b: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which rows of each side have such signs."""
        return _lengths(self.left, self.left_rest, a) > 0, _lengths(self.right, self.right_rest, b) > 0


def windows(rows: Matrix, count: int) -> Matrix:
    """The sums of each `count` rows in a row."""
    total = rows[: len(rows) - count + 1].copy()
    for offset in range(1, count):
        total += rows[offset : len(rows) - count + 1 + offset]
    return total


def _lengths(rows: Matrix, rest: Matrix, count: int) -> Matrix:
    joined = windows(rows, count)
    found: Matrix = np.sqrt(np.einsum("ij,ij->i", joined, joined) + windows(rest, count))
    return found


def figures_of(text: str) -> set[str]:
    """The numbers in a text, however its language writes them: 1,000 and 1.000 are one, and so are ٢٠٠٥ and 2005."""
    found = {_PUNCTUATION.sub("", number).lstrip("0") or "0" for number in _FIGURE.findall(_ascii_digits(text))}
    return found | set(_ROMAN.findall(text.strip()))


def words_of(text: str) -> set[str]:
    """The beginnings of the longer words: names, and what languages of one family share."""
    return {word[:_COGNATE] for word in exact(text) if len(word) >= _SHORTEST_WORD and not word.isdigit()}


def printed_number(paragraph: Paragraph) -> str:
    """The printed number without its brackets and points, "" where none is printed."""
    found = _NUMBER.search(_ascii_digits(paragraph.number or ""))
    return found.group().lower() if found else ""


def shared_signs(left: Sequence[set[str]], right: Sequence[set[str]]) -> Signs:
    """Signs as rows; one that stands in few paragraphs weighs more, and of too many the rarest are looked at."""
    count = Counter(sign for side in (left, right) for signs in side for sign in signs)
    paragraphs = len(left) + len(right)
    weight = {sign: float(np.log1p(paragraphs / often)) for sign, often in count.items()}
    shared = sorted(set().union(*left) & set().union(*right), key=lambda sign: (count[sign], sign))
    for common in shared[_MOST_SIGNS:]:
        del weight[common]
    del shared[_MOST_SIGNS:]
    column = {sign: number for number, sign in enumerate(shared)}
    ours, ours_rest = _rows(left, column, weight)
    theirs, theirs_rest = _rows(right, column, weight)
    return Signs(ours, theirs, ours_rest, theirs_rest, ours @ theirs.T)


def meanings(left: Sequence[Paragraph], right: Sequence[Paragraph], encoder: Encoder) -> Signs:
    """Meaning as rows, each as long as its text has letters, so that a sum is the meaning of the joined text."""
    texts = [paragraph.text for side in (left, right) for paragraph in side]
    rows = encoder.encode(texts) * np.array([[max(len(text), 1)] for text in texts], dtype=np.float32)
    ours, theirs = rows[: len(left)], rows[len(left) :]
    nothing = np.zeros(len(rows), dtype=np.float32)
    return Signs(ours, theirs, nothing[: len(left)], nothing[len(left) :], ours @ theirs.T)


def _rows(side: Sequence[set[str]], column: dict[str, int], weight: dict[str, float]) -> tuple[Matrix, Matrix]:
    rows = np.zeros((len(side), len(column)), dtype=np.float32)
    rest = np.zeros(len(side), dtype=np.float32)
    for number, signs in enumerate(side):
        for sign in signs:
            if sign in column:
                rows[number, column[sign]] = weight[sign]
            elif sign in weight:
                rest[number] += weight[sign] ** 2
    return rows, rest


def _ascii_digits(text: str) -> str:
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.digit(digit.group())), text)
