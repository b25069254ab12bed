"""Files that what is followed rests on, as they are given out and as they come."""

from __future__ import annotations

from typing import Any

from flask import Response, request, send_file

from caselaw.access.actions import Action
from caselaw.access.policy import may_somewhere
from caselaw.services.reading.documents import OriginalFile
from caselaw.services.tracking.evidence_files import LARGEST
from web.session import viewer


def handed(file: OriginalFile, name: str) -> Response:
    """A file as it is given out, under this name: nobody on the way keeps it."""
    answer = send_file(
        file.path.resolve(),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=f"{name}.{file.format}",
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def let_files_in(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A file is larger than other forms may be, for who follows something; said before anything reads the form."""
    if endpoint in ("pages.assess_measure", "pages.take_up") and may_somewhere(viewer(), Action.FOLLOW_MEASURE):
        request.max_content_length = LARGEST + 100_000
