"""Long lists in parts: which part the address asks for, and the addresses of those beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from flask import request, url_for

Thing = TypeVar("Thing")
SIZE = 50


@dataclass(frozen=True)
class Part(Generic[Thing]):
    """Some of a list of `total`: from the place `start`, counted from 0; at `endpoint` the whole of it is reached."""

    items: Sequence[Thing]
    start: int
    total: int
    size: int
    endpoint: str

    @property
    def before(self) -> str | None:
        return self.address(max(0, self.start - self.size)) if self.start else None

    @property
    def after(self) -> str | None:
        following = self.start + self.size
        return self.address(following) if following < self.total else None

    def address(self, place: int) -> str:
        """Where the part with this place of the list is; all else that the address asks for stays."""
        kept = {name: request.args.getlist(name) for name in request.args if name not in ("from", "done")}
        beginning = place // self.size * self.size
        return url_for(self.endpoint, **{**(request.view_args or {}), **kept, "from": beginning or None})


def asked(size: int = SIZE) -> int:
    """The place from which the address wants the list: where a part begins."""
    text = request.args.get("from", "")
    return int(text) // size * size if text.isascii() and text.isdigit() and len(text) < 7 else 0


def part(every: Sequence[Thing], endpoint: str, *, at: int | None = None, size: int = SIZE) -> Part[Thing]:
    """The part that the address asks for, or the one in which the place `at` lies; the last for one behind the end."""
    wanted = asked(size) if at is None else at // size * size
    start = min(wanted, max(0, len(every) - 1) // size * size)
    return Part(every[start : start + size], start, len(every), size, endpoint)
