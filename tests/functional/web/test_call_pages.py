"""Calls for solidarity on the pages: written, found, acted on, passed on, forgotten; and not there for anybody else."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyrage import decrypt, x25519

from caselaw.services.vault.parameters import LEAST
from tests.functional.web.peopled import Peopled, peopled
from tests.functional.web.test_vault_pages import KEYS, LOCK, UNLOCK, Browser, browser, limits
from web.unlocking import COOKIE

HERE = "/en/solidarity"
NAME = "Zebulon Quispe"
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}"
CALL = {
    "title": "Sunday", "people": NAME, "threat": f"Shots at the gate of ZEBULON {HOSTILE}", "source": "her sister",
    "reach": "public", "terms": "letters", "how": "by voice", "until": "٢١٠٠-٠١-٠١",
}  # fmt: skip


@pytest.fixture(scope="module")
def at(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Peopled]:
    found = peopled(tmp_path_factory.mktemp("calls"), migrated)
    found.services.vault.cost = LEAST
    limits(found, on=False)
    yield found
    found.services.close()


@pytest.fixture(scope="module")
def cora(at: Peopled) -> Browser:
    """Cora, who keeps the vault of her group and has it open."""
    one = browser(at, "cora")
    assert one.client.get(HERE).status_code == 404  # there is no vault yet
    assert one.both(f"{KEYS}/make").status_code == 303
    assert one.both(UNLOCK).status_code == 303
    assert one.post(f"{KEYS}/delta/begin").status_code == 200
    return one


@pytest.fixture(scope="module")
def call(cora: Browser) -> str:
    """The address of a call."""
    answer = cora.post(f"{HERE}/new", **CALL)
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_a_call_is_read_by_its_group_and_says_nothing_on_the_outside(cora: Browser, call: str) -> None:
    page = cora.client.get(call)
    assert NAME in page.text
    assert "&lt;script&gt;" in page.text
    assert "<script>alert" not in page.text
    assert "{{ 7*7 }}" in page.text
    assert "2100-01-01" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert re.search(r"<title>(.*?)</title>", page.text)[1].startswith("Sealed records – ")  # type: ignore[index]
    assert re.fullmatch(r"/en/solidarity/[0-9a-f]{32}", call)
    assert "Sunday" in cora.client.get(HERE).text
    assert HERE in cora.client.get("/en/work").text


def test_search_words_are_sent_not_asked(cora: Browser, call: str) -> None:
    assert call in cora.post(f"{HERE}/search", words="zebulón").text
    assert call not in cora.post(f"{HERE}/search", words="zebulón", state="closed").text
    assert call in cora.client.get(f"{HERE}?words=nobody").text  # an address asks nothing
    assert 'autocomplete="off"' in cora.client.get(HERE).text


def test_what_is_refused_keeps_what_was_typed_and_overwrites_nothing(cora: Browser, call: str) -> None:
    refused = cora.post(f"{HERE}/new", title="", people=NAME, until="soon")
    assert refused.status_code == 422
    assert NAME in refused.text
    assert "year-month-day" in refused.text
    assert cora.post(f"{call}/edit", **CALL, revision="1", needs="a car").status_code == 303
    late = cora.post(f"{call}/edit", **CALL, revision="1", needs="a boat")
    assert late.status_code == 409
    assert "a boat" in late.text
    assert "a car" in late.text
    assert "a boat" not in cora.client.get(call).text
    assert cora.post(f"{call}/edit", **{**CALL, "reach": "all"}, revision="2").status_code == 422
    assert cora.post(f"{call}/state", state="closed", revision="2").status_code == 422


def test_actions_and_files(cora: Browser, call: str) -> None:
    done = {"kind": "letter", "what": "A letter of forty members", "who": "the network"}
    assert cora.post(f"{call}/act", **done).status_code == 303
    page = cora.client.get(call).text
    deed = re.search(r'name="deed" value="(\w+)"', page)
    assert deed
    assert cora.post(f"{call}/act", **done, deed=deed[1], day="2026-01-02", done="yes").status_code == 303
    assert cora.post(f"{call}/act", **done, day="2999-01-02", done="yes").status_code == 422
    assert cora.post(f"{call}/act", kind="raid", what="x").status_code == 422
    content = f"<html><script>alert('{NAME}')</script>".encode() * 9_000
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"csrf_token": token[1], "file": (io.BytesIO(content), "../../x<b>.html")}
    assert cora.client.post(f"{call}/files", data=form).status_code == 303
    page = cora.client.get(call).text
    assert "x&lt;b&gt;.html" in page
    file = re.search(rf"{call}/files/(\w+)", page)
    assert file
    given = cora.client.get(file[0])
    assert given.data == content
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in given.headers["Content-Security-Policy"]
    assert given.headers["Cache-Control"] == "no-store"
    assert cora.client.get(f"{call}/files/ffff").status_code == 404
    assert cora.post(f"{file[0]}/remove").status_code == 303
    assert cora.client.get(file[0]).status_code == 404


def test_what_leaves_is_shown_first_and_is_encrypted(cora: Browser, call: str) -> None:
    contact = x25519.Identity.generate()
    revision = re.search(r'name="revision" value="(\d+)"', cora.client.get(f"{call}/pass-on").text)
    assert revision
    form = {"field": "threat", "to": "a friend", "recipient": str(contact.to_public()), "revision": revision[1]}
    shown = cora.post(f"{call}/pass-on", **form, do="look")
    assert "People under threat: the risk is high" in shown.text
    assert cora.post(f"{call}/pass-on", **{**form, "recipient": "age1nobody"}, do="give").status_code == 422
    sealed = cora.post(f"{call}/pass-on", **form, do="give")
    assert sealed.headers["Content-Disposition"] == "attachment; filename=sealed-letter.age"
    letter = decrypt(sealed.data, [contact]).decode()
    assert "Shots at the gate" in letter
    assert "Until: 1 January 2100" in letter  # words: digits and hyphens would be turned round beside Arabic letters
    assert "Quispe" not in letter
    assert cora.post(f"{call}/pass-on", **form, do="give").status_code == 409  # changed: it was passed on
    open_letter = cora.client.get(f"{call}/letter").text
    assert "Nothing of the call" not in open_letter
    assert "Shots at the gate of […]" in open_letter
    assert "ZEBULON" not in open_letter
    assert "53/144" in open_letter


def test_nobody_else_finds_any_of_it(at: Peopled, cora: Browser, call: str) -> None:
    root, bob, mara = browser(at, "root"), browser(at, "bob"), at.client("mara")
    absent = root.client.get("/en/nothing-here-at-all")
    paths = [
        "",
        "/new",
        call[len(HERE) :],
        *(call[len(HERE) :] + end for end in ("/edit", "/pass-on", "/letter", "/forget")),
    ]
    for one in (root.client, bob.client, mara, at.site.test_client()):
        for path in paths:
            answer = one.get(HERE + path)
            assert answer.status_code == 404, (path, answer.status_code)
        assert NAME not in one.get("/en/work").text
    assert absent.status_code == root.client.get(call).status_code
    for path in (
        "/new",
        "/search",
        *(call[len(HERE) :] + end for end in ("/edit", "/act", "/state", "/forget", "/pass-on")),
    ):
        assert root.post(HERE + path, title="x", words="x", sure="yes", do="look").status_code == 404, path
    assert "Sealed records" not in root.client.get("/en/work").text
    trail = root.client.get("/en/audit").text
    assert call.rsplit("/", 1)[1] not in trail
    assert "Sunday" not in trail
    assert cora.client.get(f"{HERE}/{'0' * 32}").status_code == 404
    for path in (f"/en/search?q={NAME}", f"/en/suggest?q={NAME[:5]}"):
        assert call not in cora.client.get(path).text


def test_a_locked_browser_reads_nothing_and_comes_back_to_the_page(cora: Browser, call: str) -> None:
    kept = cora.client.get_cookie(COOKIE, path=HERE)
    assert kept
    assert cora.post(LOCK).status_code == 303
    cora.client.set_cookie(COOKIE, kept.value, path=HERE)  # the old secret opens nothing
    for path in (call, HERE, f"{HERE}/new", f"{call}/letter"):
        answer = cora.client.get(path)
        assert answer.status_code == 302
        assert "/solidarity/unlock" in answer.headers["Location"]
    assert cora.post(f"{call}/forget", sure="yes").status_code == 409
    assert NAME not in cora.post(f"{HERE}/search", words=NAME).text
    assert cora.both(UNLOCK).status_code == 303
    assert NAME in cora.client.get(call).text


def test_an_expired_consent_is_said_and_lets_nothing_out(cora: Browser) -> None:
    made = cora.post(f"{HERE}/new", **{**CALL, "until": "2020-01-01"}).headers["Location"]
    assert "The consent is over" in cora.client.get(HERE).text
    assert 'name="recipient"' not in cora.client.get(f"{made}/pass-on").text
    letter = cora.client.get(f"{made}/letter").text
    assert "Shots" not in letter
    assert "Nothing of the call stands in it" in letter
    key = str(x25519.Identity.generate().to_public())
    form = {"field": "threat", "to": "x", "recipient": key, "revision": "1", "do": "give"}
    assert cora.post(f"{made}/pass-on", **form).status_code == 422


def test_what_is_forgotten_needs_a_second_step_and_is_gone(at: Peopled, cora: Browser) -> None:
    made = cora.post(f"{HERE}/new", **CALL).headers["Location"]
    assert cora.post(f"{made}/forget").status_code == 422
    assert cora.post(f"{made}/forget", sure="yes").status_code == 303
    assert cora.client.get(made).status_code == 404
    log = (at.services.settings.home / "withdrawn.jsonl").read_text()
    assert made.rsplit("/", 1)[1] in log
    assert NAME not in log
