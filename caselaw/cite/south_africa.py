"""South Africa: case numbers of the Constitutional Court, neutral citations, law reports."""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.domain.citing.citation import Reading


def _case(match: Match) -> Readings:
    return (Reading("docket", f"CCT {int(match['n'])}/{match['year']}", "za-cc"),)


def _neutral(match: Match) -> Readings:
    return (Reading("neutral", f"[{match['year']}] {match['court']} {int(match['n'])}"),)


def _report(match: Match) -> Readings:
    court = match["court"].replace(" ", "")
    return (Reading("reporter", f"{match['year']} ({match['volume']}) {match['series']} {match['n']} ({court})"),)


def _all_sa(match: Match) -> Readings:
    court = f" ({match['court']})" if match["court"] else ""
    return (Reading("reporter", f"[{match['year']}] {match['volume']} {match['series']} {match['n']}{court}"),)


find = family(
    form(
        r"\bCCT ?-?(?P<n>[0-9]{1,3}) ?/ ?(?P<year>[0-9]{2}(?:[0-9]{2})?)(?![0-9/])",
        _case,
        "cct",
        cased=True,
        more=r"(?:CCT ?)?(?P<n>[0-9]{1,3}) ?/ ?(?P<year>[0-9]{2}(?:[0-9]{2})?)(?![0-9/])",
    ),
    form(
        r"\[(?P<year>(?:19|20)[0-9]{2})\] ?(?P<court>ZA[A-Z]{2,8}) (?P<n>[0-9]{1,4})(?![0-9])",
        _neutral,
        "] za|]za",
        cased=True,
    ),
    form(
        r"(?<![\w\[(])(?P<year>(?:19|20)[0-9]{2}) ?\((?P<volume>[0-9]{1,2})\) ?(?P<series>SA|BCLR|SACR|BLLR|ILJ|"
        r"JOL) ?(?P<n>[0-9]{1,4})"
        r" ?\((?P<court>[A-Z][A-Za-z]{0,5}(?: [A-Z]{1,3})?)\)",
        _report,
        "(1|(2|(3|(4|(5|(6|(7|(8|(9",
        cased=True,
    ),
    form(
        r"\[(?P<year>(?:19|20)[0-9]{2})\] ?(?P<volume>[0-9]{1,2}) (?P<series>All SA|BLLR|JOL) "
        r"(?P<n>[0-9]{1,4})(?![0-9])(?: ?\((?P<court>[A-Z]{1,5})\))?",
        _all_sa,
        "all sa|bllr|jol",
        cased=True,
    ),
)
