"""The courts of West and East Africa and the tribunal of the South: ECOWAS, EACJ, SADC."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, around, family, form
from caselaw.domain.citing.citation import Reading

_EAST = re.compile(r"eacj|east african court|cour de justice de l'afrique de l'est|africa oriental")


def _ecowas(match: Match) -> Readings:
    value = match["n"].replace(" ", "").upper()
    scheme = "application" if "/APP/" in value else "docket"
    return (Reading(scheme, value, "ecowas-ccj"),)


def _east(match: Match) -> Readings:
    """References are numbered everywhere: here only those beside the name of the court."""
    if not _EAST.search(around(match)):
        return ()
    return (Reading("docket", f"{match['kind'].title()} No. {int(match['number'])} of {match['year']}", "eacj"),)


def _sadc(match: Match) -> Readings:
    return (Reading("docket", f"SADC (T) {int(match['number'])}/{match['year']}", "sadc-tribunal"),)


find = family(
    form(
        r"(?<![\w/])(?P<n>ecw ?/ ?ccj ?/ ?(?:app|jud|rul|apj|mem)(?: ?/ ?rev)? ?/ ?[0-9]{1,3} ?/ ?[0-9]{2,4}"
        r"(?:/rev)?)(?![0-9/])",
        _ecowas,
        "ecw",
    ),
    form(
        rf"\b(?P<kind>reference|appeal|application|taxation cause|claim) (?:{NO})(?P<number>[0-9]{{1,3}}) of "
        rf"(?P<year>20[0-9]{{2}})(?![0-9])",
        _east,
        "eacj|east african|est|oriental",
    ),
    form(
        rf"\bsadc ?\(?t\)?[ ,:-]{{0,2}}(?:case )?(?:{NO})?(?P<number>[0-9]{{1,3}})/(?P<year>(?:20)?[0-9]{{2}})"
        rf"(?![0-9/])",
        _sadc,
        "sadc",
    ),
)
