"""When it was decided: of all dates in head and tail, the one that the words around it call the decision's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from ingest.parse.dates import FoundDate, find_dates
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:date"
_ISO_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.](\d{2})[-_.](\d{2})(?!\d)")
_NEAR = 70  # letters before a date whose words speak of it

_DECIDED = re.compile(
    r"(?:judge?ments? (?:of|given on|delivered|handed down|dated?)|orders? of|order .{0,60} of|decided|delivered|handed down|"
    r"promulgated|date of (?:judge?ment|decision)|sentencia de|resolucion .{0,90}\bde|arret .{0,60}\bdu|decision .{0,60}\bdu|lecture du|"
    r"audience publique du|jugement du|ordonnance du|sentenca de|resolucao .{0,60}\bde|julgado em|data do julgamento|"
    r"adopted (?:on|by)|adoptad[oa] el|adoptee? le|done at|hecho en|fait a|issued on|pronunciad[oa]|prononce|"
    r"approved (?:on|by)|dictada el|emitid[oa] (?:el|em)|sessao de|brasilia|^\W*date\W*|صدر|صادر|بتاريخ|المورخ|تلي|حرر|لسنه)\W*(?:\w+\W+){0,5}$"
)  # fmt: skip
_DECIDED_AFTER = re.compile(r"^\W*\(?(?:data do julgamento|date of judge?ment)")
_TAIL = re.compile(
    r"(?:done|given|signed|read|leida|hecha|redactada|dada|fait|lavrad[oa]|proferid[oa]|brasilia|sala das sessoes|san jose|washington|geneva|dated|on the|el dia|"
    r"public hearing|session|sesion)"
)
_HEARD = re.compile(
    r"(?:argued|heard(?: on| at)?|hearing(?: dates?)?|seance du|audiencia|audience du|submitted|received|recibid[oa]|filed|presentad[oa]|"
    r"lodged|enregistree?s? le|depose|en vue de l'audience|date of (?:hearing|filing)|signado|protocolad[oa]|distribuid[oa]|since|between|from)\W*(?:\w+\W+){0,4}$"
)  # fmt: skip
_CITED = re.compile(
    r"(?:\blaw|\bact\b|\bley\b|\bloi\b|\blei\b|decreto|decret|convention|convencion|convencao|reglamento|rules of|estatuto|statute|regulation|"
    r"constitution|modifie|amended|en vigor|in force|published|publicad[oa]|publication|dje|dou|letter|born|nacid|ordonnance n|القانون|المرسوم|الظهير|"
    r"contre l'arret rendu|appeal from|version|updated|محينه|firmado por assinatura)\W*(?:[\w°./-]+\W+){0,7}$"
)


@dataclass(frozen=True)
class _Candidate:
    date: PartialDate
    passage: Passage
    score: float
    heard: bool


def claim_dates(zones: Zones) -> list[Claim]:
    """Claims of `date.decision` and `date.heard`, best first."""
    claims = [c for value in zones.declared.get("date", ()) if (c := _declared(value))]
    candidates = sorted(_candidates(zones), key=lambda c: -c.score)
    seen: set[PartialDate] = set()
    for candidate in candidates:
        if candidate.date in seen:
            continue
        seen.add(candidate.date)
        if candidate.heard:
            claims.append(_claim("date.heard", candidate, 0.8))
        elif candidate.score > 0 and len(seen) <= 4:
            confidence = round(min(0.95, candidate.score / (candidate.score + 1.2)), 2)
            claims.append(_claim("date.decision", candidate, confidence))
    if not any(claim.field == "date.decision" for claim in claims):
        claims += _from_name(zones.file_name)
    return claims


def _claim(field: str, candidate: _Candidate, confidence: float) -> Claim:
    return Claim(field, str(candidate.date), SOURCE, candidate.passage.anchor, confidence)


def _declared(value: str) -> Claim | None:
    try:
        return Claim("date.decision", str(PartialDate.parse(value[:10])), "declared", None, 0.98)
    except ValueError:
        return None


def _from_name(name: str) -> list[Claim]:
    """A date in the file's own name, where the text gives none: somebody wrote it there, we do not know why."""
    for match in _ISO_IN_NAME.finditer(name):
        try:
            value = PartialDate(*(int(part) for part in match.groups()))
        except ValueError:
            continue
        return [Claim("date.decision", str(value), "file name", None, 0.3)]
    return []


def _candidates(zones: Zones) -> Iterator[_Candidate]:
    month_first = zones.language == "en" and "united states" in zones.head_folded
    for passage in zones.head:
        for date in find_dates(passage.folded[:2000], month_first=month_first):
            if date.value:
                yield _in_head(zones, passage, date, date.value)
    for passage in zones.tail:
        for date in find_dates(passage.folded[-600:], month_first=month_first):
            if date.value:
                yield _in_tail(passage, date, date.value)


def _in_head(zones: Zones, passage: Passage, date: FoundDate, value: PartialDate) -> _Candidate:
    folded = passage.folded
    before = _before(zones, passage, date)
    share = (date.end - date.start) / max(len(folded), 1)
    score = 0.3 + 0.9 * share - 0.012 * passage.place
    if len(folded) < 220:
        score += 0.5
    if passage.place < 12:
        score += 0.3
    decided = bool(_DECIDED.search(before)) or bool(_DECIDED_AFTER.match(folded[date.end :]))
    heard = bool(_HEARD.search(before)) and not decided
    if decided:
        score += 1.5
    if _CITED.search(before) and not (decided and share > 0.3):
        score -= 1.8
    if value.precision != "day":
        score -= 0.7
    if not date.words:
        score -= 0.2
    return _Candidate(value, passage, score, heard)


def _before(zones: Zones, passage: Passage, date: FoundDate) -> str:
    """What stands before a date: in its paragraph, or, where it begins a short one, in the short lines above."""
    before = passage.folded[max(0, date.start - _NEAR - 40) : date.start]
    place = passage.place
    while len(before) < _NEAR and place and len(zones.body[place - 1].text) < 120:
        if len(before.strip()) > 20 or (place == passage.place and len(passage.text) > 120):
            break
        place -= 1
        before = f"{zones.body[place].folded} {before}"
    return before


def _in_tail(passage: Passage, date: FoundDate, value: PartialDate) -> _Candidate:
    folded = passage.folded[-600:]
    before = folded[max(0, date.start - 160) : date.start]
    score = 0.1
    if _TAIL.search(before):
        score += 0.8
    if len(folded) < 120:
        score += 0.5
    if _DECIDED.search(before[-_NEAR:]):
        score += 0.5
    if _CITED.search(before[-_NEAR:]) or _HEARD.search(before[-_NEAR:]):
        score -= 1.5
    if value.precision != "day":
        score -= 0.6
    return _Candidate(value, passage, score, False)
