"""What a record lacks for the citation that its body gives of itself: said to a reader, so that nobody takes a citation
with a gap for the whole, and to an editor, who can fill it.

Only what the body's own form always has is asked for; each form and its source stand in the module of its family.
"""

from __future__ import annotations

from collections.abc import Mapping

from caselaw.cite.own import FAMILIES, africa, arab_courts, france, germany, latin_america, luxembourg, nations, spain
from caselaw.cite.own import common_law as common
from caselaw.cite.own import inter_american as america
from caselaw.cite.own import strasbourg as europe
from caselaw.domain.document import SUMMARY, Facts

NAME, DAY = "case_name", "decided"
_NEEDS: Mapping[object, tuple[str, ...]] = {
    america.cite_commission: (NAME, "report", DAY),
    europe.cite_court: (NAME, "application", DAY),
    europe.cite_committee: (NAME, "complaint", DAY),
    africa.cite_commission: (NAME, "communication"),
    africa.cite_court: (NAME, "application", DAY),
    africa.cite_community: (NAME, "docket", DAY),
    luxembourg.cite: (NAME, "docket", DAY),
    common.cite_south_africa: (NAME, "neutral"),
    common.cite_by_brackets: (NAME, "neutral"),
    common.cite_with_comma: (NAME, "neutral"),
    common.cite_canada: (NAME, "neutral"),
    common.cite_united_states: (NAME, "reporter"),
    france.cite_cassation: ("docket", DAY),
    france.cite_council_of_state: ("docket", DAY),
    france.cite_constitutional_council: ("docket", DAY),
    spain.cite: ("docket", DAY),
    germany.cite: ("docket", DAY),
    latin_america.cite_argentina: (NAME, "reporter", DAY),
    latin_america.cite_colombia: ("docket",),
    latin_america.cite_ecuador: ("docket",),
    latin_america.cite_peru: ("docket",),
    arab_courts.cite_egypt: ("docket", DAY),
    arab_courts.cite_lebanese_council: ("docket", DAY),
}
"""By form: the facts and numbers (by scheme) that it is made of."""


def wanting(facts: Facts) -> tuple[str, ...]:
    """The facts (NAME, DAY) and schemes of numbers that the record lacks for its body's own citation, in the order of
    the form; nothing for a summary, and for a body whose form is not known here."""
    family = FAMILIES.get(facts.court or "")
    if family is None or facts.kind == SUMMARY or facts.kind not in family.kinds:
        return ()
    there = {one.scheme for one in facts.identifiers}
    there |= {NAME} if facts.case_name or facts.title else set()
    there |= {DAY} if facts.decided and facts.decided.day else set()
    return tuple(need for need in _needed(family.form, facts.kind) if need not in there)


def _needed(form: object, kind: str) -> tuple[str, ...]:
    if form is america.cite_court:
        return {"judgment": (NAME, DAY, "series_c"), "order": (NAME, DAY)}.get(kind, ())
    if form is nations.cite_committee:
        views = kind in ("views", "decision", "judgment")
        return (NAME, "communication", DAY, "un_symbol") if views else ("un_symbol",)
    if form is nations.cite_document:
        return ("un_symbol",)
    return _NEEDS.get(form, ())
