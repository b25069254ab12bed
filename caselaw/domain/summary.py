"""A case summary as the network writes it: its fields, and where each language of it stands.

Written in one language and translated by people. It is never the decision: it has no paragraphs to point to. A
translation is outdated by itself, as soon as the text that it was made from has changed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES

SUMMARY_FIELDS = (
    "headline", "cited_as", "nature", "forum", "forum_type", "date", "summary", "enforcement", "groups", "significance",
    "resources", "keywords",
)  # fmt: skip
"""In the order in which they are written and read; "forum_type" says what kind of body it is."""
SHORT = frozenset({"headline", "cited_as", "forum", "forum_type", "date"})
SEARCHED = (
    "headline", "cited_as", "nature", "forum", "forum_type", "summary", "enforcement", "groups", "significance",
    "keywords",
)  # fmt: skip
"""By whose words a decision is found; the others are dates and links."""
NEEDED = ("headline", "summary")
"""What a summary needs before readers see it."""
LONGEST_SHORT, LONGEST_LONG = 1_000, 60_000

SummaryStatus = Literal["missing", "draft", "reviewed", "outdated"]
STATUSES: tuple[SummaryStatus, ...] = get_args(SummaryStatus)
Fields = Mapping[str, str]


@dataclass(frozen=True)
class SummaryText:
    """The summary in one language. `made_from` is the revision of the source text that a translation was made from,
    None for that text itself; `published` is what readers see, of which revision of this text."""

    language: str
    fields: Fields
    revision: int
    changed_by: str
    changed: datetime
    made_from: int | None = None
    reviewed_by: str | None = None
    published: Fields | None = None
    published_revision: int | None = None


@dataclass(frozen=True)
class CaseSummary:
    """A summary of the decision that `document` is a version of, for `access` among the document's readers."""

    document: DocumentId
    source_language: str
    access: Audience
    texts: Mapping[str, SummaryText]

    @property
    def source(self) -> SummaryText | None:
        return self.texts.get(self.source_language)

    def status(self, language: str) -> SummaryStatus:
        """Where the summary stands in a language; outdated goes before reviewed, for it was reviewed against another
        text."""
        text, source = self.texts.get(language), self.source
        if text is None:
            return "missing"
        if text.made_from is not None and source is not None and text.made_from < source.revision:
            return "outdated"
        return "reviewed" if text.reviewed_by else "draft"

    def shown_to(self, reader: str) -> SummaryText | None:
        """What a reader of this language sees: it, else the source language's, else another that is published."""
        order = dict.fromkeys((reader, self.source_language, *LANGUAGES))
        return next((text for one in order if (text := self.texts.get(one)) and text.published is not None), None)


@dataclass(frozen=True)
class PublishedSummary:
    """What readers of a decision see of its summary: the published texts by language, for `access` alone, which may be
    fewer than read the decision. It hangs on `document`, a version of `work`."""

    document: DocumentId
    work: str
    access: Audience
    source_language: str
    texts: Mapping[str, Fields]


@dataclass(frozen=True)
class SummaryChange:
    """One field of one language that was changed, by whom, and when; `revision` is the text's that it made."""

    language: str
    field: str
    before: str | None
    after: str | None
    revision: int
    by: str
    at: datetime
