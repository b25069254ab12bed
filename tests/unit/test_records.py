"""What a record must keep to before it is stored, and the form of its texts."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Invalid
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say
from caselaw.services.intake.records import checked, storable
from tests.factories import a_record, paragraphs
from tests.factories.documents import facts

SOURCE = SourceFile(hashlib.sha256(b"file").hexdigest(), "a.txt", "txt", 4)
FAULTS: dict[str, tuple[dict[str, Any], bytes | None, dict[str, list[str]]]] = {
    "no key": ({"key": " "}, None, {"key": ["intake.key"]}),
    "a key with a line in it": ({"key": "a\x00b"}, None, {"key": ["intake.key"]}),
    "a language by name": ({"language": "English"}, None, {"language": ["intake.language"]}),
    "an unknown kind": ({"facts": facts(kind="poem")}, None, {"kind": ["intake.kind"]}),
    "paragraphs out of order": ({"paragraphs": paragraphs()[::-1]}, None, {"paragraphs": ["intake.positions"]}),
    "an anchor twice": (
        {"paragraphs": tuple(replace(paragraph, anchor="p-1") for paragraph in paragraphs())},
        None,
        {"paragraphs": ["intake.anchors"]},
    ),
    "bytes without a source": ({}, b"file", {"original": ["intake.original"]}),
    "bytes of another file": ({"source": SOURCE}, b"other", {"original": ["intake.original"]}),
    "two faults": ({"key": "", "facts": facts(kind="")}, None, {"key": ["intake.key"], "kind": ["intake.kind"]}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_record_that_breaks_a_rule_is_refused_by_field(fault: str) -> None:
    changes, original, fields = FAULTS[fault]
    with pytest.raises(Invalid) as refused:
        checked(replace(a_record(), **changes), original)
    assert refused.value.fields == fields
    for code in [refused.value.code, *(code for codes in fields.values() for code in codes)]:
        assert all(say(code, language, **refused.value.params) for language in LANGUAGES)


@pytest.mark.parametrize("language", ["en", "es-CO", "ar", "und", "zh-Hant", "fil"])
def test_languages_are_bcp_47(language: str) -> None:
    assert checked(replace(a_record(), language=language), None).language == language


def test_a_good_record_passes_as_it_is() -> None:
    record = replace(a_record("ar"), source=SOURCE)
    assert checked(record, b"file") == record


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("e\u0301", "é"),
        ("a\x00b\x0cc\x1fd", "abcd"),
        ("line\nline\ttab\r", "line\nline\ttab\r"),
        ("half \ud83d character", "half  character"),
        ("\ufffe\uffff", ""),
        ("حُكم\u200f ⚖️ 😀", "حُكم\u200f ⚖️ 😀"),
    ],
)
def test_texts_are_kept_in_nfc_without_what_no_table_holds(text: str, kept: str) -> None:
    assert storable(text) == kept
    record = replace(a_record(), facts=facts(title=text), paragraphs=paragraphs(text))
    clean = checked(record, None)
    assert (clean.facts.title, clean.paragraphs[0].text) == (kept, kept)
