"""Versions of one decision that disagree on whether a person is named: where one prints letters in place of a name, the
others wait until somebody has looked.

Courts anonymise late, or in one language alone: the version that came first, or the translation of another body, still
prints what the court decided not to print. What cannot be told counts as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from caselaw.domain.document import Facts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.withholding.private_persons import is_body, sides
from caselaw.domain.withholding.words import TITLES, words

Sign = Literal["party", "title", "text"]

_NOT_PERSONS = frozenset({"state", "respondent", "amicus", "intervener", "counsel", "judge"})
_BLANK = re.compile(
    r"\[\s*(?:…|\.\.\.|\.|-|_|x+|y+|z+|\*+)?\s*\]|\*{2,}|_{3,}|\b[XYZN]{2,}\b|…{2,}|\bN\.?\s?N\.?(?!\w)"
)
_NOBODY = re.compile(
    r"\b(?:anonym\w*|anonim\w*|nomen nescio|name withheld|nom omis|nom non communiqué|nombre omitido|nombre reservado|"
    r"nome reservado)\b|مجهول|الاسم محجوب",
    re.IGNORECASE,
)
_TITLED = (
    r"(?:M\.|MM\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Sr\.|Sra\.|la señora|el señor|la requérante|le requérant|the applicant|"
    r"the author|the complainant|el autor|la autora|l[’']auteure?|السيدة?|صاحب(?:ة)? البلاغ)"
)
_IN_TEXT = re.compile(
    rf"{_TITLED},?\s+(?:[A-ZÉÈ]\.?\s?-?){{1,4}}(?![\w’'])(?!\s+(?:v|c)\.)|{_TITLED}\s+[ء-ي]\.\s?[ء-ي]\.?(?!\w)"
)
_OFTEN = 3  # times in a text: once is a slip of the eye, or a note


@dataclass(frozen=True)
class Edition:
    """A version as far as it tells whether it names people: its facts and its first paragraphs."""

    id: DocumentId
    facts: Facts
    texts: Sequence[str] = ()


@dataclass(frozen=True)
class Disagreement:
    """`prints` names a person whom `anonymised` does not, as its `sign` shows."""

    prints: DocumentId
    anonymised: DocumentId
    sign: Sign


def disagreements(editions: Sequence[Edition], is_country: Callable[[str], bool]) -> tuple[Disagreement, ...]:
    """Which versions of one work print, or may print, a person whom another does not; each once."""
    signs = {one.id: sign_of(one) for one in editions}
    hiding = next(((one, sign) for one, sign in signs.items() if sign), None)
    if hiding is None:
        return ()
    return tuple(
        Disagreement(one.id, *hiding) for one in editions if not signs[one.id] and may_name(one.facts, is_country)
    )


def sign_of(edition: Edition) -> Sign | None:
    """How a version shows that it does not name a person; None where nothing shows it."""
    facts = edition.facts
    if any(is_anonymous(party.name) for party in facts.parties if party.role not in _NOT_PERSONS):
        return "party"
    if any(is_anonymous(side) for side in sides(facts)[:1]):
        return "title"
    return "text" if _count(edition.texts) >= _OFTEN else None


def may_name(facts: Facts, is_country: Callable[[str], bool]) -> bool:
    """A person may be named: a party who is no State and no organisation, or nothing is known of the parties."""
    named = [party.name for party in facts.parties if party.role not in _NOT_PERSONS] or sides(facts)[:1]
    return not named or any(not is_body(name, is_country) for name in named)


def is_anonymous(name: str) -> bool:
    """Letters, dots or a blank stand where a name would: A.B., X, N.N., M. X and others, […]."""
    bare = re.sub(r"\b(?:and others?|et autres?|y otros?|y otras?|et al)\b\.?|وآخر\w*", "", name).strip(" ,;")
    if not bare or _NOBODY.search(bare):
        return bool(bare)
    if _BLANK.search(bare):
        return True
    own = [word for word in words(bare) if word.plain not in TITLES or len(word.folded) == 1]
    return bool(own) and len(own) < 6 and all(_is_letter(word.folded, bare[word.start : word.end]) for word in own)


def _is_letter(folded: str, written: str) -> bool:
    """One letter, or letters set together: AB, and not a name of two letters (Li)."""
    return len(folded) == 1 or (len(folded) <= 3 and written.isupper() and not re.search("[AEIOUY]", written[1:]))


def _count(texts: Iterable[str]) -> int:
    return sum(len(_IN_TEXT.findall(text)) for text in texts)
