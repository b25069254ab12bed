"""Whoever takes documents in: files by `caselaw ingest`, which may be killed in the middle and is begun again.

A file is handed over until the command has said what became of it; then the site holds it, once.
"""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from caselaw.bench.corpus import Sentences
from caselaw.bench.soaking.expected import EVERYWHERE, Expected, words
from caselaw.bench.soaking.parts import caselaw

FILES = 4
"""Of one command."""
SENTENCES = 6
_PATIENCE = 300.0


Find = Callable[[str], tuple[str, str]]
"""The document with this word in its title, and the title; empty where there is none."""


@dataclass(frozen=True)
class Prepared:
    """A file that is to be handed over."""

    path: Path
    word: str
    text: str


class Taking:
    """Hands files over, one command at a time; `kill` may be called from another thread."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], real: Sentences, expected: Expected, find: Find
    ) -> None:  # fmt: skip
        self._folder = folder
        self._environment = dict(environment)
        self._expected = expected
        self._find = find
        self._files = self._prepare(real)
        self._process: subprocess.Popen[str] | None = None
        self.runs: Counter[str] = Counter()
        self.trouble: list[str] = []

    def batch(self) -> None:
        """Hand some files over, again and again until the command has told of each; raises `TimeoutError` where it
        never does."""
        files = [next(self._files) for _ in range(FILES)]
        self._expected.taking(len(files))
        until = time.monotonic() + 2 * _PATIENCE
        while not self._handed_over(files):
            if time.monotonic() > until:
                raise TimeoutError("files are not taken in")
            time.sleep(2)

    def kill(self) -> None:
        """Kill the command, if one is running."""
        if self._process is not None:
            self._process.kill()

    def _handed_over(self, files: list[Prepared]) -> bool:
        command = caselaw("ingest", *(str(file.path) for file in files), "--access", "public", "--json", "--jobs", "1")
        self._process = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            said, trouble = self._process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            said, trouble = self._process.communicate()
        code, self._process = self._process.returncode, None
        self.runs["done" if code == 0 else "killed" if code < 0 else "refused"] += 1
        if "Traceback" in trouble:
            self.trouble.append(trouble[-2000:])
        if code:
            return False
        told = {Path(line["path"]).name: line for line in map(json.loads, said.splitlines()) if "outcome" in line}
        for file in files:
            # Of a file that an earlier, killed command had stored the command tells that it is there, not which it is.
            line = told[file.path.name]
            document, title = (line["id"], line["title"]) if line["id"] else self._find(file.word)
            if not document:
                self.trouble.append(f"{file.path.name} is said to be there, and is not")
            elif not self._expected.taken(document, file.word, file.text, title, time.monotonic()):
                self.trouble.append(f"{file.path.name} became {document}, which is another file's")
        return True

    def _prepare(self, real: Sentences) -> Iterator[Prepared]:
        chance = random.Random(20)  # noqa: S311 - chance for measuring, not for secrets
        for word in words():
            chosen = chance.sample(real["en"], SENTENCES)
            parts = [f"{number}. {said} {word} {EVERYWHERE}." for number, said in enumerate(chosen, 1)]
            text = "\n\n".join([f"Decision {word}", *parts]) + "\n"
            path = self._folder / f"{word}.txt"
            path.write_text(text, encoding="utf-8")
            yield Prepared(path, word, text)
