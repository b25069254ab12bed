"""A case of a report on the rest of the road: its paragraphs through the stages that read facts and citations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts
from caselaw.domain.intake import Record
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.splitting import Part
from ingest.draft import UNKNOWN_LANGUAGE, Draft
from ingest.pipeline import Pipeline, step
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


def draft_of(part: Part, paragraphs: tuple[Paragraph, ...], *, language: str) -> Draft:
    """The case as a draft with all that the later stages find in its paragraphs. Its kind is given; its title and
    country are the part's, which a person may have written: they stand above what is found."""
    given = Draft(
        path="", wanted_kind=CASE_KIND, wanted_language=language if language != UNKNOWN_LANGUAGE else None,
        paragraphs=paragraphs,
    )  # fmt: skip
    draft = _later().run(given)
    return replace(draft, facts=with_heading(draft.facts, part), claims=(*_claims(part, paragraphs), *draft.claims))


def record_of(
    part: Part, paragraphs: tuple[Paragraph, ...], *, key: str, language: str, languages: Mapping[str, float]
) -> Record:
    """The case as a record without a file of its own: its file is the report's, which may hold more than its readers
    may see."""
    draft = draft_of(part, paragraphs, language=language)
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
    return replace(
        facts,
        kind=CASE_KIND,
        title=part.title or facts.title,
        country=part.country or facts.country,
    )
