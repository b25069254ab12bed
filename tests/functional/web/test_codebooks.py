"""Codebooks in the site: read by everybody, made and written by a group, published for ever, brought in from files."""

from __future__ import annotations

import base64
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from caselaw.access.viewer import OPERATOR
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.domain.people.belonging import Group
from caselaw.wiring import Services
from tests.functional.web.stock import PASSWORD, csrf, sign_in
from web.app import create_app

LISTED = "/en/codebooks/corporate-capture/1"


@pytest.fixture
def site(services: Services) -> Flask:
    """A site of its own, with a group: these tests change it."""
    services.groups.add(Group("water", {"en": "Water"}), viewer=OPERATOR)
    return create_app(services.settings, services)


def somebody(site: Flask, name: str, *roles: Role, everywhere: tuple[Role, ...] = ()) -> FlaskClient:
    """Somebody in the group with these roles there; in no group without."""
    services: Services = site.extensions["caselaw"]
    email = f"{name}@example.org"
    services.accounts.add(email, PASSWORD, roles=everywhere, viewer=OPERATOR)
    if roles:
        services.accounts.join(email, "water", viewer=OPERATOR)
        services.accounts.set_group_roles(email, "water", roles, viewer=OPERATOR)
    return sign_in(site.test_client(), email, PASSWORD)


def post(client: FlaskClient, address: str, at: str = "", **form: object):  # type: ignore[no-untyped-def]
    """Send a form of the page at `at`, else of the address itself."""
    token = csrf(client.get(at or address).text)
    return client.post(address, data={"csrf_token": token, **form}, content_type="multipart/form-data")


def made(client: FlaskClient, **form: str) -> str:
    """A codebook for the group; the address of its first version."""
    answer = post(client, "/en/codebooks/new", access="group:water", title_en="Water coding", **form)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def along(text: str) -> str:
    """A file as the page carries it along."""
    return base64.b64encode(text.encode("utf-16")).decode()


def revision(client: FlaskClient, address: str) -> str:
    found = re.search(r'value="publish"><input type="hidden" name="revision" value="(\d+)"', client.get(address).text)
    assert found
    return found[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_reads_the_listed_codebook(site: Flask, language: str) -> None:
    client = site.test_client()
    assert "corporate-capture" in client.get(f"/{language}/codebooks").text
    page = client.get(f"/{language}/codebooks/corporate-capture").text
    assert 'id="revolving_door"' in page
    assert 'name="csrf_token"' not in page
    code = client.get(f"/{language}/codebooks/corporate-capture/1/codes/revolving_door").text
    assert "Puertas giratorias" in code
    assert "الباب الدوار" in code
    assert client.get(f"/{language}/codebooks/corporate-capture/1/codes/right:housing").status_code == 200
    for away in ("none", "corporate-capture/2", "corporate-capture/1/codes/none", "corporate-capture/99999999999"):
        assert client.get(f"/{language}/codebooks/{away}").status_code == 404


@pytest.mark.parametrize(("form", "begins"), [("csv", "\ufeffkey,"), ("ttl", "@prefix"), ("rdf", "<?xml")])
def test_a_version_is_taken_along(site: Flask, form: str, begins: str) -> None:
    answer = site.test_client().get(f"{LISTED}.{form}")
    assert answer.status_code == 200
    assert answer.text.startswith(begins)
    assert f"codebook-corporate-capture-1.{form}" in answer.headers["Content-Disposition"]


def test_from_an_empty_codebook_to_a_second_version(site: Flask) -> None:
    editor, coder = somebody(site, "edna", "editor"), somebody(site, "coco", "coder")
    first = made(editor)
    bad = post(editor, f"{first}/new", key="Bad Key", label_en="A")
    assert bad.status_code == 422
    assert 'id="key-wrong"' in bad.text
    assert 'value="Bad Key"' in bad.text, "what was typed is kept"
    for key in ("leak", "theft"):
        sent = {"key": key, "label_en": key.title(), "definition_en": f"A {key}.", "facet": "means"}
        assert post(editor, f"{first}/new", **sent).status_code == 303
    assert "Nobody can code with it" in editor.get(first).text
    assert coder.get(first).status_code == 404
    assert "texts are missing" in editor.get(first).text
    refused = post(editor, first, do="publish", revision=revision(editor, first))
    assert refused.status_code == 422
    assert 'id="accept-wrong"' in refused.text
    published = post(editor, first, do="publish", revision=revision(editor, first), accept="yes")
    assert published.status_code == 303
    assert coder.get(first).status_code == 200
    assert post(editor, first, do="publish", revision="1", accept="yes").status_code == 409
    second = post(editor, first, do="begin").location
    assert second.endswith("/2")
    leak = f"{second}/codes/leak"
    assert post(editor, leak, do="drop").status_code == 303
    sent = {"key": "seepage", "label_en": "Seepage", "definition_en": "Slow.", "facet": "means"}
    assert post(editor, f"{second}/new", **sent).status_code == 303
    assert "Nobody has said yet" in editor.get(second).text
    mapped = post(editor, f"{second}/map", **{"became:leak:0": "seepage", "became:leak:1": "theft"})
    assert mapped.status_code == 303
    compared = editor.get(f"{first.rpartition('/')[0]}/compare?old=1&new=2").text
    assert "undecided between" in compared
    assert post(editor, second, do="publish", revision=revision(editor, second), accept="yes").status_code == 303
    assert "There is a newer version" in coder.get(first).text


def test_two_who_write_the_same_code_lose_nothing(site: Flask) -> None:
    editor = somebody(site, "edna", "editor")
    first = made(editor, copy_of="corporate-capture:1")
    code = f"{first}/codes/bribery"
    stood = re.search(r'name="stood" value="(\w+)"', editor.get(code).text)
    assert stood
    sent = {"do": "save", "stood": stood[1], "facet": "means", "label_en": "Bribes"}
    assert post(editor, code, **sent).status_code == 303
    slower = post(editor, code, **{**sent, "label_en": "Kickbacks"})
    assert slower.status_code == 409
    assert "Kickbacks" in slower.text, "what was typed is kept"
    assert "<h1>" in slower.text
    assert "Bribes" in slower.text


def test_a_review_stands_under_a_name_and_falls_with_the_text(site: Flask) -> None:
    editor = somebody(site, "edna", "editor")
    first = made(editor, copy_of="corporate-capture:1")
    code = f"{first}/codes/bribery"
    assert post(editor, code, do="review label.en").status_code == 303
    assert 'data-status="reviewed"' in editor.get(code).text
    assert "take_back label.en" in editor.get(code).text
    assert re.search(r"\bedna\b(?!@)", editor.get(code).text), "a review stands under a name, not under an address"
    stood = re.search(r'name="stood" value="(\w+)"', editor.get(code).text)
    assert stood
    post(editor, code, do="save", stood=stood[1], facet="means", label_en="Bribes")
    assert 'data-status="reviewed"' not in editor.get(code).text
    assert post(editor, code, do="review label.fr").status_code == 422, "a text that is not there"
    listed = f"{LISTED}/codes/bribery"
    assert "I have reviewed it" not in editor.get(listed).text, "what all read is reviewed by editors for all"
    assert post(editor, listed, at=code, do="review label.en").status_code == 403
    for_all = somebody(site, "olga", everywhere=("editor",))
    assert post(for_all, listed, do="review label.en").status_code == 303
    assert 'data-status="reviewed"' in site.test_client().get(listed).text


def test_a_file_is_looked_at_before_it_changes_anything(site: Flask) -> None:
    editor = somebody(site, "edna", "editor")
    first = made(editor)
    post(editor, f"{first}/new", key="old", label_en="Old", definition_en="Old.", facet="other")
    content = "key,label_en,label_ar,facet\nnew,=New,جديد,means\n"
    seen = post(editor, f"{first}/import", file=(io.BytesIO(content.encode()), "codes.csv"))
    assert seen.status_code == 200
    assert "Nothing is changed yet" in seen.text
    assert "=New" in seen.text
    assert editor.get(f"{first}/codes/new").status_code == 404
    hidden = re.search(r'name="revision" value="(\d+)"', seen.text)
    kept = re.search(r'name="content" value="([^"]+)"', seen.text)
    assert hidden
    assert kept
    sent = {"content": kept[1], "revision": hidden[1], "do": "apply", "remove": "yes"}
    assert post(editor, f"{first}/import", **sent).status_code == 303
    assert "جديد" in editor.get(f"{first}/codes/new").text
    assert editor.get(f"{first}/codes/old").status_code == 404
    assert post(editor, f"{first}/import", **{**sent, "content": along("key,label_en\nb,B\n")}).status_code == 409
    assert "'=New" in editor.get(f"{first}.csv").text


def test_a_file_with_faults_changes_nothing(site: Flask) -> None:
    editor = somebody(site, "edna", "editor")
    first = made(editor)
    content = b"key,label_en,broader\na,A,nowhere\n,B,\n"
    seen = post(editor, f"{first}/import", file=(io.BytesIO(content), "codes.csv"))
    assert "Row 2" in seen.text
    assert "Row 3" in seen.text
    assert 'value="apply"' not in seen.text
    post(editor, f"{first}/import", content=along(content.decode()), revision="1", do="apply")
    assert editor.get(f"{first}/codes/a").status_code == 404
    for wrong in (b"", b"\xff\x00", b"<rdf", b"x" * 300_001):
        answer = post(editor, f"{first}/import", file=(io.BytesIO(wrong), "codes.csv"))
        assert answer.status_code == 422, wrong[:10]
    whole = "key,label_en,definition_en\n" + "".join(f"code_{at},A,{'x' * 990}\n" for at in range(140))
    large = post(editor, f"{first}/import", content=along(whole), revision="1", do="apply")
    assert large.status_code == 303, "the largest that is taken comes back from the page"


def test_for_others_a_codebook_of_a_group_was_never_there(site: Flask) -> None:
    editor, outsider = somebody(site, "edna", "editor"), somebody(site, "bob", everywhere=("administrator",))
    first = made(editor, copy_of="corporate-capture:1")
    post(editor, first, do="publish", revision=revision(editor, first), accept="yes")
    slug = first.split("/")[3]
    other = "0" * 16
    for client in (outsider, site.test_client()):
        assert slug not in client.get("/en/codebooks").text
        for path in ("", "/1", "/1.csv", "/1.rdf", "/1/codes/bribery", "/compare", "/1/import", "/1/map", "/1/new"):
            there, nowhere = client.get(f"/en/codebooks/{slug}{path}"), client.get(f"/en/codebooks/{other}{path}")
            assert there.status_code == nowhere.status_code == 404, path
            assert _unsigned(there.text).replace(slug, other) == _unsigned(nowhere.text)


def _unsigned(page: str) -> str:
    """A page without the tokens of its forms, which tell the second they were made in."""
    return re.sub(r'name="csrf_token" value="[^"]+"', "", page)


def test_who_may_not_write_is_refused(site: Flask) -> None:
    coder = somebody(site, "coco", "coder")
    assert coder.get("/en/codebooks/new").status_code == 403
    assert "/en/codebooks/new" not in coder.get("/en/codebooks").text
    assert site.test_client().get("/en/codebooks/new").status_code == 302
    editor = somebody(site, "edna", "editor")
    first = made(editor, copy_of="corporate-capture:1")
    post(editor, first, do="publish", revision=revision(editor, first), accept="yes")
    for address, form in (
        (first, {"do": "begin"}), (first, {"do": "retire"}), (f"{first}/codes/bribery", {"do": "drop"}),
        (f"{first}/codes/bribery", {"do": "review label.en"}), (f"{first}/import", {"content": "key\na\n"}),
    ):  # fmt: skip
        assert post(coder, address, at="/en/account", **form).status_code == 403, form
    assert editor.get(f"{LISTED}/new").status_code == 403, "the listed one is for all, its editors' matter"
    for_all = somebody(site, "olga", everywhere=("editor",))
    assert for_all.get(f"{LISTED}/new").status_code == 409
