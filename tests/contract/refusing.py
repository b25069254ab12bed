"""Every call of a search engine, and what it is refused with: for the tests of servers that cannot answer."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from caselaw.domain.errors import SearchUnavailable
from caselaw.domain.identifiers import DocumentId
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say_error
from caselaw.search.plan import Word
from caselaw.search.port import SearchIndex
from tests.contract.rows import plan, row

WATER = Word("water", "en")

CALLS: dict[str, Callable[[SearchIndex], object]] = {
    "search": lambda index: index.search(plan(WATER)),
    "put": lambda index: index.put([row("a", "water")]),
    "drop": lambda index: index.drop([DocumentId("a")]),
    "versions": lambda index: index.versions(),
    "rebuild": lambda index: index.rebuild([row("a", "water")]),
    "tokens": lambda index: index.tokens("water", "en"),
    "check": lambda index: index.check(),
}


def refusal(index: SearchIndex, call: str = "check") -> SearchUnavailable:
    """What a call is refused with; it has its sentence in every language."""
    with pytest.raises(SearchUnavailable) as refused:
        CALLS[call](index)
    for language in LANGUAGES:
        assert say_error(refused.value, language)
    return refused.value


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
