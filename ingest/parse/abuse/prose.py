"""A case of abuse told in running prose: its sentences, and what of the case they give without a label."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from caselaw.domain.documentation.abuse import Company, CompanyResponse, StateActor
from caselaw.domain.documentation.company import company_name
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.taxonomy.terms import find_terms
from caselaw.domain.text import fold
from ingest.parse.abuse.companies import FoundCompany, find_companies
from ingest.parse.abuse.labels import LabelledValue
from ingest.parse.abuse.words import RISK, response_of
from ingest.parse.countries import find_countries

_SENTENCE = re.compile(r"(?<=[.!?؟])[\"”»)]?\s+(?=[\"“«(¿¡]?[A-ZÀ-ÖØ-Þ\u0621-\u064a])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Z]\.|(?:[A-Za-z]\.){2,}|Ltd\.|Inc\.|Corp\.|Co\.|Ltda\.|No\.|Nos\.|Art\.|art\.|v\.|vs\.|c\.|Mr\.|"
    r"Mrs\.|Ms\.|Dr\.|Sr\.|Sra\.|M\.|Mme\.|St\.|[سشمذعل]\.|p\.|pp\.|para\.|párr\.|núm\.|al\.)$"
)
_PLACE = re.compile(
    r"(?:in|at|near|en|dans|à)[ \u00a0](?:the |la |el |le |les |los |las )?(?P<p>(?:(?:province|provincia|"
    r"département|departamento|"
    r"región|région|distrito|municipio|comunidad|comuna|valle|commune|village|communauté|vallée|district|"
    r"state) (?:of |de la |de l’|de |del |du |d’)"
    r"[A-ZÀ-Þ][\w’-]*(?:[ \u00a0][A-ZÀ-Þ][\w’-]*){0,2}|[A-ZÀ-Þ][\w’-]*(?:[ \u00a0][A-ZÀ-Þ][\w’-]*){0,2} "
    r"(?:[Pp]rovince|[Dd]istrict|[Rr]egion|[Vv]alley|[Dd]elta|[Cc]ounty|[Vv]illage|[Dd]epartment|[Ss]tate|"
    r"[Mm]unicipality|[Bb]asin)))"
)
_ARABIC_PLACE = re.compile(
    r"(?<![\u0621-\u064a])(?:في|ب)[ \u00a0]?(?P<p>(?:محافظة|ولاية|منطقة|مدينة|قرية|بلدة|إقليم|وادي|"
    r"حوض)[ \u00a0][\u0621-\u064a]{2,20}"
    r"(?:[ \u00a0]ال[\u0621-\u064a]{2,20})?)"
)
_MOST_ACTORS, _MOST_COMPANIES, _MOST_SOURCES, _LONGEST_SOURCE = 8, 25, 30, 400
_NOT_IN_PROSE = frozenset(
    {"judiciary", "national_government", "home_state"}
)  # named wherever harm is judged or debated
_ENOUGH = 2  # times a country has to be named


@dataclass(frozen=True)
class Sentence:
    """A sentence with the anchor of its paragraph; `labelled` where it stands in a field of a record."""

    text: str
    paragraph: str
    labelled: bool = False
    heading: bool = False

    @property
    def folded(self) -> str:
        return fold(self.text)


@dataclass(frozen=True)
class Risk:
    """Whether people that a report names are in danger, the anchor that says so, and how sure that is."""

    value: bool
    paragraph: str
    confidence: float


@dataclass(frozen=True)
class Prose:
    """What running text gives; each value is None or empty where it gives nothing."""

    sentences: tuple[Sentence, ...] = ()
    companies: tuple[Company, ...] = ()
    country: tuple[str, str] | None = None
    place: tuple[str, str] | None = None
    state_actors: tuple[StateActor, ...] = ()
    response: CompanyResponse | None = None
    sources: tuple[LabelledValue, ...] = ()
    risk: Risk | None = None


def read_prose(paragraphs: Sequence[Paragraph], labelled: frozenset[str]) -> Prose:
    """What the paragraphs say outside their labels; `labelled` are the anchors of those that stand under one. Words of
    all languages are looked for: reports quote."""
    sentences = tuple(
        Sentence(part, paragraph.anchor, paragraph.anchor in labelled, paragraph.kind == "heading")
        for paragraph in paragraphs
        if paragraph.kind != "footnote"
        for part in split_sentences(paragraph.text)
    )
    told = [sentence for sentence in sentences if not sentence.labelled]
    companies = _companies(told)
    homes = frozenset(company.home_state for company in companies if company.home_state)
    return Prose(
        sentences=sentences,
        companies=companies,
        country=_country(told, homes),
        place=_place(told),
        state_actors=_state_actors(told),
        response=next((found for one in told if companies and (found := response_of(one.text, one.paragraph))), None),
        sources=_notes(paragraphs),
        risk=next((Risk(True, one.paragraph, 0.6) for one in told if RISK.search(one.folded)), None),
    )


def split_sentences(text: str) -> list[str]:
    """The sentences of a paragraph; a full stop of an abbreviation ("Ltd.", "S.A.") ends none."""
    parts: list[str] = []
    start = 0
    for gap in _SENTENCE.finditer(text):
        if not _ABBREVIATION.search(text[max(0, gap.start() - 12) : gap.start()]):
            parts.append(text[start : gap.start()].strip())
            start = gap.end()
    parts.append(text[start:].strip())
    return [part for part in parts if part]


def _companies(sentences: Sequence[Sentence]) -> tuple[Company, ...]:
    """Each company once, under the first name it has a legal form in, with the first role and State it is given."""
    found: dict[str, Company] = {}
    for sentence in sentences:
        if sentence.heading:
            continue
        for one in find_companies(sentence.text):
            key = company_name(one.name).key
            if key:
                found[key] = _joined(found.get(key), one, sentence.paragraph)
    return tuple(found.values())[:_MOST_COMPANIES]


def _joined(there: Company | None, one: FoundCompany, paragraph: str) -> Company:
    if there is None:
        return Company(one.name, one.role, one.home_state, paragraph)
    longer = one.name if company_name(one.name).forms and not company_name(there.name).forms else there.name
    return Company(longer, there.role or one.role, there.home_state or one.home_state, there.paragraph)


def _country(sentences: Sequence[Sentence], homes: frozenset[str]) -> tuple[str, str] | None:
    """The country named most, where it is named more than once and by nobody matched; a home State counts last."""
    first: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for _, country in find_countries(sentence.folded):
            first.setdefault(country, sentence.paragraph)
            counts[country] += 1
    elsewhere = Counter({country: count for country, count in counts.items() if country not in homes}) or counts
    ranked = elsewhere.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    country, count = ranked[0]
    return (country, first[country]) if count >= _ENOUGH or len(ranked) == 1 else None


def _place(sentences: Sequence[Sentence]) -> tuple[str, str] | None:
    for sentence in sentences:
        if found := _PLACE.search(sentence.text) or _ARABIC_PLACE.search(sentence.text):
            return found["p"], sentence.paragraph
    return None


def _state_actors(sentences: Sequence[Sentence]) -> tuple[StateActor, ...]:
    """Authorities named in a sentence that tells of harm; each kind once."""
    found: dict[str, StateActor] = {}
    for sentence in sentences:
        mentions = list(find_terms(sentence.text, ("state_actor", "harm")))
        if any(mention.vocabulary == "harm" for mention in mentions):
            for mention in mentions:
                if mention.vocabulary == "state_actor" and mention.id not in _NOT_IN_PROSE:
                    name = sentence.text[mention.start : mention.end]
                    found.setdefault(mention.id, StateActor(name, mention.id, sentence.paragraph))
    return tuple(found.values())[:_MOST_ACTORS]


def _notes(paragraphs: Sequence[Paragraph]) -> tuple[LabelledValue, ...]:
    """Footnotes are what a report rests on."""
    return tuple(
        LabelledValue("source", paragraph.text[:_LONGEST_SOURCE], paragraph.anchor)
        for paragraph in paragraphs
        if paragraph.kind == "footnote"
    )[:_MOST_SOURCES]
