"""Files that an assessment rests on: photographs, letters, minutes. Kept as they came, given out clean of who made
them.

Only a file that was sent with an entry is reached through it: no hash that somebody names opens a file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePath

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Forbidden, Invalid, NotFound
from caselaw.domain.intake.upload import Sent
from caselaw.domain.tracking.measure import LONGEST_LINE, Evidence
from caselaw.services.intake.records import storable
from caselaw.services.reading.documents import Cleaned, OriginalFile
from caselaw.services.tracking.followed import Followed, Keepers
from caselaw.store.blobs import Blobs

LARGEST = 20_000_000
"""Bytes of one file."""
FORMATS = {
    ".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".txt": "txt", ".md": "md", ".html": "html",
    ".htm": "html", ".eml": "eml", ".png": "image", ".jpg": "image", ".jpeg": "image", ".tif": "image",
    ".tiff": "image",
}  # fmt: skip
"""What may be sent, by the end of its name: what can be freed of the traces of people."""


@dataclass(frozen=True)
class EvidenceFiles:
    """Where such files lie, and how they are made clean."""

    blobs: Blobs
    cleaned: Cleaned

    def keep(self, sent: Sent) -> Evidence:
        """Keep a file. Raises `Invalid` for one that is empty, too large or of a format that cannot be cleaned."""
        name = " ".join(storable(PurePath(sent.name.replace("\\", "/")).name).split())[-LONGEST_LINE:]
        if PurePath(name).suffix.lower() not in FORMATS:
            raise Invalid("measure.invalid", {"file": ["measure.file_format"]})
        try:
            sha256, size = self.blobs.take(sent.stream, LARGEST)
        except ValueError:
            raise Invalid("measure.invalid", {"file": ["measure.file_large"]}) from None
        if not size:
            raise Invalid("measure.invalid", {"file": ["measure.file_empty"]})
        return Evidence("file", sha256, name)

    def open(self, found: Followed, entry_id: str, viewer: Viewer) -> OriginalFile:
        """The file of an entry that the viewer reads, made clean. One that cannot be is given to those alone who follow
        the measure. Raises `NotFound`, `Forbidden`."""
        entry = next((one for one in found.measure.entries if one.id == entry_id), None)
        proof = next((one for one in entry.evidence if one.kind == "file"), None) if entry else None
        if proof is None:
            raise NotFound()
        return self.give(proof, follows=may(viewer, Action.FOLLOW_MEASURE, Keepers(found.measure.keeper)))

    def give(self, proof: Evidence, *, follows: bool) -> OriginalFile:
        """A kept file, clean; as it came where it cannot be, to who `follows`. Raises `NotFound`, `Forbidden`."""
        path = self.blobs.path(proof.value)
        suffix = PurePath(proof.label).suffix.lower()
        if not path.is_file():
            raise NotFound()
        source = SourceFile(proof.value, proof.label, FORMATS.get(suffix, ""), path.stat().st_size)
        clean: Path | None = self.cleaned(source)
        if clean is None and not follows:
            raise Forbidden("files.not_cleaned")
        return OriginalFile(proof.label, suffix.lstrip("."), clean or path)
