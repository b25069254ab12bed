"""Cases of the Court of Justice and the General Court of the European Union."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, around, family, form
from caselaw.domain.citing.citation import Reading

_COURT = "cjeu"
_BY_LETTER = {"t": "eu-gc"}  # T is the General Court's; F was the Civil Service Tribunal's, which is no more
_NAMED = re.compile(
    r"court of justice|cjeu|\becj\b|cour de justice|cjue|cjce|tribunal de justicia|tjue|tjce|luxemb|european "
    r"communit|commission v|"
    r"e\.?c\.?r\.? [i1-9]|rec\. |محكمه العدل"
)


def _case(match: Match) -> Readings:
    suffix = f" {match['suffix'].strip().upper()}" if match["suffix"] else ""
    value = f"{match['kind'].upper()}-{int(match['n'])}/{match['year']}{suffix}"
    return (Reading("docket", value, _BY_LETTER.get(match["kind"], _COURT)),)


def _old(match: Match) -> Readings:
    """Before 1989 a case had no letter: "Case 26/62" is taken only beside the name of the court."""
    if not 53 <= int(match["year"]) <= 89 or not _NAMED.search(around(match)):
        return ()
    return (Reading("docket", f"{int(match['n'])}/{match['year']}", _COURT),)


_NUMBER = (
    r"(?P<kind>[ctf]) ?- ?(?P<n>[0-9]{1,4}) ?/ ?(?P<year>[0-9]{2})(?P<suffix> (?:p-r|ppu|p|renv|rx|r|sa)\b)?(?![\w/])"
)

find = family(
    form(rf"(?<![\w/-]){_NUMBER}", _case, "c-|c -|t-|t -|f-"),
    form(
        rf"\b(?:joined )?(?:cases?|affaires?|asuntos?|processos?|القضيه) (?:jointes |acumulados )?(?:{NO})?"
        rf"(?P<n>[0-9]{{1,3}})/(?P<year>[0-9]{{2}})(?![0-9/])",
        _old,
        "case|affaire|asunto|processo|القضيه",
        more=r"(?P<n>[0-9]{1,3})/(?P<year>[0-9]{2})(?![0-9/])",
    ),
)
