"""Which of several sources goes first: the text's own words, then what a reviewed list knows, then the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from caselaw.domain.claims import Claim
from caselaw.domain.court import courts
from caselaw.domain.identifiers import CASE_NUMBERS
from ingest.parse.file_name import country_in_name, dates_in_name, numbers_in_name
from ingest.parse.zones import Zones

_OF_NO_COURT = frozenset({
    "law", "official_gazette", "circular", "country_report", "abuse_report", "treaty", "declaration", "dataset",
})  # fmt: skip
_DOUBTFUL = 0.3
_BARE_COUNTRY = 0.6  # a document that a country's name heads, and nothing else says what it is
_OWN_NUMBER = 0.8
_SYMBOLS = (
    (re.compile(r"/GC/\d|/GR/\d"), "general_comment"),
    (re.compile(r"/CO/\d"), "concluding_observations"),
    (re.compile(r"/D/\d+/(?:19|20)\d\d"), "views"),
)
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


def deciding(claims: Sequence[Claim], kinds: Sequence[Claim]) -> list[Claim]:
    """The claims of courts; a court that a law, a gazette or a country report speaks of did not make it."""
    if not kinds or kinds[0].value not in _OF_NO_COURT:
        return list(claims)
    return [
        replace(claim, confidence=min(claim.confidence, _DOUBTFUL))
        if claim.source != "declared" and (body := courts().get(claim.value)) and body.type in ("court", "tribunal")
        else claim
        for claim in claims
    ]


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


def kinds_by_number(kinds: Sequence[Claim], numbers: Sequence[Claim]) -> list[Claim]:
    """The kinds as the numbers bear them out: what a country's name alone heads is no report where a case number stands
    under it."""
    if kinds and kinds[0].source == "declared":
        return list(kinds)
    case = any(c.field.partition(".")[2] in CASE_NUMBERS and c.confidence >= _OWN_NUMBER for c in numbers)
    if case and kinds and kinds[0].value == "country_report" and kinds[0].confidence <= _BARE_COUNTRY:
        return [replace(kinds[0], value="judgment", confidence=0.5)]
    return _by_symbol(kinds, numbers)


def _by_symbol(kinds: Sequence[Claim], numbers: Sequence[Claim]) -> list[Claim]:
    """The kinds, first of all what a document's own United Nations symbol says: the heads of such documents name the
    treaty before they name themselves. Source: the symbols of treaty bodies (…/GC/…, …/CO/…, …/D/…)."""
    own = next((c for c in numbers if c.field == "identifier.un_symbol" and c.confidence >= _OWN_NUMBER), None)
    said = next((kind for pattern, kind in _SYMBOLS if own and pattern.search(own.value)), None)
    if own is None or said is None or (said == "views" and any(one.value == "decision" for one in kinds[:2])):
        return list(kinds)
    return [Claim("kind", said, "parser:number", own.paragraph, own.confidence), *kinds]


def kinds_of_stage(kinds: Sequence[Claim], stages: Sequence[Claim]) -> list[Claim]:
    """A commission's resolution that grants precautionary measures is an order, whatever it is called."""
    measures = next((stage for stage in stages if stage.value == "interim_measures" and stage.confidence > 0.8), None)
    if not kinds or kinds[0].value != "resolution" or kinds[0].source == "declared" or measures is None:
        return list(kinds)
    return [replace(kinds[0], value="order", paragraph=measures.paragraph), *kinds]


def kinds_of_court(kinds: Sequence[Claim], court: str | None, numbers: Sequence[Claim]) -> list[Claim]:
    """The kinds, a court's decision that bears a neutral citation as a judgment first: such numbers are given to
    judgments alone, whatever heads them ("Decision and Reasons")."""
    body = courts().get(court) if court else None
    reported = any(claim.field == "identifier.neutral" and claim.confidence >= 0.5 for claim in numbers)
    if not kinds or kinds[0].value != "decision" or kinds[0].source == "declared":
        return list(kinds)
    if not reported or body is None or body.country is None:
        return list(kinds)
    return [replace(kinds[0], value="judgment", source="parser:number"), *kinds]
