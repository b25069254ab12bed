"""The worker, beside the site or alone: applies index jobs as they come, makes the records of approved cases, and
looks for the versions and the case of each new document.

`python -m ingest.worker` runs until SIGTERM or SIGINT; with `--parent PID` also no longer than that process. It may be
killed at any moment: what it was doing is found undone by the next one.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from types import FrameType

import click

from caselaw.access.viewer import OPERATOR
from caselaw.domain.errors import SearchUnavailable, SettingsError, StoreUnavailable
from caselaw.messages import say, say_error
from caselaw.services.indexing.index import Applied
from caselaw.services.watching import lines
from caselaw.services.watching.watch import WORKER
from caselaw.settings import Settings
from caselaw.wiring import Services, build
from ingest.beside import Reader

_IDLE = 0.5  # seconds between two looks for new jobs
_LONGEST_PAUSE = 30.0  # while the engine or the database is down
_BEAT = 10.0
_UPGRADING = ("store.upgrading", "store.behind", "store.ahead")
_LONGEST_TURN = 3.0  # with the records of one report

log = logging.getLogger("caselaw.worker")


class Worker:
    """One loop over the jobs of one installation."""

    def __init__(self, services: Services, *, parent: int | None = None) -> None:
        self._services = services
        services.watch.role = WORKER
        self._parent = parent
        self._name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(2)}"
        self._language = services.settings.languages[0]
        self._stop = threading.Event()
        self._trouble: str | None = None
        self._pause = _IDLE
        self._beaten = float("-inf")
        self._reader = Reader()

    def stop(self) -> None:
        """End after the work in hand."""
        self._stop.set()

    def run(self) -> None:
        """Work until told to stop."""
        log.info(say("worker.started", self._language))
        while not self._over():
            if not self._turn():
                self._rest()
        self._end()
        log.info(say("worker.ended", self._language))

    def _over(self) -> bool:
        return self._stop.is_set() or (self._parent is not None and os.getppid() != self._parent)

    def _turn(self) -> bool:
        """One round; True where there may be more to do at once."""
        try:
            with self._services.upgrades.working():
                applied, more = self._work()
        except (SearchUnavailable, StoreUnavailable) as fault:
            if fault.code in _UPGRADING:
                self._reader.end()
            self._note(say_error(fault, self._language))
            return False
        except Exception as fault:  # a fault of ours: told in full, and never the end of all indexing
            if self._note(say("worker.fault", self._language, kind=type(fault).__name__)):
                log.exception("")
            return False
        if self._trouble is not None:
            log.info(say("worker.recovered", self._language))
        self._trouble, self._pause = None, _IDLE
        for document, reason in applied.refused.items():
            log.warning(say("worker.refused", self._language, document=document, reason=reason))
        return more or not (applied.idle or applied.busy)

    def _work(self) -> tuple[Applied, bool]:
        """What became of the index jobs that waited, and whether more is to be done beside them."""
        self._beat()
        self._services.courts.refresh()
        self._services.subjects.refresh()
        self._reader.look(self._services)
        with self._services.watch.work("index") as did:
            applied = self._services.indexing.apply_pending()
            did.append(bool(applied.applied or applied.settled or applied.refused))
        more = False
        try:
            more = applied.idle and self._relate()
        finally:
            more = self._make_approved() or more
        return applied, more

    def _relate(self) -> bool:
        """What may wait until everything can be found: versions and cases looked for, versions aligned, what these
        teach the lexicon, and last of all vectors."""
        work = self._services.watch.work
        with work("relate") as did:
            did.append(bool(self._services.relating.apply_pending(limit=5).documents))
        if did[0]:
            return True
        with work("align") as did:
            did.append(bool(self._services.alignments.apply_pending(limit=1)))
        if did[0]:
            return True
        with work("lexicon") as did:
            did.append(bool(self._services.lexicon.apply_pending()))
        with work("encode") as did:
            did.append(self._services.encoding.apply_pending())
        return did[0]

    def _make_approved(self) -> bool:
        """Make some of the records of cases that somebody approved and left to whoever reads facts; True where more are
        left: nothing else is to wait for a report of thousands."""
        if self._services.case_making.waiting(viewer=OPERATOR):
            from ingest.split.reading import make_records  # the readers are loaded only where something waits

            until = time.monotonic() + _LONGEST_TURN
            for case in make_records(self._services):
                log.info(say("split.made", self._language, document=case))
                if time.monotonic() >= until:
                    return True
        return False

    def _beat(self) -> None:
        if time.monotonic() - self._beaten >= _BEAT:
            self._services.health.check_database()
            self._services.health.beat(self._name)
            self._services.watch.look()
            self._services.sessions.forget_expired()
            self._services.circulation.remind_due()
            self._services.resets.send_later()
            self._beaten = time.monotonic()

    def _note(self, sentence: str) -> bool:
        """Say a trouble once, not at every try; wait longer each time. True where it is new."""
        new = sentence != self._trouble
        if new:
            log.warning(sentence)
        self._trouble, self._pause = sentence, min(self._pause * 2, _LONGEST_PAUSE)
        return new

    def _rest(self) -> None:
        """Wait for the next look; wakes for a signal, and looks after the parent meanwhile."""
        until = time.monotonic() + self._pause
        while not self._over() and (left := until - time.monotonic()) > 0:
            self._stop.wait(min(left, _IDLE))

    def _end(self) -> None:
        self._reader.end()
        try:
            self._services.health.end(self._name)
        except StoreUnavailable as fault:
            self._note(say_error(fault, self._language))


@click.command()
@click.option("--parent", type=int, default=None, help="End when this process, which started the worker, is gone.")
def main(parent: int | None) -> None:
    """Take jobs as they come."""
    os.umask(0o077)  # the index holds what is not for everyone
    lines.begin()
    try:
        settings = Settings.from_env(os.environ)
    except SettingsError as fault:
        raise click.UsageError(say_error(fault, "en")) from None
    services = build(settings)
    worker = Worker(services, parent=parent)

    def stop(_number: int, _frame: FrameType | None) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        worker.run()
    finally:
        services.close()


if __name__ == "__main__":
    main()
