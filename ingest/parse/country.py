"""The country: that of the court, else the State that answers before an international body, else the one named most."""

from __future__ import annotations

import re
from collections import Counter

from caselaw.domain.claims import Claim
from ingest.parse.countries import country_of_code, find_countries
from ingest.parse.court import country_of_court
from ingest.parse.zones import Zones

SOURCE = "parser:country"
_AGAINST = re.compile(
    r"(?:\bvs?\.?|\bversus|\bcontra|\bcontre|\bc\.|\bagainst|respecto (?:de|del|a)|regarding|concerning|en relacion con|"
    r"state of|estado (?:de|del|da|do)|republic of|republica (?:de|del|da|do)|republique (?:de|du)|etat (?:de|du)|government of|ضد|دوله)"
    r"\W+(?:the|la|el|le|los|o|a|l)?\W*(?:republic of|republica (?:de|del|da|do)|state of|estado (?:de|del))?\W*(?:the )?$"
)


def claim_country(zones: Zones, court: str | None) -> list[Claim]:
    """Claims of `country`, best first."""
    claims = []
    for value in zones.declared.get("country", ()):
        declared = country_of_code(value)
        if declared:
            claims.append(Claim("country", declared, "declared", None, 0.98))
    of_court = country_of_court(court) if court else None
    if of_court:
        claims.append(Claim("country", of_court, "parser:court", None, 0.95))
    return claims or _named(zones)


def _named(zones: Zones) -> list[Claim]:
    weights: Counter[str] = Counter()
    anchors: dict[str, str] = {}
    head = len(zones.head)
    for passage in zones.opening:
        for start, code in find_countries(passage.folded):
            weight = 1.0 + (2.0 if passage.place < head and len(passage.text) < 200 else 0.0)
            if _AGAINST.search(passage.folded[max(0, start - 60) : start]):
                weight += 4.0
            share = 30 / max(len(passage.text), 30)
            weights[code] += weight + (3.0 * share if passage.place < 10 else 0.0)  # type: ignore[assignment]
            anchors.setdefault(code, passage.anchor)
    total = sum(weights.values())
    return [
        Claim("country", code, SOURCE, anchors[code], round(min(0.95, weight / total), 2))
        for code, weight in weights.most_common(3)
        if weight >= 2
    ]
