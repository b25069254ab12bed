"""What is offered while somebody types: the names of what she may read, and what everybody knows by name."""

from __future__ import annotations

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import Identifier
from caselaw.domain.searching.questions import SearchQuery
from caselaw.search.query import parse
from caselaw.wiring import Services
from tests.factories import a_record

MEMBER = Viewer("alice", frozenset({"member"}))


@pytest.fixture
def collection(services: Services) -> Services:
    """A public decision and one for members, each with a name that nothing else has."""
    for title, number, access in (
        ("Quillfeather v. Harbour Town", "CCT 77/04", PUBLIC),
        ("Zanzara v. X", "CCT 99/01", MEMBERS),
    ):
        facts = Facts(
            kind="judgment", title=title, identifiers=(Identifier("docket", number),),
            parties=(Party(f"{title.split()[0]} Workers Union"),), judges=("Justice Example",),
        )  # fmt: skip
        services.intake.store(a_record(facts=facts, access=access), viewer=OPERATOR)
    return services


def offered(services: Services, typed: str, viewer: Viewer = ANYONE, reader: str = "en") -> dict[str, str]:
    """What is offered, with the query that each leads to."""
    return {one.text: one.query for one in services.completing.complete(typed, reader=reader, viewer=viewer)}


@pytest.mark.parametrize(
    ("typed", "text", "query"),
    [
        ("quill", "Quillfeather v. Harbour Town", "Quillfeather v. Harbour Town"),
        ("QUILLFEATHER v", "Quillfeather v. Harbour Town", "Quillfeather v. Harbour Town"),
        ("eviction harb", "Quillfeather v. Harbour Town", 'eviction "Quillfeather v. Harbour Town"'),
        ("cct 77", "CCT 77/04", "CCT 77/04"),
        ("quill", "Quillfeather Workers Union", 'party:"Quillfeather Workers Union"'),
        ("judge:ex", "Justice Example", 'judge:"Justice Example"'),
        ('judge:"just', "Justice Example", 'judge:"Justice Example"'),
        ("forced evic", "forced eviction", "forced eviction"),
        ("housing south afr", "South Africa", 'housing country:"South Africa"'),
        ("housing AND (colom", "Colombia", "housing AND (country:Colombia"),
        ("-colom", "Colombia", "-country:Colombia"),
        ("country:colo", "Colombia", "country:Colombia"),
        ("corte interamericana", "Corte Interamericana de Derechos Humanos",
         'court:"Corte Interamericana de Derechos Humanos"'),
        ("desalojo forzo", "desalojo forzoso", "desalojo forzoso"),
        ("expulsion f", "expulsion forcée", "expulsion forcée"),
        ("الإخلاء ال", "الإخلاء القسري", "الإخلاء القسري"),
        ("اخلاء ال", "الإخلاء القسري", "الإخلاء القسري"),
    ],
)  # fmt: skip
def test_a_query_may_go_on(collection: Services, typed: str, text: str, query: str) -> None:
    assert offered(collection, typed).get(text) == query


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Zorbwell AND Blimfield", '"Zorbwell AND Blimfield"'),
        ("Zorbwell v. Blim* (No 2)", '"Zorbwell v. Blim (No 2)"'),
        ("Zorbwell: country:ZAF", '"Zorbwell: country:ZAF"'),
        ("Zorbwell w/5 Blimfield", '"Zorbwell w/5 Blimfield"'),
        ("Zorbwell -Blimfield", '"Zorbwell -Blimfield"'),
        ("Zorbwell v. Blimfield", "Zorbwell v. Blimfield"),
    ],
)
def test_what_would_be_read_otherwise_is_offered_as_it_stands(collection: Services, title: str, query: str) -> None:
    collection.intake.store(a_record(facts=Facts(kind="judgment", title=title)), viewer=OPERATOR)
    assert offered(collection, "zorbw")[title] == query
    parse(query)


def test_a_term_with_an_operator_in_it_is_offered_as_it_stands(collection: Services) -> None:
    found = offered(collection, "المعاملة القاسية", reader="ar")
    assert all(query == text or query == f'"{text}"' for text, query in found.items())
    assert any(" أو " in text and query == f'"{text}"' for text, query in found.items())


@pytest.mark.parametrize("typed", ["", "q", " ", '"quill', "xyzzyx", "nofield:quill", "(", "q" * 3000, "court:quill"])
def test_nothing_is_offered(collection: Services, typed: str) -> None:
    assert offered(collection, typed) == {}


def test_what_is_offered_can_be_read(collection: Services) -> None:
    """Every query that is offered is one that can be read."""
    collection.indexing.rebuild(viewer=OPERATOR)
    for typed in ("quill", "eviction harb", "judge:ex", "housing south afr", "country:colo", "forc", "corte", "الح"):
        for one in collection.completing.complete(typed, reader="ar", viewer=ANYONE):
            assert collection.search.search(SearchQuery(one.query), viewer=ANYONE).query == one.query


@pytest.mark.parametrize("typed", ["zanz", "zanzara v", "cct 99", "party:zanz", "eviction zanz", "workers zanz"])
def test_nothing_of_what_one_may_not_read_is_offered(collection: Services, typed: str) -> None:
    def names(viewer: Viewer) -> list[str]:
        found = collection.completing.complete(typed, reader="en", viewer=viewer)
        return [one.text for one in found if one.kind in ("case", "number", "party", "judge")]

    assert names(ANYONE) == []
    assert names(MEMBER)


def test_names_in_the_readers_language_come_first(collection: Services) -> None:
    assert next(iter(offered(collection, "afri", reader="fr"))).startswith("Afri")
    found = collection.completing.complete("suda", reader="es", viewer=ANYONE)
    assert next(one.text for one in found if one.kind == "country") == "Sudán"
    assert found[0].language == "es"


def test_field_names_are_the_readers(collection: Services) -> None:
    assert offered(collection, "colom", reader="es")["Colombia"] == "país:Colombia"
    assert offered(collection, "كولوم", reader="ar")["كولومبيا"] == "بلد:كولومبيا"


def test_no_kind_takes_all_the_room(collection: Services) -> None:
    for number in range(12):
        facts = Facts(kind="judgment", title=f"Kenyatta Estate {number}")
        collection.intake.store(a_record(facts=facts), viewer=OPERATOR)
    kinds = [one.kind for one in collection.completing.complete("keny", reader="en", viewer=ANYONE)]
    assert kinds[0] == "country"
    assert {"court", "case"} <= set(kinds)
    assert len(kinds) == 8
