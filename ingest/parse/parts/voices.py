"""Whose words a paragraph is: the body's that decides, a party's, those of another text, or a judge's who writes apart.

Words are given away only where something says so: a block quote, an attached opinion, the part in which the parties
speak, a sentence that opens with a party and a verb of saying. What is unsure stays the body's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from caselaw.domain.paragraph import Paragraph, Voice
from caselaw.domain.text import fold
from ingest.parse.parts.sections import SECTIONED

_WHOLLY: dict[str, Voice] = {"separate_opinion": "opinion", "pleading": "party", "intervention": "party"}

_PARTY_EN = (
    r"(?:the|its|both|all) (?:respondent |applicant |petitioner |claimant |defendant |alleged )*"
    r"(?:state(?: party| of [\w ]{3,30})?|government(?: of [\w ]{3,30})?|commission"
    r"|representatives?(?: of [\w' ]{3,40})?|petitioners?|applicants?|appellants?"
    r"|respondents?|part(?:y|ies)|complainants?|claimants?|defendants?|plaintiffs?|authors?|victims?|interveners?"
    r"|ministry|ombudsman|attorney general)"
)
_SAYS_EN = (
    r"(?:has |have |had |also |further |therefore |then |first(?:ly)? |second(?:ly)? |lastly |finally "
    r"|, [\w ,]{3,40}, )*"
    r"(?:argue[sd]?|allege[sd]?|contend(?:s|ed)?|submit(?:s|ted)?(?: that)|maintain(?:s|ed)?|assert(?:s|ed)?|claim(?:s"
    r"|ed)?|affirm(?:s|ed)?"
    r"|state[sd]? that|point(?:s|ed) out|indicate[sd]? that|insist(?:s|ed)?|den(?:y|ies|ied)|object(?:s|ed)? that"
    r"|request(?:s|ed)? (?:that )?the (?:court|commission))\b"
)
_PARTY_ES = (
    r"(?:el|la|los|las) (?:estado(?: de [\w ]{3,30}| colombiano| peruano| demandado)?|gobierno|comision"
    r"|representantes?(?: de [\w ]{3,40})?|peticionari[oa]s?"
    r"|demandantes?|demandad[oa]s?|accionantes?|accionad[oa]s?|actor(?:a|es)?|recurrentes?|quejos[oa]s?|apoderad[oa]"
    r"|entidad accionada|ministerio(?: [\w ]{3,40})?|autor(?:a|es)?|partes?)"
)
_SAYS_ES = (
    r"(?:tambien |ademas |asimismo |igualmente |por su parte |a su vez |ha |han |, [\w ,]{3,40}, )*"
    r"(?:aleg(?:o|a|aron|an|ado)|sostuv(?:o|ieron)|sostiene[n]?|argument(?:o|a|aron|an)|manifest(?:o|aron)"
    r"|manifiesta[n]?|afirm(?:o|a|aron|an)"
    r"|senal(?:o|a|aron|an) que|indic(?:o|a|aron|an) que|solicit(?:o|a|aron|an)|aduj(?:o|eron)|expus(?:o|ieron)"
    r"|consider(?:o|aron) que|neg(?:o|aron))\b"
)
_PARTY_FR = (
    r"(?:(?:la|le|les|l['’]) ?(?:partie[s]? )?(?:requerante?s?|demandeu(?:r|rs|resse|resses)|defendeu(?:r|rs|resse"
    r"|resses)|appelante?s?|intimee?s?|etat(?: partie| defendeur)?"
    r"|gouvernement|auteure?s?|plaignante?s?|ministre|prefet|association requerante|associations requerantes"
    r"|societe requerante))"
)
_SAYS_FR = (
    r"(?:,? ?(?:aussi |egalement |en outre |ensuite |d'abord |, [\w ,'’]{3,40}, ))*"
    r"(?:soutien(?:t|nent)|soutenai(?:t|ent)|fait valoir|font valoir|allegue(?:nt)?|affirme(?:nt)?|pretend(?:ent)?"
    r"|argue(?:nt)? que|conteste(?:nt)?|fait grief|font grief|invoque(?:nt)?)\b"
)
_PARTY_PT = (
    r"(?:o|a|os|as) (?:estado|peticionari[oa]s?|representantes?|comissao|recorrentes?|recorrid[oa]s?"
    r"|agravantes?|agravad[oa]s?|autor(?:a|es)?|re[u]s?|reclamantes?|reclamad[oa]s?|apelantes?|apelad[oa]s?"
    r"|requerentes?"
    r"|requerid[oa]s?)"
)
_SAYS_PT = (
    r"(?:tambem |ainda |ademais )*(?:aleg(?:a|am|ou|aram)|sustent(?:a|am|ou|aram)|argument(?:a|am|ou|aram)"
    r"|afirm(?:a|am|ou|aram)|aduz(?:em|iu|iram)?|defend(?:e|em|eu|eram)|asseve?r(?:a|am|ou)|salient(?:a|am|ou)"
    r"|requer(?:em"
    r"|eu)?)\b"
)
_PT_FIRST = rf"(?:sustent|aleg|aduz|argument|insurge-se|requer|asseve?r|afirm)\w* (?:em sintese, )?{_PARTY_PT}\b"
_AR = (
    r"(?:و)?(?:دفعت|ادعت|تدعي|تزعم|زعمت|تدفع|احتجت|تحتج|تري) (?:الدوله(?: الطرف)?|الحكومه|صاحبه|المدعيه|المستانفه"
    r"|الطاعنه|المدعي عليها)"
    r"|(?:و)?(?:دفع|ادعي|يدعي|يزعم|زعم|يدفع|احتج|يحتج|ينعي|يدعون) (?:صاحب|الطاعن|المدعي|المستانف|اصحاب|الطاعنون|محامي)"
)
_OPENING = re.compile(
    rf"(?:{_PARTY_EN} {_SAYS_EN}|{_PARTY_ES},? {_SAYS_ES}|{_PARTY_FR} {_SAYS_FR}|{_PARTY_PT} {_SAYS_PT}|{_PT_FIRST}"
    rf"|{_AR})"
)
_LEAD = re.compile(
    r"(?:that |que |considerant que |in (?:its|their|his|her) [\w ]{3,60}, |(?:moreover|furthermore|in addition"
    r"|for (?:its|their) part|likewise|on the other hand), "
    r"|(?:por su parte|asimismo|ademas|por otra parte|por otro lado|en su [\w ]{3,60}|a su vez), |(?:en outre"
    r"|par ailleurs|enfin), )+"
)
_BODY_ANSWERS = re.compile(
    r"\b(?:i|we) (?:cannot|do not|can not|accept|consider|find|interpose|agree|disagree|reject|would|am not"
    r"|have concluded|think)\b"
    r"|\b(?:the (?:court|commission|committee|tribunal) (?:observes|notes|considers|finds|concludes|recalls"
    r"|emphasizes)|la (?:corte|comision) (?:observa|considera|estima|nota|constata|concluye|recuerda)"
    r"|la cour (?:constate|releve|considere|estime|rappelle))\b"
)
_UNOFFICIAL = re.compile(
    r"(?:unofficial|our) translation|traduccion (?:no oficial|libre)|traduction (?:non officielle|libre)"
    r"|traducao (?:livre|nao oficial)|ترجمه غير رسميه"
)
_HEAD = 160
_SHORTEST = 30


def with_voices(paragraphs: Sequence[Paragraph], kind: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a document of this kind, each with whose words it is; the text is never touched."""
    return tuple(_told(paragraph, kind) for paragraph in paragraphs)


def _told(paragraph: Paragraph, kind: str) -> Paragraph:
    voice = _voice(paragraph, kind)
    return paragraph if voice == paragraph.voice else replace(paragraph, voice=voice)


def _voice(paragraph: Paragraph, kind: str) -> Voice:
    if paragraph.kind == "quote":
        return "translation" if _UNOFFICIAL.search(fold(paragraph.text)) else "quoted"
    if kind in _WHOLLY:
        return _WHOLLY[kind]
    if kind not in SECTIONED:
        return "body"
    if paragraph.section == "separate_opinion":
        return "opinion"
    if paragraph.kind != "body" or paragraph.section in ("head", "operative", "closing", "law"):
        return "body"
    if len(paragraph.text) < _SHORTEST:
        return "body"
    if paragraph.section == "submissions" or _opens_as_party(paragraph.text):
        return "body" if _BODY_ANSWERS.search(fold(paragraph.text)) else "party"
    return "body"


def _opens_as_party(text: str) -> bool:
    start = fold(text[:_HEAD]).lstrip(" \"“«‘'–-")
    lead = _LEAD.match(start)
    return _OPENING.match(start, lead.end() if lead else 0) is not None
