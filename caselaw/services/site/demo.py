"""The demo collection: landmark decisions and cases of corporate abuse, summed up for this project in its own words.

One TOML file a work, in `caselaw/demo/decisions` and `caselaw/demo/abuse`; every language version becomes a document
of kind "summary", open to everyone. A summary names the decision to check and is never cited as if it were it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.court import court_name
from caselaw.domain.document import SUMMARY, Facts
from caselaw.domain.documentation.allegation import Allegation
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph, ParagraphKind, anchors
from caselaw.messages import DEFAULT_LANGUAGE, say
from caselaw.schemas.demo import Summary, SummarySchema, SummaryText

if TYPE_CHECKING:
    from caselaw.services.intake.adding import IntakeService

COLLECTION = "demo"
FOLDERS = ("decisions", "abuse")
NOTICE = "notice"


@dataclass(frozen=True)
class DemoLoaded:
    """How many documents were new, and how many were there already."""

    added: int
    unchanged: int


class DemoService:
    """Puts the demo collection into the database; safe to repeat."""

    def __init__(self, intake: IntakeService) -> None:
        self._intake = intake

    def load(self, *, viewer: Viewer, progress: Callable[[int, int], None] | None = None) -> DemoLoaded:
        """Store every language version that is not there yet; `progress` is told (done, of how many) after each.

        Raises `Forbidden` where the viewer may not add documents.
        """
        title = say("demo.collection", DEFAULT_LANGUAGE)
        self._intake.collection(COLLECTION, title=title, access=PUBLIC, viewer=viewer)
        all_records = records()
        added = 0
        for done, record in enumerate(all_records, start=1):
            added += self._intake.store(record, viewer=viewer).outcome == "added"
            if progress:
                progress(done, len(all_records))
        return DemoLoaded(added, len(all_records) - added)


def summaries() -> Mapping[str, Summary]:
    """Every work by its slug (the file's name), decisions first; `ValidationError` for a file that breaks the form."""
    schema = SummarySchema()
    found: dict[str, Summary] = {}
    for folder in FOLDERS:
        entries = (files("caselaw") / "demo" / folder).iterdir()
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(".toml"):
                slug = entry.name.removesuffix(".toml")
                if slug in found:
                    raise ValueError(f"two works of one name: {slug}")
                found[slug] = schema.load(tomllib.loads(entry.read_text(encoding="utf-8")))
    return found


def records() -> tuple[Record, ...]:
    """Every language version of every work, ready to be stored."""
    return tuple(
        _record(slug, summary, language, text)
        for slug, summary in summaries().items()
        for language, text in summary.texts.items()
    )


def _record(slug: str, summary: Summary, language: str, text: SummaryText) -> Record:
    facts = Facts(
        kind=SUMMARY,
        title=text.title,
        case_name=summary.case_name,
        headline=text.headline,
        court=summary.court,
        country=summary.country,
        decided=summary.decided,
        identifiers=summary.identifiers,
        allegations=tuple(
            Allegation(
                company=claim.company,
                statement=claim.statement[language],
                status=claim.status,
                source=claim.source,
                role=claim.role,
                home_state=claim.home_state,
                body=court_name(claim.body, language) if claim.body else None,
            )
            for claim in summary.allegations
        ),
        summary_of=summary.citation,
        of_kind=summary.of_kind,
    )
    return Record(
        key=f"demo:{slug}:{language}",
        work_key=f"demo:{slug}",
        language=language,
        languages={language: 1.0},
        status="unknown",  # a summary is neither the original nor a translation of it
        facts=facts,
        paragraphs=tuple(_paragraphs(text, language, summary.citation)),
        access=PUBLIC,
        collection=COLLECTION,
    )


def _paragraphs(text: SummaryText, language: str, citation: str) -> Iterator[Paragraph]:
    """Each part under its heading, its paragraphs numbered S1, S2 …; last what this is, and which decision to check."""
    parts: list[tuple[str, ParagraphKind, str]] = []
    for section, bodies in text.sections.items():
        parts.append((section, "heading", say(f"demo.section.{section}", language)))
        parts.extend((section, "body", body) for body in bodies)
    parts.append((NOTICE, "heading", say(f"demo.section.{NOTICE}", language)))
    parts.append((NOTICE, "body", say("demo.notice", language, citation=citation)))
    numbers: list[str | None] = []
    count = 0
    for section, kind, _ in parts:
        numbered = kind == "body" and section != NOTICE
        count += numbered
        numbers.append(f"S{count}" if numbered else None)
    for position, (anchor, number, part) in enumerate(zip(anchors(numbers), numbers, parts, strict=True)):
        section, kind, body = part
        yield Paragraph(anchor, position, body, language, number=number, kind=kind, section=section)
