"""In what two documents agree, one kind of evidence at a time: number, day, size, names, figures, paragraphs.

None of these decides alone; `judging` weighs them.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from caselaw.domain.versions.signs import DAY_OF_MONTH, Signs, cosine, dice, figures_of

_NUMBER_AT, _PARTIES_AT = 300, 700  # letters from the top
_MISREAD, _SPELLED, _SHORTEST_SHARED = 0.75, 0.8, 4
_NAMES, _NO_NAMES, _ENOUGH_NAMES, _MANY_NAMES = 0.2, 0.1, 10, 25
_NUMBERED, _ENOUGH_NUMBERED = 0.9, 5
_CORRECTION = re.compile(
    r"\b(?:corrected|corrigendum|corrigenda|rectified|rectification|as amended on|erratum|errata|re issued|reissued"
    r"|corrige|rectifie|rectificatif|rectificative|corregida|corregido|rectificada|rectificado|correccion|rectificacion"
    r"|corrigido|corrigida|retificado|retificada|retificacao|errata)\b|\b(?:corr|rev) [1-9]\b"
    r"|(?:مصحح|مصححه|تصحيح|تصويب)"
)


def same_day(left: Signs, right: Signs) -> bool:
    """Both were decided on one day, known to the day."""
    ours, theirs = left.facts.decided, right.facts.decided
    return ours is not None and ours == theirs and ours.precision == "day"


def shared_number(left: Signs, right: Signs) -> bool:
    """The surest number of one is a number of the other."""
    return bool(
        (left.keys and left.keys[0] in right.keys) or (right.keys and right.keys[0] in left.keys)
    )  # fmt: skip


def other_number(left: Signs, right: Signs) -> bool:
    """Both have a number under one scheme, and share none at all."""
    schemes = {key.rpartition(":")[0] for key in left.keys} & {key.rpartition(":")[0] for key in right.keys}
    return bool(schemes) and not set(left.keys) & set(right.keys)


def one_size(left: Signs, right: Signs) -> bool:
    """Neither is more than twice as long as the other."""
    return max(left.letters, right.letters) <= 2 * min(left.letters, right.letters)


def names_agree(left: Signs, right: Signs) -> bool | None:
    """Whether both name the same; None where that cannot be told: few names, or another script."""
    count = min(len(left.names), len(right.names))
    found = cosine(left.names, right.names)
    if count >= _ENOUGH_NAMES and found >= _NAMES:
        return True
    return False if count >= _MANY_NAMES and found < _NO_NAMES else None


def names_apart(left: Signs, right: Signs) -> bool:
    """Each names in its first lines what the other never names: other parties. A misread letter makes no other name."""
    ours, theirs = _only_names(left, right), _only_names(right, left)
    return any(not get_close_matches(name, theirs, 1, _MISREAD) for name in ours) and bool(theirs)


def _only_names(one: Signs, other: Signs) -> list[str]:
    there = dict.fromkeys(one.head[:_PARTIES_AT].split())
    return [word for word in there if word in one.names and word not in other.vocabulary]


def figures_apart(left: Signs, right: Signs) -> bool:
    """Each has in its first lines a figure above a day of the month that the other has nowhere: another number."""
    return _only_figures(left, right) and _only_figures(right, left)


def _only_figures(one: Signs, other: Signs) -> bool:
    first = figures_of(one.head[:_NUMBER_AT])
    return any(figure not in other.figures for figure in first if int(figure) > DAY_OF_MONTH)


def cases_apart(left: Signs, right: Signs) -> bool:
    """Both name their case, in one script, and the names have no word in common, however spelled."""
    if not (left.case and right.case) or "ar" in (left.language, right.language):
        return False
    telling = [word for word in left.case if len(word) >= _SHORTEST_SHARED or not word.isalpha()]
    return not any(get_close_matches(word, right.case, 1, _SPELLED) for word in telling)


def numbered_alike(left: Signs, right: Signs) -> int:
    """How many paragraphs bear the same numbers in both; 0 where the numbering disagrees or is hardly there."""
    count = min(left.numbers.total(), right.numbers.total())
    return count if count >= _ENOUGH_NUMBERED and dice(left.numbers, right.numbers) >= _NUMBERED else 0


def corrected(one: Signs) -> bool:
    """Its first lines say that it is a correction."""
    return _CORRECTION.search(one.head) is not None
