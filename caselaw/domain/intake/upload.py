"""An upload: files that somebody sent in one go, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Literal

from caselaw.domain.audience import Audience
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.problems import Problem

FileState = Literal[
    "waiting", "reading", "stored", "duplicate", "refused", "opened", "stopped", "returned", "published"
]  # fmt: skip
UNFINISHED: tuple[FileState, ...] = ("waiting", "reading")
UploadState = Literal["running", "stopped", "finished"]
MOST_FILES = 200  # in one upload; an archive may hold more
MOST_TRIES = 4  # a file that ends its reader so often is not read again
LONGEST_NOTE = 500
LONGEST_NAME = 200


@dataclass(frozen=True)
class Sent:
    """A file as it comes in, under the name that its sender gave it."""

    name: str
    stream: IO[bytes]


@dataclass(frozen=True)
class Wishes:
    """What the sender said of all her files: whom they are for, once an editor has looked at them (nothing: as usual);
    the collection they join; their kind and language, where she knows better than the reader of files; where they are
    from; and whether they are about people at risk."""

    access: Audience
    collection: str | None = None
    kind: str | None = None
    language: str | None = None
    note: str = ""
    sensitive: bool = False


@dataclass(frozen=True)
class UploadedFile:
    """One file of an upload, or one inside an archive or a mail (`inside`: the names on the way, outermost first).

    "stored": it is a draft that waits for a look, "published": others read it; "duplicate": `document` is the same
    file; "opened": its files stand behind it; "returned": an editor took it away, for this `reason`. `sha256` is that
    of the file that was sent.
    """

    id: str
    position: int
    name: str
    sha256: str
    size: int
    state: FileState
    inside: tuple[str, ...] = ()
    format: str = ""
    document: DocumentId | None = None
    problem: Problem | None = None
    reason: str | None = None
    tries: int = 0


@dataclass(frozen=True)
class Upload:
    """`by` is the account that sent it; `revision` grows with every change of a file."""

    id: str
    by: str
    wishes: Wishes
    stopped: bool
    revision: int
    added: datetime
    files: Sequence[UploadedFile] = ()

    @property
    def state(self) -> UploadState:
        if self.stopped:
            return "stopped"
        return "running" if any(file.state in UNFINISHED for file in self.files) else "finished"

    @property
    def counts(self) -> Counter[str]:
        return Counter(file.state for file in self.files)
