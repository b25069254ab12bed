"""A text in which what is cited stands in ⟦brackets⟧, and what is found in it."""

from __future__ import annotations

from caselaw.cite import find_citations
from caselaw.cite.decide import Context


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the spans that were marked."""
    text, spans, start = "", [], 0
    for character in marked:
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            spans.append((start, len(text)))
        else:
            text += character
    return text, spans


def judge(marked: str, expected: tuple[str, ...], context: Context | None = None) -> None:
    """Exactly the marked spans are found, and each is what is expected ("scheme value")."""
    text, spans = unmarked(marked)
    found = find_citations(text, context)
    assert [f"{c.scheme} {c.value}" for c in found] == list(expected)
    assert [(c.start, c.end) for c in found] == spans
    assert [c.text for c in found] == [text[start:end] for start, end in spans]
