"""What the standing of a decision adds to its rank: the level of the body that gave it, and how often it is cited.

The dates of decisions add nothing: a decision is not better for being new, and who wants the newest sorts by date.
"""

from __future__ import annotations

from caselaw.domain.searching.questions import Sort
from caselaw.search.plan import Keyword
from caselaw.search.weights import WEIGHTS, Weights


def priors(sort: Sort = "relevance", weights: Weights = WEIGHTS) -> tuple[tuple[Keyword, float], ...]:
    """What adds to the score of a decision whatever its words; nothing where another order was asked for."""
    if sort != "relevance":
        return ()
    added = {"level": weights.level, "cited_by": weights.cited_by}
    return tuple(
        (Keyword(field, value), weight) for field, values in added.items() for value, weight in values.items() if weight
    )
