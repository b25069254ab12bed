"""All that the parsers claim, and what of it becomes the document's facts."""

from __future__ import annotations

from dataclasses import replace

from caselaw.domain.document import Facts
from ingest.draft import Draft


def read_facts(draft: Draft) -> Draft:
    title = next((p.text for p in draft.paragraphs), "")
    return replace(draft, facts=Facts(title=title))
