"""The decision that a query names: by its number, by a citation pasted as it stands in a footnote, or by its name.

What is found here stands above all that was searched for, so it must be certain: a number leads to the decisions that
bear it, a name only where a few words of it can mean nothing else. Everything is looked up in the database by keys,
among what the viewer may read.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.cite import find_citations
from caselaw.cite.decide import Context
from caselaw.cite.names import bare_number
from caselaw.cite.sought import Sought, is_named, sought
from caselaw.domain.audience import Audience
from caselaw.domain.citing.citation import ARTICLE, Citation
from caselaw.domain.citing.who_cites import Place, meant
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SUMMARY
from caselaw.domain.searching.questions import FoundDocument, SearchQuery, Section
from caselaw.domain.text import fold
from caselaw.messages import say
from caselaw.search.query import Both, Loose, Node, Quoted, Typed
from caselaw.services.search.showing import shown_by_name
from caselaw.store import calling
from caselaw.store import citations as rows
from caselaw.store.finding import Headed, headed

MOST = 5
"""Documents that stand above the others."""
_MOST_CASES = 3  # cases that one name may mean before it means none
_MOST_CITATIONS = 40
_MOST_NAMES = 6  # names in one text that are looked for
_SHORT = 120  # code points of a query that is said back whole
_NUMBER = re.compile(
    r"(?:n(?:o|um)?[.°º]{0,2} ?)?[^\W\d_]{0,4}[-. /]?\d[\d./,-]*(?: ?[^\W\d_]{1,6})?"
    r"|\d{4} [^\W\d_]{2,8}(?: [^\W\d_]{1,6})? \d{1,5}",  # a neutral citation without its brackets
    re.IGNORECASE,
)
_DAY = re.compile(r"\d{1,2}([./-])\d{1,2}\1\d{2,4}")
_DECISIONS = ("judgment", "decision", "views", "advisory_opinion", "admissibility_report", "order")


@dataclass(frozen=True)
class _Named:
    """A decision that is meant, with the words of the query that mean it, and the reason as a code."""

    work: str
    words: str
    why: str


def direct(
    connection: Connection, query: SearchQuery, node: Node, audiences: Collection[Audience]
) -> tuple[FoundDocument, ...]:
    """The decisions that the query names, at most MOST documents: each decision's version in the reader's language
    first. None on later pages, under filters, and for a query with fields or operators."""
    text = query.text.strip()
    if not text or query.cursors or query.filters or query.within or not _is_plain(node):
        return ()
    named = list(_by_number(connection, text, query.reader, audiences))
    named += _by_name(connection, text, audiences)
    if not named:
        return ()
    reasons: dict[str, _Named] = {}
    for one in named:
        reasons.setdefault(one.work, one)
    versions = rows.of_works(connection, reasons, audiences)
    chosen = list(_chosen([work for work in reasons if work in versions], versions, query.reader))
    shown = headed(connection, [place.id for place in chosen], audiences)
    return tuple(_found(shown[place.id], reasons[place.work_id], query.reader) for place in chosen if place.id in shown)


def without_common_words(
    direct: Sequence[FoundDocument], text: str, found: Iterable[FoundDocument]
) -> tuple[FoundDocument, ...]:
    """`direct` without decisions named by one word alone, where a text found for the query writes that word in small
    letters: then it is a word, and only by chance somebody's name."""
    words = re.findall(r"\w+", text)
    if len(words) != 1 or not direct or any(letter.isdigit() for letter in text):
        return tuple(direct)
    word = fold(words[0])
    for document in found:
        for paragraph in document.paragraphs:
            for start, end in paragraph.highlights:
                written = paragraph.text[start:end]
                if written[:1].islower() and fold(written) == word:
                    return ()
    return tuple(direct)


def _is_plain(node: Node) -> bool:
    """Words side by side, or free text: no field, choice or denial."""
    if isinstance(node, Both):
        return all(_is_plain(each) for each in node.nodes)
    return isinstance(node, (Typed, Quoted, Loose))


def _by_number(
    connection: Connection, text: str, reader: str, audiences: Collection[Audience]
) -> Iterator[_Named]:  # fmt: skip
    """The decisions whose numbers stand in the text, in its order; several where one number means several."""
    cited = [one for one in find_citations(text, Context(language=reader)) if one.scheme != ARTICLE]
    leads = rows.by_keys(connection, {key for one in cited for key in one.keys}, audiences) if cited else {}
    for one in cited[:_MOST_CITATIONS]:
        works = dict.fromkeys(place.work_id for place in meant(_places(one, leads)))
        for work in works:
            yield _Named(work, one.text, "direct.number" if len(works) == 1 else "direct.number_of_several")
    if not leads and (number := _number(text)):
        for candidate in calling.numbered(connection, number, audiences):
            yield _Named(candidate.work_id, text, "direct.number")


def _places(cited: Citation, leads: Mapping[str, Sequence[Place]]) -> list[Place]:
    return list(dict.fromkeys(place for key in sorted(cited.keys) for place in leads.get(key, ())))


def _number(text: str) -> str | None:
    """The text as a number that stands alone; None where it is a date or no number."""
    if not _NUMBER.fullmatch(text) or _DAY.fullmatch(text):
        return None
    try:
        PartialDate.parse(text)
    except ValueError:
        return bare_number(text)
    return None


def _by_name(connection: Connection, text: str, audiences: Collection[Audience]) -> list[_Named]:
    asked = sought(text)
    each = [Sought((), (pair,)) for pair in asked.pairs[:_MOST_NAMES]] or ([asked] if asked.whole else [])
    found: list[_Named] = []
    words_of: dict[str, frozenset[str]] = {}
    why = "direct.name" if len(text) <= _SHORT else "direct.name_inside"
    for wanted in each:
        for candidate in calling.called(connection, wanted.keys, audiences):
            words = is_named(wanted, candidate.names, candidate.telling)
            if words is not None:
                words_of[candidate.work_id] = words_of.get(candidate.work_id, frozenset()) | words
                found.append(_Named(candidate.work_id, text, why))
    if asked.whole and _cases(words_of.values()) > _MOST_CASES:
        return []
    return found


def _cases(names: Iterable[frozenset[str]]) -> int:
    """How many cases have these telling words in their names: decisions of one case say the same, or more of it."""
    cases: list[frozenset[str]] = []
    for words in sorted(set(names), key=len, reverse=True):
        if not any(words <= longer for longer in cases):
            cases.append(words)
    return len(cases)


def _chosen(
    works: Sequence[str], versions: Mapping[str, Sequence[Place]], reader: str
) -> Iterator[Place]:  # fmt: skip
    """The documents to show, at most MOST, one decision after the other: of many decisions one version each."""
    ordered = sorted(works, key=lambda work: min(_rank(place) for place in versions[work]))
    each = max(1, MOST // len(ordered)) if ordered else 0
    chosen = 0
    for work in ordered[:MOST]:
        places = sorted(
            meant(versions[work]), key=lambda place: (place.language[:2] != reader, _rank(place), place.language)
        )  # fmt: skip
        for place in places[:each]:
            if chosen < MOST:
                chosen += 1
                yield place


def _rank(place: Place) -> tuple[int, int]:
    """Judgments before orders, a decision before what is written about it, and the newest first."""
    rank = _DECISIONS.index(place.kind) if place.kind in _DECISIONS else len(_DECISIONS) + (place.kind != SUMMARY)
    return rank, -(place.decided.first if place.decided else 0)


def _found(document: Headed, named: _Named, reader: str) -> FoundDocument:
    section: Section = "own" if document.language[:2] == reader else "other"
    return shown_by_name(document, reader, section, score=1.0, why=[say(named.why, reader, text=named.words)])
