"""Random and hostile queries, the same every time: pieces of the query language of four scripts in any order."""

from __future__ import annotations

import random
from collections.abc import Iterator

PIECES = (
    "a", "housing", "evict*", "wom?n", "l’eau", "الحَقّ", "سكن", "T-025/04", "12", "2004", "AND", "OR", "NOT", "Y",
    "O", "NO", "ET", "OU", "SAUF", "و", "أو", "ليس", "w/5", "W/٣", "near/99", "w/", "(", ")", "((", "))", "-", "−",
    "--", '"', "«", "»", "“", "”", "‹", "~", "~5", "~0", "~51", "∼", "*", "**", "?", "؟", "¿", "!", "،", ";", ":",
    ".", "/", "|", "&", "\\", "{", "}", "country:", "country:Kenya", "país:", "court:icj", "date:",
    "date:2004-03..2010", "date:9999", "year:..", "in:", "in:reasons", "-in:facts", "in:(", "para:12-14",
    "said:court", "article:11(1)", "cites:", "right:water", "بلد:", "x:y", "ECLI:ES:TC:1", " ", "  ", "\t", "\n",
    "\x00", "\xad", "\u200f", "\ufeff", "\ud800", "\ua000", "\U0003fff0", "ﷺ", "½", "𝔘", "ﬁ", "İ", "ß", "漢字", "🌊",
    "é", "e\u0301",
    "\u064b", "'", "’", "%", "<b>", "\r", "_", "#", "+", "=",
)  # fmt: skip
WHOLE = (
    "a", "b", "housing", "evict*", "wom?n", "l’expuls*", "evicton~", "السكن", "الحَقّ", "T-025/04",
    '"forced eviction"', '"a"', "«droit à l’eau»", '"a be*"~5', "“السكن الحق”~٣", "a w/5 b", "(a OR be*) w/3 c",
    "AND", "OR", "NOT", "أو", "Y", "-", "(a b)", "(in:reasons a)", "-(a OR b)", "country:Kenya",
    "país:(Kenya OR ZAF)", "date:2004-03..2010", "-year:2004", "in:reasons", "-in:facts", "in:(facts OR law)",
    "para:12-14", "said:court", "article:11(1)", "party:Pérez", "(-said:party)", "12.", "؟", "?",
)  # fmt: skip
"""Pieces that are whole, so that what they make is mostly a query."""


def hostile(count: int, seed: int = 5) -> Iterator[str]:
    """So many strings: of pieces of any kind in any order, of whole ones, and now and then one piece a thousand
    times."""
    chance = random.Random(seed)
    for _ in range(count):
        kind = chance.random()
        if kind < 0.01:
            yield chance.choice(PIECES) * chance.randint(200, 2100)
        elif kind < 0.5:
            yield chance.choice(("", " ", " ")).join(chance.choices(PIECES, k=chance.randint(1, 20)))
        else:
            yield " ".join(chance.choices(WHOLE, k=chance.randint(1, 10)))
