"""Whatever is asked, the API answers as its description says, and never with a fault of its own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from caselaw.access.viewer import OPERATOR
from caselaw.domain.audience import MEMBERS
from caselaw.domain.languages import LANGUAGES
from caselaw.settings import Settings
from caselaw.wiring import build
from search_api.app import create_app
from search_api.openapi import FILE
from tests.factories import a_record

EXAMPLES = 40
NO_LIMIT = 1_000_000
CONFIG = FILE.with_name("schemathesis.toml")


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> Iterator[BaseSchema]:
    folder = tmp_path_factory.mktemp("conformity")
    settings = Settings.from_env(
        {
            "CASELAW_DATABASE_URL": f"sqlite:///{folder}/caselaw.db",
            "CASELAW_SEARCH_URL": f"tantivy:{folder}/index",
            "CASELAW_FILES": f"{folder}/files",
        }
    )
    shutil.copy(migrated, folder / "caselaw.db")
    services = build(settings)
    for language in LANGUAGES:
        services.intake.store(a_record(language, work_key="case"), viewer=OPERATOR)
        services.intake.store(a_record(language, access=MEMBERS), viewer=OPERATOR)
    services.indexing.rebuild(viewer=OPERATOR)
    app = create_app(replace(settings, searches_a_minute=NO_LIMIT), services)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=SchemathesisConfig.from_path(CONFIG))
    services.close()


def addresses() -> list[tuple[str, str]]:
    """Every address with each of its methods."""
    paths = json.loads(FILE.read_text(encoding="utf-8"))["paths"]
    return [(address, method.upper()) for address in paths for method in ("get", "post") if method in paths[address]]


@pytest.mark.parametrize(("address", "method"), addresses())
def test_every_answer_is_as_described(described: BaseSchema, address: str, method: str) -> None:
    @given(case=described[address][method].as_strategy())
    @examples(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    ask()


@pytest.mark.parametrize(("address", "method"), addresses())
def test_what_breaks_the_description_is_refused(described: BaseSchema, address: str, method: str) -> None:
    @given(case=described[address][method].as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE))
    @examples(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate()

    ask()
