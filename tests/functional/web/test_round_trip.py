"""A selection table goes out as a link, a letter, a file, and comes back: previewed, applied, kept; and who may not see
it sees nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.table import Candidate, CaseSheet
from caselaw.services.people.sessions import token_hash
from caselaw.services.site.audit import TrailAsked
from caselaw.services.site.mail import Mail
from caselaw.store.tables.base import now
from tests.factories import a_record
from tests.factories.letters import letters
from tests.functional.web.stock import csrf
from tests.functional.web.tabled import DELTA, TITLE, Tabled, tabled
from web.app import create_app


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Tabled]:
    """The site; its letters lie in a folder."""
    folder = tmp_path_factory.mktemp("site")
    made = tabled(folder, migrated)
    _mails(made, f"folder:{folder}/mail")
    yield made
    made.house.services.close()


@pytest.fixture
def table(house: Tabled) -> Tabled:
    """A table of its own that goes round."""
    services, cora = house.house.services, house.viewer("cora")
    site = replace(house.house, site=create_app(services.settings, services))  # its counters of tries at zero
    fresh = Tabled(site, services.selections.make(house.table(), viewer=cora), ("", ""))
    first, second = (one.id for one in fresh.table().candidates)
    made = Tabled(site, fresh.id, (first, second))
    made.circulate()
    return made


@pytest.fixture
def folder(house: Tabled, tmp_path: Path) -> Path:
    """Where the letters of one test lie."""
    _mails(house, f"folder:{tmp_path}/mail")
    return tmp_path / "mail"


def _mails(table: Tabled, url: str) -> None:
    """The letters of this site go here from now on."""
    table.house.services.circulation._mail = Mail(url, "https://site.example", "Site")


def edited(content: bytes, **changes: str) -> bytes:
    """The workbook with these columns of its first case changed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    answers = book.worksheets[0]
    columns = {cell.value: cell.column for cell in answers[1]}
    for column, value in changes.items():
        answers.cell(3, columns[column.replace("__", ":")]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def send(client: FlaskClient, at: str, content: bytes, name: str = "table.xlsx", **form: str) -> TestResponse:
    token = csrf(client.get(at).text)
    return client.post(at, data={"csrf_token": token, "file": (io.BytesIO(content), name), **form})


def link(table: Tabled, organisation: str = "legal", language: str = "en") -> str:
    """The path of a fresh link."""
    made = table.house.services.circulation.make_link(
        table.id, organisation, language, viewer=table.viewer("cora")
    )  # fmt: skip
    return "/" + made.split("/", 3)[3]


def keys(page: str) -> list[str]:
    return re.findall(r'name="cell" value="([^"]+)"', page)


def test_a_file_goes_out_comes_back_is_shown_and_applied(table: Tabled) -> None:
    lea = table.client("lea")
    content = lea.get(table.at("sheet.xlsx")).data
    returned = edited(content, words__significance="It matters to <b>all</b>.", score__significance="nonsense")
    answer = send(lea, table.at("return"), returned)
    assert answer.status_code == 303
    page = lea.get(answer.location).text
    assert "It matters to &lt;b&gt;all&lt;/b&gt;." in page
    assert "cannot be read" in page
    assert not table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers
    applied = lea.post(answer.location, data={"csrf_token": csrf(page), "do": "apply", "cell": keys(page)})
    page = lea.get(applied.location).text
    assert "1 cell was taken over." in page
    heard = table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers
    assert [one.words for one in heard.values()] == ["It matters to <b>all</b>."]
    assert lea.get(answer.location + "/file").data == returned
    again = send(lea, table.at("return"), returned)
    assert again.location == answer.location
    trail = {one.action for one in table.house.services.audit.trail(TrailAsked(), viewer=table.viewer("root")).events}
    assert {"take selection file", "return selection file", "apply returned selection file"} <= trail


def test_all_some_or_none(table: Tabled) -> None:
    lea = table.client("lea")
    content = lea.get(table.at("sheet.xlsx")).data
    at = send(
        lea, table.at("return"), edited(content, words__significance="A", **{"words__binding-force": "B"})
    ).location
    page = lea.get(at).text
    lea.post(at, data={"csrf_token": csrf(page), "do": "nothing"})
    assert "set aside" in lea.get(at).text
    assert not table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers
    (seal,) = re.findall(r'name="seal" value="([^"]+)"', page)
    ticked = {"kind": "change", "seal": seal, "cell": keys(page)[:1]}  # one cell of a kind is not all of it
    lea.post(at, data={"csrf_token": csrf(page), "do": "apply", **ticked})
    assert len(table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers) == 1
    page = lea.get(at).text
    (seal,) = re.findall(r'name="seal" value="([^"]+)"', page)
    lea.post(at, data={"csrf_token": csrf(page), "do": "apply", "kind": "change", "seal": "another"})
    assert len(table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers) == 1
    lea.post(at, data={"csrf_token": csrf(page), "do": "apply", "kind": "change", "seal": seal})
    assert len(table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers) == 2


def test_a_colleague_who_was_faster_is_not_overwritten(table: Tabled) -> None:
    lea, lou = table.client("lea"), table.client("lou")
    content = lea.get(table.at("sheet.xlsx")).data
    at = send(lea, table.at("return"), edited(content, words__significance="From the file.")).location
    page = lea.get(at).text
    form = {"significance.words": "From the page.", "language": "en", "declaration": "none", "revision": "0"}
    assert table.send(lou, "answer", table.cases[0], **form).status_code == 303
    applied = lea.post(at, data={"csrf_token": csrf(page), "do": "apply", "cell": keys(page)})
    after = lea.get(applied.location).text
    assert "nothing of that was taken over" in after
    assert "conflicts with a later answer" in after
    assert "From the page." in after
    lea.post(at, data={"csrf_token": csrf(after), "do": "apply", "cell": keys(after)})
    heard = table.house.services.answering.heard(table.id, viewer=table.viewer("lea")).answers
    assert [one.words for one in heard.values()] == ["From the file."]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_organisation_without_an_account_answers_by_its_link(table: Tabled, language: str) -> None:
    visitor = table.house.site.test_client()
    path = link(table, language=language)
    page = visitor.get(path)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    case = visitor.get(f"{path}?case={table.cases[0]}").text
    form = {"case": table.cases[0], "revision": "0", "language": language, "significance.words": "By link.",
            "declaration": "abstains", "declaration.words": ""}  # fmt: skip
    assert visitor.post(path, data={"csrf_token": csrf(case), **form}).status_code == 303
    for kind in ("xlsx", "docx"):
        content = visitor.get(f"{path}/sheet.{kind}").data
        at = send(visitor, f"{path}/return", content, f"x.{kind}").location
        assert visitor.get(at).status_code == 200
    changed = edited(visitor.get(f"{path}/sheet.xlsx").data, words__significance="By file.")
    at = send(visitor, f"{path}/return", changed).location
    page_back = visitor.get(at).text
    visitor.post(at, data={"csrf_token": csrf(page_back), "do": "apply", "cell": keys(page_back)})
    heard = table.house.services.answering.heard(table.id, viewer=table.viewer("lea"))
    assert [(one.words, one.by) for one in heard.answers.values()] == [("By file.", "link:legal")]
    assert [one.kind for one in heard.declarations.values()] == ["abstains"]
    visitor.post(path, data={"csrf_token": csrf(visitor.get(path).text), "do": "finish"})
    assert table.table().invited[0].finished


def test_a_case_by_link_leads_to_its_record_where_everybody_may_read_it(house: Tabled) -> None:
    services, cora = house.house.services, house.viewer("cora")
    records = (a_record(key="open", access=PUBLIC), a_record(key="closed", access=MEMBERS))
    ids = [services.intake.store(one, viewer=OPERATOR).id for one in records]
    cases = tuple(Candidate("", {"en": "A case"}, id_, CaseSheet(), DELTA) for id_ in ids)
    made = services.selections.make(replace(house.table(), candidates=cases), viewer=cora)
    table = Tabled(house.house, made, ("", ""))
    table.circulate()
    visitor, path = table.house.site.test_client(), link(table)
    for one in table.table().candidates:
        page = visitor.get(f"{path}?case={one.id}").text
        assert (f'href="/en/documents/{one.document}"' in page) == (one.document == ids[0])
        assert ">no score</option>" in page


def test_links_that_are_over_taken_back_or_never_were_are_one(table: Tabled) -> None:
    visitor, services = table.house.site.test_client(), table.house.services
    good, other = link(table), link(table)
    (handle,) = {one.handle for one in services.circulation.show(table.id, (), viewer=table.viewer("cora")).links
                 if one.handle in _digest(other)}  # fmt: skip
    assert visitor.get(other).status_code == 200
    services.circulation.revoke(table.id, handle, viewer=table.viewer("cora"))
    never = visitor.get("/en/t/" + "x" * 43)
    assert never.status_code == 404
    for path in (other, f"{other}/sheet.xlsx", f"{other}/return"):
        assert visitor.get(path).status_code == 404
    assert visitor.get(good).status_code == 200
    table.open()
    assert visitor.get(good).status_code == 404


def _digest(path: str) -> str:
    return token_hash(path.split("/t/")[1])[:12]


def test_a_link_of_another_organisation_opens_nothing_of_ours(table: Tabled) -> None:
    lea, visitor = table.client("lea"), table.house.site.test_client()
    ours = send(lea, table.at("return"), lea.get(table.at("sheet.xlsx")).data).location
    theirs = link(table, "rivers")
    returned = ours.rsplit("/", 1)[1].split("?")[0]
    assert visitor.get(f"{theirs}/return/{returned}").status_code == 404
    assert visitor.get(f"{theirs}/return/{returned}/file").status_code == 404
    assert table.client("rami").get(ours).status_code == 404
    for name in ("mara", "bob", "root"):
        outside = table.client(name)
        assert outside.get(ours).status_code == 404
        assert outside.get(table.at("sheet.xlsx")).status_code == 404
    content = lea.get(table.at("sheet.xlsx")).data
    page = visitor.get(send(visitor, f"{theirs}/return", content).location).text
    assert "made for another organisation" in page
    assert "Rivers v Council" not in page


def test_files_that_are_none_are_kept_and_refused_with_a_sentence(table: Tabled) -> None:
    lea = table.client("lea")
    for content in (b"not a file of Office", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        at = send(lea, table.at("return"), content, "<script>alert(1)</script>.xlsx").location
        page = lea.get(at).text
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "Take over what is ticked" not in page


def test_no_file_is_said_beside_its_field(table: Tabled) -> None:
    lea = table.client("lea")
    answer = lea.post(table.at("return"), data={"csrf_token": csrf(lea.get(table.at("return")).text)})
    assert answer.status_code == 422
    assert "Choose a file first." in answer.text


def test_letters_carry_a_link_and_the_file_and_name_nothing_in_the_subject(table: Tabled) -> None:
    with letters() as server:
        _mails(table, server.url)
        cora = table.client("cora")
        form = {"organisation": "legal", "emails": "desk@legal.example\nsecond@legal.example", "language": "ar",
                "form": "xlsx", "do": "send"}  # fmt: skip
        assert table.send(cora, "circulation", **form).status_code == 303
        first, second = server.letters
    assert TITLE not in str(first["Subject"])
    assert [part.get_filename() for part in first.walk() if part.get_filename()] == [f"table-{table.id[:8]}.xlsx"]
    (found,), (other,) = (re.findall(r"/ar/t/\S+", _text(one)) for one in (first, second))
    assert found != other
    assert table.house.site.test_client().get(found).status_code == 200
    listed = table.client("cora").get(table.at("circulation")).text
    assert "desk@legal.example" in listed
    assert found.split("/t/")[1] not in listed


def _text(mail: object) -> str:
    body = mail.get_body(("plain",))  # type: ignore[attr-defined]
    return str(body.get_content())


def test_reminders_go_once_before_the_day_and_stop_when_all_is_said(table: Tabled, folder: Path) -> None:
    services, cora = table.house.services, table.viewer("cora")
    due = now().date() + timedelta(days=30)
    services.selections.change(replace(table.table(), due=due), revision=table.table().revision, viewer=cora)
    for organisation in ("legal", "rivers"):
        services.circulation.send(table.id, organisation, f"desk@{organisation}.example", "en", viewer=cora)
    services.answering.finish(table.viewer("rami"), table.id, "rivers")
    assert services.circulation.remind_due(due - timedelta(days=8)) == 0
    assert [services.circulation.remind_due(due - timedelta(days=days)) for days in (7, 6, 2, 1)] == [1, 0, 1, 0]
    assert services.circulation.remind_due(due + timedelta(days=1)) == 0
    mails = [message_from_bytes(file.read_bytes(), policy=default) for file in folder.glob("*.eml")]
    assert sorted(str(mail["To"]) for mail in mails) == ["desk@legal.example"] * 3 + ["desk@rivers.example"]


def test_an_organisation_that_was_taken_off_and_asked_again_gets_new_links(table: Tabled) -> None:
    services, cora, old = table.house.services, table.viewer("cora"), link(table, "legal")
    for slugs in (["rivers"], ["legal", "rivers"]):
        services.selections.invite(table.id, slugs, revision=table.table().revision, viewer=cora)
        assert table.house.site.test_client().get(old).status_code == 404
    assert table.house.site.test_client().get(link(table, "legal")).status_code == 200


def test_a_confidential_table_goes_by_sign_in_only(table: Tabled, folder: Path) -> None:
    services, cora = table.house.services, table.client("cora")
    before = link(table)
    secret = replace(table.table(), confidential=True)
    services.selections.change(secret, revision=table.table().revision, viewer=table.viewer("cora"))
    assert table.house.site.test_client().get(before).status_code == 404
    made = table.send(cora, "circulation", organisation="legal", language="en", do="link")
    assert made.status_code == 409
    letter = {"organisation": "legal", "emails": "desk@legal.example", "language": "en", "do": "send"}
    assert table.send(cora, "circulation", **letter, form="xlsx").status_code == 409
    assert table.send(cora, "circulation", **letter).status_code == 303
    (file,) = folder.glob("*.eml")
    text = message_from_bytes(file.read_bytes(), policy=default).as_string()
    assert TITLE not in text
    assert "/t/" not in text
    assert f"/en/tables/{table.id}" in text


@pytest.mark.parametrize(
    "emails", ["", "no address", "a@b,c@d\n<x@y>", "\n".join(f"n{n}@x.example" for n in range(21))]
)
def test_addresses_that_are_none_are_said_beside_their_field(table: Tabled, emails: str) -> None:
    cora = table.client("cora")
    answer = table.send(cora, "circulation", organisation="legal", emails=emails, language="en", do="send")
    assert answer.status_code == 422
    assert 'id="fault-emails"' in answer.text


def test_the_page_of_circulation_in_four_languages_for_who_manages_alone(table: Tabled) -> None:
    link(table)
    cora, lea = table.client("cora"), table.client("lea")
    for language in LANGUAGES:
        assert cora.get(table.at("circulation", language=language)).status_code == 200
        assert lea.get(table.at("return", language=language)).status_code == 200
    assert lea.get(table.at("circulation")).status_code == 403
    for name in ("bob", "root"):
        assert table.client(name).get(table.at("circulation")).status_code == 404
