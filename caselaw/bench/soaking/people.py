"""Those who use the site all the while: readers, searchers, an editor, and whoever takes documents in.

Each judges the answers it gets. What is wrong is noted with its circumstances; what is away, with its moments: whether
a part was down then is told at the end.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

from caselaw.bench.soaking.expected import EVERYWHERE, Expected, Held, Verdict

PATIENCE = 60.0
_MOST_NOTED = 50


@dataclass(frozen=True)
class Answer:
    """What came of one question, and when; status 0: nothing came."""

    status: int
    body: bytes
    began: float
    ended: float
    tag: str = ""

    def form(self) -> dict[str, Any]:
        """The JSON of the answer; empty where there is none."""
        try:
            found = json.loads(self.body)
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}


@dataclass
class Ledger:
    """All verdicts: how many of each kind of question, what was wrong, and when the site was away or silent."""

    counts: dict[str, Counter[Verdict]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    missed: list[tuple[str, Verdict, float, float]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, kind: str, verdict: Verdict, answer: Answer, why: str = "") -> None:
        with self._lock:
            self.counts.setdefault(kind, Counter())[verdict] += 1
            if verdict == "wrong" and len(self.wrong) < _MOST_NOTED:
                self.wrong.append(f"{kind}: {answer.status} {why or answer.body[:200].decode(errors='replace')}")
            elif verdict in ("away", "silent"):
                self.missed.append((kind, verdict, answer.began, answer.ended))


class People:
    """One kind of person each method; all of them end when `over` is set."""

    def __init__(self, site: str, token: str, expected: Expected, pause: float) -> None:
        place = urlsplit(site)
        self._host, self._port = place.hostname or "", place.port or 80
        self._token = token
        self._expected = expected
        self._pause = pause
        self.ledger = Ledger()
        self.over = threading.Event()

    def work(self, act: Callable[[random.Random], None], seed: int) -> None:
        """Do this again and again until it is over."""
        chance = random.Random(seed)  # noqa: S311 - chance for measuring, not for secrets
        while not self.over.wait(self._pause * (0.5 + chance.random())):
            act(chance)

    def read(self, chance: random.Random) -> None:
        """The page of a document has its word and one of the titles it may have; an unknown one is not found."""
        if chance.random() < 0.05:
            self.judge("unknown page", self._ask("GET", f"/en/documents/{chance.randrange(10**9)}"), lambda a: "", 404)
            return
        if (held := self._any(chance)) is None:
            return
        answer = self._ask("GET", f"/en/documents/{held.id}")

        def fault(answer: Answer) -> str:
            page = answer.body.decode()
            titles = held.allowed(answer.began, answer.ended)
            if held.word not in page:
                return f"{held.id} without its word"
            return "" if any(title in page for title in titles) else f"{held.id} has none of {sorted(titles)}"

        self.judge("page", answer, fault)

    def search(self, chance: random.Random) -> None:
        """The word of a document finds, among the words, that document and no other; the word of all, asked with
        meaning too, counts as many as there may be (what is found by meaning alone is shown, and not counted)."""
        if chance.random() < 0.2:
            least, answer = self._expected.settled(), self._search(EVERYWHERE)
            most = self._expected.begun
            self.judge("count", answer, lambda a: _count_fault(a.form(), least, most))
            return
        if (held := self._any(chance)) is None:
            return
        settled, answer = held.settled, self._search(held.word, mode="lexical")
        self.judge("search", answer, lambda a: self.hits_fault(a.form(), held, settled, a.began, a.ended))

    def edit(self, chance: random.Random) -> None:
        """A new title, made from the facts as they were read."""
        if (held := self._any(chance)) is None:
            return
        read = self._ask("GET", f"/api/v1/documents/{held.id}/facts", signed=True)
        shown = read.form().get("facts", {}).get("title", "")
        allowed = held.allowed(read.began, read.ended)
        if not self.judge("facts", read, lambda a: "" if shown in allowed else f"{shown} is none of {allowed}"):
            return
        self._expected.changed(held, shown, read.ended)
        title = f"Decision {held.word}, {time.time_ns():x}"
        sent = {"facts": {"title": title}, "source": {"kind": "knowledge", "text": "soak"}}
        self._expected.changing(held, title, time.monotonic())
        written = self._ask("PATCH", f"/api/v1/documents/{held.id}", sent, signed=True, tag=read.tag)
        if self.judge("edit", written, lambda a: "" if a.form()["facts"]["title"] == title else "not what was sent"):
            self._expected.changed(held, title, written.ended)
        elif 400 <= written.status < 500:
            self._expected.unchanged(held, title, written.ended)

    def _any(self, chance: random.Random) -> Held | None:
        there = self._expected.all()
        return chance.choice(there) if there else None

    def _search(self, text: str, **more: str) -> Answer:
        return self._ask("GET", f"/api/v1/search?{urlencode({'q': text, **more})}")

    def hits_fault(self, form: Mapping[str, Any], held: Held, settled: bool, began: float, ended: float) -> str:
        """What is wrong with what the word of a document found between these moments; empty where nothing is."""
        found = form["documents"]
        if others := [hit["id"] for hit in found if hit["id"] != held.id]:
            return f"{held.word} finds {others}"
        if not found:
            return f"{held.word} is found no more" if settled else ""
        self._expected.found(held)
        if len(found) > 1:
            return f"{held.word} finds its document {len(found)} times"
        titles = held.allowed(began, ended)
        if found[0]["title"] not in titles:
            return f"{held.word} shown as {found[0]['title']}, not {sorted(titles)}"
        said = " ".join(paragraph["text"] for paragraph in found[0]["paragraphs"])
        return "" if held.word in said else f"{held.word} in none of the paragraphs shown"

    def judge(self, kind: str, answer: Answer, fault: Callable[[Answer], str], right: int = 200) -> bool:
        """Note what the answer is worth; True where it is right."""
        if answer.status == 0:
            self.ledger.note(kind, "silent", answer)
        elif answer.status == 503:
            self.ledger.note(kind, "away", answer)
        elif answer.status != right:
            self.ledger.note(kind, "wrong", answer)
        elif why := fault(answer):
            self.ledger.note(kind, "wrong", answer, why)
        else:
            self.ledger.note(kind, "right", answer)
            return True
        return False

    def _ask(
        self, method: str, path: str, form: Mapping[str, Any] | None = None, *, signed: bool = False, tag: str = ""
    ) -> Answer:  # fmt: skip
        headers = {"Accept": "*/*", "Accept-Language": "en"}
        headers |= {"Authorization": f"Bearer {self._token}"} if signed else {}
        headers |= {"If-Match": tag} if tag else {}
        body = None if form is None else json.dumps(form).encode()
        headers |= {"Content-Type": "application/json"} if body else {}
        began = time.monotonic()
        line = http.client.HTTPConnection(self._host, self._port, timeout=PATIENCE)
        try:
            line.request(method, path, body, headers)
            got = line.getresponse()
            return Answer(got.status, got.read(), began, time.monotonic(), got.getheader("ETag", ""))
        except (OSError, http.client.HTTPException):
            return Answer(0, b"", began, time.monotonic())
        finally:
            line.close()


def _count_fault(form: Mapping[str, Any], least: int, most: int) -> str:
    total: int = form["total"]["own"] + form["total"]["other"]
    return "" if least <= total <= most else f"{total} documents, not {least} to {most}"
