"""Treaties and declarations whose text is printed without saying who adopted it, when and by which resolution: a
reviewed list knows."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import mappings
from caselaw.domain.claims import Claim
from caselaw.domain.instrument import instruments
from caselaw.domain.text import fold
from ingest.parse.courts.names import joined, words
from ingest.parse.zones import Zones

SOURCE = "list:instruments"
_SURE = 0.7  # the text's own words go before
_TITLE_LINES = 3
_SYMBOL = re.compile(r"\b(?:CCPR|CEDAW|CERD|CRC|CAT|CRPD|CED|CMW|E/C\.12)/[A-Z0-9]")


@dataclass(frozen=True)
class Adoption:
    """When an instrument was adopted, by which resolution of which body, where one did."""

    day: str
    resolution: str | None
    body: str | None


@cache
def adoptions() -> Mapping[str, Adoption]:
    """Every adoption of `mappings/instrument_adoptions.csv` by the instrument's id."""
    rows = csv.DictReader(mappings.open_text("instrument_adoptions.csv").splitlines())
    return {row["id"]: Adoption(row["adopted"], row["resolution"] or None, row["body"] or None) for row in rows}


@cache
def _named() -> Mapping[str, str]:
    """Every full name of a listed instrument, as its words joined, and whose it is."""
    return {
        joined(words(fold(name))): known
        for known, instrument in instruments().items()
        if known in adoptions()
        for names in instrument.names.values()
        for name in names
        if len(name.split()) >= 3
    }


def claim_adoption(zones: Zones) -> list[Claim]:
    """Claims of a text whose title is the name of a listed instrument and nothing else."""
    if any(_SYMBOL.search(passage.text) for passage in zones.head[:_TITLE_LINES]):
        return []  # a document of a treaty body, which names its treaty above itself
    titles: list[tuple[str, str | None]] = [(fold(value), None) for value in zones.declared.get("title", ())]
    titles += [(passage.folded, passage.anchor) for passage in zones.head[:_TITLE_LINES]]
    for title, anchor in titles:
        known = _named().get(joined(words(title[:200])))
        if known is None:
            continue
        adoption = adoptions()[known]
        claims = [
            Claim("date.decision", adoption.day, SOURCE, anchor, _SURE),
            Claim("date.adopted", adoption.day, SOURCE, anchor, _SURE),
        ]
        if adoption.resolution:
            claims.append(Claim("identifier.resolution", adoption.resolution, SOURCE, anchor, _SURE))
        if adoption.body:
            claims.append(Claim("court", adoption.body, SOURCE, anchor, _SURE))
        return claims
    return []
