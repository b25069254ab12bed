"""The first stages: a file opened, its format found, its lines extracted."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from caselaw.domain.errors import Unreadable
from caselaw.domain.problems import Problem
from ingest.draft import Draft
from ingest.extract.bids import choose
from ingest.extract.lam_alef import mend_lam_alef
from ingest.extract.port import NotADocument, Sample

ARCHIVE = "ingest.skipped.archive"
NOT_A_DOCUMENT = "ingest.skipped.not_a_document"


def weigh(draft: Draft) -> Draft:
    """Size and SHA-256 of the bytes, by which the file is known for ever."""
    return replace(draft, sha256=hashlib.sha256(draft.data).hexdigest(), size=len(draft.data))


def extract(draft: Draft) -> Draft:
    """The lines of the file, read by the highest bidder."""
    if not draft.data:
        return _with(draft, "", Problem("problem.empty", "error"))
    sample = Sample(draft.data)
    extractor = choose(sample)
    if extractor is None:
        return replace(draft, skipped=NOT_A_DOCUMENT)
    try:
        found = extractor.extract(sample)
    except NotADocument:
        return replace(draft, skipped=NOT_A_DOCUMENT)
    except Unreadable as trouble:
        return _with(draft, extractor.format, Problem(trouble.code, "error", params=trouble.params))
    problems = found.problems
    something = found.lines or found.faulty or found.members
    if not something and not any(problem.severity == "error" for problem in problems):
        problems = (*problems, Problem("problem.no_text", "error"))
    return replace(
        draft, format=extractor.format, lines=found.lines, pages=found.pages, text_layer=found.text_layer,
        declared=found.declared, faulty=found.faulty, members=found.members,
        problems=(*draft.problems, *problems), skipped=ARCHIVE if found.members and not found.lines else None,
    )  # fmt: skip


def mend(draft: Draft) -> Draft:
    """Lines with the letters that a program on their way turned round put right."""
    texts = mend_lam_alef([line.text for line in draft.lines])
    lines = tuple(
        line if line.text == text else replace(line, text=text) for line, text in zip(draft.lines, texts, strict=True)
    )
    return replace(draft, lines=lines)


def _with(draft: Draft, file_format: str, problem: Problem) -> Draft:
    return replace(draft, format=file_format, problems=(*draft.problems, problem))
