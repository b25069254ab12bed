"""The title: what the file calls itself, its parties, or the first lines of its head that are no page furniture; where
it has none, its court, number and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath

from babel import Locale, UnknownLocaleError

from caselaw.domain.claims import Claim
from caselaw.domain.court import court_name, courts
from ingest.parse.countries import alpha_2
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:title"
_VERSUS = re.compile(
    r"(?<=[^\s]{2}\s)(?:(?:v|V|vs|Vs|VS|versus|VERSUS|contra|CONTRA|contre|CONTRE|c)\.?|c/|C/|x|ضد)\s+(?=\W*\w\S|\W*\w$)"
)
_CASE = re.compile(
    r"^\W*(?:case (?:of|concerning)|in the case|caso|cas|affaire|matter of|asunto|in re|in the matter of|قضيه|قضية)\b",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^\W*(?:united nations$|naciones unidas$|nations unies$|الأمم المتحدة$|[A-Z]+(?:/[A-Z0-9.-]+){2,}\W*$|"
    r"united nations [A-Z]+(?:/[A-Z0-9.-]+){2,}\W*$|general assembly(?: distr\..*)?$|[a-z]+(?:[ -][a-z]+)? session$|"
    r"(?:.{0,40}\d{4} )?agenda items? \d.*$|economic and social council$|\d{1,2} [^\W\d]+ \d{4}\W*$|"
    r"page|página|neutral citation|case no|claim no|appeal no|n[o°º]s?\b|royal courts|strand|distr\.|original:|"
    r"\(?slip opinion|syllabus\W*$|note:|www\.|https?:|tel\b|fls\b|imprimir|approved|judgment approved|"
    r"e ?m ?e ?n ?t ?a\W*$|a ?c ?[óo] ?r ?d ?[ãa] ?o\W*$|v ?o ?t ?o\W*$|\d{1,2}ª turma$|"
    r"\w{2,8}(?:/\w{2,4})+$|advance unedited|reportable|not reportable|(?:un)?official translation|traduction non off|"
    r"\d+\W*$)",
    re.IGNORECASE,
)
_PROPERTY_NOISE = re.compile(
    r"(?i)\.(?:docx?|pdf|rtf|html?)$|^microsoft word|^untitled|^document\d*$|\btemplate\b"
    r"|^in the [\w' ]{3,60}(?:court|tribunal)[\w' ]*$"
)
_SECTION = re.compile(
    r"^\W*(?:[IVX]{1,4}|\d{1,2})(?:[.)]\s+\S.*|\W*)$|^(?:preamble|preámbulo|préambule|الديباجة)$"
    r"|^(?:vistos?|having seen|considering|considerando)\W*$",
    re.IGNORECASE,
)
# A line of a title block that the next one goes on from: "ORDER OF THE" / "INTER-AMERICAN COURT OF HUMAN RIGHTS".
_OPEN = re.compile(
    r"(?:\b(?:of|the|and|regarding|concerning|de|del|la|el|los|las|y|du|des|le|les|et|da|do|dos|das|e|vs?\.?)|,)$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"^(?:of|de|del|du|des|da|do)\s", re.IGNORECASE)
_NOTE_MARK = re.compile(r"\s?\[\d{1,3}\]|(?<=\w)\*+(?=\s|$)")
_RULE = re.compile(r"_{3,}")
# Where the text begins below a caption that has named the case already.
_AGAIN = re.compile(r"^\W*(?:in the case of|en el caso|dans l['’]affaire|no caso)\b", re.IGNORECASE)
# Marks that turn the direction of what follows, of no width: they would turn the page that shows a title.
_CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]+")
_BEFORE_NAME = re.compile(r"^\W*(?:neutral citation(?: number)?\s*:\s*|\d{1,3}\s+(?=[A-Z]))", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s*(?:\(\d+/\d{4}\)\s*)?\[\d{4}\].*$")
_CITES = re.compile(r"\[(?:19|20)\d\d\]|\b(?:19|20)\d\d\b.*\b\d+\b")
_RESUMES = re.compile(r"^(?:[Vv][Ss]?\.?|versus|VERSUS|contra|CONTRA|c\.|ضد)(?:\s+\S|$)|^\([“\"«]")
_BREAKS_OFF = re.compile(r"\S\s(?:[Vv][Ss]?\.?|versus|VERSUS|(?i:matter of)|contra|CONTRA|c\.|ضد)$")
# A line of a caption, not the name that a case goes by: "JOHN RIVERS … PETITIONER".
_ROLED = re.compile(
    r"\.{3,}|(?<!\()\b(?:appellants?|petitioners?|respondents?|applicants?|plaintiffs?|defendants?)\b(?!\))",
    re.IGNORECASE,
)
_FIRST_LINES = 14
_SENTENCE_WORDS, _LONG_SENTENCE = 7, 14
_MOST = 240
_LETTERHEADED = frozenset({"pleading", "intervention", "urgent_action"})
_COUNSEL_LINES = 14


def claim_title(zones: Zones, known: Sequence[Claim]) -> list[Claim]:
    """Claims of `title` and `case_name`, best first, with the help of what else is `known` of the document; a document
    without words takes the name of its file."""
    claims = []
    for value in zones.declared.get("title", ()):
        if len(value) > 3 and not _PROPERTY_NOISE.search(value):
            claims.append(Claim("title", _short(value), "declared", None, 0.8))
    names = _case_names(zones, known)
    claims += names
    court = _value(known, "court")
    body = courts().get(court) if court else None
    national = body is not None and body.country is not None
    if names and zones.language == "en" and national and _VERSUS.search(names[0].value):
        claims.append(Claim("title", names[0].value, names[0].source, names[0].paragraph, 0.7))
    lines = _lines(zones, known)
    if lines:
        claims.append(Claim("title", _short(_joined([line.text for line in lines])), SOURCE, lines[0].anchor, 0.6))
    if composed := _composed(zones, known):
        claims.append(Claim("title", composed, "composed", None, 0.4))
    elif not lines and zones.head:
        claims.append(Claim("title", _short(zones.head[0].text), SOURCE, zones.head[0].anchor, 0.3))
    stem = PurePath(zones.file_name).stem.replace("_", " ").strip()
    if stem:
        claims.append(Claim("title", stem, "file name", None, 0.2))
    return claims


def _value(known: Sequence[Claim], field: str, sure: float = 0.35) -> str | None:
    return next((c.value for c in known if c.field == field and c.confidence >= sure), None)


def _case_names(zones: Zones, known: Sequence[Claim]) -> list[Claim]:
    """The name of the case: "Case of X v. Y", else a line "X v. Y", else its parties as the caption gives them."""
    short = [(text, p) for text, p in whole_lines(zones) if 6 < len(text) <= _MOST and not _is_sentence(text)]
    named = next(((text, p) for text, p in short if _CASE.match(text) and _VERSUS.search(text)), None)
    if named:
        return [Claim("case_name", _short(named[0]), SOURCE, named[1].anchor, 0.85)]
    for text, passage in short[:_FIRST_LINES]:
        bare = _BEFORE_NAME.sub("", text)
        name = _AFTER_NAME.sub("", bare).strip()
        cited = name != bare.strip() and bare == text  # another's, unless "Neutral citation" stands before it
        if _ROLED.search(name):
            continue
        if _VERSUS.search(name) and name[:1].isupper() and not cited and not _CITES.search(name):
            return [Claim("case_name", _short(name), SOURCE, passage.anchor, 0.7)]
    first = next((c for c in known if c.field in ("party.appellant", "party.applicant")), None)
    second = next((c for c in known if c.field == "party.respondent"), None)
    if first and second and zones.language == "en":
        return [Claim("case_name", _short(f"{first.value} v {second.value}"), first.source, first.paragraph, 0.8)]
    found = next(((text, p) for text, p in short if _CASE.match(text)), None)
    return [Claim("case_name", _short(found[0]), SOURCE, found[1].anchor, 0.6)] if found else []


def whole_lines(zones: Zones) -> list[tuple[str, Passage]]:
    """The lines of the head; one that breaks off before or after "v." is joined to its rest."""
    whole: list[tuple[str, Passage]] = []
    for passage in zones.head[:25]:
        text = passage.text.strip()
        if whole and len(text) < 120 and (_RESUMES.match(text) or _BREAKS_OFF.search(whole[-1][0])):
            before, first = whole.pop()
            whole.append((f"{before} {text}", first))
        elif passage.paragraph.number is None:
            whole.append((text, passage))
    return whole


def _lines(zones: Zones, known: Sequence[Claim]) -> list[Passage]:
    """The title block: short lines at the head, until the text begins. Below the letterhead of counsel, where a
    pleading says what it is."""
    lines: list[Passage] = []
    length = 0
    head = zones.head[:14]
    kind = next((c for c in known if c.field == "kind"), None)
    if kind and kind.value in _LETTERHEADED:
        start = next((i for i, p in enumerate(zones.head[:_COUNSEL_LINES]) if p.anchor == kind.paragraph), 0)
        head = zones.head[start : start + 14]
    for passage in head:
        if _FURNITURE.match(passage.text) or sum(c.isalpha() for c in passage.text) < 3:
            continue
        if len(passage.text) > _MOST or _is_sentence(passage.text) or (lines and _SECTION.match(passage.text)):
            break
        if length + len(passage.text) > _MOST or len(lines) >= 4:
            break
        if _AGAIN.match(passage.text) and any(_CASE.match(line.text) for line in lines):
            break
        lines.append(passage)
        length += len(passage.text)
    return lines


def _is_sentence(text: str) -> bool:
    """Running text: it ends as a sentence does, and most of its words are written small (Arabic has no capitals)."""
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < (_SENTENCE_WORDS if re.search(r"[.;؛:]\s*$", text) else _LONG_SENTENCE):
        return False
    small = sum(word[0].islower() for word in words)
    without_case = not any(word[0].isupper() for word in words) and not small
    return small > 0.6 * len(words) or (without_case and bool(re.search(r"[.؛،:]\s*$", text)))


def _composed(zones: Zones, known: Sequence[Claim]) -> str | None:
    """Court, number and date, where the text has no title: "Tribunal … — 12/2019 — 2019-05-03"."""
    number = next((c.value for c in known if c.field.startswith("identifier.") and c.confidence >= 0.5), None)
    court, country = _value(known, "court"), _value(known, "country")
    day = _value(known, "date.decision", 0.25)
    kind = _value(known, "kind")
    body = court_name(court, zones.language) if court else None
    if not body and country and kind == "country_report":
        body = _country(country, zones.language)
    parts = [part for part in (body, number, day) if part]
    return " — ".join(parts) if (body or number) and len(parts) > 1 else None


def _country(code: str, language: str) -> str | None:
    try:
        return Locale(language).territories.get(alpha_2(code) or "")
    except UnknownLocaleError:
        return None


def _joined(lines: Sequence[str]) -> str:
    """The lines as one title: a dash between them, none where a sentence runs on; a line said twice is said once."""
    title = lines[0]
    for before, line in pairwise(lines):
        if line != before:
            title += (" " if _OPEN.search(before) or _GOES_ON.match(line) else " — ") + line
    return title


def _short(text: str) -> str:
    """Without drawn lines, marks of footnotes and of direction, on one line, and not too long."""
    plain = _RULE.sub(" ", _CONTROLS.sub("", text.replace("\n", " ")))
    text = " ".join(_NOTE_MARK.sub("", plain).split()).rstrip(" ,;")
    return text if len(text) <= _MOST else text[: _MOST - 1].rsplit(" ", 1)[0] + "…"
