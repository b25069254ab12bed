"""What a text calls "the Convention": an instrument's full name, then its kind in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from caselaw.cite.articles import KINDS, instrument_at
from caselaw.cite.view import view

_HEREINAFTER = re.compile(
    r"\((?:hereinafter|hereafter|en adelante|ci-apres|doravante|the \"|the “|“|\"|«)[^()]{0,80}\)"
)
_BACK = 160  # letters in which the name of an instrument stands before "hereinafter"


def definitions(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Kinds of instruments ("convention") with the instrument that the paragraphs of one text so call, in order."""
    given: set[str] = set()
    for paragraph in texts:
        if "(" not in paragraph:
            continue
        text = view(paragraph).folded
        for brackets in _HEREINAFTER.finditer(text):
            named = instrument_at(text, max(0, brackets.start() - _BACK), brackets.start())
            for kind, words in KINDS.items():
                if named and kind not in given and words.search(brackets.group()):
                    given.add(kind)
                    yield kind, named
