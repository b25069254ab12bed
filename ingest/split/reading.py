"""A report read from a file, and records made of the drafts that somebody approved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.errors import Conflict, Invalid, NotFound, StoreUnavailable, Unreadable
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.splitting.parts import Bid, Strategy
from caselaw.domain.text import shown
from caselaw.messages import say
from ingest.draft import Draft
from ingest.runs.batch import Reading, drafts
from ingest.split.drafts import cited, record_of
from ingest.split.propose import LEAST

if TYPE_CHECKING:
    from caselaw.wiring import Services


def read_report(path: Path, reading: Reading) -> Draft:
    """The one report that a file holds, read as `ingest` reads it; raises `Invalid` for a folder or an archive, and
    `Unreadable` for a file without text."""
    if path.is_dir():
        raise Invalid("split.one_file", path=shown(str(path)))
    found = next(iter(drafts([path], reading)))
    if found.members and not found.paragraphs:
        raise Invalid("split.one_file", path=shown(str(path)))
    if not found.paragraphs:
        raise Unreadable("split.unread", path=shown(str(path)))
    return found


def chosen(bids: tuple[Bid, ...], by: Strategy | None, *, path: str, reader: str) -> tuple[Bid, tuple[Bid, ...]]:
    """The bid to cut by, and the others: the one a person names, else the best that is good enough; raises
    `Unreadable`, with the reason, where there is none."""
    if by is not None:
        named = next((bid for bid in bids if bid.strategy == by), None)
        if named is None:
            raise Unreadable("split.not_so", path=path, strategy=say(f"split.by.{by}", reader))
        return named, tuple(bid for bid in bids if bid is not named)
    if not bids or bids[0].score < LEAST:
        raise Unreadable("split.no_report", path=path)
    return bids[0], bids[1:]


def make_records(services: Services, viewer: Viewer = OPERATOR, report: str | None = None) -> Iterator[DocumentId]:
    """Read the approved drafts that have no record yet and store one of each; those made meanwhile by another process,
    or withdrawn, are passed over. One on which we fail holds up no other; its fault is raised at the end."""
    fault: Exception | None = None
    for draft in services.case_making.waiting(viewer=viewer, report_id=report):
        try:
            found = services.case_making.material(draft, viewer=viewer)
            made = services.case_making.make(
                draft,
                record_of(
                    found.draft.part, found.paragraphs, key=found.key, language=found.language,
                    languages=found.languages, source=cited(found.title, found.draft.pages, found.language),
                ),
                viewer=viewer,
            )  # fmt: skip
        except (NotFound, Conflict):
            continue
        except StoreUnavailable:
            raise
        except Exception as trouble:
            fault = trouble
            continue
        if made.outcome == "added":
            yield made.id
    if fault is not None:
        raise fault
