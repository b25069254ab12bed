"""Bodies without a family of their own, those that editors added among them: cited by the form in which the list of
courts says that they number their cases.

A form with a mark that nobody else uses (1 BvL 1/09, ATF 121 I 367, ARB/07/26) is enough; one of plain words or a
letter or two (Rol 5888-2019, Case No. 2528) counts where the body is named beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caselaw.cite.decide import body_named
from caselaw.cite.family import Found
from caselaw.cite.view import View, view
from caselaw.domain.case_number import number_pattern
from caselaw.domain.citing.citation import Reading
from caselaw.domain.court import courts, while_listed

ELSEWHERE = frozenset({
    "cescr", "hrc", "cedaw", "cerd", "crc", "cat", "crpd", "ced", "un-ga", "un-hrc", "un-sc", "wgad",
    "iacthr", "iachr", "echr", "ecsr", "cjeu", "eu-gc", "achpr", "afchpr", "acerwc", "ecowas-ccj", "eacj",
    "sadc-tribunal", "fr-cc", "fr-ce", "fr-cass", "es-tc", "es-ts", "nl-hr", "nl-rvs", "nl-gh-den-haag",
    "nl-rb-den-haag", "co-cc", "ar-csjn", "mx-scjn", "pe-tc", "ec-cc", "br-stf", "br-stj", "br-tst", "br-tjmg",
    "br-tjdft", "br-tjac", "br-tjsp", "za-cc", "in-sc", "us-scotus", "us-ca2", "us-ca5", "us-ca9", "us-ca11", "us-cadc",
    "eg-scc", "eg-sac", "eg-caj", "eg-cass", "ma-cass", "lb-cc", "kw-cass", "pk-sc",
})  # fmt: skip
"""Bodies whose numbers a family beside this one reads; neutral citations ([2020] IESC 49) are read for all."""

_NEUTRAL = re.compile(r"\[\{yyyy\}\]|\{yyyy\} ")
_PART = re.compile(r"\{[^{}]*\}")
_WORDED = re.compile(r"^[^0-9]+")
_WORD = re.compile(r"[^\W\d_]+")
_MARK = 3  # letters, two of them capitals: enough to be nobody else's
_BEFORE, _AFTER = 160, 80  # letters in which the body is named


@dataclass(frozen=True)
class _Numbering:
    """One form of one body; `sign` stands in every text that holds a number of it. `worded`: the words before the first
    figure only say that a number follows ("Case No.", "Rol"), in each language another."""

    court: str
    pattern: re.Pattern[str]
    sign: str
    alone: bool
    worded: bool


def find(seen: View) -> Iterator[Found]:
    """Every number of a listed form, under the body that gives such numbers out."""
    for one in _numberings():
        if one.sign in seen.folded:
            for match in one.pattern.finditer(seen.folded):
                if one.alone or _named_near(one.court, seen.folded, match):
                    yield Found(match.start(), match.end(), (Reading("docket", _value(one, seen, match), one.court),))


def numbers_of(court: str, text: str) -> Iterator[tuple[int, str]]:
    """Where a text holds a number in the form of this court, and the number as others cite it."""
    seen = view(text)
    for one in _numberings():
        if one.court == court and one.sign in seen.folded:
            for match in one.pattern.finditer(seen.folded):
                yield seen.span(match.start(), match.end())[0], _value(one, seen, match)


def _value(one: _Numbering, seen: View, match: re.Match[str]) -> str:
    said = seen.plain[match.start() : match.end()]
    return " ".join((_WORDED.sub("", said) if one.worded else said).split())


def _named_near(court: str, folded: str, match: re.Match[str]) -> bool:
    near = folded[max(0, match.start() - _BEFORE) : match.end() + _AFTER]
    return body_named(court).search(near) is not None


@while_listed
def _numberings() -> tuple[_Numbering, ...]:
    found = []
    for court in courts().values():
        forms = court.pattern.split("|") if court.pattern and court.id not in ELSEWHERE else ()
        for form in forms:
            sign = view(max(_PART.sub(" ", form).split(), key=len, default="")).folded
            if len(sign) > 1 and not _NEUTRAL.match(form):
                words = _WORD.findall(_PART.sub(" ", form))
                alone = any(len(word) >= _MARK and _is_mark(word) for word in words)
                first = _WORD.findall(_PART.split(form)[0])
                worded = bool(first) and not any(len(word) == 1 or _is_mark(word) for word in first)
                found.append(_Numbering(court.id, number_pattern(form), sign, alone, worded))
    return tuple(found)


def _is_mark(word: str) -> bool:
    """ "BvR", "ATF", not "Rol" or "Case"."""
    return sum(map(str.isupper, word)) > 1
