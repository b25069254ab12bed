"""What of a document is encoded: what can answer a question, and no heading, name or date."""

from __future__ import annotations

import pytest

from caselaw.domain.paragraph import Paragraph, ParagraphKind
from caselaw.search.vectors.readings import saying_something

SENTENCE = "The families were moved to a place without water."


def _paragraphs(*texts: tuple[str, ParagraphKind]) -> list[Paragraph]:
    return [Paragraph(f"p-{n}", n, text, "en", kind=kind) for n, (text, kind) in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("III. PRELIMINARY OBJECTION RATIONE MATERIAE OF THE STATE", "heading"),
        ("b) Consequential damage", "body"),
        ("Heard: 7 March 2023", "body"),
        ("12 Undisputed fact.", "footnote"),
    ],
)
def test_what_answers_no_question_is_not_encoded(text: str, kind: ParagraphKind) -> None:
    paragraphs = _paragraphs((text, kind), (SENTENCE, "body"))
    assert saying_something(paragraphs) == paragraphs[1:]


@pytest.mark.parametrize("kind", ["body", "quote", "footnote", "table"])
def test_sentences_are_encoded_whatever_they_stand_in(kind: ParagraphKind) -> None:
    paragraphs = _paragraphs((SENTENCE, kind), ("لا يجوز إخلاء أي أسرة من مسكنها دون حكم قضائي", "body"))
    assert saying_something(paragraphs) == paragraphs


def test_a_document_that_has_nothing_longer_is_encoded_as_it_is() -> None:
    paragraphs = _paragraphs(("Order", "heading"), ("Appeal dismissed.", "body"))
    assert saying_something(paragraphs) == paragraphs
