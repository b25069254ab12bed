"""India and its neighbours: the reports of their supreme courts, AIR, and petitions and appeals by number and year."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_REPORTS = r"(?:Supp(?:l)?\.? ?\(?[0-9]?\)? ?)?(?P<series>S\.? ?C\.? ?C\.?|S\.? ?C\.? ?R\.?|SCALE|S\.? ?C\.? ?J\.?)"
_COURTS = "in-sc", "pk-sc", "bd-sc", "np-sc"


def _volume(match: Match) -> Readings:
    name = match["series"].replace(".", "").replace(" ", "")
    return (Reading("reporter", f"({match['year']}) {match['volume']} {name} {match['n']}"),)


def _air(match: Match) -> Readings:
    return (
        Reading(
            "reporter",
            f"AIR {match['year']} {match['court'].upper() if match['court'].isupper() else match['court']}"
            f" {match['n']}",
        ),
    )


def _online(match: Match) -> Readings:
    return (Reading("reporter", f"{match['year']} SCC OnLine {match['court']} {match['n']}"),)


def _pakistan(match: Match) -> Readings:
    return (
        Reading("reporter", f"PLD {match['year']} {' '.join(match['court'].replace('.', '').split())} {match['n']}"),
    )


def _petition(match: Match) -> Readings:
    kind = "CA" if match["kind"].startswith(("civil appeal", "c.a")) else "WP"
    branch = f" ({match['branch'][0].upper()})" if match["branch"] else ""
    return tuple(Reading("petition", f"{kind}{branch} {int(match['n'])}/{match['year']}", one) for one in _COURTS)


find = family(
    form(
        rf"\((?P<year>19[4-9][0-9]|20[0-9]{{2}})\) ?(?P<volume>[0-9]{{1,2}}) ?{_REPORTS} ?(?P<n>[0-9]{{1,4}})(?![0-9])",
        _volume,
        "(19|(20",
        cased=True,
    ),
    form(
        r"\bA\.?I\.?R\.? ?\(?(?P<year>19[0-9]{2}|20[0-9]{2})\)? ?(?P<court>S\.?C\.?|SCC|All|AP|Bom|Cal|Del|Gau|"
        r"Guj|HP|Kant|Ker|Mad|MP|Ori|P ?& ?H|Pat|Raj)"
        r" ?(?P<n>[0-9]{1,4})(?![0-9])",
        _air,
        "air|a.i.r",
        cased=True,
    ),
    form(
        r"(?<![0-9])(?P<year>20[0-9]{2}) SCC OnLine (?P<court>SC|All|Bom|Cal|Del|Ker|Mad) (?P<n>[0-9]{1,5})(?![0-9])",
        _online,
        "online",
        cased=True,
    ),
    form(
        r"\bPLD (?P<year>19[4-9][0-9]|20[0-9]{2}) (?P<court>S\.? ?C\.?|SC|Lahore|Karachi|Peshawar|Quetta|"
        r"Islamabad) (?P<n>[0-9]{1,4})(?![0-9])",
        _pakistan,
        "pld",
        cased=True,
    ),
    form(
        rf"\b(?P<kind>writ petition|w\.p\.|civil appeal|c\.a\.) ?(?:\((?P<branch>c(?:ivil)?|crl|criminal)\.?\)"
        rf" ?)?(?:{NO})(?P<n>[0-9]{{1,5}}) ?(?:of|/) ?"
        r"(?P<year>19[4-9][0-9]|20[0-9]{2})(?![0-9])",
        _petition,
        "writ petition|w.p.|civil appeal|c.a.",
    ),
)
