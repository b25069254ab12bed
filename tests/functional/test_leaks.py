"""What is restricted in a document is found by nobody else, by no way: a word that stands only in a restricted passage,
words of a passage, and a word that stands only in a restricted fact.

Alice edits, and is in the group `mining`, which alone may read a paragraph and the judges; Dora edits and is in no
group, Bob is a member, Charlie the public.
"""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner
from elasticsearch import Elasticsearch
from flask.testing import FlaskClient

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer, viewer_of
from caselaw.cli import main
from caselaw.domain.audience import PUBLIC
from caselaw.domain.citing.citation import Citation, Reading
from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts, Party, SourceFile
from caselaw.domain.errors import CaselawError
from caselaw.domain.identifiers import DocumentId, Identifier
from caselaw.domain.intake.record import Record
from caselaw.domain.order import Order
from caselaw.domain.people.belonging import Group
from caselaw.domain.searching.questions import MODES, SearchQuery
from caselaw.domain.veil.access import Wanted
from caselaw.search.project import rows
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from tests.contract.conftest import elasticsearch_url
from tests.factories import a_record
from tests.functional.web.stock import PASSWORD, sign_in
from web.app import create_app

WHOLE = "The vermilion witness said [2001] ZACC 8 that guards broke the heliotrope door at night."
PART = "The Commission heard orpiment Jacaranda about the prison and believed her evidence."
OPEN = "Everybody may read that the prison was inspected by the Commission in the spring of that year."
JUDGE = "Zworykin"
ORIGINAL = f"{OPEN}\n{WHOLE}\n{PART}".encode()
FOR_GROUP = ("vermilion", "heliotrope", JUDGE)
FOR_MEMBERS = ("orpiment", "Jacaranda")
HIDDEN = (*FOR_GROUP, *FOR_MEMBERS)
NEVER = "xyloglyph"
NOBODY = "Xenophilius"


@dataclass(frozen=True)
class Site:
    services: Services
    document: DocumentId
    cited: DocumentId
    version: DocumentId
    people: Mapping[str, Viewer]
    tokens: Mapping[str, str]

    clients: dict[str, FlaskClient]

    def client(self, who: str) -> FlaskClient:
        """The browser of one of them: signed in once, and a token in every request."""
        if who not in self.clients:
            app = self.clients["charlie"].application
            self.clients[who] = app.test_client()
            self.clients[who].environ_base["HTTP_AUTHORIZATION"] = f"Bearer {self.tokens[who]}"
            sign_in(self.clients[who], f"{who}@example.org", PASSWORD)
        return self.clients[who]


def _record() -> Record:
    start = WHOLE.index("[2001]")
    return a_record(
        key="leaks:prison",
        work_key="leaks:prison",
        texts=(OPEN, WHOLE, PART),
        facts=Facts(
            kind="judgment",
            title="Prisoners v Governor",
            court="za-cc",
            country="ZAF",
            judges=(f"Justice {JUDGE}",),
            parties=(Party("Prisoners", "applicant"),),
            identifiers=(Identifier("neutral", "[2010] ZACC 77"),),
            orders=(Order("guards broke the heliotrope door at night", paragraph="p-2"), Order("It shall inspect it.")),
        ),
        claims=(Claim("judge", f"Justice {JUDGE}", "parser:people", "p-1"), Claim("kind", "judgment", "parser", "p-2")),
        citations=(Citation("[2001] ZACC 8", start, start + 13, (Reading("neutral", "[2001] ZACC 8"),), "p-2"),),
        source=SourceFile(sha256(ORIGINAL).hexdigest(), "vermilion.txt", "txt", len(ORIGINAL)),
    )


ENGINES = ("memory", "tantivy", pytest.param("elasticsearch-8", marks=pytest.mark.elasticsearch))


@pytest.fixture(scope="module", params=ENGINES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("leaks")
    shutil.copy(migrated, folder / "caselaw.db")
    places = {"memory": "memory:", "tantivy": f"tantivy:{folder}/index"}
    place = places.get(request.param) or elasticsearch_url(request.param.removeprefix("elasticsearch-"))
    prefix = f"test-leaks-{secrets.token_hex(4)}"
    services = build(
        Settings.from_env(
            {
                "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
                "CASELAW_SEARCH_URL": place,
                "CASELAW_FILES": f"{folder}/files",
                "CASELAW_SEARCH_INDEX": prefix,
            }
        )
    )
    services.groups.add(Group("mining", {"en": "Mining"}), viewer=OPERATOR)
    services.accounts.add(
        "alice@example.org", PASSWORD, groups=("mining",), roles=frozenset({"editor"}), viewer=OPERATOR
    )
    services.accounts.add("bob@example.org", PASSWORD, viewer=OPERATOR)
    services.accounts.add("dora@example.org", PASSWORD, roles=frozenset({"editor"}), viewer=OPERATOR)
    people = {"charlie": ANYONE} | {
        who: viewer_of(account)
        for who in ("alice", "bob", "dora")
        if (account := services.accounts.by_email(f"{who}@example.org", viewer=OPERATOR))
    }
    older = a_record(
        key="leaks:older",
        facts=Facts(court="za-cc", title="Older case", identifiers=(Identifier("neutral", "[2001] ZACC 8"),)),
    )
    cited = services.intake.store(older, viewer=OPERATOR).id
    document = services.intake.store(_record(), viewer=OPERATOR, original=ORIGINAL).id
    french = a_record(
        "fr",
        key="leaks:fr",
        work_key="leaks:prison",
        texts=("La prison fut inspectée au printemps par la Commission.",),
    )
    version = services.intake.store(french, viewer=OPERATOR).id
    services.indexing.rebuild(viewer=OPERATOR)
    for wanted in (
        Wanted("group:mining", anchor="p-2"),
        Wanted("members", anchor="p-3", words="orpiment Jacaranda"),
        Wanted("group:mining", field="judges"),
    ):
        services.restricting.restrict(document, wanted, viewer=people["alice"])
    while not services.indexing.apply_pending().idle:
        pass
    tokens = {
        who: services.tokens.make(f"{who}@example.org", "test", viewer=OPERATOR) for who in ("alice", "bob", "dora")
    }
    clients = {"charlie": create_app(services.settings, services).test_client()}
    yield Site(services, document, cited, version, people, tokens, clients)
    services.close()
    if place.startswith("http"):
        with Elasticsearch(place) as client:
            for left in client.indices.get(index=f"{prefix}*", expand_wildcards="all"):
                client.indices.delete(index=left)


def _hidden(who: str) -> tuple[str, ...]:
    return {"charlie": HIDDEN, "bob": FOR_GROUP, "dora": FOR_GROUP, "alice": ()}[who]


PAIRS = [(who, word) for who in ("charlie", "bob") for word in _hidden(who)]
FORMS: Mapping[str, Callable[[str], str]] = {
    "a word": lambda word: word,
    "in a sentence": lambda word: f"what did the {word} say about it",
    "with others": lambda word: f"prison {word}",
    "a choice": lambda word: f"{word} OR {NEVER}",
    "exactly": lambda word: f'"{word}"',
    "a beginning": lambda word: f"{word[:-2]}*",
    "a mask": lambda word: f"{word[:3]}?{word[4:]}",
    "a slip": lambda word: f"{word[:-1]}x~1",
    "a phrase": lambda word: f'"the {word}"',
    "near": lambda word: f"prison NEAR/50 {word}",
    "a judge": lambda word: f"judge:{word}",
    "a title": lambda word: f"title:{word}",
}  # fmt: skip


def _found(site: Site, who: str, query: SearchQuery) -> tuple[set[str], int]:
    answer = site.services.search.search(query, viewer=site.people[who])
    return {one.id for one in (*answer.direct, *answer.documents)}, sum(answer.total.values())


def _told(site: Site, who: str, query: SearchQuery) -> object:
    """All that an answer tells but for the query itself."""
    answer = site.services.search.search(query, viewer=site.people[who])
    found = [(one.id, one.title, one.score, one.why, one.paragraphs) for one in (*answer.direct, *answer.documents)]
    return found, answer.total, answer.facets, answer.more, len(answer.spellings), [part.alone for part in answer.parts]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("who", "word"), PAIRS)
def test_no_query_finds_a_hidden_word(site: Site, who: str, word: str, form: str) -> None:
    for mode in MODES:
        query = SearchQuery(FORMS[form](word), mode=mode)
        instead = SearchQuery(FORMS[form](NEVER if word != JUDGE else NOBODY), mode=mode)
        try:
            told = _told(site, who, query)
        except CaselawError as fault:
            with pytest.raises(type(fault)):
                _told(site, who, instead)
            continue
        assert told == _told(site, who, instead), query


@pytest.mark.parametrize("word", HIDDEN)
def test_those_it_is_meant_for_find_it(site: Site, word: str) -> None:
    query = SearchQuery(f"judge:{word}" if word == JUDGE else word)
    assert _found(site, "alice", query) == ({site.document}, 1)
    if word in FOR_MEMBERS:
        assert _found(site, "bob", query) == ({site.document}, 1)
    answer = site.services.search.search(query, viewer=site.people["alice"])
    if word != JUDGE:
        paragraph = answer.documents[0].paragraphs[0]
        assert [paragraph.text[start:end] for start, end in paragraph.highlights] == [word]


def test_what_is_open_is_found_by_all_once(site: Site) -> None:
    for who in site.people:
        assert _found(site, who, SearchQuery("inspected spring"))[1] == 1


PATHS = (
    "/en/documents/{document}", "/ar/documents/{document}", "/en/documents/{document}/similar",
    "/en/documents/{cited}", "/en/documents", "/en/", "/en/search?q=prison", "/en/search?q=prison&view=table",
    "/en/search?q=prison&view=timeline", "/en/search?q=prison&mode=similar", "/fr/search?q=commission",
    "/en/search/export?q=prison&format=csv", "/en/search/export?q=prison&format=ris",
    "/en/search/export?q=prison&format=bib", "/en/search/feed?q=prison",
    "/en/documents/{document}/cite", "/en/documents/{document}/cite.ris", "/en/documents/{document}/cite.bib",
    "/en/documents/{document}/quotation?paragraphs=1-3", "/en/documents/{document}/file",
    "/en/documents/{document}/pages/1.png", "/en/documents/{document}/scan?page=1",
    "/en/documents/{document}/beside/{version}", "/en/documents/{version}/beside/{document}",
    "/en/documents/{version}", "/en/documents/{document}/changes", "/en/documents/{document}/edit",
    "/en/documents/{document}/names", "/en/documents/{document}/access", "/en/documents/{document}/versions",
    "/en/documents/{document}?find=prison", "/api/v1/documents", "/api/v1/documents/{document}",
    "/api/v1/documents/{document}/paragraphs", "/api/v1/citations?document={document}",
    "/api/v1/documents/{document}/family", "/api/v1/documents/{document}/similar", "/api/v1/documents/{cited}",
    "/api/v1/documents/{document}/paragraphs/p-1/similar", "/api/v1/documents/{document}/paragraphs/p-2/similar",
    "/api/v1/citations?document={cited}&direction=cited_by", "/api/v1/search?q=prison",
    "/api/v1/documents/{document}/access",
    "/api/v1/documents/{document}/facts",
    "/api/v1/documents/{document}/changes", "/api/v1/documents/{document}/citation",
    "/api/v1/documents/{document}/alignment/{version}",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("who", ["charlie", "bob", "dora"])
def test_no_page_and_no_answer_shows_a_hidden_word(site: Site, who: str, path: str) -> None:
    answer = site.client(who).get(path.format(document=site.document, cited=site.cited, version=site.version))
    assert answer.status_code < 500
    body = answer.get_data().decode("utf-8", "replace")
    assert not [word for word in _hidden(who) if word.casefold() in body.casefold()]


@pytest.mark.parametrize("path", ["/en/documents/{document}", "/api/v1/documents/{document}/paragraphs"])
def test_a_mark_stands_in_its_place_and_alice_reads_it(site: Site, path: str) -> None:
    path = path.format(document=site.document)
    whole = site.client("alice").get(path).text
    for word in FOR_GROUP[:2] + FOR_MEMBERS:
        assert word in whole
    for who in ("charlie", "bob"):
        shown = site.client(who).get(path).text
        assert "▮" in shown or "withheld" in shown


@pytest.mark.parametrize("who", ["charlie", "bob"])
def test_the_file_is_offered_to_whoever_reads_all(site: Site, who: str) -> None:
    path = f"/en/documents/{site.document}/file"
    with site.client("alice").get(path) as whole:
        assert whole.status_code == 200
    assert site.client(who).get(path).status_code in (403, 404)
    assert "/file" not in site.client(who).get(f"/en/documents/{site.document}").text


@pytest.mark.parametrize(("who", "word"), PAIRS)
def test_nothing_is_completed_or_corrected_to_a_hidden_word(site: Site, who: str, word: str) -> None:
    client = site.client(who)
    for typed in (word[:4], word[:-1], f"judge:{word[:4]}"):
        assert word not in client.get(f"/api/v1/suggest?q={typed}").text
    slip = word[:-2] + word[-1] + word[-2]
    for path in (f"/api/v1/search?q={slip}", f"/en/search?q={slip}", f"/en/search?q=prison+{slip}"):
        body = client.get(path).text
        assert word.casefold() not in body.casefold()


def test_a_hidden_citation_neither_cites_nor_counts(site: Site) -> None:
    for who in ("charlie", "bob"):
        viewer = site.people[who]
        assert site.services.citations.cites(site.document, viewer=viewer) == ()
        assert site.services.citations.cited_by(site.cited, viewer=viewer) == ()
        assert _found(site, who, SearchQuery('cites:"[2001] ZACC 8"')) == (set(), 0)
    (cited,) = site.services.citations.cites(site.document, viewer=site.people["alice"])
    assert cited.citation.text == WHOLE[cited.citation.start : cited.citation.end] == "[2001] ZACC 8"


def test_vectors_are_made_of_what_all_its_readers_read(site: Site) -> None:
    from caselaw.store import documents as stored

    with site.services.store.reading() as connection:
        document = stored.load_many(connection, [site.document], stored.EVERYONE)[site.document]
        texts = stored.load_all_paragraphs(connection, [site.document])[site.document]
    (only,) = rows(document, texts)
    assert only.audience == PUBLIC
    assert not [word for word in HIDDEN if word in repr(only)]


def test_the_command_line_reads_as_the_public(site: Site) -> None:
    settings = site.services.settings
    environ = {
        "CASELAW_DATABASE_URL": settings.database_url, "CASELAW_SEARCH_URL": settings.search_url,
        "CASELAW_FILES": str(settings.files), "CASELAW_SEARCH_INDEX": settings.search_index,
    }  # fmt: skip
    if settings.search_url.startswith("memory"):
        pytest.skip("an index in memory is not shared with a command")
    for word in HIDDEN:
        result = CliRunner().invoke(main, ["search", word, "--json"], env=environ, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        assert site.document not in result.output
    result = CliRunner().invoke(main, ["search", "prison", "--json"], env=environ, catch_exceptions=False)
    assert site.document in result.output
    assert not [word for word in HIDDEN if word in result.output]


def test_the_audit_trail_holds_no_value(site: Site) -> None:
    with site.services.store.reading() as connection:
        lines = connection.exec_driver_sql("SELECT * FROM audit_events").all()
    assert any("restrict" in str(line) for line in lines)
    assert not [word for word in HIDDEN for line in lines if word.casefold() in str(line).casefold()]


@pytest.mark.parametrize(
    ("table", "column"),
    [("paragraphs", "text"), ("documents", "judges"), ("documents", "source_name"), ("orders", "text"),
     ("claims", "value"), ("citations", "text"), ("document_names", "name"), ("name_starts", "start"),
     ("case_names", "name")],
)  # fmt: skip
def test_the_tables_that_all_read_hold_nothing_hidden(site: Site, table: str, column: str) -> None:
    with site.services.store.reading() as connection:
        values = connection.exec_driver_sql(f"SELECT {column} FROM {table}").scalars().all()  # noqa: S608 - names of ours
    assert not [word for word in HIDDEN for one in values if word.casefold() in str(one).casefold()]


def test_a_brief_is_checked_against_what_the_reader_reads(site: Site) -> None:
    client = site.client("charlie")
    for word in HIDDEN:
        body = client.post("/api/v1/citations/check", json={"text": f"See [2010] ZACC 77, para 2: {word}"}).text
        assert not [other for other in HIDDEN if other != word and other in body]


def test_taking_a_restriction_away_gives_all_back(site: Site) -> None:
    alice = site.people["alice"]
    services = site.services
    record = replace(_record(), key="leaks:again", work_key=None)
    document = services.intake.store(record, viewer=OPERATOR, original=ORIGINAL).id
    before = services.documents.get(document, viewer=ANYONE)
    texts = services.documents.paragraphs(document, viewer=ANYONE)
    cites = services.citations.cites(document, viewer=ANYONE)
    for wanted in (
        Wanted("members", anchor="p-2"),
        Wanted("group:mining", field="title"),
        Wanted("members", field="orders"),
    ):
        services.restricting.restrict(document, wanted, viewer=alice)
    shown = services.documents.get(document, viewer=ANYONE)
    assert shown.facts.title == "[▮]"
    assert shown.facts.orders == ()
    assert not shown.is_whole
    assert services.documents.get(document, viewer=alice).facts == before.facts
    for _ in range(3):
        services.restricting.lift(document, 0, viewer=alice)
    after = services.documents.get(document, viewer=ANYONE)
    assert replace(after, revision=before.revision) == before
    assert services.documents.paragraphs(document, viewer=ANYONE) == texts
    assert services.citations.cites(document, viewer=ANYONE) == cites
    services.intake.change_access(document, PUBLIC, viewer=OPERATOR)


def test_marks_have_one_length(site: Site) -> None:
    texts = site.services.documents.paragraphs(site.document, viewer=ANYONE)
    assert [re.sub(r"[^▮\[\]]", "", one.text) for one in texts] == ["", "[▮]", "[▮]"]
