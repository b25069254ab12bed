"""Shapes at the doors: what is refused, and in which words."""

from __future__ import annotations

from typing import Any

import pytest
from marshmallow import ValidationError

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.problems import Problem
from caselaw.domain.searching.questions import SearchAnswer, SearchQuery
from caselaw.messages import known_codes, say
from caselaw.schemas.asking import SearchArguments
from caselaw.schemas.document import DocumentSchema, document_form
from caselaw.schemas.facts import claim_form, court_form, date_form
from caselaw.schemas.form import Fault, faults, said
from caselaw.schemas.paragraph import ParagraphSchema, paragraph_form
from caselaw.schemas.problem import problem_form
from caselaw.schemas.search import SearchAnswerSchema, search_form
from tests.factories import a_document, paragraphs

SITE = "https://example.org/"


def test_arguments_become_a_query() -> None:
    asked = SearchArguments().load(
        {"q": "expulsion", "reader": "fr", "country": ["COL", "ZAF"], "size": "5", "own": "x"}
    )
    assert asked == SearchQuery(
        text="expulsion", reader="fr", filters={"country": ("COL", "ZAF")}, size=5, cursors={"own": "x"}
    )
    assert SearchArguments().load({}) == SearchQuery(reader="")


@pytest.mark.parametrize(
    ("arguments", "field", "code"),
    [
        ({"colour": "red"}, "colour", "field.unknown"),
        ({"size": "1_0"}, "size", "field.whole"),
        ({"size": "٥"}, "size", "field.whole"),
        ({"size": True}, "size", "field.whole"),
        ({"size": " 5"}, "size", "field.whole"),
        ({"size": "5.0"}, "size", "field.whole"),
        ({"country": ["COL\n"]}, "country", "field.country"),
        ({"country": ["COL", "col"]}, "country", "field.country"),
        ({"language": ["es_CO"]}, "language", "field.language"),
        ({"year": ["٢٠٠٤"]}, "year", "field.year"),
        ({"reader": "de"}, "reader", "field.reader"),
        ({"q": 5}, "q", "field.text"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fault_is_said_by_its_field(arguments: dict[str, Any], field: str, code: str, language: str) -> None:
    with pytest.raises(ValidationError) as raised:
        SearchArguments().load(arguments)
    assert faults(raised.value, language) == {field: [say(code, language)]}


def test_bounds_are_in_the_sentence() -> None:
    with pytest.raises(ValidationError) as raised:
        SearchArguments().load({"size": 101, "q": "a" * 2001, "sort": "random", "court": ["x"] * 51})
    sentences = faults(raised.value, "en")
    assert "from 1 to 100" in sentences["size"][0]
    assert "2000" in sentences["q"][0]
    assert "newest" in sentences["sort"][0]
    assert "50" in sentences["court"][0]


def test_nested_faults_keep_their_path_and_say_a_thing_once() -> None:
    found = said({"parties": {0: {"name": ["field.required"]}, 3: {"name": ["field.required"]}}}, "en")
    assert found == {"parties.name": [say("field.required", "en")]}
    assert said([Fault("field.range", {"min": 1, "max": 2}), "words of a library"], "fr") == {
        "_schema": [say("field.range", "fr", min=1, max=2), say("field.invalid", "fr")]
    }


def test_every_fault_has_its_sentence() -> None:
    assert {code for code in known_codes("en") if code.startswith("field.")} == {
        code for code in known_codes("ar") if code.startswith("field.")
    }


@pytest.mark.parametrize("reader", LANGUAGES)
def test_a_document_has_the_form_it_says(reader: str) -> None:
    document = a_document("ar")
    form = DocumentSchema().dump(document_form(document, [document, a_document("en")], reader=reader, site=SITE))
    assert DocumentSchema().validate(form) == {}
    assert set(form) == set(DocumentSchema().fields)
    assert form["url"] == f"https://example.org/{reader}/documents/{document.id}"
    assert [version["language"] for version in form["versions"]] == ["en"]


def test_a_paragraph_and_an_empty_answer_have_the_form_they_say() -> None:
    form = ParagraphSchema().dump(paragraph_form(paragraphs("نص")[0]))
    assert ParagraphSchema().validate(form) == {}
    assert (form["id"], form["direction"]) == ("p-1", "rtl")
    answer = search_form(SearchAnswer("x", "x", {"own": 0}), reader="en", site=SITE)
    assert answer["total"] == {"own": 0, "other": 0}
    assert answer["next"] == {"own": None, "other": None}
    assert SearchAnswerSchema().validate(answer) == {}


def test_names_dates_and_sources() -> None:
    assert court_form(None, "en") is None
    unknown = {"level": None, "type": None, "binding": None}
    assert court_form("no-such-court", "en") == {"id": "no-such-court", "name": "no-such-court"} | unknown
    assert date_form(PartialDate(2004)) == {"value": "2004", "precision": "year"}
    assert claim_form(Claim("court", "za-cc", "editor:0123"))["source"] == "editor"
    assert claim_form(Claim("court", "za-cc", "parser:court"))["source"] == "parser:court"
    problem = Problem("problem.unreadable", "error", "p. 3")
    assert {problem_form(problem, language)["message"] for language in LANGUAGES} == {
        say("problem.unreadable", language) for language in LANGUAGES
    }
