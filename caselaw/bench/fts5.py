"""The baseline of `caselaw bench search`: SQLite's own full-text search doing what the service does.

The same paragraphs, documents ranked, counts, five facets, two sections and three marked paragraphs a document; words
are folded, not stemmed, and AND speaks of one paragraph: FTS5 has the easier task.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from caselaw.domain.intake import Record
from caselaw.domain.searching import FACETS, PAGE_SIZE

_TABLES = """
PRAGMA journal_mode=WAL;
CREATE TABLE d (id INTEGER PRIMARY KEY, title TEXT, language TEXT, country TEXT, court TEXT, kind TEXT, year INTEGER);
CREATE TABLE p (id INTEGER PRIMARY KEY, d INTEGER NOT NULL);
CREATE INDEX p_d ON p (d);
CREATE VIRTUAL TABLE f USING fts5(text, tokenize = "unicode61 remove_diacritics 2");
"""
_SECTIONS = {"own": "=", "other": "<>"}


class Baseline:
    """One database of decisions, searched by FTS5."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_TABLES)
        self._connection.execute("PRAGMA temp_store=MEMORY")

    def build(self, records: Iterable[Record]) -> None:
        """Take these decisions in, and merge the index into one."""
        paragraph = 0
        with self._connection as connection:
            for number, record in enumerate(records):
                facts = record.facts
                values = (number, facts.title, record.language, facts.country, facts.court, facts.kind)
                year = facts.decided.year if facts.decided else None
                connection.execute("INSERT INTO d VALUES (?, ?, ?, ?, ?, ?, ?)", (*values, year))
                for each in record.paragraphs:
                    paragraph += 1
                    connection.execute("INSERT INTO p VALUES (?, ?)", (paragraph, number))
                    connection.execute("INSERT INTO f (rowid, text) VALUES (?, ?)", (paragraph, each.text))
            connection.execute("INSERT INTO f (f) VALUES ('optimize')")

    def search(self, query: str, *, reader: str, filters: Mapping[str, tuple[str, ...]]) -> int:
        """Answer a query as the service does; how many documents were found."""
        run = self._connection.execute
        run("DROP TABLE IF EXISTS temp.hits")
        run("DROP TABLE IF EXISTS temp.best")
        run("CREATE TEMP TABLE hits AS SELECT rowid AS p, bm25(f) AS score FROM f WHERE f MATCH ?", (match(query),))
        run("CREATE TEMP TABLE best AS SELECT d.*, sum(score) AS score FROM hits JOIN p ON p.id = hits.p "
            "JOIN d ON d.id = p.d GROUP BY d.id")  # fmt: skip
        chosen, values = _where(filters)
        total = 0
        for sign in _SECTIONS.values():
            section = f"{chosen} AND language {sign} ?"
            total += run(f"SELECT count(*) FROM best WHERE {section}", (*values, reader)).fetchone()[0]  # noqa: S608
            page = run(
                f"SELECT id FROM best WHERE {section} ORDER BY score LIMIT ?",  # noqa: S608
                (*values, reader, PAGE_SIZE),
            ).fetchall()
            for (document,) in page:
                self._paragraphs(query, document)
        for facet in FACETS:
            others, known = _where({name: wanted for name, wanted in filters.items() if name != facet})
            run(f"SELECT {facet}, count(*) FROM best WHERE {others} GROUP BY 1 ORDER BY 2 DESC", known).fetchall()  # noqa: S608
        return total

    def _paragraphs(self, query: str, document: int) -> None:
        found = self._connection.execute(
            "SELECT hits.p FROM hits JOIN p ON p.id = hits.p WHERE p.d = ? ORDER BY score LIMIT 3", (document,)
        ).fetchall()
        for (paragraph,) in found:
            self._connection.execute(
                "SELECT highlight(f, 0, '[', ']') FROM f WHERE f MATCH ? AND rowid = ?", (match(query), paragraph)
            ).fetchone()

    def bytes(self) -> int:
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return self._path.stat().st_size

    def close(self) -> None:
        self._connection.close()


def match(query: str) -> str:
    """The query as FTS5 wants it: each word in quotation marks of its own."""
    if query.startswith('"'):
        return query
    return " ".join(word if word == "OR" else f'"{word}"' for word in query.split())


def _where(filters: Mapping[str, tuple[str, ...]]) -> tuple[str, list[str]]:
    clauses = [f"{name} IN ({', '.join('?' * len(values))})" for name, values in filters.items()]
    return " AND ".join(["1 = 1", *clauses]), [value for values in filters.values() for value in values]
