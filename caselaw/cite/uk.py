"""Neutral citations of British courts, and law reports in square or round brackets."""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.cite.reports import bracketed
from caselaw.domain.citing.citation import Reading

_COURTS = (
    "UKSC|UKHL|UKPC|UKIPTrib|UKAITUR|UKIAT|UKFTT|UKUT|UKEAT|EAT|UKCLH|UKMSSAT|UKSIAC|UKSPC|UKVAT|"
    "EWCA Civ|EWCA Crim|EWHC|EWCOP|EWFC|EWCC|EWMC|EWPCC|EWCST|CSIH|CSOH|HCJAC|ScotCS|NICA|NIQB|NIKB|NICh|NIFam|"
    "NICC|NIMaster|CAT"
)
_OLD_TRIBUNAL = r"/(?:[0-9]{4}/[0-9]{2})"


def _neutral(match: Match) -> Readings:
    court = " ".join(match["court"].split())
    if match["old"]:
        return (Reading("neutral", f"[{match['year']}] {court}{match['old']}"),)
    division = f" ({match['division']})" if match["division"] else ""
    return (Reading("neutral", f"[{match['year']}] {court} {int(match['n'])}{division}"),)


def _report(match: Match) -> Readings:
    name = bracketed(match["series"])
    if name is None:
        return ()
    year, volume = match["year"], f"{match['volume']} " if match["volume"] else ""
    opening, closing = ("[", "]") if match.group().startswith("[") else ("(", ")")
    return (Reading("reporter", f"{opening}{year}{closing} {volume}{name} {match['n']}"),)


_SERIES = r"(?P<series>[A-Z][A-Za-z.']{0,9}(?: ?[A-Z&][A-Za-z.']{0,6}){0,2}(?: \((?:Comm|Const|D|EC|HL|S|SC)\))?)"

find = family(
    form(
        rf"\[(?P<year>[12][0-9]{{3}})\] ?(?P<court>{_COURTS.replace(' ', ' ?')}) ?(?:(?P<old>{_OLD_TRIBUNAL})|"
        rf"(?P<n>[0-9]{{1,5}})(?![0-9]))"
        r"(?: ?\((?P<division>[A-Z][A-Za-z& ]{1,12})\))?",
        _neutral,
        "[1|[2",
        cased=True,
    ),
    form(
        rf"\[(?P<year>1[89][0-9]{{2}}|20[0-9]{{2}})\] ?(?:(?P<volume>[0-9]{{1,2}}) )?{_SERIES} ?"
        rf"(?P<n>[0-9]{{1,5}})(?![0-9])",
        _report,
        "[1|[2",
        cased=True,
    ),
    form(
        rf"\((?P<year>1[89][0-9]{{2}}|20[0-9]{{2}})\) (?P<volume>[0-9]{{1,3}}) {_SERIES} (?P<n>[0-9]{{1,5}})(?![0-9])",
        _report,
        "(1|(2",
        cased=True,
    ),
)
