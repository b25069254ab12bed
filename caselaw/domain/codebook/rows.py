"""A codebook as a table: one row a code, one column a text and language. Files of the product, CSV that leaves and CSV
that comes back have this one form.

A column that a table lacks leaves what stands as it is; a cell that is empty takes it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from caselaw.domain.codebook.codes import LISTS, PARTS, Code, Status, item, one_line, plain
from caselaw.domain.languages import LANGUAGES

Row = Mapping[str, str]
COLUMNS: tuple[str, ...] = (
    "key", "broader", "facet",
    *(f"{part}_{language}" for part in ("label", "also", "definition", "use_when", "not_when", "examples")
      for language in LANGUAGES),
    "sources", "reviewed",
)  # fmt: skip
"""`also` and `examples` hold several texts with an upright stroke between them. `sources` holds a line for each text
that is from a named one: `label.en=The text`. `reviewed` tells which texts people have reviewed in the site; it is
never read back, since a review is given by a person there."""
BETWEEN = "|"


@dataclass(frozen=True)
class RowFault:
    """Why a cell cannot be read, or a row: a code of `codebook.po` with what fills it; `line` is the row of the file, 0
    for the file as a whole and in files without rows; `key` names the code that it is about, if it has one."""

    line: int
    column: str
    code: str
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    key: str = ""


def row_of(code: Code) -> dict[str, str]:
    """A code as one row."""
    row = {"key": code.key, "broader": code.broader or "", "facet": code.facet}
    for language in LANGUAGES:
        row |= {f"{part}_{language}": code.text(part, language) for part in PARTS}
        row |= {f"{name}_{language}": BETWEEN.join(getattr(code, name).get(language, ())) for name in LISTS}
    named = sorted((name, one.source) for name, one in code.statuses.items() if one.source)
    row["sources"] = "\n".join(f"{name}={source}" for name, source in named)
    row["reviewed"] = BETWEEN.join(sorted(name for name, one in code.statuses.items() if one.kind == "reviewed"))
    return {column: row[column] for column in COLUMNS}


def code_of_row(row: Row, standing: Code | None = None) -> Code:
    """A row as a code; texts of which the table has no column are those of the code that stands."""
    before = standing or Code(one_line(row.get("key", "")), {})
    texts: dict[str, Any] = {
        "labels" if part == "label" else part: _texts(
            row, part, before.labels if part == "label" else getattr(before, part)
        )
        for part in PARTS
    }
    lists: dict[str, Any] = {name: _lists(row, name, getattr(before, name)) for name in LISTS}
    return replace(
        before,
        **texts,
        **lists,
        broader=(one_line(row["broader"]) or None) if "broader" in row else before.broader,
        facet=(one_line(row["facet"]) or "other") if "facet" in row else before.facet,
        statuses=_sources(row["sources"]) if "sources" in row else _named(before.statuses),
    )


def codes_of(
    rows: Iterable[tuple[int, Row]], standing: Sequence[Code] = ()
) -> tuple[tuple[Code, ...], tuple[RowFault, ...]]:  # fmt: skip
    """The codes of a table, each row with its line in the file, and what cannot be read: a row without a key, or with
    the key of a row before it. Whether a code can be kept is asked elsewhere."""
    before = {one.key: one for one in standing}
    found: dict[str, Code] = {}
    faults: list[RowFault] = []
    for line, row in rows:
        key = one_line(row.get("key", ""))
        if not key:
            faults.append(RowFault(line, "key", "codebook.row.no_key"))
        elif key in found:
            faults.append(RowFault(line, "key", "codebook.row.twice", {"key": key}))
        else:
            found[key] = code_of_row(row, before.get(key))
    return tuple(found.values()), tuple(faults)


def _texts(row: Row, part: str, before: Mapping[str, str]) -> dict[str, str]:
    clean = one_line if part == "label" else plain
    said = {
        language: clean(row[f"{part}_{language}"]) if f"{part}_{language}" in row else before.get(language, "")
        for language in LANGUAGES
    }
    return {language: text for language, text in said.items() if text}


def _lists(row: Row, name: str, before: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        cell = row.get(f"{name}_{language}")
        each = before.get(language, ()) if cell is None else tuple(filter(None, map(item, cell.split(BETWEEN))))
        if each:
            found[language] = each
    return found


def _sources(cell: str) -> dict[str, Status]:
    found: dict[str, Status] = {}
    for line in plain(cell).split("\n"):
        name, _, source = line.partition("=")
        if source.strip():
            found[name.strip()] = Status("named", source.strip())
    return found


def _named(statuses: Mapping[str, Status]) -> dict[str, Status]:
    """What is said of sources, without reviews: those are kept by the text that was reviewed."""
    return {name: Status("named", one.source) for name, one in statuses.items() if one.source}
