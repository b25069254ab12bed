"""Bodies that are cited by the form of the list of courts; one that editors add is cited from that moment."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from caselaw.cite import find_citations
from caselaw.cite.listed import ELSEWHERE
from caselaw.domain.court import Court, courts, learn, reviewed
from tests.unit.cite.marked import judge

LISTED = [
    ("BVerfG, ⟦1 BvL 1/09⟧, para. 133", "docket 1 BvL 1/09"),
    ("⟦1 BvR 2656/18⟧ of 24 March 2021", "docket 1 BvR 2656/18"),
    ("arrêt ⟦ATF 121 I 367⟧, consid. 2", "docket ATF 121 I 367"),
    ("Urbaser v. Argentina, ICSID Case No. ⟦ARB/07/26⟧", "docket ARB/07/26"),
    ("the Committee’s findings in ⟦ACCC/C/2008/32⟧", "docket ACCC/C/2008/32"),
    ("Supreme Court of the Philippines, ⟦G.R. No. 101083⟧", "docket G.R. No. 101083"),
    ("Corte Suprema de Chile, ⟦Rol N° 5888-2019⟧, considerando 12", "docket 5888-2019"),
    ("Tribunal Constitucional de la República Dominicana, ⟦TC/0168/13⟧", "docket TC/0168/13"),
    ("⟦FHC/B/CS/53/05⟧, Gbemre v. Shell", "docket FHC/B/CS/53/05"),
    ("Comité de Libertad Sindical de la OIT, ⟦Caso núm. 2528⟧", "docket 2528"),
    ("Supremo Tribunal de Justicia: sentencia ⟦STC4360-2018⟧ de 5 de abril", "docket STC4360-2018"),
    ("⟦CM/ResDH(2011)67⟧ on the execution of judgments", "docket CM/ResDH(2011)67"),
    ("⟦35/PUU-X/2012⟧ on customary forests", "docket 35/PUU-X/2012"),
    ("Rol N° 5888-2019 de la comuna",),
    ("invoice G.R. No. 101083 was paid",),
    ("Caso núm. 2528 de otra lista",),
    ("the ATF of 121 pages",),
    ("ARB/07 is a street",),
]  # fmt: skip


@pytest.fixture
def added() -> Iterator[Court]:
    tribunal = Court(
        id="ke-net", country="KEN", level="specialised", type="tribunal",
        names={"en": "National Environment Tribunal of Kenya"}, acronyms=("KENET",),
        pattern="Tribunal Appeal {no} {n} of {yyyy}",
    )  # fmt: skip
    learn([tribunal])
    yield tribunal
    learn(())


@pytest.mark.parametrize("row", LISTED, ids=str)
def test_listed(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


def test_a_court_that_editors_add_is_cited_by_its_form(added: Court) -> None:
    text = "National Environment Tribunal of Kenya, Tribunal Appeal No. 7 of 2021, para. 12"
    (citation,) = find_citations(text)
    assert (citation.text, citation.value) == ("Tribunal Appeal No. 7 of 2021", "7 of 2021")
    assert citation.authority == added.id
    assert str(citation.pinpoint) == "paragraph 12"


def test_before_it_is_added_and_without_its_name_it_is_not(added: Court) -> None:
    assert find_citations("Tribunal Appeal No. 7 of 2021") == ()
    learn(())
    assert find_citations("National Environment Tribunal of Kenya, Tribunal Appeal No. 7 of 2021") == ()
    assert added.id not in courts()


def test_bodies_read_elsewhere_are_listed() -> None:
    assert set(reviewed()) >= ELSEWHERE
