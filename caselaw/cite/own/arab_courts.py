"""High courts of Egypt and Lebanon, in Arabic; other Arab courts are cited by court, number and day.

Sources: the official reports. Egypt: المحكمة الدستورية العليا، القضية رقم 24 لسنة 20 قضائية «دستورية»، جلسة …;
before the courts of cassation and of the administration الطعن or الدعوى.
Lebanon: المجلس الدستوري، القرار رقم 6/2014، تاريخ ….
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, listed
from caselaw.cite.own.days import day

_OF_YEAR = re.compile(r"(\d{1,6})\s*(?:/|لسنة)\s*(\d{1,2})(?!\d)(.*)")
_CALLED = {"eg-scc": "القضية", "eg-cass": "الطعن", "eg-sac": "الطعن", "eg-caj": "الدعوى"}
_CONSTITUTIONAL = "دستورية"


def cite_egypt(case: Case) -> str | None:
    """By number and judicial year; None where the number is of another form."""
    found = [match for one in case.numbers("docket") if (match := _OF_YEAR.fullmatch(one.strip()))]
    word = _CALLED.get(case.facts.court or "")
    if not found or word is None:
        return None
    said = []
    for match in found:
        kind = f" «{_CONSTITUTIONAL}»" if _CONSTITUTIONAL in match[3].split() else ""
        said.append(f"{word} رقم {match[1]} لسنة {match[2]} قضائية{kind}")
    when = day(case.facts.decided, "ar", "EGY")
    return listed((case.court, *said, f"جلسة {when}" if when else "", case.passage()), "ar")


def cite_lebanese_council(case: Case) -> str | None:
    """المجلس الدستوري، القرار رقم 6/2014، تاريخ 6 آب 2014."""
    number = next(iter(case.numbers("docket")), "")
    if not number:
        return None
    when = day(case.facts.decided, "ar", "LBN")
    return listed((case.court, f"القرار رقم {number}", f"تاريخ {when}" if when else "", case.passage()), "ar")
