"""Whose words a paragraph is: given away only where something says so."""

from __future__ import annotations

import pytest

from caselaw.domain.paragraph import Paragraph, ParagraphKind, Voice
from ingest.parse.parts.voices import with_voices


def voice(
    text: str, *, section: str | None = "reasons", kind: ParagraphKind = "body", document: str = "judgment"
) -> Voice:
    (found,) = with_voices((Paragraph("p-1", 0, text, "en", kind=kind, section=section),), document)
    assert found.text == text
    return found.voice


@pytest.mark.parametrize(
    "text",
    [
        "The State argued that the residents had been heard before they were moved.",
        "The applicant submitted that the notice was too short.",
        "In its reply, the respondent State contended that there was no other place.",
        "The Government of Freedonia maintain that the law was clear.",
        "El Estado alegó que los pobladores fueron oídos antes del traslado.",
        "Por su parte, los representantes sostuvieron que no hubo consulta.",
        "Que la Comisión señaló que el plazo había vencido sin respuesta.",
        "La requérante soutient que le délai était trop court pour elle.",
        "Considérant que les associations requérantes soutiennent que la loi est obscure.",
        "Le gouvernement fait valoir que la mesure était nécessaire.",
        "O Estado alegou que os moradores foram ouvidos antes da remoção.",
        "Sustenta o agravante que a conta de água foi paga em dia.",
        "دفعت الدولة الطرف بأن سبل الانتصاف المحلية لم تستنفد بعد.",
        "ينعي الطاعن على الحكم المطعون فيه مخالفة القانون.",
    ],
)
def test_a_sentence_that_opens_with_a_party_and_what_it_says_is_the_partys(text: str) -> None:
    assert voice(text) == "party"


@pytest.mark.parametrize(
    "text",
    [
        "The State argued that it had no money. The Court considers that this is no defence.",
        "The State must pay the residents.",
        "The Court argued in an earlier case that homes are protected.",
        "El Estado violó el artículo 21 de la Convención en este caso.",
        "La Corte considera que el Estado no probó lo que dice haber hecho.",
        "La requérante habite la commune depuis dix ans.",
        "The applicant was born in 1950 and lives in Harbour Town.",
        "الدولة ملزمة بحماية السكان من الإخلاء القسري في كل وقت.",
    ],
)
def test_what_is_unsure_stays_the_bodys(text: str) -> None:
    assert voice(text) == "body"


@pytest.mark.parametrize(
    ("section", "text", "expected"),
    [
        ("submissions", "There was no consultation before the dam was built.", "party"),
        ("submissions", "I cannot accept this argument, for it proves too much.", "body"),
        ("submissions", "The Committee notes that nothing was said about that.", "body"),
        ("operative", "The State argued that it should pay later, and is ordered to.", "body"),
        ("separate_opinion", "I agree with the judgment, for other reasons.", "opinion"),
        ("facts", "The residents came to the valley in 1950.", "body"),
    ],
)
def test_the_part_of_a_decision_tells_who_speaks(section: str, text: str, expected: Voice) -> None:
    assert voice(text, section=section) == expected


def test_a_block_quote_is_the_quoted_texts_and_a_free_translation_the_translators() -> None:
    assert voice("No one shall be evicted.", kind="quote") == "quoted"
    assert voice("No one shall be evicted (unofficial translation).", kind="quote") == "translation"
    assert voice("No one shall be evicted.", kind="quote", section="separate_opinion") == "quoted"


@pytest.mark.parametrize(
    ("document", "expected"),
    [("separate_opinion", "opinion"), ("pleading", "party"), ("intervention", "party"), ("law", "body")],
)
def test_some_documents_are_wholly_somebodys(document: str, expected: Voice) -> None:
    assert voice("The State argued that the residents had been heard.", section=None, document=document) == expected
