"""Headings and captions that run over several lines: a chapter's number and its words, "ORDER OF THE" and the court."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TypeVar

from caselaw.domain.paragraph import ParagraphKind
from ingest.draft import Line

_NUMERAL = re.compile(
    r"(?:[IVXLC]{1,7}|[A-Z])\.?|(?:CHAPTER|CAPÍTULO|CHAPITRE|TÍTULO|PART|PARTE"
    r"|TITRE) (?:[IVXLC]{1,7}|\d{1,2})\.?"
)
_GOES_ON = re.compile(
    r"(?:OF(?: THE)?|AND|IN RELATION|WITH REGARD|REGARDING|DE|DEL|DE LA|DE LOS|EN RELACIÓN|RESPECTO|Y|EN CONTRA"
    r"|DU|DES|D['’]|ET|RELATIVE|DA|DO|DAS|DOS|E|EM RELAÇÃO)\s"
)
_UNFINISHED = re.compile(
    r"(?:\bOF|\bTHE|\bAND|\bIN|\bTO|\bFOR|\bBY|\bDE|\bDEL|\bLA|\bLAS|\bLOS|\bY|\bEN|\bPOR|\bDU|\bDES|\bLE|\bET|\bDA"
    r"|\bDO|\bDAS|\bDOS|\bAND THE)$"
)
_LONGEST = 300
_SHORT = 130
_WORD = re.compile(r"[^\W\d_]{3}")


class Block(Protocol):
    """A paragraph in the making, as `ingest.paragraphs.segment` makes it."""

    lines: list[Line]
    text: str
    number: str | None
    kind: ParagraphKind


AnyBlock = TypeVar("AnyBlock", bound=Block)


def joined_heads(blocks: Sequence[AnyBlock]) -> list[AnyBlock]:
    """The blocks, a heading over several of them joined into its first."""
    found: list[AnyBlock] = []
    for block in blocks:
        if found and _one_head(found[-1], block):
            found[-1].text = f"{found[-1].text} {block.text}"
            found[-1].lines = [*found[-1].lines, *block.lines]
            found[-1].kind = "heading"
        else:
            found.append(block)
    return found


def _one_head(first: Block, second: Block) -> bool:
    if first.number is not None or second.number is not None or len(first.text) + len(second.text) > _LONGEST:
        return False
    before, after = first.lines[-1], second.lines[0]
    if before.page != after.page or before.level != after.level:
        return False
    if _NUMERAL.fullmatch(first.text):
        return second.kind == "heading" or (second.kind == "body" and _heads(second.text))
    if first.kind != "heading" or second.kind != "heading" or (first.text + second.text).endswith(":"):
        return False
    if first.text.endswith((":", ".", ";", ",")):
        return False
    return bool(_UNFINISHED.search(first.text) or _GOES_ON.match(second.text))


def _heads(text: str) -> bool:
    """A short line that begins with a capital and ends in no sentence."""
    return len(text) < _SHORT and text[:1].isupper() and text[-1:] not in ".;:," and bool(_WORD.search(text))
