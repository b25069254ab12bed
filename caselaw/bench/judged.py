"""Judged sets: queries with the documents that answer them, in TREC form, and how well a ranking does on them."""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from caselaw.domain.text import nfc
from caselaw.search.analysis import exact

DEEP = 100
"""Documents of a ranking that are judged."""

_K1, _B = 1.2, 0.75

Rank = Callable[["JudgedQuery"], Sequence[str]]


@dataclass(frozen=True)
class JudgedDocument:
    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class JudgedQuery:
    """`relevant` are the ids of the documents that answer it."""

    id: str
    language: str
    text: str
    relevant: frozenset[str]

    @property
    def own(self) -> str:
        """The id of the document that the query was made from: it is no answer to itself."""
        return self.id.removeprefix("q").removeprefix(":")

    @property
    def group(self) -> str:
        """The case that the query is from, or, where each text is named by its language first, the text: what is left
        out of a lesson for this query."""
        return self.own.partition("|")[0].removeprefix(f"{self.language}-")


@dataclass(frozen=True)
class JudgedSet:
    name: str
    documents: tuple[JudgedDocument, ...]
    queries: tuple[JudgedQuery, ...]


@dataclass(frozen=True)
class Scores:
    """Means over the queries: reciprocal rank, average precision, recall in the first 10 and 100."""

    queries: int
    mrr: float
    map: float
    r10: float
    r100: float


def read(
    folder: Path, *, corpus_language: str | None = None, query_language: str | None = None, field: str = "text"
) -> JudgedSet:
    """A set from its folder, cut to these languages; `field` of the queries is asked. Queries without an answer in
    what is left are left out. Raises `FileNotFoundError` for a folder that is none, `KeyError` for a field."""
    documents = tuple(
        JudgedDocument(row["id"], row["lang"], nfc(row.get("title") or ""), nfc(row["text"]))
        for row in _rows(folder / "corpus.jsonl")
        if corpus_language in (None, row["lang"])
    )
    known = {document.id for document in documents}
    answers: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines():
        query, _, document, grade = line.split("\t")
        if int(grade) > 0 and document in known:
            answers[query].add(document)
    queries = tuple(
        JudgedQuery(row["id"], row["lang"], nfc(row[field]), frozenset(answers[row["id"]]))
        for row in _rows(folder / "queries.jsonl")
        if query_language in (None, row["lang"]) and answers[row["id"]]
    )
    return JudgedSet(folder.name, documents, queries)


def judge(queries: Sequence[JudgedQuery], rank: Rank) -> Scores:
    """How well `rank` answers these queries; what a query was made from is passed over in its ranking."""
    totals = [0.0] * 4
    for query in queries:
        ranking = [id_ for id_ in rank(query) if id_ != query.own or id_ in query.relevant][:DEEP]
        for place, value in enumerate(_values(ranking, query.relevant)):
            totals[place] += value
    mrr, average, r10, r100 = (total / max(len(queries), 1) for total in totals)
    return Scores(len(queries), mrr, average, r10, r100)


def _values(ranking: Sequence[str], relevant: Collection[str]) -> tuple[float, float, float, float]:
    found = [place for place, id_ in enumerate(ranking, start=1) if id_ in relevant]
    precision = sum(number / place for number, place in enumerate(found, start=1)) / len(relevant)
    within = [sum(place <= depth for place in found) / len(relevant) for depth in (10, DEEP)]
    return (1 / found[0] if found else 0.0), precision, within[0], within[1]


class PlainBM25:
    """The baseline: BM25 with k1 1.2 and b 0.75 over folded words, unstemmed, in plain Python."""

    def __init__(self, documents: Sequence[JudgedDocument]) -> None:
        self._documents = documents
        counts = [Counter(exact(document.text)) for document in documents]
        self._lengths = [sum(count.values()) for count in counts]
        self._mean = sum(self._lengths) / max(len(counts), 1)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, count in enumerate(counts):
            for word, times in count.items():
                self._postings[word].append((number, times))

    def rank(self, query: JudgedQuery) -> list[str]:
        """The ids of the best documents, best first."""
        scores: dict[int, float] = defaultdict(float)
        for word in dict.fromkeys(exact(query.text)):
            postings = self._postings.get(word, [])
            rarity = math.log(1 + (len(self._documents) - len(postings) + 0.5) / (len(postings) + 0.5))
            for number, times in postings:
                norm = _K1 * (1 - _B + _B * self._lengths[number] / self._mean)
                scores[number] += rarity * times * (_K1 + 1) / (times + norm)
        best = sorted(scores, key=lambda number: (-scores[number], number))
        return [self._documents[number].id for number in best[: DEEP + 1]]


def _rows(path: Path) -> list[Mapping[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
