"""Which decisions are of one case, and what one is to the other: by numbers, names, and what the later one cites."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from caselaw.domain.citing.citation import Citation, keys_of
from caselaw.domain.court import courts
from caselaw.domain.document import Facts
from caselaw.domain.families.naming import CaseName, case_names
from caselaw.domain.identifiers import CASE_NUMBERS
from caselaw.domain.paragraph import Paragraph

CaseRelation = Literal[
    "same_case", "opinion_of", "pleading_in", "appeal_from", "compliance_with", "interpretation_of",
    "reparations_after", "merits_after", "measures_in", "review_of",
]  # fmt: skip
"""What the first decision is to the second; "same_case" where nothing more is known."""
CASE_RELATIONS = get_args(CaseRelation)
TieStatus = Literal["proposed", "certain", "confirmed", "rejected"]

HEAD = 25
"""Paragraphs in which a decision names its case and the decisions before it."""
FIRST_LINES = 4
_SYSTEMS = {"iachr": "inter-american", "iacthr": "inter-american", "achpr": "african", "afchpr": "african"}
"""Commissions and the courts that decide their cases; every other body stands alone."""
_APART = frozenset({"country_report", "treaty", "declaration", "law", "circular", "dataset", "official_gazette",
                    "general_comment", "concluding_observations", "abuse_report", "summary", "resolution"})  # fmt: skip
_SPEECH = frozenset({"pleading", "intervention"})
_REPORTS = frozenset({"admissibility_report", "report", "decision"})
_BY_STAGE: tuple[tuple[str, CaseRelation], ...] = (
    ("compliance", "compliance_with"), ("interpretation", "interpretation_of"), ("review", "review_of"),
    ("interim_measures", "measures_in"), ("reparations", "reparations_after"), ("merits", "merits_after"),
)  # fmt: skip
_FINAL = frozenset({"judgment", "views", "advisory_opinion"})
_MARK_BEHIND = re.compile(r"(?<=\d)(?:/[a-z]+)+$")
"""What one writer adds to a number and another leaves out: 2015-478 QPC."""
_APPEAL = re.compile(
    r"\bon appeal from\b|\bappeals? (?:from|against)\b|\bappeal to (?:this|the) court\b|\breversed\b|\baffirmed\b"
    r"|\bpourvois?\b|\binterjet\w+ appel\b|\bappel de\b|\barr[eê]t attaqu[eé]\b"
    r"|\brecursos? (?:de|contra|extraordinario)\b|\bapelaci[oó]n\b|\bsentencia (?:recurrida|impugnada|apelada)\b"
    r"|\brecurso (?:especial|extraordin[aá]rio|de revista)\b|\bac[oó]rd[aã]o recorrido\b|(?:الطعن|الاستئناف|النقض)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Standing:
    """A decision as its case is told from it. `keys` are its own, the surest first, `numbers` those of them that number
    a case; `cited` leads from a key that its head cites to the paragraph that does so, `first` the same of its first
    lines; `appeals` are the paragraphs that speak of an appeal."""

    facts: Facts
    names: tuple[CaseName, ...]
    keys: tuple[str, ...]
    numbers: tuple[str, ...]
    cited: Mapping[str, str] = field(default_factory=dict)
    first: Mapping[str, str] = field(default_factory=dict)
    appeals: frozenset[str] = frozenset()

    @property
    def states(self) -> frozenset[str]:
        return frozenset(self.facts.respondents or ((self.facts.country,) if self.facts.country else ()))

    @property
    def system(self) -> str | None:
        """Who decides the case together: an international body, with its commission or court."""
        court = courts().get(self.facts.court or "")
        if court is None or court.country is not None:
            return None
        return _SYSTEMS.get(court.id, court.id)


@dataclass(frozen=True)
class Tie:
    """What one decision (of the left) is to another; `rule` names the evidence, `paragraph` the passage of the left
    that says so. `turned`: it is the right that stands in this relation to the left."""

    relation: CaseRelation
    status: TieStatus
    rule: Literal["number", "name", "cited", "within", "appeal", "person"]
    paragraph: str | None = None
    turned: bool = False


def standing_of(facts: Facts, paragraphs: Sequence[Paragraph], citations: Iterable[Citation]) -> Standing:
    """The standing of a decision whose first paragraphs are given; citations behind them do not count."""
    head = {paragraph.anchor: paragraph for paragraph in paragraphs[:HEAD]}
    cited: dict[str, str] = {}
    for citation in citations:
        if citation.paragraph in head:
            for key in citation.keys:
                cited.setdefault(key, citation.paragraph)
                cited.setdefault(_MARK_BEHIND.sub("", key), citation.paragraph)
    appeals = frozenset(anchor for anchor, paragraph in head.items() if _APPEAL.search(paragraph.text))
    first = [paragraph.text for paragraph in paragraphs[:6]]
    keys, numbers = _own(facts)
    lines = {paragraph.anchor for paragraph in paragraphs[:FIRST_LINES]}
    named = {key: anchor for key, anchor in cited.items() if anchor in lines}
    return Standing(facts, case_names(facts, first), keys, numbers, cited, named, appeals)


def marks_of(standing: Standing) -> frozenset[str]:
    """By what decisions of one case find each other."""
    if standing.facts.kind in _APART:
        return frozenset()
    return frozenset({f"case {name.short}" for name in standing.names} | {f"number {key}" for key in standing.numbers})


def tie(left: Standing, right: Standing) -> Tie | None:
    """What two documents that are not one decision are to each other; None where nothing ties them."""
    if {left.facts.kind, right.facts.kind} & _APART:
        return None
    if _order(left) < _order(right):
        found = _tie(right, left)
        return None if found is None else _turn(found)
    return _tie(left, right)


def within(inner: Standing) -> Tie:
    """The tie of what stands word for word in another document to that one: an opinion in its judgment."""
    opinion = inner.facts.kind == "separate_opinion"
    return Tie("opinion_of" if opinion else "same_case", "certain", "within")


def _tie(later: Standing, earlier: Standing) -> Tie | None:
    """The tie of a decision to one that was made before it."""
    if appealed := _appealed(later, earlier):
        return appealed
    rule, status, passage = _evidence(later, earlier)
    return None if rule is None else Tie(_relation(later, earlier), status, rule, passage)


_Evidence = tuple[Literal["number", "name", "cited"] | None, TieStatus, str | None]
_NONE: _Evidence = None, "proposed", None


def _evidence(later: Standing, earlier: Standing) -> _Evidence:
    if later.numbers and earlier.numbers:
        if later.numbers[0] in earlier.numbers or earlier.numbers[0] in later.numbers:
            return "number", "certain", None
        if _authority(later.numbers[0]) == _authority(earlier.numbers[0]):
            return _NONE  # two cases of one body, whatever they are called
    named = any(ours.matches(theirs) for ours in later.names for theirs in earlier.names)
    passage = next((later.cited[key] for key in earlier.keys if key in later.cited), None)
    if later.system is not None and later.system == earlier.system:
        states = later.states & earlier.states
        if passage is not None and states and (named or earlier.facts.kind in _REPORTS):
            return "cited", "certain", passage
        if named and states:
            return "name", "certain", None
        return ("name", "proposed", None) if named and not (later.states and earlier.states) else _NONE
    if sent := _sent_by(later, earlier):
        return "cited", "certain", sent
    at_home = later.system is None and later.facts.country and later.facts.country == earlier.facts.country
    if at_home and any(ours.matches_both(theirs) for ours in later.names for theirs in earlier.names):
        return "name", "certain" if passage is not None else "proposed", passage
    return _NONE


def _sent_by(later: Standing, earlier: Standing) -> str | None:
    """The passage in the first lines that names the number under which another court of the country has, or had, the
    case: it sent the question, or its decision is under review."""
    ours, theirs = later.facts, earlier.facts
    if later.system is not None or not ours.court or ours.court == theirs.court or ours.country != theirs.country:
        return None
    return next((later.first[key] for key in earlier.numbers if key in later.first), None)


def _appealed(later: Standing, earlier: Standing) -> Tie | None:
    """A decision of another court of the country, whose number stands in a passage that speaks of the appeal."""
    ours, theirs = later.facts, earlier.facts
    if {ours.kind, theirs.kind} & _SPEECH or not ours.court or not theirs.court or ours.court == theirs.court:
        return None
    if later.system is not None or ours.country is None or ours.country != theirs.country:
        return None
    for key in earlier.keys[:1]:
        passage = later.cited.get(key)
        if passage in later.appeals:
            named = any(mine.matches_both(yours) for mine in later.names for yours in earlier.names)
            return Tie("appeal_from", "certain" if named else "proposed", "appeal", passage)
    return None


def _relation(later: Standing, earlier: Standing) -> CaseRelation:
    ours, theirs = later.facts, earlier.facts
    if ours.kind == "separate_opinion" and theirs.kind != "separate_opinion" and ours.decided == theirs.decided:
        return "opinion_of"
    if ours.kind in _SPEECH:
        return "pleading_in"
    if theirs.kind in _FINAL and ours.kind != "separate_opinion":
        for stage, relation in _BY_STAGE:
            if stage in ours.stages and stage not in theirs.stages:
                return relation
    return "same_case"


def _own(facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Its keys, and those of them that number a case, each in the order in which they were found."""
    keys: dict[str, None] = {}
    numbers: dict[str, None] = {}
    for one in facts.identifiers:
        found = keys_of((one,), facts.court)
        keys |= dict.fromkeys(found)
        if one.scheme in CASE_NUMBERS:
            numbers |= dict.fromkeys(_MARK_BEHIND.sub("", key) for key in found)
    return tuple(keys), tuple(numbers)


def _authority(key: str) -> str:
    return key.rpartition(":")[0]


def _order(one: Standing) -> tuple[int, bool]:
    """When it was made; an opinion after its judgment, what has no date first."""
    decided = one.facts.decided
    return decided.first if decided else 0, one.facts.kind == "separate_opinion"


def _turn(found: Tie) -> Tie:
    return Tie(found.relation, found.status, found.rule, found.paragraph, not found.turned)
