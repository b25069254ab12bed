"""Colombia: judgments of the Constitutional Court by kind, number and year, and its orders (autos)."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_COURT = "co-cc"
_FIRST = 1992


def _judgment(match: Match) -> Readings:
    """Written in full (T-760 de 2008) it is Bogotá's. C-355/06 is also a case in Luxembourg: see `eu`."""
    year = match["year"]
    if len(year) == 4 and int(year) < _FIRST:
        return ()
    return (Reading("docket", f"{match['kind'].upper()}-{match['n']}/{year[-2:]}", _COURT),)


def _order(match: Match) -> Readings:
    return (Reading("docket", f"A-{match['n']}/{match['year'][-2:]}", _COURT),)


_FULL = r"(?P<n>[0-9]{3,4}[a-d]?) ?(?:de|of|du) ?(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_SHORT = r"(?P<n>[0-9]{3,4}[a-d]?) ?/ ?(?P<year>[0-9]{2}|(?:19|20)[0-9]{2})(?![\w/])"

find = family(
    form(
        rf"(?<![\w/-])(?P<kind>t|c|su)[ .-]{{1,2}}{_FULL}",
        _judgment,
        " de | of |du ",
        more=rf"(?P<kind>t|c|su)[ .-]{{1,2}}{_FULL}",
    ),
    form(rf"(?<![\w/-])(?P<kind>t|c|su)- ?{_SHORT}", _judgment, "t-|c-|su-"),
    form(
        rf"\bautos? (?:{NO})?(?:a-? ?)?(?P<n>[0-9]{{2,4}}[a-d]?) ?(?:de|of|/) ?(?P<year>(?:19|20)[0-9]{{2}})(?![0-9/])",
        _order,
        "auto",
    ),
    form(r"(?<![\w/-])a-(?P<n>[0-9]{3,4}[a-d]?)/(?P<year>[0-9]{2})(?![\w/])", _order, "a-"),
)
