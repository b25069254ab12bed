"""What the tests run in processes of their own, to be killed or to race: `python -m tests.functional.children …`."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping

from caselaw.access.viewer import OPERATOR
from caselaw.domain.identifiers import DocumentId
from caselaw.search.port import IndexDocument
from caselaw.settings import Settings
from caselaw.store import replacing
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

    replacing.intake.hang = die  # type: ignore[assignment]
    services.rereading.replace(document, a_record(key=key, title="Read again"), viewer=OPERATOR)


ACTS: Mapping[str, Callable[..., None]] = {
    "store_and_die": store_and_die,
    "die_while_applying": die_while_applying,
    "die_after_indexing": die_after_indexing,
    "race": race,
    "die_while_replacing": die_while_replacing,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
