"""The country: that of the court, else the State that answers before an international body, else the one named most."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from caselaw.domain.claims import Claim
from ingest.parse.countries import country_of_code
from ingest.parse.courts.court import country_of_court
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:country"
_STATE = r"(?:republic of|republica (?:de|del|da|do)|state of|estado (?:de|del|da|do))"
_AGAINST = re.compile(
    r"(?:\bvs?\.?|\bversus|\bcontra|\bcontre|\bc\.|\bagainst|respecto (?:de|del|a)|regarding|concerning"
    r"|en relacion con|republique (?:de|du)|etat (?:de|du)|government of|gobierno de|gouvernement d[eu]|ضد|دوله"
    rf"|{_STATE})\W+(?:the|la|el|le|los|o|a|l)?\W*{_STATE}?\W*(?:the )?$"
)
# Forms of law that one State alone has.
_FORMS = {"ظهير شريف": "MAR", "dahir": "MAR"}
_WIDE = 60  # paragraphs that are looked through where the opening names no country


def claim_country(zones: Zones, court: str | None, respondents: Sequence[Claim] = ()) -> list[Claim]:
    """Claims of `country`, best first; `respondents` are the claims of the States that answer."""
    claims = []
    for value in zones.declared.get("country", ()):
        declared = country_of_code(value)
        if declared:
            claims.append(Claim("country", declared, "declared", None, 0.98))
    of_court = country_of_court(court) if court else None
    if of_court:
        claims.append(Claim("country", of_court, "parser:court", None, 0.95))
    claims += [replace(claim, field="country") for claim in respondents[:2]]
    return claims or _by_form(zones) or _named(zones.opening, zones) or _named(zones.body[:_WIDE], zones)


def _by_form(zones: Zones) -> list[Claim]:
    for passage in zones.head[:6]:
        for form, country in _FORMS.items():
            if form in passage.folded:
                return [Claim("country", country, SOURCE, passage.anchor, 0.9)]
    return []


def _named(passages: Sequence[Passage], zones: Zones) -> list[Claim]:
    """Countries by how they are named: as the State that answers, in the title block, early, often."""
    weights: dict[str, float] = defaultdict(float)
    anchors: dict[str, str] = {}
    for passage in passages:
        early = 1 / (1 + 0.1 * passage.place)
        title = passage.place < len(zones.head) and len(passage.text) < 200
        for start, code in passage.countries:
            answers = bool(_AGAINST.search(passage.folded[max(0, start - 60) : start]))
            share = min(1.0, 30 / len(passage.text))
            weights[code] += 0.5 + early * (1.0 + 2.0 * title + 4.0 * answers + 3.0 * share)
            anchors.setdefault(code, passage.anchor)
    total = sum(weights.values())
    ranked = sorted(weights.items(), key=lambda item: -item[1])[:3]
    return [
        Claim("country", code, SOURCE, anchors[code], round(min(0.95, weight / total), 2))
        for code, weight in ranked
        if weight >= 1.5
    ]
