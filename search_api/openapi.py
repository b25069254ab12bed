"""Writes `openapi.json`, the description that is committed and that a test compares: `python -m search_api.openapi`."""

from __future__ import annotations

import json
from pathlib import Path

from search_api.blueprint import description

FILE = Path(__file__).with_name("openapi.json")


def described() -> str:
    """The description of the API as it stands in the file."""
    whole = dict(description())
    spec = {"openapi": whole.pop("openapi"), **whole}
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(described(), encoding="utf-8")
