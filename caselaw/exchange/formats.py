"""The formats in which results leave this site: one line each. Whoever adds one writes its module and its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from caselaw.exchange import authorities, bib, csv_table, ris, xlsx_table
from caselaw.exchange.entry import Entries, Layout


@dataclass(frozen=True)
class Format:
    """How entries are written. `table` says that columns can be chosen of it."""

    name: str
    mimetype: str
    write: Callable[[Entries, Layout], Iterator[bytes]]
    table: bool = False


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("csv", "text/csv; charset=utf-8", csv_table.write, table=True),
        Format(
            "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx_table.write, table=True
        ),
        Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", authorities.write),
        Format("ris", "application/x-research-info-systems; charset=utf-8", ris.write),
        Format("bib", "application/x-bibtex; charset=utf-8", bib.write),
    )
}
"""By the end of the file's name."""
