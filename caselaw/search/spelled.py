"""The words of a collection, held so that those spelled like another are found without comparing each letter by letter.

They lie by length, each with its letters as bits: a letter that the other word has nowhere is an edit of its own, so
most words are told apart by two operations on whole numbers. Letters that share a bit are told apart by `distance`.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping

from caselaw.search.wordforms import distance, edits


class SpelledWords:
    """Exact forms of a collection, each once; immutable, and some hundred bytes a word."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_length: dict[int, tuple[list[str], array[int]]] = {}
        for form in dict.fromkeys(forms):
            some, bits = self._by_length.setdefault(len(form), ([], array("Q")))
            some.append(form)
            bits.append(_letters(form))

    def __len__(self) -> int:
        return sum(len(some) for some, _ in self._by_length.values())

    def like(self, form: str) -> Mapping[str, int]:
        """Those spelled like this exact form (`wordforms.edits`), the form itself left out, by how many letters."""
        most = edits(form)
        return {other: far for other in self._nearly(form, most) if 0 < (far := distance(form, other, most)) <= most}

    def _nearly(self, form: str, most: int) -> Iterator[str]:
        mine = _letters(form)
        for length in range(len(form) - most, len(form) + most + 1) if most else ():
            some, bits = self._by_length.get(length, ((), ()))
            for other, theirs in zip(some, bits, strict=True):
                if (mine & ~theirs).bit_count() <= most and (theirs & ~mine).bit_count() <= most:
                    yield other


def _letters(form: str) -> int:
    """A bit of 64 for each letter of the form."""
    found = 0
    for letter in form:
        found |= 1 << (ord(letter) & 63)
    return found
