"""Language versions of real decisions side by side: what is reached may not fall, nor below the nearest neighbour."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caselaw.bench.align import LEFT_OUT, Result, measure, pairs_of_versions
from caselaw.bench.judged import read
from caselaw.domain.errors import EncoderUnavailable
from caselaw.search.encoder import open_encoder

pytestmark = pytest.mark.data
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def results() -> dict[tuple[str, float], Result]:
    folder = Path(os.environ.get("CASELAW_DATA") or ROOT.parent / "shared" / "data") / "retrieval"
    required = os.environ.get("CASELAW_TEST_REQUIRE") == "1"
    if not folder.is_dir():
        if required:
            pytest.fail(f"{folder} is not there, and everything is required")
        pytest.skip(f"{folder} is not there: set CASELAW_DATA")
    try:
        encoder = open_encoder()
    except EncoderUnavailable as absent:
        if required:
            pytest.fail(f"{absent.code}, and everything is required")
        encoder = None
    found = measure(pairs_of_versions(read(folder / "iacthr-paragraphs-dev").documents), encoder)
    return {(result.method, result.left_out): result for result in found}


def of(results: dict[tuple[str, float], Result], method: str, left_out: float) -> Result:
    if (method, left_out) not in results:
        pytest.skip("the encoder is not installed")
    return results[method, left_out]


def test_whole_versions(results: dict[tuple[str, float], Result]) -> None:
    ours, nearest = of(results, "ours", 0.0), of(results, "nearest neighbour", 0.0)
    assert ours.answers >= 700
    assert ours.right >= 0.997
    assert ours.right > nearest.right


def test_paragraphs_left_out_get_no_partner(results: dict[tuple[str, float], Result]) -> None:
    ours, nearest = of(results, "ours", LEFT_OUT), of(results, "nearest neighbour", LEFT_OUT)
    assert ours.right >= 0.995
    assert ours.right > nearest.right
    assert ours.left_alone is not None
    assert ours.left_alone >= 0.97


def test_without_the_encoder(results: dict[tuple[str, float], Result]) -> None:
    assert of(results, "without encoder", 0.0).right >= 0.985
    less = of(results, "without encoder", LEFT_OUT)
    assert less.right >= 0.95
    assert less.left_alone is not None
    assert less.left_alone >= 0.9
