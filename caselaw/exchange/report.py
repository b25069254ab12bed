"""A report as it leaves: sections of lines and tables in one language, in a file of Word or in a workbook."""

from __future__ import annotations

from dataclasses import dataclass

Row = tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """A part of a report: what it is called, lines of text, and a table if it has rows. In a workbook it is a sheet."""

    title: str
    lines: tuple[str, ...] = ()
    head: Row = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Report:
    """A report in one language, in which its fixed words are; what people wrote in it is in theirs."""

    language: str
    title: str
    about: str
    sections: tuple[Section, ...]
