"""When it was decided: of all dates in head and tail, the one that the words around it call the decision's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from caselaw.domain.claims import Claim
from caselaw.domain.dates import PartialDate
from ingest.parse.dates.in_text import FIRST_YEAR, LAST_YEAR, find_dates
from ingest.parse.dates.places import NEAR, Sighting, sightings
from ingest.parse.dates.roles import HEARD, before_date, claim_roles
from ingest.parse.zones import Zones

SOURCE = "parser:date"
CONVERTED = "converted:hijri"
_CONVERTED_SURE = 0.75  # a conversion may lie a day off where months begin with the sight of the moon
_REPORTS = frozenset({"country_report", "abuse_report", "report"})
_DECIDED = before_date(
    5,
    r"judge?ments? (?:of|given on|delivered|handed down|dated?)", r"orders? (?:of|.{0,70} of)", r"decided",
    r"delivered", r"handed down", r"promulgated", r"date of (?:judge?ment|decision)", r"decision date", r"sentencia de",
    r"resolucion .{0,90}\bde", r"arret .{0,60}\bdu", r"decision .{0,60}\bdu", r"lecture du",
    r"audience publique du", r"jugement du", r"ordonnance du", r"sentenca de", r"resolucao .{0,60}\bde",
    r"julgado em", r"data do julgamento", r"adopted (?:on|by)", r"date of adoption[^:]{0,40}", r"adoptad[oa] el",
    r"fecha de (?:la )?adopcion[^:]{0,40}", r"adoptee? le", r"date de (?:l')?adoption[^:]{0,40}", r"done at",
    r"hecho en", r"fait a", r"issued on", r"pronunciad[oa]", r"prononce", r"approved (?:on|by)", r"dictada el",
    r"emitid[oa] (?:el|em)", r"sessao de", r"brasilia", r"^\W*date\W*", r"distr\.: ?general", r"صدر", r"صادر",
    r"بتاريخ", r"المورخ", r"تلي", r"حرر", r"تاريخ اعتماد[^:]{0,30}", r"جلسه",
)  # fmt: skip
_ADOPTED = before_date(
    5, r"date of adoption[^:]{0,40}", r"fecha de (?:la )?adopcion[^:]{0,40}", r"date de (?:l')?adoption[^:]{0,40}",
    r"تاريخ اعتماد[^:]{0,30}",
)  # fmt: skip
_DECIDED_AFTER = re.compile(r"^\W*\(?(?:data do julgamento|date of judge?ment)")
_CITED = before_date(
    7,
    r"\blaw", r"\bact\b", r"\bley\b", r"\bloi\b", r"\blei\b", r"decreto", r"decret", r"convention",
    r"convencion", r"convencao", r"reglamento", r"rules of", r"estatuto", r"statute", r"regulation",
    r"constitution", r"modifie", r"amended", r"en vigor", r"in force", r"published", r"publicad[oa]",
    r"publication", r"dje", r"dou", r"letter", r"born", r"nacid", r"ordonnance n", r"القانون", r"المرسوم",
    r"الجريده الرسميه", r"محينه", r"contre l'arret rendu", r"appeal from", r"transmise? par", r"version",
    r"updated", r"firmado por assinatura", r"digital em",
)  # fmt: skip
# A report tells when things happened, in labels and in its sentences.
_HARMED = before_date(
    4, r"dates? of (?:the )?(?:facts|harm|events?|incidents?)", r"fechas? de(?:l| los) (?:hechos|dano|incidente)",
    r"dates? (?:des faits|du dommage|de l'incident)", r"تاريخ (?:الوقائع|الضرر|الحادث\w*)",
)  # fmt: skip
# A paragraph that begins so tells what the body had before it.
_SEEN = re.compile(
    r"^\W*(?:having (?:seen|regard|considered)|vistos? (?!os\b)|considering|considerando|recalling|vu (?:la|le|les|l')"
    r"|بعد الاطلاع|بناء علي)"
)
_TAIL = re.compile(
    r"done|given|signed|read|leida|hecha|redactada|dada|fait|lavrad[oa]|proferid[oa]|brasilia|sala das sessoes|"
    r"san jose|washington|geneva|dated|on the|el dia|public hearing|session|sesion|حرر"
)
_YEAR_OF_LAW = re.compile(r"(?:لسنه|of|de|du)\s+((?:19|20)\d{2})(?!\d)")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d{2}(?![\d/]|-\d)")
_LEAD = 160  # letters into a long first paragraph within which its own date stands
_LATER = 400  # days after a hearing within which the date under the text is that of the decision


@dataclass(frozen=True)
class _Candidate:
    sighting: Sighting
    score: float
    labelled: bool = False
    heard: bool = False

    @property
    def date(self) -> PartialDate:
        return self.sighting.value


def claim_dates(zones: Zones, kind: str) -> list[Claim]:
    """Claims of `date.decision` and of every other date that is named for what happened on it, best first; a Hijri
    date also as `hijri.decision`, as it is written."""
    claims = [claim for value in zones.declared.get("date", ()) if (claim := _declared(value))]
    if kind in _REPORTS:
        claims += _year_of_report(zones)
    elif kind == "law":
        claims += _year_of_law(zones)
    found = list(sightings(zones))
    claims += _decision(found, kind)
    return [*claims, *claim_roles(found)]


def _decision(found: Sequence[Sighting], kind: str) -> Iterator[Claim]:
    seen: set[PartialDate] = set()
    written = [sighting.value for sighting in found if sighting.date.hijri is None]
    for candidate in sorted(_signed_later([_weighed(s, kind) for s in found]), key=lambda one: -one.score):
        if candidate.date in seen:
            continue
        seen.add(candidate.date)
        if candidate.score > 0 and not candidate.heard and len(seen) <= 4:
            yield from _claims(candidate, written)


def _claims(candidate: _Candidate, written: Sequence[PartialDate]) -> Iterator[Claim]:
    """A Hijri date as it stands, and converted, unless its author gives the Gregorian day as well."""
    sighting = candidate.sighting
    sure = round(candidate.score / (candidate.score + 0.8), 2)
    anchor = sighting.passage.anchor
    if sighting.date.hijri is None:
        yield Claim("date.decision", str(sighting.value), SOURCE, anchor, sure)
    else:
        if not any(other == sighting.value or 0 < abs(_days(other, sighting.value)) < 4 for other in written):
            yield Claim("date.decision", str(sighting.value), CONVERTED, anchor, round(sure * _CONVERTED_SURE, 2))
        yield Claim("hijri.decision", str(sighting.date.hijri), SOURCE, anchor, sure)


def _weighed(sighting: Sighting, kind: str) -> _Candidate:
    candidate = _in_tail(sighting) if sighting.tail else _in_head(sighting, kind)
    return replace(candidate, score=candidate.score - 0.6) if sighting.date.hijri else candidate


def _signed_later(candidates: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """A bare date in the head may be the hearing's: the date alone under the text, some time later, outranks it."""
    best = max(candidates, key=lambda one: one.score, default=None)
    for one in candidates:
        alone = one.sighting.tail and one.sighting.share > 0.6 and one.score > 0
        unsaid = best is not None and not best.labelled and not best.sighting.tail
        if best and unsaid and alone and 0 < _days(best.date, one.date) < _LATER:
            yield replace(one, score=best.score + 0.2)
        else:
            yield one


def _days(first: PartialDate, second: PartialDate) -> int:
    """About how many days lie between two dates known to the day; 0 where one is not."""
    if first.day is None or second.day is None or first.month is None or second.month is None:
        return 0
    return (second.year - first.year) * 365 + (second.month - first.month) * 30 + second.day - first.day


def _declared(value: str) -> Claim | None:
    try:
        return Claim("date.decision", str(PartialDate.parse(value[:10])), "declared", None, 0.98)
    except ValueError:
        return None


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


def _in_head(sighting: Sighting, kind: str) -> _Candidate:
    passage, before = sighting.passage, sighting.before
    short = len(passage.folded) < 220
    score = 0.3 + 0.9 * sighting.share - 0.012 * passage.place
    if short:
        score += 0.5
    if passage.place < 12:
        score += 0.3
    leads = short or (passage.place < 6 and sighting.date.start < _LEAD)
    decided = bool(_DECIDED.search(before)) or bool(_DECIDED_AFTER.match(sighting.after))
    heard = bool(HEARD.search(before)) and (not decided or "en vue de" in before)
    if decided and kind != "pleading":  # a pleading speaks of the decisions of others
        score += 1.5 if leads and passage.paragraph.number is None else 0.4
    if kind == "pleading" and sighting.share < 0.5:
        score -= 1.5
    if _CITED.search(before) and not (decided and sighting.share > 0.3):
        score -= 1.8
    if _ADOPTED.search(before):
        score += 1.5  # a document of the United Nations is also distributed on a day
    if _HARMED.search(before) or (kind in _REPORTS and sighting.share < 0.3 and not decided):
        score -= 3.0
    if _SEEN.match(passage.folded):
        score -= 1.5
    if sighting.value.precision != "day":
        score -= 0.7
    if not sighting.date.words:
        score -= 0.2
    return _Candidate(sighting, score, decided, heard)


def _in_tail(sighting: Sighting) -> _Candidate:
    near = sighting.before[-NEAR:]
    score = 0.1
    if _TAIL.search(sighting.before):
        score += 0.8
    if len(sighting.passage.folded) < 120:
        score += 0.5
    decided = bool(_DECIDED.search(near))
    if decided:
        score += 0.7
    if _DECIDED_AFTER.match(sighting.after):
        score += 2.0
    if _CITED.search(near) or HEARD.search(near):
        score -= 1.5
    if sighting.value.precision != "day":
        score -= 0.6
    return _Candidate(sighting, score, decided)
