"""Languages and tools: the site's sentences, what reads scans, what compares by meaning."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator

from caselaw.domain.errors import EncoderUnavailable
from caselaw.domain.watching import Finding, State, bad, good, note, of_fault
from caselaw.messages import DEFAULT_LANGUAGE, known_codes
from caselaw.search.encoder import open_encoder
from caselaw.settings import Settings

_PACKS = frozenset({"ara", "eng", "fra", "por", "spa"})  # the languages that documents are read in
_BROWSERS = ("chromium", "chromium-browser")


def look(settings: Settings) -> Iterator[Finding]:
    """What is there of them, and what is missing."""
    yield from _languages(settings)
    yield from _tesseract()
    browser = any(shutil.which(name) for name in _BROWSERS)
    yield good("cli.check.chromium_found") if browser else note("cli.check.chromium_absent")
    yield _encoder(settings)


def _languages(settings: Settings) -> Iterator[Finding]:
    complete = known_codes(DEFAULT_LANGUAGE)
    absent = {one: len(complete - known_codes(one)) for one in settings.languages}
    for one, count in absent.items():
        if count:
            yield bad("cli.check.language_incomplete", language=one, count=count)
    if not any(absent.values()):
        yield good("cli.check.languages", languages=", ".join(settings.languages))


def _tesseract() -> Iterator[Finding]:
    tesseract = shutil.which("tesseract")
    if tesseract is None:
        yield note("cli.check.tesseract_absent")
        return
    listed = subprocess.run([tesseract, "--list-langs"], capture_output=True, text=True, check=False, timeout=30)
    lacking = sorted(_PACKS - set(listed.stdout.split()))
    yield note("cli.check.tesseract_lacks", packs=", ".join(lacking)) if lacking else good("cli.check.tesseract")


def _encoder(settings: Settings) -> Finding:
    """Without it nothing breaks: what it would add is left out."""
    if settings.encoder == "off":
        return note("encoder.off")
    try:
        encoder = open_encoder()
    except EncoderUnavailable as absent:
        return of_fault(absent, State.NOTE)
    return good("encoder.ready", name=encoder.name, version=encoder.version)
