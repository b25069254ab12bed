"""The European Court of Human Rights and the European Committee of Social Rights.

Sources: the Court's "Note explaining the mode of citation" (X v. Y, no. 12345/06, § 44, 1 January 2010; [GC], (dec.)),
in English and French, its two languages; the Committee's Digest (Complaint No. 33/2006, decision on the merits of …).
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day, of_day
from caselaw.cite.own.sides import SIGNS, with_sign

_GRAND_CHAMBER = re.compile(r"\[GC\]|\bgrand chamber\b|\bgrande chambre\b", re.IGNORECASE)
_SHOWN = 3  # numbers of joined applications; of more the Court says how many others there are
_DECISIONS = {
    "en": {"admissibility": "decision on admissibility", "merits": "decision on the merits", "": "decision"},
    "fr": {"admissibility": "décision sur la recevabilité", "merits": "décision sur le bien-fondé", "": "décision"},
}


def cite_court(case: Case) -> str:
    """X v. Y [GC], nos. 1/05 and 2/06, § 44, 1 January 2010."""
    name = with_sign(case.name, SIGNS[case.language])
    if _GRAND_CHAMBER.search(case.facts.title) and "[GC]" not in name:
        name += " [GC]"
    if case.facts.kind == "decision":
        name += " (dec.)" if case.language == "en" else " (déc.)"
    numbers = _numbers(case.numbers("application"), case.language)
    return listed((name, numbers, case.passage(), day(case.facts.decided, case.language)), case.language)


def cite_committee(case: Case) -> str | None:
    """X v. Y, Complaint No. 33/2006, decision on the merits of 5 December 2007, § 44."""
    numbers = case.numbers("complaint")
    if not numbers:
        return None
    complaint = f"Complaint No. {numbers[0]}" if case.language == "en" else f"réclamation n° {numbers[0]}"
    stage = next((stage for stage in ("merits", "admissibility") if stage in case.facts.stages), "")
    decided = f"{_DECISIONS[case.language][stage]} {of_day(case.facts.decided, case.language)}".strip()
    name = with_sign(case.name, SIGNS[case.language])
    return listed((name, complaint, decided if case.facts.decided else "", case.passage()), case.language)


def _numbers(numbers: tuple[str, ...], language: str) -> str:
    if not numbers:
        return ""
    one, many, conjunction = ("no.", "nos.", "and") if language == "en" else ("n°", "nos", "et")
    if len(numbers) == 1:
        return f"{one} {numbers[0]}"
    if len(numbers) > _SHOWN:
        others = f"{len(numbers) - 1} {'others' if language == 'en' else 'autres'}"
        return f"{many} {numbers[0]} {conjunction} {others}"
    return f"{many} {', '.join(numbers[:-1])} {conjunction} {numbers[-1]}"
