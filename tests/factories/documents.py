"""Records and documents, complete but for what a test changes."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from typing import Any

from caselaw.domain.audience import PUBLIC, Audience
from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import Document, Facts, Party
from caselaw.domain.identifiers import DocumentId, Identifier, new_id
from caselaw.domain.intake.record import Record
from caselaw.domain.paragraph import Paragraph, anchors
from tests.factories.texts import TEXTS, TITLES

_numbers = count(1)


def paragraphs(*texts: str, language: str = "en") -> tuple[Paragraph, ...]:
    """Numbered paragraphs with these texts; without texts those of the eviction case in `language`."""
    chosen = texts or TEXTS[language]
    numbers = [str(position + 1) for position in range(len(chosen))]
    return tuple(
        Paragraph(anchor, position, text, language, number=number, page=1 + position // 3)
        for position, (anchor, number, text) in enumerate(zip(anchors(numbers), numbers, chosen, strict=True))
    )


def facts(language: str = "en", **changes: Any) -> Facts:
    """The facts of the eviction case, with changes by field."""
    values: dict[str, Any] = {
        "kind": "judgment",
        "title": TITLES.get(language, TITLES["en"]),
        "case_name": "Reed Street",
        "court": "za-cc",
        "country": "ZAF",
        "decided": PartialDate(2004, 3),
        "identifiers": (Identifier("neutral", "[2004] ZACC 99"), Identifier("docket", "CCT 11/04")),
        "parties": (Party("Residents of Reed Street", "applicant"), Party("Municipality of Harbour Town")),
        "judges": ("Justice A. Example",),
    }
    return Facts(**(values | changes))


def a_record(
    language: str = "en",
    *,
    key: str | None = None,
    texts: tuple[str, ...] = (),
    access: Audience | None = PUBLIC,
    title: str | None = None,
    **changes: Any,
) -> Record:
    """A record with a key of its own; `changes` are fields of `Record`."""
    values: dict[str, Any] = {
        "key": key or f"test:{next(_numbers)}",
        "language": language,
        "facts": facts(language, **({"title": title} if title is not None else {})),
        "paragraphs": paragraphs(*texts, language=language),
        "status": "original",
        "languages": {language: 1.0},
        "access": access,
        "claims": (Claim("country", "ZAF", "parser:court", "p-1", 0.9),),
    }
    return Record(**(values | changes))


def a_document(language: str = "en", *, access: Audience = PUBLIC, revision: int = 1, **changes: Any) -> Document:
    """A document as it comes from the database; `changes` are fields of `Document`."""
    values: dict[str, Any] = {
        "id": DocumentId(new_id()),
        "work_id": new_id(),
        "language": language,
        "status": "original",
        "facts": facts(language),
        "access": access,
        "revision": revision,
        "added": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "languages": {language: 1.0},
    }
    return Document(**(values | changes))
