"""The high courts of France.

Sources: the courts' own lists of decisions. Cass., 8 mars 2018, n° 17-12.345; CE, 31 juillet 2017, X, nos 412125,
412171, point 5; Cons. const., décision n° 94-359 DC du 19 janvier 1995, cons. 7. The Conseil numbered grounds ("cons.")
until its decisions of May 2016 (2016-539 QPC), and numbers paragraphs ("paragr.") since. The chamber of the Cour de
cassation is not among the facts that are kept.
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day, of_day
from caselaw.domain.citing.pinpoint import ranges, ranges_said
from caselaw.domain.citing.pinpoint_words import PAGE

_PARAGRAPHS_SINCE = 20160510
_OF_STATE = re.compile(r"\d{5,6}")  # a question sent to the Conseil constitutionnel bears a number of another form


def cite_cassation(case: Case) -> str | None:
    """Cass., 8 mars 2018, n° 17-12.345."""
    numbers = _numbers(case.numbers("docket"))
    return numbers and listed(("Cass.", day(case.facts.decided, "fr"), numbers, case.passage()), "fr")


def cite_council_of_state(case: Case) -> str | None:
    """CE, 31 juillet 2017, Commune de Calais, nos 412125, 412171, point 5."""
    own = tuple(one for one in case.numbers("docket") if _OF_STATE.fullmatch(one))
    numbers = _numbers(own)
    name = "" if not case.facts.case_name or any(one in case.name for one in own) else case.name
    return numbers and listed(("CE", day(case.facts.decided, "fr"), name, numbers, case.passage()), "fr")


def cite_constitutional_council(case: Case) -> str | None:
    """Cons. const., décision n° 94-359 DC du 19 janvier 1995, Loi relative à la diversité de l'habitat, cons. 7."""
    number = next(iter(case.numbers("docket")), "")
    if not number:
        return None
    decision = f"décision n° {number} {of_day(case.facts.decided, 'fr')}".strip()
    name = "" if number in case.name else case.name
    return listed(("Cons. const.", decision, name, _ground(case)), "fr")


def _ground(case: Case) -> str:
    decided = case.facts.decided
    if not case.at or case.at.unit == PAGE or decided is None:
        return case.passage()
    numbers = ranges_said(case.at.unit, ranges(case.at.numbers), "fr").removeprefix("par. ")
    return f"{'paragr.' if decided.first >= _PARAGRAPHS_SINCE else 'cons.'} {numbers}"


def _numbers(numbers: tuple[str, ...]) -> str:
    if len(numbers) == 1:
        return f"n° {numbers[0]}"
    return f"nos {', '.join(numbers)}" if numbers else ""
