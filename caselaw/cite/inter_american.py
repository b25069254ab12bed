"""The Inter-American Court and Commission: Series A and C, opinions, cases, petitions, reports, measures."""

from __future__ import annotations

import re

from caselaw.cite.family import NO, Match, Readings, around, before, family, form
from caselaw.domain.citing.citation import Reading

COURT, COMMISSION = "iacthr", "iachr"
_STRASBOURG = re.compile(r"eur\. ?c|e\.?c\.?h\.?r|cedh|tedh|european court|europeenne|tribunal europe|corte europea")
_AGAINST = re.compile(r"\b(?:v|c)\. \w")  # every judgment of Strasbourg is against a State, an opinion against none
_HAGUE = re.compile(
    r"p\. ?c\. ?i\. ?j|pcij|c\. ?p\. ?j\. ?i|c\. ?p\. ?i\. ?j|permanent court|cour permanente|corte permanente"
)


def _series(match: Match) -> Readings:
    """Series A is also that of Strasbourg until 1996: both readings stay until the words around decide. The Permanent
    Court at The Hague had one too, whose judgments no number of ours names."""
    letter, number = match["letter"], str(int(match["n"]))
    if letter == "c":
        return (Reading("series_c", number, COURT),)
    if letter == "e":
        return (Reading("series_e", number, COURT),)
    if _HAGUE.search(around(match, 60)):
        return (Reading("other", f"PCIJ Series A {number}"),)
    opinion = "oc-" in before(match) or "oc -" in before(match)
    if not opinion and (_STRASBOURG.search(around(match, 60)) or _AGAINST.search(before(match, 80))):
        return (Reading("series_a", number, "echr"),)
    return (Reading("series_a", number, COURT), Reading("series_a", number, "echr"))


# A third digit behind a year of two is the mark of a footnote: the citation ends before it.
_YEAR = r"(?P<year>(?:19|20)[0-9]{2}|[0-9]{2})(?=[0-9]?(?![0-9/]))"


def _report(match: Match) -> Readings:
    """Everybody numbers reports: it is the Commission's where the context says so."""
    value = f"{match['n']}/{match['year']}"
    return (Reading("report", value), Reading("report", value, COMMISSION))


def _case(match: Match) -> Readings:
    return (Reading("docket", match["n"].replace(",", "."), COMMISSION),)


def _petition(match: Match) -> Readings:
    number = re.sub("^p-", "", match["n"]).replace(",", ".")
    return (Reading("petition", number.replace("-", "/"), COMMISSION),)


def _measure(match: Match) -> Readings:
    return (Reading("precautionary", f"MC-{int(match['n'])}-{match['year'][-2:]}", COMMISSION),)


def _opinion(match: Match) -> Readings:
    return (Reading("docket", f"OC-{int(match['n'])}/{match['year'][-2:]}", COURT),)


_SERIES = (
    rf"\bseries? (?P<letter>[ace])\b[ ,]{{0,2}}(?:{NO})?(?P<n>[0-9]{{1,3}})(?=[0-9]{{0,2}}(?![0-9]))"
    r"|السلسله (?:(?P<arabic>جيم)|c),? ?(?:رقم )?(?P<m>[0-9]{1,3})(?![0-9])"
)


def _any_series(match: Match) -> Readings:
    return (Reading("series_c", str(int(match["m"])), COURT),) if match["m"] else _series(match)


find = family(
    form(_SERIES, _any_series, "serie|السلسله"),
    form(r"\boc ?- ?(?P<n>[0-9]{1,2}) ?/ ?(?P<year>[0-9]{2,4})", _opinion, "oc-|oc -"),
    form(
        rf"\b(?:cases?|casos?|affaires?|cas) (?:{NO})?(?P<n>(?:9|1[0-9])[.,][0-9]{{3}})(?![0-9.,/-]?[0-9])",
        _case,
        "cas|affaire",
        more=r"(?P<n>(?:9|1[0-9])[.,][0-9]{3})(?![0-9.,/-]?[0-9])",
    ),
    form(
        rf"\b(?:petition|peticion|peticao|petitions|peticiones|peticoes) ?(?:{NO})?"
        r"(?P<n>p-[0-9]{1,4}-[0-9]{2}(?![0-9])|[0-9]{1,4}[-/][0-9]{2}(?=[0-9]?(?![0-9/]))|1[0-9][.,][0-9]{3}"
        r"(?![0-9/]))",
        _petition,
        "peti",
    ),
    form(
        rf"\b(?:reports?|informes?|relatorios?|rapports?) (?:(?:de|of|on)? ?(?:admissibility|admisibilidad|fondo"
        rf"|the merits|merito) )?"
        rf"(?:{NO})?(?P<n>[0-9]{{1,3}})/{_YEAR}",
        _report,
        "report|inform|relator|rapport",
        more=rf"(?P<n>[0-9]{{1,3}})/{_YEAR}",
    ),
    form(
        rf"\b(?:mc|pm)[ -](?:{NO})?(?P<n>[0-9]{{1,4}})[-/](?P<year>[0-9]{{2}}|[12][0-9]{{3}})(?![0-9/-])",
        _measure,
        "mc-|mc |pm-|pm ",
    ),
    form(
        rf"(?:precautionary measures?|medidas? cautelar(?:es)?|mesures? conservatoires?)(?: \(mc\))? ?"
        rf"(?:mc ?-? ?)?(?:{NO})?"
        r"(?P<n>[0-9]{1,4})[-/](?P<year>[0-9]{2}|[12][0-9]{3})(?![0-9/-])",
        _measure,
        "precaution|cautelar|conservatoire",
    ),
)
