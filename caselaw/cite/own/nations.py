"""The treaty bodies of the United Nations, and other documents that bear a symbol.

Sources: the Editorial Manual of the United Nations and the bodies' own footnotes: Committee, author v. State,
communication No. 5/2015, views of 20 June 2017 (E/C.12/61/D/5/2015), para. 15.1; in each of their languages.
"""

from __future__ import annotations

import re

from caselaw.cite.own.case import Case, apart, listed
from caselaw.cite.own.days import day_of_the_nations, of_day
from caselaw.cite.own.sides import SIGNS, with_sign

_COMMUNICATION = {
    "en": "communication No. {}", "es": "comunicación núm. {}", "fr": "communication n° {}", "ar": "البلاغ رقم {}",
}  # fmt: skip
_DECIDED = {
    "views": {"en": "views", "es": "dictamen", "fr": "constatations", "ar": "الآراء المؤرخة"},
    "decision": {"en": "decision", "es": "decisión", "fr": "décision", "ar": "القرار المؤرخ"},
}
_NUMBER_IN_SYMBOL = re.compile(r"/D[RT]?/(\d+/\d{4})(?=$|[^\d])")


def cite_committee(case: Case) -> str | None:
    """Views and decisions on a communication; of all else the title and the symbol."""
    if case.facts.kind not in ("views", "decision", "judgment"):
        return cite_document(case)
    symbol = next(iter(case.numbers("un_symbol")), "")
    found = _NUMBER_IN_SYMBOL.search(symbol)
    number = next(iter(case.numbers("communication")), found[1] if found else "")
    if not number:
        return cite_document(case)
    name = with_sign(case.name, SIGNS[case.language])
    said = _COMMUNICATION[case.language].format(number)
    return listed((case.court, name, said, _decided(case, symbol), case.passage()), case.language)


def cite_document(case: Case) -> str | None:
    """Body, title (symbol), passage: general comments, concluding observations, reports, resolutions."""
    symbol = next(iter(case.numbers("un_symbol")), "")
    title = case.facts.title or case.name
    if not symbol or not title:
        return None
    known = title if symbol in title else f"{title} ({apart(symbol, case.language)})"
    court = "" if case.court and case.court in title else case.court
    comma = "، " if case.language == "ar" else ", "
    return comma.join(part for part in (court, known, case.passage()) if part)


def _decided(case: Case, symbol: str) -> str:
    """ "views of 20 June 2017 (E/C.12/61/D/5/2015)", each part only where it is known."""
    when = case.facts.decided
    kind = "views" if case.facts.kind == "views" else "decision"
    word = _DECIDED[kind][case.language]
    said = (
        f"{word} {day_of_the_nations(when) if case.language == 'ar' else of_day(when, case.language)}" if when else ""
    )
    bracket = f"({apart(symbol, case.language)})" if symbol else ""
    return " ".join(part for part in (said, bracket) if part)
