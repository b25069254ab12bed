"""Where a name can begin to be typed, and which names a document has."""

from __future__ import annotations

import pytest

from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import Identifier
from caselaw.domain.searching.naming import LONGEST_NAME, LONGEST_START, Name, beginning, folded, names, starts
from caselaw.search.vocabulary import beginning_so


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Reed v. Town", [("reed v town", False), ("town", True)]),
        ("Álvarez", [("alvarez", False)]),
        ("l’Eau c/ l’État", [("l eau c l etat", False), ("eau c l etat", True), ("etat", True)]),
        ("The case of the Town", [("the case of the town", False), ("case of the town", True), ("town", True)]),
        ("CCT 11/04", [("cct 11 04", False), ("11 04", True), ("04", True)]),
        ("المحكمة العليا", [("المحكمه العليا", False), ("محكمه العليا", False), ("العليا", True), ("عليا", True)]),
        ("", []),
        ("–", []),
    ],
)
def test_starts(name: str, found: list[tuple[str, bool]]) -> None:
    assert sorted((start.text, start.inside) for start in starts(name)) == sorted(found)


def test_a_start_is_cut_and_a_name_has_a_dozen() -> None:
    long = starts(" ".join(f"word{number:02}" for number in range(40)))
    assert len(long) == 12
    assert all(len(start.text) <= LONGEST_START for start in long)


@pytest.mark.parametrize(
    ("typed", "form"),
    [("Reed  V.", "reed v"), ("reed ", "reed "), (" ÉCOLE", "ecole"), ("  ", ""), ("١٢", "12"), ("x" * 99, "x" * 60)],
)
def test_beginning(typed: str, form: str) -> None:
    assert beginning(typed) == form


def test_what_is_typed_of_a_name_begins_one_of_its_starts() -> None:
    name = "Portillo Cáceres et al. v. Paraguay"
    for typed in ("Portillo C", "caceres et al", "v. par", "PARAG"):
        form = beginning(typed.removeprefix("v. "))
        assert any(start.text.startswith(form) for start in starts(name)), typed
    assert folded(name) == folded("PORTILLO  CACERES, et al, v Paraguay")


def test_names_of_a_document() -> None:
    facts = Facts(
        kind="judgment",
        title="A sentence " * 30,
        case_name="Reed\nv. Town",
        identifiers=(Identifier("docket", "CCT 1"),),
        parties=(Party("Town", "respondent"), Party("Mrs Hidden", "victim")),
        judges=("Justice X", "Justice X"),
    )
    assert len(facts.title) > LONGEST_NAME
    assert names(facts) == (
        Name("case", "Reed v. Town"), Name("number", "CCT 1"), Name("party", "Town"), Name("judge", "Justice X"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "reader", "field", "first"),
    [
        ("kolumb", "en", None, None),
        ("colombi", "fr", None, ("country", "Colombie", "fr")),
        ("colombi", "en", "country", ("country", "Colombia", "en")),
        ("colombi", "en", "judge", None),
        ("iacthr", "en", "court", ("court", "IACtHR", "und")),
        ("desalojo forzo", "en", None, ("term", "desalojo forzoso", "es")),
    ],
)
def test_what_all_know_by_name(start: str, reader: str, field: str | None, first: tuple[str, str, str] | None) -> None:
    found = beginning_so(start, reader, field)
    entry = found[0].entry if found else None
    assert (entry and (entry.kind, entry.text, entry.language)) == first
