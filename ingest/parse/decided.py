"""When it was decided: of all dates in head and tail, the one that the words around it call the decision's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from ingest.parse.dates import FIRST_YEAR, LAST_YEAR, FoundDate, find_dates
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:date"
_ISO_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})[-_.](\d{2})[-_.](\d{2})(?!\d)")
_NEAR = 70  # letters before a date whose words speak of it
_REPORTS = frozenset({"country_report", "abuse_report", "report"})


def _before_date(words: int, *patterns: str) -> re.Pattern[str]:
    """One of `patterns`, then at most so many words, then the date."""
    return re.compile(rf"(?:{'|'.join(patterns)})\W*(?:[\w°./-]+\W+){{0,{words}}}$")


_DECIDED = _before_date(
    5,
    r"judge?ments? (?:of|given on|delivered|handed down|dated?)", r"orders? (?:of|.{0,70} of)", r"decided",
    r"delivered", r"handed down", r"promulgated", r"date of (?:judge?ment|decision)", r"sentencia de",
    r"resolucion .{0,90}\bde", r"arret .{0,60}\bdu", r"decision .{0,60}\bdu", r"lecture du",
    r"audience publique du", r"jugement du", r"ordonnance du", r"sentenca de", r"resolucao .{0,60}\bde",
    r"julgado em", r"data do julgamento", r"adopted (?:on|by)", r"adoptad[oa] el", r"adoptee? le", r"done at",
    r"hecho en", r"fait a", r"issued on", r"pronunciad[oa]", r"prononce", r"approved (?:on|by)", r"dictada el",
    r"emitid[oa] (?:el|em)", r"sessao de", r"brasilia", r"^\W*date\W*", r"distr\.: ?general", r"صدر", r"صادر",
    r"بتاريخ", r"المورخ", r"تلي", r"حرر",
)  # fmt: skip
_DECIDED_AFTER = re.compile(r"^\W*\(?(?:data do julgamento|date of judge?ment)")
_HEARD = _before_date(
    4,
    r"argued", r"heard(?: on| at)?", r"hearing(?: dates?)?", r"seance du", r"audiencia",
    r"en vue de l'audience publique du", r"submitted", r"received", r"recibid[oa]", r"filed", r"presentad[oa]",
    r"lodged", r"enregistree?s? le", r"depose", r"date of (?:hearing|filing)", r"signado", r"protocolad[oa]",
    r"distribuid[oa]", r"since", r"between", r"from",
)  # fmt: skip
_CITED = _before_date(
    7,
    r"\blaw", r"\bact\b", r"\bley\b", r"\bloi\b", r"\blei\b", r"decreto", r"decret", r"convention",
    r"convencion", r"convencao", r"reglamento", r"rules of", r"estatuto", r"statute", r"regulation",
    r"constitution", r"modifie", r"amended", r"en vigor", r"in force", r"published", r"publicad[oa]",
    r"publication", r"dje", r"dou", r"letter", r"born", r"nacid", r"ordonnance n", r"القانون", r"المرسوم",
    r"الجريده الرسميه", r"محينه", r"contre l'arret rendu", r"appeal from", r"transmise? par", r"version",
    r"updated", r"firmado por assinatura", r"digital em",
)  # fmt: skip
_TAIL = re.compile(
    r"done|given|signed|read|leida|hecha|redactada|dada|fait|lavrad[oa]|proferid[oa]|brasilia|sala das sessoes|"
    r"san jose|washington|geneva|dated|on the|el dia|public hearing|session|sesion|حرر"
)
# Lines anywhere in a document that say when and where it was done.
_FORMULA = re.compile(
    r"data do julgamento|^Bras[íi]lia|Bras[íi]lia ?\(DF\),|^(?:Done|Given) (?:at|in|on)|^Hech[oa] en|^Fait à|^Dated?\b"
    r"|^Date of Judgment|^وحرر|^حرر"
    r"|^Sala das Sess",
    re.IGNORECASE,
)
_YEAR_OF_LAW = re.compile(r"(?:لسنه|of|de|du)\s+((?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/]|-\d)")


@dataclass(frozen=True)
class _Candidate:
    date: PartialDate
    passage: Passage
    score: float
    heard: bool = False


def claim_dates(zones: Zones, kind: str) -> list[Claim]:
    """Claims of `date.decision` and `date.heard`, best first."""
    claims = [claim for value in zones.declared.get("date", ()) if (claim := _declared(value))]
    if kind in _REPORTS:
        claims += _year_of_report(zones)
    elif kind == "law":
        claims += _year_of_law(zones)
    seen: set[PartialDate] = set()
    for candidate in sorted(_candidates(zones, kind), key=lambda found: -found.score):
        if candidate.date in seen:
            continue
        seen.add(candidate.date)
        if candidate.heard:
            claims.append(_claim("date.heard", candidate, 0.8))
        elif candidate.score > 0 and len(seen) <= 4:
            claims.append(_claim("date.decision", candidate, round(candidate.score / (candidate.score + 0.8), 2)))
    if not any(claim.field == "date.decision" and claim.confidence >= 0.3 for claim in claims):
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


def _year_of_report(zones: Zones) -> list[Claim]:
    """A report on a period is dated by the year its first words speak of, unless a day stands in its title."""
    title = [p for p in zones.head[:8] if len(p.text) < 120]
    if any(date.value and date.value.day for p in title for date in find_dates(p.folded)):
        return []
    for passage in zones.head[:6]:
        years = _YEAR.findall(passage.folded[:400])
        if years:
            return [Claim("date.decision", years[0], SOURCE, passage.anchor, 0.6)]
    return []


def _year_of_law(zones: Zones) -> list[Claim]:
    """A law that is known by number and year."""
    for passage in zones.head[:2]:
        match = _YEAR_OF_LAW.search(passage.folded[:160])
        if match and not find_dates(passage.folded[:160]) and FIRST_YEAR < int(match.group(1)) < LAST_YEAR:
            return [Claim("date.decision", match.group(1), SOURCE, passage.anchor, 0.7)]
    return []


def _candidates(zones: Zones, kind: str) -> Iterator[_Candidate]:
    month_first = zones.language == "en" and "united states" in zones.head_folded
    for passage in zones.head:
        for date in find_dates(passage.folded[:2000], month_first=month_first):
            if date.value:
                yield _in_head(zones, passage, date, date.value, kind)
    for passage in _closing(zones):
        for date in find_dates(passage.folded[-600:], month_first=month_first):
            if date.value:
                yield _in_tail(passage, date, date.value)


def _closing(zones: Zones) -> Sequence[Passage]:
    """The tail, and formulas of place and date wherever they stand: some texts print the judgment first and the
    reasons after it."""
    tail = {passage.place for passage in zones.tail} | {passage.place for passage in zones.head}
    formulas = [p for p in zones.body if p.place not in tail and len(p.text) < 4000 and _FORMULA.search(p.text[-400:])]
    return (*formulas[:6], *zones.tail)


def _in_head(zones: Zones, passage: Passage, date: FoundDate, value: PartialDate, kind: str) -> _Candidate:
    folded = passage.folded
    before = _before(zones, passage, date)
    share = (date.end - date.start) / max(len(folded), 1)
    score = 0.3 + 0.9 * share - 0.012 * passage.place
    if len(folded) < 220:
        score += 0.5
    if passage.place < 12:
        score += 0.3
    decided = bool(_DECIDED.search(before)) or bool(_DECIDED_AFTER.match(folded[date.end :]))
    heard = bool(_HEARD.search(before)) and (not decided or "en vue de" in before)
    if decided and kind != "pleading":  # a pleading speaks of the decisions of others
        score += 1.5 if len(folded) < 220 and passage.paragraph.number is None else 0.4
    if kind == "pleading" and share < 0.5:
        score -= 1.5
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
    while len(before) < _NEAR + 40 and place and len(zones.body[place - 1].text) < 120 and len(passage.text) < 120:
        place -= 1
        before = f"{zones.body[place].folded} {before}"
    return before


def _in_tail(passage: Passage, date: FoundDate, value: PartialDate) -> _Candidate:
    folded = passage.folded[-600:]
    before, after = folded[max(0, date.start - 160) : date.start], folded[date.end :]
    score = 0.1
    if _TAIL.search(before):
        score += 0.8
    if len(folded) < 120:
        score += 0.5
    if _DECIDED.search(before[-_NEAR:]):
        score += 0.7
    if _DECIDED_AFTER.match(after):
        score += 2.0
    if _CITED.search(before[-_NEAR:]) or _HEARD.search(before[-_NEAR:]):
        score -= 1.5
    if value.precision != "day":
        score -= 0.6
    return _Candidate(value, passage, score)
