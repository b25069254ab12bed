"""Things of other people, asked for under their real ids: whoever has no right to one is answered, word for word, as if
it had never been, and changes nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import group_audience
from caselaw.domain.identifiers import new_id
from caselaw.domain.intake.upload import Sent, Wishes
from caselaw.domain.people.belonging import Group
from caselaw.domain.splitting.parts import Bid, Part
from caselaw.domain.veil.access import Wanted
from caselaw.domain.withholding.names import WithheldName
from ingest.uploading import read_uploads
from tests.functional.access.asking import RULES, held, neighbour
from tests.functional.access.people import GROUP, PEOPLE, Person, Site, Template, copied
from tests.functional.access.rules import SUBJECT
from tests.functional.test_uploading import JUDGMENT

PERSON = {person.name: person for person in PEOPLE}
OWNER, ROOT = PERSON["mining-editor"], PERSON["administrator"]
ATTACKERS = [PERSON[name] for name in ("public", "nobody", "member", "editor", "curator")]
SECRET, SLUG = "Keepers of the salt lake", "salt-lake"
CONFIDENTIAL = "Zenobia Quispe"


@dataclass(frozen=True)
class Others:
    """The site, and the real ids of what belongs to others, by what they are."""

    site: Site
    ids: dict[str, str]


@pytest.fixture(scope="module")
def others(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Others]:
    with copied(template, tmp_path_factory.mktemp("others") / "site") as site:
        yield Others(site, _made(site))


def _made(site: Site) -> dict[str, str]:
    """One of each thing, by an editor of the group `mining`, an administrator or the operator."""
    services, ids = site.services, site.ids
    account = services.accounts.by_email(OWNER.email, viewer=OPERATOR)
    assert account is not None
    owner, mining = services.accounts.viewer(account.id), group_audience(GROUP)
    services.groups.add(Group(SLUG, {"en": SECRET}, {}, listed=False, second_factor=False), viewer=OPERATOR)
    made = {"account": account.id, "slug": SLUG, "document": ids["group"], "with pages": ids["with pages"]}
    wishes = Wishes(mining, note=CONFIDENTIAL)
    made["upload"] = services.uploads.receive([Sent("judgment.txt", io.BytesIO(JUDGMENT))], wishes, viewer=owner)
    read_uploads(services)
    (file,) = services.uploads.get(made["upload"], viewer=owner).files
    assert file.document
    made["draft"] = file.document
    made["search"] = services.saved.keep(CONFIDENTIAL, "q=zenobia", viewer=owner).id
    made["codebook"] = services.codebook_editing.create({"en": CONFIDENTIAL}, mining, viewer=owner)
    everybody = services.accounts.by_email(PERSON["editor"].email, viewer=OPERATOR)
    assert everybody is not None
    made["case"] = services.documentation.begin(
        {"title": "A dam upstream"}, "members", viewer=services.accounts.viewer(everybody.id)
    )
    made["token"] = services.tokens.of(OWNER.email, viewer=OPERATOR)[0].handle
    made["session"] = services.sessions.open_for(owner, "")[0].handle
    services.invitations.invite("guest@example.org", language="en", groups={GROUP: {"member"}}, viewer=OPERATOR)
    made["invitation"] = services.invitations.waiting(OPERATOR)[0].handle
    made.update(_corrected(site, made))
    return made


def _corrected(site: Site, made: dict[str, str]) -> dict[str, str]:
    services, document = site.services, made["document"]
    owner = services.accounts.viewer(made["account"])
    both = services.accounts.by_email(PERSON["editor-in-mining"].email, viewer=OPERATOR)
    assert both is not None
    everywhere = services.accounts.viewer(both.id)
    hidden = WithheldName((CONFIDENTIAL,))
    name = services.withholding.withhold(site.ids["en"], hidden, "group:mining", viewer=everywhere)
    revision = services.editing.show(document, viewer=owner).revision
    services.editing.correct(document, {"title": "Salt"}, revision, ("knowledge", "Read in the file"), viewer=owner)
    change = services.editing.changes(document, viewer=owner)[0].change.id
    services.editing.revert(document, change, viewer=owner)
    revert = services.editing.changes(document, viewer=owner)[0].change.id
    services.summaries.write(made["with pages"], "en", {"headline": CONFIDENTIAL}, 0, viewer=owner)
    services.restricting.restrict(site.ids["members"], Wanted("group:mining", field="title"), viewer=everywhere)
    told = services.history.add(document, "upheld", note="Told by us", viewer=owner)
    treated = services.history.treat(document, made["draft"], "followed", viewer=owner)
    report = site.ids["with pages"]
    last = len(services.documents.paragraphs(report, viewer=owner)) - 1
    services.splitting.propose(report, Bid("headings", 0.9, (Part("case", 0, last, "A case"),)), viewer=owner)
    part = services.splitting.get(report, viewer=owner).drafts[0].id
    return {
        "name": name, "change": change, "revert": revert, "entry": told.id, "treatment": treated.id, "part": part,
    }  # fmt: skip


# Every act that takes an id in its form or after a "?": the address, the form (None: it is asked for), the thing. What
# stands in braces is a document of the stock; "@" is the id.
ACTS: tuple[tuple[str, dict[str, str] | None, str], ...] = (
    ("/en/uploads/@", None, "upload"),
    ("/en/uploads/@", {}, "upload"),
    ("/en/review", {"draft": "@-1"}, "draft"),
    ("/en/review/@", {"do": "back", "reason": "No", "revision": "1"}, "draft"),
    ("/en/review/@", {"do": "publish", "revision": "1"}, "draft"),
    ("/en/account/searches/forget", {"id": "@"}, "search"),
    ("/en/account/tokens/revoke", {"token": "@"}, "token"),
    ("/en/account/sessions", {"session": "@"}, "session"),
    ("/en/invitations/revoke", {"invitation": "@"}, "invitation"),
    ("/en/invitation/@", None, "invitation"),
    ("/en/people/@", None, "account"),
    *(("/en/people/@", {"do": do, "role": "editor", "sure": "yes", "group": SLUG}, "account")
      for do in ("roles", "organisations", "join", "close", "factor", "password")),
    ("/en/groups/@", None, "slug"),
    ("/en/groups/@", {"name-en": "Ours"}, "slug"),
    ("/en/groups/@/members", {"account": "none", "role": "member"}, "slug"),
    ("/en/groups/mining/members", {"account": "@", "do": "remove"}, "account"),
    ("/en/groups/mining/lost-factor", {"account": "@", "do": "agree"}, "account"),
    ("/en/invitations", {"email": "x@example.org", "group": "@", "role": "member", "language": "en"}, "slug"),
    ("/en/search?q=eviction&within=@", None, "document"),
    ("/en/search/export?q=eviction&format=csv&within=@", None, "document"),
    ("/en/reading-list?ids=@", None, "document"),
    ("/en/documents/{en}/names?name=@", None, "name"),
    ("/en/documents/{en}/names", {"do": "lift", "name": "@"}, "name"),
    ("/en/documents/{en}/names", {"do": "withhold", "name": "@", "forms": "Ann Other", "readers": "members"}, "name"),
    ("/en/documents/{members}/changes", {"change": "@"}, "change"),
    ("/en/documents/{members}/changes", {"change": "@"}, "revert"),
    ("/en/documents/{members}/versions?q=@", None, "document"),
    *(("/en/documents/{members}/versions", {"do": do, "other": "@", "event": "upheld", "treatment": "followed"}, one)
      for do in ("join", "part", "tell", "treat") for one in ("document", "draft")),
    *(("/en/documents/{members}/versions", {"do": do, "entry": "@"}, "entry") for do in ("confirm", "forget")),
    ("/en/documents/{members}/versions", {"do": "forget-treatment", "entry": "@"}, "treatment"),
    *(("/en/review/reports/{members}", {"do": do, "part": "@", "title": "x", "reason": "x", "at": "p-1"}, "part")
      for do in ("approve", "join", "cut", "rename", "reject", "reopen")),
    *((f"/en/documents/@/{page}", None, "with pages") for page in ("summary", "summary/en/edit")),
    ("/en/documents/@/summary", {"do": "publish", "tongue": "en", "revision": "1"}, "with pages"),
    ("/en/documents/@/access", {"do": "lift", "number": "0", "revision": "1"}, "document"),
    ("/en/documents/{members}/beside/@", None, "document"),
    *((f"/en/codebooks/@{page}", None, "codebook") for page in (
        "", "/1", "/1.csv", "/1.ttl", "/1/codes/lobbying", "/compare?old=1&new=1", "/1/new", "/1/map", "/1/import",
    )),
    *(("/en/codebooks/@/1", {"do": do, "revision": "1", "accept": "yes", "title_en": "Ours"}, "codebook")
      for do in ("publish", "discard", "retire", "begin", "describe", "vocabularies")),
    ("/en/codebooks/@/1/new", {"key": "ours", "label_en": "Ours"}, "codebook"),
    ("/en/codebooks/@/1/import",
     {"content": "a2V5LGxhYmVsX2VuCm91cnMsT3Vycwo=", "do": "apply", "revision": "1"}, "codebook"),
    ("/en/codebooks/new", {"copy_of": "@:1", "access": "members", "title_en": "Ours"}, "codebook"),
    ("/api/v1/codebooks/@", None, "codebook"),
    ("/api/v1/codebooks/@/versions/1", None, "codebook"),
    ("/api/v1/codebooks/@/versions/1/carried?to=1", None, "codebook"),
    ("/api/v1/codebooks/@/versions", {}, "codebook"),
    ("/api/v1/codebooks/@/versions/1/publish", {}, "codebook"),
    ("/api/v1/uploads/@", None, "upload"),
    ("/api/v1/uploads/@/stop", {}, "upload"),
    ("/api/v1/search?q=eviction&within=@", None, "document"),
)  # fmt: skip


@pytest.mark.parametrize("person", ATTACKERS, ids=lambda person: person.name)
@pytest.mark.parametrize(
    ("where", "form", "thing"), ACTS, ids=[f"{one}:{form and form.get('do', '')}" for one, form, _ in ACTS]
)
def test_what_is_anothers_is_as_if_it_had_never_been(
    others: Others, person: Person, where: str, form: dict[str, str] | None, thing: str
) -> None:
    before = held(others.site, trail=False)
    where = re.sub(r"{(\w+)}", lambda found: others.site.ids[found[1]], where)
    told = [
        _told(others.site, person, where, form, wanted) for wanted in (others.ids[thing], _never(others.ids[thing]))
    ]
    assert told[0] == told[1]
    assert CONFIDENTIAL not in told[0][2]
    assert SECRET not in told[0][2]
    assert held(others.site, trail=False) == before


@pytest.mark.parametrize("person", ATTACKERS, ids=lambda person: person.name)
@pytest.mark.parametrize("thing", ["draft", "document", "with pages"])
def test_no_address_of_a_document_says_that_it_is_there(others: Others, person: Person, thing: str) -> None:
    before, wrong = held(others.site, trail=False), []
    for method, endpoint in RULES:
        for rule in others.site.app.url_map.iter_rules(endpoint):
            if method not in (rule.methods or ()) or not rule.arguments & {"document_id", "other_id"}:
                continue
            form = None if method == "GET" else {str(key): str(to) for key, to in RULES[method, endpoint].form.items()}
            where, wanted = _at(rule.rule, others.site.ids["en"], others.ids["case"]), others.ids[thing]
            real, never = (_told(others.site, person, where, form, one, method) for one in (wanted, _never(wanted)))
            if real != never or (real[0] < 400 and "login" not in real[1]):
                wrong.append((method, where, real[:2], never[:2]))
    assert not wrong
    assert held(others.site, trail=False) == before


def test_those_whose_they_are_find_them(others: Others) -> None:
    """What was refused to others was there to be had."""
    for where in (
        "/en/uploads/@upload",
        "/en/review/@draft",
        "/en/documents/@document/changes",
        "/en/codebooks/@codebook/1",
        "/api/v1/uploads/@upload",
    ):
        path, thing = where.split("@")[0], where.split("@")[1].split("/")[0]
        assert (
            _ask(others.site, OWNER, where.replace(f"@{thing}", others.ids[thing]), None, "GET").status_code == 200
        ), path
    for where in (f"/en/groups/{SLUG}", f"/en/people/{others.ids['account']}"):
        assert _ask(others.site, ROOT, where, None, "GET").status_code == 200
    form = {"change": others.ids["revert"]}
    where = f"/en/documents/{others.ids['document']}/changes"
    assert _ask(others.site, OWNER, where, form, "POST").status_code == 303
    for where, name, thing in (
        ("/en/account/searches/forget", "id", "search"),
        ("/en/account/tokens/revoke", "token", "token"),
    ):
        assert _ask(others.site, OWNER, where, {name: others.ids[thing]}, "POST").status_code == 303
    assert (
        _ask(others.site, ROOT, "/en/invitations/revoke", {"invitation": others.ids["invitation"]}, "POST").status_code
        == 303
    )


def _told(
    site: Site, person: Person, where: str, form: dict[str, str] | None, wanted: str, method: str = ""
) -> tuple[int, str, str]:
    """Status, where it leads and what it says, with neither the id nor what each answer has of its own."""
    sent = None if form is None else {name: value.replace("@", wanted) for name, value in form.items()}
    answer = _ask(site, person, where.replace("@", wanted), sent, method or ("GET" if form is None else "POST"))
    text = re.sub(r'name="csrf_token" value="[^"]+"', "", answer.get_data(as_text=True))
    text = re.sub(r'"request_id":"\w+"', "", text)
    leads = answer.headers.get("Location", "")
    return answer.status_code, leads.replace(wanted, "@"), text.replace(wanted, "@")


def _ask(site: Site, person: Person, where: str, form: dict[str, str] | None, method: str) -> TestResponse:
    credentials = site.credentials[person.name]
    if where.startswith("/api/"):
        headers = {"Accept-Language": "en", **({} if method == "GET" else {"If-Match": '"1"'})}
        if credentials.token:
            headers["Authorization"] = f"Bearer {credentials.token}"
        more: dict[str, Any] = {} if form is None else {"json": form}
        return site.app.test_client().open(where, method=method, headers=headers, environ_overrides=neighbour(), **more)
    data = None if form is None else {"csrf_token": credentials.form, **form}
    return site.browser(person).open(where, method=method, data=data, environ_overrides=neighbour())


def _never(real: str) -> str:
    """An id of the same form that nothing has."""
    if "-" in real:
        return "pepper-lake"
    fresh = new_id()
    return fresh if len(fresh) == len(real) else ("0" * 64)[: len(real)]


def _at(rule: str, other: str, case: str) -> str:
    """An address about the document "@", about one that all may read, and a case for all members."""
    parts = {
        "tongue": "es", "page": "1", "anchor": "p-1", "other_id": other, "case_id": case, "language": "en", **SUBJECT,
    }  # fmt: skip
    return re.sub(
        r"<(?:[^:<>]+:)?(\w+)>", lambda found: "@" if found[1] == "document_id" else str(parts[found[1]]), rule
    )
