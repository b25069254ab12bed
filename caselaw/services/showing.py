"""How hits become what a reader sees: names in her language, the words found marked, and why each was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.court import court_name
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.pinpoint import pinpoint
from caselaw.domain.searching import LEXICON, PARAGRAPHS, FoundDocument, FoundParagraph, SearchQuery, Section
from caselaw.messages import say
from caselaw.search.analysis import chain, stem
from caselaw.search.glossary import Saying
from caselaw.search.highlight import Marks, Sought, marks, sought
from caselaw.search.labels import country_name
from caselaw.search.plan import Clause
from caselaw.search.port import Hit
from caselaw.search.query import Node
from caselaw.search.understand import clause, said_by
from caselaw.store.finding import Headed

Paragraphs = Mapping[DocumentId, Mapping[str, Paragraph]]
_MOST_LEARNED = 6  # translations that are named as reasons of one paragraph
_NOTHING = Marks((), frozenset(), frozenset())


@dataclass(frozen=True)
class Reasons:
    """What may have brought a hit: `words` is all that is marked, `typed` what the query itself said, and `sayings`
    the terms that were added to it, with their stems, by the analysis of their language; `learned` gives for a stem of
    each language the translation that it is."""

    words: Sought
    typed: Sought
    sayings: Mapping[str, Sequence[tuple[Saying, frozenset[str]]]]
    learned: Mapping[str, Mapping[str, Saying]]

    def why(self, found: Marks, language: str, reader: str) -> tuple[str, ...]:
        """Why a text in `language` with these marks was found, in the language of `reader`."""
        own = self.typed.stems.get(chain(language), frozenset())
        reasons = [say("why.words", reader)] if found.stems & own or found.phrases else []
        for saying, stems in self.sayings.get(chain(language), ()):
            if stems <= found.stems and not stems <= own:
                reasons.append(say("why.glossary", reader, term=saying.term))
        learned = self.learned.get(chain(language), {})
        translations = (learned[stem] for stem in (found.stems & learned.keys()) - own)
        best = sorted(translations, key=lambda saying: (-saying.weight, saying.term))[:_MOST_LEARNED]
        return (*reasons, *(say("why.learned", reader, term=saying.term) for saying in best))


def reasons(query: SearchQuery, node: Node, asked: Clause, added: Iterable[Saying]) -> Reasons:
    """The reasons of a search; `asked` is what its plan looks for, `added` what of that was not typed."""
    sayings: dict[str, list[tuple[Saying, frozenset[str]]]] = {}
    learned: dict[str, dict[str, Saying]] = {}
    for saying in added:
        code = chain(saying.language)
        if saying.source == LEXICON:
            of_language = learned.setdefault(code, {})
            said = stem(saying.term, saying.language)
            of_language[said] = max(saying, of_language.get(said, saying), key=lambda one: one.weight)
        else:
            stems = frozenset(stem(word, saying.language) for word in said_by(saying))
            sayings.setdefault(code, []).append((saying, stems))
    return Reasons(sought(asked), sought(clause(node, reader=query.reader)), sayings, learned)


@dataclass(frozen=True)
class Shown:
    """Hits as a reader of `reader` sees them."""

    reasons: Reasons
    reader: str
    paragraphs: Paragraphs
    scores: Mapping[DocumentId, float]
    most: int = PARAGRAPHS  # paragraphs of a document that are given; one more says that there are more
    in_order: bool = False  # of the text, not the best first

    def document(self, document: Headed, hit: Hit, section: Section) -> FoundDocument:
        """A hit with what the database has of it; a paragraph that is there no more is left out."""
        title = self._marks(document.title, document.language)
        stored = self.paragraphs.get(document.id, {})
        chosen = [stored[each.anchor] for each in hit.paragraphs[: self.most] if each.anchor in stored]
        if self.in_order:
            chosen.sort(key=lambda paragraph: paragraph.position)
        found = tuple(self._paragraph(document, paragraph) for paragraph in chosen)
        why = [say("why.title", self.reader)] if title.spans else []
        why += [reason for each in found for reason in each.why]
        return FoundDocument(
            id=document.id,
            title=document.title,
            headline=document.headline,
            kind=document.kind,
            court=court_name(document.court, self.reader) if document.court else None,
            court_id=document.court,
            country=country_name(document.country, self.reader) if document.country else None,
            country_code=document.country,
            language=document.language,
            date=document.decided,
            access=document.access,
            score=self.scores[hit.id],
            section=section,
            why=tuple(dict.fromkeys(why)),
            title_highlights=title.spans,
            paragraphs=found,
            further=len(hit.paragraphs) > self.most,
        )

    def _paragraph(self, document: Headed, paragraph: Paragraph) -> FoundParagraph:
        found = self._marks(paragraph.text, paragraph.language)
        return FoundParagraph(
            anchor=paragraph.anchor,
            number=paragraph.number,
            page=paragraph.page,
            language=paragraph.language,
            direction=paragraph.direction,
            text=paragraph.text,
            highlights=found.spans,
            pinpoint=pinpoint(document.kind, paragraph, self.reader, document.court),
            why=self.reasons.why(found, paragraph.language, self.reader),
            voice=paragraph.voice,
            section=paragraph.section,
        )

    def _marks(self, text: str, language: str) -> Marks:
        return marks(text, language, self.reasons.words) if self.reasons.words else _NOTHING
