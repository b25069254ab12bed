"""Codes of every kind of text: four languages, right to left, formulas, quotation marks, signs no file may hold."""

from __future__ import annotations

from hypothesis import strategies as st

from caselaw.domain.codebook.codes import FACETS, Code, Status
from caselaw.domain.codebook.rules import tidy
from caselaw.domain.languages import LANGUAGES

_PIECES = (
    "right", "derecho", "droit", "حق", "سيطرة الشركات", "=1+1", "+", "-2", "@cmd", "'", '"', "\\", "\n", "\r\n", "\t",
    " ", "\u00a0", "&", "<b>", "]]>", "{", "}", ";", ",", "é", "e\u0301", "\u200f", "\u202e", "\x00", "\x1f", "\ufffe",
    "𝒳", "^^", "@en", "#", "%", "\u2028", "\x85", "//",
)  # fmt: skip


def any_text(most: int = 6) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(_PIECES), max_size=most).map("".join)


def _words() -> st.SearchStrategy[dict[str, str]]:
    return st.dictionaries(st.sampled_from(LANGUAGES), any_text(), max_size=4)


def _lists() -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    each = st.lists(any_text(3), max_size=3).map(tuple)
    return st.dictionaries(st.sampled_from(LANGUAGES), each, max_size=3)


@st.composite
def any_codes(draw: st.DrawFn, most: int = 3) -> tuple[Code, ...]:
    """Codes as they are kept, each with a label, under one another in any way that is no circle."""
    keys = draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True), max_size=most, unique=True))
    codes: list[Code] = []
    for key in keys:
        labels = {"en": key, **draw(_words())}
        statuses = {f"label.{language}": Status("named", draw(any_text(3))) for language in labels}
        code = Code(
            key, labels, draw(_words()), draw(_words()), draw(_words()), draw(_lists()), draw(_lists()),
            draw(st.sampled_from([None, *(one.key for one in codes)])), draw(st.sampled_from(FACETS)), statuses,
        )  # fmt: skip
        kept = tidy(code)
        codes.append(kept if kept.labels else tidy(Code(key, {"en": key}, facet=kept.facet)))
    return tuple(codes)
