"""The pages of agreement: figures, disagreements side by side, and decisions of a third person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.coding.agreement_units import Unit
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.services.coding.agreement import Ruling, unit_name
from caselaw.wiring import Services
from tests.factories.rounds import PASSWORD, PEOPLE, Coded, coded_round, peopled
from tests.functional.web.stock import Stock, csrf, sign_in, stocked
from web.app import create_app

DOOR, JUDGES, STORY = "revolving_door", "judicial_interference", "shaping_narratives"


@dataclass
class Room:
    """The site with a round, and browsers of its people."""

    site: Flask
    coded: Coded
    clients: dict[str, FlaskClient]

    def client(self, name: str) -> FlaskClient:
        if name not in self.clients:
            self.clients[name] = sign_in(self.site.test_client(), f"{name}@example.net", PASSWORD)
        return self.clients[name]

    def address(self, rest: str, language: str = "en") -> str:
        return f"/{language}/rounds/{self.coded.round}/{rest}"

    def unit(self, anchor: str, place: int = 0) -> str:
        return unit_name(Unit(self.coded.documents[place], anchor))

    def decide(self, client: FlaskClient, unit: str, **form: str) -> TestResponse:
        address = self.address(f"adjudicate/{unit}")
        token = csrf(client.get(address).text)
        return client.post(address, data={"csrf_token": token, **form})


@pytest.fixture(scope="module")
def peopled_stock(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[tuple[Stock, Room]]:
    """One site for all these tests; each has a round of its own."""
    stock = stocked(tmp_path_factory.mktemp("agreement"), migrated)
    nothing = Coded(stock.services, "", (), peopled(stock.services))
    yield stock, Room(create_app(stock.services.settings, stock.services), nothing, {})
    stock.services.close()


@pytest.fixture
def room(peopled_stock: tuple[Stock, Room]) -> Iterator[Room]:
    stock, shared = peopled_stock
    coded = coded_round(stock.services, (stock.ids["en"], stock.ids["summary"]), shared.coded.people)
    yield Room(shared.site, coded, shared.clients)
    if stock.services.rounds.show(coded.round, viewer=coded.viewer("carla")).state == "closed":
        coded.move("adjudicating", "What it agreed on is not the next test's.")


PAGES = ("agreement", "agreement?unit=records", "disagreements")


def test_in_a_blind_round_there_is_nothing_for_anybody(room: Room) -> None:
    """Not for a coder, who curates the group, an administrator, or an outsider: not that there is something either."""
    unit = room.unit("p-2")
    for name in ("ana", "ben", "carla", "root", "otto"):
        client = room.client(name)
        for page in (*PAGES, f"adjudicate/{unit}"):
            answer = client.get(room.address(page))
            never = client.get(f"/en/rounds/{'0' * 22}/{page}")
            assert answer.status_code == never.status_code == 404, (name, page)
            assert "judicial" not in answer.text
        with pytest.raises(NotFound):
            room.coded.services.agreement.decide(
                room.coded.round, unit, {JUDGES: Ruling(True, "why", 0)}, viewer=room.coded.viewer(name)
            )


def test_outsiders_find_no_round_in_any_state(room: Room) -> None:
    for state in ("adjudicating", "closed"):
        room.coded.move(state, "as it is")
        for name in ("root", "otto"):
            client = room.client(name)
            for page in (*PAGES, f"adjudicate/{room.unit('p-1')}"):
                assert client.get(room.address(page)).status_code == 404, (name, page)
            assert room.coded.services.agreement.agreed(room.coded.documents[0], viewer=room.coded.viewer(name)) == ()
        for page in PAGES:
            assert room.site.test_client().get(room.address(page)).status_code == 404
    assert room.coded.services.agreement.agreed(room.coded.documents[0], viewer=ANYONE) == ()


@pytest.mark.parametrize("language", ["en", "es", "fr", "ar"])
def test_figures_are_told_in_the_readers_language(room: Room, language: str) -> None:
    room.coded.move("adjudicating")
    client = room.client("ana")
    for page in PAGES:
        answer = client.get(room.address(page, language))
        assert answer.status_code == 200
        assert "agreement." not in answer.text.replace("agreement.css", "")
        assert "no-store" in answer.headers["Cache-Control"]
    figures = client.get(room.address("agreement", language)).text
    assert "Landis" in figures or "لانديس" in figures
    assert ("1,000" if language in ("es", "fr") else "1.000") in figures  # the α of the one code that both gave alike


def test_disagreements_stand_side_by_side(room: Room) -> None:
    room.coded.move("adjudicating")
    page = room.client("ben").get(room.address("disagreements")).text
    assert "ben&#39;s note on judges" in page
    assert "Disagreements decided: 0 of 3." in page
    assert "agreed by themselves: 1." in page
    only = room.client("ben").get(room.address(f"disagreements?code={STORY}")).text
    assert "ben on the whole" in only
    assert "ben&#39;s note on judges" not in only
    pair = f"disagreements?one={room.coded.people['ana']}&other={room.coded.people['ben']}"
    assert "ben&#39;s note on judges" in room.client("carla").get(room.address(pair)).text


def test_a_third_person_decides_with_a_reason(room: Room) -> None:
    room.coded.move("adjudicating")
    carla, unit = room.client("carla"), room.unit("p-2")
    page = carla.get(room.address(f"adjudicate/{unit}")).text
    assert '<mark class="by-1">' in page
    assert "unsure" in page
    empty = room.decide(carla, unit, **{"code": JUDGES, f"given-{JUDGES}": "yes", f"seen-{JUDGES}": "0"})
    assert empty.status_code == 422
    assert f'id="wrong-{JUDGES}"' in empty.text
    assert 'value="yes" checked' in empty.text
    nothing = room.decide(carla, unit, code=JUDGES)
    assert nothing.status_code == 422
    said = {"code": JUDGES, f"given-{JUDGES}": "no", f"why-{JUDGES}": "The judge only asked.", f"seen-{JUDGES}": "0"}
    done = room.decide(carla, unit, **said, do="next")
    assert done.status_code == 303
    assert room.unit("p-3") in done.headers["Location"]
    page = carla.get(room.address(f"adjudicate/{unit}")).text
    assert "The judge only asked." in page
    assert "Disagreements decided: 1 of 3." in page
    assert "<b>When not</b>" in page, "a coder's rule is not read as its contrary"
    assert 'id="all-decided"' not in page
    for where, code in ((room.unit("p-3"), JUDGES), (room.unit("", 1), STORY)):
        room.coded.services.agreement.decide(
            room.coded.round, where, {code: Ruling(True, "It says so.", 0)}, viewer=room.coded.viewer("carla")
        )
    page = carla.get(room.address(f"adjudicate/{unit}")).text
    assert 'id="all-decided"' in page, "whoever decided the last is told what comes now"


def test_two_who_decide_at_once_do_not_overwrite_each_other(room: Room) -> None:
    room.coded.move("adjudicating")
    unit, services = room.unit("p-2"), room.coded.services
    services.agreement.decide(
        room.coded.round, unit, {JUDGES: Ruling(True, "First.", 0)}, viewer=room.coded.viewer("dora")
    )  # fmt: skip
    said = {"code": JUDGES, f"given-{JUDGES}": "no", f"why-{JUDGES}": "Second.", f"seen-{JUDGES}": "0"}
    late = room.decide(room.client("carla"), unit, **said)
    assert late.status_code == 409
    assert "Somebody else decided meanwhile" in late.text
    assert "Second." in late.text
    room.decide(room.client("carla"), unit, **{**said, f"seen-{JUDGES}": "1"})
    one = services.agreement.unit(room.coded.round, unit, viewer=room.coded.viewer("dora")).said[0]
    assert [(each.reason, each.number) for each in one.decisions] == [("First.", 1), ("Second.", 2)]
    assert not one.holds


def test_who_coded_a_unit_does_not_decide_of_it(room: Room) -> None:
    room.coded.move("adjudicating")
    unit = room.unit("p-2")
    page = room.client("ana").get(room.address(f"adjudicate/{unit}")).text
    assert "You coded this unit yourself" in page
    assert "<textarea" not in page
    with pytest.raises(Forbidden):
        room.coded.services.agreement.decide(
            room.coded.round, unit, {JUDGES: Ruling(True, "Mine.", 0)}, viewer=room.coded.viewer("ana")
        )


@pytest.mark.parametrize(
    ("anchor", "code", "ruling", "refusal"),
    [
        ("p-1", DOOR, Ruling(False, "No.", 0), Conflict),
        ("p-2", "no_such_code", Ruling(True, "Yes.", 0), Conflict),
        ("p-2", JUDGES, Ruling(True, "  ", 0), Invalid),
        ("p-2", JUDGES, Ruling(True, "Yes.", 4), Changed),
        ("p-1000", JUDGES, Ruling(True, "Yes.", 0), NotFound),
    ],
)
def test_what_cannot_be_decided(
    room: Room, anchor: str, code: str, ruling: Ruling, refusal: type[Exception]
) -> None:  # fmt: skip
    room.coded.move("adjudicating")
    with pytest.raises(refusal):
        room.coded.services.agreement.decide(
            room.coded.round, room.unit(anchor), {code: ruling}, viewer=room.coded.viewer("carla")
        )


def test_closing_asks_for_a_reason_while_something_waits(room: Room) -> None:
    room.coded.move("adjudicating")
    with pytest.raises(Invalid, match=r"round\.undecided"):
        room.coded.move("closed")
    room.coded.move("closed", "Nobody has time for the rest.")
    with pytest.raises(Forbidden):
        room.coded.services.agreement.decide(
            room.coded.round, room.unit("p-2"), {JUDGES: Ruling(True, "Late.", 0)}, viewer=room.coded.viewer("carla")
        )


def test_agreed_codes_are_counted_for_who_may_read_the_round_and_gone_when_it_reopens(room: Room) -> None:
    services, search = room.coded.services, "/en/search?q=&more=coded"
    found = "coded=corporate-capture/revolving_door"
    room.coded.move("adjudicating")
    _settle(services)
    assert found not in room.client("ana").get(search).text
    room.coded.move("closed", "as it is")
    _settle(services)
    for name in ("ana", "carla"):
        page = room.client(name).get(search).text
        assert found in page.replace("%2F", "/"), name
        assert "Revolving door practices" in page
        assert "judicial_interference" not in page  # was disputed, and nobody decided
    for name in ("root", "otto"):
        assert "revolving_door" not in room.client(name).get(search).text
        assert "Reed" not in room.client(name).get(f"/en/search?{found}").text
    assert "Reed" in room.client("ana").get(f"/en/search?{found}").text
    (here,) = services.agreement.agreed(room.coded.documents[0], viewer=room.coded.viewer("ana"))
    assert here.codes == {"p-1": (DOOR,)}
    own = f"/en/documents/{room.coded.documents[0]}"
    assert "Agreed codes" in room.client("ana").get(own).text
    assert "Capture, first round" in room.client("ana").get(own).text
    for other in (room.client("otto"), room.client("root"), room.site.test_client()):
        assert "Agreed codes" not in other.get(own).text
    room.coded.move("adjudicating", "There is more to say.")
    _settle(services)
    assert "revolving_door" not in room.client("ana").get(search).text
    assert services.agreement.agreed(room.coded.documents[0], viewer=room.coded.viewer("ana")) == ()


def _settle(services: Services) -> None:
    while not services.indexing.apply_pending().idle:
        pass


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_report_tells_all_of_a_round(room: Room, language: str) -> None:
    room.coded.move("adjudicating")
    unit, me = room.unit("p-2"), room.coded.viewer("carla")
    room.coded.services.agreement.decide(
        room.coded.round, unit, {JUDGES: Ruling(False, "He only asked.", 0)}, viewer=me
    )
    client = room.client("carla")
    word = Document(BytesIO(client.get(room.address("report.docx", language)).data))
    told = "\n".join((*(one.text for one in word.paragraphs), *(c.text for t in word.tables for c in t._cells)))
    for expected in ("He only asked.", "ben's note on judges", "Capture, first round", "carla", "ana", "1.000"):
        assert expected in told, expected
    assert (len(word.tables[0]._tbl.tblPr.findall(qn("w:bidiVisual"))) == 1) == (language == "ar")
    (purpose,) = [one for one in word.paragraphs if "To see what is captured" in one.text]
    assert (purpose._p.pPr is not None and purpose._p.pPr.find(qn("w:bidi")) is not None) == (language == "ar")
    table = openpyxl.load_workbook(BytesIO(client.get(room.address("report.xlsx?names=no", language)).data))
    cells = [str(cell.value) for sheet in table for row in sheet for cell in row if cell.value is not None]
    assert any("He only asked." in cell for cell in cells)
    assert not any(cell in ("ana", "ben") or cell.startswith(("ana:", "ben:")) for cell in cells)
    assert all(bool(sheet.sheet_view.rightToLeft) == (language == "ar") for sheet in table)
    assert not any(cell.data_type == "f" for sheet in table for row in sheet for cell in row)


def test_who_may_not_see_the_round_gets_no_report(room: Room) -> None:
    for name in ("ana", "carla", "root", "otto"):
        assert room.client(name).get(room.address("report.docx")).status_code == 404
    room.coded.move("adjudicating")
    assert room.client("root").get(room.address("report.xlsx")).status_code == 404
    assert room.client("ana").get(room.address("report.xlsx")).status_code == 200


def test_the_api_gives_the_same_figures_to_the_same_people(room: Room) -> None:
    services, address = room.coded.services, f"/api/v1/rounds/{room.coded.round}/agreement"
    tokens = {name: services.tokens.make(f"{name}@example.net", room.coded.round, viewer=OPERATOR) for name in PEOPLE}

    def ask(name: str, query: str = "") -> TestResponse:
        headers = {"Authorization": f"Bearer {tokens[name]}"}
        return room.site.test_client().get(address + query, headers=headers)

    assert {ask(name).status_code for name in PEOPLE} == {404}
    room.coded.move("adjudicating")
    assert {name: ask(name).status_code for name in PEOPLE} == {
        "ana": 200, "ben": 200, "carla": 200, "dora": 200, "root": 404, "otto": 404,
    }  # fmt: skip
    told = ask("ana", "?reader=es").get_json()
    codes = {one["code"]: one for one in told["codes"]}
    assert codes[DOOR]["label"] == "Puertas giratorias"
    assert codes[DOOR]["alpha"]["value"] == 1.0
    assert codes[JUDGES]["alpha"]["value"] < 0
    assert told["progress"] == {"agreed": 1, "disputed": 3, "decided": 0}
    assert ask("ana", "?unit=records").get_json()["units"] == 2
    assert ask("ana", "?unit=words").status_code == 422
