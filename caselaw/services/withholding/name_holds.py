"""Versions that wait because another version of their decision does not print a name that they print: put on hold as
soon as they stand in one work, shown to editors with the reason, and let go by one of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import may, require
from caselaw.access.viewer import Viewer
from caselaw.cite.countries import country_names as known_countries
from caselaw.domain.document import Document
from caselaw.domain.errors import Invalid, NotFound
from caselaw.domain.identifiers import DocumentId, require_id
from caselaw.domain.intake.hold import Hold
from caselaw.domain.withholding.anonymity import Disagreement, Edition, disagreements
from caselaw.domain.withholding.private_persons import country_names
from caselaw.services.intake.holding import hold, release
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store import documents as stored
from caselaw.store.documents import Audiences
from caselaw.store.withholding import holds, names

PAGE = 50
_LOOKED_AT = 120  # paragraphs of a version: who is named is named at the beginning


@dataclass(frozen=True)
class Waiting:
    """A version that waits, and why; `anonymised` is the version that does not print the name, None where the viewer
    may not read it or it has gone."""

    document: Document
    hold: Hold
    found: Disagreement | None = None
    anonymised: Document | None = None


class NameHoldService:
    """What waits for a look at its names, and letting it go."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(self, *, viewer: Viewer, after: int = 0) -> tuple[Waiting, ...]:
        """What waits of what the viewer may review, the oldest first; one more than PAGE where there are further."""
        with self._store.reading() as connection:
            waiting = holds.waiting(connection, "names", viewer.audiences, after=after, size=PAGE + 1)
            found = stored.load_many(connection, [one.document for one in waiting], viewer.audiences)
            mine = [
                one for one in waiting if one.document in found and may(viewer, Action.RESTRICT, found[one.document])
            ]
            return tuple(_waiting(connection, found[one.document], one, viewer) for one in mine)

    def of(self, document_id: str, *, viewer: Viewer) -> Waiting | None:
        """Why this document waits; None where it does not. Raises `NotFound`, `Forbidden`."""
        with self._store.reading() as connection:
            document = _reviewable(connection, document_id, viewer)
            held = [one for one in holds.of(connection, [document.id]).get(document.id, ()) if one.reason == "names"]
            return _waiting(connection, document, held[0], viewer) if held else None

    def release(self, document_id: str, *, viewer: Viewer) -> None:
        """Somebody has looked: the version is read by whom it is meant for, with what is withheld in it by then. Raises
        `NotFound`, `Forbidden`, and `Invalid` where it does not wait."""
        with self._store.begin(actor(viewer)) as work:
            document = _reviewable(work.connection, document_id, viewer)
            if not any(one.reason == "names" for one in holds.of(work.connection, [document.id]).get(document.id, ())):
                raise Invalid("withholding.not_held")
            names.review(work.connection, document.id, work.actor)
            work.record("review names", document.id, before=document.revision)
            release(work, document.id, "names")


@contextmanager
def names_read_anew(work: UnitOfWork, work_id: str, document: DocumentId) -> Iterator[None]:
    """Within this a version of the work is read anew. Where it says otherwise who is named, or its text is another, it
    is no more what an editor looked at when she let it go."""
    before = _naming(work.connection, work_id, document)
    yield
    if _naming(work.connection, work_id, document) != before:
        names.forget_review(work.connection, document)
    hold_names(work, work_id)


def _naming(connection: Connection, work_id: str, document: DocumentId) -> tuple[object, ...]:
    (one,) = (each for each in _editions(connection, work_id, stored.EVERYONE) if each.id == document)
    facts = one.facts
    return facts.title, facts.case_name, facts.headline, facts.parties, tuple(one.texts)


def hold_names(work: UnitOfWork, work_id: str) -> tuple[DocumentId, ...]:
    """Put on hold each version of this work that prints, or may print, a person whom another does not, unless an editor
    has looked at it in this work; those that were put on hold now. A step of a verb, inside its transaction."""
    found = _disagreements(work.connection, work_id, stored.EVERYONE)
    looked = names.reviewed(work.connection, [one.prints for one in found])
    documents = stored.load_many(
        work.connection, [one.prints for one in found if one.prints not in looked], stored.EVERYONE
    )
    return tuple(one for one in sorted(documents) if hold(work, documents[one], "names"))


def _disagreements(connection: Connection, work_id: str, audiences: Audiences) -> tuple[Disagreement, ...]:
    editions = _editions(connection, work_id, audiences)
    return disagreements(editions, country_names(known_countries())) if len(editions) > 1 else ()


def _editions(connection: Connection, work_id: str, audiences: Audiences) -> list[Edition]:
    found = []
    for one in stored.versions_of(connection, work_id, audiences):
        texts = stored.load_paragraphs(connection, one.id, audiences, size=_LOOKED_AT)
        found.append(Edition(one.id, one.facts, [paragraph.text for paragraph in texts]))
    return found


def _waiting(connection: Connection, document: Document, held: Hold, viewer: Viewer) -> Waiting:
    found = _disagreements(connection, document.work_id, viewer.audiences)
    why = next((one for one in found if one.prints == document.id), None)
    other = stored.load_many(connection, [why.anonymised], viewer.audiences) if why else {}
    return Waiting(document, held, why, other.get(why.anonymised) if why else None)


def _reviewable(connection: Connection, document_id: str, viewer: Viewer) -> Document:
    wanted = require_id(document_id)
    found = stored.load_many(connection, [wanted], viewer.audiences).get(wanted)
    if found is None:
        raise NotFound()
    require(viewer, Action.RESTRICT, found)
    return found
