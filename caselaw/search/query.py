"""Our own query language: from what was typed to a tree that no engine has to parse again.

    housing land            both words, in any form and any order; `AND` between them says the same
    "forced eviction"       these words as they stand, next to each other; one word alone as it stands
    "forced eviction"~5     these exact words, in any order, with at most five others between; also forced w/5 eviction
    evict*  wom?n           any letters, one letter; exact words, two letters before the first sign
    evicton~                words spelled like it
    water OR land           one of them is enough; AND binds closer than OR
    NOT prison  -prison     what must not stand anywhere in the document
    country:Kenya           a field and its value; country:(Kenya OR Uganda) any of several
    date:2004-03..2010      days, months and years, from and to; of a decision of which only the year is known, any day
                            of it may be the day
    in:reasons  para:12  said:court

**Of what a query speaks.** Words, phrases, AND and NOT speak of the document (one language version): `water prison`
finds a document that says both, wherever. `in:`, `para:` and `said:` speak of one paragraph. They bind what stands
beside them under the same AND, in the same parentheses: that one paragraph must stand in that part, bear that number or
be said by that voice, and hold all of the words, phrases and patterns that stand beside it, of those in further
parentheses too. What is denied there must not stand in that paragraph; it may stand elsewhere. Fields of the document
(country:, date:, party: …) keep speaking of the document wherever they stand, but cannot stand as a choice beside such
words. So `(in:reasons eviction -prison) court:icj water` is: decided by the ICJ, water anywhere, and one paragraph of
the reasons with eviction and without prison. A group within, with an `in:` of its own, speaks of its own paragraph.
Values with commas between, or several `in:` side by side, are any of these parts; `-in:facts` is any part but that one,
where the part is known; `in:paragraph` is one paragraph wherever it stands. Names of the document are no paragraph.

Only words and `Loose` text are widened, by glossary and lexicon; what is quoted, masked, near, spelled or a field is
taken as it stands. More than a dozen words and no sure sign of the language are free text (`caselaw.search.prose`).
"""

from __future__ import annotations

from caselaw.domain.errors import QueryFault
from caselaw.domain.searching.questions import MAX_QUERY, MAX_TEXT
from caselaw.search.analysis import tokenize
from caselaw.search.lexing import signs, whole
from caselaw.search.nodes import (
    Both,
    Either,
    Field,
    Loose,
    Masked,
    Nearby,
    Node,
    Nothing,
    Quoted,
    Spelled,
    Typed,
    Without,
    children,
)
from caselaw.search.parsing import DEEPEST, tree
from caselaw.search.prose import MOST_WORDS, prose
from caselaw.search.repairs import repaired
from caselaw.search.rules import check

__all__ = [
    "DEEPEST",
    "MOST_WORDS",
    "Both",
    "Either",
    "Field",
    "Loose",
    "Masked",
    "Nearby",
    "Node",
    "Nothing",
    "Quoted",
    "Spelled",
    "Typed",
    "Without",
    "children",
    "free",
    "parse",
]


def parse(text: str) -> Node:
    """The tree of a query, of which every field and value is known. Safe for any string.

    Raises `QueryFault` with the place of what cannot be read, and, where one was found, with a `repair`: a whole query
    that can be read, and is near to what was meant.
    """
    try:
        return _read(text)
    except QueryFault as fault:
        fault.repair = repaired(text, fault, _read)
        raise


def free(text: str) -> Node:
    """Text in which nothing is a sign of our language, of any length; what is beyond MAX_TEXT is not read."""
    words = [Typed(text[word.start : word.end], word.start, word.end) for word in tokenize(text[:MAX_TEXT])]
    return Loose(tuple(words), words[0].start, words[-1].end) if words else Nothing()


def _read(text: str) -> Node:
    loose = prose(whole(text)) if len(text) <= MAX_QUERY else None
    if loose:
        return loose
    node = tree(signs(text))
    check(node)
    return node
