"""Counts of capture and abuse for one viewer, on both databases: nothing that is kept from her is in a number, in a
name, or in what was decided on names."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.coding.codings import Coding
from caselaw.domain.coding.round import Round
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.documentation.abuse import AbuseCase, Company
from caselaw.domain.documentation.trends import Asked, Grouping, asked_of
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.people.belonging import Group
from caselaw.domain.term import Term
from caselaw.domain.veil.access import Wanted
from caselaw.domain.withholding.names import WithheldName
from caselaw.search.engines.memory import MemoryIndex
from caselaw.services.documentation.companies import CompanyService
from caselaw.services.documentation.trends import TrendsService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.search.searching import SearchService
from caselaw.services.withholding.names import WithholdingService
from caselaw.services.withholding.restricting import RestrictingService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.coding import agreement, codings, rounds
from caselaw.store.people import accounts as stored_accounts
from tests.factories import a_record

WATER = group_audience("water")
EDITOR = Viewer("edna", frozenset({"editor"}), frozenset({"water", "law"}))
INSIDE = Viewer("ines", frozenset(), frozenset({"water"}))
OUTSIDE = Viewer("omar", frozenset({"editor"}))
MINE = AbuseCase(
    "PER", companies=(Company("Minera Rosa Quispe S.A."),), began=PartialDate(2011), ended=PartialDate(2012)
)
FACTS = Facts(kind="abuse_report", title="A mine", abuse=MINE, terms=(Term("capture", "revolving_door"),))


class Library:
    """Documents of a store, and what a viewer is told of them."""

    def __init__(self, store: Store, folder: Path) -> None:
        for slug in ("water", "law"):
            GroupService(store).add(Group(slug, {"en": slug}), viewer=OPERATOR)
        self.store, self.intake = store, IntakeService(store, Blobs(folder))
        self.companies = CompanyService(store)

    def add(self, key: str, facts: Facts = FACTS, access: Audience = PUBLIC, work: str | None = None) -> DocumentId:
        record = a_record(key=key, facts=facts, access=access, work_key=work or key)
        return self.intake.store(record, viewer=OPERATOR).id

    def counts(self, by: Grouping, viewer: Viewer, source: str = "documents") -> dict[str, int]:
        found = TrendsService(self.store).trends(Asked(by=by, source=source), "en", viewer=viewer)
        return {row.value: row.counts[source] for row in found.rows}


@pytest.fixture
def library(store: Store, tmp_path: Path) -> Library:
    return Library(store, tmp_path / "files")


def test_a_document_is_counted_as_its_reader_reads_it(library: Library) -> None:
    mine = library.add("mine-es", work="mine")
    library.add("mine-en", work="mine")
    library.add("told", Facts(kind="summary", of_kind="abuse_report", title="Told", country="KEN"))
    library.add("judged", Facts(kind="judgment", title="No case of abuse", country="ZAF"))
    library.add("ours", replace(FACTS, abuse=AbuseCase("BWA")), WATER)
    assert library.counts("country", ANYONE) == {"KEN": 1, "PER": 1}  # the two versions are one
    assert library.counts("country", INSIDE) == {"BWA": 1, "KEN": 1, "PER": 1}
    assert library.counts("year", ANYONE) == {"2011": 1, "2012": 1, "none": 1}
    RestrictingService(library.store).restrict(mine, Wanted("group:water", field="terms"), viewer=EDITOR)
    assert library.counts("form", INSIDE)["revolving_door"] == 2
    assert library.counts("form", OUTSIDE) == {"corporate_capture": 1, "revolving_door": 1, "none": 1}


def test_a_company_in_which_a_withheld_name_stands_has_no_name(library: Library) -> None:
    document = library.add("mine")
    names = WithholdingService(library.store, SearchService(library.store, MemoryIndex()), lambda: "a secret")
    names.withhold(document, WithheldName(("Rosa Quispe",)), WATER, viewer=EDITOR)
    assert library.counts("company", INSIDE) == {"Minera Rosa Quispe S.A.": 1}
    for viewer in (ANYONE, OUTSIDE):
        assert library.counts("company", viewer) == {"none": 1}
    assert library.companies.matches(viewer=OUTSIDE).names == ()


def test_agreed_codes_are_counted_for_who_reads_round_and_paragraph(library: Library) -> None:
    store = library.store
    document = library.add("judged", Facts(kind="judgment", title="J", country="ZAF", decided=PartialDate(2004, 5)))
    with store.writing() as connection:
        coders = tuple(
            stored_accounts.add(connection, f"{name}@example.org", name, "x", frozenset()) for name in ("ana", "ben")
        )
        for book in ("corporate-capture", "another"):
            made = Round(new_id(), "First", book, 1, WATER, state="adjudicating", documents=(document,), coders=coders)
            rounds.add(connection, made)
            for coder in coders:
                one = Coding(
                    new_id(), made.id, document, coder, "revolving_door", "p-1", "words", "", "", 0, 5, "", 3, WATER,
                    book, 1,
                )  # fmt: skip
                codings.add(connection, one)
                rounds.finish(connection, made.id, coder, document, done=True)
            agreement.take_over(connection, made.id)
    assert library.counts("form", INSIDE, "codes") == {"corporate_capture": 1, "revolving_door": 1}
    assert library.counts("year", INSIDE, "codes") == {"2004": 1}
    assert library.counts("form", OUTSIDE, "codes") == library.counts("form", ANYONE, "codes") == {}
    RestrictingService(store).restrict(document, Wanted("group:law", anchor="p-1"), viewer=EDITOR)
    assert library.counts("form", INSIDE, "codes") == {}


def test_decisions_hold_for_who_reads_both_names(library: Library) -> None:
    def tells(company: str) -> Facts:
        return replace(FACTS, abuse=replace(MINE, companies=(Company(company),)))

    library.add("one", tells("Example Mining Ltd"))
    library.add("two", tells("Example Mining plc"))
    ours = library.add("three", tells("Ejemplo Mining"), WATER)
    decide = library.companies.decide
    with pytest.raises(Invalid) as refusal:  # a name of the group would be told to all members
        decide("Example Mining Ltd", "Ejemplo Mining", True, "Known", MEMBERS, viewer=EDITOR)
    assert refusal.value.fields == {"second": ["companies.wider"]}
    with pytest.raises(Invalid) as refusal:  # as a name that is nowhere
        decide("Example Mining Ltd", "Ejemplo Mining", True, "Known", MEMBERS, viewer=OUTSIDE)
    assert refusal.value.fields == {"second": ["companies.name"]}
    with pytest.raises(Forbidden):
        decide("Example Mining Ltd", "Example Mining plc", True, "Known", WATER, viewer=INSIDE)
    common = decide("Example Mining Ltd", "Example Mining plc", True, "Kn\x00own \ud800", MEMBERS, viewer=OUTSIDE)
    kept = decide("Example Mining plc", "Ejemplo Mining", True, "Known", WATER, viewer=EDITOR)
    assert library.counts("company", INSIDE) == {"Ejemplo Mining": 3}
    assert library.counts("company", OUTSIDE) == {"Example Mining Ltd": 2}
    assert library.counts("company", ANYONE) == {"Example Mining Ltd": 1, "Example Mining plc": 1}
    with pytest.raises(Invalid) as refusal:
        decide("Example Mining Ltd", "Ejemplo Mining", False, "Not so", WATER, viewer=EDITOR)
    assert refusal.value.fields == {"same": ["companies.decided"]}
    with pytest.raises(NotFound):
        library.companies.undo(kept, viewer=OUTSIDE)
    told = library.companies.matches(viewer=OUTSIDE)
    assert ([(one.decision.id, one.decision.reason) for one in told.decided], told.proposals) == (
        [(common, "Known")],
        (),
    )
    library.intake.remove(ours, viewer=Viewer("root", frozenset({"administrator"}), frozenset({"water"})))
    assert [one.decision.id for one in library.companies.matches(viewer=EDITOR).decided] == [common]


def test_an_address_asks_for_choices_that_are_some() -> None:
    assert asked_of({"by": "year", "from": "50", "form": ""}) == Asked(by="year")
    with pytest.raises(Invalid) as refusal:
        asked_of({"by": "colour", "source": "x", "across": "y"})
    assert set(refusal.value.fields) == {"by", "source", "across"}
