"""Tesseract as a program of its own: a picture goes in by a pipe, words with their places come out, no file is made."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

SECONDS_A_PAGE = 60.0
_ORIENTATION_SECONDS = 20.0
_SCRIPT = re.compile(r"^Script: (\w+)", re.MULTILINE)
_ROTATE = re.compile(r"^Rotate: (\d+)", re.MULTILINE)
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was recognised: its line is (block, paragraph, line), its place in pixels, `sure` from 0 to 1."""

    text: str
    line: tuple[int, int, int]
    left: int
    top: int
    right: int
    bottom: int
    sure: float


@dataclass(frozen=True, slots=True)
class Orientation:
    """The script of a page ("Latin", "Arabic" …), and by how many degrees it must be turned, clockwise."""

    script: str
    turn: int


@cache
def installed() -> frozenset[str]:
    """The language packs at hand ("eng", "ara" …, and "osd"), none where tesseract is absent."""
    if shutil.which("tesseract") is None:
        return frozenset()
    listed = _run(["--list-langs"], b"", 30.0)
    return frozenset(listed.split("\n")[1:]) - {""}


def orientation(picture: bytes) -> Orientation | None:
    """Script and turn of a page, None where it holds too little to tell."""
    if "osd" not in installed():
        return None
    said = _run(["stdin", "stdout", "--psm", "0", "-l", "osd", "--dpi", "200"], picture, _ORIENTATION_SECONDS)
    script, turn = _SCRIPT.search(said), _ROTATE.search(said)
    return Orientation(script.group(1), int(turn.group(1))) if script and turn else None


def words(picture: bytes, packs: Sequence[str], *, seconds: float = SECONDS_A_PAGE) -> tuple[Word, ...]:
    """The words of a page in reading order; none where nothing was seen, or not in time."""
    table = _run(["stdin", "stdout", "-l", "+".join(packs), "--dpi", "200", "--psm", "3", "tsv"], picture, seconds)
    return tuple(_words(table))


def _words(table: str) -> list[Word]:
    found = []
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        if row.get("level") != _WORD_LEVEL or not text:
            continue
        left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
        line = (int(row["block_num"]), int(row["par_num"]), int(row["line_num"]))
        sure = max(0.0, float(row["conf"])) / 100
        found.append(Word(text, line, left, top, left + width, top + height, sure))
    return found


def _run(arguments: Sequence[str], given: bytes, seconds: float) -> str:
    """What tesseract prints, "" where it failed or took too long. One thread: more make it six times slower."""
    try:
        done = subprocess.run(
            ["tesseract", *arguments], input=given, capture_output=True, timeout=seconds, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", errors="replace")
