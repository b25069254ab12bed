"""Settings: read once, refused in a sentence."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from caselaw.domain.errors import SettingsError
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say_error
from caselaw.settings import Settings, without_password


def test_defaults_need_no_service() -> None:
    settings = Settings.from_env({})
    assert settings.embedded_search
    assert settings.database_url.startswith("sqlite:")
    assert settings.languages == LANGUAGES
    assert not settings.secure


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CASELAW_DATABASE_URL", "mysql://localhost/x"),
        ("CASELAW_SEARCH_URL", "solr://localhost"),
        ("CASELAW_SEARCH_URL", "http://"),
        ("CASELAW_SEARCH_URL", "tantivy:a,http://b"),
        ("CASELAW_SEARCH_URL", "tantivy:"),
        ("CASELAW_SEARCH_URL", "http://127.0.0.1:99999"),
        ("CASELAW_SEARCH_URL", f"https://{64 * 'a'}.org"),
        ("CASELAW_SEARCH_INDEX", "*"),
        ("CASELAW_SEARCH_INDEX", "Caselaw"),
        ("CASELAW_LANGUAGES", "en,tlh"),
        ("CASELAW_LANGUAGES", ","),
        ("CASELAW_BASE_URL", "example.org"),
        ("CASELAW_DATABASE", "sqlite:///x"),
        ("CASELAW_PROXIES", "-1"),
        ("CASELAW_PROXIES", "all"),
        ("CASELAW_METRICS_TOKEN", "short"),
        ("CASELAW_LOG_REQUESTS", "names"),
        ("CASELAW_SLOW", "0"),
    ],
)
def test_a_bad_setting_is_named_in_four_languages(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({name: value})
    for language in LANGUAGES:
        assert name in say_error(refused.value, language)


def test_a_language_named_twice_is_one() -> None:
    assert Settings.from_env({"CASELAW_LANGUAGES": "fr,en,fr"}).languages == ("fr", "en")


def test_several_elasticsearch_nodes() -> None:
    settings = Settings.from_env({"CASELAW_SEARCH_URL": "https://one:9200/, https://two:9200"})
    assert settings.search_url == "https://one:9200,https://two:9200"
    assert not settings.embedded_search


def test_a_secret_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = Settings.from_env({"CASELAW_FILES": str(tmp_path / "files")})
    key = settings.signing_key()
    assert len(key) >= 32
    assert Settings.from_env({"CASELAW_FILES": str(tmp_path / "files")}).signing_key() == key
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert Settings.from_env({"CASELAW_SECRET_KEY": "given"}).signing_key() == "given"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql+psycopg://me:secret@db.example/caselaw", "postgresql+psycopg://db.example/caselaw"),
        ("postgresql+psycopg://me:sec/ret@db.example/caselaw", "postgresql+psycopg://db.example/caselaw"),
        ("https://me:sec@ret@one:9200,https://me:secret@two", "https://one:9200,https://two"),
        ("postgresql://:secret@db.example", "postgresql://db.example"),
        ("sqlite:////home/me@work/caselaw.db", "sqlite:////home/me@work/caselaw.db"),
        ("tantivy:var/index", "tantivy:var/index"),
    ],
)
def test_no_login_is_shown(address: str, shown: str) -> None:
    assert without_password(address) == shown
