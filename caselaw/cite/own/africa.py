"""The African Commission and Court on Human and Peoples' Rights, and the Community Court of West African States.

Sources: the Commission's decisions on communications ("Communication 155/96 – SERAC and CESR v Nigeria (2001)
ACHPR"), the captions and footnotes of the Court ("Application No. 006/2012, … Judgment of 26 May 2017"), and the
numbers that the Community Court gives to its judgments (ECW/CCJ/JUD/07/10).
"""

from __future__ import annotations

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import of_day
from caselaw.cite.own.sides import SIGNS, with_sign

_AGAINST = {"en": "v", "fr": "c."}
_RULINGS = {"judgment": {"en": "Judgment", "fr": "Arrêt"}, "order": {"en": "Order", "fr": "Ordonnance"}}


def cite_commission(case: Case) -> str | None:
    """Communication 155/96 – X v Nigeria (2001) ACHPR, para. 44."""
    numbers = case.numbers("communication")
    if not numbers:
        return None
    year = f" ({case.facts.decided.year})" if case.facts.decided else ""
    body = "ACHPR" if case.language == "en" else "CADHP"
    known = f"Communication {numbers[0]} – {with_sign(case.name, _AGAINST[case.language])}{year} {body}"
    return listed((known, case.passage()), case.language)


def cite_court(case: Case) -> str | None:
    """Court, X v. Y, Application No. 006/2012, Judgment of 26 May 2017, para. 44."""
    numbers = case.numbers("application")
    if not numbers:
        return None
    name = with_sign(case.name, SIGNS[case.language])
    number = f"Application No. {numbers[0]}" if case.language == "en" else f"Requête n° {numbers[0]}"
    return listed((case.court, name, number, _ruling(case), case.passage()), case.language)


def cite_community(case: Case) -> str | None:
    """X v. Y, Judgment No. ECW/CCJ/JUD/07/10 of 30 November 2010."""
    number = next((one for one in case.numbers("docket") if "/JUD/" in one.upper()), "")
    if not number:
        return None
    name = with_sign(case.name, SIGNS[case.language])
    judgment = f"Judgment No. {number}" if case.language == "en" else f"Arrêt n° {number}"
    judgment = f"{judgment} {of_day(case.facts.decided, case.language)}".strip()
    return listed((name, judgment, case.passage()), case.language)


def _ruling(case: Case) -> str:
    word = _RULINGS.get(case.facts.kind, {}).get(case.language, "")
    when = of_day(case.facts.decided, case.language)
    return f"{word} {when}".strip() if word else when.split(" ", 1)[-1]
