"""Who sat: the judges that a decision names as those who decided it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselaw.domain.claims import Claim
from caselaw.domain.text import fold
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:composition"
_MOST = 20
_FOOT = 12  # paragraphs under a text that is too short for a tail
_LONGEST_NAME = 70

_LIST = re.compile(
    r"composed of(?: the following judges)?|present(?: at the session)?,? the following judges|the following judges"
    r"|sitting as a (?:grand )?chamber composed of|integrada por los (?:siguientes )?(?:jueces|magistrados)"
    r"|integrad[ao],? .{0,90}por los siguientes jueces|(?:por|con) la siguiente composicion\*?"
    r"|with the following composition|com a seguinte composicao|con la presencia de los (?:siguientes )?jueces"
    r"|composta pelos seguintes juizes|composee (?:de|des juges)(?: suivants)?|ou siegeaient|etaient presents"
)
_ROLE = (
    r"(?:Acting |Deputy |First |Second )?(?:Vice[- ]?)?(?:President[ae]?|Presidenta|Président[e]?|Vicepresident[ea])"
    r"(?: (?:en ejercicio|em exercício|ad hoc|in exercise))?"
    r"|(?:Vice[- ]Presidente?|Vice-président[e]?)"
    r"|Ju(?:dges?|ez|eza|iz|íza|iza|íz)(?: [Aa]d[- ][Hh]oc)?|[Jj]uges?(?: ad hoc)?|[Cc]onseill(?:er|ère)s?(?: doyen)?"
    r"|Magistrad[oa]s?(?: [Pp]onente)?|[Rr]apporteure?|Members?"
)
_PAIR = re.compile(rf"(?P<name>[^,;:()]{{4,80}}?)\s*(?:,\s*|\(\s*)(?:{_ROLE})\b\)?\W*", re.IGNORECASE)
_LIST_ENDS = re.compile(
    r"also present|presentes?,? ademas|present,? moreover|presentes?, tambem|presentes, ainda|estando presentes|"
    r"\b(?:deputy )?(?:secretary|registrar|greffi)|\bsecretari[oa]\b|pursuant to|de acuerdo con|de conformidad|"
    r"in accordance|delivers|dicta|emite|issues the|profere|delibere|having"
)
_BEFORE = re.compile(r"^\W*(?:before|coram|panel|bench|judges?|quorum)\s*:?\s*")
_BEFORE_ENDS = re.compile(
    r"^\W*(?:b ?e ?t ?w ?e ?e ?n|in the matter|judge?ment|heard|hearing|delivered|date|sitting|decision|summary"
    r"|appellant|respondent|decided|for the|representation|the following|order|r\s*v\b|on the application)"
)
_TITLED = re.compile(
    r"^(?:the )?(?:rt\.? hon\.?|hon\.?|honou?rable|his honou?r|her honou?r|lords?|lady|ladies|sir|dame|baroness|mr|mrs"
    r"|ms|miss|dr|professor|prof|justices?|chief|judge|master|recorder|senior|deputy|upper|tribunal|vice|president"
    r"|district)\b"
)
_SUFFIX = re.compile(
    r"\s+(?:ACJ|DCJ|CJ|JP|AP|DP|P|JJA|AJJA|AJA|JA|JJ|AJ|J|JSC|SCJ|CJN|JCA)\b\.?\s*$|\s*\([^)]*\)\s*$"
    r"|,\s*(?:vice[- ]?|deputy |acting )?(?:president|chief justice|chamber president"
    r"|lord chief justice"
    r"|master of the rolls|justices?)\b.*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s*(?:,|;|\band\b|\by\b|\bet\b|\be\b|&|\n)\s*")
_RAPPORTEUR = re.compile(
    r"(?:^|\s)(?:relator(?:a)?|relator\(a\)|magistrad[oa] (?:ponente|sustanciador[a]?)|juez[a]? ponente"
    r"|ministr[oa] ponente|conseiller rapporteur)\s*(?:p/ acordao)?\s*[:：]\s*(?P<name>[^\n:|;]{5,80}?)"
    r"(?=\s*(?:$|[|;\n]|acordao|numero|recorrente|agravante|apelante|requerente|revisor|orgao|- ))"
)
_DES = re.compile(r"^(?:O SR\. |A SRA\. )?DESA?\.\s+(?P<name>[^\n(,]{5,60}?)\s*(?:\(?RELATORA?\)?\.?)?$")
_PRESIDENT_FR = re.compile(
    r"(?P<name>(?:Mmes?|MM?\.)\s[A-ZÉÈ][^\d,;:]{2,40}),\s*"
    r"(?:premier président|président|conseiller|rapporteur(?! public))"
)
_SITTING = re.compile(
    r"^(?P<name>[A-Z][^\d,:;]{4,50}?)(?: [QK]C)?, (?:Deputy )?(?:Chamber |Vice[- ])?(?:President|Upper Tribunal Judge)$"
)
_SIGNED = re.compile(
    r"^(?P<name>(?:[^\W\d_a-z][\w’'.-]*\s+(?:(?:de|da|dos|del|la|van|von) )*){2,5})"
    r"(?:President|Presidente|Presidenta|Président|Présidente)$"
)
_AR = re.compile(
    r"برئاسة\s+(?:السيد(?:ة)?\s+)?(?:القاضي(?:ة)?|المستشار(?:ة)?|الأستاذ(?:ة)?)?\s*[/:]?\s*(?P<president>[^،,:\n]{5,45}?)"
    r"\s*(?:[،,\n]|رئيس|نائب|وعضوية|و\s*عضوية|$)"
)
_AR_MEMBERS = re.compile(
    r"و(?:عضوية|حضور)\s+(?:السادة|السيدين|السيدات)?\s*(?:القضاة|المستشارين|القاضيين|الأساتذة)?\s*[/:]?\s*"
    r"(?P<members>[^.\n]{5,300})"
)
_AR_SPLIT = re.compile(r"\s*(?:،|,|/|\sو\s?(?=\S))\s*")
_OPINION_OF = re.compile(
    r"^(?:(?:chief )?justice) (?P<name>[a-z'’]+(?:[ -][a-z'’]+)?) (?:delivered|announced)|^per curiam", re.IGNORECASE
)


def claim_judges(zones: Zones) -> list[Claim]:
    """Claims of `judge`, as the decision prints their names, in its order; those a file declares stand alone."""
    if zones.declared.get("judge"):
        return []
    seen: set[str] = set()
    kept: list[Claim] = []
    for reader in (_listed, _titled, _labelled, _in_arabic, _signed):
        if reader is _signed and kept:
            continue
        for claim in reader(zones):
            key = " ".join(sorted(fold(claim.value).split()))
            if key not in seen and len(kept) < _MOST:
                seen.add(key)
                kept.append(claim)
    return kept


def _listed(zones: Zones) -> Iterator[Claim]:
    """ "composed of the following judges: NAME, President; NAME, Judge …"."""
    for at, passage in enumerate(zones.head):
        match = _LIST.search(passage.folded)
        if match is None:
            continue
        inside = passage.text[match.end() :] if len(passage.text) == len(passage.folded) else ""
        inside = inside.lstrip(" :*[]0123456789")
        for text, where in _following(inside, passage, zones.head[at + 1 : at + 16]):
            ended = _LIST_ENDS.search(fold(text))
            part = text[: ended.start()] if ended and len(fold(text)) == len(text) else ("" if ended else text)
            for pair in _PAIR.finditer(part):
                yield from _claim(pair["name"], where, 0.9)
            if ended:
                return
        return


def _following(inside: str, passage: Passage, rest: tuple[Passage, ...]) -> Iterator[tuple[str, Passage]]:
    if len(inside) > 3:
        yield inside, passage
    for later in rest:
        yield later.text, later


def _titled(zones: Zones) -> Iterator[Claim]:
    """ "Before: LORD JUSTICE … and …", "Coram: … JJA", one name a line or all in one."""
    head = zones.head
    for at, passage in enumerate(head):
        match = _BEFORE.match(passage.folded)
        if match is None or len(passage.text) > 250 or not _opens(passage, match):
            continue
        inside = passage.text[match.end() :] if len(passage.text) == len(passage.folded) else ""
        if inside.strip(" :"):
            yield from _names(inside, passage, titled=not passage.folded.lstrip().startswith(("coram", "quorum")))
            return
        for later in head[at + 1 : at + 10]:
            if _BEFORE_ENDS.match(later.folded) or len(later.text) > 120:
                return
            yield from _names(later.text, later, titled=True)
        return


def _opens(passage: Passage, match: re.Match[str]) -> bool:
    """ "Before:" or "before" alone or before a title; not "Before the Court considers"."""
    rest = passage.folded[match.end() :].strip()
    return not rest or ":" in match.group() or bool(_TITLED.match(rest))


def _names(text: str, passage: Passage, *, titled: bool) -> Iterator[Claim]:
    several = len(_parted(text)) > 1
    text = text if several or not titled else _SUFFIX.sub("", text)
    parts = [text] if several or (titled and not re.search(r"\s(?:and|et|y)\s|;", text)) else _SPLIT.split(text)
    for lord in [piece for part in parts for piece in _parted(part)]:
        name = _SUFFIX.sub("", _SUFFIX.sub("", lord.strip(" :.,")))
        if not titled or _TITLED.match(fold(name)):
            yield from _claim(name, passage, 0.85)


def _parted(text: str) -> list[str]:
    """Lords and ladies in one line without marks between them: "Lord Reed, President Lady Arden Lord Sales"."""
    if len(re.findall(r"\b(?:Lord|Lady|Sir|Dame)\s", text)) < 2:
        return [text]
    return [piece for piece in re.split(r"(?=\b(?:Lord|Lady|Sir|Dame)\s)", text) if piece.strip()]


def _labelled(zones: Zones) -> Iterator[Claim]:
    """The judge who writes for the others: "Relator: …", "Magistrado Ponente: …", "Mme X, président"."""
    for passage in zones.head:
        same = len(passage.text) == len(passage.folded)
        if same and len(passage.text) < 900 and (match := _RAPPORTEUR.search(passage.folded)):
            yield from _claim(passage.text[match.start("name") : match.end("name")], passage, 0.85)
        if len(passage.text) < 300:
            for name in _PRESIDENT_FR.finditer(passage.text):
                yield from _claim(name["name"], passage, 0.8)
        below = zones.body[min(passage.place + 1, len(zones.body) - 1)]
        if (match := _DES.match(passage.text)) and "RELATOR" in below.text:
            yield from _claim(match["name"], passage, 0.8)
        if match := _SITTING.match(passage.text):
            yield from _claim(match["name"], passage, 0.8)
    for passage in zones.opening:
        if match := _OPINION_OF.match(passage.text[:120]):
            yield from _claim(match["name"] or "", passage, 0.8)


def _signed(zones: Zones) -> Iterator[Claim]:
    """The one who presides, where the names stand under the text alone: "Ana Rivers President"."""
    for passage in zones.tail or zones.body[-_FOOT:]:
        if match := _SIGNED.match(passage.text):
            yield from _claim(match["name"], passage, 0.75)
            return


def _in_arabic(zones: Zones) -> Iterator[Claim]:
    """ "برئاسة السيد القاضي … وعضوية السادة القضاة …"."""
    if zones.language != "ar":
        return
    for passage in (*zones.head, *zones.tail):
        if match := _AR.search(passage.text):
            yield from _claim(match["president"], passage, 0.8)
        if members := _AR_MEMBERS.search(passage.text):
            for name in _AR_SPLIT.split(members["members"]):
                yield from _claim(re.split(r"\s(?:نواب|رئيس|أعضاء|مستشار)", name)[0], passage, 0.7)


def _claim(name: str, passage: Passage, sure: float) -> Iterator[Claim]:
    name = re.sub(r"\[\d{1,3}\]|\*+", "", name)
    name = re.sub(r"(?i)^\W*(?:and|y|e|et)\s+|\s+(?:and|y|et)\W*$", "", name)
    name = re.sub(r"\s+", " ", name).strip(" ,;:.·–-/*")
    words = name.split()
    capital = any(c.isupper() for c in name) or not any(c.islower() for c in name)
    if 2 <= len(name) <= _LONGEST_NAME and len(words) <= 9 and capital and not any(c.isdigit() for c in name) and words:
        yield Claim("judge", name, SOURCE, passage.anchor, sure)
