"""`caselaw check`: what works and what does not, in sentences; nothing is changed."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from caselaw.commands.context import language, sentence, services, settings
from caselaw.domain.errors import EncoderUnavailable
from caselaw.messages import DEFAULT_LANGUAGE, known_codes, say_error
from caselaw.search.encoder import open_encoder
from caselaw.search.remote import remote_risks
from caselaw.services.health import Health
from caselaw.settings import Settings, without_password

_MARKS = {True: "✓", None: "·", False: "✗"}
_SHORTEST_KEY = 32
_PACKS = frozenset({"ara", "eng", "fra", "por", "spa"})  # the languages that documents are read in
_BROWSERS = ("chromium", "chromium-browser")
_OTHERS = stat.S_IROTH | stat.S_IWOTH | stat.S_IXOTH


@dataclass(frozen=True)
class Finding:
    """`works` is None for a note: something to know that breaks nothing."""

    works: bool | None
    sentence: str


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Settings, services, languages and tools: what works and what does not."""
    chosen = settings(ctx)
    broken = False
    for finding in (
        *_secret_key(chosen),
        *_folders(chosen),
        *_services(chosen, services(ctx).health.ready()),
        *_languages(chosen),
        *_tools(),
        *_encoder(chosen),
    ):
        broken = broken or finding.works is False
        click.echo(f"{_MARKS[finding.works]} {finding.sentence}")
    if broken:
        ctx.exit(1)


def _said(works: bool | None, code: str, **params: str | int) -> Finding:
    return Finding(works, sentence(code, **params))


def _secret_key(chosen: Settings) -> Iterator[Finding]:
    path = chosen.home / "secret_key"
    if chosen.secret_key:
        long_enough = len(chosen.secret_key) >= _SHORTEST_KEY
        yield _said(long_enough, "cli.check.key_given" if long_enough else "cli.check.key_short", least=_SHORTEST_KEY)
    elif not path.exists():
        yield _said(None, "cli.check.key_later", path=str(path))
    elif path.stat().st_mode & (_OTHERS | stat.S_IRWXG):
        yield _said(False, "cli.check.key_open", path=str(path))
    else:
        yield _said(True, "cli.check.key_kept", path=str(path))


def _folders(chosen: Settings) -> Iterator[Finding]:
    for folder in dict.fromkeys((chosen.home, chosen.files)):
        nearest = next(place for place in (folder.absolute(), *folder.absolute().parents) if place.exists())
        if not os.access(nearest, os.W_OK | os.X_OK) or not nearest.is_dir():
            yield _said(False, "cli.check.folder_closed", path=str(nearest))
        elif nearest != folder.absolute():
            yield _said(None, "cli.check.folder_later", path=str(folder))
        elif folder.stat().st_mode & _OTHERS:
            yield _said(None, "cli.check.folder_open", path=str(folder))
        else:
            yield _said(True, "cli.check.folder", path=str(folder))


def _services(chosen: Settings, health: Health) -> Iterator[Finding]:
    for works, fault, place in (
        ("cli.check.database", health.database_fault, chosen.database_url),
        ("cli.check.index", health.index_fault, chosen.search_url),
    ):
        if fault is None:
            yield _said(True, works, place=without_password(place))
        else:
            yield Finding(False, say_error(fault, language()))
    for risk, hosts in remote_risks(chosen.search_url, chosen.search_api_key).items():
        yield from (_said(False, risk, host=host) for host in hosts)
    if health.worker:
        yield _said(True, "cli.check.worker_seen")
    else:
        yield _said(None, "cli.check.worker_absent")


def _languages(chosen: Settings) -> Iterator[Finding]:
    complete = known_codes(DEFAULT_LANGUAGE)
    for one in chosen.languages:
        absent = len(complete - known_codes(one))
        if absent:
            yield _said(False, "cli.check.language_incomplete", language=one, count=absent)
    if all(complete <= known_codes(one) for one in chosen.languages):
        yield _said(True, "cli.check.languages", languages=", ".join(chosen.languages))


def _tools() -> Iterator[Finding]:
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        yield _said(None, "cli.check.tesseract_absent")
    else:
        lacking = sorted(_PACKS - _packs(tesseract))
        if lacking:
            yield _said(None, "cli.check.tesseract_lacks", packs=", ".join(lacking))
        else:
            yield _said(True, "cli.check.tesseract")
    if any(shutil.which(name) for name in _BROWSERS):
        yield _said(True, "cli.check.chromium_found")
    else:
        yield _said(None, "cli.check.chromium_absent")


def _encoder(chosen: Settings) -> Iterator[Finding]:
    """Without it nothing breaks: what it would add is left out."""
    if chosen.encoder == "off":
        yield _said(None, "encoder.off")
        return
    try:
        encoder = open_encoder()
    except EncoderUnavailable as absent:
        yield Finding(None, say_error(absent, language()))
    else:
        yield _said(True, "encoder.ready", name=encoder.name, version=encoder.version)


def _packs(tesseract: str) -> set[str]:
    listed = subprocess.run([Path(tesseract), "--list-langs"], capture_output=True, text=True, check=False, timeout=30)
    return set(listed.stdout.split())
