"""What the commands that read files share: their options, and the options as one value."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import get_args

import click

from caselaw.domain.audience import Audience, audience
from caselaw.domain.errors import Invalid
from caselaw.domain.intake.run import Outcome
from ingest.draft import Ocr
from ingest.language import normal_tag
from ingest.recognition import can_recognise
from ingest.runs.batch import MEMORY_LIMIT, Reading, default_jobs

KINDS = ("auto", "judgment", "abuse_report", "other")
OCR: tuple[Ocr, ...] = get_args(Ocr)
INTERRUPTED = 130  # as shells count it: 128 and the number of SIGINT

paths_ = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
kind_ = click.option("--kind", type=click.Choice(KINDS), default="auto", help="What kind of documents these are.")
language_ = click.option("--language", "wanted", metavar="L", help="Their language (en, es, fr, ar, pt-BR …).")
ocr_ = click.option("--ocr", type=click.Choice(OCR), default="auto", help="Text recognition for scans.")
jobs_ = click.option("--jobs", type=click.IntRange(1, 256), help="Processes (default: one a core).")
json_ = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
seconds_ = click.option(
    "--seconds", type=click.FloatRange(1), metavar="N", help="Time for one file (default: by its size)."
)
memory_ = click.option(
    "--memory", type=click.IntRange(256), metavar="MB", help=f"Memory for one file (default: {MEMORY_LIMIT >> 20})."
)


def reading(
    kind: str, wanted: str | None, ocr: Ocr, jobs: int | None = None, *, seconds: float | None = None,
    memory: int | None = None,
) -> Reading:  # fmt: skip
    """The options as one value; `Invalid` for what cannot be done."""
    if ocr == "always" and not can_recognise():
        raise Invalid("ingest.no_ocr")
    tag = normal_tag(wanted)
    if wanted is not None and tag is None:
        raise Invalid("ingest.bad_language", language=wanted)
    limit = memory * 1024**2 if memory else MEMORY_LIMIT
    return Reading(None if kind == "auto" else kind, tag, jobs or default_jobs(), ocr, seconds, limit)


def readers(access: str | None) -> Audience | None:
    """Who may read what is taken in, None where nothing is said; `Invalid` for no such audience."""
    if access is None:
        return None
    try:
        return audience(access)
    except ValueError:
        raise Invalid("ingest.bad_access", access=access) from None


def exit_code(outcomes: list[Outcome]) -> int:
    """1 where a file could not be stored, or was stored with text lost; what is no document is no problem."""
    tally = Counter(outcome.outcome for outcome in outcomes)
    return 1 if tally["failed"] or any(outcome.failed for outcome in outcomes) else 0
