"""What a query names when it asks who cites it: articles (`article:11`, `article:"art. 11 PIDESC"`) and decisions
(`cites:"Series C No. 125"`, `cites:ECLI:…`), as `caselaw.search.cited` writes them in the index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import pycountry

from caselaw.cite.articles import CONSTITUTION
from caselaw.cite.find import find_citations
from caselaw.domain.citing.citation import ARTICLE
from caselaw.domain.instrument import instruments
from caselaw.domain.text import fold
from caselaw.search.analysis import exact
from caselaw.search.cited import article, decisions, keyword

_NUMBER = r"[0-9]{1,4}(?:-?[a-z])?(?:[.][0-9]{1,3}){0,3}(?:\([0-9a-z]{1,4}\)){0,3}"
_ALONE = re.compile(rf"(?:art(?:icles?|iculos?|s)?\.? ?|(?:ال)?(?:ماده|مواد) ?)?({_NUMBER})")
_WORD = r"(?:art(?:icles?|iculos?|s)?\.? ?|(?:ال)?ماده ?)?"
_BEHIND = re.compile(rf"(.+?)[ ,/]+{_WORD}({_NUMBER})")
_BEFORE = re.compile(rf"{_WORD}({_NUMBER})[ ,]+(?:of |de |del |du |من )?(?:the |la |el |le )?(.+)")

_JOINTS = frozenset("-‐‑–—_:.;")


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


def is_number(value: str) -> bool:
    """An article's number alone: which instrument is meant may stand behind it."""
    return _ALONE.fullmatch(re.sub(r" (?=\()", "", keyword(value))) is not None


def is_acronym(word: str) -> bool:
    """An instrument is called so, in letters that only an acronym has: `PIDESC`, not `cat`."""
    return word in _acronyms()


def parted(value: str) -> str | None:
    """`21-achr` as `21 ACHR`: number and instrument with a space between; None where they are not these two."""
    for place in (place for place, sign in enumerate(value) if sign in _JOINTS):
        words = [word.upper() if word.upper() in _acronyms() else word for word in (value[:place], value[place + 1 :])]
        if any(map(is_number, words)) and articles_named(" ".join(words)):
            return " ".join(words)
    return None


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


@cache
def _acronyms() -> frozenset[str]:
    known = (name for one in instruments().values() for name in (one.id, *one.acronyms))
    return frozenset(name for name in known if name.isupper() and " " not in name)


def _constitutions() -> tuple[str, ...]:
    return (CONSTITUTION, *(f"{CONSTITUTION}-{country.alpha_3}" for country in pycountry.countries))


@cache
def _all_instruments() -> tuple[str, ...]:
    return (*instruments(), *_constitutions())
