"""Mexico: proceedings before the Supreme Court by kind, number and year, and its published theses."""

from __future__ import annotations

from caselaw.cite.family import NO, Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_COURT = "mx-scjn"
_KINDS = (
    r"amparos? directos? en revision|amparos? en revision|amparos? directos?|contradiccion(?:es)? de "
    r"(?:tesis|criterios)|"
    r"acci(?:on|ones) de inconstitucionalidad|controversias? constitucional(?:es)?|facultad de investigacion|varios|"
    r"recurso de reclamacion|revision administrativa|declaratoria general de inconstitucionalidad"
)
_NUMBER = r"(?P<n>[0-9]{1,5})/(?P<year>(?:19|20)[0-9]{2})(?![0-9/])"


def _proceeding(match: Match) -> Readings:
    return (Reading("docket", f"{int(match['n'])}/{match['year']}", _COURT),)


def _thesis(match: Match) -> Readings:
    return (Reading("reporter", " ".join(match.group().upper().split()), _COURT),)


find = family(
    form(
        rf"\b(?:{_KINDS}) (?:{NO})?{_NUMBER}",
        _proceeding,
        "amparo|contradicc|inconstituc|controversia|investigacion|varios|reclamacion|administrativa",
        more=_NUMBER,
    ),
    form(r"(?<![\w/])(?:p\.|[12]a\.)/j\. ?[0-9]{1,3}/(?:19|20)[0-9]{2}(?: \([0-9]{1,2}a\.\))?", _thesis, "/j."),
    form(
        r"(?<![\w/])(?:p\.|[12]a\.) ?[cdilmvx]{1,10}/(?:19|20)[0-9]{2}(?: \([0-9]{1,2}a\.\))?",
        _thesis,
        "a. |p. |a.c|p.l",
    ),
)
