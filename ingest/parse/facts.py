"""All that the parsers claim of a document, and what of it becomes its facts: the surest claim of each field."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import get_args

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts, Party, VersionStatus
from caselaw.domain.identifiers import Identifier
from ingest.draft import Draft
from ingest.parse.adopted import claim_adoption
from ingest.parse.country import claim_country
from ingest.parse.courts.composition import claim_judges
from ingest.parse.courts.court import claim_court
from ingest.parse.courts.numbers import claim_court_numbers
from ingest.parse.dates.decided import claim_dates
from ingest.parse.kind import claim_kind
from ingest.parse.many_cases import before, cases_within, of_the_whole
from ingest.parse.numbers import claim_numbers
from ingest.parse.parties.people import claim_parties
from ingest.parse.parties.respondents import claim_place, claim_respondents
from ingest.parse.stages import claim_stages
from ingest.parse.title import claim_title
from ingest.parse.version import claim_source, claim_version
from ingest.parse.weighing import (
    countries_known,
    dates_known,
    deciding,
    kinds_by_number,
    kinds_of_court,
    kinds_of_stage,
    numbers_known,
    of_field,
    ranked,
)
from ingest.parse.zones import Zones

_SURE_ENOUGH = 0.35  # a claim below is kept, and shown as a claim, but is no fact
_SURE_NUMBER = 0.5
_SURE_PERSON = 0.6


def read_facts(draft: Draft) -> Draft:
    """The draft with its claims, best first within each field, and the facts taken from them."""
    zones = Zones(draft.paragraphs, draft.language[:2], draft.declared, PurePath(draft.path).name)
    kinds = claim_kind(zones, draft.wanted_kind)
    adoption = claim_adoption(zones) if _may_be_instrument(kinds) else []
    numbers = claim_numbers(zones, _first(kinds, "kind") or "other")
    numbers = numbers_known([*numbers, *of_field(adoption, "identifier")], zones)
    kinds = kinds_by_number(kinds, numbers)
    courts = claim_court(zones, _first(kinds, "kind") or "other")
    courts = ranked([*deciding(courts, kinds), *of_field(adoption, "court")])
    court = _first(courts, "court")
    numbers = [*numbers, *claim_court_numbers(zones, court)]
    kinds = kinds_of_court(kinds, court, numbers)
    kind = _first(kinds, "kind") or "other"
    parties = claim_parties(zones, court)
    respondents = claim_respondents(zones, court, parties)
    stages = claim_stages(zones, kind)
    kinds = kinds_of_stage(kinds, stages)
    kind = _first(kinds, "kind") or "other"
    claims = (
        *kinds, *stages, *courts, *respondents, *claim_place(zones),
        *countries_known(claim_country(zones, court, respondents), zones),
        *dates_known(claim_dates(zones, kind), of_field(adoption, "date"), zones), *numbers, *_declared_people(zones),
        *parties, *claim_judges(zones), *claim_version(zones), *claim_source(zones),
    )  # fmt: skip
    cases = cases_within(draft.paragraphs, language=draft.language, kind=kind) if draft.path else ()  # not in a case
    if cases:
        claims = tuple(of_the_whole(claims, cases, draft.paragraphs))
    titles = claim_title(replace(zones, paragraphs=before(cases, draft.paragraphs)), claims)
    claims = (*(of_the_whole(titles, cases, draft.paragraphs) if cases else titles), *claims)
    facts = _facts(claims, kind, court)
    return replace(draft, claims=(*draft.claims, *claims), facts=facts, status=_status(claims))


def _facts(claims: Sequence[Claim], kind: str, court: str | None) -> Facts:
    """What of the claims is sure enough to be a fact."""
    decided = _first(claims, "date.decision", 0.25)
    return Facts(
        kind=kind,
        title=_first(claims, "title", 0.0) or "",
        case_name=_first(claims, "case_name"),
        court=court,
        country=_first(claims, "country"),
        decided=PartialDate.parse(decided) if decided else None,
        identifiers=tuple(
            dict.fromkeys(
                Identifier(claim.field.partition(".")[2], claim.value)
                for claim in claims
                if claim.field.startswith("identifier.") and claim.confidence >= _SURE_NUMBER
            )
        ),
        parties=tuple(
            Party(claim.value, claim.field.partition(".")[2])
            for claim in claims
            if claim.field.startswith("party.") and claim.confidence >= _SURE_PERSON
        ),
        judges=tuple(claim.value for claim in claims if claim.field == "judge" and claim.confidence >= _SURE_PERSON),
        stages=_sure(claims, "stage"),
        respondents=_sure(claims, "respondent"),
    )


def _may_be_instrument(kinds: Sequence[Claim]) -> bool:
    """Views and general comments bear the name of their treaty above their own."""
    return not kinds or kinds[0].value in ("treaty", "declaration", "law", "resolution", "other")


def _first(claims: Iterable[Claim], field: str, sure: float = _SURE_ENOUGH) -> str | None:
    return next((claim.value for claim in claims if claim.field == field and claim.confidence >= sure), None)


def _sure(claims: Iterable[Claim], field: str) -> tuple[str, ...]:
    return tuple(claim.value for claim in claims if claim.field == field and claim.confidence >= _SURE_ENOUGH)


def _status(claims: Iterable[Claim]) -> VersionStatus:
    said = _first(claims, "version.status", _SURE_ENOUGH)
    return next((status for status in get_args(VersionStatus) if status == said), "unknown")


def _declared_people(zones: Zones) -> list[Claim]:
    """Parties and judges that a file's own header names."""
    claims = [Claim("judge", value, "declared", None, 0.98) for value in zones.declared.get("judge", ())]
    for value in zones.declared.get("party", ()):
        role, _, name = value.partition(": ")
        claims.append(Claim(f"party.{role}", name, "declared", None, 0.98))
    return claims
