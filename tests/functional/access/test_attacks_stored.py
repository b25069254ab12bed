"""What somebody wrote to be run by another's browser is shown to an administrator as text, on every page that says it;
an original that would run is handed out to be kept, never shown."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256

import pytest
from defusedxml import ElementTree

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.document import Facts, Party, SourceFile
from caselaw.domain.errors import Invalid
from caselaw.domain.glossary.changes import NewTerm
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.upload import Sent, Wishes
from caselaw.domain.people.belonging import Group, Organisation
from caselaw.domain.searching.questions import SearchQuery
from ingest.uploading import read_uploads
from tests.factories import a_record
from tests.functional.access.asking import neighbour
from tests.functional.access.people import PEOPLE, Site, Template, copied
from tests.functional.access.people import PUBLIC as PUBLIC_PERSON
from tests.functional.web.stock import Page

ROOT = next(person for person in PEOPLE if person.name == "administrator")
HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "{{7*7}}")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><text>A judgment</text></svg>'
HTML = b"<html><body><script>alert(1)</script><p>A judgment</p></body></html>"


@pytest.fixture(scope="module")
def hostile(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with copied(template, tmp_path_factory.mktemp("stored") / "site") as found:
        yield found


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_written_is_shown_as_text(hostile: Site, text: str) -> None:
    services, mark = hostile.services, sha256(text.encode()).hexdigest()[:8]
    account = services.accounts.by_email(ROOT.email, viewer=OPERATOR)
    assert account is not None
    services.groups.add(Group(f"g-{mark}", {"en": text}, {"en": text}, True, False), viewer=OPERATOR)
    services.saved.keep(text, "q=eviction", viewer=services.accounts.viewer(account.id))
    services.tokens.make(ROOT.email, text, viewer=OPERATOR)
    person = services.accounts.add(f"{mark}@example.org", "correct horse battery", name=text, viewer=OPERATOR)
    with pytest.raises(Invalid):  # a term is part of queries: what is no word is not taken
        services.glossary.add_concept([NewTerm("en", text), NewTerm("fr", "mot")], viewer=OPERATOR)
    term = services.subjects.add("right", {"en": text}, viewer=OPERATOR, definitions={"en": text})
    facts = Facts("judgment", text, headline=text, judges=(text,), parties=(Party(text, "applicant"),))
    document = services.intake.store(
        a_record(key=mark, facts=facts, texts=(text,), access=PUBLIC), viewer=OPERATOR
    ).id  # fmt: skip
    services.history.add(document, "upheld", note=text, viewer=OPERATOR)
    services.summaries.write(document, "en", {"headline": text, "summary": text}, 0, viewer=OPERATOR)
    pages = ("", "/edit", "/versions", "/summary", "/summary/en/edit", "/cite", "/names", "/access", "/similar")
    for where in (
        "/en/groups", f"/en/groups/g-{mark}", "/en/account/searches", "/en/account", "/en/people",
        f"/en/people/{person.id}", "/en/subjects/right",
        f"/ar/subjects/right/{term}", "/en/documents", *(f"/en/documents/{document}{page}" for page in pages),
    ):  # fmt: skip
        answer = hostile.browser(ROOT).get(where, environ_overrides=neighbour())
        assert answer.status_code == 200, where
        page = Page(answer.text)
        _is_harmless(page, where)
        if where not in ("/en/subjects/right", "/en/documents") and not where.endswith("/similar"):
            held = page.text + " ".join(str(value) for _, attributes in page.elements for value in attributes.values())
            assert text in held, f"not shown as it was written: {where}"


def _is_harmless(page: Page, where: str) -> None:
    for tag, attributes in page.elements:
        assert not (tag == "script" and not str(attributes.get("src", "")).startswith("/static/")), where
        assert not [name for name in attributes if name.startswith("on")], where
        assert attributes.get("src") != "x", where
        for name in ("href", "src", "action", "formaction"):
            assert not str(attributes.get(name) or "").strip().lower().startswith("javascript:"), where


@pytest.mark.parametrize(("content", "ending", "for_all"), [(SVG, "svg", False), (HTML, "html", True)])
def test_an_original_that_would_run_is_only_to_be_kept(
    hostile: Site, content: bytes, ending: str, for_all: bool
) -> None:
    """What cannot be cleaned of those who made it is for editors alone; to nobody is it shown."""
    name = f'"><script>.{ending}'
    source = SourceFile(sha256(content).hexdigest(), name, ending, len(content))
    record = a_record(key=f"file:{ending}", source=source, access=PUBLIC)
    document = hostile.services.intake.store(record, viewer=OPERATOR, original=content).id
    where = f"/en/documents/{document}/file"
    with hostile.browser(PUBLIC_PERSON).get(where, environ_overrides=neighbour()) as answer:
        assert answer.status_code == (200 if for_all else 403)
    with hostile.browser(ROOT).get(where, environ_overrides=neighbour()) as answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert document in answer.headers["Content-Disposition"]
        assert "script" not in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_send_is_shown_as_text(hostile: Site, text: str) -> None:
    """An organisation, an invitation, the source of a correction, an upload and its note, a draft sent back."""
    services, mark = hostile.services, sha256(text.encode()).hexdigest()[:8]
    account = services.accounts.by_email(ROOT.email, viewer=OPERATOR)
    assert account is not None
    root = services.accounts.viewer(account.id)
    services.organisations.add(Organisation(f"o-{mark}", text, {"en": text}), viewer=OPERATOR)
    services.groups.add(Group(f"i-{mark}", {"en": text}, {"en": text}, False, False), viewer=OPERATOR)
    invited = services.invitations.invite(
        f"guest-{mark}@example.org", language="en", groups={f"i-{mark}": {"member"}}, viewer=OPERATOR
    )
    assert invited.link is not None
    corrected = services.intake.store(a_record(key=f"corrected:{mark}", access=PUBLIC), viewer=OPERATOR).id
    services.editing.correct(corrected, {"country": "KEN"}, 1, ("knowledge", text), viewer=root)
    sent = Sent(f"{text}.txt", io.BytesIO(f"A judgment of {mark}.\n\n1. The court so orders.\n".encode()))
    upload = services.uploads.receive([sent], Wishes(MEMBERS, note=text), viewer=root)
    read_uploads(services)
    (draft,) = (file.document for file in services.uploads.get(upload, viewer=root).files)
    pages = {
        "/en/organisations": text, f"/en/organisations/o-{mark}": text, f"/en/documents/{corrected}/changes": text,
        f"/en/{invited.link.partition('/en/')[2]}": "",
        f"/en/uploads/{upload}": "", f"/en/review/{draft}": text,
    }  # fmt: skip
    _all_harmless(hostile, pages)
    assert draft is not None
    services.reviewing.send_back(draft, text, viewer=root)
    _all_harmless(hostile, {f"/en/uploads/{upload}": text})


def _all_harmless(site: Site, pages: Mapping[str, str]) -> None:
    for where, text in pages.items():
        answer = site.browser(ROOT).get(where, environ_overrides=neighbour())
        assert answer.status_code == 200, where
        page = Page(answer.text)
        _is_harmless(page, where)
        held = page.text + " ".join(str(value) for _, attributes in page.elements for value in attributes.values())
        assert text in held, f"not shown as it was written: {where}"


TAKEN_ALONG = (
    *HOSTILE,
    '=HYPERLINK("http://evil.example")',
    "@SUM(1+1)",
    "Case\r\nER  - \r\nTY  - CASE",
    "{\\input{x}}",
)


@pytest.fixture(scope="module")
def taken_along(hostile: Site) -> dict[str, DocumentId]:
    found = {}
    for number, text in enumerate(TAKEN_ALONG):
        title = f"{text} inkwell"
        facts = Facts("judgment", title, court="za-cc", judges=(text,), parties=(Party(text, "applicant"),))
        record = a_record(key=f"taken:{number}", facts=facts, texts=(title,), access=PUBLIC)
        found[text] = hostile.services.intake.store(record, viewer=OPERATOR).id
    while not hostile.services.indexing.apply_pending().idle:
        pass
    return found


def test_a_feed_holds_text_alone(hostile: Site, taken_along: dict[str, DocumentId]) -> None:
    answer = hostile.browser(PUBLIC_PERSON).get("/en/search/feed?q=inkwell", environ_overrides=neighbour())
    assert (answer.status_code, answer.headers["X-Content-Type-Options"]) == (200, "nosniff")
    feed, home = ElementTree.fromstring(answer.data), hostile.services.settings.base_url
    assert len([one for one in feed.iter() if one.tag.endswith("}entry")]) == len(taken_along)
    assert {one.tag.partition("}")[0] for one in feed.iter()} == {"{http://www.w3.org/2005/Atom"}
    assert all(one.get("href", home).startswith(home) for one in feed.iter())
    assert not [one for one in feed.iter() if one.get("type") in ("html", "xhtml")]


def test_a_program_is_given_text_alone(hostile: Site, taken_along: dict[str, DocumentId]) -> None:
    for text, document in taken_along.items():
        answer = hostile.browser(PUBLIC_PERSON).get(f"/api/v1/documents/{document}", environ_overrides=neighbour())
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("application/json")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.json is not None
        assert answer.json["title"] == f"{text} inkwell"


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "ris", "bib"])
def test_what_is_taken_along_obeys_nobody(hostile: Site, taken_along: dict[str, DocumentId], form: str) -> None:
    """No formula, no link of theirs, no line that begins another entry, no command of TeX."""
    made = hostile.services.exports.results(SearchQuery("inkwell"), form, viewer=ANYONE)
    content = b"".join(made.pieces)
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
        assert sum("inkwell" in cell for cell in cells) >= len(taken_along)
    elif form in ("xlsx", "docx"):
        parts = zipfile.ZipFile(io.BytesIO(content))
        held = {name: parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))}
        assert not [name for name, text in held.items() if "<f>" in text or "HYPERLINK(" in _fields(text)]
        links = [target for text in held.values() for target in re.findall(r'Target="([^"]+)" TargetMode', text)]
        assert not [one for one in links if not one.startswith(hostile.services.settings.base_url)]
    elif form == "ris":
        assert content.decode("utf-8-sig").count("\r\nER  -") == len(taken_along)
    else:
        text = content.decode()
        assert len(re.findall(r"^@", text, re.M)) == len(taken_along)
        assert "\\input" not in text


def _fields(text: str) -> str:
    """What Word works out itself."""
    return "".join(re.findall(r"<w:instrText[^>]*>([^<]*)<", text))


def test_nothing_turns_the_words_beside_it_around(hostile: Site) -> None:
    """U+202E in a title, a file's name, a name and a note: what stands behind it would be read backwards."""
    turned, services = "Case\u202e4002 \u2067evil", hostile.services
    source = SourceFile(sha256(b"plain").hexdigest(), "judgment\u202efdp.exe", "txt", 5)
    facts = Facts("judgment", turned, case_name=turned, judges=(turned,), parties=(Party(turned, "applicant"),))
    record = a_record(key="turned", facts=facts, source=source, access=PUBLIC)
    document = services.intake.store(record, viewer=OPERATOR, original=b"plain").id
    services.history.add(document, "upheld", note=turned, viewer=OPERATOR)
    services.organisations.add(Organisation("turned", turned, {"en": turned}), viewer=OPERATOR)
    services.editing.correct(document, {"headline": turned}, 1, ("knowledge", turned), viewer=OPERATOR)
    for where in (
        f"/en/documents/{document}",
        f"/en/documents/{document}/changes",
        "/en/documents",
        "/en/organisations",
    ):
        answer = hostile.browser(ROOT).get(where, environ_overrides=neighbour())
        assert answer.status_code == 200
        assert not re.search("[\u202a-\u202e]|\u2067evil", answer.text), where
    with hostile.browser(ROOT).get(f"/en/documents/{document}/file", environ_overrides=neighbour()) as file:
        assert "\u202e" not in file.headers["Content-Disposition"]
        assert "%E2%80%AE" not in file.headers["Content-Disposition"]
