"""Ten thousand random and hostile queries: each is read or refused, in time, and what is offered can be read."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from caselaw.domain.errors import QueryFault
from caselaw.domain.searching.questions import SearchQuery
from caselaw.messages import say_error
from caselaw.search.query import Node, Nothing, parse
from caselaw.search.saying import said
from caselaw.search.understand import clause
from caselaw.search.writing import written
from tests.hostile import hostile

COUNT = 10_000
SLOWEST = 2  # seconds; one takes about a thousandth of that


@pytest.mark.parametrize("part", range(10))
def test_each_is_read_or_refused_in_time(part: int) -> None:
    outcomes: Counter[str] = Counter()
    for text in hostile(COUNT // 10, seed=part):
        began = time.thread_time()
        node, fault = read(text)
        if fault:
            assert 0 <= fault.start <= fault.end <= len(text), text
            assert say_error(fault, "ar")
            if fault.repair is not None:
                assert read(fault.repair)[1] is None, text
        else:
            assert parse(written(node)) == node, text
            assert clause(node, reader="en")
            assert said(SearchQuery(text, reader="ar"), node)
        assert time.thread_time() - began < SLOWEST, text
        outcomes[fault.code if fault else type(node).__name__] += 1
    assert len(outcomes) > 20
    assert outcomes["Both"] + outcomes["Either"] > COUNT // 100, "not all of them are nonsense"


def read(text: str) -> tuple[Node, QueryFault | None]:
    try:
        return parse(text), None
    except QueryFault as fault:
        return Nothing(), fault
