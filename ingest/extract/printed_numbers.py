"""Which of the numbers that a format holds apart from the text number its paragraphs, and which its headings and lists.

Word and Akoma Ntoso keep both in the same place: "12." beside a paragraph, and "(1)" or "(e)" beside a heading or an
item of a list. A decision numbers its paragraphs in one form; what is printed in another belongs to the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.draft import Line

_PRINTED = re.compile(r"([(\[]?)\s*(\d+(?:\.\d+)*\s?[A-Za-z]?)\s*[)\]]?[\s.:]*")


def only_paragraph_numbers(lines: Sequence[Line]) -> list[Line]:
    """The lines, their `number` as it was printed ("12.", "(1)"): that of a paragraph bare ("12"), any other before the
    text it belongs to."""
    usual = _usual(line.number for line in lines)
    return [line if line.number is None else _told(line, line.number, usual) for line in lines]


def _told(line: Line, printed: str, usual: str) -> Line:
    found = _PRINTED.fullmatch(printed.strip())
    if found is not None and _form(found) == usual:
        return replace(line, number=found.group(2).replace(" ", ""))
    return replace(line, number=None, text=f"{printed.strip()} {line.text}")


def _usual(numbers: Iterable[str | None]) -> str:
    """The form of most numbers; of two that are as common, the one without brackets."""
    forms = Counter(_form(found) for number in numbers if number and (found := _PRINTED.fullmatch(number.strip())))
    return max(forms, key=lambda form: (forms[form], not form.startswith("("))) if forms else ""


def _form(found: re.Match[str]) -> str:
    """The opening bracket, and how deep the number is divided: "(" and "1", "4.43" and "2"."""
    return f"{found.group(1)}{found.group(2).count('.') + 1}"
