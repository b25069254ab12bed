"""Rounds and codings on both databases: who sees what, blind or not, and what becomes of a passage when its text is
read anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import Audience, group_audience
from caselaw.domain.coding.codings import Coding
from caselaw.domain.coding.round import Round
from caselaw.domain.errors import CaselawError, Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.people.account import Role
from caselaw.domain.veil.restrictions import Passage, Restriction, Span
from caselaw.domain.withholding.names import WithheldName
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.coding_asked import CodingAsked
from caselaw.services.coding.codings import CodingService
from caselaw.services.coding.round_asked import RoundAsked
from caselaw.services.coding.rounds import RoundService
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.reading.documents import DocumentService
from caselaw.store import Store, audit
from caselaw.store.blobs import Blobs
from caselaw.store.coding import codings
from caselaw.store.intake import adding
from caselaw.store.people import accounts as stored_accounts
from caselaw.store.withholding import names, sealing
from caselaw.store.withholding.sealing import opened
from tests.factories import a_record

WATER = group_audience("water")
TEXTS = (
    "The company paid the travel of three members of the committee that drafted the mining code.",
    "Ms Rosa Quispe said that the residents were not heard before the licence was granted.",
    "The Court orders the State to suspend the licence until the communities have been consulted.",
)
ASKED = RoundAsked(title="First round", access="group:water", codebook="corporate-capture")


@dataclass(frozen=True)
class Office:
    """A group with two coders, its curator, a member, somebody from outside and an administrator of the site."""

    store: Store
    rounds: RoundService
    coding: CodingService
    rereading: RereadingService
    documents: tuple[DocumentId, ...]
    people: Mapping[str, Viewer]
    codes: tuple[str, ...]

    def __getitem__(self, name: str) -> Viewer:
        return self.people[name]

    def round(self, **changes: object) -> Round:
        """A round of all records with both coders, being coded."""
        coders = tuple(self.people[name].account or "" for name in ("cora", "cleo"))
        asked = replace(ASKED, documents=self.documents, coders=coders)
        made = self.rounds.add(replace(asked, **changes), viewer=self["cura"])  # type: ignore[arg-type]
        return self.rounds.move(made.id, "coding", "", made.revision, viewer=self["cura"])

    def code(self, name: str, round_id: str, words: str = "not heard", code: int = 0, note: str = "") -> Coding:
        asked = CodingAsked(self.codes[code], "p-2" if words else "", words, note=note, confidence=3)
        return self.coding.write(self.documents[0], asked, viewer=self[name], round_id=round_id)


def person(store: Store, name: str, role: Role | None, *, everywhere: frozenset[Role] = frozenset()) -> Viewer:
    with store.writing() as connection:
        account = stored_accounts.add(connection, f"{name}@example.org", name.title(), "x", everywhere)
        if role is None:
            return Viewer(account, everywhere)
        stored_accounts.join(connection, account, "water")
        stored_accounts.set_group_roles(connection, account, "water", {role})
    return Viewer(account, everywhere, frozenset({"water"}), {"water": frozenset({role})})


@pytest.fixture
def office(store: Store, tmp_path: Path) -> Office:
    with store.writing() as connection:
        stored_accounts.add_group(connection, "water", "Water")
    taking_in = IntakeService(store, Blobs(tmp_path / "files"))
    ids = tuple(
        DocumentId(taking_in.store(a_record(key=f"coding:{at}", texts=TEXTS, access=access), viewer=OPERATOR).id)
        for at, access in enumerate((Audience("public"), WATER))
    )
    codebooks = CodebookService(store)
    people = {
        "cora": person(store, "cora", "coder"),
        "cleo": person(store, "cleo", "coder"),
        "cura": person(store, "cura", "curator"),
        "mina": person(store, "mina", "member"),
        "adam": person(store, "adam", "administrator", everywhere=frozenset({"administrator"})),
        "otto": person(store, "otto", None, everywhere=frozenset({"administrator"})),
    }
    codes = tuple(one.key for one in codebooks.version(people["cora"], "corporate-capture").codes)
    rounds, coding = RoundService(store, codebooks), CodingService(store, codebooks)
    return Office(store, rounds, coding, RereadingService(store, Blobs(tmp_path / "files")), ids, people, codes)


def test_a_coding_is_kept_with_its_words_and_place(office: Office) -> None:
    kept = office.code("cora", office.round().id, note="  They were never asked. ")
    start = TEXTS[1].index("not heard")
    assert (kept.anchor, kept.quote, kept.start, kept.end) == ("p-2", "not heard", start, start + 9)
    assert (kept.prefix, kept.suffix) == (TEXTS[1][start - 32 : start], TEXTS[1][start + 9 :][:32])
    assert (kept.note, kept.confidence, kept.codebook, kept.place) == (
        "They were never asked.",
        3,
        "corporate-capture",
        "here",
    )
    assert office.coding.get(kept.id, viewer=office["cora"]) == kept


def test_in_a_blind_round_nobody_sees_what_another_coded(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id)
    office.code("cleo", going.id, words="", code=1)
    for name in ("cleo", "cura", "mina", "adam", "otto"):
        viewer = office[name]
        with pytest.raises(NotFound):
            office.coding.get(kept.id, viewer=viewer)
        with pytest.raises(NotFound):
            office.coding.history(kept.id, viewer=viewer)
        with pytest.raises(NotFound):
            office.coding.withdraw(kept.id, 1, viewer=viewer)
        with pytest.raises(NotFound):
            office.rounds.ratings(viewer, going.id)
        seen, people = office.coding.of_document(office.documents[0], viewer=viewer)
        assert {one.coder for one in seen} <= {viewer.account}
        assert set(people) <= {viewer.account}
    with pytest.raises(NotFound):
        office.rounds.ratings(office["cora"], going.id)
    assert [one.id for one in office.coding.in_round(going.id, viewer=office["cora"])] == [kept.id]
    desk = office.coding.desk(office.documents[0], viewer=office["cleo"], round_id=going.id)
    assert (len(desk.mine), desk.others, desk.hides_others) == (1, (), True)
    office.code("cleo", going.id)  # the same words and code as another's: nothing tells her so


def test_an_outsider_finds_no_round(office: Office) -> None:
    going = office.round(blind=False)
    kept = office.code("cora", going.id)
    for viewer in (office["otto"], ANYONE, OPERATOR):
        assert office.rounds.all(viewer) == ()
        for ask in (office.rounds.show, office.rounds.page, office.rounds.queue):
            with pytest.raises(NotFound):
                ask(going.id, viewer=viewer)
        with pytest.raises(NotFound):
            office.rounds.move(going.id, "closed", "", going.revision, viewer=viewer)
        with pytest.raises(NotFound):
            office.coding.get(kept.id, viewer=viewer)
    assert office.coding.of_document(office.documents[0], viewer=office["otto"]) == ((), {})


def test_in_an_open_round_the_group_sees_and_none_changes_what_is_not_hers(office: Office) -> None:
    going = office.round(blind=False)
    kept = office.code("cora", going.id)
    assert office.coding.get(kept.id, viewer=office["mina"]) == kept
    assert office.rounds.ratings(office["mina"], going.id).codings == (replace(kept, made=None, changed=None),)
    with pytest.raises(NotFound):
        office.coding.withdraw(kept.id, 1, viewer=office["cleo"])
    with pytest.raises(Forbidden):
        office.code("mina", going.id)
    with pytest.raises(Forbidden):
        office.code("cura", going.id)  # a curator who is no coder of the round


def test_adjudication_opens_what_was_coded_and_reopening_closes_it_again(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id)
    with pytest.raises(Invalid):  # nobody has said that she is done
        office.rounds.move(going.id, "adjudicating", "", going.revision, viewer=office["cura"])
    for name in ("cora", "cleo"):
        with pytest.raises(Conflict):
            office.rounds.finish_whole(going.id, done=True, viewer=office[name])
        for document in office.documents:
            office.rounds.finish(going.id, document, done=True, viewer=office[name])
        office.rounds.finish_whole(going.id, done=True, viewer=office[name])
    with pytest.raises(Conflict):
        office.code("cora", going.id, words="the licence")
    progress = office.rounds.page(going.id, viewer=office["mina"]).progress
    assert sorted((one.name, one.finished, one.total, one.whole is not None) for one in progress) == [
        ("Cleo", 2, 2, True), ("Cora", 2, 2, True),
    ]  # fmt: skip
    now = office.rounds.move(going.id, "adjudicating", "", going.revision, viewer=office["cura"])
    ratings = office.rounds.ratings(office["mina"], going.id)
    assert ratings.codings == (replace(kept, made=None, changed=None),), "who and what, not when"
    assert ratings.finished[office["cleo"].account or ""] == frozenset(office.documents)
    assert ratings.units[office.documents[0]] == ("p-1", "p-2", "p-3")
    with pytest.raises(Invalid):
        office.rounds.move(going.id, "coding", " ", now.revision, viewer=office["cura"])
    office.rounds.move(going.id, "coding", "A record was left out.", now.revision, viewer=office["cura"])
    with pytest.raises(NotFound):
        office.rounds.ratings(office["mina"], going.id)
    steps = office.rounds.page(going.id, viewer=office["mina"]).steps
    assert [one.state for one in steps] == ["preparing", "coding", "adjudicating", "coding"]
    assert steps[-1].reason == "A record was left out."


def test_a_round_waits_for_the_one_that_practises_for_it(office: Office) -> None:
    coders = (office["cora"].account or "",)
    asked = replace(ASKED, documents=office.documents, coders=coders)
    main = office.rounds.add(asked, viewer=office["cura"])
    practice = office.rounds.add(replace(asked, title="Practice", calibrates=main.id), viewer=office["cura"])
    assert office.rounds.page(main.id, viewer=office["cura"]).waits
    with pytest.raises(Invalid) as refused:
        office.rounds.move(main.id, "coding", "", main.revision, viewer=office["cura"])
    assert refused.value.fields == {"reason": ["round.calibration"]}
    moved = office.rounds.move(main.id, "coding", "The same coders as last year.", main.revision, viewer=office["cura"])
    assert (moved.state, practice.calibrates) == ("coding", main.id)


def test_what_a_round_is_made_of_is_asked(office: Office) -> None:
    wrong = replace(
        ASKED, title=" ", codebook="none", documents=("0" * 16, "x"), coders=("nobody",), calibrates="0" * 16
    )  # fmt: skip
    with pytest.raises(Invalid) as refused:
        office.rounds.add(wrong, viewer=office["cura"])
    assert set(refused.value.fields) == {"title", "codebook", "documents", "coders", "calibrates"}
    for name in ("cora", "mina"):
        with pytest.raises(Forbidden):
            office.rounds.add(ASKED, viewer=office[name])
    with pytest.raises(Invalid):  # who may make rounds elsewhere is told no more than of a group that is not there
        office.rounds.add(ASKED, viewer=office["otto"])
    member = replace(ASKED, documents=office.documents, coders=(office["mina"].account or "",))
    with pytest.raises(Invalid):
        office.rounds.add(member, viewer=office["cura"])  # she may not code


def test_a_round_that_has_begun_stays_what_it_is(office: Office) -> None:
    asked = replace(ASKED, documents=office.documents, coders=(office["cora"].account or "",))
    made = office.rounds.add(asked, viewer=office["cura"])
    less = office.rounds.change(
        made.id, replace(asked, documents=office.documents[:1], title="Less"), made.revision, viewer=office["cura"]
    )
    assert (less.documents, less.title) == (office.documents[:1], "Less")
    with pytest.raises(Changed):
        office.rounds.change(made.id, asked, made.revision, viewer=office["cura"])
    going = office.rounds.move(made.id, "coding", "", less.revision, viewer=office["cura"])
    with pytest.raises(Conflict):
        office.rounds.change(made.id, asked, going.revision, viewer=office["cura"])


def test_changed_and_withdrawn_with_all_that_it_was(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id)
    asked = CodingAsked(office.codes[1], note="On second thoughts.", confidence=1)
    changed = office.coding.change(kept.id, asked, 1, viewer=office["cora"])
    assert (changed.code, changed.quote, changed.revision) == (office.codes[1], "not heard", 2)
    with pytest.raises(Changed):
        office.coding.change(kept.id, asked, 1, viewer=office["cora"])
    office.coding.withdraw(kept.id, 2, viewer=office["cora"])
    with pytest.raises(NotFound):
        office.coding.get(kept.id, viewer=office["cora"])
    told = office.coding.history(kept.id, viewer=office["cora"])
    assert [(one.act, one.after.code) for one in told] == [
        ("made", office.codes[0]), ("changed", office.codes[1]), ("withdrawn", office.codes[1]),
    ]  # fmt: skip
    assert told[0].after.made == kept.made


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        (CodingAsked("no_such_code", "p-2", "not heard", confidence=3), "code"),
        (CodingAsked("", "p-2", "not heard", confidence=3), "code"),
        (CodingAsked("CODE", "p-2", "not heard"), "confidence"),
        (CodingAsked("CODE", "p-2", "not heard", note="x" * 4001, confidence=3), "note"),
        (CodingAsked("CODE", "p-2", "words of another text", confidence=3), "words"),
        (CodingAsked("CODE", "p-99", "not heard", confidence=3), "words"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(office: Office, asked: CodingAsked, field: str) -> None:
    going = office.round()
    wanted = replace(asked, code=office.codes[0]) if asked.code == "CODE" else asked
    with pytest.raises(Invalid) as refused:
        office.coding.write(office.documents[0], wanted, viewer=office["cora"], round_id=going.id)
    assert set(refused.value.fields) == {field}


def test_the_trail_tells_of_no_code_and_no_place(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id, note="Bribery in plain sight.")
    with office.store.reading() as connection:
        lines = [str(one) for one in audit.newest(connection, audit.Asked(action="write coding"), before=None, size=9)]
    assert len(lines) == 1
    assert kept.id in lines[0]
    for secret in (kept.code, kept.quote, kept.note, "p-2", office.documents[0]):
        assert secret not in lines[0]


def read_again(office: Office, *texts: str) -> None:
    record = a_record(key="coding:0", texts=texts)
    outcome = office.rereading.replace(office.documents[0], record, viewer=OPERATOR, even_if_worse=True).outcome
    assert outcome == "replaced"


def test_a_passage_goes_with_its_words_when_the_text_is_read_again(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id)
    whole = office.code("cora", going.id, words="", code=1)
    read_again(office, f"{TEXTS[0]} {TEXTS[1]}", TEXTS[2])
    found = office.coding.get(kept.id, viewer=office["cora"])
    assert (found.anchor, found.quote, found.place) == ("p-1", "not heard", "moved")
    assert [one.act for one in office.coding.history(kept.id, viewer=office["cora"])] == ["made", "moved"]
    assert office.coding.get(whole.id, viewer=office["cora"]) == whole
    assert office.coding.out_of_place(office["cora"]) == ()


def test_words_nearly_the_same_wait_for_their_coder(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id, words="the residents were not heard before the licence was granted")
    read_again(office, TEXTS[0], TEXTS[1].replace("residents", "inhabitants"), TEXTS[2])
    (found,) = office.coding.out_of_place(office["cora"])
    assert (found.id, found.place) == (kept.id, "near")
    assert found.quote == "the inhabitants were not heard before the licence was granted"
    read_again(office, "A heading.", TEXTS[1].replace("residents", "inhabitants"), TEXTS[2])
    (found,) = office.coding.out_of_place(office["cora"])
    assert office.coding.out_of_place(office["cleo"]) == ()
    assert office.coding.confirm(kept.id, found.revision, viewer=office["cora"]).place == "here"
    assert office.coding.out_of_place(office["cora"]) == ()


def test_lost_words_are_kept_and_listed_until_a_person_places_them(office: Office) -> None:
    going = office.round()
    kept = office.code("cora", going.id)
    read_again(office, TEXTS[0], "Nothing of it is left here.", TEXTS[2])
    (found,) = office.coding.out_of_place(office["cora"])
    assert (found.place, found.quote, found.anchor) == ("lost", "not heard", "p-2")
    asked = CodingAsked(found.code, "p-1", "paid the travel", found.start, None, confidence=2)
    placed = office.coding.change(kept.id, asked, found.revision, viewer=office["cora"])
    assert (placed.place, placed.quote, placed.anchor) == ("here", "paid the travel", "p-1")
    acts = [one.act for one in office.coding.history(kept.id, viewer=office["cora"])]
    assert acts == ["made", "lost", "placed"]


def restrict(office: Office, *wanted: Restriction) -> None:
    with office.store.begin("test") as work:
        sealing.restrict(work.connection, office.documents[0], wanted)


def test_a_coding_of_a_withheld_passage_is_for_its_readers_alone(office: Office) -> None:
    going = office.round(blind=False)
    kept = office.code("cora", going.id, note="She says: not heard before the licence.")
    beside = office.code("cora", going.id, words="Ms Rosa Quispe")
    start = TEXTS[1].index("not heard")
    restrict(office, Restriction(Passage("p-2", Span(start, start + 9)), Audience("group:water")))
    assert office.coding.get(kept.id, viewer=office["mina"]).quote == "not heard"
    restrict(office, Restriction(Passage("p-2", Span(start, start + 9)), Audience("group:other")))
    for name in ("cora", "mina"):
        with pytest.raises(NotFound):
            office.coding.get(kept.id, viewer=office[name])
    assert office.coding.get(beside.id, viewer=office["mina"]).quote == "Ms Rosa Quispe"
    with pytest.raises(Invalid) as refused:
        office.code("cleo", going.id, words="were [▮] before")
    assert refused.value.fields == {"words": ["coding.withheld"]}
    behind = office.code("cleo", going.id, words="before the licence")
    with office.store.reading() as connection:
        stored = codings.load(connection, behind.id)
    assert stored is not None
    assert TEXTS[1][stored.start : stored.end] == stored.quote == "before the licence"
    assert [one.quote for one in office.rounds.ratings(office["mina"], going.id).codings] == [
        "Ms Rosa Quispe", "before the licence",
    ]  # fmt: skip


def test_a_withheld_name_stands_in_no_coding(office: Office) -> None:
    going = office.round(blind=False)
    kept = office.code("cora", going.id, words="Ms Rosa Quispe said", note="Rosa Quispe was there.")
    office.code("cora", going.id, words="Rosa Quispe", code=1)
    rosa = WithheldName(("Rosa Quispe",), alone=("Quispe",))
    with office.store.begin("test") as work:
        work_id = DocumentService(office.store, Blobs(Path("/nowhere"))).get(
            office.documents[0], viewer=office["cora"]
        ).work_id  # fmt: skip
        with opened(work.connection, office.documents[0]):
            names.add(work.connection, work_id, rosa, Audience("group:other"), "test")
    shown = office.coding.get(kept.id, viewer=office["cora"])
    assert "Quispe" not in str(shown)
    assert shown.quote == "Ms [name withheld] said"
    assert "withheld" in shown.note
    for told in office.coding.history(kept.id, viewer=office["cora"]):
        assert "Quispe" not in str(told)
    assert all("Quispe" not in str(one) for one in office.rounds.ratings(office["mina"], going.id).codings)
    desk = office.coding.desk(office.documents[0], viewer=office["cora"], round_id=going.id)
    for one in desk.mine:
        text = next(each.text for each in desk.paragraphs if each.anchor == one.anchor)
        assert text[one.start : one.end] == one.quote


def test_a_record_that_a_coder_may_not_read_is_in_no_round_for_her(office: Office) -> None:
    going = office.round(access="group:water")
    cora = replace(office["cora"], groups=frozenset({"water"}))
    assert len(office.rounds.queue(going.id, viewer=cora)) == 2
    with office.store.begin("test") as work:
        adding.change_access(work.connection, office.documents[1], Audience("group:other"))
    assert [one.document.id for one in office.rounds.queue(going.id, viewer=cora)] == [office.documents[0]]
    assert office.rounds.show(going.id, viewer=office["cura"]).documents == office.documents[:1]
    with pytest.raises(NotFound):
        office.coding.desk(office.documents[1], viewer=cora, round_id=going.id)


def test_own_work_of_a_group_needs_no_round(office: Office) -> None:
    asked = CodingAsked(office.codes[0], "p-1", "", confidence=2)
    kept = office.coding.write(office.documents[0], asked, viewer=office["cora"], access="group:water")
    assert (kept.round, kept.quote, kept.access) == (None, TEXTS[0], WATER)
    assert office.coding.get(kept.id, viewer=office["mina"]) == kept
    refusals: tuple[type[CaselawError], ...] = (Forbidden, NotFound)
    for name in ("mina", "otto"):
        with pytest.raises(refusals):
            office.coding.write(office.documents[0], asked, viewer=office[name], access="group:water")
    with pytest.raises(NotFound):
        office.coding.get(kept.id, viewer=office["otto"])
    with pytest.raises(Invalid):
        office.coding.write(office.documents[0], asked, viewer=office["cora"], access="group:water")
