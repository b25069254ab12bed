"""The baseline of `caselaw bench search`: SQLite's own full-text search doing what the service does.

The same rows, documents ranked, counts, the same facets, two sections and three marked paragraphs a document; words
are folded, not stemmed, and AND speaks of one paragraph: FTS5 has the easier task. What it finds is kept for the length
of a query in tables by number of paragraph and document, so that counts and pages need not search again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from caselaw.domain.searching.questions import FACETS, PAGE_SIZE, PARAGRAPHS
from caselaw.search.port import IndexDocument
from caselaw.search.project import whole_values

_COLUMNS = ("language", "country", "court", "kind", "year")
_LISTED = tuple(field for field in FACETS if field not in _COLUMNS)  # of which a document may have several values
_TABLES = f"""
PRAGMA journal_mode=WAL;
CREATE TABLE d (id INTEGER PRIMARY KEY, title TEXT, {", ".join(_COLUMNS)});
CREATE TABLE v (d INTEGER, field TEXT, value TEXT, PRIMARY KEY (d, field, value)) WITHOUT ROWID;
CREATE TABLE p (id INTEGER PRIMARY KEY, d INTEGER NOT NULL);
CREATE INDEX p_d ON p (d);
CREATE VIRTUAL TABLE f USING fts5(text, tokenize = "unicode61 remove_diacritics 2");
"""
_FOR_A_QUERY = f"""
PRAGMA temp_store=MEMORY;
CREATE TEMP TABLE hits (p INTEGER PRIMARY KEY, d INTEGER, score REAL);
CREATE TEMP TABLE best (id INTEGER PRIMARY KEY, {", ".join(_COLUMNS)}, score REAL);
"""
_SECTIONS = {"own": "=", "other": "<>"}


class Baseline:
    """One database of decisions, searched by FTS5."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = sqlite3.connect(path)
        self._connection.executescript(_TABLES + _FOR_A_QUERY)

    def build(self, rows: Iterable[IndexDocument]) -> None:
        """Take these decisions in, and merge the index into one."""
        paragraph = 0
        with self._connection as connection:
            for number, row in enumerate(rows):
                columns = (row.language, row.country, row.court, row.kind, row.year)
                connection.execute("INSERT INTO d VALUES (?, ?, ?, ?, ?, ?, ?)", (number, row.title, *columns))
                for each in row.paragraphs:
                    paragraph += 1
                    connection.execute("INSERT INTO p VALUES (?, ?)", (paragraph, number))
                    connection.execute("INSERT INTO f (rowid, text) VALUES (?, ?)", (paragraph, each.text))
                values = {(number, field, value) for field in _LISTED for value in whole_values(row, field)}
                connection.executemany("INSERT INTO v VALUES (?, ?, ?)", values)
            connection.execute("INSERT INTO f (f) VALUES ('optimize')")
        self._connection.execute("ANALYZE")

    def search(self, query: str, *, reader: str, filters: Mapping[str, tuple[str, ...]]) -> int:
        """Answer a query as the service does; how many documents were found. Filters may name _COLUMNS alone."""
        run = self._connection.execute
        run("DELETE FROM temp.hits")
        run("DELETE FROM temp.best")
        run("INSERT INTO temp.hits SELECT p.id, p.d, bm25(f) FROM f JOIN p ON p.id = f.rowid WHERE f MATCH ?",
            (match(query),))  # fmt: skip
        run(f"INSERT INTO temp.best SELECT d.id, {', '.join(_COLUMNS)}, best FROM "  # noqa: S608
            "(SELECT d, sum(score) AS best FROM temp.hits GROUP BY d) AS h JOIN d ON d.id = h.d")  # fmt: skip
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
            self._facet(facet, filters)
        return total

    def _facet(self, facet: str, filters: Mapping[str, tuple[str, ...]]) -> list[tuple[str, int]]:
        others, known = _where({name: wanted for name, wanted in filters.items() if name != facet})
        counted = f"SELECT {facet}, count(*) FROM best WHERE {others} GROUP BY 1 ORDER BY 2 DESC"  # noqa: S608
        if facet in _LISTED:
            counted = (f"SELECT value, count(*) FROM best JOIN v ON v.d = best.id WHERE field = '{facet}' "  # noqa: S608
                       f"AND {others} GROUP BY 1 ORDER BY 2 DESC")  # fmt: skip
        return self._connection.execute(counted, known).fetchall()

    def _paragraphs(self, query: str, document: int) -> None:
        found = self._connection.execute(
            "SELECT p.id FROM p JOIN temp.hits ON hits.p = p.id WHERE p.d = ? ORDER BY score LIMIT ?",
            (document, PARAGRAPHS),
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
