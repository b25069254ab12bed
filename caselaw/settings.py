"""Every setting in one frozen value, read once from the environment; a bad value stops start-up with a sentence."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from caselaw.domain.errors import SettingsError
from caselaw.domain.languages import LANGUAGES

PREFIX = "CASELAW_"
SHORTEST_KEY = 32  # characters of a secret that somebody else may try to guess at leisure
MOST_PROXIES = 9
MOST_MEGABYTES = 1000  # what a reader of files takes in at once
_INDEX_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_LOGIN = re.compile(r"^(\w[\w+]*://)[^/].*@")  # a password may hold a slash, or an @ of its own
_TESTS_ONLY = ("CASELAW_TEST_",)  # read by the test suite alone


def _text(value: str) -> str:
    return value


def _path(value: str) -> Path:
    return Path(value).expanduser()


def _optional_path(value: str) -> Path | None:
    return _path(value) if value else None


def _list(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(",") if part.strip())


def _languages(value: str) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in value.split(",") if part.strip())
    unknown = [language for language in chosen if language not in LANGUAGES]
    if unknown or not chosen:
        raise ValueError(f"choose among {', '.join(LANGUAGES)}")
    return tuple(dict.fromkeys(chosen))


def _megabytes(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 0
    if not 1 <= number <= MOST_MEGABYTES:
        raise ValueError(f"a number from 1 to {MOST_MEGABYTES}")
    return number


def _times(value: str) -> int:
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0
    if number < 1:
        raise ValueError("a number from 1 to 9999999")
    return number


def _proxies(value: str) -> int:
    if value not in map(str, range(MOST_PROXIES + 1)):
        raise ValueError(f"a number from 0 to {MOST_PROXIES}")
    return int(value)


def _watch_token(value: str) -> str:
    if value and len(value) < SHORTEST_KEY:
        raise ValueError(f"at least {SHORTEST_KEY} random characters")
    return value


def _index_name(value: str) -> str:
    """A name that Elasticsearch takes; a `*` in it would speak of indexes that are not ours."""
    if not _INDEX_NAME.fullmatch(value):
        raise ValueError("use a-z, 0-9, _ and -, a letter or digit first")
    return value


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"choose one of {', '.join(choices)}")
        return value

    return read


def _url(*schemes: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value and urlsplit(value.split(",")[0]).scheme.split("+")[0] not in schemes:
            raise ValueError(f"begin with one of {', '.join(schemes)}")
        return value

    return read


def _search_url(value: str) -> str:
    """`tantivy:FOLDER`, `memory:`, or one or several Elasticsearch nodes separated by commas."""
    parts = [part.strip() for part in value.split(",")]
    if value == "memory:" or (len(parts) == 1 and value.startswith("tantivy:") and value != "tantivy:"):
        return value
    if all(_is_node(part) for part in parts):
        return ",".join(part.rstrip("/") for part in parts)
    raise ValueError("use tantivy:FOLDER, or http(s)://… nodes separated by commas")


def _is_node(part: str) -> bool:
    """An address that a client can ask: RFC 1035 allows no name of a machine a longer label. `ValueError` for a port
    that none can be."""
    parts = urlsplit(part)
    named = 0 < max(map(len, (parts.hostname or "").split("."))) < 64
    return parts.scheme in ("http", "https") and named and parts.port != 0


def _setting(default: str, what: str, read: Callable[[str], object] = _text, *, secret: bool = False) -> Any:
    """A field of `Settings`: its default as one would type it, what it is for, and how its text is read."""
    meta = {"default": default, "what": what, "read": read, "secret": secret}
    return field(metadata=meta)


@dataclass(frozen=True)
class Settings:
    """The settings of one run. Made by `from_env`; a test makes its own."""

    database_url: str = _setting(
        "sqlite:///var/caselaw.db", "Where the truth is kept: SQLite, or `postgresql+psycopg://…`",
        _url("sqlite", "postgresql"),
    )  # fmt: skip
    search_url: str = _setting(
        "tantivy:var/index", "The search engine: `tantivy:FOLDER`, or one or several `http(s)://…` Elasticsearch nodes",
        _search_url,
    )  # fmt: skip
    search_api_key: str = _setting("", "API key for Elasticsearch", secret=True)
    search_ca: Path | None = _setting("", "File with the certificate authority of Elasticsearch (PEM)", _optional_path)
    search_index: str = _setting("caselaw", "Prefix of the names of Elasticsearch indexes and aliases", _index_name)
    encoder: str = _setting(
        "auto", "Compare by meaning where the encoder is installed (`auto`), or never (`off`)", _one_of("auto", "off")
    )
    files: Path = _setting("var/files", "Folder of the original files, by their SHA-256", _path)
    backup_recipients: tuple[str, ...] = _setting(
        "", "Keys that backups are sealed to: `age1…`, or files of them, separated by commas", _list
    )
    secret_key: str = _setting("", "Signs sessions and forms; made under `var/` when not given", secret=True)
    languages: tuple[str, ...] = _setting(
        "en,es,fr,ar", "Languages of the interface, the first is the default", _languages
    )
    site_name: str = _setting("Caselaw & Documentation", "The name readers see")
    base_url: str = _setting(
        "http://127.0.0.1:8000", "Address of the site; https decides Secure cookies and HSTS", _url("http", "https")
    )
    mail_url: str = _setting(
        "folder:var/mail",
        "Mail server: `smtps://NAME:PASSWORD@HOST` or `smtp://…`, with `?from=ADDRESS`; or `folder:PLACE`, where "
        "letters about tables lie as .eml files; other links are shown",
        _url("smtp", "smtps", "folder"),
    )  # fmt: skip
    rate_limit_url: str = _setting(
        "memory://",
        "Where rate limits are counted; `redis://…` when several processes serve",
        _url("memory", "redis", "rediss"),
    )
    searches_a_minute: int = _setting(
        "120", "Searches that one address may ask for in a minute; somebody signed in five times as many", _times
    )
    proxies: int = _setting(
        "0",
        "How many proxies before the site add to X-Forwarded-For: `1` for gunicorn behind nginx",
        _proxies,
    )
    metrics_token: str = _setting(
        "", "Bearer token that opens `/metrics` to another machine; without one it answers this machine alone",
        _watch_token, secret=True,
    )  # fmt: skip
    log_requests: str = _setting(
        "slow",
        "Requests with a line in the log: slow and failed ones (`slow`), or `all`; never what was asked, nor by whom",
        _one_of("slow", "all"),
    )
    slow: int = _setting("2000", "Milliseconds after which a request or a job is listed as slow", _times)
    upload_file: int = _setting("100", "The largest file that may be uploaded, in MB", _megabytes)
    upload_all: int = _setting("300", "The largest upload of several files together, in MB", _megabytes)
    data: Path | None = _setting(
        "", "Folder of real documents and judged queries, for tests and benchmarks", _optional_path
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Settings of this environment; `SettingsError` names an unknown or malformed variable."""
        known = {PREFIX + f.name.upper(): f for f in fields(cls)}
        for name in environ:
            if name.startswith(PREFIX) and name not in known and not name.startswith(_TESTS_ONLY):
                raise SettingsError("settings.unknown", name=name, known=", ".join(sorted(known)))
        values: dict[str, object] = {}
        for name, f in known.items():
            text = environ.get(name, "") or f.metadata["default"]
            try:
                values[f.name] = f.metadata["read"](text)
            except ValueError as error:
                raise SettingsError("settings.malformed", name=name, advice=str(error)) from None
        return cls(**values)  # type: ignore[arg-type]

    def environment(self) -> dict[str, str]:
        """The variables that give these settings: for a process begun by this one."""
        return {PREFIX + f.name.upper(): _as_typed(getattr(self, f.name)) for f in fields(self)}

    @property
    def home(self) -> Path:
        """The folder beside the files where small things of the installation lie (the secret key, locks)."""
        return self.files.parent

    @property
    def embedded_search(self) -> bool:
        return self.search_url.startswith(("tantivy:", "memory:"))

    @property
    def secure(self) -> bool:
        """The site is reached by https: cookies are Secure and HSTS is sent."""
        return self.base_url.startswith("https:")

    def signing_key(self) -> str:
        """The secret key given, or one made once and kept, readable by its owner alone, under `home`."""
        if self.secret_key:
            return self.secret_key
        path = self.home / "secret_key"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_name(f"secret_key.{secrets.token_hex(4)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(48), encoding="ascii")
            try:
                path.hardlink_to(fresh)  # fails where another process was first: its key stands
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text(encoding="ascii").strip()


def _as_typed(value: object) -> str:
    if isinstance(value, tuple):
        return ",".join(map(str, value))
    return "" if value is None else str(value)


def without_password(address: str) -> str:
    """The address of a service, or of several with commas between, as it may be shown: without a login in it."""
    return ",".join(_LOGIN.sub(r"\1", one) for one in address.split(","))


def settings_table() -> str:
    """The table of all settings in Markdown, as it stands in the README."""
    lines = ["| setting | default | what it does |", "|---|---|---|"]
    for f in fields(Settings):
        default = f"`{f.metadata['default']}`" if f.metadata["default"] else "none"
        lines.append(f"| `{PREFIX}{f.name.upper()}` | {default} | {f.metadata['what']} |")
    return "\n".join(lines)
