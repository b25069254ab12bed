"""Citing and quoting: how a document is cited as its body does, and the words of a passage with where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from caselaw.access.viewer import Viewer
from caselaw.cite.own import OwnCitation, own_citations
from caselaw.cite.own.wanting import wanting
from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.pinpoint import passage_of, passage_said
from caselaw.domain.citing.quotation import MOST, Quotation, chosen_paragraphs, quoted
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid
from caselaw.domain.paragraph import Paragraph
from caselaw.services.reading.documents import DocumentService


@dataclass(frozen=True)
class Citing:
    """How a document is cited: `forms` as its body does, the document's language first; none for a summary.
    `passage` is what they point to, `at` how it is said in the reader's language;
    `wanting` are the facts and schemes of numbers that the record lacks for its body's own form."""

    document: Document
    forms: tuple[OwnCitation, ...]
    passage: Pinpoint | None = None
    at: str = ""
    wanting: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quoting:
    """A passage quoted in each form of its citation; `voices` are those that speak in it beside the body itself."""

    citing: Citing
    paragraphs: tuple[Paragraph, ...]
    quotations: tuple[Quotation, ...]
    voices: tuple[str, ...]


class QuotingService:
    """What the reader may read, cited and quoted. `NotFound` as in `DocumentService.get`."""

    def __init__(self, documents: DocumentService) -> None:
        self._documents = documents

    def citing(self, document_id: str, *, viewer: Viewer, reader: str, paragraphs: str = "") -> Citing:
        """How to cite the document, or these paragraphs of it. Raises `Invalid` for a paragraph that is none."""
        document = self._documents.get(document_id, viewer=viewer)
        passage = self._passage(document, paragraphs, viewer) if paragraphs.strip() else ()
        return self._citing(document, passage, viewer, reader)

    def quotation(self, document_id: str, paragraphs: str, *, viewer: Viewer, reader: str) -> Quoting:
        """The words of these paragraphs ("44-46"), cited. Raises `Invalid` for a summary, which is not the decision,
        for a paragraph that is none and for more than MOST."""
        document = self._documents.get(document_id, viewer=viewer)
        if document.is_summary:
            raise Invalid("quotation.summary", {"paragraphs": ["quotation.summary"]})
        passage = self._passage(document, paragraphs, viewer)
        citing = self._citing(document, passage, viewer, reader)
        quotations = tuple(Quotation(one.language, quoted(passage, one.language), one.text) for one in citing.forms)
        voices = dict.fromkeys(one.voice for one in passage if one.voice != "body")
        return Quoting(citing, passage, quotations, tuple(voices))

    def _citing(self, document: Document, passage: tuple[Paragraph, ...], viewer: Viewer, reader: str) -> Citing:
        facts = document.facts
        at = passage_of(facts.kind, passage, facts.court)
        names = {
            one.language: one.facts.case_name
            for one in self._documents.versions(document.work_id, viewer=viewer)
            if one.facts.case_name and one.facts.kind == facts.kind and one.facts.case_name != facts.case_name
        }
        forms = own_citations(facts, document.language, reader, at, names)
        return Citing(document, forms, at, passage_said(at, reader, facts.court) if at else "", wanting(facts))

    def _passage(self, document: Document, asked: str, viewer: Viewer) -> tuple[Paragraph, ...]:
        text = self._documents.paragraphs(document.id, viewer=viewer)
        found = chosen_paragraphs(text, asked)
        if not found:
            raise Invalid("quotation.unknown", {"paragraphs": ["quotation.unknown"]})
        if len(found) > MOST:
            raise Invalid("quotation.long", {"paragraphs": ["quotation.long"]}, most=MOST)
        return found
