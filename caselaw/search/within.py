"""Words looked for in one text that is open before the reader: by their forms in its language, a phrase in quotation
marks exactly. No index is asked, and no query language is needed: this is Ctrl-F that knows inflection and Arabic."""

from __future__ import annotations

import re
from collections.abc import Iterable

from caselaw.domain.paragraph import Paragraph
from caselaw.search.analysis import chain, exact, is_stop, stem
from caselaw.search.highlight import Marks, Sought, Span, marks

LONGEST = 200
"""Code points of what may be looked for in a text."""

_PHRASE = re.compile('["“”«»„]([^"“”«»„]+)["“”«»„]')


def found_in(paragraphs: Iterable[Paragraph], words: str) -> dict[str, tuple[Span, ...]]:
    """The paragraphs that hold all of the words, by anchor in reading order, with the places of the words in each;
    where none holds all, those that hold some. Words that say nothing (the, de la, في) count only where all do. Nothing
    for words without a letter or figure."""
    typed = words[:LONGEST]
    phrases = tuple(phrase for said in _PHRASE.findall(typed) if (phrase := tuple(exact(said))))
    single = tuple(dict.fromkeys(exact(_PHRASE.sub(" ", typed))))
    if not phrases and not single:
        return {}
    sought: dict[str, Sought] = {}
    some: dict[str, tuple[Span, ...]] = {}
    whole: dict[str, tuple[Span, ...]] = {}
    for one in paragraphs:
        wanted = sought.get(one.language)
        if wanted is None:
            telling = [word for word in single if not is_stop(word, one.language)] or single
            stems = frozenset(stem(word, one.language) for word in telling)
            wanted = sought[one.language] = Sought({chain(one.language): stems}, phrases)
        here = marks(one.text, one.language, wanted)
        if here.spans:
            some[one.anchor] = here.spans
            if _holds_all(here, wanted, one.language):
                whole[one.anchor] = here.spans
    return whole or some


def _holds_all(here: Marks, wanted: Sought, language: str) -> bool:
    return wanted.stems[chain(language)] <= here.stems and here.phrases >= frozenset(wanted.phrases)
