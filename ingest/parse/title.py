"""The title: what the file calls itself, or the first lines of its head that are no page furniture."""

from __future__ import annotations

import re
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
_PROPERTY_NOISE = re.compile(r"(?i)\.(?:docx?|pdf|rtf|html?)$|^microsoft word|^untitled|^document\d*$")
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
        claims.append(Claim("title", _short(" — ".join(line.text for line in lines)), SOURCE, lines[0].anchor, 0.6))
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
        if length + len(passage.text) > _MOST or len(lines) >= 4:
            break
        lines.append(passage)
        length += len(passage.text)
    return lines


def _short(text: str) -> str:
    """Without marks of footnotes, and not too long."""
    text = _NOTE_MARK.sub("", text)
    return text if len(text) <= _MOST else text[: _MOST - 1].rsplit(" ", 1)[0] + "…"
