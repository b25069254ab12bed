"""Kenya: eKLR and the neutral citations that followed it, petitions by number and year."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, around, family, form
from caselaw.domain.citing.citation import Reading

_KENYA = re.compile(r"eklr|kenya|nairobi|mombasa|kisumu|kesc|keca|kehc")


def _eklr(match: Match) -> Readings:
    """The year alone names no case: eKLR has no pages. The parties do, and the petition's number beside it."""
    return (Reading("other", f"[{match['year']}] eKLR"),)


def _neutral(match: Match) -> Readings:
    return (Reading("neutral", f"[{match['year']}] {match['court'].upper()} {int(match['n'])} (KLR)"),)


def _petition(match: Match) -> Readings:
    if not _KENYA.search(around(match)):
        return ()
    value = f"{match['kind'].title()} {int(match['n'])}/{match['year']}"
    return tuple(Reading("petition", value, one) for one in ("ke-sc", "ke-ca", "ke-hc"))


find = family(
    form(r"\[(?P<year>(?:19|20)[0-9]{2})\] ?e-?klr", _eklr, "klr"),
    form(
        r"\[(?P<year>20[0-9]{2})\] ?(?P<court>ke(?:sc|ca|hc|elrc|elc|mc)) ?(?P<n>[0-9]{1,5}) ?\(klr\)",
        _neutral,
        "(klr)",
    ),
    form(
        rf"\b(?P<kind>(?:constitutional )?petition|civil appeal|civil application|reference) "
        rf"(?:{NO})(?P<n>[0-9]{{1,4}}) of (?P<year>(?:19|20)[0-9]{{2}})(?![0-9])",
        _petition,
        "eklr|kenya|nairobi|mombasa|kisumu|kesc|keca|kehc",
    ),
)
