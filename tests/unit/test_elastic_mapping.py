"""The index files of Elasticsearch: what is committed is what the rules give, and unknown fields are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from caselaw.domain.text import arabic_normal
from caselaw.search.analysis import CHAINS
from caselaw.search.engines.elastic_mapping import EXACT, generated, index_body, index_format, words
from caselaw.search.plan import WIDEST
from caselaw.search.project import FIELDS, NAME_FIELDS
from mappings import open_text


@pytest.mark.parametrize("name", sorted(generated()))
def test_the_committed_file_is_what_the_rules_give(name: str) -> None:
    assert open_text(f"elasticsearch/{name}.json") == generated()[name], "run `make generated`"


def test_unknown_fields_are_refused_and_the_text_is_kept_in_the_database_alone() -> None:
    mappings = index_body()["mappings"]
    assert mappings["dynamic"] == "strict"
    assert mappings["_source"]["excludes"] == ["paragraphs", "lead"]


def test_every_field_that_a_plan_may_ask_for_is_there() -> None:
    properties = index_body()["mappings"]["properties"]
    assert {name for name in FIELDS if properties[name]["type"] == "keyword"} == set(FIELDS)
    assert set(properties["names"]["properties"]) == set(NAME_FIELDS)


def test_another_set_of_fields_is_another_format() -> None:
    assert index_body()["mappings"]["_meta"] == {"format": index_format()}
    assert len(index_format()) == 12


@pytest.mark.parametrize("place", ["title", "body", "paragraphs"])
def test_every_analyzer_that_a_field_names_exists(place: str) -> None:
    body = index_body()
    analysis = body["settings"]["analysis"]
    properties = body["mappings"]["properties"]
    fields = (properties["paragraphs"]["properties"]["body"] if place == "paragraphs" else properties[place])[
        "properties"
    ]
    assert set(fields) == {*CHAINS, EXACT}
    for field in fields.values():
        assert set(analysis["analyzer"][field["analyzer"]]["filter"]) <= {
            *analysis["filter"],
            "lowercase",
            "asciifolding",
        }


def test_phrases_have_positions_and_stems_have_none() -> None:
    properties = index_body()["mappings"]["properties"]
    fields = properties["body"]["properties"]
    assert fields["en"]["index_options"] == "freqs"
    assert "index_options" not in fields[EXACT]
    assert fields[EXACT]["position_increment_gap"] > WIDEST


def test_a_paragraph_is_said_in_its_document_too() -> None:
    paragraph = index_body()["mappings"]["properties"]["paragraphs"]
    assert paragraph["type"] == "nested"
    copies = paragraph["properties"]["body"]["properties"]["ar"]["copy_to"]
    assert copies == ["paragraphs.body.exact", "body.ar", "body.exact"]


def test_elasticsearch_brings_arabic_into_the_normal_form_of_the_domain() -> None:
    rules: list[str] = json.loads(generated()["analysis"])["char_filter"]["arabic"]["mappings"]
    for rule in rules:
        letter, normal = (read(side) for side in rule.split("=>"))
        assert arabic_normal(letter) == normal
    read_text = {read(rule.split("=>")[0]): read(rule.split("=>")[1]) for rule in rules}
    text = "وَالحَقُّ في الإضـراب مسؤوليّة ١٢ القضاء على"
    assert "".join(read_text.get(letter, letter) for letter in text) == arabic_normal(text)


def read(escaped: str) -> str:
    return str(json.loads(f'"{escaped}"'))


@pytest.mark.parametrize(
    ("text", "sent"),
    [("L’expulsion, 1°", "l expulsion 1"), ("Œuvre\ud800\x00 ﬁn", "oeuvre fin"), ("", ""), ("والحَقّ", "والحق")],
)
def test_texts_are_sent_as_their_exact_forms(text: str, sent: str) -> None:
    assert words(text) == sent


def test_each_call_gives_a_body_of_its_own() -> None:
    body: dict[str, Any] = index_body()
    body["settings"]["refresh_interval"] = "-1"
    assert index_body()["settings"]["refresh_interval"] != "-1"
