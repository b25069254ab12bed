"""Giving a document to those who read it from now on, holding it back until an editor has looked, and letting it go:
steps of a verb, inside its transaction."""

from __future__ import annotations

from caselaw.domain.audience import Audience
from caselaw.domain.document import Document
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.intake.hold import HoldReason
from caselaw.search.lexicon import RECIPE
from caselaw.store import UnitOfWork
from caselaw.store.intake import adding as rows
from caselaw.store.vocabulary import lexicons
from caselaw.store.withholding import holds


def give(work: UnitOfWork, document: DocumentId, access: Audience) -> None:
    """Give a document to an audience inside a transaction, with its audit line; the index follows."""
    lexicons.distrust(work.connection, document, RECIPE)
    revision = rows.change_access(work.connection, document, access)
    if revision is not None:
        work.record("change access", document, before=revision - 1, after=revision)
        work.index(document)
        work.relate(document)


def hold(work: UnitOfWork, document: Document, reason: HoldReason) -> bool:
    """From now on the editors among its readers alone read the document; False where it was held for this reason."""
    access = holds.locked(work.connection, document.id) or document.access
    if not holds.add(work.connection, document.id, reason, access, work.actor):
        return False
    work.record(f"hold for {reason}", document.id)
    give(work, document.id, holds.meant(work.connection, {document.id: access})[document.id])
    return True


def release(work: UnitOfWork, document: DocumentId, reason: HoldReason) -> Audience | None:
    """This reason holds the document no more. The audience that reads it from now on; None where another reason still
    holds it, or where nobody held it for this one."""
    wanted = holds.remove(work.connection, document, reason)
    if wanted is not None:
        give(work, document, wanted)
    return wanted
