"""The Court of Justice and the General Court of the European Union.

Source: the Court's own way since the ECLI (2014): judgment of 14 March 2013, Aziz, C‑415/11, EU:C:2013:164,
paragraph 44; in each language of the Union.
"""

from __future__ import annotations

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import of_day
from caselaw.domain.citing.pinpoint import ranges, ranges_said

_RULINGS = {
    "judgment": {"en": "Judgment", "es": "Sentencia", "fr": "Arrêt"},
    "order": {"en": "Order", "es": "Auto", "fr": "Ordonnance"},
    "advisory_opinion": {"en": "Opinion", "es": "Dictamen", "fr": "Avis"},
}


def cite(case: Case) -> str | None:
    """Judgment of 14 March 2013, Aziz, C-415/11, EU:C:2013:164, paragraph 44."""
    numbers = case.numbers("docket", "application")
    ecli = [one.removeprefix("ECLI:") for one in case.numbers("ecli")]
    if not numbers and not ecli:
        return None
    word = _RULINGS.get(case.facts.kind, {}).get(case.language, "")
    ruling = f"{word} {of_day(case.facts.decided, case.language)}".strip() if word else ""
    joined = {"en": " and ", "es": " y ", "fr": " et "}[case.language].join(numbers)
    return listed((ruling, case.name, joined, *ecli[:1], _passage(case)), case.language)


def _passage(case: Case) -> str:
    if not case.at or case.language != "en":
        return case.passage()
    said = ranges_said(case.at.unit, ranges(case.at.numbers), "en", case.facts.court)
    return said.replace("paras ", "paragraphs ").replace("para. ", "paragraph ")
