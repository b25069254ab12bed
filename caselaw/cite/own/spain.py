"""The Constitutional Court of Spain: STC 31/2010, de 28 de junio, FJ 3; FFJJ 3 y 4."""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day
from caselaw.domain.citing.pinpoint import ranges, ranges_said
from caselaw.domain.citing.pinpoint_words import PAGE

_NUMBER = re.compile(r"(?:STC |ATC )?(\d{1,3}/((?:19|20)\d{2}))")
_KINDS = {"judgment": "STC", "order": "ATC"}


def cite(case: Case) -> str | None:
    """By the number of the ruling, which bears its year; None where only that of the appeal is known."""
    decided, kind = case.facts.decided, _KINDS.get(case.facts.kind)
    found = (match for one in case.numbers("docket") if (match := _NUMBER.fullmatch(one)))
    match = next((match for match in found if decided is None or match[2] == str(decided.year)), None)
    if kind is None or match is None:
        return None
    when = f"de {day(decided, 'es').rpartition(' de ')[0]}" if decided and decided.month else ""
    return listed((f"{kind} {match[1]}", when, _grounds(case)), "es")


def _grounds(case: Case) -> str:
    if not case.at or case.at.unit == PAGE:
        return case.passage()
    said = ranges_said("ground", ranges(case.at.numbers), "es")
    return said.replace("fundamentos jurídicos", "FFJJ").replace("fundamento jurídico", "FJ")
