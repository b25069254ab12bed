"""The federal courts of Germany: BVerfG, Urteil vom 9. Februar 2010 – 1 BvL 1/09, Rn. 133.

In English as the Federal Constitutional Court translates itself: BVerfG, Judgment of 9 February 2010 – 1 BvL 1/09,
para. 133. The senate is left out: the number does not tell whether it was one of its chambers.
"""

from __future__ import annotations

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day

_COURTS = {"de-bverfg": "BVerfG", "de-bgh": "BGH", "de-bverwg": "BVerwG", "de-bsg": "BSG"}
_RULINGS = {
    "judgment": {"de": "Urteil vom", "en": "Judgment of"},
    "order": {"de": "Beschluss vom", "en": "Order of"},
}


def cite(case: Case) -> str | None:
    """Court, ruling and day, number, passage; None where the number is not known."""
    numbers, court = case.numbers("docket"), _COURTS.get(case.facts.court or "")
    if not numbers or not court:
        return None
    word = _RULINGS.get(case.facts.kind, {}).get(case.language, "")
    ruled = f"{word} {day(case.facts.decided, case.language)}" if word and case.facts.decided else ""
    known = f"{ruled} – {', '.join(numbers)}" if ruled else ", ".join(numbers)
    return listed((court, known, case.passage()), case.language)
