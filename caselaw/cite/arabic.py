"""Courts that write in Arabic: appeals, cases, judgments and decisions by number, file and year.

In Cairo a year without a century is the court's own judicial year: case 24 of year 20 was filed in 1998.
"""

from __future__ import annotations

from caselaw.cite.family import Match, Readings, family, form
from caselaw.domain.citing.citation import Reading

_FIRST_CALENDAR = 1900
_EGYPT = ("eg-cass", "eg-sac", "eg-caj")
_RULED = r"(?:ال)?(?:طعن|قضي[هت]|دعو[يا]|حكم|قرار|استئناف|التماس|مراجعه)(?:ين|ان|تين|تان|ون|ات)?"
_NO = r"(?:رقم(?:ي|ا)?|عدد|برقم) ?:? ?"
_YEAR = r"(?:ل?سنه|للسنه) \(?(?P<year>[0-9]{1,4})\)?(?![0-9/])"
_JUDICIAL = r"(?: ?(?P<judicial>ق\b\.?|قضائيه|القضائيه)(?: ?[\"'«]?(?P<supreme>دستوريه))?)?"


def _of_year(match: Match) -> Readings:
    number, year = int(match["n"]), int(match["year"])
    if match["supreme"]:
        return (Reading("docket", f"{number}/{year} ق دستورية", "eg-scc"),)
    if match["judicial"] or year < 100:
        return tuple(Reading("docket", f"{number}/{year} ق", court) for court in _EGYPT)
    return (Reading("docket", f"{number}/{year}"),) if year >= _FIRST_CALENDAR else ()


def _decision(match: Match) -> Readings:
    """Morocco: قرار عدد 123 … ملف عدد 2012/1/4/456. The file is what a decision is asked for by."""
    file = match["file"].replace(" ", "")
    return (Reading("docket", file, "ma-cass"),)


def _slashed(match: Match) -> Readings:
    year = int(match["year"])
    return (Reading("docket", f"{int(match['n'])}/{year}"),) if year >= _FIRST_CALENDAR else ()


def _tunisian(match: Match) -> Readings:
    return (Reading("docket", match["n"], "tn-cass"),)


# Several cases may stand under one year (رقما 21550 و21665 لسنة 61 ق): each is read with the year after the last.
_REST = rf"(?: ?[,و] ?و?(?:{_NO})?[0-9]{{1,6}})"

find = family(
    form(rf"(?<!\w)[وفبل]?{_RULED} {_NO}\(?(?P<n>[0-9]{{1,6}})\)? ?{_YEAR}{_JUDICIAL}", _of_year, "سنه"),
    form(
        rf"(?<!\w)[وفبل]?{_RULED} {_NO}(?P<n>[0-9]{{1,6}})(?={_REST}{{1,3}} {_YEAR}{_JUDICIAL})",
        _of_year,
        "سنه",
        more=rf"(?:{_NO})?(?P<n>[0-9]{{1,6}})(?={_REST}{{0,2}} {_YEAR}{_JUDICIAL})",
    ),
    form(
        r"(?<!\w)(?:ال)?ملف (?:[\w ]{0,40} )?عدد ?:? ?(?P<file>[0-9]{1,6}(?: ?/ ?[0-9]{1,6}){1,4})(?![0-9/])",
        _decision,
        "ملف",
    ),
    form(rf"(?<!\w)[وفبل]?{_RULED} {_NO}(?P<n>[0-9]{{1,6}}) ?/ ?(?P<year>[0-9]{{4}})(?![0-9/])", _slashed, "رقم|عدد"),
    form(
        r"(?<!\w)(?:ال)?قرار (?:ال)?(?:تعقيبي|استعجالي)(?: (?:مدني|جزائي|تجاري|اداري|شغلي))? "
        r"(?:عدد|رقم) ?(?P<n>[0-9]{2,6}(?:\.[0-9]{4})?)(?![0-9/])",
        _tunisian,
        "قرار",
    ),
)
