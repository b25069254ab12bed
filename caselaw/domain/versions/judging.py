"""Whether two documents are one decision: a verdict with its reasons, from what both show of themselves.

Measured on 39 decisions of known versions: figures agree to .88 and more between versions, to .82 and less between
decisions of one case with other dates; within one language, versions share .90 of their runs of words, two decisions
made on one day from one draft .74. Between these lies what is only proposed.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Literal

from caselaw.domain.document import Facts
from caselaw.domain.versions.agreeing import (
    cases_apart,
    corrected,
    figures_apart,
    names_agree,
    names_apart,
    numbered_alike,
    one_size,
    other_number,
    same_day,
    shared_number,
)
from caselaw.domain.versions.signs import Signs, common_runs, dice

PairRelation = Literal["version", "same_text", "corrected", "edition", "part", "similar"]
"""Two languages · one text in two files · a text and its correction · one decision, texts that differ a little or by
whom they are translated · one stands in the other · alike and yet another decision."""
PairStatus = Literal["certain", "proposed", "confirmed", "rejected"]
JOINING: frozenset[str] = frozenset({"version", "same_text", "corrected", "edition"})
"""The relations of documents that are one work."""
_DIRECTED = frozenset({"corrected", "part"})
VERSION_RELATIONS = ("version", "same_text", "corrects", "corrected_by", "edition")
"""What another document of a decision is to the one that is read."""
REASONS = (
    "number", "day", "figures", "names", "paragraphs", "meaning", "words", "file", "correction", "within",
    "other_day", "other_number", "other_names", "other_kind", "other_court",
)  # fmt: skip
Likeness = Callable[[bool], float | None]
"""How far the paragraphs of the two say the same in the same order, from 0 to 1; None where nobody can tell.

Asked with False for a look at what is printed alone, and with True, where the verdict hangs on it, for the best look
there is (by meaning, where an encoder is installed).
"""

_DECISIONS = frozenset(
    {
        "judgment", "order", "decision", "admissibility_report", "views", "advisory_opinion", "follow_up_report",
        "urgent_action",
    }
)  # fmt: skip
_SPEECH = frozenset({"pleading", "intervention"})
_OPEN = frozenset({"other", "report", "dataset"})
_APART = frozenset({"summary", "abuse_report"})
"""Written by somebody else about a decision or a case: never a version of it."""


@dataclass(frozen=True)
class Verdict:
    """What two documents are to each other, how sure that is, and why; `strength` orders the certain ones.

    `relation` None: nothing. A "corrected" leads from the left (the correction) to the right where `turned` is False.
    """

    relation: PairRelation | None = None
    status: PairStatus = "certain"
    reasons: tuple[str, ...] = ()
    strength: float = 0.0
    turned: bool = False

    def seen_from_other(self) -> Verdict:
        """The same of the pair turned round."""
        return replace(self, turned=not self.turned) if self.relation in _DIRECTED else self

    @property
    def joins(self) -> bool:
        """The two are one work without asking anybody."""
        return self.relation in JOINING and self.status in ("certain", "confirmed")


NOTHING = Verdict()


def judge(left: Signs, right: Signs, likeness: Likeness = lambda deep: None) -> Verdict:
    """What the two documents are to each other."""
    if min(left.words, right.words) < _LEAST_WORDS:
        return NOTHING
    if left.language == right.language:
        return _one_language(left, right)
    if "und" in (left.language, right.language):
        return NOTHING
    return _two_languages(left, right, likeness)


def worth_comparing(
    ours: Facts, our_language: str, theirs: Facts, their_language: str, shared: AbstractSet[str]
) -> bool:  # fmt: skip
    """Whether two documents that share marks of these kinds may be related at all, before their texts are read."""
    if shared & {"words", "figures", "key"}:
        return True
    if our_language.partition("-")[0] == their_language.partition("-")[0]:
        return "separate_opinion" in (ours.kind, theirs.kind)  # which may stand in its judgment
    kinds = {_kind(ours.kind), _kind(theirs.kind)} - {None}
    return len(kinds) < 2 and (ours.court == theirs.court or None in (ours.court, theirs.court))


_LEAST_WORDS = 40
_SAME_TEXT, _ALMOST, _SIMILAR, _EDITION = 0.985, 0.85, 0.7, 0.5
_WITHIN = 0.9


def _one_language(left: Signs, right: Signs) -> Verdict:
    common, within = common_runs(left, right)
    if common < _EDITION:
        return _within(left, right, within)
    against = _against(left, right)
    if common < 1 and names_apart(left, right):
        against = (*against, "other_names")
    if common < 1 and not shared_number(left, right) and figures_apart(left, right):
        against = (*against, "other_number")
    apart = {"other_number", "other_names", "other_kind"} & set(against)
    shared = shared_number(left, right)
    if common < _ALMOST:
        if apart or not (shared and same_day(left, right)):
            return Verdict("similar", "certain", ("words", *against), common) if common >= _SIMILAR else NOTHING
        return Verdict("edition", "proposed", ("number", "day", "words"), common)
    if apart or ("other_day" in against and not shared and common < _SAME_TEXT):
        return Verdict("similar", "certain", ("words", *against), common)
    reasons = tuple(name for name, holds in (("number", shared), ("day", same_day(left, right))) if holds)
    if common < 1 and (mine := corrected(left)) != corrected(right):
        status: PairStatus = "certain" if reasons else "proposed"
        return Verdict("corrected", status, (*reasons, "words", "correction"), common, not mine)
    if common >= _SAME_TEXT or left.format != right.format:
        sure = bool(reasons) or common >= _SAME_TEXT or (common >= _WITHIN and not against)
        return Verdict("same_text", "certain" if sure else "proposed", (*reasons, "words", "file"), common)
    return Verdict("edition", "certain" if reasons else "proposed", (*reasons, "words"), common)


def _within(left: Signs, right: Signs, share: float) -> Verdict:
    """One stands in the other: a separate opinion printed with its judgment, an extract."""
    if share < _WITHIN or min(left.words, right.words) < 2 * _LEAST_WORDS:
        return NOTHING
    return Verdict("part", "certain", ("within",), share, left.words > right.words)


_FIGURES, _TELLING, _SOME_FIGURES = 0.88, 0.85, 0.75
_FEW_TELLING, _MANY_TELLING, _VERY_MANY, _REGULAR = 6, 12, 30, 20
_SAME_FIGURES = 0.93
_MANY_NUMBERED = 15
_ALIKE, _ALIKE_UNTIED, _UNLIKE_PRINT, _UNLIKE = 0.65, 0.8, 0.15, 0.3


@dataclass(frozen=True)
class _Print:
    """How far what two texts print speaks for one decision: `strong` and `some` by figures, `names` (None: cannot be
    told), `numbered` as the number of paragraphs that are numbered alike."""

    figures: float
    telling: float
    count: int
    total: int
    names: bool | None
    numbered: int
    named_apart: bool

    @classmethod
    def of(cls, left: Signs, right: Signs) -> _Print:
        ours, theirs = left.telling, right.telling
        return cls(
            dice(left.figures, right.figures), dice(ours, theirs), min(ours.total(), theirs.total()),
            min(left.figures.total(), right.figures.total()), names_agree(left, right), numbered_alike(left, right),
            cases_apart(left, right),
        )  # fmt: skip

    @property
    def strong(self) -> bool:
        return self.figures >= _FIGURES and self.telling >= _TELLING and self.count >= _FEW_TELLING

    @property
    def some(self) -> bool:
        return self.figures >= _SOME_FIGURES

    @property
    def regular(self) -> bool:
        """The figures agree, though few texts of this kind would differ: articles 1 to 30, say."""
        return self.figures >= _FIGURES and self.total >= _REGULAR

    @property
    def other(self) -> bool:
        return self.names is False or (self.figures < _SOME_FIGURES - 0.15 and self.count >= _MANY_TELLING)

    @property
    def decides(self) -> bool:
        """Two or three kinds of evidence that do not depend on each other; more where the case is named otherwise."""
        if self.named_apart:
            return self.figures >= _SAME_FIGURES and self.telling >= _SAME_FIGURES and self.count >= _VERY_MANY
        if self.strong and (self.names or self.numbered):
            return True
        return self.figures >= _FIGURES and self.names is True and self.numbered >= _MANY_NUMBERED

    @property
    def doubtful(self) -> bool:
        """Enough figures to tell one decision from its sister, and they do not agree; or another name of the case."""
        return self.named_apart or (self.figures < _FIGURES and self.count >= _MANY_TELLING)

    @property
    def strength(self) -> float:
        return self.figures / 2 + self.telling / 4 + min(self.numbered, 100) / 800 + (self.names is True) / 8

    @property
    def reasons(self) -> tuple[str, ...]:
        held = (("figures", self.some), ("names", self.names is True), ("paragraphs", self.numbered > 0))
        return tuple(name for name, holds in held if holds)


def _two_languages(left: Signs, right: Signs, likeness: Likeness) -> Verdict:
    if {left.facts.kind, right.facts.kind} & _APART or not one_size(left, right):
        return NOTHING
    shared, day = shared_number(left, right), same_day(left, right)
    against = set(_against(left, right))
    if against - {"other_day"}:
        return NOTHING
    printed = _Print.of(left, right)
    if against and not shared and not (printed.decides and printed.strong):
        return NOTHING
    tied = shared or day
    open_ = tied or bool(against) or printed.regular or (printed.strong and printed.count >= _MANY_TELLING)
    if printed.other or not open_:
        return NOTHING
    seen = likeness(False)
    if seen is not None and seen < _UNLIKE_PRINT:
        return NOTHING
    reasons = (*(name for name, holds in (("number", shared), ("day", day)) if holds), *printed.reasons)
    sound = tied and not against
    if sound and printed.decides:
        return Verdict("version", "certain", reasons, printed.strength)
    return _by_likeness(likeness(True), sound, not tied and not against, reasons, printed)


def _by_likeness(
    alike: float | None, sound: bool, untied: bool, reasons: tuple[str, ...], printed: _Print
) -> Verdict:  # fmt: skip
    """The verdict where what is printed leaves it open."""
    if alike is not None and alike < _UNLIKE:
        return NOTHING
    if alike is not None and alike >= (_ALIKE_UNTIED if untied else _ALIKE):
        sure = (sound and (printed.some or alike >= _ALIKE_UNTIED)) or (untied and (printed.strong or printed.regular))
        status: PairStatus = "certain" if sure and not printed.doubtful else "proposed"
        return Verdict("version", status, (*reasons, "meaning"), printed.strength + alike / 4)
    if untied or printed.some or (printed.names and printed.numbered):
        return Verdict("version", "proposed", reasons, printed.strength)
    return NOTHING


def _against(left: Signs, right: Signs) -> tuple[str, ...]:
    """What says that the two are not one decision."""
    found = []
    ours, theirs = left.facts, right.facts
    if ours.decided and theirs.decided and (
        ours.decided.last < theirs.decided.first or theirs.decided.last < ours.decided.first
    ):  # fmt: skip
        found.append("other_day")
    if other_number(left, right):
        found.append("other_number")
    if _kind(ours.kind) != _kind(theirs.kind) and None not in (_kind(ours.kind), _kind(theirs.kind)):
        found.append("other_kind")
    if ours.court and theirs.court and ours.court != theirs.court and not shared_number(left, right):
        found.append("other_court")
    return tuple(found)


def _kind(kind: str) -> str | None:
    if kind in _OPEN:
        return None
    return "decision" if kind in _DECISIONS else "speech" if kind in _SPEECH else kind
