"""An upgrade under way: pages and the API say so and when to come back, workers end what they do and begin nothing."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caselaw.domain.errors import StoreUnavailable
from caselaw.settings import Settings
from caselaw.store import Store
from caselaw.wiring import Services, build
from ingest.worker import Worker
from search_api.app import create_app as create_api
from tests.functional.test_killed import wait_until
from web.app import create_app

SAID = {
    "en": "This site is being upgraded",
    "es": "Este sitio se está actualizando",
    "fr": "Ce site est en cours de mise à niveau",
    "ar": "تجري الآن ترقية هذا الموقع",
}


@pytest.fixture
def site(settings: Settings, migrated: Path) -> Iterator[Services]:
    shutil.copy(migrated, settings.database_url.removeprefix("sqlite:///"))
    built = build(settings)
    yield built
    built.close()


@contextmanager
def changing(url: str) -> Iterator[None]:
    """Somebody else changes the tables, until the end."""
    other, held, over = Store(url), threading.Event(), threading.Event()

    def change(_revision: str, _waits: object = None) -> None:
        held.set()
        assert over.wait(30)

    other.migrate_to = change  # type: ignore[method-assign, assignment]
    thread = threading.Thread(target=other.migrate)
    thread.start()
    assert held.wait(10)
    try:
        yield
    finally:
        over.set()
        thread.join()
        other.close()


def test_pages_and_api_say_so(site: Services) -> None:
    client = create_app(site.settings, site).test_client()
    alone = create_api(site.settings, site).test_client()
    with changing(site.settings.database_url):
        for language, words in SAID.items():
            for address in (f"/{language}/", f"/{language}/documents/nothing", f"/{language}/nothing"):
                answer = client.get(address)
                assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60"), address
                assert words in answer.get_data(as_text=True)
        for api in (client, alone):
            for address in ("/api/v1/search?q=water&reader=fr", "/api/v1/nothing?reader=fr"):
                answer = api.get(address)
                assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
                assert answer.get_json()["code"] == "store.upgrading"
                assert "mise à niveau" in answer.get_json()["message"]
        assert client.post("/en/login", data={"email": "a@example.org"}).status_code == 503
        assert client.get("/health/live").status_code == 200
    _a_second_later(site)
    assert client.get("/en/").status_code == 200
    for revision, fault in (("0012", "store.behind"), ("9999", "store.ahead")):
        with site.store.writing() as connection:
            connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")  # noqa: S608
        _a_second_later(site)
        assert (client.get("/ar/").status_code, alone.get("/api/v1/documents").status_code) == (503, 503)
        with pytest.raises(StoreUnavailable) as refused:
            site.store.check()
        assert refused.value.code == fault


def test_a_database_without_tables_is_not_upgraded_but_away(settings: Settings) -> None:
    """A wrong address of the database makes an empty file; "a few minutes" would be waited for in vain."""
    services = build(settings)
    assert not services.store.is_current(), "looking makes the file"
    answer = create_app(settings, services).test_client().get("/en/documents")
    assert answer.status_code == 503
    assert SAID["en"] not in answer.get_data(as_text=True)
    assert not services.upgrades.under_way()
    services.close()


def _a_second_later(site: Services) -> None:
    site.upgrades._looked = float("-inf")


def test_a_worker_ends_what_it_does_before_the_tables_are_changed(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """On both databases: who migrates waits for the turn in hand, and no other begins."""
    services = build(
        Settings.from_env(
            {
                "CASELAW_DATABASE_URL": store.address,
                "CASELAW_SEARCH_URL": f"tantivy:{tmp_path}/index",
                "CASELAW_FILES": f"{tmp_path}/files",
            }
        )
    )
    steps: list[str] = []
    at_work, go_on = threading.Event(), threading.Event()

    def work(worker: Worker) -> tuple[object, bool]:
        steps.append("begins")
        at_work.set()
        assert go_on.wait(30)
        steps.append("ends")
        worker.stop()
        raise StoreUnavailable()

    monkeypatch.setattr(Worker, "_work", work)
    worker = threading.Thread(target=Worker(services).run)
    worker.start()
    assert at_work.wait(10)
    other = Store(store.address)

    def migrate() -> None:
        other.migrate(lambda: steps.append("waits"))
        steps.append("changed")

    migrating = threading.Thread(target=migrate)
    migrating.start()
    wait_until(lambda: "waits" in steps)
    assert store.is_changing()
    with pytest.raises(StoreUnavailable) as refused, services.upgrades.working():
        pass
    assert refused.value.code == "store.upgrading"
    go_on.set()
    worker.join(30)
    migrating.join(30)
    assert steps == ["begins", "waits", "ends", "changed"]
    assert not store.is_changing()
    other.close()
    services.close()
