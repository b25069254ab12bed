"""Case selection tables on both databases: who sees what while organisations answer, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, Audience, group_audience
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group, Organisation
from caselaw.domain.selection.answering import Declared, Said
from caselaw.domain.selection.table import Candidate, CaseSheet, Decision, Dissent, Invited, Link, SelectionTable
from caselaw.domain.selection.templates import template
from caselaw.services.intake.adding import IntakeService
from caselaw.services.people.accounts import AccountService
from caselaw.services.people.groups import GroupService
from caselaw.services.people.managing import PeopleService
from caselaw.services.people.organisations import OrganisationService
from caselaw.services.selection.answering import AnsweringService
from caselaw.services.selection.deliberating import DeliberatingService
from caselaw.services.selection.tables import SelectionService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.factories import a_record

MEMBER: tuple[Role, ...] = ("member",)
DELTA = group_audience("delta")
PEOPLE: dict[str, tuple[str | None, Role, tuple[str, ...]]] = {
    "cora": ("delta", "curator", ()),
    "lea": ("delta", "member", ("legal",)),
    "lou": ("delta", "member", ("legal",)),
    "rami": ("delta", "member", ("rivers",)),
    "wim": ("delta", "member", ()),
    "olga": (None, "member", ("legal",)),  # of an organisation that is invited, but not in the group
}


@dataclass(frozen=True)
class House:
    """The services over one store, with a table of the group `delta` on which `legal` and `rivers` answer."""

    accounts: AccountService
    intake: IntakeService
    selections: SelectionService
    answering: AnsweringService
    deliberating: DeliberatingService
    table: str

    def __getitem__(self, name: str) -> Viewer:
        found = self.accounts.by_email(f"{name}@example.org", viewer=OPERATOR)
        assert found is not None
        return self.accounts.viewer(found.id)

    def shown(self, name: str = "cora") -> SelectionTable:
        return self.selections.show(self.table, viewer=self[name]).table

    def circulated(self) -> tuple[str, ...]:
        self.selections.circulate(self.table, revision=self.shown().revision, viewer=self["cora"], anyway=True)
        return tuple(one.id for one in self.shown().candidates)

    def opened(self) -> tuple[str, ...]:
        ids = self.circulated()
        self.deliberating.open(self.table, revision=self.shown().revision, viewer=self["cora"])
        return ids

    def save(
        self, name: str, organisation: str, *said: Said, since: int = 0, declared: tuple[Declared, ...] = ()
    ) -> int:
        saved = self.answering.save(self[name], self.table, organisation, said, declared, since=since)
        assert not saved.clashes
        return saved.revision

    def record(self, access: Audience, title: str) -> DocumentId:
        return self.intake.store(a_record(key=title, title=title, access=access), viewer=OPERATOR).id


@pytest.fixture
def house(store: Store, tmp_path: Path) -> House:
    accounts = AccountService(store, PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    organisations = OrganisationService(store)
    for slug in ("delta", "other"):
        GroupService(store).add(Group(slug, {"en": slug}), viewer=OPERATOR)
    for slug in ("legal", "rivers"):
        organisations.add(Organisation(slug, slug.title(), {"ar": f"منظمة {slug}"}), viewer=OPERATOR)
    people = PeopleService(store, accounts, GroupService(store))
    for name, (group, role, slugs) in PEOPLE.items():
        email = f"{name}@example.org"
        account = accounts.add(email, "a long enough password", name=name, roles=MEMBER, viewer=OPERATOR)
        if group:
            accounts.join(email, group, viewer=OPERATOR)
            accounts.set_group_roles(email, group, (role,), viewer=OPERATOR)
        people.set_organisations(account.id, slugs, viewer=OPERATOR)
    selections = SelectionService(store)
    empty = House(
        accounts,
        IntakeService(store, Blobs(tmp_path)),
        selections,
        AnsweringService(store),
        DeliberatingService(store),
        "",
    )
    begun = template("database")
    table = SelectionTable(
        "", DELTA, begun.names, begun.purposes, begun.guidelines, ("en", "ar"), begun.id, begun.criteria,
        (Candidate("", {"en": "Rivers v Council", "ar": "الأنهار ضد المجلس"}, None, CaseSheet(), DELTA),
         Candidate("", {"en": "Mill v Town"}, None, CaseSheet(), DELTA)),
        (Invited("legal"), Invited("rivers")),
    )  # fmt: skip
    return replace(empty, table=selections.make(table, viewer=empty["cora"]))


OUTSIDE = ("olga", "public", "operator", "administrator", "editor elsewhere")


def outsider(house: House, name: str) -> Viewer:
    others = {
        "public": ANYONE,
        "operator": OPERATOR,
        "administrator": Viewer("boss", frozenset({"administrator"})),
        "editor elsewhere": Viewer("ed", frozenset({"editor"}), frozenset({"other"})),
    }
    return others.get(name) or house[name]


@pytest.mark.parametrize("name", OUTSIDE)
def test_for_who_is_not_in_the_group_there_is_no_table(house: House, name: str) -> None:
    ids = house.opened()
    viewer = outsider(house, name)
    assert house.selections.all(viewer) == ()
    decision = Decision(ids[0], "accepted", True, "it fits", "en")
    table, revision = house.table, house.shown().revision
    tries = (
        lambda: house.selections.show(table, viewer=viewer),
        lambda: house.selections.sheet(viewer, table, "legal", "en"),
        lambda: house.selections.add_records(table, ids, viewer=viewer),
        lambda: house.selections.invite(table, ["legal"], revision=revision, viewer=viewer),
        lambda: house.selections.missing(table, viewer=viewer),
        lambda: house.answering.save(viewer, table, "legal", (), since=0),
        lambda: house.answering.finish(viewer, table, "legal"),
        lambda: house.answering.progress(table, viewer=viewer),
        lambda: house.answering.heard(table, viewer=viewer),
        lambda: house.deliberating.compare(table, {}, viewer=viewer),
        lambda: house.deliberating.comments(table, viewer=viewer),
        lambda: house.deliberating.comment(table, "words", "en", viewer=viewer),
        lambda: house.deliberating.decide(table, decision, viewer=viewer),
        lambda: house.deliberating.close(table, revision=revision, viewer=viewer),
        lambda: house.deliberating.course(table, viewer=viewer),
    )
    for each in tries:
        with pytest.raises(NotFound):
            each()


def test_a_table_in_preparation_is_there_for_who_manages_it_alone(house: House) -> None:
    assert [one.table.id for one in house.selections.all(house["cora"])] == [house.table]
    assert house.selections.all(house["lea"]) == ()
    with pytest.raises(NotFound):
        house.shown("lea")
    house.circulated()
    assert [one.table.id for one in house.selections.all(house["lea"])] == [house.table]


def test_translations_that_are_missing_are_listed_before_it_goes_round(house: House) -> None:
    ids = [one.id for one in house.shown().candidates]
    missing = house.selections.missing(house.table, viewer=house["cora"])
    assert [(one.what, one.of, one.language) for one in missing] == [("candidate", ids[1], "ar")]
    with pytest.raises(Conflict, match="untranslated"):
        house.selections.circulate(house.table, revision=house.shown().revision, viewer=house["cora"])
    assert house.shown().state == "preparing"


def test_until_it_is_opened_each_organisation_sees_its_own_answers_alone(house: House) -> None:
    ids = house.circulated()
    house.save(
        "lea",
        "legal",
        Said(ids[0], "significance", 3, "كلمات ليا", "ar"),
        declared=(Declared(ids[1], "conflict", "we act"),),
    )
    house.save("rami", "rivers", Said(ids[0], "significance", 0, "of little use"))
    seen = {
        name: {key[0] for key in house.answering.heard(house.table, viewer=house[name]).answers}
        for name in ("cora", "lea", "lou", "rami", "wim")
    }
    assert seen == {"cora": set(), "lea": {"legal"}, "lou": {"legal"}, "rami": {"rivers"}, "wim": set()}
    assert not house.answering.heard(house.table, viewer=house["rami"]).declarations
    sheet = house.selections.sheet(house["lou"], house.table, "legal", "ar")
    assert sheet.answers[ids[0], "significance"].words == "كلمات ليا"
    assert (sheet.organisation_name, sheet.candidates[0].title) == ("منظمة legal", "الأنهار ضد المجلس")
    with pytest.raises(NotFound):
        house.selections.sheet(house["rami"], house.table, "legal", "en")
    with pytest.raises(NotFound):
        house.answering.save(house["rami"], house.table, "legal", (), since=0)
    for name in ("cora", "wim", "rami"):
        with pytest.raises(Conflict, match="not_open"):
            house.deliberating.compare(house.table, {}, viewer=house[name])
    counted = {
        one.invited.organisation: one.answered for one in house.answering.progress(house.table, viewer=house["wim"])
    }
    assert counted == {"legal": 1, "rivers": 1}, "that they answered is known, not what"
    house.deliberating.open(house.table, revision=house.shown().revision, viewer=house["cora"])
    assert {key[0] for key in house.answering.heard(house.table, viewer=house["wim"]).answers} == {"legal", "rivers"}


def test_two_people_of_one_organisation_do_not_overwrite_each_other(house: House) -> None:
    ids = house.circulated()
    first = house.save("lea", "legal", Said(ids[0], "significance", 3, "much"))
    beside = house.answering.save(
        house["lou"], house.table, "legal",
        [Said(ids[0], "significance", 1, "little"), Said(ids[1], "significance", 2)], since=0,
    )  # fmt: skip
    assert (beside.written, [one.standing.words for one in beside.clashes]) == (1, ["much"])
    with pytest.raises(Changed):
        house.answering.save(
            house["lou"], house.table, "legal", [Said(ids[0], "significance", 1)], since=0, whole=True
        )  # fmt: skip
    house.save("lou", "legal", Said(ids[0], "significance", 1, "little"), since=first)
    stale = house.answering.save(
        house["lea"], house.table, "legal", [Said(ids[0], "significance", 3, "much")], since=first
    )
    assert (stale.written, stale.clashes) == (0, ()), "what she did not touch takes nothing back"
    heard = house.answering.heard(house.table, viewer=house["lea"]).answers
    assert heard["legal", ids[0], "significance"].words == "little"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (Said("0" * 16, "significance", 1), "selection.no_cell"),
        (Said("", "significance", 9), "selection.score"),
        (Said("", "no-such", 1), "selection.no_cell"),
        (Said("", "significance", None, "a\x0bb"), "entered.forbidden"),
        (Said("", "significance", None, "\N{GRINNING FACE}" * 15_001), "selection.long"),
        (Said("", "significance", None, "words", "xx"), "selection.language"),
    ],
)
def test_what_cannot_be_kept_is_refused_where_it_is_written(house: House, said: Said, code: str) -> None:
    ids = house.circulated()
    with pytest.raises(Invalid) as refused:
        house.save("lea", "legal", replace(said, candidate=said.candidate or ids[0]))
    assert refused.value.code == code
    assert not house.answering.heard(house.table, viewer=house["lea"]).answers


def test_a_candidate_shows_to_who_may_read_its_record(house: House) -> None:
    secret, known = house.record(group_audience("other"), "Secret v State"), house.record(MEMBERS, "Known v State")
    assert house.selections.add_records(house.table, [secret, known, known], viewer=house["cora"]) == 1
    house.accounts.join("cora@example.org", "other", viewer=OPERATOR)
    assert house.selections.add_records(house.table, [secret, known], viewer=house["cora"]) == 1
    table = house.shown()
    mine = next(one for one in table.candidates if one.document == secret)
    assert (len(table.candidates), mine.access) == (4, group_audience("other"))
    house.circulated()
    seen = house.selections.show(house.table, viewer=house["lea"])
    assert ([one.document for one in seen.table.candidates][2:], seen.hidden) == ([known], 0)
    assert len(house.selections.sheet(house["lea"], house.table, "legal", "en").candidates) == 3
    with pytest.raises(Invalid):
        house.save("lea", "legal", Said(mine.id, "significance", 1))
    house.selections.change_candidate(
        house.table, replace(mine, mentioned=True), revision=house.shown().revision, viewer=house["cora"]
    )
    assert house.selections.show(house.table, viewer=house["lea"]).hidden == 1


def test_through_a_link_an_organisation_answers_and_reads_nothing_restricted(house: House) -> None:
    first = house.shown().candidates[0]
    sheet = CaseSheet(
        {"about": {"en": "names of families"}, "forum": {"en": "High Court"}}, restricted=frozenset({"about"})
    )
    house.selections.change_candidate(
        house.table, replace(first, sheet=sheet), revision=house.shown().revision, viewer=house["cora"]
    )
    link = Link(house.table, "rivers")
    with pytest.raises(NotFound):
        house.selections.show(house.table, viewer=link)
    house.circulated()
    shown = house.selections.sheet(link, house.table, "rivers", "en").candidates[0]
    assert ([one.field for one in shown.cells], shown.omitted) == (["forum"], ("about",))
    signed_in = house.selections.sheet(house["rami"], house.table, "rivers", "en")
    assert [one.field for one in signed_in.candidates[0].cells] == ["forum", "about"]
    assert house.selections.sheet(house["rami"], house.table, "rivers", "en", file=True).candidates[0] == shown
    house.answering.save(link, house.table, "rivers", [Said(first.id, "significance", 2)], since=0)
    assert (
        house.answering.heard(house.table, viewer=house["rami"]).answers["rivers", first.id, "significance"].by
        == "link:rivers"
    )
    with pytest.raises(NotFound):
        house.selections.sheet(link, house.table, "legal", "en")
    table = house.shown()
    house.selections.change(replace(table, confidential=True), revision=table.revision, viewer=house["cora"])
    with pytest.raises(NotFound):
        house.selections.sheet(link, house.table, "rivers", "en")


def test_a_table_and_who_is_asked_change_together_or_not_at_all(house: House) -> None:
    ids = house.circulated()
    house.save("lea", "legal", Said(ids[0], "significance", 3))
    before = house.shown()
    renamed = replace(before, titles={"en": "Another name"})
    for invited, refusal in ((["rivers"], Conflict), (["legal", "nobody"], Invalid)):
        with pytest.raises(refusal):
            house.selections.change(renamed, revision=before.revision, viewer=house["cora"], invited=invited)
        assert house.shown() == before
    house.selections.change(renamed, revision=before.revision, viewer=house["cora"], invited=["legal"])
    after = house.shown()
    assert (after.titles, [one.organisation for one in after.invited]) == ({"en": "Another name"}, ["legal"])
    assert after.revision == before.revision + 1


def test_a_table_is_made_with_its_records_or_not_at_all(house: House) -> None:
    known, secret = house.record(DELTA, "Known"), house.record(group_audience("other"), "Secret")
    cora, empty = house["cora"], replace(house.shown(), candidates=())
    made = house.selections.make(empty, viewer=cora, records=[known, secret, known, "no-id"])
    assert [one.document for one in house.selections.show(made, viewer=cora).table.candidates] == [known]
    count = len(house.selections.all(cora))
    with pytest.raises(Invalid):
        house.selections.make(replace(empty, invited=(Invited("nobody"),)), viewer=cora, records=[known])
    assert len(house.selections.all(cora)) == count


def test_the_committee_decides_without_who_has_a_conflict(house: House) -> None:
    table = house.shown()
    sits = frozenset(filter(None, (house["lea"].account, house["wim"].account)))
    house.selections.change(replace(table, committee=sits), revision=table.revision, viewer=house["cora"])
    ids = house.circulated()
    house.save("lea", "legal", Said(ids[0], "significance", 3), declared=(Declared(ids[1], "conflict"),))
    house.save("rami", "rivers", Said(ids[0], "significance", 0), Said(ids[1], "significance", 2))
    house.deliberating.open(house.table, revision=house.shown().revision, viewer=house["cora"])
    accepted, declined = (
        Decision(ids[0], "accepted", True, "it fits", "en"),
        Decision(ids[1], "declined", True, "لا", "ar"),
    )
    with pytest.raises(Forbidden, match="not_committee"):
        house.deliberating.decide(house.table, accepted, viewer=house["cora"])
    with pytest.raises(Forbidden, match="conflict_of_interest"):
        house.deliberating.decide(house.table, declined, viewer=house["lea"])
    house.deliberating.decide(house.table, accepted, viewer=house["lea"])
    with pytest.raises(Conflict, match="undecided"):
        house.deliberating.close(house.table, revision=house.shown().revision, viewer=house["wim"])
    against = replace(declined, dissents=(Dissent("rivers", "it matters"),))
    with pytest.raises(Invalid, match="consensus"):
        house.deliberating.decide(house.table, against, viewer=house["wim"])
    house.deliberating.decide(house.table, replace(against, consensus=False), viewer=house["wim"])
    house.deliberating.close(house.table, revision=house.shown().revision, viewer=house["wim"])
    course = house.deliberating.course(house.table, viewer=house["rami"])
    assert [one.state for one in course.steps] == ["preparing", "answering", "opened", "decided"]
    assert course.current[ids[1]].absent == (house["lea"].account,)
    frozen = course.steps[-1].frozen
    assert frozen
    given = (("legal", ids[0]), ("rivers", ids[0]), ("rivers", ids[1]))
    assert frozen["answers"] == sorted([*each, "significance", 1] for each in given)
    with pytest.raises(Invalid):
        house.deliberating.reopen(
            house.table, "opened", reason=" ", revision=house.shown().revision, viewer=house["cora"]
        )
    house.deliberating.reopen(
        house.table, "opened", reason="a later judgment", revision=house.shown().revision, viewer=house["cora"]
    )
    again = house.deliberating.course(house.table, viewer=house["rami"])
    assert (again.sitting, again.current, len(again.decisions)) == (2, {}, 2), "what was decided stays on record"


def test_a_comment_waits_for_a_persons_translation(house: House) -> None:
    house.opened()
    comment = house.deliberating.comment(house.table, "نحن نؤيد", "ar", viewer=house["rami"])
    with pytest.raises(Invalid):
        house.deliberating.translate(house.table, comment, "ar", "نحن", viewer=house["wim"])
    house.deliberating.translate(house.table, comment, "en", "We support it", viewer=house["wim"])
    found, names = house.deliberating.comments(house.table, viewer=house["lea"])
    words, by = found[0].translations["en"]
    assert (found[0].words, words, names[by]) == ("نحن نؤيد", "We support it", "wim")


def test_a_change_at_an_older_revision_is_refused(house: House) -> None:
    table = house.shown()
    house.selections.change(table, revision=table.revision, viewer=house["cora"])

    with pytest.raises(Changed):
        house.selections.set_criteria(house.table, table.criteria, revision=table.revision, viewer=house["cora"])
    house.circulated()
    with pytest.raises(Conflict, match="not_now"):
        house.selections.set_criteria(house.table, (), revision=house.shown().revision, viewer=house["cora"])
    with pytest.raises(Forbidden):
        house.selections.change(table, revision=house.shown().revision, viewer=house["lea"])
