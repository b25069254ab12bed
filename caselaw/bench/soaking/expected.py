"""What must be there: every document with its one word, and the titles it may have had while an answer was on its way.

An answer is judged by the moments at which its question was put and it came. A change that was sent and never answered
may or may not have been made, until somebody reads which.
"""

from __future__ import annotations

import itertools
import math
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["right", "away", "silent", "wrong"]
"""The right answer; an honest "not now" (503); none at all; or anything else."""

EVERYWHERE = "quellmarkeverywhere"
"""A word that stands in every document of the soak."""
_PLAIN = "bcfkmpvwxz"  # letters that no stemmer takes from the end of a word


@dataclass
class Title:
    """A title and the moments between which the document may have had it."""

    text: str
    since: float
    until: float = math.inf


@dataclass
class Held:
    """One document as it must be: `word` stands in it and nowhere else; `settled` once a search has found it."""

    id: str
    word: str
    text: str
    titles: list[Title]
    settled: bool = False
    changes: list[str] = field(default_factory=list)

    def allowed(self, began: float, ended: float) -> set[str]:
        """The titles that an answer between these moments may show."""
        return {title.text for title in self.titles if title.since <= ended and title.until >= began}


class Expected:
    """All that was handed over so far; safe to ask from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._held: dict[str, Held] = {}
        self.begun = 0

    def taking(self, count: int) -> None:
        """So many documents are being handed over: from now on they may be there."""
        with self._lock:
            self.begun += count

    def taken(self, document: str, word: str, text: str, title: str, now: float) -> bool:
        """The site has said that it holds this document; False where it said so of another with the same id."""
        with self._lock:
            if document in self._held:
                return False
            self._held[document] = Held(document, word, text, [Title(title, now)])
            return True

    def all(self) -> list[Held]:
        with self._lock:
            return list(self._held.values())

    def settled(self) -> int:
        with self._lock:
            return sum(held.settled for held in self._held.values())

    def found(self, held: Held) -> None:
        with self._lock:
            held.settled = True

    def changing(self, held: Held, title: str, now: float) -> None:
        """A new title is being sent."""
        with self._lock:
            held.titles.append(Title(title, now))

    def changed(self, held: Held, title: str, now: float) -> None:
        """The document has this title and no other, as was said or read at this moment."""
        with self._lock:
            for each in held.titles:
                if each.text != title:
                    each.until = min(each.until, now)
            if title != held.titles[0].text and title not in held.changes:
                held.changes.append(title)

    def unchanged(self, held: Held, title: str, now: float) -> None:
        """The site refused this title: it never was the document's."""
        with self._lock:
            held.titles = [each for each in held.titles if each.text != title or each.until < now]


def words() -> Iterator[str]:
    """Words that stand nowhere else, of letters alone, none of them the beginning of another."""
    for letters in itertools.product(_PLAIN, repeat=4):
        yield f"quellmark{''.join(letters)}"
