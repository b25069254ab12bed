"""Which of several sources goes first: the text's own words, then what a reviewed list knows, then the file's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from caselaw.domain.claims import Claim
from caselaw.domain.court import courts
from caselaw.domain.identifiers import CASE_NUMBERS
from ingest.parse.file_name import country_in_name, dates_in_name, numbers_in_name
from ingest.parse.zones import Zones

_GOOD_DATE = 0.5
_POOR_DATE = 0.3


def of_field(claims: Iterable[Claim], field: str) -> list[Claim]:
    """The claims of `field` ("court") or of a field under it ("date.adopted")."""
    return [claim for claim in claims if claim.field == field or claim.field.startswith(f"{field}.")]


def ranked(claims: Iterable[Claim]) -> list[Claim]:
    """Best first, as they stand where two are as sure; what is said twice stands once, at its surest."""
    kept: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda one: -one.confidence):
        kept.setdefault((claim.field, claim.value), claim)
    return list(kept.values())


def numbers_known(claims: Sequence[Claim], zones: Zones) -> list[Claim]:
    """Numbers of the text and of the list; of the file's name where they have none of that kind."""
    had = {_kind_of_number(claim) for claim in claims}
    named = [c for c in numbers_in_name(zones.file_name, zones.language) if _kind_of_number(c) not in had]
    return [*claims, *named]


def _kind_of_number(claim: Claim) -> str:
    scheme = claim.field.partition(".")[2]
    return "case" if scheme in CASE_NUMBERS else scheme


def dates_known(claims: Sequence[Claim], listed: Sequence[Claim], zones: Zones) -> list[Claim]:
    """Dates of the text; before them the list's where the text's are poor, after them that of the file's name."""
    best = max((claim.confidence for claim in claims if claim.field == "date.decision"), default=0.0)
    both = [*claims, *listed] if best >= _GOOD_DATE else [*listed, *claims]
    poor = best < _POOR_DATE and not listed
    return [*both, *dates_in_name(zones.file_name)] if poor else both


def countries_known(claims: Sequence[Claim], zones: Zones) -> list[Claim]:
    return list(claims) or country_in_name(zones.file_name, zones.language)


def kinds_of_court(kinds: Sequence[Claim], court: str | None, numbers: Sequence[Claim]) -> list[Claim]:
    """The kinds, a court's decision that bears a neutral citation as a judgment first: such numbers are given to
    judgments alone, whatever heads them ("Decision and Reasons")."""
    body = courts().get(court) if court else None
    reported = any(claim.field == "identifier.neutral" and claim.confidence >= 0.5 for claim in numbers)
    if not kinds or kinds[0].value != "decision" or not reported or body is None or body.country is None:
        return list(kinds)
    return [replace(kinds[0], value="judgment", source="parser:number"), *kinds]
