"""Numbers a decision goes by, read from its head: those that stand there as its own, not as another's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from caselaw.domain.claims import Claim
from caselaw.domain.identifiers import CASE_NUMBERS
from ingest.parse.number_families import FAMILIES, Family
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:number"
_LIMIT = 8  # numbers of one family that a head may claim
_HEAD_PASSAGES = 40
_SHORT = 200
_LEAD = 100  # letters into a long first paragraph within which its own number stands
_IN_TEXT = 0.7  # of the confidence in a title
_BESIDE_TITLE = 0.45  # a number that running text speaks of, where a title gives one: a claim, no fact
_OWN = CASE_NUMBERS | {"neutral", "report", "series_c", "law"}
_WRITTEN_OUT = frozenset({"report", "series_c", "resolution"})  # their readings write the number as it is cited
_TITLE_SURE = 0.75
_LEGAL = frozenset({"other", "law", "treaty", "declaration", "official_gazette", "circular", "resolution"})
_ANOTHER = re.compile(
    r"\b(?:appeal from|on appeal|avocat|contre l'arret|see also|see|cf\.?|voir|vease|ver|lower court|court below|"
    r"modified by|en relacion con|(?:ruling|decision|judge?ment|held) in)[^.;]{0,30}$"
    r"|(?:بعد الاطلاع|having regard to|visto|vu la|vu le|vu l').*$"
)


def claim_numbers(zones: Zones, kind: str) -> list[Claim]:
    """Claims of identifiers (`identifier.SCHEME`), the surest first. A law's number is claimed of laws alone."""
    claims = [Claim("identifier.neutral", v, "declared", None, 0.99) for v in zones.declared.get("neutral", ())]
    claims += [Claim("identifier.docket", v, "declared", None, 0.98) for v in zones.declared.get("docket", ())]
    for family in FAMILIES:
        if family.scheme != "law" or kind in _LEGAL:
            claims += _of_family(family, zones)
    return _own_first(_without_repetition(claims))


def _own_first(claims: list[Claim]) -> list[Claim]:
    """Where a title gives a number of its kind, those of running text are of decisions cited; and a decision has one
    neutral citation."""
    sure: dict[str, str] = {}
    kept = []
    for claim in claims:
        scheme = claim.field.partition(".")[2]
        kind = "case" if scheme in CASE_NUMBERS else scheme
        first = sure.get(kind)
        in_text = claim.source == SOURCE and claim.confidence < _TITLE_SURE
        another = scheme == "neutral" and first is not None and not _same_neutral(first, claim.value)
        if scheme in _OWN and first is not None and (in_text or another):
            kept.append(replace(claim, confidence=min(claim.confidence, _BESIDE_TITLE)))
            continue
        if not in_text:
            sure.setdefault(kind, claim.value)
        kept.append(claim)
    return kept


def _same_neutral(one: str, other: str) -> bool:
    """[2021] UKUT 116 (IAC) and [2021] UKUT 00116 (IAC)."""
    return re.sub(r"(?<=\s)0+", "", one) == re.sub(r"(?<=\s)0+", "", other)


def _of_family(family: Family, zones: Zones) -> Iterator[Claim]:
    head = zones.head[:_HEAD_PASSAGES]
    passages: tuple[Passage, ...] = (*head, *zones.opening[len(head) :], *zones.tail) if family.everywhere else head
    given = 0
    for passage in passages:
        text = (passage.text if family.as_printed else passage.folded)[:1500]
        for match in family.pattern.finditer(text):
            value = family.value(match)
            if not value or given >= _LIMIT or _ANOTHER.search(passage.folded[: match.start()]):
                continue
            given += 1
            in_title = len(passage.text) < _SHORT or (passage.place < 4 and match.start() < _LEAD)
            confidence = family.confidence if in_title else round(family.confidence * _IN_TEXT, 2)
            yield Claim(f"identifier.{family.scheme}", _as_written(value, family), SOURCE, passage.anchor, confidence)


def _as_written(value: str, family: Family) -> str:
    if family.as_printed or family.scheme in _WRITTEN_OUT:
        return value
    return value.upper().replace(" OF ", " of ")


def _without_repetition(claims: list[Claim]) -> list[Claim]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for claim in sorted(claims, key=lambda found: -found.confidence):
        key = (claim.field, re.sub(r"[\W_]", "", claim.value.casefold()))
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
