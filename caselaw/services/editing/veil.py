"""Which facts of a document are closed to an editor, and which of their former values: asked here alone.

Who may correct a document does not for that read all of it. A fact that is restricted, or that holds withheld words,
can neither be corrected by whom it is withheld from, nor read in the history.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from caselaw.access.viewer import Viewer
from caselaw.domain.editing import FIELDS, RECORDS, TEXTS, VEILED, Value
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.veil.restrictions import MARK, Field, Name, Passage, Restriction, hidden
from caselaw.store.withholding import veil

_WORDS = frozenset({*TEXTS, *RECORDS, "judges"} - {"terms"})
"""The facts that are words, and may have held a withheld name."""


def closed(
    connection: Connection, document: DocumentId, facts: Mapping[str, Value], viewer: Viewer
) -> frozenset[str]:  # fmt: skip
    """The fields that this viewer may not correct; `facts` are as she reads them."""
    kept = _hidden(connection, document, viewer)
    marks = {MARK, *(one.target.span.mark for one in kept if isinstance(one.target, Passage) and one.target.span)}
    return _fields(kept) | {field for field, value in facts.items() if any(mark in repr(value) for mark in marks)}


def closed_past(connection: Connection, document: DocumentId, viewer: Viewer) -> frozenset[str]:
    """The fields whose former values this viewer may not read: where words are withheld from her, every fact that is
    words, for a name that is withheld today stood in them plainly before."""
    kept = _hidden(connection, document, viewer)
    return _fields(kept) | (_WORDS if any(isinstance(one.target, Passage | Name) for one in kept) else frozenset())


def unmarked(connection: Connection, document: DocumentId, fields: Collection[str]) -> frozenset[str]:
    """Those of the fields whose values, as the tables show them, have no mark in the place of words: of a document of
    which something is restricted, none that are words or restricted themselves. A mark must never be remembered as a
    value, for what is remembered can be put back."""
    known = veil.of(connection, [document]).get(document, ())
    return frozenset(fields) - (_fields(known) | _WORDS if known else frozenset())


def _hidden(connection: Connection, document: DocumentId, viewer: Viewer) -> tuple[Restriction, ...]:
    return hidden(veil.of(connection, [document]).get(document, ()), viewer.audiences)


def _fields(kept: tuple[Restriction, ...]) -> frozenset[str]:
    names = {one.target.name for one in kept if isinstance(one.target, Field)}
    return frozenset(field for field in FIELDS if VEILED.get(field, field) in names)
