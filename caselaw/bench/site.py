"""A site for a benchmark: a database, files and an index of its own, gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from caselaw.settings import Settings
from caselaw.wiring import Services, build


@contextmanager
def empty_site(settings: Settings) -> Iterator[Services]:
    """Services as these settings say, over nothing yet."""
    with tempfile.TemporaryDirectory(prefix="caselaw-bench-") as name:
        services = build(
            replace(
                settings,
                database_url=f"sqlite:///{name}/caselaw.db",
                search_url=f"tantivy:{name}/index",
                files=Path(name) / "files",
            )
        )
        try:
            services.store.migrate()
            yield services
        finally:
            services.close()
