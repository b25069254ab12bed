"""How hits become what a reader sees: names in her language, the words found marked, and why each was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from caselaw.domain.citing.pinpoint import pinpoint
from caselaw.domain.court import court_name, courts
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.searching.questions import (
    LEXICON,
    PARAGRAPHS,
    FoundDocument,
    FoundInSummary,
    FoundParagraph,
    SearchQuery,
    Section,
)
from caselaw.domain.summary import SEARCHED, PublishedSummary
from caselaw.domain.text import direction
from caselaw.messages import say
from caselaw.search.analysis import chain, exact, stem
from caselaw.search.glossary import Saying
from caselaw.search.highlight import Marks, Sought, Span, marks, sought
from caselaw.search.labels import country_name, label
from caselaw.search.plan import Clause, Word, said_words
from caselaw.search.port import Hit
from caselaw.search.project import LEADS
from caselaw.search.query import Node
from caselaw.search.understand import clause
from caselaw.search.wanted import said_by
from caselaw.search.weights import WEIGHTS
from caselaw.store.finding import Headed

Paragraphs = Mapping[DocumentId, Mapping[str, Paragraph]]
_MOST_LEARNED = 6  # translations that are named as reasons of one paragraph
_NOTHING = Marks((), frozenset(), frozenset())


@dataclass(frozen=True)
class Reasons:
    """What may have brought a hit: `words` is all that is marked, `typed` what the query itself said, and `sayings`
    the terms that were added to it, with their stems, by the analysis of their language; `learned` gives for a stem of
    each language the translation that it is. `forms` are the exact forms of the words typed, and `standing` says that
    the standing of decisions counted too."""

    words: Sought
    typed: Sought
    sayings: Mapping[str, Sequence[tuple[Saying, frozenset[str]]]]
    learned: Mapping[str, Mapping[str, Saying]]
    forms: frozenset[str] = frozenset()
    standing: bool = False
    _found: dict[tuple[str, str], Marks] = field(default_factory=dict, compare=False)

    def found(self, text: str, language: str) -> Marks:
        """Where any of `words` stands in a text; looked for once."""
        if (text, language) not in self._found:
            self._found[text, language] = marks(text, language, self.words)
        return self._found[text, language]

    def marked(self, text: str, language: str) -> Marks:
        """Where what was looked for stands in a text. Of an added term of several words all of them: *persons* is no
        mark of *persons deprived of liberty*."""
        found = self.found(text, language)
        partly = self.partly(found, language)
        if not partly:
            return found
        stems = dict(self.words.stems)
        stems[chain(language)] = stems[chain(language)] - partly
        return marks(text, language, replace(self.words, stems=stems))

    def partly(self, found: Marks, language: str) -> frozenset[str]:
        """What was found that only belongs to added terms that do not stand there as a whole."""
        code = chain(language)
        added = self.sayings.get(code)
        if not added or not found.stems:
            return frozenset()
        stray = frozenset().union(*(stems for _, stems in added)) & found.stems
        whole = frozenset().union(*(stems for _, stems in added if stems <= found.stems))
        return stray - whole - self.typed.stems.get(code, frozenset()) - self.learned.get(code, {}).keys()

    def why(self, found: Marks, language: str, reader: str) -> tuple[str, ...]:
        """Why a text in `language` with these marks was found, in the language of `reader`."""
        own = self.typed.stems.get(chain(language), frozenset())
        reasons = [say("why.words", reader)] if found.stems & own or found.exactly else []
        if found.exactly or (found.stems & own and found.forms & self.forms):
            reasons.append(say("why.exact", reader))
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
    typed = clause(node, reader=query.reader)
    forms = frozenset(form for said in said_words(typed) if isinstance(said, Word) for form in exact(said.text))
    standing = query.sort == "relevance" and bool(forms)
    return Reasons(sought(asked), sought(typed), sayings, learned, forms, standing)


def _of_standing(document: Headed, reader: str) -> list[str]:
    """What the body's level and the citations of a decision added to its rank, in words."""
    reasons = []
    court = courts().get(document.court) if document.court else None
    if court and WEIGHTS.level.get(court.level):
        reasons.append(say("why.level", reader, level=label("level", court.level, reader)))
    if document.cited and any(document.cited >= int(least) and weight for least, weight in WEIGHTS.cited_by.items()):
        reasons.append(say("why.cited", reader, count=document.cited))
    return reasons


def shown_by_name(
    document: Headed,
    reader: str,
    section: Section,
    *,
    score: float,
    why: Iterable[str],
    title_highlights: tuple[Span, ...] = (),
    paragraphs: tuple[FoundParagraph, ...] = (),
    further: bool = False,
) -> FoundDocument:
    """A document that was found; court and country have the names that `reader` calls them."""
    return FoundDocument(
        id=document.id,
        title=document.title,
        headline=document.headline,
        kind=document.kind,
        court=court_name(document.court, reader) if document.court else None,
        court_id=document.court,
        country=country_name(document.country, reader) if document.country else None,
        country_code=document.country,
        language=document.language,
        date=document.decided,
        access=document.access,
        score=score,
        section=section,
        why=tuple(dict.fromkeys(why)),
        title_highlights=title_highlights,
        paragraphs=paragraphs,
        further=further,
    )


def with_headline(
    found: FoundDocument, summaries: Mapping[DocumentId, PublishedSummary], reader: str
) -> FoundDocument:  # fmt: skip
    """The document under the headline of its published summary, where there is one in the reader's language."""
    told = summaries.get(found.id)
    headline = told.texts.get(reader, {}).get("headline") if told else None
    return replace(found, headline=headline, headline_language=reader) if headline else found


@dataclass(frozen=True)
class Shown:
    """Hits as a reader of `reader` sees them."""

    reasons: Reasons
    reader: str
    paragraphs: Paragraphs
    scores: Mapping[DocumentId, float]
    most: int = PARAGRAPHS  # paragraphs of a document that are given; one more says that there are more
    in_order: bool = False  # of the text, not the best first
    telling: bool = False  # what says something goes before headings and what has but parts of a term
    summaries: Mapping[DocumentId, PublishedSummary] = field(default_factory=dict)

    def document(self, document: Headed, hit: Hit, section: Section) -> FoundDocument:
        """A hit with what the database has of it; a paragraph that is there no more is left out."""
        title = self._marks(document.title, document.language)
        stored = self.paragraphs.get(document.id, {})
        chosen = self._chosen([stored[each.anchor] for each in hit.paragraphs if each.anchor in stored])
        found = tuple(self._paragraph(document, paragraph) for paragraph in chosen)
        why = [say("why.title", self.reader)] if title.spans else []
        why += [reason for each in found for reason in each.why]
        summary = self._in_summary(document.id)
        why += [say("why.case_summary", self.reader)] if summary else []
        if why and self.reasons.standing:
            why += _of_standing(document, self.reader)
        shown = shown_by_name(
            document,
            self.reader,
            section,
            score=self.scores[hit.id],
            why=why,
            title_highlights=title.spans,
            paragraphs=found,
            further=len(hit.paragraphs) > self.most,
        )
        return replace(with_headline(shown, self.summaries, self.reader), summary=summary)

    def _in_summary(self, document: DocumentId) -> FoundInSummary | None:
        """The line of the summary that has most of what was looked for: of the reader's language, if it has any of it,
        else of the first in which it stands."""
        told = self.summaries.get(document)
        if told is None:
            return None
        for language in dict.fromkeys((self.reader, told.source_language, *sorted(told.texts))):
            lines = (line for name in SEARCHED for line in told.texts.get(language, {}).get(name, "").split("\n"))
            marked = [(line, found) for line in lines if (found := self._marks(line, language)).spans]
            if marked:
                line, found = max(marked, key=lambda pair: (len(pair[1].stems), len(pair[1].spans)))
                return FoundInSummary(language, direction(line), line, found.spans)
        return None

    def _chosen(self, best: Sequence[Paragraph]) -> Sequence[Paragraph]:
        """The paragraphs that are given, of the best ones, as the engine ranked them."""
        if self.in_order:
            return sorted(best[: self.most], key=lambda paragraph: paragraph.position)
        if not self.telling:
            return best[: self.most]
        found: list[Paragraph] = []
        poor: list[Paragraph] = []
        for paragraph in best:
            (found if self._says_something(paragraph) else poor).append(paragraph)
            if len(found) == self.most:
                break
        return [*found, *poor][: self.most]

    def _says_something(self, paragraph: Paragraph) -> bool:
        if paragraph.is_label:
            return False
        found = self.reasons.found(paragraph.text, paragraph.language)
        partly = self.reasons.partly(found, paragraph.language)
        return not partly or partly != found.stems or found.exactly

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
            why=self._why(found, paragraph),
            voice=paragraph.voice,
            section=paragraph.section,
            position=paragraph.position,
        )

    def _why(self, found: Marks, paragraph: Paragraph) -> tuple[str, ...]:
        why = self.reasons.why(found, paragraph.language, self.reader)
        leads = why and paragraph.section in LEADS and WEIGHTS.lead
        return (*why, say(f"why.{paragraph.section}", self.reader)) if leads else why

    def _marks(self, text: str, language: str) -> Marks:
        return self.reasons.marked(text, language) if self.reasons.words else _NOTHING
