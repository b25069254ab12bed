"""What every extractor offers: a bid on a file's content, and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from caselaw.domain.document import TextLayer
from caselaw.domain.problems import Problem
from ingest.draft import Line
from ingest.extract.text_layer import Fault
from ingest.files import Member

NO_BID = 0
WEAK, LIKELY, SURE = 10, 50, 100
HEAD = 4096
_NAMED_PAGES = 12


@dataclass(frozen=True)
class Sample:
    """A file's bytes as bidders see them; the name is not among them, for names lie."""

    data: bytes

    @cached_property
    def head(self) -> bytes:
        return self.data[:HEAD]


@dataclass(frozen=True)
class Extracted:
    """What an extractor gives. `declared` maps what the file says of itself (language, title, date …); `faulty` maps
    the pages whose text is still to be had from their picture to what is wrong with them."""

    lines: tuple[Line, ...] = ()
    pages: int | None = None
    text_layer: TextLayer = "n/a"
    declared: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    faulty: Mapping[int, Fault] = field(default_factory=dict)
    members: tuple[Member, ...] = ()


def places(pages: Iterable[int]) -> str:
    """The pages of a problem, as its place: "p. 3, 4"; the first of many."""
    numbers = sorted(pages)
    return "p. " + ", ".join(map(str, numbers[:_NAMED_PAGES])) + (" …" if len(numbers) > _NAMED_PAGES else "")


class NotADocument(Exception):
    """The file is data, a program or a setting: it is named to the person and left alone."""


class Extractor(Protocol):
    """`extract` raises `Unreadable` where no text can be had at all, `NotADocument` where none was meant."""

    @property
    def format(self) -> str: ...
    def bid(self, sample: Sample) -> int: ...
    def extract(self, sample: Sample) -> Extracted: ...
