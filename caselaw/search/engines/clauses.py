"""What every engine asks of a plan's clauses before it compiles them."""

from __future__ import annotations

from functools import lru_cache

from caselaw.search.analysis import chain, exact, is_stop, stems_of
from caselaw.search.plan import Between, Clause, InParagraph, Keyword, Named, Near, Pattern, Phrase, Word, children
from caselaw.search.wordforms import pattern_words

DEEPEST = 64
"""Levels a clause may have: tantivy ends the whole process on a thousand, and no person writes ten."""

_OF_THE_DOCUMENT = (Keyword, Named, Between)


def check_clauses(clause: Clause) -> None:
    """Raise `ValueError` for clauses nested deeper than DEEPEST, and for an `InParagraph` that asks of the document;
    safe for any depth."""
    level = [(clause, False)]
    for _ in range(DEEPEST):
        if any(inside and isinstance(each, _OF_THE_DOCUMENT) for each, inside in level):
            raise ValueError("a paragraph is asked what only a document can answer")
        level = [
            (child, inside or isinstance(parent, InParagraph)) for parent, inside in level for child in children(parent)
        ]
        if not level:
            return
    raise ValueError(f"clauses are nested more than {DEEPEST} deep")


def wholes(clause: Clause) -> tuple[Phrase | Near | Pattern | InParagraph, ...]:
    """All that one paragraph or name must hold as a whole, denied or not, each once: phrases and patterns of several
    words, words near each other, and whatever is asked of one paragraph."""
    found: dict[Phrase | Near | Pattern | InParagraph, None] = {}
    waiting = [clause]
    while waiting:
        current = waiting.pop()
        if isinstance(current, Near | InParagraph):
            found[current] = None
        elif isinstance(current, Phrase | Pattern):
            words = exact(current.text) if isinstance(current, Phrase) else pattern_words(current.text)
            found |= {current: None} if len(words) > 1 else {}
        waiting.extend(children(current))
    return tuple(found)


@lru_cache(maxsize=4_000)
def word_stems(word: Word) -> tuple[str, ...]:
    """The stems that must all be there for a word: mostly one; more for `food/water`, without the article of
    `l’expulsion`. None where the word has no letter or digit: then nothing says it."""
    return tuple(dict.fromkeys(stem for stem in stems_of(telling_forms(word), chain(word.language)) if stem))


def telling_forms(word: Word) -> list[str]:
    """The exact forms whose stems must be there for a word, for an engine that makes the stems itself."""
    forms = exact(word.text)
    return [form for form in forms if not is_stop(form, word.language)] or forms
