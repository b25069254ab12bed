"""Which reading of a shared number is meant: the body named in the words around, else the court that writes, else the
country. What none of them decides keeps all its readings, or
the one without a body where a family gives that too."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from caselaw.cite.articles import CONSTITUTION, KIND_OF
from caselaw.cite.view import view
from caselaw.domain.citing.citation import ARTICLE, Reading
from caselaw.domain.court import courts, while_listed

_EUROPEAN_UNION = frozenset(
    (
        "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU", "GRC", "HUN", "IRL", "ITA", "LVA",
        "LTU", "LUX", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "ESP", "SWE", "GBR",
    )
)  # fmt: skip
# Words by which a body is meant, beside its names and acronyms in the list of courts.
_SAID: Mapping[str, str] = {
    "cjeu": r"\b(?:case|cases|affaires?|asuntos?|processos?) $|court of justice|cour de justice|tribunal de justicia|"
    r"luxemb|general court|tribunal general|european union|union europea|union europeenne|\beu:c:|commission",
    "eu-gc": r"\b(?:case|cases|affaires?|asuntos?|processos?) $|luxemb|general court|tribunal general|european union|"
    r"union europea|union europeenne|\beu:t:|commission",
    "co-cc": r"\b(?:sentencias?|fallos?) $|corte constitucional|colombia|\bm\. ?p\.",
    "echr": r"\bechr\b|\bcedh\b|\btedh\b|eur\. ?c|european court|european commission|cour europeenne|tribunal europeo|"
    r"corte europea",
    "iachr": r"inter-?american commission|(?:comision|comissao) interamericana|commission interamericaine|\bcidh\b|"
    r"\biachr\b|\b(?:the|la|a) (?:commission|comision|comissao)\b|petitio|petici|peticao|admissib|admisib|"
    r"\bcas[eo]s? (?:no?\.? ?|n°? ?)?1[0-9]\.",
    "iacthr": r"inter-?american court|corte interamericana|corte idh|cour interamericaine|advisory opinion|"
    r"opinion consultiva|\boc-",
    "achpr": r"african commission|commission africaine|comision africana|achpr|اللجنه الافريقيه",
    "cescr": r"economic, social and cultural|economicos, sociales y culturales|economicos, sociais e culturais|"
    r"economiques, sociaux et culturels|cescr|comite desc|الاقتصاديه والاجتماعيه",
    "hrc": r"human rights committee|comite de derechos humanos|comite des droits de l'homme|civil and political|"
    r"civiles y politicos|المعنيه بحقوق الانسان",
    "crc": r"rights of the child|derechos del nino|droits de l'enfant|حقوق الطفل",
    "cat": r"against torture|contra la tortura|contre la torture|مناهضه التعذيب",
    "eg-cass": r"محكمه النقض|نقض",
    "eg-sac": r"الاداريه العليا",
    "eg-caj": r"القضاء الاداري",
    "br-stf": r"\bstf\b|supremo tribunal federal",
    "br-stj": r"\bstj\b|superior tribunal de justica",
    "us-scotus": r"u\. ?s\.|s\. ?ct\.|supreme court",
}
_LUXEMBOURG = ("cjeu", "eu-gc")
_BEFORE: Mapping[str, str] = {"iacthr": "iachr", "afchpr": "achpr"}  # the body that dealt with a case before the court


@dataclass(frozen=True)
class Context:
    """What is known around a citation: the document's court, country and language, and the folded words before and
    after. `called` says which instrument this document calls by its kind ("convention" → "ACHR")."""

    court: str | None = None
    country: str | None = None
    language: str = "und"
    before: str = ""
    after: str = ""
    called: Mapping[str, str] | None = None


def decide(readings: tuple[Reading, ...], context: Context) -> tuple[Reading, ...]:
    """The readings that remain in this context: one where it decides, all where it does not; never none."""
    if any(reading.scheme == ARTICLE for reading in readings):
        return _article(readings, context)
    bodies = [reading.authority for reading in readings if reading.authority]
    if len(readings) == 1:
        return readings
    chosen = _named(bodies, context) or _writing(bodies, context)
    if chosen is None and any(reading.authority is None for reading in readings):
        return tuple(reading for reading in readings if reading.authority is None)
    return tuple(reading for reading in readings if chosen in (None, reading.authority))


def _named(bodies: list[str], context: Context) -> str | None:
    """The body named nearest to the citation, if only one is so near."""
    nearest: dict[str, int] = {}
    for body in bodies:
        pattern = body_named(body)
        ends = [len(context.before) - match.end() for match in pattern.finditer(context.before)]
        ends += [match.start() + 1 for match in pattern.finditer(context.after)]
        if ends:
            nearest[body] = min(ends)
    if not nearest:
        return None
    best = min(nearest.values())
    winners = [body for body, distance in nearest.items() if distance == best]
    return winners[0] if len(winners) == 1 else None


def _writing(bodies: list[str], context: Context) -> str | None:
    """The court that writes, if it is one of them; else the only one of its country."""
    for writer in (context.court, _BEFORE.get(context.court or "")):
        if writer in bodies:
            return writer
    own = [
        body for body in bodies if (court := courts().get(body)) and court.country and court.country == context.country
    ]
    if len(own) == 1:
        return own[0]
    luxembourg = [body for body in bodies if body in _LUXEMBOURG]
    if luxembourg and not own and (context.country in _EUROPEAN_UNION or context.court in _LUXEMBOURG):
        return luxembourg[0]
    return None


def _article(readings: tuple[Reading, ...], context: Context) -> tuple[Reading, ...]:
    """ "The Convention" is the one that this document so calls, else the one of the body that writes, else unknown."""
    only = readings[0]
    if len(readings) > 1:
        own = [one for one in readings if one.authority and one.authority == context.court]
        called = (context.called or {}).get(KIND_OF[readings[1].value.partition(" ")[0]])
        only = replace(only, value=f"{called} {only.value}") if called else (own or [only])[0]
    only = replace(only, authority=None)
    instrument, _, number = only.value.partition(" ")
    if instrument == CONSTITUTION and context.country:
        only = replace(only, value=f"{CONSTITUTION}-{context.country} {number}")
    return (only,)


@while_listed
def body_named(body: str) -> re.Pattern[str]:
    """Every way to name a body, in folded text."""
    said = [_SAID[body]] if body in _SAID else []
    if court := courts().get(body):
        names = (*court.names.values(), *court.acronyms, court.original or "")
        said += [rf"(?<!\w){re.escape(view(name).folded)}(?!\w)" for name in names if name]
    return re.compile("|".join(said) or r"(?!)")
