"""The States that answer before an international body, and the place of harm where a text states it.

Neither is the country of a court: a State may answer in Strasbourg for what it did in a third country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from caselaw.domain.claims import Claim
from caselaw.domain.court import courts
from caselaw.domain.text import fold
from ingest.parse.countries import find_countries
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:respondent"
PLACE_SOURCE = "parser:place"
_TITLE = 300
_PASSAGES = 40
_STATE = (
    r"(?:(?:the |la |el |l')?(?:"
    r"(?:plurinational |bolivarian |islamic |democratic )?(?:state|republic|kingdom|government) of"
    r"|(?:estado|republica|reino|gobierno)(?: bolivariana| plurinacional)? d[eoa]l?"
    r"|(?:etat|republique|royaume|gouvernement)(?: islamique| bolivarienne)? d[eu]|دوله|جمهوريه|مملكه|حكومه))"
)
_ARTICLE = r"(?:the |la |le |les |el |los |o |a |l'|l’)?"
_AGAINST = re.compile(
    rf"(?:\bvs?\.?|\bversus|\bcontra|\bcontre|\bc\.|\bc/|\bagainst|ضد)\s*{_ARTICLE}(?:{_STATE}\s+{_ARTICLE})?$"
)
_LABEL = re.compile(
    r"(?:state part(?:y|ies)(?: concerned)?|respondent states?|states? concerned|estados? partes?"
    r"|estados? demandados?|etats? parties?(?: concernes?)?|etats? defendeurs?|estado requerido"
    r"|الدوله (?:الطرف|المدعي عليها|المعنيه))"
    rf"\s*(?:\(s\))?\W{{0,3}}{_ARTICLE}(?:{_STATE}\s+{_ARTICLE})?$"
)
_CONCERNING = re.compile(
    r"(?:measures?|medidas?|mesures?)[^.]{0,60}(?:regarding|concerning|with regard to|in respect of"
    r"|respecto (?:de|del|a)|a l'egard d[eu]|relativas? a|solicitadas .{0,60}respecto de)"
    rf"\s+{_ARTICLE}(?:{_STATE}\s+{_ARTICLE})?$"
)
_REGARDING = re.compile(
    rf"\S (?:regarding|respecto (?:de|del|a)|a l'egard d[eu])\s+{_ARTICLE}(?:{_STATE}\s+{_ARTICLE})?$"
)
_AND = re.compile(r"^\s*(?:,|and|y|et|e|و|;)\s*(?:the |la |el |les )?\s*$")
_ALONE = 0.7
_FIRST, _LONG = 6, 900  # paragraphs, and letters of each, in which the text itself says against whom it is

_PLACE_LABEL = re.compile(
    r"^(?:place of (?:harm|the (?:facts|events|violations?))|location|lugar(?: de los hechos| del dano)?"
    r"|lieu(?: des faits)?|مكان (?:الانتهاك|الضرر|الواقعه)|المكان)\s*:\s*(?P<place>[^.;\n]{3,80})"
)
_TOOK_PLACE = re.compile(
    r"(?:events?|facts|incidents?|violations?|massacre|accident|spill) (?:took place|occurred|happened) (?:in|at|near) "
    r"(?P<en>(?:the )?[^,.;()]{3,60})"
    r"|(?:hechos|violaciones|masacre|derrame) (?:ocurrieron|ocurrio|sucedieron|tuvieron lugar|se produjeron) en "
    r"(?P<es>(?:el |la |los )?[^,.;()]{3,60})"
    r"|(?:faits|violations|accident) (?:se sont (?:deroules|produits)|ont eu lieu|s'est produit) (?:a|au|en|dans) "
    r"(?P<fr>[^,.;()]{3,60})"
)


def claim_respondents(zones: Zones, court: str | None, parties: Sequence[Claim] = ()) -> list[Claim]:
    """Claims of `respondent` (ISO 3166-1 alpha-3), best first; none before a national court. `parties` are the claims
    of the parties, for a caption may name the State on a line of its own."""
    body = courts().get(court) if court else None
    if body is not None and body.country:
        return []
    found: dict[str, Claim] = {}
    title = [p for p in zones.head[:_PASSAGES] if len(p.text) <= _TITLE and p.paragraph.number is None]
    for passage in title:
        for code, sure in _answering(zones, passage, body is not None and body.type == "commission"):
            if code not in found or sure > found[code].confidence:
                found[code] = Claim("respondent", code, SOURCE, passage.anchor, sure)
    if not found and body is not None:
        for claim in parties:
            for _, code in list(find_countries(fold(claim.value)))[:1]:
                if claim.field in ("party.respondent", "party.state"):
                    return [Claim("respondent", code, claim.source, claim.paragraph, 0.85)]
    if not found:
        return _in_text(zones)
    return sorted(found.values(), key=lambda claim: -claim.confidence)


def _in_text(zones: Zones) -> list[Claim]:
    """The first State that the first paragraphs speak against; those that follow are in cases cited."""
    for passage in zones.opening[:_FIRST]:
        text = passage.folded
        for start, code in passage.countries:
            if start < _LONG and _AGAINST.search(text[max(0, start - 110) : start]):
                return [Claim("respondent", code, SOURCE, passage.anchor, _ALONE)]
    return []


def _answering(zones: Zones, passage: Passage, commission: bool) -> Iterator[tuple[str, float]]:
    """Countries after "v." or "State party:", and those joined to them; before a commission, a title that names one
    country alone, in capitals, is that of the case."""
    text = passage.folded
    above = zones.body[passage.place - 1].folded[-60:] if passage.place and len(text) < 60 else ""
    named = passage.countries
    last_end = -1
    for start, code in named:
        before = f"{above} {text[:start]}"[-130:] if above else text[max(0, start - 130) : start]
        if _LABEL.search(before) or _AGAINST.search(before):
            sure = 0.95
        elif _CONCERNING.search(before) or (commission and _REGARDING.search(before)):
            sure = 0.85
        elif last_end >= 0 and _AND.match(text[last_end:start]):
            sure = 0.8
        elif commission and len(named) == 1 and passage.text[start : start + 5].isupper():
            sure = _ALONE
        else:
            last_end = -1
            continue
        last_end = _end_of_name(text, start)
        yield code, sure


def _end_of_name(text: str, start: int) -> int:
    """Where the run of words that names a country ends: at the first mark or joining word."""
    match = re.compile(r"[^,;()\n]*?(?=,|;|\(|\)|$| and | y | et | e )").match(text, start)
    return match.end() if match else start


def claim_place(zones: Zones) -> list[Claim]:
    """A claim of `place.harm` where the text says where it happened."""
    for passage in zones.opening:
        match = _PLACE_LABEL.search(passage.folded[:_TITLE])
        if match:
            return [Claim("place.harm", _printed(passage, match["place"]), PLACE_SOURCE, passage.anchor, 0.8)]
    for passage in zones.opening:
        told = _TOOK_PLACE.search(passage.folded[:1500])
        if told and (place := told["en"] or told["es"] or told["fr"]):
            return [Claim("place.harm", _printed(passage, place), PLACE_SOURCE, passage.anchor, 0.5)]
    return []


def _printed(passage: Passage, folded: str) -> str:
    """The words as they are printed, where folding has changed no length; else as folded."""
    at = passage.folded.find(folded)
    text = passage.text[at : at + len(folded)] if len(passage.text) == len(passage.folded) else folded
    return text.strip()
