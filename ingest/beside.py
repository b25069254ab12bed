"""The process beside a worker that reads uploads, so that no index waits for a file of a thousand pages."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caselaw.wiring import Services

_PAUSE = 10.0  # seconds
_ENDS_WITHIN = 5.0


class Reader:
    """The process beside a worker: begun when something waits, ended with it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._not_before = float("-inf")

    def look(self, services: Services) -> None:
        """Begin it, where an upload waits and it does not run. Where it leaves something waiting (another worker's has
        it, or it failed), it is not begun again at once."""
        if self._process is not None:
            if self._process.poll() is None:
                return
            self._process, self._not_before = None, time.monotonic() + _PAUSE
        if not services.drafting.pending():
            self._not_before = float("-inf")
        elif time.monotonic() >= self._not_before:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "ingest.uploading", "--parent", str(os.getpid())],
                env={**os.environ, **services.settings.environment()},
            )

    def end(self) -> None:
        """End it; what it was at is read again later."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
