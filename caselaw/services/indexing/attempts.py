"""Jobs on documents, each done by itself: one on which we fail is tried again later, and holds up no other."""

from __future__ import annotations

import logging
from collections.abc import Callable

from caselaw.domain.errors import CaselawError
from caselaw.domain.identifiers import DocumentId
from caselaw.store import jobs

log = logging.getLogger(__name__)


def attempt(taken: jobs.Taken, do: Callable[[DocumentId], None], doing: str) -> None:
    """Do these jobs, once for each document, and settle them; `doing` says in the log what it was that failed.

    Raises what `do` says of the database: then the jobs stay as they are.
    """
    failed: dict[DocumentId, str] = {}
    for document in dict.fromkeys(DocumentId(job.subject) for job in taken.jobs):
        try:
            do(document)
        except CaselawError:
            raise
        except Exception as fault:
            log.exception("%s %s", doing, document)
            failed[document] = type(fault).__name__
    with taken.writing() as connection:
        jobs.settle(connection, [job.id for job in taken.jobs if job.subject not in failed])
        jobs.postpone(connection, [job for job in taken.jobs if job.subject in failed], failed)
