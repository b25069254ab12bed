"""Whether versions of a decision agree on naming a person: signs of anonymity, and who waits for a look."""

from __future__ import annotations

import pytest

from caselaw.domain.document import Facts, Party
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.withholding.anonymity import Disagreement, Edition, disagreements, is_anonymous, sign_of
from caselaw.domain.withholding.private_persons import country_names

COUNTRY = country_names(("Spain", "España", "Italy"))


@pytest.mark.parametrize(
    "name",
    ["A.B.", "A. B.", "A.B.C.", "AB", "X", "X.", "M. X", "Mme X.", "Mr. J.D.", "N.N.", "[…]", "[...]", "***", "XXX",
     "X and others", "A.P. et autres", "Anonymous", "Anonyme", "س. ص.", "السيد م. ع.", "L.C.B.",
     "[nombre reservado]", "[name withheld]"],
)  # fmt: skip
def test_letters_in_place_of_a_name(name: str) -> None:
    assert is_anonymous(name)


@pytest.mark.parametrize(
    "name",
    ["Juan Pérez", "J. Pérez", "Li Wei", "Ng", "Spain", "A. Smith", "Bo", "محمد علي", "Residents of Reed Street", "",
     "Minister of Housing", "Mohamed Ben Djazia"],
)  # fmt: skip
def test_names_are_no_letters(name: str) -> None:
    assert not is_anonymous(name)


def edition(id_: str, party: str = "", title: str = "", texts: tuple[str, ...] = ()) -> Edition:
    parties = (Party(party, "applicant"), Party("Spain", "state")) if party else ()
    return Edition(DocumentId(id_), Facts(title=title, parties=parties), texts)


@pytest.mark.parametrize(
    ("one", "other", "held"),
    [
        (edition("a", "A.B."), edition("b", "Ana Blanco"), ["b"]),
        (edition("a", "A.B."), edition("b", "A. B."), []),
        (edition("a", "Ana Blanco"), edition("b", "Ana Blanco"), []),
        (edition("a", "A.B."), edition("b", "Housing Rights Association"), ["b"]),
        (edition("a", "A.B."), edition("b", "Association of Tenants"), []),
        (edition("a", title="X v. Italy"), edition("b", title="Rossi c. Italia"), ["b"]),
        (edition("a", title="X v. Italy"), edition("b"), ["b"]),
        (
            edition("a", texts=("M. X fut expulsé.", "Mme X. a protesté.", "le requérant X se plaint")),
            edition("b"),
            ["b"],
        ),
        (edition("a", texts=("The applicant A appealed once.",)), edition("b", "Ana Blanco"), []),
        (edition("a", "م. ع."), edition("b", "محمد علي"), ["b"]),
    ],
)
def test_who_waits(one: Edition, other: Edition, held: list[str]) -> None:
    for pair in ((one, other), (other, one)):
        assert [found.prints for found in disagreements(pair, COUNTRY)] == held


def test_the_reason_says_which_version_does_not_print_the_name() -> None:
    pair = edition("a", "A.B."), edition("b", "Ana Blanco")
    assert disagreements(pair, COUNTRY) == (Disagreement(DocumentId("b"), DocumentId("a"), "party"),)
    assert sign_of(pair[1]) is None
