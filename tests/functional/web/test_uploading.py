"""Uploading, reviewing and publishing in the site, and those who try more than they may."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import TestResponse, encode_multipart

from caselaw.access.viewer import ANYONE, OPERATOR, viewer_of
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group
from caselaw.store.tables import audit_events
from caselaw.wiring import Services
from ingest.split.reading import make_records
from ingest.uploading import look_through, read_uploads
from tests.functional.test_uploading import JUDGMENT, OTHER, REPORT
from tests.functional.web.stock import PASSWORD, Page, csrf, sign_in
from web.app import create_app

HTML = b"<html><head><title>A decision</title></head><body><script>alert(1)</script><p>%s</p></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>A judgment of the court</text></svg>'


@pytest.fixture
def site(services: Services) -> Flask:
    """A site of its own: these tests change it."""
    services.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    return create_app(services.settings, services)


def signed_in(site: Flask, name: str, *roles: Role, groups: tuple[str, ...] = ()) -> FlaskClient:
    services: Services = site.extensions["caselaw"]
    services.accounts.add(f"{name}@example.org", PASSWORD, roles=roles, groups=groups, viewer=OPERATOR)
    return sign_in(site.test_client(), f"{name}@example.org", PASSWORD)


@pytest.fixture
def eve(site: Flask) -> FlaskClient:
    return signed_in(site, "eve", "editor")


@pytest.fixture
def mo(site: Flask) -> FlaskClient:
    return signed_in(site, "mo", "member")


def upload(client: FlaskClient, *files: tuple[str, bytes], language: str = "en", **form: str) -> TestResponse:
    token = csrf(client.get("/en/search").text)
    data = {"csrf_token": token, "access": "members", "kind": "", "language": "", "note": "", **form}
    sent = [FileStorage(io.BytesIO(content), name) for name, content in files]
    boundary, body = encode_multipart(MultiDict([*data.items(), *(("files", file) for file in sent)]))
    return client.post(f"/{language}/upload", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def post(client: FlaskClient, path: str, **form: object) -> TestResponse:
    return client.post(path, data={"csrf_token": csrf(client.get("/en/search").text), **form})


def words(answer: TestResponse) -> str:
    return " ".join(Page(answer.text).text.split())


def drafts(services: Services, name: str = "eve") -> list[tuple[DocumentId, int]]:
    account = services.accounts.login(f"{name}@example.org", PASSWORD)
    found = services.reviewing.list(viewer=viewer_of(account)).drafts
    return [(one.document.id, one.document.revision) for one in found]


def actions(services: Services) -> list[str]:
    with services.store.reading() as connection:
        return list(connection.execute(select(audit_events.c.action).order_by(audit_events.c.number)).scalars())


def test_from_the_file_to_the_reader(site: Flask, services: Services, eve: FlaskClient, mo: FlaskClient) -> None:
    sent = upload(
        eve, ("judgment.txt", JUDGMENT), ("same.txt", JUDGMENT), ("tool.exe", b"MZ" + bytes(99)), access="public"
    )
    assert sent.status_code == 303
    waiting = eve.get(sent.location)
    assert 'http-equiv="refresh"' in waiting.text
    assert "0 of 3 files are done" in words(waiting)
    assert waiting.headers["Cache-Control"] == "no-store"
    assert "the program that reads files is not running" in words(waiting)
    services.health.beat("a worker")
    assert "is busy with something else" in words(eve.get(sent.location))
    read_uploads(services)
    done = eve.get(sent.location)
    assert 'http-equiv="refresh"' not in done.text
    assert "busy with something else" not in words(done)
    assert all(
        said in words(done) for said in ("read, waits for review", "here already", "not taken", "not a document")
    )
    ((draft, revision),) = drafts(services)
    assert mo.get(f"/en/documents/{draft}").status_code == 404
    assert mo.get(f"/en/review/{draft}").status_code == 404
    assert "Reed Street" in words(eve.get("/en/review"))
    looked = eve.get(f"/en/review/{draft}")
    assert "judgment.txt" in words(looked)
    assert "without a court order" in words(looked)
    assert "Only editors can read this" in words(eve.get(f"/en/documents/{draft}"))
    answer = post(eve, f"/en/review/{draft}", do="publish", revision=revision)
    assert answer.status_code == 303
    assert "1 draft was published" in words(eve.get(answer.location))
    assert services.documents.get(draft, viewer=ANYONE).access == "public"
    assert mo.get(f"/en/documents/{draft}").status_code == 200
    assert "read and published" in words(eve.get(sent.location))
    assert [one for one in actions(services) if one in ("upload", "add document", "publish", "change access")] == [
        "upload", "add document", "publish", "change access",
    ]  # fmt: skip


def test_published_twice_is_published_once(services: Services, eve: FlaskClient) -> None:
    upload(eve, ("a.txt", JUDGMENT))
    read_uploads(services)
    ((draft, revision),) = drafts(services)
    assert post(eve, "/en/review", draft=f"{draft}-{revision}").status_code == 303
    again = post(eve, "/en/review", draft=f"{draft}-{revision}")
    assert "published=0" in again.location
    assert actions(services).count("publish") == 1


def test_what_changed_since_it_was_seen_is_not_published(services: Services, eve: FlaskClient) -> None:
    upload(eve, ("a.txt", JUDGMENT), ("b.txt", OTHER))
    read_uploads(services)
    (first, revision), (second, _) = drafts(services)
    late = post(eve, "/en/review", draft=[f"{first}-{revision}", f"{second}-{revision + 7}"])
    assert late.status_code == 409
    assert "has changed since you opened this page" in words(late)
    assert len(drafts(services)) == 2, "all or none"
    assert f'value="{first}-{revision}" aria-labelledby="title-{first}" checked' in late.text
    none = post(eve, "/es/review")
    assert none.status_code == 422
    assert "Elija al menos un borrador" in words(none)


def test_what_is_sent_back_is_gone_and_its_sender_reads_why(services: Services, eve: FlaskClient) -> None:
    sent = upload(eve, ("a.txt", JUDGMENT))
    read_uploads(services)
    ((draft, revision),) = drafts(services)
    without = post(eve, f"/en/review/{draft}", do="send_back", revision=revision, reason="  ")
    assert without.status_code == 422
    assert "Say why" in words(without)
    answer = post(eve, f"/en/review/{draft}", do="send_back", revision=revision, reason="The <b>annex</b> is missing")
    assert answer.status_code == 303
    assert eve.get(f"/en/documents/{draft}").status_code == 404
    told = eve.get(sent.location)
    assert "sent back" in words(told)
    assert "&lt;b&gt;annex" in told.text
    assert drafts(services) == []


def test_a_group_alone_sees_its_drafts(site: Flask, services: Services, eve: FlaskClient) -> None:
    gina = signed_in(site, "gina", "editor", groups=("mining",))
    member = signed_in(site, "may", "member", groups=("mining",))
    assert "group:mining" not in eve.get("/en/upload").text
    assert upload(eve, ("a.txt", JUDGMENT), access="group:mining").status_code == 422
    sent = upload(gina, ("a.txt", JUDGMENT), access="group:mining")
    read_uploads(services)
    assert eve.get(sent.location).status_code == 404, "the upload of another"
    assert "Reed Street" not in eve.get("/en/review").text
    ((draft, revision),) = drafts(services, "gina")
    for other in (eve, member):
        assert other.get(f"/en/documents/{draft}").status_code == 404
        assert other.get(f"/en/review/{draft}").status_code == 404
        assert post(other, f"/en/review/{draft}", do="publish", revision=revision).status_code == 404
        assert post(other, "/en/review", draft=f"{draft}-{revision}").status_code == 404
    assert post(gina, f"/en/review/{draft}", do="publish", revision=revision).status_code == 303
    assert member.get(f"/en/documents/{draft}").status_code == 200
    assert eve.get(f"/en/documents/{draft}").status_code == 404


def test_who_may_not_add_gets_no_form_and_sends_nothing(site: Flask, services: Services, mo: FlaskClient) -> None:
    public = site.test_client()
    assert public.get("/en/upload").status_code == 302
    for path in ("/en/upload", "/en/review", "/en/review/reports"):
        assert mo.get(path).status_code == 403
    assert upload(mo, ("a.txt", JUDGMENT)).status_code == 403
    assert upload(mo, ("a.txt", bytes(1_200_000))).status_code == 413, "for her no form is larger than others"
    assert not (services.settings.files / "incoming").exists()
    assert "/en/upload" not in mo.get("/en/work").text


def test_a_form_without_its_token_takes_nothing_in(services: Services, eve: FlaskClient) -> None:
    data = {"access": "members", "files": [(io.BytesIO(JUDGMENT), "a.txt")]}
    assert eve.post("/en/upload", data=data, content_type="multipart/form-data").status_code == 400
    assert services.drafting.pending() == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_too_much_is_said_in_words_and_what_was_typed_is_kept(
    services: Services, eve: FlaskClient, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(services.uploads, "_megabytes", 1)
    one = upload(eve, ("large.pdf", bytes(1_000_001)), language=language, note="From the registry", access="public")
    assert one.status_code == 422
    assert 'value="From the registry"' in one.text
    assert '<option value="public" selected>' in one.text
    assert "large.pdf" in one.text
    none = upload(eve, language=language)
    assert none.status_code == 422
    assert 'aria-invalid="true"' in none.text
    assert not list((services.settings.files / "incoming").glob("*"))


def test_a_request_that_is_too_large_is_refused_before_it_is_taken_apart(services: Services, eve: FlaskClient) -> None:
    most = services.settings.upload_all * 1_000_000
    answer = eve.post(
        "/en/upload",
        data=b"x",
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(most * 2)},
    )
    assert answer.status_code == 413
    assert f"larger than {services.settings.upload_all} MB" in words(answer)


def test_what_runs_in_a_browser_is_never_given_to_one_to_run(services: Services, eve: FlaskClient) -> None:
    polyglot = b"%PDF-1.4\n<script>alert(1)</script>\n" + JUDGMENT
    upload(eve, ("page.html", HTML % JUDGMENT), ("picture.svg", SVG), ("both.pdf", polyglot))
    read_uploads(services)
    kept = drafts(services)
    assert kept
    for draft, _ in kept:
        page = eve.get(f"/en/review/{draft}")
        assert "<script>alert" not in page.text
        file = eve.get(f"/en/documents/{draft}/file", buffered=True)
        if file.status_code == 200:
            assert file.headers["Content-Disposition"].startswith("attachment")
            assert "html" not in file.headers["Content-Type"]
            assert "svg" not in file.headers["Content-Type"]
            assert file.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in file.headers["Content-Security-Policy"]


def test_hostile_names_are_only_shown(services: Services, eve: FlaskClient) -> None:
    names = ("../../../etc/passwd.txt", "<img src=x onerror=alert(1)>.txt", "\u202efdp.exe.txt", "قرار.txt")
    sent = upload(eve, *[(name, JUDGMENT.replace(b"11/04", b"%d/04" % n)) for n, name in enumerate(names)])
    read_uploads(services)
    page = eve.get(sent.location).text
    assert "<img src=x" not in page
    assert "\u202e" not in page
    assert "<bdi>passwd.txt</bdi>" in page
    assert "<bdi>قرار.txt</bdi>" in page
    assert page.count("waits for review") == len(names)


def test_an_upload_is_stopped(services: Services, eve: FlaskClient) -> None:
    sent = upload(eve, ("a.txt", JUDGMENT))
    assert post(eve, sent.location).status_code == 303
    read_uploads(services)
    assert "stopped" in words(eve.get(sent.location))
    assert drafts(services) == []
    assert post(eve, sent.location).status_code == 303, "once more changes nothing"


def test_the_cases_of_a_report_are_decided_part_by_part(services: Services, eve: FlaskClient) -> None:
    upload(eve, ("report.txt", REPORT), access="public")
    read_uploads(services)
    ((report, _),) = drafts(services)
    at = f"/en/review/reports/{report}"
    assert "6 cases" in words(eve.get("/en/review/reports"))
    account = viewer_of(services.accounts.login("eve@example.org", PASSWORD))

    def split() -> list[tuple[str, str, str]]:
        found = services.splitting.get(report, viewer=account)
        return [(one.id, one.status, one.part.title) for one in found.drafts if one.part.kind == "case"]

    def act(do: str, part: str, **form: str) -> TestResponse:
        revision = services.splitting.get(report, viewer=account).revision
        return post(eve, at, do=do, part=part, revision=revision, **form)

    first, second, third = (one[0] for one in split()[:3])
    assert act("join", second).status_code == 303
    assert len(split()) == 5
    opening = eve.get(at).text.split(f'id="part-{first}"')[1].split('<option value="')[2].split('"')[0]
    assert act("cut", first, at=opening).status_code == 303
    assert len(split()) == 6
    assert act("rename", third, title="The dam").status_code == 303
    assert "The dam" in words(eve.get(at))
    assert act("reject", third, reason="").status_code == 422
    assert act("reject", third, reason="Told twice").status_code == 303
    assert act("approve", third).status_code == 409
    assert act("reopen", third).status_code == 303
    stale = post(eve, at, do="approve", part=third, revision=1)
    assert stale.status_code == 409
    assert act("approve", third).status_code == 303
    assert act("burn", third).status_code == 422
    assert act("approve", "").status_code == 303
    assert {status for _, status, _ in split()} == {"approved"}
    list(make_records(services))
    waiting = drafts(services)
    assert len(waiting) == 7, "the report and its six cases, all drafts"
    assert post(eve, "/en/review", draft=[f"{one}-{revision}" for one, revision in waiting]).status_code == 303
    assert len(services.splitting.cases(report, viewer=ANYONE)) == 6


def test_a_document_is_looked_through_for_cases_when_somebody_asks(services: Services, eve: FlaskClient) -> None:
    upload(eve, ("judgment.txt", JUDGMENT))
    read_uploads(services)
    ((document, _),) = drafts(services)
    at = f"/en/review/reports/{document}"
    assert "Nobody has looked for cases" in words(eve.get(at))
    assert post(eve, at, do="look").status_code == 303
    look_through(services)
    assert services.drafting.pending() == 0
    assert eve.get(at).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_speaks_every_language(services: Services, eve: FlaskClient, language: str) -> None:
    sent = upload(eve, ("report.txt", REPORT), ("tool.exe", b"MZ" + bytes(99)))
    read_uploads(services)
    ((report, _),) = drafts(services)
    run = sent.location.rpartition("/")[2]
    for path in ("upload", "uploads", f"uploads/{run}", "review", f"review/{report}", "review/reports",
                 f"review/reports/{report}"):  # fmt: skip
        page = eve.get(f"/{language}/{path}")
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.text
