"""Who cites whom: found when asked, both ways, and only among what the viewer may read — on both databases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.citing.citation import Citation, Pinpoint, Reading
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Facts
from caselaw.domain.errors import NotFound
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.people.belonging import Group
from caselaw.services.citing.citations import CitationService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from caselaw.store.tables import citation_readings, citations, document_keys
from tests.factories import a_record

ALICE = Viewer("alice", frozenset({"member"}), frozenset({"litigation"}))
BOB = Viewer("bob", frozenset({"member"}))
LITIGATION = group_audience("litigation")
GROOTBOOM = Identifier("neutral", "[2000] ZACC 19")


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def service(store: Store) -> CitationService:
    return CitationService(store)


def decision(*identifiers: Identifier, language: str = "en", access: Audience = PUBLIC, **changes: Any) -> Record:
    """A decision that goes by these identifiers."""
    about = Facts(**{"kind": "judgment", "title": "Cited", "court": "za-cc", "identifiers": identifiers, **changes})
    return a_record(language, facts=about, access=access)


def citing(*readings: Reading, access: Audience = PUBLIC, language: str = "en", **changes: Any) -> Record:
    """A decision with one paragraph that cites once a reading, each time with all the readings given."""
    passage = "as was held in THERE"
    paragraph = Paragraph("p-1", 0, passage, language, "1")
    cited = Citation("THERE", passage.index("THERE"), len(passage), readings, "p-1")
    about = Facts(kind="judgment", title="Citing", court="za-sca")
    values = {"facts": about, "paragraphs": (paragraph,), "citations": (cited,), "access": access, **changes}
    return a_record(language, **values)


def stored(intake: IntakeService, record: Record) -> DocumentId:
    return intake.store(record, viewer=OPERATOR).id


NEUTRAL = Reading("neutral", "[2000] ZACC 19")


def test_a_citation_comes_back_as_it_was_stored(intake: IntakeService, service: CitationService) -> None:
    record = citing(Reading("docket", "C-355/06", "co-cc"), Reading("docket", "C-355/06", "cjeu"))
    (found,) = service.cites(stored(intake, record), viewer=ANYONE)
    assert found.citation == record.citations[0]


def test_the_passage_it_points_to_comes_back_as_well(intake: IntakeService, service: CitationService) -> None:
    (whole,) = citing(NEUTRAL).citations
    record = citing(NEUTRAL, citations=(replace(whole, pinpoint=Pinpoint("paragraph", "8(d), 12")),))
    (found,) = service.cites(stored(intake, record), viewer=ANYONE)
    assert found.citation.pinpoint == Pinpoint("paragraph", "8(d), 12")
    assert (found.position, found.status, found.target) == (0, "unresolved", None)


def test_a_citation_leads_to_the_one_decision_it_names(intake: IntakeService, service: CitationService) -> None:
    target = stored(intake, decision(GROOTBOOM))
    source = stored(intake, citing(NEUTRAL))
    (found,) = service.cites(source, viewer=ANYONE)
    assert found.status == "resolved"
    assert found.target is not None
    assert (found.target.id, found.target.title, found.target.court) == (target, "Cited", "za-cc")
    (back,) = service.cited_by(target, viewer=ANYONE)
    assert (back.source.id, back.times, back.first.text) == (source, 1, "THERE")


def test_a_decision_that_comes_later_is_cited_at_once(intake: IntakeService, service: CitationService) -> None:
    source = stored(intake, citing(NEUTRAL))
    assert service.cites(source, viewer=ANYONE)[0].status == "unresolved"
    target = stored(intake, decision(GROOTBOOM))
    assert service.cites(source, viewer=ANYONE)[0].target is not None
    intake.remove(target, viewer=OPERATOR)
    assert service.cites(source, viewer=ANYONE)[0].status == "unresolved"


def test_the_reading_whose_decision_is_here_is_taken(intake: IntakeService, service: CitationService) -> None:
    readings = (Reading("docket", "C-355/06", "co-cc"), Reading("docket", "C-355/06", "cjeu"))
    source = stored(intake, citing(*readings))
    bogota = stored(intake, decision(Identifier("docket", "C-355/06"), court="co-cc"))
    (found,) = service.cites(source, viewer=ANYONE)
    assert (found.status, found.target and found.target.id) == ("resolved", bogota)
    stored(intake, decision(Identifier("docket", "C-355/06"), court="cjeu"))
    assert service.cites(source, viewer=ANYONE)[0].status == "several"
    assert service.cited_by(bogota, viewer=ANYONE) == ()


def test_the_same_number_of_another_court_is_not_meant(intake: IntakeService, service: CitationService) -> None:
    stored(intake, decision(Identifier("docket", "CCT 11/00"), court="ke-sc"))
    source = stored(intake, citing(Reading("docket", "CCT 11/00", "za-cc")))
    assert service.cites(source, viewer=ANYONE)[0].status == "unresolved"


def test_versions_are_one_decision_and_that_in_the_same_language_is_shown(
    intake: IntakeService, service: CitationService
) -> None:
    versions = {}
    for language in ("en", "es", "fr"):
        about = Facts(kind="judgment", title=language, court="iacthr", identifiers=(Identifier("series_c", "349"),))
        versions[language] = stored(intake, a_record(language, facts=about, work_key="poblete"))
    source = stored(intake, citing(Reading("series_c", "349", "iacthr"), language="es"))
    (found,) = service.cites(source, viewer=ANYONE)
    assert (found.status, found.target and found.target.id) == ("resolved", versions["es"])
    for version in versions.values():
        assert [back.source.id for back in service.cited_by(version, viewer=ANYONE)] == [source]


def test_versions_that_nobody_has_joined_are_one_decision_where_court_and_day_are_one(
    intake: IntakeService, service: CitationService
) -> None:
    number, day = Identifier("report", "40/04"), PartialDate(2004, 10, 12)
    english = stored(intake, decision(number, court="iachr", decided=day))
    spanish = stored(intake, decision(number, court="iachr", decided=day, language="es"))
    source = stored(intake, citing(Reading("report", "40/04", "iachr"), language="es"))
    (found,) = service.cites(source, viewer=ANYONE)
    assert (found.status, found.target and found.target.id) == ("resolved", spanish)
    assert [back.source.id for back in service.cited_by(english, viewer=ANYONE)] == [source]
    stored(intake, decision(number, court="iachr", decided=PartialDate(2005), language="fr"))
    assert service.cites(source, viewer=ANYONE)[0].status == "several"


def test_a_separate_opinion_is_not_meant_by_the_number_of_its_judgment(
    intake: IntakeService, service: CitationService
) -> None:
    stored(intake, decision(Identifier("series_c", "198"), kind="separate_opinion", court="iacthr"))
    source = stored(intake, citing(Reading("series_c", "198", "iacthr")))
    assert service.cites(source, viewer=ANYONE)[0].status == "unresolved"


def test_a_summary_stands_for_its_decision_until_that_is_here(intake: IntakeService, service: CitationService) -> None:
    summary = stored(intake, decision(GROOTBOOM, kind="summary", summary_of="[2000] ZACC 19"))
    source = stored(intake, citing(NEUTRAL))
    (found,) = service.cites(source, viewer=ANYONE)
    assert found.target is not None
    assert (found.target.id, found.target.kind) == (summary, "summary")
    target = stored(intake, decision(GROOTBOOM))
    (found,) = service.cites(source, viewer=ANYONE)
    assert (found.status, found.target and found.target.id) == ("resolved", target)
    assert service.cited_by(summary, viewer=ANYONE) == ()


def test_a_work_does_not_cite_itself(intake: IntakeService, service: CitationService) -> None:
    about = Facts(kind="judgment", title="Self", court="za-cc", identifiers=(GROOTBOOM,))
    source = stored(intake, citing(NEUTRAL, facts=about))
    assert service.cites(source, viewer=ANYONE)[0].status == "unresolved"
    assert service.cited_by(source, viewer=ANYONE) == ()


@pytest.mark.parametrize("secret", [MEMBERS, LITIGATION])
def test_a_restricted_document_that_cites_leaves_no_trace(
    intake: IntakeService, service: CitationService, secret: Audience
) -> None:
    target = stored(intake, decision(GROOTBOOM))
    source = stored(intake, citing(NEUTRAL, access=secret))
    assert service.cited_by(target, viewer=ANYONE) == ()
    assert [back.source.id for back in service.cited_by(target, viewer=ALICE)] == [source]
    assert bool(service.cited_by(target, viewer=BOB)) == (secret == MEMBERS)
    with pytest.raises(NotFound):
        service.cites(source, viewer=ANYONE)


@pytest.mark.parametrize("secret", [MEMBERS, LITIGATION])
def test_a_restricted_document_that_is_cited_leaves_no_trace(
    intake: IntakeService, service: CitationService, secret: Audience
) -> None:
    public = stored(intake, decision(GROOTBOOM))
    hidden = stored(intake, decision(GROOTBOOM, access=secret))
    source = stored(intake, citing(NEUTRAL))
    (found,) = service.cites(source, viewer=ANYONE)
    assert (found.status, found.target and found.target.id) == ("resolved", public)
    assert service.cites(source, viewer=ALICE)[0].status == "several"
    with pytest.raises(NotFound):
        service.cited_by(hidden, viewer=ANYONE)


def test_access_that_changes_is_obeyed_at_once(intake: IntakeService, service: CitationService) -> None:
    target = stored(intake, decision(GROOTBOOM))
    source = stored(intake, citing(NEUTRAL))
    intake.change_access(target, LITIGATION, viewer=OPERATOR)
    assert service.cites(source, viewer=ANYONE)[0].status == "unresolved"
    assert service.cites(source, viewer=ALICE)[0].status == "resolved"


def test_pages_of_both_lists(intake: IntakeService, service: CitationService) -> None:
    target = stored(intake, decision(GROOTBOOM))
    sources = {stored(intake, citing(NEUTRAL)) for _ in range(5)}
    pages = [service.cited_by(target, viewer=ANYONE, after=after, size=2) for after in (0, 2, 4, 6)]
    assert [len(page) for page in pages] == [2, 2, 1, 0]
    assert {back.source.id for page in pages for back in page} == sources
    one = next(iter(sources))
    assert service.cites(one, viewer=ANYONE, after=0) == ()
    assert len(service.cites(one, viewer=ANYONE, size=1)) == 1


def test_citations_go_with_their_document(store: Store, intake: IntakeService) -> None:
    source = stored(intake, citing(NEUTRAL))
    target = stored(intake, decision(GROOTBOOM))
    intake.remove(source, viewer=OPERATOR)
    intake.remove(target, viewer=OPERATOR)
    with store.reading() as connection:
        for table in (citations, citation_readings, document_keys):
            assert connection.execute(select(table)).all() == []


def test_spans_follow_a_text_that_is_stored_in_another_form(intake: IntakeService, service: CitationService) -> None:
    passage = "la Re\u0301publique \x00 contre THERE"
    paragraph = Paragraph("p-1", 0, passage, "fr", "1")
    cited = Citation("THERE", passage.index("THERE"), len(passage), (NEUTRAL,), "p-1")
    lost = Citation("NOWHERE", 0, 7, (NEUTRAL,), "p-2")
    source = stored(intake, a_record("fr", paragraphs=(paragraph,), citations=(cited, lost)))
    (found,) = service.cites(source, viewer=ANYONE)
    assert "la République  contre THERE"[found.citation.start : found.citation.end] == "THERE"


@pytest.mark.parametrize("wrong", ["", "x", "0" * 16, "' OR 1=1"])
def test_what_is_no_document_is_not_found(service: CitationService, wrong: str) -> None:
    with pytest.raises(NotFound):
        service.cites(wrong, viewer=ANYONE)
    with pytest.raises(NotFound):
        service.cited_by(wrong, viewer=ANYONE)


def test_documents_stored_before_are_cited_after_the_migration(tmp_path: Path) -> None:
    from alembic import command

    from caselaw.store.migrations import config

    store = Store(f"sqlite:///{tmp_path}/old.db")
    with store.writing() as connection:
        command.upgrade(config(connection), "0002")
        connection.execute(text("INSERT INTO works (id) VALUES ('w')"))
        connection.execute(
            text(
                "INSERT INTO documents (id, work_id, key, language, status, kind, title, court, parties, judges,"
                " languages, access, revision, added) VALUES ('d', 'w', 'k', 'en', 'unknown', 'judgment', '', 'za-cc',"
                " '[]', '[]', '{}', 'public', 1, '2026-01-01')"
            )
        )
        connection.execute(text("INSERT INTO identifiers VALUES ('d', 0, 'docket', 'CCT11/00')"))
    store.migrate()
    with store.reading() as connection:
        assert connection.execute(select(document_keys.c.key)).scalars().all() == ["number:za-cc:cct/11/0"]
    store.close()
