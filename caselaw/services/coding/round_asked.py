"""What somebody writes of a round, judged before it is kept: its readers, codebook, records and coders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import ForReaders, may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import Audience, audience, includes
from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.round import LONGEST_PURPOSE, LONGEST_TITLE, MOST_CODERS, MOST_DOCUMENTS, Round
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, as_id
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.coding.seeing import able_coders, is_for_work
from caselaw.services.intake.records import storable
from caselaw.store.coding import rounds as stored
from caselaw.store.coding import sight


@dataclass(frozen=True)
class RoundAsked:
    """What somebody writes of a round. `documents` are ids as they were typed, `coders` accounts."""

    title: str = ""
    purpose: str = ""
    access: str = ""
    codebook: str = ""
    version: int = 0
    blind: bool = True
    calibrates: str = ""
    documents: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()


def checked(
    connection: Connection, codebooks: CodebookService, asked: RoundAsked, viewer: Viewer, of: Round | None = None
) -> Round:
    """What was asked, as a round in preparation (of `of`, when it is changed). `Invalid` names each field that is
    wrong."""
    wrong: dict[str, list[str]] = {}
    title = " ".join(storable(asked.title).split())
    if not title or len(title) > LONGEST_TITLE:
        wrong["title"] = ["round.title"]
    purpose = storable(asked.purpose.strip())
    if len(purpose) > LONGEST_PURPOSE:
        wrong["purpose"] = ["round.purpose"]
    access = of.access if of else access_for(asked.access, viewer)
    if not may(viewer, Action.MANAGE_ROUND, ForReaders(access)):
        raise Invalid("round.access", {"access": ["round.access"]})
    version = _usable(codebooks, asked, access, viewer)
    if version is None:
        wrong["codebook"] = ["round.codebook"]
    ids, unknown = _documents(connection, asked.documents, viewer)
    if unknown or len(ids) > MOST_DOCUMENTS:
        wrong["documents"] = ["round.documents" if unknown else "round.many_documents"]
    coders = tuple(dict.fromkeys(asked.coders))
    if not set(coders) <= able_coders(connection, access).keys() or len(coders) > MOST_CODERS:
        wrong["coders"] = ["round.coders"]
    main = stored.load(connection, asked.calibrates, viewer.audiences) if asked.calibrates else None
    if asked.calibrates and (main is None or main.access != access or (of and main.id == of.id)):
        wrong["calibrates"] = ["round.calibrates"]
    if wrong or version is None:
        raise Invalid("round.invalid", wrong, unknown=", ".join(unknown[:5]))
    return Round(
        "", title, asked.codebook, version.number, access, purpose, asked.blind, main.id if main else None,
        "preparing", ids, coders,
    )  # fmt: skip


def further(
    connection: Connection, found: Round, documents: Sequence[str], coders: Sequence[str], reason: str,
    viewer: Viewer,
) -> tuple[list[DocumentId], list[str]]:  # fmt: skip
    """The records and coders among these that are not in the round yet. `Invalid` names each field that is wrong."""
    every, unknown = _documents(connection, documents, viewer)
    ids = [one for one in every if one not in found.documents]
    people = [one for one in dict.fromkeys(coders) if one not in found.coders]
    wrong: dict[str, list[str]] = {}
    if unknown or len(found.documents) + len(ids) > MOST_DOCUMENTS:
        wrong["documents"] = ["round.documents" if unknown else "round.many_documents"]
    if len(people) + len(found.coders) > MOST_CODERS or not set(people) <= able_coders(connection, found.access).keys():
        wrong["coders"] = ["round.coders"]
    if not reason:
        wrong["reason"] = ["round.why_more"]
    if wrong:
        raise Invalid("round.invalid", wrong, unknown=", ".join(unknown[:5]))
    if not ids and not people:
        raise Invalid("round.nothing_added")
    return ids, people


def access_for(typed: str, viewer: Viewer) -> Audience:
    """The readers of a round as they were typed: a group of the viewer's, or all members. `Invalid`."""
    try:
        wanted = audience(typed)
    except ValueError:
        wanted = None
    if wanted is None or not is_for_work(wanted) or wanted not in viewer.audiences:
        raise Invalid("round.access", {"access": ["round.access"]})
    return wanted


def _usable(codebooks: CodebookService, asked: RoundAsked, access: Audience, viewer: Viewer) -> CodebookVersion | None:
    """The version, where it can be coded with by all who read the round."""
    try:
        found = codebooks.version(viewer, asked.codebook, asked.version or None)
    except NotFound:
        return None
    return found if found.state == "published" and includes(found.access, access) else None


def _documents(
    connection: Connection, typed: Sequence[str], viewer: Viewer
) -> tuple[tuple[DocumentId, ...], list[str]]:  # fmt: skip
    """The records that were meant, in order, and what of it is none that the viewer may read."""
    wanted = list(dict.fromkeys(one for one in (text.strip() for text in typed) if one))
    ids = [one for one in map(as_id, wanted) if one is not None]
    there = sight.readable_among(connection, ids, viewer.audiences)
    return tuple(one for one in ids if one in there), [one for one in wanted if one not in there]
