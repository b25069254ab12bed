"""The European Committee of Social Rights: numbers of collective complaints."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_FIRST = 1998  # the first complaint was lodged in that year


def _complaint(match: Match) -> Readings:
    if int(match["year"]) < _FIRST:
        return ()
    return (Reading("complaint", f"{int(match['number'])}/{match['year']}", "ecsr"),)


_NUMBER = r"(?P<number>[0-9]{1,3})/(?P<year>[12][0-9]{3})(?![0-9/])"

find = family(
    form(
        rf"(?:complaints?|reclamations?|reclamacion(?:es)?|reclamacao|queixa|الشكوي|الشكوي الجماعيه) "
        rf"(?:collectives? |colectivas? |coletiva )?\(?(?:{NO}){_NUMBER}",
        _complaint,
        "complaint|reclama|queixa|الشكوي",
        more=_NUMBER,
    ),
)
