"""The road of a file, one stage a line: what each reads and what it writes."""

from __future__ import annotations

from functools import cache

from ingest.citing import cite
from ingest.language import detect_language
from ingest.paragraphs.segment import segment
from ingest.parse.abuse.report import tell_abuse
from ingest.parse.facts import read_facts
from ingest.parse.parts.structure import read_operative, tell_parts
from ingest.parse.subjects import propose_subjects
from ingest.pipeline import Pipeline, step
from ingest.reading import extract, mend, weigh
from ingest.recognition import recognise
from ingest.validate import validate

STAGES = (
    step(weigh, reads=("data",), writes=("sha256", "size")),
    step(extract, reads=("data",), writes=("format", "pages", "text_layer", "faulty", "declared", "lines", "members")),
    step(
        recognise, reads=("data", "format", "pages", "text_layer", "faulty", "declared", "lines", "wanted_ocr"),
        writes=("text_layer", "lines"),
    ),
    step(mend, reads=("lines",), writes=("lines",)),
    step(segment, reads=("lines",), writes=("paragraphs",)),
    step(
        detect_language, reads=("paragraphs", "declared", "wanted_language"),
        writes=("language", "languages", "paragraphs"),
    ),
    step(read_facts, reads=("path", "paragraphs", "declared", "language", "wanted_kind"), writes=("facts", "status")),
    step(validate, reads=("paragraphs", "facts", "language", "text_layer"), writes=("paragraphs", "facts")),
    step(tell_parts, reads=("paragraphs", "facts"), writes=("paragraphs",)),
    step(read_operative, reads=("paragraphs", "facts"), writes=("facts",)),
    step(cite, reads=("paragraphs", "facts", "language"), writes=("citations",)),
    step(tell_abuse, reads=("paragraphs", "facts"), writes=("facts",)),
    step(propose_subjects, reads=("paragraphs", "facts", "citations"), writes=("facts",)),
)  # fmt: skip


@cache
def default() -> Pipeline:
    """The default pipeline, its stages checked against each other."""
    return Pipeline(STAGES)
