"""The rule of each route, written down by hand: a route that is not here, or a rule without a route, fails the test.

A rule says who gets an answer. Who does not is refused: told to sign in, 403, or 404. Who may not read the document
that an address names gets 404, as if it had never been.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from caselaw.domain.people.account import Role
from tests.functional.access.people import PEOPLE_ROLES, Person

EVERY: frozenset[Role] = frozenset(PEOPLE_ROLES)
EDITING: frozenset[Role] = frozenset({"editor", "curator", "administrator"})
CURATING: frozenset[Role] = frozenset({"curator", "administrator"})
MANAGING: frozenset[Role] = frozenset({"administrator"})


@dataclass(frozen=True)
class Rule:
    """Who is answered: everybody (`open`), whoever is signed in, or whoever has one of `roles`; `document` says that
    the address names a document of a level, which one must read besides.

    `values` are the parts of the address, `query` what follows it, `form` what is sent: as little as is refused as
    incomplete only after the right was asked for. `answered_at` are the levels at which there is something to be
    answered. `once` says that an answer uses the thing up. `answers` are further statuses that are an answer here
    (404 for a thing that is not there).
    """

    open: bool = False
    roles: frozenset[Role] | None = None
    document: bool = False
    anywhere: bool = False  # a role in any group will do
    in_group: bool = False  # whoever is in a group, as what does not matter; nobody else, whatever she is elsewhere
    values: Mapping[str, str | int] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, object] = field(default_factory=dict)
    once: bool = False
    answers: frozenset[int] = frozenset()
    answered_at: frozenset[str] = frozenset({"public", "members", "group"})

    def answers_to(self, person: Person, level: str) -> bool:
        """This person, asking of a thing of this level, is answered."""
        if (self.document and not person.reads(level)) or (self.in_group and person.roles_in_group is None):
            return False
        if self.roles is None:
            return self.open or not person.public
        return person.has(self.roles, level) or (self.anywhere and bool(self.roles & (person.roles_in_group or set())))


OPEN = Rule(open=True)
SIGNED_IN = Rule()
READS = Rule(open=True, document=True)
EDITS = Rule(roles=EDITING, document=True)
EDITS_SOMEWHERE = Rule(roles=EDITING, anywhere=True)
GLOSSARY_EDITORS = Rule(roles=EDITING)
SUBJECT = {"vocabulary": "right", "term_id": "housing"}
CONCEPT = "forced-eviction"
TERM = {"language": "en", "text": "putting out"}

PAGES: Mapping[tuple[str, str], Rule] = {
    ("GET", "static"): Rule(open=True, values={"filename": "reading.css"}),
    ("GET", "choose"): OPEN,
    ("GET", "robots"): OPEN,
    ("GET", "live"): OPEN,
    ("GET", "ready"): Rule(open=True, answers=frozenset({503})),  # no worker runs beside a test
    ("GET", "pages.home"): OPEN,
    ("GET", "pages.about"): OPEN,
    ("GET", "pages.help"): OPEN,
    ("GET", "pages.search"): Rule(open=True, query={"q": "eviction"}),
    ("GET", "pages.world"): OPEN,
    ("POST", "pages.search_text"): Rule(open=True, form={"like": "eviction of families"}),
    ("GET", "pages.feed"): OPEN,
    ("GET", "pages.text"): OPEN,
    ("GET", "pages.suggest"): Rule(open=True, query={"q": "evi"}),
    ("GET", "pages.check"): OPEN,
    ("POST", "pages.check_brief"): Rule(open=True, form={"text": "[2009] EX 1"}),
    ("GET", "pages.login"): OPEN,
    ("POST", "pages.try_login"): Rule(open=True, answers=frozenset({422, 429})),
    ("POST", "pages.logout"): Rule(open=True, once=True),
    ("GET", "pages.documents"): OPEN,
    ("GET", "pages.access"): EDITS,
    ("POST", "pages.change_access"): replace(EDITS, form={"do": "lift", "revision": "-1", "number": "0"}),
    ("GET", "pages.document"): READS,
    ("GET", "pages.file"): READS,
    ("GET", "pages.scan"): Rule(open=True, document=True, values={"document_id": "with pages"}),
    ("GET", "pages.page_image"): Rule(open=True, document=True, values={"document_id": "with pages", "page": 1}),
    ("GET", "pages.beside"): Rule(
        open=True, document=True, values={"other_id": "es"}, answered_at=frozenset({"public"})
    ),
    ("POST", "pages.choose_listing"): replace(EDITS, form={"listed": "no"}),
    ("GET", "pages.reading_list"): OPEN,
    ("GET", "pages.names"): EDITS,
    ("GET", "pages.holds"): Rule(roles=EDITING, anywhere=True),
    ("POST", "pages.mark_names"): Rule(roles=EDITING, document=True, form={"do": "withhold"}, answers=frozenset({422})),
    ("GET", "pages.similar"): READS,
    ("GET", "pages.cite"): READS,
    ("GET", "pages.cite_ris"): READS,
    ("GET", "pages.cite_bib"): READS,
    ("GET", "pages.quotation"): READS,
    ("GET", "pages.export"): Rule(open=True, query={"q": "eviction"}),
    ("GET", "pages.glossary"): OPEN,
    ("GET", "pages.concept"): Rule(open=True, values={"concept_id": CONCEPT}),
    ("POST", "pages.change_concept"): Rule(roles=EDITING, values={"concept_id": CONCEPT}, form={"do": "add", **TERM}),
    ("GET", "pages.subjects"): OPEN,
    ("GET", "pages.vocabulary"): Rule(open=True, values={"vocabulary": "right"}),
    ("GET", "pages.subject"): Rule(open=True, values=SUBJECT),
    ("POST", "pages.change_subject"): Rule(
        roles=EDITING, values=SUBJECT, form={"do": "none"}, answers=frozenset({422})
    ),
    ("GET", "pages.new_subject"): Rule(roles=EDITING, values={"vocabulary": "right"}),
    ("POST", "pages.add_subject"): Rule(roles=EDITING, values={"vocabulary": "right"}, answers=frozenset({422})),
    ("GET", "pages.new_concept"): GLOSSARY_EDITORS,
    ("POST", "pages.add_concept"): GLOSSARY_EDITORS,
    ("GET", "pages.proposals"): GLOSSARY_EDITORS,
    ("POST", "pages.decide_proposal"): GLOSSARY_EDITORS,
    ("GET", "pages.work"): SIGNED_IN,
    ("GET", "pages.upload"): EDITS_SOMEWHERE,
    ("POST", "pages.send_upload"): EDITS_SOMEWHERE,
    ("GET", "pages.uploads"): SIGNED_IN,
    ("GET", "pages.uploaded"): Rule(open=True, values={"upload_id": "none"}, answers=frozenset({404})),
    ("POST", "pages.stop_upload"): Rule(open=True, values={"upload_id": "none"}, answers=frozenset({404})),
    ("GET", "pages.review"): EDITS_SOMEWHERE,
    ("POST", "pages.publish"): EDITS_SOMEWHERE,
    ("GET", "pages.draft"): Rule(open=True, answers=frozenset({404})),  # what is published is no draft
    ("POST", "pages.decide_draft"): Rule(roles=EDITING, document=True, form={"do": "publish"}),
    ("GET", "pages.reports"): EDITS_SOMEWHERE,
    ("GET", "pages.report_cases"): EDITS,
    ("POST", "pages.decide_cases"): Rule(roles=EDITING, document=True, form={"do": "look"}),
    ("GET", "pages.audit"): Rule(roles=MANAGING),
    ("GET", "pages.saved_searches"): SIGNED_IN,
    ("POST", "pages.save_search"): Rule(form={"name": "A name", "search": "q=eviction"}),
    ("POST", "pages.forget_search"): Rule(form={"id": "none"}, answers=frozenset({404})),
    ("GET", "pages.account"): SIGNED_IN,
    ("POST", "pages.change_password"): SIGNED_IN,
    ("POST", "pages.end_sessions"): Rule(open=True, once=True),
    ("POST", "pages.make_token"): SIGNED_IN,
    ("POST", "pages.revoke_token"): Rule(answers=frozenset({404})),
}

API: Mapping[tuple[str, str], Rule] = {
    ("GET", "api-access.get_access"): EDITS,
    ("PUT", "api-access.restrict_document"): replace(EDITS, form={"restrictions": []}),
    ("GET", "api-subjects.list_subjects"): OPEN,
    ("GET", "api-subjects.get_subject"): Rule(open=True, values=SUBJECT),
    ("GET", "api-docs.docs"): OPEN,
    ("GET", "api-docs.openapi"): OPEN,
    ("GET", "api-docs.static"): Rule(open=True, values={"filename": "docs.css"}),
    ("GET", "api-search.search"): Rule(open=True, query={"q": "eviction"}),
    ("GET", "api-suggest.suggest"): Rule(open=True, query={"q": "evi"}),
    ("GET", "api-citations.get_citations"): Rule(open=True, query={"text": "[2009] EX 1"}),
    ("POST", "api-brief.check_citations"): Rule(open=True, form={"text": "[2009] EX 1"}),
    ("GET", "api-documents.list_documents"): OPEN,
    ("GET", "api-documents.get_document"): READS,
    ("GET", "api-documents.get_paragraphs"): READS,
    ("GET", "api-relations.get_alignment"): Rule(
        open=True, document=True, values={"other_id": "es"}, answered_at=frozenset({"public"})
    ),
    ("GET", "api-relations.get_family"): READS,
    ("GET", "api-summaries.get_summary"): READS,
    ("GET", "api-exports.get_citation"): READS,
    ("GET", "api-exports.export_search"): Rule(open=True, query={"q": "eviction", "format": "csv"}),
    ("POST", "api-uploads.send_documents"): EDITS_SOMEWHERE,
    ("GET", "api-uploads.get_upload"): Rule(open=True, values={"upload_id": "none"}, answers=frozenset({404})),
    ("POST", "api-uploads.stop_upload"): Rule(open=True, values={"upload_id": "none"}, answers=frozenset({404, 428})),
    ("GET", "api-similar.get_similar"): READS,
    ("GET", "api-similar.get_similar_paragraphs"): Rule(open=True, document=True, values={"anchor": "p-1"}),
    ("GET", "api-glossary.list_concepts"): OPEN,
    ("GET", "api-glossary.get_concept"): Rule(open=True, values={"concept_id": CONCEPT}),
    ("POST", "api-glossary.add_concept"): Rule(
        roles=EDITING, form={"terms": [TERM, {"language": "es", "text": "poner en la calle"}]}
    ),
    ("POST", "api-glossary.add_term"): Rule(roles=EDITING, values={"concept_id": CONCEPT}, form=TERM),
    ("POST", "api-glossary.retire_term"): Rule(roles=EDITING, values={"concept_id": CONCEPT}, form=TERM),
    ("POST", "api-glossary.relate_concept"): Rule(
        roles=EDITING, values={"concept_id": CONCEPT}, form={"other": "deportation", "relation": "near"}
    ),
}
