"""Which numbers at the head of a paragraph number the paragraphs, and which are items of a list inside one.

A paragraph number continues the sequence: 1, 2, 3 … from the first page to the last. A list inside paragraph 40 starts
again at 1, stands further in, or is printed in another form. So all candidates of one form are taken together and the
longest sequence wins; what stands between its members is no paragraph number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_EASTERN = {0x660 + d: str(d) for d in range(10)} | {0x6F0 + d: str(d) for d in range(10)}
_DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]{1,4}"
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("[1]", re.compile(rf"\[({_DIGITS})\][.\s]*(?=\S)")),
    ("§ 1", re.compile(rf"§+\s*({_DIGITS})[.)]?\s+(?=\S)")),
    ("(1)", re.compile(rf"\(({_DIGITS})\)[.\s]*(?=\S)")),
    ("1)", re.compile(rf"({_DIGITS})\)\s*(?=\S)")),
    ("1.-", re.compile(rf"({_DIGITS})\.?\s?[-–—]\s*(?=[^\W\d_])")),
    ("1.", re.compile(rf"({_DIGITS})\.\s*(?=[^\W\d_\s]|[\"“«‘'(\[])")),
    ("-1", re.compile(rf"[-–]\s?({_DIGITS})\s*(?=[^\W\d_])")),
    ("1 ", re.compile(rf"({_DIGITS})\s+(?=[A-ZÀ-Ý\u0621-\u064a\"“«])")),
)
_LEAST = {"1 ": 8, "(1)": 4, "-1": 4, "1.-": 3, "1)": 4}  # so many in sequence before a form is believed
_LEAST_ELSE = 2
_GAP = 3  # numbers that may be missing between two paragraphs
_INDENT = 14.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at the head of the paragraph at `position`; `rest` is where its text begins."""

    position: int
    number: int
    rest: int
    left: float
    form: str


def candidates(position: int, text: str, left: float) -> list[Candidate]:
    """The numbers that the head of a text may be read as, at most one for each form."""
    found = []
    for form, pattern in _FORMS:
        match = pattern.match(text)
        if match:
            found.append(Candidate(position, int(match.group(1).translate(_EASTERN)), match.end(), left, form))
            break
    return found


def paragraph_numbers(found: Sequence[Candidate]) -> dict[int, Candidate]:
    """The candidates that number paragraphs, by position: the longest sequence of one form, then others outside it
    (a separate opinion that starts again at 1)."""
    chosen: dict[int, Candidate] = {}
    spans: list[tuple[int, int]] = []
    left_over = list(found)
    while True:
        best = _longest(left_over)
        if not best:
            return chosen
        chosen |= {candidate.position: candidate for candidate in best}
        span = (best[0].position, best[-1].position)
        spans.append(span)
        left_over = [
            c for c in left_over
            if c.position not in chosen and not span[0] < c.position < span[1] and c.form == best[0].form
        ]  # fmt: skip


def _longest(found: Sequence[Candidate]) -> list[Candidate]:
    best: list[Candidate] = []
    for form in dict.fromkeys(candidate.form for candidate in found):
        chain = _longest_of([candidate for candidate in found if candidate.form == form])
        if len(chain) > len(best) and _believable(chain):
            best = chain
    return best


def _believable(chain: Sequence[Candidate]) -> bool:
    return len(chain) >= _LEAST.get(chain[0].form, _LEAST_ELSE) and chain[0].number <= max(3, len(chain))


def _longest_of(found: Sequence[Candidate]) -> list[Candidate]:
    """The chain with most weight of candidates whose numbers rise by one (or skip a few); a like indent weighs more."""
    best: list[tuple[float, int]] = []  # weight of the best chain ending here, and its member before
    by_number: dict[int, list[int]] = {}
    for at, candidate in enumerate(found):
        weight, before = (1.0 if candidate.number == 1 else 0.6), -1
        for gap in range(1, _GAP + 1):
            for earlier in by_number.get(candidate.number - gap, ())[-24:]:
                step = 1.0 if gap == 1 else 0.5 / gap
                if abs(found[earlier].left - candidate.left) > _INDENT:
                    step *= 0.55
                if best[earlier][0] + step >= weight:
                    weight, before = best[earlier][0] + step, earlier
        best.append((weight, before))
        by_number.setdefault(candidate.number, []).append(at)
    if not best:
        return []
    at = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at >= 0:
        chain.append(found[at])
        at = best[at][1]
    return chain[::-1]
