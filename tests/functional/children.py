"""What the tests run in processes of their own, to be killed or to race: `python -m tests.functional.children …`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NoReturn

from caselaw.access.viewer import OPERATOR, Viewer
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.veil.access import Wanted
from caselaw.domain.withholding.names import WithheldName
from caselaw.search.engines import tantivy
from caselaw.search.port import IndexDocument
from caselaw.settings import Settings
from caselaw.store import UnitOfWork
from caselaw.store.intake import adding
from caselaw.wiring import Services, build
from tests.factories import a_record


def main(act: str, *arguments: str) -> None:
    """Do one of the acts below on the installation that the environment names."""
    services = build(Settings.from_env(os.environ))
    ACTS[act](services, *arguments)
    services.close()


def store_and_die(services: Services, key: str) -> None:
    """Commit a document, and be gone before anything is indexed."""
    print(services.intake.store(a_record(key=key), viewer=OPERATOR).id, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def die_while_applying(services: Services, after: str) -> None:
    """Apply pending jobs, and be gone when this many rows have reached the engine."""
    index = services.index
    put = index.put

    def put_and_die(rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        return put(_until_death(rows, int(after)))

    index.put = put_and_die  # type: ignore[method-assign]
    services.indexing.apply_pending()


def _until_death(rows: Iterable[IndexDocument], after: int) -> Iterator[IndexDocument]:
    for number, row in enumerate(rows):
        if number == after:
            os.kill(os.getpid(), signal.SIGKILL)
        yield row


def die_after_indexing(services: Services) -> None:
    """Put the documents into the engine, and be gone before the jobs are noted as tried."""
    put = services.index.put

    def put_then_die(rows: Iterable[IndexDocument]) -> Mapping[DocumentId, str]:
        put(rows)
        os.kill(os.getpid(), signal.SIGKILL)
        return {}

    services.index.put = put_then_die  # type: ignore[method-assign]
    services.indexing.apply_pending()


def race(services: Services, keys: str, start: str) -> None:
    """Store the same keys as all others, all beginning at one moment; says what came of each."""
    time.sleep(max(0.0, float(start) - time.time()))
    for key in range(int(keys)):
        answer = services.intake.store(a_record(key=f"race:{key}", work_key="race"), viewer=OPERATOR)
        print(f"race:{key} {answer.id} {answer.outcome}", flush=True)


def die_while_replacing(services: Services, document: str, key: str) -> None:
    """Read a document again, and be gone when the old reading is out and the new one half in."""

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    adding.hang = die  # type: ignore[assignment]
    services.rereading.replace(document, a_record(key=key, title="Read again"), viewer=OPERATOR)


def protect_and_die(services: Services, how: str, document: str, moment: str) -> None:
    """Withhold a name, restrict a passage or publish a draft, and be gone: `inside` the transaction, once it is
    `committed`, when the engine is about to take the row, or has `taken` it."""
    if moment == "inside":
        UnitOfWork.index = _die  # type: ignore[method-assign]
    editor = Viewer("erin", frozenset({"editor"}))
    if how == "name":
        services.withholding.withhold(document, WithheldName(("Rosa Quispe",)), "members", viewer=editor)
    elif how == "passage":
        services.restricting.restrict(document, Wanted("members", anchor="p-2"), viewer=editor)
    else:
        services.reviewing.publish({document: int(how)}, viewer=editor)
    if moment == "committed":
        _die()
    elif moment == "taking":
        die_while_applying(services, "0")
    else:
        die_after_indexing(services)


def ask_and_die(services: Services, address: str) -> None:
    """Ask for a link for a new password, and be gone before anything is sent."""
    services.resets.send_later = _die  # type: ignore[method-assign]
    services.resets.ask(address, "en")


def rebuild_and_die(services: Services) -> None:
    """Build the index anew: says when all is read, waits to be told to go on, and is gone when the new one serves."""

    def wait(_done: int, _total: int) -> None:
        print("read", flush=True)
        sys.stdin.readline()

    services.indexing._compare = _die  # type: ignore[method-assign]  # what follows the swap
    services.indexing.rebuild(viewer=OPERATOR, progress=wait)


def die_before_noting(services: Services) -> None:
    """Apply pending jobs while another process builds the index anew, and be gone when the old one has them and the
    new one has not been told."""
    tantivy.note = _die  # type: ignore[attr-defined]
    services.indexing.apply_pending()


def _die(*_args: object, **_named: object) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


ACTS: Mapping[str, Callable[..., None]] = {
    "store_and_die": store_and_die,
    "die_while_applying": die_while_applying,
    "die_after_indexing": die_after_indexing,
    "race": race,
    "die_while_replacing": die_while_replacing,
    "protect_and_die": protect_and_die,
    "rebuild_and_die": rebuild_and_die,
    "ask_and_die": ask_and_die,
    "die_before_noting": die_before_noting,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
