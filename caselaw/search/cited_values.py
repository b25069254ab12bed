"""What a query names when it asks who cites it: articles (`article:11`, `article:"art. 11 PIDESC"`) and decisions
(`cites:"Series C No. 125"`, `cites:ECLI:…`), as `caselaw.search.cited` writes them in the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pycountry

from caselaw.cite.articles import CONSTITUTION
from caselaw.cite.find import find_citations
from caselaw.domain.citation import ARTICLE
from caselaw.domain.instrument import instruments
from caselaw.domain.text import fold
from caselaw.search.analysis import exact
from caselaw.search.cited import article, decisions, keyword

_NUMBER = r"[0-9]{1,4}(?:-?[a-z])?(?:[.][0-9]{1,3}){0,3}(?:\([0-9a-z]{1,4}\)){0,3}"
_ALONE = re.compile(rf"(?:art(?:icles?|iculos?|s)?\.? ?|(?:ال)?(?:ماده|مواد) ?)?({_NUMBER})")
_WORD = r"(?:art(?:icles?|iculos?|s)?\.? ?|(?:ال)?ماده ?)?"
_BEHIND = re.compile(rf"(.+?)[ ,/]+{_WORD}({_NUMBER})")
_BEFORE = re.compile(rf"{_WORD}({_NUMBER})[ ,]+(?:of |de |del |du |من )?(?:the |la |el |le )?(.+)")


def articles_named(value: str) -> tuple[str, ...]:
    """The articles that a value may mean: a number alone that of any instrument, an instrument alone all of its; none
    where no instrument is known by that name."""
    plain = re.sub(r" (?=\()", "", keyword(value))
    if match := _ALONE.fullmatch(plain):
        return _numbered(_all_instruments(), match[1])
    for pattern, name, number in ((_BEHIND, 1, 2), (_BEFORE, 2, 1)):
        match = pattern.fullmatch(plain)
        if match and (found := _instruments(match[name])):
            return _numbered(found, match[number])
    return _instruments(plain)


def decisions_named(value: str) -> tuple[str, ...]:
    """What a decision is known by where it is cited: every reading of the value as a citation, and the value itself."""
    readings = [one for citation in find_citations(value) for one in citation.readings if one.scheme != ARTICLE]
    found = [form for reading in readings for form in decisions(reading)]
    return tuple(dict.fromkeys((*found, keyword(value)))) if exact(value) else ()


def _numbered(instruments: Sequence[str], number: str) -> tuple[str, ...]:
    behind = article("", number)  # the same behind every instrument
    return tuple(f"{one}{behind}" for one in instruments)


def _instruments(name: str) -> tuple[str, ...]:
    return _called().get(name, ())


@cache
def _called() -> dict[str, tuple[str, ...]]:
    """Every name and acronym of an instrument, folded; a constitution is that of any country."""
    found: dict[str, tuple[str, ...]] = {}
    for one in instruments().values():
        for name in (one.id, *one.acronyms, *(name for names in one.names.values() for name in names)):
            found.setdefault(keyword(name), (one.id,))
    for name in ("constitution", "constitucion", "constituicao", fold("الدستور"), fold("دستور")):
        found[name] = _constitutions()
    return found


def _constitutions() -> tuple[str, ...]:
    return (CONSTITUTION, *(f"{CONSTITUTION}-{country.alpha_3}" for country in pycountry.countries))


@cache
def _all_instruments() -> tuple[str, ...]:
    return (*instruments(), *_constitutions())
