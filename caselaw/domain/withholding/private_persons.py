"""Does a document name private persons? Asked before the robots of other search engines may list its page.

A judgment names who was evicted, beaten or dismissed; found by a search for the name, it follows that person for life.
So a page is listed only where all that it names in its parties and its title are known to be States, public offices,
companies or other organisations. What is not known counts as a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from caselaw.domain.document import Facts
from caselaw.domain.documentation.company import company_name
from caselaw.domain.text import fold

_GENERAL = frozenset({"treaty", "declaration", "law", "general_comment", "concluding_observations", "advisory_opinion"})
"""Kinds that are about everyone."""

_BETWEEN = re.compile(r"\s+(?:v|vs|c|contre|contra|against|ضد)\.?\s+", re.IGNORECASE)
_BEGINS = re.compile(
    r"(?:the |el |la |le |l[’'] ?|los |las |les )?(?:"
    r"(?:federal |islamic |democratic |socialist |plurinational )*republic|state of|states? part|kingdom|government|"
    r"ministr(?:y|ies|er|e)\b|minister (?:of|for)|department of|municipality|city of|council|commission|"
    r"attorney general|"
    r"director of public prosecutions|secretary (?:of state|for)|province|university|national|international|"
    r"united nations|organi[sz]ation|association|federation|foundation|union|trade union|"
    r"republica|estado|reino|gobierno|ministerio|municipalidad|municipio|alcaldia|ciudad de|consejo|comision|"
    r"provincia|universidad|fiscalia|procuraduria|defensoria|asociacion|federacion|fundacion|sindicato|"
    r"republique|etat|royaume|gouvernement|ministere|commune|ville de|conseil|prefet|procureur|province|universite|"
    r"syndicat|"
    r"جمهوريه|الجمهوريه|دوله|الدوله|مملكه|المملكه|حكومه|الحكومه|وزاره|وزير|بلديه|مجلس|لجنه|جامعه|نقابه|جمعيه|اتحاد|موسسه|شركه"
    r")"
)
_AND_OTHERS = re.compile(r"\b(?:et al|and others?|y otros?|y otras?|et autres?|e outros?)\b|واخرون|واخرين")


def names_persons(facts: Facts, is_country: Callable[[str], bool]) -> bool:
    """True unless everybody it is about is known to be no private person; `is_country` tells the name of a State, in
    any language."""
    if facts.abuse or facts.allegations:
        return True
    if facts.kind in _GENERAL:
        return False
    named = [*(party.name for party in facts.parties if party.role != "state"), *sides(facts)]
    both = len(facts.parties) > 1 or len(sides(facts)) > 1
    return not both or not all(is_body(name, is_country) for name in named)


def sides(facts: Facts) -> list[str]:
    """Who stands against whom, as the name of the case says it."""
    for name in (facts.case_name, facts.title):
        parts = _BETWEEN.split(name or "")
        if len(parts) > 1:
            return parts
    return []


def is_body(name: str, is_country: Callable[[str], bool]) -> bool:
    """The name is known to be that of a State, a public office, a company or another organisation."""
    if is_country(name):
        return True
    folded = fold(name).strip()
    if _AND_OTHERS.search(folded):
        return False
    return bool(_BEGINS.match(folded)) or bool(company_name(name).forms)


def country_names(names: Iterable[str]) -> Callable[[str], bool]:
    """Tells the names in this list, however they are written."""
    known = frozenset(fold(name).strip() for name in names)
    return lambda name: fold(name).strip(" .") in known
