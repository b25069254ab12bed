"""Requests whose files stay in memory: what is sent to be sealed never lies on the disk in clear.

Werkzeug puts a file of more than half a megabyte into the folder for temporary files while it reads the form. Our own
server does so with what is longer than `IN_MEMORY`, before anybody has looked whether it is too long, and with answers.
"""

from __future__ import annotations

import copy
from io import BytesIO
from typing import IO, Any

from flask import Request
from waitress.parser import HTTPRequestParser

from web.unlocking import PLACE

IN_MEMORY = 8_000_000
"""Bytes of a request or of an answer that waits: neither a brief that is checked nor a sealed record is put on disk."""
_DISCREET = (f"{PLACE}/", "/check")


class DiscreetParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """What is sent to be sealed, or to be checked, is refused by its length where it would be put on disk."""

    adj: Any  # the server's settings, waitress's `Adjustments`

    def parse_header(self, header_plus: bytes) -> None:
        """The first line and the headers; what follows them may be so long."""
        super().parse_header(header_plus)
        if any(place in self.path for place in _DISCREET) and self.adj.max_request_body_size > IN_MEMORY:
            self.adj = copy.copy(self.adj)
            self.adj.max_request_body_size = IN_MEMORY


class DiscreetRequest(Request):
    """A request as Flask reads it, but for files that are sent to the pages of sealed records."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        if f"{PLACE}/" in self.path:
            return BytesIO()
        return super()._get_file_stream(total_content_length, content_type, filename, content_length)
