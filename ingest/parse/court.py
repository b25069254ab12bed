"""Which body decided: the names and acronyms of `mappings/courts.csv`, weighed by where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from caselaw.domain.claims import Claim
from caselaw.domain.court import Court, courts
from caselaw.domain.text import fold
from ingest.parse.countries import country_names, find_countries
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:court"
_STOP = frozenset(
    ["a", "al", "an", "and", "aux", "d", "da", "das", "de", "del", "des", "do", "dos", "du", "e", "el", "en", "et", "for", "in", "l", "la", "las", "le", "les", "los", "of", "on", "the", "to", "y"]
)
_TOKEN = re.compile(r"[^\W_]+")
_COURTS_QUALIFIER = re.compile(r"\s*\([^)]*\)")
# What stands before a court's name where another court is meant: the one below, counsel's title, a party's address.
_OTHER_COURT = re.compile(
    r"(?:appeal(?:s|ed)? from|certiorari to|review of|avocats? (?:au|aux|a la|pres)|avocat general|contre l'arret|"
    r"contra (?:la|el|o|a) (?:sentencia|acordao|decisao)|judgment of|decision of|order of|arret de la|jurisprudencia|"
    r"petition|reasons? (?:by|of)|advocates?|statute of|rules of procedure of|reglamento|estatuto|"
    r"arret rendu|par decision d[ue]|saisi .{0,40}par|presentad[ao] por|submitted by|request(?:ed)? by|regarding)\W*$"
)
_DECIDES = re.compile(
    r"(?:acordam os|acorda a|vistos, relatados|statuant au|integrada por|composed of|compos[ée]e de)", re.IGNORECASE
)
_HEARD_HERE = re.compile(r"^(?:in the|en la|in|before the|au|a la|de la|del|la|le|the|el|l')?\W*$")


@dataclass(frozen=True)
class _Sighting:
    court: str
    passage: Passage
    start: int
    weight: float


def claim_court(zones: Zones) -> list[Claim]:
    """Claims of `court`, best first; nothing is claimed where only a doubtful name is found."""
    declared = _declared(zones)
    sightings = [*_by_acronym(zones), *_by_name(zones)]
    scores: dict[str, float] = defaultdict(float)
    best: dict[str, _Sighting] = {}
    for sighting in sightings:
        scores[sighting.court] += sighting.weight * (0.3 if sighting.court in best else 1.0)
        if sighting.court not in best or sighting.weight > best[sighting.court].weight:
            best[sighting.court] = sighting
    ranked = sorted(scores, key=lambda court: -scores[court])
    claims = declared
    for court in ranked[:3]:
        if scores[court] >= 0.5:
            confidence = round(min(0.97, scores[court] / (1.5 + scores[court])), 2)
            claims.append(Claim("court", court, SOURCE, best[court].passage.anchor, confidence))
    return claims


def _declared(zones: Zones) -> list[Claim]:
    """The court that a file's own header names, by name or by its code."""
    claims = []
    for value in (*zones.declared.get("court", ()), *zones.declared.get("court_code", ())):
        code = re.split(r"[-\s]", value)[0]
        found = _acronyms().get(code) or next(iter(_candidates(_squeezed(fold(value)))), None)
        if found:
            claims.append(Claim("court", found, "declared", None, 0.99))
    return claims


@cache
def _acronyms() -> Mapping[str, str]:
    """Acronyms that stand for one court alone, long enough not to be a word."""
    found: dict[str, list[str]] = defaultdict(list)
    for court in courts().values():
        for acronym in court.acronyms:
            found[acronym].append(court.id)
    return {acronym: ids[0] for acronym, ids in found.items() if len(ids) == 1 and len(acronym) >= 3}


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Squeezed name → courts of that name. A name is also found without its country ("Supreme Court")."""
    found: dict[str, set[str]] = defaultdict(set)
    for court in courts().values():
        names = {*court.names.values(), *([court.original] if court.original else [])}
        for name in names:
            plain = _COURTS_QUALIFIER.sub("", name)
            found[_squeezed(fold(plain))].add(court.id)
            shorter = _without_country(plain, court)
            if shorter and court.country:
                found[_squeezed(fold(shorter))].add(court.id)
    return {name: tuple(sorted(ids)) for name, ids in found.items() if len(name) > 5}


def _without_country(name: str, court: Court) -> str | None:
    """The name up to its country, where that leaves at least two words."""
    folded = fold(name)
    cut = min((at for at, code in find_countries(folded) if code == court.country), default=None)
    if cut is None:
        return None
    rest = re.sub(
        r"\W+(?:of|de|del|du|de la|des|do|da|d|for|في|ل)?\W*(?:the|la|el|los|l)?\W*$", "", folded[:cut]
    ).strip()
    return rest if len(_squeezed(rest).split()) >= 2 else None


@cache
def _name_pattern() -> re.Pattern[str]:
    names = sorted(_names(), key=len, reverse=True)
    return re.compile("(?<!\\S)(?:" + "|".join(re.escape(name) for name in names) + ")(?!\\S)")


def _squeezed(folded: str) -> str:
    """Words without the small ones, so that "de la" and "del" make no difference; possessives and elisions parted."""
    return " ".join(token for token in _TOKEN.findall(folded) if token not in _STOP)


def _candidates(squeezed: str) -> Iterator[str]:
    for match in _name_pattern().finditer(squeezed):
        yield from _names()[match.group()]


def _by_acronym(zones: Zones) -> Iterator[_Sighting]:
    """A neutral citation of its own ("[2003] EWCA Civ 547") in the head names the court beyond doubt."""
    acronyms = _acronyms()
    pattern = re.compile(
        r"(?<![\w-])(?:" + "|".join(re.escape(a) for a in sorted(acronyms, key=len, reverse=True)) + r")(?![\w])"
    )
    for passage in zones.head[:30]:
        for match in pattern.finditer(passage.text):
            before, after = passage.text[: match.start()], passage.text[match.end() :]
            if _OTHER_COURT.search(fold(before[-60:]).rstrip("[0123456789] :")):
                continue
            cited = bool(re.search(r"\[\d{4}\]\s*$", before) or re.match(r"[\s-]*\d", after))
            if cited:
                own = bool(re.search(r"neutral citation", fold(before))) or len(passage.text) < 60
                yield _Sighting(acronyms[match.group()], passage, match.start(), 6.0 if own else 2.0)
            elif len(passage.text) < 120 and match.group().isupper():
                yield _Sighting(acronyms[match.group()], passage, match.start(), 0.8)


def _by_name(zones: Zones) -> Iterator[_Sighting]:
    home = _home_countries(zones)
    head, opening = len(zones.head), len(zones.opening)
    for passage in zones.body:
        decides = bool(_DECIDES.search(passage.text[:400]))
        if passage.place < opening or decides:
            yield from _in_passage(passage, passage.place < head, decides, home)


def _in_passage(passage: Passage, head: bool, decides: bool, home: Mapping[str, int]) -> Iterator[_Sighting]:
    folded = passage.folded[:1500]
    tokens = [match for match in _TOKEN.finditer(folded) if match.group() not in _STOP]
    squeezed = " ".join(token.group() for token in tokens)
    starts = _starts(tokens)
    for match in _name_pattern().finditer(squeezed):
        at = tokens[starts[match.start()]].start()
        before = folded[:at]
        court = _one_of(_names()[match.group()], home, folded)
        if court is None or _OTHER_COURT.search(before[-70:]):
            continue
        share = len(match.group()) / max(len(squeezed), 1)
        weight = 0.25
        if head:
            weight = 0.6 + 1.6 * share + (0.8 if passage.place < 6 else 0.0)
            if _HEARD_HERE.match(before):
                weight += 0.8
        if decides:
            weight += 1.2
        yield _Sighting(court, passage, at, weight * (1.0 if len(match.group().split()) > 1 else 0.6))


def _starts(tokens: list[re.Match[str]]) -> dict[int, int]:
    """Offset in the squeezed text → which token."""
    starts, at = {}, 0
    for number, token in enumerate(tokens):
        starts[at] = number
        at += len(token.group()) + 1
    return starts


def _one_of(ids: tuple[str, ...], home: Mapping[str, int], folded: str) -> str | None:
    """The court of that name; among several, that of the country named beside it, or most named in the document."""
    if len(ids) == 1:
        return ids[0]
    named = {code for _, code in find_countries(folded)}
    here = [court for court in ids if courts()[court].country in named]
    if len(here) == 1:
        return here[0]
    ranked = sorted(ids, key=lambda court: -home.get(courts()[court].country or "", 0))
    first, second = (home.get(courts()[court].country or "", 0) for court in ranked[:2])
    return ranked[0] if first > second else None


def _home_countries(zones: Zones) -> Mapping[str, int]:
    """How often each country is named in the opening."""
    counts: dict[str, int] = defaultdict(int)
    for passage in zones.opening:
        for _, code in find_countries(passage.folded):
            counts[code] += 1
    return counts


def country_of_court(court: str) -> str | None:
    found = courts().get(court)
    return found.country if found else None


def is_known_country(name: str) -> str | None:
    """The country that a text names and nothing else."""
    return country_names().get(fold(name).strip())
