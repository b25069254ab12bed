"""A report's cases, decided one by one, on both databases: nothing twice, nothing lost, nothing seen by a stranger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.document import Facts, SourceFile
from caselaw.domain.documentation.abuse import AbuseCase
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.errors import Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph, anchors
from caselaw.domain.people.belonging import Group
from caselaw.domain.splitting.parts import Bid, Part, Split
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.groups import GroupService
from caselaw.services.reading.documents import DocumentService
from caselaw.services.site.audit import AuditService
from caselaw.services.splitting.case_making import CaseMakingService
from caselaw.services.splitting.parts import SplittingService
from caselaw.store import Store
from caselaw.store import documents as stored
from caselaw.store.blobs import Blobs
from caselaw.store.tables import jobs
from tests.factories import a_record

LITIGATION = group_audience("litigation")
EDITOR = Viewer("erin", frozenset({"editor"}), frozenset({"litigation"}))
OTHER_EDITOR = Viewer("olga", frozenset({"editor"}))
MEMBER = Viewer("mara", frozenset({"member"}), frozenset({"litigation"}))

LINES = (
    "Harm done: a report", "Introduction of the network.",
    "Case 1: A river", "Mercury was spilled.[1]", "Nobody came.",
    "Case 2: A road", "Dust covers the school.", "Contoso v State, [2000] ZACC 19, says so.",
    "Case 3: A dam", "Fields were drowned.",
    "Annex", "Forms were sent in.",
)  # fmt: skip
PARTS = (
    Part("front", 0, 1), Part("case", 2, 4, "A river", "PER"), Part("case", 5, 7, "A road", "GHA"),
    Part("case", 8, 9, "A dam"), Part("back", 10, 11, "Annex"),
)  # fmt: skip
BID = Bid("headings", 0.9, PARTS)


@pytest.fixture
def documents(store: Store, tmp_path: Path) -> DocumentService:
    return DocumentService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def intake(store: Store, tmp_path: Path) -> IntakeService:
    GroupService(store).add(Group("litigation", {"en": "Litigation"}), viewer=OPERATOR)
    return IntakeService(store, Blobs(tmp_path / "files"))


@pytest.fixture
def splitting(store: Store) -> SplittingService:
    return SplittingService(store)


@cache
def making(splitting: SplittingService) -> CaseMakingService:
    """What makes records, on the same store."""
    return CaseMakingService(splitting._store)


def report(intake: IntakeService, access: Audience = PUBLIC) -> DocumentId:
    names = anchors([None] * len(LINES))
    text = [
        Paragraph(name, at, line, "en", page=1 + at // 4)
        for at, (name, line) in enumerate(zip(names, LINES, strict=True))
    ]
    note = Paragraph("p-n1", len(LINES), "1 See the files.", "en", page=1, kind="footnote")
    source = SourceFile("a" * 64, "report.pdf", "pdf", 10, pages=4)
    record = a_record(paragraphs=(*text, note), facts=Facts("report", "Harm done"), access=access, source=source)
    return intake.store(record, viewer=OPERATOR).id


def by_title(split: Split, title: str) -> str:
    return next(draft.id for draft in split.drafts if draft.part.title == title)


def shape(split: Split) -> list[tuple[str, int, int, str, str]]:
    return [(d.part.kind, d.part.first, d.part.last, d.part.title, d.status) for d in split.drafts]


def made(splitting: SplittingService, report_id: str, viewer: Viewer = OPERATOR) -> list[DocumentId]:
    """What a reader of facts does: a record for each approved draft."""
    found = []
    for draft in making(splitting).waiting(viewer=viewer, report_id=report_id):
        found.append(making(splitting).make(draft, a_case(splitting, draft, viewer), viewer=viewer).id)
    return found


def a_case(splitting: SplittingService, draft: str, viewer: Viewer = OPERATOR) -> Record:
    given = making(splitting).material(draft, viewer=viewer)
    about = Facts("abuse_report", given.draft.part.title, country=given.draft.part.country)
    quoted = next((p for p in given.paragraphs if "[2000] ZACC 19" in p.text), None)
    cited: tuple[Citation, ...] = ()
    if quoted is not None:
        at = quoted.text.index("[2000]")
        cited = (Citation("[2000] ZACC 19", at, at + 14, (Reading("neutral", "[2000] ZACC 19"),), quoted.anchor),)
    return Record(given.key, given.language, about, given.paragraphs, citations=cited)


def test_a_proposal_is_kept_with_pages_and_coverage(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    assert tuple(draft.part for draft in split.drafts) == PARTS
    assert [draft.pages for draft in split.drafts] == [(1, 1), (1, 2), (2, 2), (3, 3), (3, 4)]
    assert split.coverage is not None
    assert (split.coverage.cases, split.coverage.pages, split.coverage.unassigned) == (3, 4, 0)
    assert split.revision == 1
    assert splitting.get(split.report, viewer=EDITOR) == split


def test_the_same_proposal_twice_changes_nothing(intake: IntakeService, splitting: SplittingService) -> None:
    first = splitting.propose(report(intake), BID, viewer=EDITOR)
    assert splitting.propose(first.report, BID, viewer=EDITOR) == first


def test_parts_that_leave_something_out_are_refused(intake: IntakeService, splitting: SplittingService) -> None:
    stored = report(intake)
    for parts in (PARTS[1:], PARTS[:-1], (PARTS[0], *PARTS), (*PARTS[:2], *PARTS[3:])):
        with pytest.raises(Invalid) as refused:
            splitting.propose(stored, replace(BID, parts=parts), viewer=EDITOR)
        assert refused.value.code == "split.parts"


def test_an_approved_case_becomes_a_record_tied_to_its_pages(
    store: Store, intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    splitting.approve(split.report, [by_title(split, "A river")], viewer=EDITOR)
    (case,) = made(splitting, split.report, EDITOR)
    found = documents.get(case, viewer=ANYONE)
    assert (found.facts.kind, found.facts.title, found.facts.country) == ("abuse_report", "A river", "PER")
    assert (found.access, found.source) == (PUBLIC, None)
    text = documents.paragraphs(case, viewer=ANYONE)
    assert [one.text for one in text] == [*LINES[2:5], "1 See the files."]
    tie = splitting.tie(case, viewer=ANYONE)
    assert tie is not None
    assert (tie.id, tie.title, tie.first_page, tie.last_page) == (split.report, "Harm done", 1, 2)
    assert tie.anchors == {"p-u1": "p-u3", "p-u2": "p-u4", "p-u3": "p-u5", "p-u4": "p-n1"}
    with store.reading() as connection:
        assert case in set(connection.execute(select(jobs.c.subject)).scalars()), "the index is told"
    assert [one.id for one in splitting.cases(split.report, viewer=ANYONE)] == [case]


def test_approving_twice_adds_nothing(
    intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    first = splitting.approve(split.report, viewer=EDITOR)
    assert len(made(splitting, split.report)) == 3
    again = splitting.approve(split.report, viewer=EDITOR)
    assert made(splitting, split.report) == []
    assert again.revision == first.revision
    river = by_title(split, "A river")
    assert making(splitting).make(river, a_case(splitting, river), viewer=OPERATOR).outcome == "unchanged"
    assert documents.counts(viewer=ANYONE).documents == 4


def test_an_approval_that_was_interrupted_is_finished(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    splitting.approve(split.report, viewer=EDITOR)
    waiting = making(splitting).waiting(viewer=OPERATOR)
    making(splitting).make(waiting[0], a_case(splitting, waiting[0]), viewer=OPERATOR)
    assert making(splitting).waiting(viewer=OPERATOR) == waiting[1:]
    assert len(made(splitting, split.report)) == 2


def test_splitting_again_keeps_what_was_approved(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    splitting.approve(split.report, [by_title(split, "A road")], viewer=EDITOR)
    splitting.reject(by_title(split, "A dam"), "The dam is another report's.", viewer=EDITOR)
    made(splitting, split.report)
    other = Bid("chapters", 0.6, (Part("front", 0, 0), Part("case", 1, 6, "All"), Part("case", 7, 11, "Rest")))
    again = splitting.propose(split.report, other, viewer=EDITOR)
    assert shape(again) == [
        ("front", 0, 0, "", "proposed"), ("case", 1, 4, "All", "proposed"), ("case", 5, 7, "A road", "approved"),
        ("case", 8, 11, "Rest", "proposed"),
    ]  # fmt: skip
    assert again.drafts[2].id == by_title(split, "A road")
    assert again.coverage is not None
    assert sum(again.coverage.paragraphs_of.values()) == len(LINES) + 1
    first = splitting.propose(split.report, BID, viewer=EDITOR)
    assert shape(first)[2] == ("case", 5, 7, "A road", "approved")
    assert [title for *_, title, _ in shape(first)] == ["", "A river", "A road", "A dam", "Annex"]


def test_a_rejected_case_proposed_again_stays_rejected(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    dam = by_title(split, "A dam")
    splitting.reject(dam, "Told elsewhere.", viewer=EDITOR)
    renamed = replace(BID, parts=(*PARTS[:3], replace(PARTS[3], title="The dam"), PARTS[4]))
    again = splitting.propose(split.report, renamed, viewer=EDITOR)
    assert (again.drafts[3].id, again.drafts[3].status, again.drafts[3].reason) == (dam, "rejected", "Told elsewhere.")
    splitting.approve(split.report, viewer=EDITOR)
    assert len(made(splitting, split.report)) == 2
    with pytest.raises(Conflict):
        splitting.approve(split.report, [dam], viewer=EDITOR)
    splitting.reopen(dam, viewer=EDITOR)
    splitting.approve(split.report, [dam], viewer=EDITOR)
    assert len(made(splitting, split.report)) == 1


def test_merge_cut_and_rename(intake: IntakeService, splitting: SplittingService, documents: DocumentService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    merged = splitting.merge(by_title(split, "A river"), viewer=EDITOR, revision=1)
    assert shape(merged)[1] == ("case", 2, 7, "A river", "proposed")
    cut = splitting.cut(by_title(merged, "A river"), "p-u8", viewer=EDITOR, title="What a court said", revision=2)
    assert [(first, last, title) for _, first, last, title, _ in shape(cut)][1:3] == [
        (2, 6, "A river"), (7, 7, "What a court said"),
    ]  # fmt: skip
    named = splitting.rename(by_title(cut, "A river"), "  A river and \n a road ", viewer=EDITOR, revision=3)
    assert (named.drafts[1].part.title, named.revision) == ("A river and a road", 4)
    splitting.approve(split.report, viewer=EDITOR)
    cases = made(splitting, split.report)
    assert [len(documents.paragraphs(case, viewer=ANYONE)) for case in cases] == [6, 1, 2]


def test_a_case_cut_off_after_a_merge_keeps_neither_the_number_nor_the_country_of_the_first(
    intake: IntakeService, splitting: SplittingService
) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    river = by_title(split, "A river")
    merged = splitting.merge(river, viewer=EDITOR)
    assert (merged.drafts[1].part.title, merged.drafts[1].part.country) == ("A river", "PER")
    parts = [draft.part for draft in splitting.cut(river, "p-u6", viewer=EDITOR).drafts]
    assert parts[1:3] == [Part("case", 2, 4, "A river", "PER"), Part("case", 5, 7, "A road")]
    splitting.merge(river, viewer=EDITOR)
    again = splitting.cut(river, "p-u6", country="GHA", viewer=EDITOR)
    assert again.drafts[2].part == Part("case", 5, 7, "A road", "GHA")


def test_a_report_is_read_once_for_all_its_records(
    intake: IntakeService, splitting: SplittingService, monkeypatch: pytest.MonkeyPatch
) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    splitting.approve(split.report, viewer=EDITOR)
    loaded: list[str] = []
    load = stored.load_paragraphs

    def counted(connection: Connection, document: DocumentId, audiences: stored.Audiences) -> tuple[Paragraph, ...]:
        loaded.append(document)
        return load(connection, document, audiences)

    monkeypatch.setattr(stored, "load_paragraphs", counted)
    assert len(made(splitting, split.report)) == 3
    assert loaded == [split.report]


def test_front_matter_merged_into_a_case_is_the_case_and_cut_from_it_makes_one(
    intake: IntakeService, splitting: SplittingService
) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    merged = splitting.merge(split.drafts[0].id, viewer=EDITOR)
    assert shape(merged)[0] == ("case", 0, 4, "A river", "proposed")
    cut = splitting.cut(by_title(merged, "Annex"), "p-u12", viewer=EDITOR)
    assert shape(cut)[-2:] == [
        ("back", 10, 10, "Annex", "proposed"), ("case", 11, 11, "Forms were sent in.", "proposed"),
    ]  # fmt: skip


def test_what_cannot_be_done_is_said(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    river, annex = by_title(split, "A river"), by_title(split, "Annex")
    refusals: dict[str, Callable[[], object]] = {
        "split.last": lambda: splitting.merge(annex, viewer=EDITOR),
        "split.cut": lambda: splitting.cut(river, "p-u3", viewer=EDITOR),
        "split.title": lambda: splitting.rename(river, " \x00 ", viewer=EDITOR),
        "split.reason": lambda: splitting.reject(river, " ", viewer=EDITOR),
        "split.no_case": lambda: splitting.approve(split.report, [annex], viewer=EDITOR),
    }
    for code, act in refusals.items():
        with pytest.raises(Invalid) as refused:
            act()
        assert refused.value.code == code
    for anchor in ("p-u8", "p-u99", ""):
        with pytest.raises(Invalid):
            splitting.cut(river, anchor, viewer=EDITOR)
    assert splitting.get(split.report, viewer=EDITOR) == split, "what was refused changed nothing"


def test_what_is_decided_is_changed_by_nobody(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    road = by_title(split, "A road")
    splitting.approve(split.report, [road], viewer=EDITOR)
    acts: tuple[Callable[[], object], ...] = (
        lambda: splitting.merge(road, viewer=EDITOR),
        lambda: splitting.merge(by_title(split, "A river"), viewer=EDITOR),
        lambda: splitting.cut(road, "p-u7", viewer=EDITOR),
        lambda: splitting.rename(road, "Else", viewer=EDITOR),
        lambda: splitting.reject(road, "No.", viewer=EDITOR),
        lambda: splitting.reopen(road, viewer=EDITOR),
    )
    for act in acts:
        with pytest.raises(Conflict) as refused:
            act()
        assert refused.value.code == "split.decided"


def test_two_people_at_once(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    river = by_title(split, "A river")
    splitting.rename(river, "A river of mercury", viewer=EDITOR, revision=1)
    acts: tuple[Callable[[], object], ...] = (
        lambda: splitting.rename(river, "Another name", viewer=OPERATOR, revision=1),
        lambda: splitting.approve(split.report, viewer=OPERATOR, revision=1),
        lambda: splitting.merge(river, viewer=OPERATOR, revision=1),
    )
    for act in acts:
        with pytest.raises(Conflict):
            act()
    assert splitting.get(split.report, viewer=EDITOR).drafts[1].part.title == "A river of mercury"


def test_the_cases_are_for_those_the_report_is_for(
    intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake, LITIGATION), BID, viewer=EDITOR)
    splitting.approve(split.report, viewer=EDITOR)
    case = made(splitting, split.report, EDITOR)[0]
    assert documents.get(case, viewer=MEMBER).access == LITIGATION
    for stranger in (ANYONE, OTHER_EDITOR):
        with pytest.raises(NotFound):
            documents.get(case, viewer=stranger)
        assert splitting.tie(case, viewer=stranger) is None
        assert splitting.cases(split.report, viewer=stranger) == ()
        for look in (
            lambda who=stranger: splitting.get(split.report, viewer=who),
            lambda who=stranger: splitting.report(split.report, viewer=who),
            lambda who=stranger: making(splitting).material(split.drafts[1].id, viewer=who),
            lambda who=stranger: splitting.reject(split.drafts[1].id, "No.", viewer=who),
            lambda who=stranger: splitting.approve(split.report, viewer=who),
            lambda who=stranger: splitting.propose(split.report, BID, viewer=who),
        ):
            with pytest.raises(NotFound):
                look()
        assert splitting.list(viewer=stranger) == ()
    with pytest.raises(Forbidden):
        splitting.get(split.report, viewer=MEMBER)
    assert [one.report for one in splitting.list(viewer=EDITOR)] == [split.report]


def test_a_case_opened_wider_than_its_report_tells_strangers_nothing_of_it(
    intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake, MEMBERS), BID, viewer=OPERATOR)
    splitting.approve(split.report, viewer=OPERATOR)
    case = made(splitting, split.report)[0]
    intake.change_access(case, PUBLIC, viewer=OPERATOR)
    assert documents.get(case, viewer=ANYONE).source is None, "the report's file is not offered with it"
    assert splitting.tie(case, viewer=ANYONE) is None
    assert splitting.tie(case, viewer=MEMBER) is not None


def test_what_is_said_of_a_company_names_no_report_to_who_may_not_read_it(
    intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake, LITIGATION), BID, viewer=OPERATOR)
    splitting.approve(split.report, viewer=OPERATOR)
    draft = making(splitting).waiting(viewer=OPERATOR, report_id=split.report)[0]
    given = making(splitting).material(draft, viewer=OPERATOR)
    said = (
        Allegation("Reed Mining", "It spilled mercury.", "alleged", "Harm done: a report, p. 1"),
        Allegation("Reed Mining", "It knew.", "alleged", "Daily News, 1 May 2004"),
    )
    about = Facts("abuse_report", "A river", allegations=said, abuse=AbuseCase(sources=("Daily News, 1 May 2004",)))
    case = making(splitting).make(draft, Record(given.key, "en", about, given.paragraphs), viewer=OPERATOR).id
    intake.change_access(case, PUBLIC, viewer=OPERATOR)

    def sources(viewer: Viewer) -> list[str]:
        (listed,) = [one for one in documents.list(viewer=viewer).documents if one.id == case]
        assert listed == documents.get(case, viewer=viewer)
        return [one.source for one in listed.facts.allegations]

    assert sources(EDITOR) == ["Harm done: a report, p. 1", "Daily News, 1 May 2004"]
    assert sources(ANYONE) == ["A river", "Daily News, 1 May 2004"]
    intake.remove(split.report, viewer=OPERATOR)
    assert sources(ANYONE) == ["A river", "Daily News, 1 May 2004"], "nor when the report is taken away"


def test_a_report_that_is_restricted_takes_its_cases_along_and_opens_none(
    intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake), BID, viewer=OPERATOR)
    splitting.approve(split.report, viewer=OPERATOR)
    first, second, third = made(splitting, split.report)
    intake.change_access(third, LITIGATION, viewer=OPERATOR)

    def readers() -> list[str]:
        return [documents.get(one, viewer=EDITOR).access for one in (first, second, third)]

    intake.change_access(split.report, MEMBERS, viewer=OPERATOR)
    assert readers() == [MEMBERS, MEMBERS, LITIGATION]
    intake.change_access(split.report, PUBLIC, viewer=OPERATOR)
    assert readers() == [MEMBERS, MEMBERS, LITIGATION]
    intake.change_access(split.report, LITIGATION, viewer=OPERATOR)
    assert readers() == [LITIGATION] * 3


def test_a_case_taken_away_does_not_come_back_and_a_report_takes_its_split_along(
    intake: IntakeService, splitting: SplittingService, documents: DocumentService
) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    splitting.approve(split.report, viewer=EDITOR)
    cases = made(splitting, split.report)
    intake.remove(cases[0], viewer=OPERATOR)
    splitting.approve(split.report, viewer=EDITOR)
    assert made(splitting, split.report) == []
    assert splitting.get(split.report, viewer=EDITOR).drafts[1].case is None
    intake.remove(split.report, viewer=OPERATOR)
    with pytest.raises(NotFound):
        splitting.get(split.report, viewer=OPERATOR)
    assert documents.get(cases[1], viewer=ANYONE).facts.title == "A road"
    assert splitting.tie(cases[1], viewer=ANYONE) is None


def test_a_record_of_other_paragraphs_is_refused(intake: IntakeService, splitting: SplittingService) -> None:
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    river = by_title(split, "A river")
    wanted = a_case(splitting, river)
    with pytest.raises(Conflict) as refused:
        making(splitting).make(river, wanted, viewer=OPERATOR)
    assert refused.value.code == "split.not_approved"
    splitting.approve(split.report, [river], viewer=EDITOR)
    for wrong in (replace(wanted, paragraphs=wanted.paragraphs[:-1]), replace(wanted, key="case:else")):
        with pytest.raises(Invalid):
            making(splitting).make(river, wrong, viewer=OPERATOR)
    assert making(splitting).make(river, wanted, viewer=OPERATOR).outcome == "added"


@pytest.mark.parametrize("unknown", ["nothing", pytest.param(new_id(), id="an id"), "../etc"])
def test_what_is_not_there_is_not_found(splitting: SplittingService, unknown: str) -> None:
    for look in (
        lambda: splitting.get(unknown, viewer=OPERATOR),
        lambda: splitting.merge(unknown, viewer=OPERATOR),
        lambda: making(splitting).material(unknown, viewer=OPERATOR),
    ):
        with pytest.raises(NotFound):
            look()
    assert splitting.tie(unknown, viewer=OPERATOR) is None
    assert splitting.cases(unknown, viewer=OPERATOR) == ()


def test_every_decision_stands_in_the_trail(store: Store, intake: IntakeService, splitting: SplittingService) -> None:
    before = AuditService(store).verify(viewer=OPERATOR).lines
    split = splitting.propose(report(intake), BID, viewer=EDITOR)
    splitting.reject(by_title(split, "A dam"), "Told elsewhere.", viewer=EDITOR)
    splitting.approve(split.report, viewer=EDITOR)
    made(splitting, split.report)
    after = AuditService(store).verify(viewer=OPERATOR)
    assert (after.lines - before, after.broken) == (7, None), "report, split, rejection, two approvals, two records"
