"""Which body decided: the names and acronyms of the list of courts, weighed by where they stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from caselaw.domain.claims import Claim
from caselaw.domain.court import courts
from caselaw.domain.text import fold
from ingest.parse.countries import find_countries
from ingest.parse.courts.names import (
    Meaning,
    Word,
    acronym_pattern,
    acronyms,
    court_called,
    joined,
    name_pattern,
    names,
    words,
)
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:court"
_SHORT = 220  # letters of a line of the title block
_ACRONYM_PASSAGES = 30
# What stands before a court's name where another is meant: the court below, counsel's title, a party, a cited text.
_ANOTHER = re.compile(
    r"(?:"
    r"appeals? from|appealed from|certiorari to|review of|permission to|court below"
    r"|avocats? (?:general |aux conseils )?(?:au|aux|a la|pres)|contre l'arret|arret (?:rendu|attaque|de la)"
    r"|saisi .{0,40}par"
    r"|contra (?:la|el|o|a) (?:sentencia|acordao|decisao)|par decision d[ue]|transmise? par .{0,30}d[ue]"
    r"|(?:statute|rules of procedure|case law|jurisprudence) of|jurisprudencia d[aeo]l?"
    r"|reglamento d[ae]l?|estatuto d[ae]l?|presentad[ao] por|submitted by|request(?:ed)? by|filed by|advocates? of"
    r"|al? (?:procedimiento )?ante|before"
    r")\W*(?:the|la|el|le|l'|les|a|o)?\W*$"
)
_CITED = re.compile(r"(?:judgments?|decisions?|orders?|sentencias?|resolucion(?:es)?) (?:of|de) (?:the|la)?\W*$")
_COURT_OF_SYSTEM = {"iachr": "iacthr", "achpr": "afchpr"}
_UNION_CASE = re.compile(r"\b(?:case|cases|affaires?|asuntos?|processos?) (?:joined )?c.\d{1,4}/\d\d\b")
_UNION_LAW = re.compile(
    r"\btfeu\b|\btfue\b|\b(?:ec|eec) treaty|tratado ce\b|traite ce\b|grand chamber|gran sala|grande chambre"
)
_JUDGE = re.compile(r"\b(?:judges?|juez|jueza|jueces|juiz|juiza|juges?|قاضي|القاضي)\b")
_DECIDES = re.compile(
    r"acordam os|acorda(?:m)?\b|vistos, relatados|statuant au|integrada por|composed of|compos[ée]e de", re.IGNORECASE
)
_FIRST_WORDS = re.compile(r"^(?:in the|en la|in|au|a la|de la|del|da|la|le|the|el|l'|republic of \w+)?\W*$")


@dataclass(frozen=True)
class _Around:
    """What decides between courts of one name: how often each country is named, and the words of the opening."""

    countries: Mapping[str, int]
    opening: str


@dataclass(frozen=True)
class _Sighting:
    court: str
    anchor: str
    weight: float


def claim_court(zones: Zones, kind: str = "other") -> list[Claim]:
    """Claims of `court`, best first; nothing is claimed where only a doubtful name is found.

    A judge writes an opinion in a court: a commission that a `separate_opinion` speaks of stands for the court of its
    system.
    """
    claims = [
        Claim("court", found, "declared", None, 0.99)
        for value in (*zones.declared.get("court_code", ()), *zones.declared.get("court", ()))
        if (found := court_called(value))
    ]
    best: dict[str, _Sighting] = {}
    scores: dict[str, float] = defaultdict(float)
    for sighting in (*_by_acronym(zones), *_by_symbol(zones), *_by_name(zones)):
        known = best.get(sighting.court)
        scores[sighting.court] += sighting.weight * (0.2 if known else 1.0)
        if known is None or sighting.weight > known.weight:
            best[sighting.court] = sighting
    if not scores and (passage := _of_the_union(zones)):
        scores["cjeu"], best["cjeu"] = 1.5, _Sighting("cjeu", passage.anchor, 1.5)
    for court in sorted(scores, key=lambda found: -scores[found])[:3]:
        confidence = round(min(0.97, scores[court] / (0.8 + scores[court])), 2)
        deciding = _COURT_OF_SYSTEM.get(court, court) if kind == "separate_opinion" and _by_judge(zones) else court
        claims.append(Claim("court", deciding, SOURCE, best[court].anchor, confidence))
    return claims


def _of_the_union(zones: Zones) -> Passage | None:
    """The Court of Justice of the European Union calls itself "the Court" alone: its cases are C-…, and its law the
    Treaty on the Functioning of the Union."""
    case = next((p for p in zones.head[:12] if len(p.text) < _SHORT and _UNION_CASE.search(p.folded)), None)
    return case if case and _UNION_LAW.search(zones.head_folded) else None


def _by_judge(zones: Zones) -> bool:
    return any(_JUDGE.search(passage.folded) for passage in zones.head[:6])


def country_of_court(court: str) -> str | None:
    """The country whose court it is, None for an international or regional body."""
    found = courts().get(court)
    return found.country if found else None


def _by_acronym(zones: Zones) -> Iterator[_Sighting]:
    """A neutral citation of its own ("[2003] EWCA Civ 547") in the head names the court beyond doubt."""
    for passage in zones.head[:_ACRONYM_PASSAGES]:
        for match in acronym_pattern().finditer(passage.text):
            before, after = passage.text[: match.start()], passage.text[match.end() :]
            if _ANOTHER.search(fold(before[-60:]).rstrip("[0123456789] :")):
                continue
            court = acronyms()[match.group()]
            if re.search(r"\[\d{4}\]\s*$", before) or re.match(r"[\s-]*\d", after):
                own = "neutral citation" in fold(before) or len(passage.text) < 60
                yield _Sighting(court, passage.anchor, 6.0 if own else 1.5)
            elif len(passage.text) < _SHORT and match.group().isupper():
                yield _Sighting(court, passage.anchor, 0.6)


def _by_symbol(zones: Zones) -> Iterator[_Sighting]:
    """A document of the Human Rights Council bears the General Assembly's name above its own; its symbol decides."""
    for passage in zones.head[:6]:
        if len(passage.text) <= _SHORT and "A/HRC/" in passage.text:
            yield _Sighting("un-hrc", passage.anchor, 4.0)
            return


def _by_name(zones: Zones) -> Iterator[_Sighting]:
    around = _Around(_countries_named(zones), " ".join(passage.folded for passage in zones.opening))
    for lines in _title_blocks(zones):
        yield from _in_title(lines, around)
    short = {passage.place for passage in zones.head if len(passage.text) <= _SHORT}
    for passage in zones.body:
        decides = _DECIDES.search(passage.text[:1500])
        if decides or (passage.place < len(zones.opening) and passage.place not in short):
            yield from _in_text(passage, decides, around, len(zones.head))


def _title_blocks(zones: Zones) -> Iterator[list[Passage]]:
    """Short lines of the head that follow each other: a name may run from one into the next."""
    block: list[Passage] = []
    for passage in zones.head:
        if len(passage.text) <= _SHORT:
            block.append(passage)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _in_title(lines: Sequence[Passage], around: _Around) -> Iterator[_Sighting]:
    text = "\n".join(passage.folded for passage in lines)
    starts = [0]
    for passage in lines:
        starts.append(starts[-1] + len(passage.folded) + 1)
    for name, at in _find(text):
        number = max(i for i, start in enumerate(starts[:-1]) if start <= at)
        passage = lines[number]
        before = text[max(0, at - 70) : at]
        court = _meant(names()[name], around, text)
        if court is None or _ANOTHER.search(before.replace("\n", " ")):
            continue
        share = min(1.0, len(name) / max(len(joined(words(passage.folded))), 1))
        weight = 0.7 + 1.5 * share + (0.8 if passage.place < 6 else 0.0)
        if _FIRST_WORDS.match(passage.folded[: at - starts[number]]):
            weight += 0.7
        yield _Sighting(court, passage.anchor, weight * _certainty(name))


def _in_text(passage: Passage, decides: re.Match[str] | None, around: _Around, head: int) -> Iterator[_Sighting]:
    """A name in running text weighs more the nearer it stands to the beginning, or to words that only the body that
    decides uses of itself."""
    folded = passage.folded[:1500]
    for name, at in _find(folded):
        court = _meant(names()[name], around, folded)
        before = folded[max(0, at - 70) : at]
        if court is None or _ANOTHER.search(before) or _CITED.search(before):
            continue
        weight = max(0.25, 0.6 - 0.04 * max(0, passage.place - head))
        if (country_of_court(court) or "") not in around.countries and country_of_court(court):
            weight *= 0.4  # "the Constitutional Council": of which country is not said
        if decides and abs(decides.start() - at) < 160:
            weight += 2.0
        yield _Sighting(court, passage.anchor, weight * _certainty(name))


def _certainty(name: str) -> float:
    return 1.0 if " " in name else 0.6


def _find(folded: str) -> Iterator[tuple[str, int]]:
    """Names of courts in a folded text, and where each begins in it."""
    found: list[Word] = words(folded)
    text = joined(found)
    offsets: dict[int, int] = {}
    at = 0
    for word in found:
        offsets[at] = word.start
        at += len(word.text) + 1
    for match in name_pattern().finditer(text):
        yield match.group(), offsets[match.start()]


def _meant(meaning: Meaning, around: _Around, beside: str) -> str | None:
    """The court that a name stands for here. Several courts share it, or it lacks its country: then the country named
    beside it decides, or the one most named in the document; with neither it stands for nobody."""
    if meaning.beside and meaning.beside not in around.opening:
        return None
    if len(meaning.own) == 1 and not meaning.rivals and not _at_home(meaning.short, around, beside):
        return meaning.own[0]
    return _at_home(meaning.own + meaning.short, around, beside)


def _at_home(ids: Sequence[str], around: _Around, beside: str) -> str | None:
    named = {code for _, code in find_countries(beside)}
    here = [court for court in ids if country_of_court(court) in named]
    if len(here) == 1:
        return here[0]
    if not ids:
        return None
    counts = sorted(((around.countries.get(country_of_court(court) or "", 0), court) for court in ids), reverse=True)
    if counts[0][0] and (len(counts) == 1 or counts[0][0] > counts[1][0]):
        return counts[0][1]
    return None


def _countries_named(zones: Zones) -> Mapping[str, int]:
    """How often each country is named in the opening."""
    counts: dict[str, int] = defaultdict(int)
    for passage in zones.opening:
        for _, code in passage.countries:
            counts[code] += 1
    return counts
