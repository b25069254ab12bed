"""`docs/security.md` leaves no requirement out, and names no test that is not there."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from tests.house.sources import ROOT

# The requirements of levels 1 and 2 in OWASP ASVS 5.0.0, without the chapters V10 and V17: section, first to last.
ASKED = """
1.1:1-2 1.2:1-9 1.3:1-11 1.4:1-3 1.5:1-2 2.1:1-3 2.2:1-3 2.3:1-4 2.4:1-1 3.2:1-2 3.3:1-4 3.4:1-6 3.5:1-5 3.7:1-2
4.1:1-3 4.2:1-1 4.3:1-2 4.4:1-4 5.1:1-1 5.2:1-3 5.3:1-2 5.4:1-3 6.1:1-3 6.2:1-12 6.3:1-4 6.4:1-4 6.5:1-5 6.6:1-3
6.8:1-4 7.1:1-3 7.2:1-4 7.3:1-2 7.4:1-5 7.5:1-2 7.6:1-2 8.1:1-2 8.2:1-3 8.3:1-1 8.4:1-1 9.1:1-3 9.2:1-4 11.1:1-2
11.2:1-3 11.3:1-3 11.4:1-4 11.5:1-1 11.6:1-1 12.1:1-3 12.2:1-2 12.3:1-4 13.1:1-1 13.2:1-5 13.3:1-2 13.4:1-5 14.1:1-2
14.2:1-4 14.3:1-3 15.1:1-3 15.2:1-3 15.3:1-7 16.1:1-1 16.2:1-5 16.3:1-4 16.4:1-3 16.5:1-3
"""
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| (V[\d.]+) \| [^|]+ \| (.+) \|$", TEXT, re.MULTILINE))
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
WITHOUT_TEST = ("Does not apply: ", "By reading: ", "**Not met:**", "**In part:**", "[")


def asked() -> list[str]:
    spans = re.findall(r"([\d.]+):(\d+)-(\d+)", ASKED)
    return [f"V{section}.{one}" for section, first, last in spans for one in range(int(first), int(last) + 1)]


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_requirement_has_its_line_once_and_in_order() -> None:
    assert re.findall(r"^\| (V[\d.]+) \|", TEXT, re.MULTILINE) == asked()


@pytest.mark.parametrize("requirement", sorted(ROWS))
def test_a_line_names_tests_that_exist_or_says_why_not(requirement: str) -> None:
    said = ROWS[requirement]
    named = TEST.findall(said)
    assert named or said.startswith(WITHOUT_TEST), said
    for path, name in named:
        assert name in named_in(path), f"{path} has no {name}"


def test_the_sum_is_that_of_the_lines() -> None:
    for mark, words in (("**In part", "in part"), ("**Not met", "not")):
        found = [one for one in asked() if mark in ROWS[one]]
        assert f"{len(found)} {words} ({', '.join(found)})" in TEXT
