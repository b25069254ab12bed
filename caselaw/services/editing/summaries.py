"""Case summaries: written in one language, translated by people, published a language at a time.

Drafts are for editors. A summary is read by who may read its document, or by fewer; the versions of one decision share
it. Two people at one text are joined field by field, as with facts; where both wrote one field nothing is lost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience, includes
from caselaw.domain.document import Document
from caselaw.domain.errors import Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.summary import (
    LONGEST_LONG,
    LONGEST_SHORT,
    NEEDED,
    SHORT,
    SUMMARY_FIELDS,
    CaseSummary,
    SummaryChange,
    SummaryText,
)
from caselaw.services.intake.records import one_line, storable
from caselaw.services.signing import actor
from caselaw.store import Store, summaries
from caselaw.store import documents as stored
from caselaw.store.people import accounts
from caselaw.store.withholding import names as withholding


@dataclass(frozen=True)
class ShownSummary:
    """The summary as a reader sees it: its published text in her language, or in another."""

    text: SummaryText
    document: DocumentId


@dataclass(frozen=True)
class Desk:
    """The summary as editors see it; `summary` is None where nobody has begun. `people` are the names of accounts."""

    document: Document
    summary: CaseSummary | None
    people: Mapping[str, str]


@dataclass(frozen=True)
class FieldCollision:
    """A field that two people wrote at once."""

    field: str
    base: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class WrittenText:
    """The answer to writing: the revision that stands, or the `collisions` that kept it from being written; `kept` is
    then all that was wanted, joined with what others wrote elsewhere."""

    revision: int
    collisions: tuple[FieldCollision, ...] = ()
    kept: Mapping[str, str] | None = None


class SummaryService:
    """Summaries of decisions; what a viewer may not read is not there for her."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def published(self, document_id: str, reader: str, *, viewer: Viewer) -> ShownSummary | None:
        """What a reader of this language sees of the decision's summary, if it has one; `NotFound` where she may not
        read it."""
        with self._store.reading() as connection:
            if not summaries.any_near(connection, require_id(document_id)):
                return None
            found = _readable(connection, document_id, viewer)
            summary = _of(connection, found, viewer)
            masked = withholding.masking(connection, found.work_id, viewer.audiences)
        text = summary.shown_to(reader) if summary else None
        if text and text.published is not None and masked:
            shown = {field: masked(value, text.language) for field, value in text.published.items()}
            text = replace(text, fields=shown, published=shown)
        return ShownSummary(text, summary.document) if summary and text else None

    def desk(self, document_id: str, *, viewer: Viewer) -> Desk:
        """All languages of the summary with their drafts. Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            found, summary = _open(connection, document_id, Action.WRITE_SUMMARY, viewer)
            texts = summary.texts.values() if summary else ()
            ids = {who for text in texts for who in (text.changed_by, text.reviewed_by) if who}
            return Desk(found, summary, accounts.known_as(connection, ids))

    def write(
        self, document_id: str, language: str, wanted: Mapping[str, str], revision: int, *, viewer: Viewer
    ) -> WrittenText:
        """Write the text of a language, made from its `revision` (0: none yet). The first language that is written is
        the one that others are translated from. Raises `NotFound`, `Forbidden`, and `Invalid` with each field's fault.
        """
        _require_language(language)
        with self._store.begin(actor(viewer)) as work:
            found, summary = _open(work.connection, document_id, Action.WRITE_SUMMARY, viewer)
            home = summary.document if summary else found.id
            mine = _clean(wanted)
            if summary is None:
                summaries.begin(work.connection, home, language)
            there = summary.texts.get(language) if summary else None
            now = there.revision if there else 0
            if not 0 <= revision <= now:
                raise Changed()
            base = _at(there, summaries.changes(work.connection, home, language), revision)
            joined, collisions = _join(base, there.fields if there else {}, mine)
            if collisions:
                return WrittenText(now, collisions, joined)
            source = summary.source if summary else None
            is_source = source is None or language == source.language
            if there and joined == there.fields and (is_source or there.made_from == source.revision):  # type: ignore[union-attr]
                return WrittenText(now)
            made_from = None if is_source or source is None else source.revision
            after = summaries.write(
                work.connection, home, there, language, joined, made_from=made_from, by=work.actor
            )  # fmt: skip
            work.record("write summary", home, before=now or None, after=after)
            return WrittenText(after)

    def review(self, document_id: str, language: str, revision: int, *, viewer: Viewer) -> None:
        """Say that the text of a language is right at this revision. Raises `NotFound`, `Forbidden`, `Changed`, and
        `Conflict` for a translation of a text that has changed since."""
        with self._store.begin(actor(viewer)) as work:
            _found, summary = _open(work.connection, document_id, Action.WRITE_SUMMARY, viewer)
            text = _text(summary, language)
            if text.revision != revision:
                raise Changed()
            if summary and summary.status(language) == "outdated":
                raise Conflict("summary.outdated")
            home = summary.document if summary else DocumentId(document_id)
            summaries.review(work.connection, home, language, work.actor)
            work.record("review summary", home, before=text.revision, after=text.revision)

    def publish(self, document_id: str, language: str, revision: int, *, viewer: Viewer) -> None:
        """Show readers the text of a language at this revision. Raises `NotFound`, `Forbidden`, `Changed`, and
        `Invalid` where it was not reviewed, or lacks what a summary needs."""
        with self._store.begin(actor(viewer)) as work:
            found, summary = _open(work.connection, document_id, Action.PUBLISH_SUMMARY, viewer)
            text = _text(summary, language)
            if text.revision != revision:
                raise Changed()
            if summary is None or summary.status(language) != "reviewed":
                raise Invalid("summary.not_reviewed")
            if any(not text.fields.get(field) for field in NEEDED):
                raise Invalid("summary.unfinished")
            summaries.publish(work.connection, summary.document, text)
            summaries.follow(work.connection, [found.work_id])
            work.record("publish summary", summary.document, after=text.revision)

    def withdraw(self, document_id: str, language: str, *, viewer: Viewer) -> None:
        """Show readers the text of a language no more. Raises `NotFound`, `Forbidden`."""
        with self._store.begin(actor(viewer)) as work:
            found, summary = _open(work.connection, document_id, Action.PUBLISH_SUMMARY, viewer)
            text = _text(summary, language)
            home = summary.document if summary else found.id
            summaries.withdraw(work.connection, home, language)
            summaries.follow(work.connection, [found.work_id])
            work.record("withdraw summary", home, before=text.published_revision)

    def restrict(self, document_id: str, access: Audience | None, *, viewer: Viewer) -> None:
        """Give the summary to fewer readers than the document has (None: to the same). Raises `NotFound`, `Forbidden`,
        and `Invalid` for readers who are not among the document's."""
        with self._store.begin(actor(viewer)) as work:
            found, summary = _open(work.connection, document_id, Action.PUBLISH_SUMMARY, viewer)
            if summary is None:
                raise NotFound()
            if access is not None and (access not in viewer.audiences or not includes(found.access, access)):
                raise Invalid("summary.access", {"access": ["summary.access"]})
            summaries.restrict(work.connection, summary.document, access)
            summaries.follow(work.connection, [found.work_id])
            work.record("restrict summary", summary.document)

    def changes(self, document_id: str, language: str, *, viewer: Viewer) -> tuple[tuple[SummaryChange, str], ...]:
        """How the text of a language changed, the newest first, each with a name. Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            _found, summary = _open(connection, document_id, Action.WRITE_SUMMARY, viewer)
            if summary is None:
                return ()
            told = summaries.changes(connection, summary.document, language)
            names = accounts.known_as(connection, {one.by for one in told})
        return tuple((one, names.get(one.by, "")) for one in told)


def _readable(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    document = require_id(document_id)
    found = stored.load_many(connection, [document], viewer.audiences).get(document)
    if found is None:
        raise NotFound()
    return found


def _of(connection: Connection, found: Document, viewer: Viewer) -> CaseSummary | None:
    """The summary of the decision, by those of its versions that the viewer may read."""
    versions = [one.id for one in stored.versions_of(connection, found.work_id, viewer.audiences)]
    summary = summaries.of_work(connection, found.work_id, versions)
    return summary if summary and summary.access in viewer.audiences else None


def _open(
    connection: Connection, document_id: str, action: Action, viewer: Viewer
) -> tuple[Document, CaseSummary | None]:  # fmt: skip
    """The document and its summary, where the viewer may do this to both."""
    found = _readable(connection, document_id, viewer)
    require(viewer, action, found)
    summary = _of(connection, found, viewer)
    if summary is not None:
        require(viewer, action, summary)
        if withholding.masking(connection, found.work_id, viewer.audiences):
            raise Forbidden("withholding.summary")  # drafts and former states may say the name
    return found, summary


def _text(summary: CaseSummary | None, language: str) -> SummaryText:
    text = summary.texts.get(language) if summary else None
    if text is None:
        raise NotFound()
    return text


def _require_language(language: str) -> None:
    if language not in LANGUAGES:
        raise NotFound()


def _clean(wanted: Mapping[str, str]) -> dict[str, str]:
    """The fields in NFC, short ones on one line, long ones with their paragraphs; `Invalid` for what is too long."""
    faults: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for field, text in wanted.items():
        if field not in SUMMARY_FIELDS:
            continue
        lines = [" ".join(line.split()) for line in storable(text).splitlines()]
        found[field] = one_line(" ".join(lines)) if field in SHORT else "\n".join(lines).strip()
        if len(found[field]) > (LONGEST_SHORT if field in SHORT else LONGEST_LONG):
            faults[field] = ["editing.too_long"]
    if faults:
        raise Invalid("editing.invalid", faults)
    return found


def _at(there: SummaryText | None, told: tuple[SummaryChange, ...], revision: int) -> dict[str, str]:
    """The fields as they stood at a revision of the text."""
    found = dict(there.fields) if there else {}
    for change in told:
        if change.revision > revision:
            found[change.field] = change.before or ""
    return found


def _join(
    base: Mapping[str, str], now: Mapping[str, str], mine: Mapping[str, str]
) -> tuple[dict[str, str], tuple[FieldCollision, ...]]:  # fmt: skip
    """What stands now with what was written; and the fields that both wrote, each another way."""
    joined, collisions = {field: text for field, text in now.items() if text}, []
    for field, text in mine.items():
        was, stands = base.get(field, ""), now.get(field, "")
        if text in (was, stands):
            continue
        if stands != was:
            collisions.append(FieldCollision(field, was, stands, text))
        joined[field] = text
    return {field: text for field, text in joined.items() if text}, tuple(collisions)


__all__ = ["Desk", "FieldCollision", "ShownSummary", "SummaryService", "WrittenText"]
