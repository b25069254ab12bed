"""High courts of Latin America, in Spanish.

Sources: the courts' own judgments and the lists on their sites. Argentina cites the official reports ("Fallos:
331:1622"), Colombia letter, number and year ("Sentencia T-760 de 2008"), Ecuador and Peru the number of the file.
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day

_COLOMBIAN = re.compile(
    r"(?:sentencia\s+)?(T|C|SU|A|Auto)[\s-]?(\d{1,4})[A-Z]?\s*(?:/|-| de )\s*(\d{4}|\d{2})", re.IGNORECASE
)
_FIRST_YEAR = 92  # the Constitutional Court of Colombia has decided since 1992
_FALLOS = re.compile(r"(?:CSJN[ ,-]*)?Fallos:? ?(\d+:\d+)")
_ECUADORIAN = re.compile(r"\d{1,4}-\d{2}-[A-Z]{2}/\d{2}")
_PERUVIAN = re.compile(r"\d{3,5}-\d{4}-[A-Z]{2,3}(?:/TC)?")


def cite_argentina(case: Case) -> str:
    """CSJN, "X c/ Y s/ amparo", Fallos: 331:1622, considerando 17."""
    found = next((match for one in case.numbers("reporter") if (match := _FALLOS.search(one))), None)
    when = "" if found else day(case.facts.decided, "es")
    said = f"Fallos: {found[1]}" if found else f"sentencia del {when}" if when else ""
    return listed(("CSJN", f"“{case.name}”" if case.name else "", said, case.passage()), "es")


def cite_colombia(case: Case) -> str | None:
    """Corte Constitucional, Sentencia T-760 de 2008."""
    found = next((match for one in case.numbers("docket") if (match := _COLOMBIAN.fullmatch(one.strip()))), None)
    if not found:
        return None
    letter, number, year = found[1].upper(), found[2], found[3]
    if len(year) == 2:
        year = f"{'19' if int(year) >= _FIRST_YEAR else '20'}{year}"
    ruling = f"Auto {number} de {year}" if letter in ("A", "AUTO") else f"Sentencia {letter}-{number} de {year}"
    return listed(("Corte Constitucional", ruling, case.passage()), "es")


def cite_ecuador(case: Case) -> str | None:
    """Corte Constitucional del Ecuador, Sentencia No. 253-20-JH/22, 27 de enero de 2022, párr. 44."""
    found = next((match.group() for one in case.numbers("docket") if (match := _ECUADORIAN.search(one))), "")
    if not found:
        return None
    parts = (
        "Corte Constitucional del Ecuador",
        f"Sentencia No. {found}",
        day(case.facts.decided, "es"),
        case.passage(),
    )
    return listed(parts, "es")


def cite_peru(case: Case) -> str | None:
    """Tribunal Constitucional, sentencia recaída en el Expediente 02945-2003-AA/TC, fundamento 12."""
    found = next((match.group() for one in case.numbers("docket") if (match := _PERUVIAN.search(one))), "")
    if not found:
        return None
    word = "auto recaído" if case.facts.kind == "order" else "sentencia recaída"
    return listed(("Tribunal Constitucional", f"{word} en el Expediente {found}", case.passage()), "es")
