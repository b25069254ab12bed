"""What was added to a query ranks texts of its own language; in a text of another it is an aside.

An English decision cites a Spanish statute in a footnote: there *trata de personas* is rare, so it would count for more
than the words that were typed, and the footnote would be the passage shown. It still finds the decision, so that the
sections and the counts speak of the same documents; it hardly ranks it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from caselaw.search.glossary import Saying
from caselaw.search.plan import All, Clause, InParagraph, Not, Some, Weighted

ASIDE = 0.05
"""What is left of the weight of an added word in texts of another language. From .01 to .2 the judged short queries
found the same; at 1, asked and answered in English, one paragraph in thirteen fewer that answers."""


@dataclass(frozen=True)
class Added(Weighted):
    """A part of a plan that nobody typed: other words for what was asked, in texts of `language`."""

    language: str


def by_language(sayings: Iterable[Saying], weight: float, said: Callable[[Saying], Clause]) -> tuple[Added, ...]:
    """What is added, language by language: any of its sayings, each as `said` asks for it."""
    languages: dict[str, list[Clause]] = {}
    for saying in sayings:
        languages.setdefault(saying.language, []).append(said(saying))
    return tuple(
        Added(some[0] if len(some) == 1 else Some(tuple(some)), weight, code) for code, some in languages.items()
    )


def ranked_in(where: Clause, fits: Callable[[str], bool]) -> Clause:
    """The same plan for texts of the languages that fit: it finds what it found, and what was added of others hardly
    counts."""
    match where:
        case Added():
            return where if fits(where.language) else replace(where, weight=where.weight * ASIDE)
        case All():
            return All(tuple(ranked_in(part, fits) for part in where.clauses))
        case Some():
            return Some(tuple(ranked_in(part, fits) for part in where.clauses))
        case Weighted() | Not() | InParagraph():
            return replace(where, clause=ranked_in(where.clause, fits))
        case _:
            return where
