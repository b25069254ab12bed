"""The language of documents and paragraphs; nothing overrules what was declared."""

from __future__ import annotations

import pytest

from ingest.draft import Draft
from ingest.language import document_language, normal_tag, paragraph_language
from ingest.stages import default

TEXTS = {
    "en": "The Court considers that the State must take immediate steps to guarantee the right to adequate housing.",
    "es": "La Corte considera que el Estado debe adoptar medidas inmediatas para garantizar el derecho a la vivienda.",
    "fr": "La Cour considère que l’État doit prendre des mesures immédiates pour garantir le droit au logement.",
    "pt": "A Corte considera que o Estado deve adotar medidas imediatas para garantir o direito à moradia adequada.",
    "ar": "ترى المحكمة أن على الدولة أن تتخذ تدابير فورية لضمان الحق في السكن اللائق لجميع السكان.",
    "de": "Das Gericht ist der Auffassung, dass der Staat unverzüglich Maßnahmen ergreifen muss, um das Recht auf"
    " Wohnung zu gewährleisten, und dass die Beschwerdeführer nicht aus ihren Häusern vertrieben werden dürfen.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_documents(language: str) -> None:
    assert document_language([TEXTS[language]] * 3) == language


def test_too_little_to_tell() -> None:
    assert document_language(["12.", "A. B."]) == "und"
    assert document_language([]) == "und"


def test_a_quotation_keeps_its_own_language_and_a_name_takes_the_document_s() -> None:
    assert paragraph_language(TEXTS["fr"], "en") == "fr"
    assert paragraph_language("Ms. García Márquez", "en") == "en"
    assert paragraph_language(TEXTS["ar"], "en") == "ar"


def test_shares_are_counted_by_letters() -> None:
    draft = default().run(Draft("x", f"{TEXTS['en']}\n\n{TEXTS['en']}\n\n{TEXTS['en']}\n\n{TEXTS['es']}".encode()))
    assert draft.language == "en"
    assert set(draft.languages) == {"en", "es"}
    assert sum(draft.languages.values()) == pytest.approx(1, abs=0.01)
    assert draft.languages["en"] > draft.languages["es"]


def test_a_declared_language_stands() -> None:
    assert default().run(Draft("x", TEXTS["en"].encode(), wanted_language="fr")).language == "fr"
    page = f"<html lang='es-CO'><body><p>{TEXTS['en']}</p></body></html>"
    assert default().run(Draft("x", page.encode())).language == "es-CO"


@pytest.mark.parametrize(
    ("text", "tag"), [("EN", "en"), ("pt_br", "pt-BR"), ("es-CO", "es-CO"), ("", None), ("a b", None), (None, None)]
)
def test_tags(text: str | None, tag: str | None) -> None:
    assert normal_tag(text) == tag
