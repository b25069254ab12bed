"""The glossary in the site: leafed through by everybody, changed by editors, never over one another."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from caselaw.access.viewer import OPERATOR
from caselaw.domain.glossary.concepts import glossary, learn, listed
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.account import Role
from caselaw.domain.searching.questions import SearchQuery
from caselaw.wiring import Services
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, Page, csrf, sign_in
from web.app import create_app

EVICTION = "forced-eviction"
NEW = {
    "language": ["en", "es", "fr"],
    "text": ["rain tax", "impuesto a la lluvia", ""],
    "source": ["ICESCR 11", "", ""],
}


@pytest.fixture
def site(services: Services) -> Iterator[Flask]:
    """A site of its own: these tests change it."""
    services.intake.store(a_record("es"), viewer=OPERATOR)
    while not services.indexing.apply_pending().idle:
        pass
    yield create_app(services.settings, services)
    learn("", {})


def signed_in(site: Flask, name: str, role: Role) -> FlaskClient:
    services: Services = site.extensions["caselaw"]
    email = f"{name}@example.org"
    services.accounts.add(email, PASSWORD, name=name.title(), roles=(role,), viewer=OPERATOR)
    return sign_in(site.test_client(), email, PASSWORD)


@pytest.fixture
def public(site: Flask) -> FlaskClient:
    return site.test_client()


@pytest.fixture
def eve(site: Flask) -> FlaskClient:
    return signed_in(site, "eve", "editor")


@pytest.fixture
def carl(site: Flask) -> FlaskClient:
    return signed_in(site, "carl", "curator")


@pytest.fixture
def mo(site: Flask) -> FlaskClient:
    return signed_in(site, "mo", "member")


def send(client: FlaskClient, path: str, **form: object) -> TestResponse:
    """A form as a browser sends it, with the token of the session."""
    token = csrf(client.get("/en/search").text)
    return client.post(path, data={"csrf_token": token, **form})


def change(client: FlaskClient, do: str, revision: int, **form: object) -> TestResponse:
    return send(client, f"/en/glossary/{EVICTION}", do=do, revision=revision, **form)


def words(answer: TestResponse) -> str:
    return " ".join(Page(answer.text).text.split())


def test_everybody_leafs_through_it(public: FlaskClient) -> None:
    for language in LANGUAGES:
        whole = public.get(f"/{language}/glossary")
        assert whole.status_code == 200
        first = list(listed().values())[:9]
        assert all(concept.called(language)[:8] in whole.text.replace("&#39;", "'") for concept in first)
        shown = words(public.get(f"/{language}/glossary/{EVICTION}"))
        for code in LANGUAGES:
            assert listed()[EVICTION].terms[code][0] in shown.replace("\u00a0", " ")


def test_it_is_searched_by_word_letter_and_subject(public: FlaskClient) -> None:
    for arguments, there, not_there in (
        ({"q": "desaloj"}, "forced eviction", "minimum wage"),
        ({"q": "الإخلاء القسري"}, "forced eviction", "minimum wage"),
        ({"letter": "m"}, "minimum wage", "forced eviction"),
        ({"subject": "work_social"}, "minimum wage", "forced eviction"),
        ({"q": "xyzzy"}, "No concept has this word", "forced eviction"),
        ({"q": "\x00<script>"}, "No concept has this word", "<script>"),
    ):
        found = public.get("/en/glossary", query_string=arguments).text.split("<main")[1]
        assert there in found
        assert not_there not in found.split("</nav>")[-1]


def test_a_concept_says_where_its_terms_are_from_and_what_is_near(public: FlaskClient) -> None:
    page = public.get("/en/glossary/hunger")
    assert "from an official text: International Covenant on Economic, Social and Cultural Rights, article 11" in words(
        page
    )
    near = public.get("/en/glossary/demolition-of-homes").text
    assert f'href="/en/glossary/{EVICTION}"' in near
    assert "proposed" in near
    assert public.get("/en/glossary/no-such-concept").status_code == 404


def test_it_counts_what_the_reader_may_read(public: FlaskClient, services: Services) -> None:
    path = f"/en/glossary/{EVICTION}"
    assert "1 document that you may read says it" in words(public.get(path))
    services.intake.store(a_record("fr", access="members"), viewer=OPERATOR)  # type: ignore[arg-type]
    while not services.indexing.apply_pending().idle:
        pass
    assert "1 document that you may read says it" in words(public.get(path))


@pytest.mark.parametrize("who", ["public", "mo"])
def test_readers_are_offered_no_form_and_may_send_none(request: pytest.FixtureRequest, who: str) -> None:
    client: FlaskClient = request.getfixturevalue(who)
    assert 'name="revision"' not in client.get(f"/en/glossary/{EVICTION}").text
    token = csrf(client.get("/en/login").text) if who == "public" else csrf(client.get("/en/search").text)
    for path, form in (
        (f"/en/glossary/{EVICTION}", {"do": "add", "revision": "0", "language": "en", "text": "ouster"}),
        ("/en/glossary/new", NEW),
        ("/en/glossary/proposals", {"do": "dismiss", "word": "a"}),
    ):
        assert client.post(path, data={"csrf_token": token, **form}).status_code == 403
    for path in ("/en/glossary/new", "/en/glossary/proposals"):
        assert client.get(path).status_code == 403
    assert glossary()[EVICTION] == listed()[EVICTION]


def test_a_form_without_its_token_changes_nothing(eve: FlaskClient) -> None:
    answer = eve.post(
        f"/en/glossary/{EVICTION}", data={"do": "add", "revision": "0", "language": "en", "text": "ouster"}
    )
    assert answer.status_code == 400
    assert "ouster" not in eve.get(f"/en/glossary/{EVICTION}").text


def test_an_editor_adds_a_term_and_the_next_search_finds_by_it(eve: FlaskClient, public: FlaskClient) -> None:
    question = "/en/search?q=turned+out+of+doors"
    assert "desalojo" not in public.get(question).text
    assert change(eve, "add", 0, language="en", text="turned out of doors").status_code == 303
    assert "desalojo forzoso" in public.get(question).text
    assert "added here" in words(public.get(f"/en/glossary/{EVICTION}"))
    assert change(eve, "retire", 1, language="en", text="turned out of doors").status_code == 303
    assert "desalojo" not in public.get(question).text
    assert "turned out of doors" not in public.get(f"/en/glossary/{EVICTION}").text
    assert "Use again" in eve.get(f"/en/glossary/{EVICTION}").text


def test_another_process_searches_by_the_new_term_at_once(eve: FlaskClient, services: Services) -> None:
    import subprocess
    import sys

    change(eve, "add", 0, language="en", text="turned out of doors")
    asked = (
        "import os\nfrom caselaw.settings import Settings\nfrom caselaw.wiring import build\n"
        "from caselaw.domain.searching.questions import SearchQuery\nfrom caselaw.access.viewer import ANYONE\n"
        "services = build(Settings.from_env(os.environ))\n"
        "answer = services.search.search(SearchQuery('turned out of doors'), viewer=ANYONE)\n"
        "print(sorted({each.term for each in answer.expansions if each.language == 'es'}), answer.total['other'])\n"
    )
    settings = services.settings
    environment = {
        "CASELAW_DATABASE_URL": settings.database_url,
        "CASELAW_SEARCH_URL": settings.search_url,
        "CASELAW_FILES": str(settings.files),
    }
    done = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert "desalojo forzoso" in done.stdout
    assert done.stdout.strip().endswith(" 1")


def test_two_editors_never_overwrite_each_other(eve: FlaskClient, carl: FlaskClient) -> None:
    assert change(eve, "add", 0, language="en", text="ouster").status_code == 303
    late = change(carl, "add", 0, language="es", text="lanzamiento judicial", source="Ley 1 de 2001")
    assert late.status_code == 409
    assert "Somebody changed this concept meanwhile" in late.text
    assert "ouster" in late.text, "what stands now"
    for kept in ("lanzamiento judicial", "Ley 1 de 2001", 'name="revision" value="1"'):
        assert kept in late.text, "what was wanted, to be sent again"
    assert "lanzamiento judicial" not in carl.get(f"/en/glossary/{EVICTION}").text
    assert change(carl, "add", 1, language="es", text="lanzamiento judicial").status_code == 303
    stale = change(eve, "retire", 1, language="en", text="eviction")
    assert stale.status_code == 409
    assert "take out of use eviction" in words(stale)
    assert change(eve, "relate", 1, other="deportation", relation="near").status_code == 409


def test_a_review_names_the_person_to_editors_and_the_day_to_all(
    carl: FlaskClient, eve: FlaskClient, public: FlaskClient
) -> None:
    assert change(carl, "review", 0, language="fr", text="expulsion forcée").status_code == 303
    told, seen = words(eve.get(f"/en/glossary/{EVICTION}")), words(public.get(f"/en/glossary/{EVICTION}"))
    assert "expulsion forcée reviewed" in told
    assert "Carl" in told
    assert "expulsion forcée reviewed" in seen
    assert "Carl" not in seen


def test_a_relation_is_linked_both_ways_and_can_be_taken_away(eve: FlaskClient, public: FlaskClient) -> None:
    assert change(eve, "relate", 0, other="deportation", relation="counterpart").status_code == 303
    for one, other in ((EVICTION, "deportation"), ("deportation", EVICTION)):
        assert f'href="/en/glossary/{other}"' in public.get(f"/en/glossary/{one}").text
    assert change(eve, "relate", 1, other="deportation", relation="none").status_code == 303
    assert 'href="/en/glossary/deportation"' not in public.get(f"/en/glossary/{EVICTION}").text


FAULTS: tuple[dict[str, str], ...] = (
    {"do": "add", "language": "en", "text": "of the"},
    {"do": "add", "language": "xx", "text": "ouster"},
    {"do": "add", "language": "en", "text": "minimum wage"},
    {"do": "relate", "other": "no-such-concept", "relation": "near"},
    {"do": "relate", "other": "deportation", "relation": "worse"},
    {"do": "retire", "language": "en", "text": "ouster"},
    {"do": "burn"},
)


def test_what_cannot_be_is_said_beside_the_form_in_every_language(eve: FlaskClient) -> None:
    for form in FAULTS:
        said = set()
        for language in LANGUAGES:
            answer = send(eve, f"/{language}/glossary/{EVICTION}", revision=0, **form)
            assert answer.status_code == 422
            said.add(answer.text.split('role="alert"')[1].split("</b>")[0])
        assert len(said) == len(LANGUAGES), form
        assert not any("glossary.term" in sentence or "error." in sentence for sentence in said)


def test_a_form_of_no_known_revision_is_late(eve: FlaskClient) -> None:
    for revision in ("", "x", "-1", "99999999999999999999", "٣"):
        answer = send(eve, f"/en/glossary/{EVICTION}", do="add", revision=revision, language="en", text="ouster")
        assert answer.status_code == 409


def test_an_editor_adds_a_concept(eve: FlaskClient, public: FlaskClient) -> None:
    assert "Add a concept" in eve.get("/en/glossary").text
    few = send(eve, "/en/glossary/new", language=["en"], text=["rain tax"], source=[""], sense="a charge")
    assert few.status_code == 422
    assert 'value="rain tax"' in few.text
    assert 'value="a charge"' in few.text
    made = send(eve, "/en/glossary/new", **NEW, subject="housing_land")
    assert made.status_code == 303
    assert made.location.endswith("/en/glossary/rain-tax")
    assert "impuesto a la lluvia" in public.get("/es/glossary?q=lluvia").text
    assert "impuesto a la lluvia" in public.get("/en/search?q=rain+taxes").text


def test_hostile_terms_stay_text(eve: FlaskClient, public: FlaskClient) -> None:
    hostile = "<script>alert</script>"
    change(eve, "add", 0, language="en", text=hostile, source='"><b>')
    page = public.get(f"/en/glossary/{EVICTION}").text
    assert hostile not in page
    assert "&lt;script&gt;" in page
    refused = change(eve, "add", 1, language="en", text="<script>alert(1)</script>")
    assert refused.status_code == 422
    assert "<script>alert(1)" not in refused.text
    assert "&lt;script&gt;alert(1)" in refused.text


def test_the_service_and_the_page_ask_for_the_same(services: Services, public: FlaskClient) -> None:
    """The link of a concept leads to a search that its terms widen."""
    page = public.get(f"/es/glossary/{EVICTION}").text
    assert "/es/search?q=desalojo+forzoso" in page
    answer = services.search.search(SearchQuery("desalojo forzoso", reader="es"), viewer=OPERATOR)
    assert EVICTION in {each.concept for each in answer.expansions}


def test_what_was_added_to_a_search_leads_to_its_concept(public: FlaskClient) -> None:
    for language in LANGUAGES:
        page = public.get(f"/{language}/search?q=%22water%22+eviction").text
        assert f'href="/{language}/glossary/{EVICTION}"' in page
    assert f"glossary/{EVICTION}" not in public.get("/en/search?q=eviction&without=glossary").text
