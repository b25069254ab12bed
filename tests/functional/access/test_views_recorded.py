"""Whoever looks at what not everybody may read is on record, on whichever page or by whichever program she looks."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from caselaw.store.tables import audit_events
from tests.functional.access.asking import ASKED, RULES, ask
from tests.functional.access.people import PEOPLE, Site

READER = next(person for person in PEOPLE if person.name == "editor-in-mining")
NOT_TEXT = {
    "pages.draft",  # what is published is no draft
    "pages.page_image",  # its page is on record, not each picture of it
    "api-relations.get_family",  # names and relations of others, nothing of the text
    "api-similar.get_similar", "api-similar.get_similar_paragraphs",  # passages of what is like it, as a search does
    "pages.cite_ris", "pages.cite_bib",  # on record as exports
    "api-exports.get_citation",  # without paragraphs, how it is cited
}  # fmt: skip
SHOWN = [one for one in ASKED if RULES["GET", one].document and one not in NOT_TEXT]


@pytest.mark.parametrize("endpoint", SHOWN)
def test_who_looks_is_on_record(read_only: Site, endpoint: str) -> None:
    rule = RULES["GET", endpoint]
    document = str(rule.values.get("document_id", "with file"))
    if "other_id" in rule.values:
        document = "group"
    before = _looks(read_only, document)
    answer = ask(read_only, "GET", endpoint, READER, document)
    assert answer.status_code == 200, answer.status
    assert _looks(read_only, document) == before + 1


def test_what_everybody_reads_is_not_written_down(read_only: Site) -> None:
    before = _looks(read_only, "en")
    for endpoint in ("pages.document", "pages.cite", "api-documents.get_paragraphs"):
        assert ask(read_only, "GET", endpoint, READER, "en").status_code == 200
    assert _looks(read_only, "en") == before


def _looks(site: Site, document: str) -> int:
    asked = select(func.count()).where(
        audit_events.c.subject == site.ids[document], audit_events.c.action.in_(("view document", "serve file"))
    )
    with site.services.store.reading() as connection:
        return connection.execute(asked).scalar_one()
