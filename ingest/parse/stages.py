"""Which stage of its case a decision decides, from the words of its title block: merits, reparations, compliance …"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from caselaw.domain.claims import Claim
from caselaw.domain.document import STAGES
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:stage"
_LINES = 16
_LENGTH = 300
_IN_TITLE, _IN_TEXT = 0.9, 0.6
# A decision on one of these names, in its title, the stages that were decided before it.
_ALONE = ("compliance", "interpretation", "interim_measures")

_WORDS = {
    "interim_measures": (
        r"(?:provisional|interim|precautionary|interlocutory|protective) (?:measures?|relief|protection|injunction)",
        r"medidas? (?:provisional(?:es)?|cautelar(?:es)?|provisori[ao]s?|urgentes)",
        r"mesures? (?:provisoires?|conservatoires?|d'urgence)", r"juge des referes|en refere\b", r"tutela de urgencia",
        r"(?:ال)?تدابير (?:ال)?(?:موقته|تحفظيه|احترازيه)", r"القضاء المستعجل", r"امر وقتي",
    ),
    "compliance": (
        r"(?:monitoring|supervis\w+|supervision) (?:of )?(?:the )?compliance", r"compliance with (?:the )?judge?ment",
        r"supervision (?:de|del) cumplimiento", r"cumplimiento de (?:la )?sentencia",
        r"surveillance de l'execution", r"execution de l'arret", r"supervisao d[eo] cumprimento",
        r"(?:مراقبه|رصد) (?:الامتثال|تنفيذ)",
    ),
    "interpretation": (
        r"(?:request for )?(?:revision and )?interpretation of (?:the )?judge?ment", r"request for interpretation",
        r"interpretacion de (?:la )?sentencia", r"(?:solicitud|demanda) de interpretacion",
        r"(?:demande d'|demande en )interpretation", r"interpretation de l'arret", r"interpretacao da sentenca",
        r"طلب تفسير",
    ),
    "preliminary_objections": (
        r"preliminary objections?", r"excepci(?:on|ones) preliminar(?:es)?", r"exceptions? preliminaires?",
        r"exce[cp]?c(?:ao|oes) preliminar(?:es)?", r"(?:ال)?(?:دفوع|اعتراضات) (?:ال)?اوليه",
    ),
    "admissibility": (
        r"^\W*(?:in)?admissibility\b", r"\b(?:decision|report|ruling|petition)\b.{0,80}\b(?:in)?admissibility\b",
        r"\(\W*(?:in)?admissib", r"admissibility and (?:the )?merits", r"^\W*(?:in)?admi?s+ibilida[dd]e?\b",
        r"\b(?:informe|relatorio|decision|peticion|peticao)\b.{0,80}\b(?:in)?admi?s+ibilida[dd]e?\b",
        r"admisibilidad y (?:el )?fondo", r"^\W*(?:ir)?recevabilite\b", r"\bsur la recevabilite\b",
        r"قرار .{0,60}(?:ال)?مقبوليه|^\W*(?:ال)?مقبوليه",
    ),
    "merits": (
        r"\([^)]{0,60}\b(?:merits|fondo|fond|merito)\b", r"\b(?:on|and|admissibility,) (?:the )?merits\b",
        r"^\W*merits\b", r"\bde fondo\b", r"\by fondo\b", r"\bau fond\b", r"\bet fond\b", r"\be merito\b",
        r"\bviews adopted\b", r"\bconstatations\b", r"(?:ال)?اسس (?:ال)?موضوعيه",
    ),
    "reparations": (
        r"\breparations?\b(?! of the)", r"\breparaciones\b", r"\breparacoes\b", r"\bjust satisfaction\b",
        r"satisfaction equitable", r"satisfaccion equitativa", r"indemnizacion compensatoria", r"جبر الضرر",
        r"الترضيه العادله",
    ),
    "appeal": (
        r"\bon appeal from\b", r"\bappeal (?:no|number|against|from)\b", r"court of appeal", r"\bcertiorari to\b",
        r"recurso(?:s)? de (?:apelacion|casacion|revista|apelacao|queja)", r"recurso (?:extraordinario|especial)",
        r"\bapelacao\b", r"\bagravo (?:de|em|interno|regimental)\b", r"impugnacion de tutela",
        r"\bpourvois?\b", r"cour d'appel", r"appel interjete", r"(?:ال)?طعن رقم", r"(?:محكمه )?(?:ال)?استيناف",
    ),
    "review": (
        r"(?:application|request|motion|petition) for (?:judicial )?(?:review|revision|reconsideration|rehearing)",
        r"(?:recurso|solicitud|amparo) (?:de|en) revision", r"(?:demande|recours) en revision", r"acao rescisoria",
        r"(?:ال)?(?:تماس|التماس) (?:ب)?اعاده النظر", r"اعاده النظر في الحكم",
    ),
}  # fmt: skip
_PATTERNS = {stage: re.compile("|".join(words)) for stage, words in _WORDS.items()}


def claim_stages(zones: Zones, kind: str) -> list[Claim]:
    """Claims of `stage`, in the order in which stages follow each other; an order that its title says nothing of takes
    the stage that its opening speaks of more than once."""
    title = [p for p in zones.head if len(p.text) <= _LENGTH][:_LINES]
    found = list(_named(title))
    if kind == "order" and not found:
        found = list(_spoken_of(zones.opening))
    alone = [claim for claim in found if claim.value in _ALONE]
    if kind == "admissibility_report" and not any(claim.value == "admissibility" for claim in found):
        found.append(Claim("stage", "admissibility", "composed", None, _IN_TEXT))
    return sorted(alone or found, key=lambda claim: STAGES.index(claim.value))


def _named(title: Sequence[Passage]) -> Iterator[Claim]:
    for stage, pattern in _PATTERNS.items():
        passage = next((p for p in title if pattern.search(p.folded)), None)
        if passage:
            yield Claim("stage", stage, SOURCE, passage.anchor, _IN_TITLE)


def _spoken_of(opening: Sequence[Passage]) -> Iterator[Claim]:
    for stage in _ALONE:
        places = [p for p in opening if _PATTERNS[stage].search(p.folded)]
        if len(places) > 1:
            yield Claim("stage", stage, SOURCE, places[0].anchor, _IN_TEXT)
            return
