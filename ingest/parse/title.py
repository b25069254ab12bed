"""The title: what the file calls itself, or the first lines of its head that are no page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath

from caselaw.domain.claims import Claim
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:title"
_VERSUS = re.compile(r"(?:\s|^)(?:v|vs|versus|contra|contre|c|x)\.?\s|\bضد\b", re.IGNORECASE)
_CASE = re.compile(
    r"^\W*(?:case (?:of|concerning)|in the case|caso|cas|affaire|matter of|asunto|in re|in the matter of|قضيه)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:page|página|neutral citation|case no|claim no|appeal no|n[o°º]s?\b|royal courts|strand|distr\.|original:|"
    r"\(?slip opinion|www\.|https?:|tel\b|fls\b|imprimir|approved|judgment approved)",
    re.IGNORECASE,
)
_PROPERTY_NOISE = re.compile(r"(?i)\.(?:docx?|pdf|rtf|html?)$|^microsoft word|^untitled|^document\d*$|\btemplate\b")
# A line of a title block that the next one goes on from: "ORDER OF THE" / "INTER-AMERICAN COURT OF HUMAN RIGHTS".
_OPEN = re.compile(
    r"(?:\b(?:of|the|and|regarding|concerning|de|del|la|el|los|las|y|du|des|le|les|et|da|do|dos|das|e|vs?\.?)|,)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:of|de|del|du|des|da|do)\s", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s?\[\d{1,3}\]")
_MOST = 240


def claim_title(zones: Zones) -> list[Claim]:
    """Claims of `title` and `case_name`, best first; a document without words takes the name of its file."""
    claims = []
    for value in zones.declared.get("title", ()):
        if len(value) > 3 and not _PROPERTY_NOISE.search(value):
            claims.append(Claim("title", value, "declared", None, 0.8))
    case = _case_name(zones)
    if case:
        claims.append(Claim("case_name", _short(case.text), SOURCE, case.anchor, 0.8))
    lines = _lines(zones)
    if lines:
        claims.append(Claim("title", _short(_joined([line.text for line in lines])), SOURCE, lines[0].anchor, 0.6))
    stem = PurePath(zones.file_name).stem.replace("_", " ").strip()
    if stem:
        claims.append(Claim("title", stem, "file name", None, 0.2))
    return claims


def _case_name(zones: Zones) -> Passage | None:
    short = [p for p in zones.head[:25] if 6 < len(p.text) <= _MOST]
    named = next((p for p in short if _CASE.match(p.text) and _VERSUS.search(p.text)), None)
    return named or next((p for p in short if _VERSUS.search(p.text) or _CASE.match(p.text)), None)


def _lines(zones: Zones) -> list[Passage]:
    """The title block: short lines at the head, until the text begins."""
    lines: list[Passage] = []
    length = 0
    for passage in zones.head[:14]:
        if _FURNITURE.match(passage.text) or sum(c.isalpha() for c in passage.text) < 3:
            continue
        if len(passage.text) > _MOST:
            if not lines:
                lines.append(passage)
            break
        if length + len(passage.text) > _MOST or len(lines) >= 4 or (lines and _is_text(lines[-1], passage)):
            break
        lines.append(passage)
        length += len(passage.text)
    return lines


def _is_text(before: Passage, passage: Passage) -> bool:
    """A whole sentence behind a line that is a heading: the text has begun."""
    return before.paragraph.kind == "heading" and passage.paragraph.kind == "body" and passage.text.endswith(".")


def _joined(lines: Sequence[str]) -> str:
    """The lines as one title: a dash between them, none where a sentence runs on; a line said twice is said once."""
    title = lines[0]
    for before, line in pairwise(lines):
        if line != before:
            title += (" " if _OPEN.search(before) or _GOES_ON.match(line) else " — ") + line
    return title


def _short(text: str) -> str:
    """Without marks of footnotes, and not too long."""
    text = _NOTE_MARK.sub("", text)
    return text if len(text) <= _MOST else text[: _MOST - 1].rsplit(" ", 1)[0] + "…"
