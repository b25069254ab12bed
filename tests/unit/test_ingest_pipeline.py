"""Stages say what they read and write; a file's failure stays with the file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caselaw.domain.errors import Unreadable
from ingest.draft import Draft
from ingest.pipeline import Pipeline, step
from ingest.stages import STAGES, default


def size(draft: Draft) -> Draft:
    return replace(draft, size=len(draft.data))


def test_a_stage_that_reads_what_nobody_wrote_is_refused() -> None:
    with pytest.raises(ValueError, match="read before written"):
        Pipeline([step(size, reads=("paragraphs",), writes=("size",))])


def test_a_stage_of_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown fields"):
        Pipeline([step(size, reads=("data",), writes=("weight",))])


def test_no_stage_of_the_default_list_may_move_before_what_it_needs() -> None:
    with pytest.raises(ValueError, match="read before written"):
        Pipeline(reversed(STAGES))


def test_a_stage_that_writes_in_secret_is_a_fault_of_the_program() -> None:
    with pytest.raises(AssertionError, match="does not say"):
        Pipeline([step(size, reads=("data",), writes=("format",))]).run(Draft("x", b"abc"))


def test_a_failing_stage_leaves_the_rest_to_the_others() -> None:
    def fail(draft: Draft) -> Draft:
        raise KeyError("surprise")

    draft = Pipeline([step(fail, reads=(), writes=()), step(size, reads=("data",), writes=("size",))]).run(
        Draft("x", b"abc")
    )
    assert draft.size == 3
    assert [(p.code, p.severity, p.params["error"]) for p in draft.problems] == [
        ("problem.stage_failed", "error", "KeyError")
    ]


def test_an_unreadable_file_says_why() -> None:
    def fail(draft: Draft) -> Draft:
        raise Unreadable("problem.password")

    draft = Pipeline([step(fail, reads=(), writes=())]).run(Draft("x"))
    assert [p.code for p in draft.problems] == ["problem.password"]


def test_every_stage_changes_only_what_it_says() -> None:
    text = b"1. The court of first instance refused the claim.\n\n2. The applicants appealed to this court."
    draft = default().run(Draft("x.txt", text))
    assert (draft.language, [p.number for p in draft.paragraphs]) == ("en", ["1", "2"])
