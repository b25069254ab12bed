"""France: appeals to the Cour de cassation, cases of the Conseil d'État, decisions of the Conseil constitutionnel."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, before, family, form
from caselaw.domain.citing.citation import Reading

_STATE_COUNCIL = re.compile(
    r"\bce\b|conseil d'etat|council of state|consejo de estado|\breq(?:uetes?|\.)|\bsous "
    r"(?:le|les)\b|\brec(?:ours|\.)|juge des referes|"
    r"\b(?:section|assemblee|sous-sections?|chr)\b|مجلس الدوله"
)


def _constitutional(match: Match) -> Readings:
    return (Reading("docket", f"{match['n']} {match['kind'].upper()}", "fr-cc"),)


def _cassation(match: Match) -> Readings:
    number = re.sub(r"^[a-z] ?", "", match["n"]).replace(" ", ".")
    return (Reading("docket", number, "fr-cass"),)


def _state_council(match: Match) -> Readings:
    """Six figures alone are anything: the court, or the word for what was filed there, must stand before."""
    if not _STATE_COUNCIL.search(before(match)):
        return ()
    return (Reading("docket", re.sub(r"[. ]", "", match["n"]), "fr-ce"),)


def _appeal(match: Match) -> Readings:
    return (Reading("docket", match["n"].upper()),)


_SIX = r"(?P<n>[1-9][0-9]{2}[. ]?[0-9]{3})(?![0-9]|[.,/-][0-9])"

find = family(
    form(
        r"(?<![\w/.-])(?P<n>(?:[0-9]{2}|(?:19|20)[0-9]{2})-[0-9]{1,5}(?:/[0-9]{1,3})*) ?(?P<kind>qpc|dc|lp|lom|"
        r"fnr|ref|orga)\b",
        _constitutional,
        "qpc|dc|lp|lom|fnr|ref|orga",
    ),
    form(
        r"(?<![\w/.-])(?P<n>(?:(?<!°)[a-z] ?)?[0-9]{2}-[0-9]{2}[. ][0-9]{3})(?![0-9/-]|[.,][0-9])",
        _cassation,
        "-",
        more=r"(?P<n>(?:(?<!°)[a-z] ?)?[0-9]{2}-[0-9]{2}[. ][0-9]{3})(?![0-9/-]|[.,][0-9])",
    ),
    form(rf"(?<![\w/]){NO}{_SIX}", _state_council, "n", more=_SIX),
    form(
        rf"(?<![\w/])(?:{NO})(?P<n>[0-9]{{2}}(?:pa|ve|ly|ma|bx|da|nc|nt|tl|to)[0-9]{{5}})(?![0-9])",
        _appeal,
        "n",
        more=r"(?P<n>[0-9]{2}(?:pa|ve|ly|ma|bx|da|nc|nt|tl|to)[0-9]{5})(?![0-9])",
    ),
)
