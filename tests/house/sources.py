"""The project's own files, as the house rules look at them."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("caselaw", "ingest", "search_api", "web", "mappings")


def modules(*, with_tests: bool = False) -> list[Path]:
    """Every Python file of the five packages, and of the tests where asked."""
    packages = (*PACKAGES, "tests") if with_tests else PACKAGES
    return [path for package in packages for path in sorted((ROOT / package).rglob("*.py"))]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
