"""What a family of citations is: a few forms, each a pattern with the signs without which it need not be tried.

Patterns are linear: every repetition is bounded, so that no text, however hostile, costs more than its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from caselaw.cite.view import ARABIC_LETTERS, View
from caselaw.domain.citing.citation import Reading

NO = r"(?:n(?:umbers?|umeros?|ums?|ros?|os?|r)?(?:\.os|\.? ?°s?|s)?\.? ?:? ?|(?:رقم(?:ي|ا)?|عدد) ?:? ?|№ ?)"
"""No., Nos., n°, n.º, núm., nro., número, رقم, عدد: in folded text."""
AND = r"(?: ?[,;&] ?(?:and |y |e |et |و ?)?| (?:and|y|e|et) | ?و ?)"
"""Between the members of a list, in folded text."""

Readings = tuple[Reading, ...]
Match = re.Match[str]


@dataclass(frozen=True)
class Found:
    """Where in a view something is cited, and what it may be."""

    start: int
    end: int
    readings: Readings


Family = Callable[[View], Iterator[Found]]


@dataclass(frozen=True)
class Form:
    """One way to cite. A pattern is tried where one of its `signs` stands in the folded text; `cased` patterns match
    plain text, others folded text; `more` matches the next member of a list (its group 0 begins with the mark between,
    its group `it` is the member). `read` answers with nothing where the match is no citation after all."""

    pattern: re.Pattern[str]
    read: Callable[[Match], Readings]
    signs: Sequence[str]
    cased: bool = False
    more: re.Pattern[str] | None = None

    def find(self, view: View) -> Iterator[Found]:
        """Every match that is a citation, members of its list included."""
        text = view.plain if self.cased else view.folded
        for match in self.pattern.finditer(text):
            readings = self.read(match)
            if not readings:
                continue
            yield Found(match.start(), match.end(), readings)
            member = self.more and self.more.match(text, match.end())
            while self.more and member and (readings := self.read(member)):
                yield Found(*member.span("it"), readings)
                member = self.more.match(text, member.end())


def form(
    pattern: str,
    read: Callable[[Match], Readings],
    signs: str,
    *,
    cased: bool = False,
    more: str | None = None,
) -> Form:
    """A form; `signs` parted by "|". Arabic may be written as it is spelled: it is brought to the view's letters."""
    following = re.compile(rf"{AND}(?P<it>{more})".translate(ARABIC_LETTERS)) if more else None
    signs = signs.translate(ARABIC_LETTERS)
    return Form(re.compile(pattern.translate(ARABIC_LETTERS)), read, tuple(signs.split("|")), cased, following)


def family(*forms: Form) -> Family:
    """The family of these forms: a pure function from a view to what is found in it."""

    def find(view: View) -> Iterator[Found]:
        for one in forms:
            if any(sign in view.folded for sign in one.signs):
                yield from one.find(view)

    return find


def before(match: Match, letters: int = 90) -> str:
    """What stands before a match, so many letters at most."""
    return match.string[max(0, match.start() - letters) : match.start()]


def around(match: Match, letters: int = 120) -> str:
    return match.string[max(0, match.start() - letters) : match.end() + letters]
