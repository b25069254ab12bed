"""compose.yaml: nothing is open to other machines, nothing starts with a password that others know."""

from __future__ import annotations

import re
from typing import Any

import yaml

from tests.house.sources import ROOT

TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
LASTING = ("elasticsearch", "postgres")


def settings() -> dict[str, str]:
    return {name: str(value) for service in SERVICES.values() for name, value in service.get("environment", {}).items()}


def test_ports_are_open_on_loopback_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service.get("ports", ())]
    assert len(ports) == 2
    assert all(re.fullmatch(r"127\.0\.0\.1:\d+:\d+", port) for port in ports)
    assert not any(service.get("network_mode") == "host" for service in SERVICES.values())


def test_without_passwords_of_its_own_nothing_starts() -> None:
    passwords = {name: value for name, value in settings().items() if "PASSWORD" in name}
    assert set(passwords) == {"ELASTIC_PASSWORD", "POSTGRES_PASSWORD"}
    for name, value in passwords.items():
        assert re.fullmatch(rf"\$\{{{name}:\?[^}}]+\}}", value), "a default password would be known to all"
        assert name in TEXT.partition("services:")[0], "the first lines make it"
    assert "HOST_AUTH_METHOD" not in TEXT


def test_the_search_engine_speaks_tls_and_wants_a_login() -> None:
    found = settings()
    for name in ("xpack.security.enabled", "xpack.security.http.ssl.enabled", "xpack.security.transport.ssl.enabled"):
        assert found[name] == "true"
    assert "verification_mode" not in TEXT


def test_what_lasts_is_watched_and_kept() -> None:
    for name in LASTING:
        service = SERVICES[name]
        assert service["healthcheck"]["test"]
        kept = {volume.partition(":")[0] for volume in service["volumes"]}
        assert kept <= set(COMPOSE["volumes"])
        assert re.search(r":\d", service["image"]), "a version, not whatever is newest"


def test_passwords_stay_out_of_the_repository() -> None:
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_settings_named_in_the_comments_exist() -> None:
    from caselaw.settings import settings_table

    for name in re.findall(r"CASELAW_[A-Z_]+", TEXT):
        assert f"`{name}`" in settings_table()
