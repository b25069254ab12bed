"""What became of a case: claims read from the operative part, each with the paragraph that says so.

`upheld` is the decision below that stands (the appeal is dismissed), `reversed` the one that falls; `granted` and
`refused` speak of what was asked of the body itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from caselaw.domain.claims import Claim
from caselaw.domain.document import Facts
from caselaw.domain.order import Order
from caselaw.domain.text import fold

SOURCE = "parser:outcome"

_BROKEN = re.compile(
    r"\b(?:the )?state(?: of \w+)? (?:has |is |had )?(?:violated|is (?:internationally )?responsible"
    r"|(?:internationally )?responsible|breached)|there (?:has been|was|is) a (?:violation|breach)"
    r"|discloses? (?:a )?violations?|facts .{0,60}(?:reveal|amount to) (?:a )?violation|constitutes? a (?:violation"
    r"|breach)|has (?:violated|breached) (?:article|the right)"
    r"|el estado(?: de \w+)? (?:violo|ha violado|es (?:internacionalmente )?responsable|incurrio en)|se (?:violo"
    r"|vulnero)|il y a eu violation|a viole l|constitue une violation|ponen de manifiesto .{0,20}violacion"
    r"|revelent une violation|o estado(?: d[oea] \w+)? (?:violou|e responsavel)|تكشف عن انتهاك|انتهكت الدوله"
    r"|انتهاك(?:ا)? ل"
)
_KEPT = re.compile(
    r"there (?:has been|was|is) no (?:violation|breach)|\b(?:did|has) not (?:violate|violated|breach)"
    r"|not been (?:proven|proved|established) .{0,80}(?:violat|non-compliance)|(?:do|does) not disclose"
    r"|no (?:violo|ha violado|se violo|es responsable|se ha (?:probado|comprobado|demostrado) (?:la violacion|que"
    r"|en el presente caso el incumplimiento))|il n'y a pas eu violation|il n’y a pas eu violation|n'a pas viole"
    r"|nao violou|nao (?:se )?(?:foi|ficou|comprovou)|لا تكشف عن|عدم وجود انتهاك"
)
# The first forms that match an item are what it says; every item is asked. Patterns are for folded text.
_FORMS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (outcome, confidence, re.compile(words))
    for outcome, confidence, words in (
        ("inadmissible", 0.9, r"\b(?:petition|case|application|complaint|communication)s?\b.{0,80}\binadmissible"
        r"|(?:declar\w*|find\w*|es|is|est|non) .{0,80}inadmissible|declara\w* inadmis|declara\w* inadmiss|irrecevable"
        r"|nao conhecer|nao conheco|nao se conhece|بعدم (?:قبول|جواز)|عدم مقبوليه|غير مقبول"),
        ("admissible", 0.9, r"(?<!in)\badmissible\b|declara\w* (?:.{0,60} )?admisible"
        r"|declara\w* (?:.{0,60} )?admissivel|(?:est|declare) .{0,60}(?<!ir)\brecevable|البلاغ مقبول"),
        ("struck_out", 0.9, r"\bstrik\w+ .{0,40}\bout of (?:its|the) list|struck out|raye\w* .{0,30}du role|radiation"
        r"|archivar la peticion|close the case without"),
        ("settled", 0.9, r"(?:approv|homolog|aprob|takes? note of|reached|prend acte)\w* .{0,60}(?:friendly settlement"
        r"|solucion amistosa"
        r"|reglement amiable|solucao amistosa)|by consent\b|تسويه وديه"),
        ("partly_granted", 0.8, r"(?:petition|application|claim)s?\b.{0,80}\b(?:granted|succeeds?|allowed) in part"
        r"|concede parcialmente|julg\w+ parcialmente procedente|fait droit partiellement"),
        ("varied", 0.85, r"appeals?\b.{0,60}\b(?:allowed|upheld|succeeds?) in part|partially (?:allowed|upheld)"
        r"|partly allowed|modific\w+ (?:la|el) (?:sentencia|fallo)|reforme (?:le|l')|(?:da|dar|deram|dou"
        r"|deu)(?:-lhes?)? parcial provimento|dar-lhe parcial provimento|parcial(?:mente)? provi|provimento parcial"
        r"|بتعديل|تعديل الحكم"),
        ("upheld", 0.85, r"appeals?\b(?: .{0,60})?\b(?:dismissed|refused|fails?)\b|dismiss (?:the|this|both) appeals?"
        r"|dismiss(?:es)? the appeal|\baffirmed\b|affirm the|confirm(?:ar?|ase)\b.{0,40}(?:sentencia|fallo|auto"
        r"|providencia)|rejette (?:le|les) pourvois?|confirme (?:le|l.)|(?:nego|negar|negaram|negou|nega)(?:-lhes?"
        r"| se)? ?(?:-se )?provimento|(?:recursos?|apelo|apelos|agravo)\b.{0,60}(?:desprovid|nao provid|nao conhecid)"
        r"|برفض (?:الطعن|الاستيناف)|رفض (?:الطعن|الاستيناف)|تاييد (?:الحكم|القرار)|وبتاييد"
        r"|conformes? a la constitution|exequible"),
        ("remitted", 0.8, r"\bremit(?:ted|s)?\b|\bremanded?\b|referred back|devolver el expediente .{0,60}(?:nuev"
        r"|decid)|renvoie .{0,60}(?:devant|affaire)|احاله .{0,30}الي المحكمه|واحاله"),
        ("reversed", 0.85, r"appeals?\b(?: .{0,60})?\b(?:allowed|upheld|succeeds)\b|allow (?:the|this|both) appeals?"
        r"|\breversed\b|revoc(?:ar|a|ase|o)\b|casse et annule|infirme (?:le|l.)|(?:da|dar|dou|deu|deram)(?:-lhes?"
        r"| se)? ?(?:-se )?(?:integral )?provimento|provido\b|بالغاء (?:الحكم|القرار)|الغاء (?:الحكم|القرار)|بنقض"
        r"|نقض الحكم|inexequible"),
        ("refused", 0.8, r"(?:petition|application|claim|request|challenge)s?\b(?: .{0,80})?\b(?:dismissed|refused"
        r"|rejected|fails?)\b|(?:dismiss|reject|refuse|deny)(?:es)? the (?:petition|application|claim|request)"
        r"|neg(?:ar|ase) (?:el amparo|la tutela|las pretensiones|por improcedente)|rechazar (?:la|el) (?:solicitud"
        r"|demanda|amparo|recurso)|desestimar (?:la|el) (?:solicitud|demanda)|(?:requetes?|demandes?)\b.{0,800}(?:est"
        r"|sont) rejetees?|rejette (?:la|les) (?:requetes?|demandes?)|julg\w+ improcedente|برفض (?:الدعوي|الطلب)"
        r"|رفض (?:الدعوي|الطلب)"),
        ("granted", 0.8, r"(?:petition|application|claim|relief|writ)s?\b(?: .{0,80})?\b(?:is|are|hereby) granted"
        r"|grant(?:s|ed)? the (?:petition|application|relief|request)|(?:tutelar|conceder|amparar|conceda)\b"
        r"|concede el amparo|(?:est|sont) annulee?s?\b|annule (?:le|la|les|l.)|julg\w+ procedente|acolher o pedido"),
    )
)  # fmt: skip
_MEASURES = re.compile(
    r"(?:require|request|order|call upon|requerir|requer|ordenar|solicitar)\b.{0,200}(?:maintain|adopt|mantenga|adopte"
    r"|mantener|adoptar|ampli|broaden|expand|dicte|proteja)"
)
_PROVISIONAL = re.compile(
    r"(?:provisional|precautionary|urgent|interim|conservatory) measures|medidas (?:provisionales|cautelares|urgentes"
    r"|provisorias)|mesures (?:provisoires|conservatoires)|تدابير (?:موقته|تحفظيه)"
)
_NO_MEASURES = re.compile(
    r"(?:reject|dismiss|deny|desestimar|rechazar|no (?:hacer lugar|acceder)|declarar improcedente).{0,60}(?:request"
    r"|solicitud|measures|medidas)"
)


def claim_outcome(orders: Sequence[Order], facts: Facts, whole: str) -> list[Claim]:
    """The outcomes that the operative part states, the surest first; `whole` is the head of the document, folded, which
    tells an order on interim measures."""
    said = [(order, fold(order.text)) for order in orders]
    claims = [*_violations(said), *_measures(said, facts, whole)]
    for order, text in said:
        for outcome, confidence, words in _FORMS:
            if words.search(text):
                claims.append(Claim("outcome", outcome, SOURCE, order.paragraph, confidence))
                break
    return _once(claims)


def _violations(said: Iterable[tuple[Order, str]]) -> list[Claim]:
    broken = [order for order, text in said if order.kind == "finding" and _BROKEN.search(text)]
    kept = [order for order, text in said if order.kind == "finding" and _KEPT.search(text)]
    first = [*broken, *kept]
    if not first:
        return []
    outcome = "partial_violation" if broken and kept else "violation" if broken else "no_violation"
    return [Claim("outcome", outcome, SOURCE, first[0].paragraph, 0.95)]


def _measures(said: Sequence[tuple[Order, str]], facts: Facts, whole: str) -> list[Claim]:
    if facts.kind != "order" or not _PROVISIONAL.search(whole):
        return []
    granted = [order for order, text in said if _MEASURES.search(text)]
    refused = [order for order, text in said if _NO_MEASURES.search(text)]
    if not granted and not refused:
        return []
    outcome = "partly_granted" if granted and refused else "granted" if granted else "refused"
    return [Claim("outcome", outcome, SOURCE, (granted or refused)[0].paragraph, 0.85)]


def _once(claims: Iterable[Claim]) -> list[Claim]:
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.value, claim)
    return sorted(found.values(), key=lambda claim: -claim.confidence)
