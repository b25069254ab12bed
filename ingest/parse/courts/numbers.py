"""The number of a decision in the form that the list of courts gives for the court that decided.

Bodies with a way of numbering of their own stand in `number_families`; here are all others, those that editors of an
installation added among them.
"""

from __future__ import annotations

from caselaw.cite.listed import numbers_of
from caselaw.domain.claims import Claim
from ingest.parse.zones import Zones

SOURCE = "parser:court_number"
_TITLE = 200  # letters of a line that gives a number as its own; longer ones tell of other cases too
_LIMIT = 4
_SURE, _LESS_SURE = 0.88, 0.45


def claim_court_numbers(zones: Zones, court: str | None) -> list[Claim]:
    """Claims of `identifier.docket` from the head of a decision of this court; one in a short line is sure."""
    claims: dict[str, Claim] = {}
    for passage in zones.head if court else ():
        for _, value in numbers_of(court or "", passage.text[:1500]):
            sure = _SURE if len(passage.text) < _TITLE else _LESS_SURE
            claims.setdefault(value, Claim("identifier.docket", value, SOURCE, passage.anchor, sure))
    return list(claims.values())[:_LIMIT]
