"""The demo collection on a new installation: loaded once, found in four languages, never cited as the decision."""

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR
from caselaw.domain.errors import Forbidden
from caselaw.domain.searching.questions import SearchQuery
from caselaw.services.site.demo import records
from caselaw.wiring import Services


@pytest.fixture
def loaded(services: Services) -> Services:
    services.demo.load(viewer=OPERATOR)
    while services.indexing.apply_pending().applied:
        pass
    return services


def test_loading_twice_adds_nothing_the_second_time(services: Services) -> None:
    told: list[tuple[int, int]] = []
    first = services.demo.load(viewer=OPERATOR, progress=lambda done, total: told.append((done, total)))
    second = services.demo.load(viewer=OPERATOR)
    everything = len(records())
    assert (first.added, first.unchanged) == (everything, 0)
    assert (second.added, second.unchanged) == (0, everything)
    assert told == [(done, everything) for done in range(1, everything + 1)]


def test_nobody_who_may_not_add_documents_can_load_it(services: Services) -> None:
    with pytest.raises(Forbidden):
        services.demo.load(viewer=ANYONE)
    assert services.documents.list(viewer=ANYONE).total == 0


def test_language_versions_are_one_work(loaded: Services) -> None:
    found = loaded.search.search(SearchQuery("Grootboom", reader="en"), viewer=ANYONE)
    document = next(one for one in found.documents if one.title.endswith("Grootboom"))
    work = loaded.documents.get(document.id, viewer=ANYONE).work_id
    versions = loaded.documents.versions(work, viewer=ANYONE)
    assert {version.language for version in versions} == {"en", "es", "ar"}


@pytest.mark.parametrize(
    ("text", "reader", "title"),
    [
        ("expulsion", "fr", "Ogiek"),
        ("desalojo forzoso", "es", "Grootboom"),
        ('"forced disappearance"', "en", "Río Negro"),
        ("الحق في التعليم", "ar", "سيراب"),
    ],
)
def test_the_first_searches_find_the_paragraph_that_answers(
    loaded: Services, text: str, reader: str, title: str
) -> None:
    answer = loaded.search.search(SearchQuery(text, reader=reader, size=20), viewer=ANYONE)
    found = next(one for one in answer.documents if title in one.title and one.language == reader)
    assert any(paragraph.highlights for paragraph in found.paragraphs)


def test_a_summary_yields_no_pinpoint(loaded: Services) -> None:
    answer = loaded.search.search(SearchQuery("water", reader="en", size=20), viewer=ANYONE)
    paragraphs = [paragraph for one in answer.documents for paragraph in one.paragraphs]
    assert paragraphs
    assert {paragraph.pinpoint for paragraph in paragraphs} == {None}
