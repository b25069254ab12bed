"""What a coder says of a record, judged before it is kept: the code, the words that were chosen, how sure she is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.codings import CONFIDENCES, LONGEST_NOTE, Coding, Confidence, Passage, passage_of
from caselaw.domain.coding.places import place_of_words
from caselaw.domain.coding.round import Round
from caselaw.domain.errors import Invalid
from caselaw.domain.identifiers import DocumentId, new_id
from caselaw.services.intake.records import storable
from caselaw.store import documents as stored_documents
from caselaw.store.coding import sight as coding_sight


@dataclass(frozen=True)
class CodingAsked:
    """What a coder says. Without `anchor` the whole record has the code; without `words` and places the whole
    paragraph. `start` and `end` are code points of the paragraph as she reads it."""

    code: str = ""
    anchor: str = ""
    words: str = ""
    start: int | None = None
    end: int | None = None
    note: str = ""
    confidence: int = 0


@dataclass(frozen=True)
class Setting:
    """For what somebody codes: a round, or the own work of a group (`access`) with a version of a codebook."""

    round: Round | None
    access: Audience
    codebook: CodebookVersion


def coding_asked(
    setting: Setting, document: DocumentId, coder: str, asked: CodingAsked, passage: Passage | None
) -> Coding:
    """A new coding of this coder: what was asked, at the words that were chosen or of the whole record."""
    there = passage or Passage("", 0, 0, "")
    return Coding(
        new_id(), setting.round.id if setting.round else None, document, coder, asked.code,
        passage.anchor if passage else None, there.quote, there.prefix, there.suffix, there.start, there.end,
        note_asked(asked), confidence_asked(asked), setting.access, setting.codebook.codebook.slug,
        setting.codebook.number,
    )  # fmt: skip


def passage_asked(
    connection: Connection, document: DocumentId, asked: CodingAsked, version: CodebookVersion,
    viewer: Viewer, of: Coding | None = None,
) -> Passage | None:  # fmt: skip
    """The passage that was chosen, in the text in full; None for the whole record, or for none of a coding that
    stays where it is. `Invalid` names each field that is wrong."""
    wrong: dict[str, list[str]] = {}
    if version.code(asked.code) is None:
        wrong["code"] = ["coding.code"]
    if asked.confidence not in CONFIDENCES:
        wrong["confidence"] = ["coding.confidence"]
    if len(asked.note) > LONGEST_NOTE:
        wrong["note"] = ["coding.note"]
    passage = None
    if asked.anchor:
        try:
            passage = _passage(connection, document, asked, viewer)
        except Invalid as refusal:
            wrong["words"] = [refusal.code]
    elif of is not None and of.anchor is None and asked.words:
        wrong["words"] = ["coding.paragraph"]
    if wrong:
        raise Invalid("coding.invalid", wrong)
    return passage


def note_asked(asked: CodingAsked) -> str:
    """Her note as it is kept."""
    return storable(asked.note.strip())


def confidence_asked(asked: CodingAsked) -> Confidence:
    """How sure she says she is."""
    return next((one for one in CONFIDENCES if one == asked.confidence), 2)


def is_same(new: Coding, one: Coding) -> bool:
    """The coder has given this code to these words already, in the same round."""
    place = (one.round, one.access, one.coder, one.code, one.anchor, one.start, one.end)
    return place == (new.round, new.access, new.coder, new.code, new.anchor, new.start, new.end)


def _passage(connection: Connection, document: DocumentId, asked: CodingAsked, viewer: Viewer) -> Passage:
    """The words that were chosen, in the text in full. `Invalid` where they are not there, or withheld."""
    read = {one.anchor: one for one in stored_documents.load_paragraphs(connection, document, viewer.audiences)}
    if asked.anchor not in read:
        raise Invalid("coding.paragraph")
    shown = read[asked.anchor].text
    chosen = place_of_words(shown, asked.words, asked.start, asked.end)
    if chosen is None:
        raise Invalid("coding.words")
    start, end = chosen
    sight = coding_sight.sights(connection, [document], viewer.audiences).get(document)
    if sight is None:
        return passage_of(asked.anchor, shown, start, end)
    whole, there = sight.text_in_full(asked.anchor, shown), sight.in_full(asked.anchor, start, end)
    if there is None:
        raise Invalid("coding.withheld")
    return passage_of(asked.anchor, whole, *there)
