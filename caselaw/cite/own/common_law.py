"""Courts that give their judgments neutral citations, or are cited by law reports.

Sources: the courts' own practice directions and judgments. South Africa: X v Y [2000] ZACC 19; 2001 (1) SA 46 (CC) at
para 44. England, Ireland, Australia, New Zealand, Hong Kong, Singapore: X v Y [2019] UKSC 12 at [44]. Canada: X v Y,
2019 SCC 65 at para 44. India and Kenya: X v Y, (1985) 3 SCC 545, para 44. United States: X v. Y, 410 U.S. 113 (1973).

A page known here is one of the file, not of a law report: a passage by the page is never put behind a report.
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case
from caselaw.domain.citing.pinpoint import passage_said, ranges, ranges_said
from caselaw.domain.citing.pinpoint_words import BRACKET, PAGE, PARAGRAPH

_VOLUME = re.compile(r"\d+ [A-Z][\w.' ]* \d+")
_YEAR = re.compile(r"\(\d{4}\)$")


def cite_south_africa(case: Case) -> str | None:
    """X v Y [2000] ZACC 19; 2001 (1) SA 46 (CC) at para 44."""
    known = _known(case, "; ", " ")
    return known and known + _at(case, " at ")


def cite_by_brackets(case: Case) -> str | None:
    """X v Y [2019] UKSC 12, [2020] AC 1 at [44]."""
    known = _known(case, ", ", " ")
    if known and case.at and case.at.unit != PAGE:
        return f"{known} at {ranges_said(BRACKET, ranges(case.at.numbers), 'en')}"
    return known and known + _at(case, ", ")


def cite_canada(case: Case) -> str | None:
    """X v Y, 2019 SCC 65 at para 44."""
    known = _known(case, ", ", ", ")
    return known and known + _at(case, " at ")


def cite_with_comma(case: Case) -> str | None:
    """X v Y, (1985) 3 SCC 545, para 44; a neutral citation in brackets follows the name without a comma."""
    neutral = case.numbers("neutral")
    known = _known(case, ", ", " " if neutral and neutral[0].startswith("[") else ", ")
    return known and known + _at(case, ", ")


def cite_united_states(case: Case) -> str | None:
    """X v. Y, 410 U.S. 113 (1973); None where the report is not known."""
    volume = next((one for one in case.numbers("reporter") if _VOLUME.match(one)), "")
    if not volume or (case.at and case.at.unit == PAGE):
        return None
    year = f" ({case.facts.decided.year})" if case.facts.decided and not _YEAR.search(volume) else ""
    return f"{case.name}, {volume}{year}{_at(case, ', ')}"


def _known(case: Case, between: str, before: str) -> str | None:
    """The name with its neutral citation and its reports; None where there is neither."""
    neutral, reports = case.numbers("neutral")[:1], case.numbers("reporter")
    if case.at and case.at.unit == PAGE:
        reports = ()
    cited = between.join((*neutral, *(one for one in reports if one not in neutral)))
    return f"{case.name}{before}{cited}" if cited else None


def _at(case: Case, before: str) -> str:
    """Paragraphs by "para", without a stop, whatever unit others would cite this court by."""
    if not case.at:
        return ""
    unit = PAGE if case.at.unit == PAGE else PARAGRAPH
    said = passage_said(case.at.__class__(unit, case.at.numbers), "en")
    return before + said.replace("para. ", "para ")
