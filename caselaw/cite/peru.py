"""Peru: files of the Constitutional Tribunal, and its plenary rulings in the same form."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_PROCESS = r"(?:aa|ac|ai|hc|hd|cc|pa|phc|phd|pi|pc|pcc|q|ra|i)"


def _file(match: Match) -> Readings:
    number, year, process = match["n"].zfill(4), match["year"], match["process"].upper()
    return (Reading("docket", f"{number}-{year}-{process}/TC", "pe-tc"),)


_NUMBER = rf"(?P<n>[0-9]{{1,5}})-(?P<year>(?:19|20)[0-9]{{2}})-(?P<process>{_PROCESS})"

find = family(
    form(rf"(?<![\w/.-]){_NUMBER} ?/ ?tc\b", _file, "/tc|/ tc"),
    form(
        rf"\b(?:exp(?:ediente|te|s)?s?\.?|stc|sentencia|rtc)[ ,]{{1,2}}(?:{NO})?{_NUMBER}(?![\w/-])",
        _file,
        "-aa|-ac|-ai|-h|-p|-cc|-q|-ra|-i",
        more=rf"{_NUMBER}(?![\w/-])",
    ),
)
