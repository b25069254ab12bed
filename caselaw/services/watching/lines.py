"""What goes into the log: one JSON object a line, or plain lines on a terminal. No query, no name, no address.

What stands behind a `?` is cut from every message, whoever wrote it. Of an error nobody foresaw a line tells its kind
and where it arose; its message is left out, for it may repeat what a reader typed: it is shown on a terminal alone.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request at work, which every line of the log then names."""
_ASKED = re.compile(r"\?[^\s\"'<>]+")
_OUR_FOLDERS = re.compile(r".*?/((?:caselaw|ingest|web|search_api|site-packages)/)")
_INSIDE = r"\1"
_FRAMES = 30


class JsonLines(logging.Formatter):
    """One record, one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; what a caller adds by `extra={"facts": {...}}` stands in it under names of its own."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        form: dict[str, object] = {"at": moment, "level": record.levelname.lower(), "from": record.name}
        if said := without_query(record.getMessage()):
            form["message"] = said
        if request := REQUEST.get():
            form["request"] = request
        form.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0]:
            form["error"], form["trace"] = record.exc_info[0].__name__, places(record.exc_info[2])
        return json.dumps(form, ensure_ascii=False)


class PlainLines(logging.Formatter):
    """For somebody who looks on: the time and the sentence, and errors in full."""

    def format(self, record: logging.LogRecord) -> str:
        return without_query(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is the library's
        facts = getattr(record, "facts", {})
        return " ".join((super().formatMessage(record), *(f"{name}={value}" for name, value in facts.items()))).strip()


class _ToStderr(logging.StreamHandler[TextIO]):
    """Whatever stderr is when something is said: it may have been turned elsewhere meanwhile."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stderr


def begin(stream: TextIO | None = None) -> None:
    """Write the log to `stream` (stderr): as JSON where that is not a terminal. Safe to repeat."""
    handler = logging.StreamHandler(stream) if stream else _ToStderr()
    terminal = (stream or sys.stderr).isatty()
    handler.setFormatter(PlainLines("%(asctime)s %(message)s") if terminal else JsonLines())
    root = logging.getLogger()
    for earlier in [one for one in root.handlers if isinstance(one.formatter, (JsonLines, PlainLines))]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it says at every look that it looked
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)  # what is down is said by us, in one sentence
    logging.getLogger("waitress").setLevel(logging.ERROR)  # its warnings name addresses, and how many wait


def without_query(text: str) -> str:
    """The text with nothing behind a question mark of an address."""
    return _ASKED.sub("?…", text)


def places(trace: TracebackType | None) -> list[str]:
    """Where an error arose, the innermost last: file, line and function, and no value."""
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{_OUR_FOLDERS.sub(_INSIDE, one.filename)}:{one.lineno} {one.name}" for one in frames]
