"""Passages that share words with coded ones: what needs neither encoder nor index, and can always say its reason.

Words are compared by their stems in the language of each paragraph: what is coded in one language proposes nothing in
another here; that is done by meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from caselaw.domain.coding.suggestion import Spot, shared_weights
from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import exact, is_stop, stem_places, stems_of

MOST_WORDS = 40
"""The words that tell most of what is coded in one language; the others tell little."""
FEWEST = 2
"""Words that a passage must share at least, where there are as many to share."""
SHOWN = 6
"""Words that are named in a reason."""


@dataclass
class WordsOfCode:
    """What words passages with a code have, and the paragraphs among which others are looked for."""

    _coded: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    _every: dict[str, Counter[str]] = field(default_factory=dict)
    _totals: Counter[str] = field(default_factory=Counter)
    _spots: dict[Spot, tuple[str, frozenset[str]]] = field(default_factory=dict)

    def coded(self, quote: str, language: str) -> None:
        """These words have the code."""
        self._coded.setdefault(language, []).append(telling(quote, language))

    def among(self, spot: Spot, paragraph: Paragraph, *, wanted: bool) -> None:
        """A paragraph of the records, to tell which words are usual; one that may be suggested is `wanted`."""
        words = telling(paragraph.text, paragraph.language)
        self._totals[paragraph.language] += 1
        self._every.setdefault(paragraph.language, Counter()).update(words)
        if wanted:
            self._spots[spot] = paragraph.language, words

    def best(self, most: int) -> Mapping[Spot, frozenset[str]]:
        """The paragraphs that share most with what is coded, the best first, each with the stems it shares."""
        weights = {language: self._weights(language, some) for language, some in self._coded.items()}
        scored = []
        for spot, (language, words) in self._spots.items():
            known = weights.get(language, {})
            shared = words & known.keys()
            if shared and len(shared) >= min(FEWEST, len(known)):
                share = sum(known[word] for word in shared) / sum(known.values())
                scored.append((-share, spot.document, spot.anchor, spot, shared))
        return {spot: frozenset(shared) for *_, spot, shared in sorted(scored, key=lambda one: one[:3])[:most]}

    def _weights(self, language: str, coded: Sequence[frozenset[str]]) -> dict[str, float]:
        found = shared_weights(coded, self._every.get(language, Counter()), self._totals[language])
        best = sorted(found, key=lambda word: (-found[word], word))[:MOST_WORDS]
        return {word: found[word] for word in best}


def telling(text: str, language: str) -> frozenset[str]:
    """The stems of the words that say something: no function words, no numbers, no single letters."""
    forms = [one for one in exact(text) if len(one) > 1 and one.isalpha() and not is_stop(one, language)]
    return frozenset(stems_of(forms, language))


def as_they_stand(text: str, language: str, stems: frozenset[str]) -> tuple[str, ...]:
    """Words of these stems as the text has them, each stem once, in their order, the first of them."""
    found: dict[str, str] = {}
    for stem, _, start, end in stem_places(text, language, stems):
        found.setdefault(stem, text[start:end])
    return tuple(found.values())[:SHOWN]
