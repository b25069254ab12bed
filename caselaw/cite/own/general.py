"""Any decision: the body, the name, the number and the day, as far as they are known."""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day
from caselaw.domain.text import fold

_NUMBER = {"en": "No. {}", "es": "núm. {}", "fr": "n° {}", "ar": "رقم {}", "de": "Nr. {}"}
_SCHEMES = ("neutral", "un_symbol", "docket", "application", "communication", "complaint", "petition", "report",
            "resolution", "law", "ecli", "reporter", "other")  # fmt: skip
_GROUP = re.compile(r"\d+|[^\W\d_]+")
_ACTS = frozenset({"law", "treaty", "declaration", "resolution", "circular", "official_gazette"})


def cite(case: Case) -> str:
    """High Court of Botswana, X v Y, No. 12/2006, 13 December 2006, para. 44."""
    numbers = case.numbers(*_SCHEMES)
    if case.facts.kind in _ACTS:  # the other numbers are those of acts that it speaks of
        numbers = () if case.facts.kind == "official_gazette" else numbers[:1]
    known = _groups(case.name)
    said = [number_said(one, case.language) for one in numbers if not _groups(one) <= known]
    when = day(case.facts.decided, case.language, case.facts.country)
    return listed((case.court, case.name, *said, when, case.passage()), case.language)


def number_said(number: str, language: str) -> str:
    """No. 12/2006; a number that begins with letters says itself what it is."""
    if not number[:1].isdigit() or re.match(r"\d+ [A-Z]", number):
        return number
    return _NUMBER.get(language, _NUMBER["en"]).format(number)


def _groups(text: str) -> set[str]:
    """The numbers and words of a text: a number that the name bears already is not said twice."""
    return {part.lstrip("0") for part in _GROUP.findall(fold(text))}
