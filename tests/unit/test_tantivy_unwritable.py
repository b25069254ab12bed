"""A folder that nothing can be written in is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from caselaw.domain.errors import SearchUnavailable
from caselaw.search.engines.tantivy import TantivyIndex


def test_an_index_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    index = TantivyIndex(tmp_path / "file")
    with pytest.raises(SearchUnavailable) as refused:
        index.rebuild(())
    assert refused.value.code == "index.failed"
    index.close()
