"""A case of a report on the rest of the road: its paragraphs through the stages that read facts and citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts
from caselaw.domain.intake.record import Record
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting.parts import Part
from caselaw.messages import DEFAULT_LANGUAGE, say
from ingest.draft import UNKNOWN_LANGUAGE, Draft
from ingest.parse.abuse.report import read_abuse, with_abuse
from ingest.pipeline import Pipeline, step
from ingest.split.cutting import country_at
from ingest.split.outline import outline
from ingest.stages import STAGES

SOURCE = "parser:split"
CASE_KIND = "abuse_report"
_EARLY = frozenset({"weigh", "extract", "recognise", "mend", "segment"})
"""The stages that make paragraphs of a file: a case begins with paragraphs."""


@cache
def _later() -> Pipeline:
    """The default road from the paragraphs on, checked as the whole is."""
    early = [stage for stage in STAGES if stage.name in _EARLY]
    made = frozenset[str]().union(*(stage.writes for stage in early))
    given = step(lambda draft: draft, reads=(), writes=made, name="given")
    return Pipeline((given, *(stage for stage in STAGES if stage.name not in _EARLY)))


def draft_of(part: Part, paragraphs: tuple[Paragraph, ...], *, language: str, source: str) -> Draft:
    """The case as a draft with all that the later stages find in its paragraphs. Its kind is given; its title and
    country are the part's, which a person may have written: they stand above what is found. The country of a part
    that a person cut off is read from its own opening. `source` is how the case
    is cited, with its pages: every claim against a company carries it."""
    if part.country is None and paragraphs:
        part = replace(part, country=country_at(outline(paragraphs, language=language), paragraphs[0].anchor))
    given = Draft(
        path="", wanted_kind=CASE_KIND, wanted_language=language if language != UNKNOWN_LANGUAGE else None,
        paragraphs=paragraphs,
    )  # fmt: skip
    draft = _later().run(given)
    abuse = read_abuse(draft.paragraphs, source=source)
    facts = with_heading(with_abuse(draft.facts, abuse), part)
    claims = dict.fromkeys((*_claims(part, paragraphs), *abuse.claims, *draft.claims))
    return replace(draft, facts=facts, claims=tuple(claims))


def cited(title: str, pages: tuple[int, int] | None, language: str) -> str:
    """How a case is cited: its report, and the pages where there are pages."""
    reader = language[:2] if language[:2] in LANGUAGES else DEFAULT_LANGUAGE
    name = title or say("split.untitled", reader)
    if pages is None:
        return name
    first, last = pages
    return f"{name}, {say('split.pages' if first == last else 'split.pages.range', reader, first=first, last=last)}"


def record_of(
    part: Part,
    paragraphs: tuple[Paragraph, ...],
    *,
    key: str,
    language: str,
    languages: Mapping[str, float],
    source: str,
) -> Record:
    """The case as a record without a file of its own: its file is the report's, which may hold more than its readers
    may see."""
    draft = draft_of(part, paragraphs, language=language, source=source)
    return Record(
        key=key,
        language=draft.language if draft.language != UNKNOWN_LANGUAGE else language,
        facts=draft.facts,
        paragraphs=draft.paragraphs,
        languages=draft.languages or languages,
        claims=draft.claims,
        citations=draft.citations,
        problems=draft.problems,
    )


def _claims(part: Part, paragraphs: tuple[Paragraph, ...]) -> tuple[Claim, ...]:
    """What the report's own form says of the case, above what its text says."""
    first = paragraphs[0].anchor if paragraphs else None
    said = (("title", part.title), ("country", part.country))
    return tuple(Claim(field, value, SOURCE, first, 0.97) for field, value in said if value)


def with_heading(facts: Facts, part: Part) -> Facts:
    """The facts of a case under the title and the country of its part, where it has them."""
    return replace(
        facts,
        kind=CASE_KIND,
        title=part.title or facts.title,
        country=part.country or facts.country,
    )
