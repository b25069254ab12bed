"""Numbers a decision goes by, read from its head: those that stand there as its own, not as another's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselaw.domain.claims import Claim
from ingest.parse.number_families import FAMILIES, Family
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:number"
_LIMIT = 8  # numbers of one family that a head may claim
_HEAD_PASSAGES = 40
_WRITTEN_OUT = frozenset({"report", "series_c", "resolution"})  # their readings write the number as it is cited
_LEGAL = frozenset({"other", "law", "treaty", "declaration", "official_gazette", "circular", "resolution"})
_ANOTHER = re.compile(
    r"\b(?:appeal from|on appeal|avocat|contre l'arret|see also|see|cf\.?|voir|vease|ver|lower court|court below|"
    r"modified by|en relacion con)[^.;]{0,30}$"
)


def claim_numbers(zones: Zones, kind: str) -> list[Claim]:
    """Claims of identifiers (`identifier.SCHEME`), the surest first. A law's number is claimed of laws alone."""
    claims = [Claim("identifier.neutral", v, "declared", None, 0.99) for v in zones.declared.get("neutral", ())]
    claims += [Claim("identifier.docket", v, "declared", None, 0.98) for v in zones.declared.get("docket", ())]
    for family in FAMILIES:
        if family.scheme != "law" or kind in _LEGAL:
            claims += _of_family(family, zones)
    return _without_repetition(claims)


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
            in_title = len(passage.text) < 200 or passage.place < 4
            confidence = family.confidence if in_title else round(family.confidence * 0.7, 2)
            yield Claim(f"identifier.{family.scheme}", _as_written(value, family), SOURCE, passage.anchor, confidence)


def _as_written(value: str, family: Family) -> str:
    return value if family.as_printed or family.scheme in _WRITTEN_OUT else value.upper()


def _without_repetition(claims: list[Claim]) -> list[Claim]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for claim in sorted(claims, key=lambda found: -found.confidence):
        key = (claim.field, re.sub(r"[\W_]", "", claim.value.casefold()))
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
