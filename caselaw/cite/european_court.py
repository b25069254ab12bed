"""The European Court and Commission of Human Rights: numbers of applications."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, around, before, family, form
from caselaw.domain.citing.citation import Reading

_NAMED = re.compile(
    r"echr|ecthr|cedh|tedh|eur\. ?c|european (?:court|commission)|cour europ|tribunal europ|corte "
    r"europ|strasbourg|estrasburgo|"
    r"المحكمه الاوروبيه|\bgc\b"
)
_AGAINST = re.compile(r"\b(?:v|vs|c|contre|contra)\b\.? ?[\w' ,.()/°-]{2,80}$")
_APPLICATION = r"(?:applications?|apps?\.?|appl\.|requetes?|demandas?|solicitud(?:es)?|queixas?|الطلب|الالتماس|العريضه)"
_NUMBER = r"(?P<n>[0-9]{3,6}/[0-9]{2})(?![0-9/])"


def _application(match: Match) -> Readings:
    return (Reading("application", match["n"], "echr"),)


def _bare(match: Match) -> Readings:
    """ "no. 74153/01" alone is an application where the text names Strasbourg, or one party against another."""
    if _AGAINST.search(before(match)) or _NAMED.search(around(match)):
        return _application(match)
    return ()


find = family(
    form(
        rf"{_APPLICATION} ?\(?(?:{NO})?{_NUMBER}",
        _application,
        "appl|app |app.|apps|requete|demanda|solicitud|queixa|الطلب|الالتماس|العريضه",
        more=r"(?P<n>[0-9]{3,6}/[0-9]{2})(?![0-9/])",
    ),
    form(rf"(?<![\w/]){NO}{_NUMBER}", _bare, "n", more=r"(?P<n>[0-9]{3,6}/[0-9]{2})(?![0-9/])"),
)
