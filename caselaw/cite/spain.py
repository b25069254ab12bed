"""Spain: judgments and orders of the Constitutional Tribunal and the Supreme Court by number and year."""

from __future__ import annotations

from collections.abc import Callable

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_COURTS = {"tc": "es-tc", "ts": "es-ts"}


def _judgment(match: Match) -> Readings:
    kind = match["kind"].upper()
    return (Reading("docket", f"{kind} {int(match['n'])}/{match['year']}", _COURTS[kind[-2:].lower()]),)


def _several(court: str) -> Callable[[Match], Readings]:
    """SSTC 25/1981, 53/1985: the doubled letter makes a plural, and every member is a judgment of its own."""

    def read(match: Match) -> Readings:
        return (Reading("docket", f"S{court.upper()} {int(match['n'])}/{match['year']}", _COURTS[court]),)

    return read


def _named(match: Match) -> Readings:
    court = "tc" if "const" in match.group() else "ts"
    return (Reading("docket", f"S{court.upper()} {int(match['n'])}/{match['year']}", _COURTS[court]),)


_NUMBER = r"(?P<n>[0-9]{1,4})/(?P<year>(?:19|20)[0-9]{2})(?![0-9/])"


find = family(
    form(rf"\b(?P<kind>stc|atc|sts|ats) (?:{NO})?{_NUMBER}", _judgment, "stc|atc|sts|ats"),
    form(rf"\bsstc (?:{NO})?{_NUMBER}", _several("tc"), "sstc", more=_NUMBER),
    form(rf"\bssts (?:{NO})?{_NUMBER}", _several("ts"), "ssts", more=_NUMBER),
    form(
        rf"\b(?:sentencias?|autos?|arrets?|judgments?) (?:del tribunal (?:constitucional|supremo)|of the "
        rf"(?:spanish )?(?:constitutional|supreme) court of spain) (?:{NO})?{_NUMBER}",
        _named,
        "tribunal |court of spain",
    ),
)
