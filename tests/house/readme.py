"""The generated parts of the README: `python -m tests.house.readme` writes them again."""

from __future__ import annotations

import re

from caselaw.settings import settings_table
from tests.house.sources import ROOT

README = ROOT / "README.md"
_PART = re.compile(r"(<!-- generated: settings -->\n).*?(<!-- end -->)", re.DOTALL)


def refreshed(text: str) -> str:
    """The README's text with its settings table as the code has it."""
    return _PART.sub(lambda part: part.group(1) + settings_table() + "\n" + part.group(2), text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
