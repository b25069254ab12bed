"""Which version of a decision a text is (original, official or unofficial translation), and where it was taken from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from caselaw.domain.claims import Claim
from caselaw.domain.paragraph import Paragraph
from caselaw.domain.text import fold
from ingest.parse.dates.in_text import find_dates
from ingest.parse.zones import Zones

SOURCE = "parser:version"
SOURCE_OF_SOURCE = "parser:source"
_ENDS = 25  # paragraphs at the head and at the foot, notes among them
_LONGEST = 400

_LANGUAGES = {
    "english": "en", "ingles": "en", "inglesa": "en", "anglais": "en", "anglaise": "en", "الانكليزيه": "en",
    "الانجليزيه": "en", "spanish": "es", "espanol": "es", "espanola": "es", "espagnol": "es", "espagnole": "es",
    "الاسبانيه": "es", "espanhol": "es", "castellano": "es", "french": "fr", "frances": "fr", "francesa": "fr",
    "francais": "fr", "francaise": "fr", "الفرنسيه": "fr", "arabic": "ar", "arabe": "ar", "العربيه": "ar",
    "portuguese": "pt", "portugues": "pt", "portuguesa": "pt", "portugais": "pt", "البرتغاليه": "pt",
    "russian": "ru", "ruso": "ru", "russe": "ru", "الروسيه": "ru", "chinese": "zh", "chino": "zh", "chinois": "zh",
    "الصينيه": "zh",
}  # fmt: skip
_NAME = "|".join(sorted(_LANGUAGES, key=len, reverse=True))

_UNOFFICIAL = re.compile(
    r"\b(?:un|non.?)official (?:english |french |spanish |arabic )?translation|\bcourtesy translation"
    r"|\bfree translation|\binformal translation|traduccion (?:no oficial|libre)|traduction (?:non officielle|libre)"
    r"|traducao (?:nao oficial|livre)|ترجمه غير رسميه"
)
_OFFICIAL = re.compile(
    r"(?<!un)(?<!non-)(?<!non )\bofficial translation"
    r"|\btranslat(?:ed|ion) by the (?:registry|secretariat|court|translation)"
    r"|(?<!no )\btraduccion oficial|\btraduction (?:officielle|du greffe)|(?<!nao )\btraducao oficial|ترجمه رسميه"
)
_MACHINE = re.compile(
    r"machine.translat|automatic(?:ally)? translat|traduccion automatica|traduction automatique|traducao automatica"
    r"|ترجمه اليه"
)
_PLAIN = re.compile(r"^\W*(?:translation|traduccion|traduction|traducao|ترجمه)\W*$")
_ORIGINAL = re.compile(rf"\b(?:original|اصل(?:ي)?|الاصل)\s*[:：]\s*ب?(?P<language>{_NAME})\b")
_ORIGINAL_AND = re.compile(rf"^\s*(?:,|/|and|y|et|e|و)\s*(?:{_NAME})")
_AUTHENTIC = re.compile(
    rf"\b(?:the )?(?:text in )?(?P<before>{_NAME}) (?:text|version|original)[^.]{{0,30}}\b(?:is|being|shall be) "
    rf"(?:the )?(?:only )?(?:official|authentic|authoritative)"
    rf"|(?:texto|version|texte) (?:en |original en )?(?P<after>{_NAME})[^.]{{0,30}}\b(?:es|siendo|est|faisant|e) "
    rf"(?:el |la |le )?(?:unic[oa] )?(?:oficial|autentic[oa]|officiel(?:le)?|authentique|foi)"
    rf"|(?:only|solo) in (?P<only>{_NAME})(?: is authentic)"
)

_ADDRESS = re.compile(r"https?://[^\s<>\"“”()\[\]]{6,300}")
_LEADS = re.compile(
    r"(?:available (?:at|from|online)|source|url|retrieved from|accessed at|disponible (?:en|sur|a)|fuente"
    r"|consultable sur|disponivel em|fonte|المصدر|متاح علي|الرابط)\W*(?:the |el |la |le )?\W*$"
)
_ACCESSED = re.compile(
    r"(?:accessed|last (?:accessed|visited|consulted)|retrieved|consulted|downloaded|consultad[oa]"
    r"|ultima (?:consulta|visita)|consulte|visite|acess(?:o|ado) em|تاريخ (?:ال)?(?:زياره|اطلاع|دخول))"
)
_BY = re.compile(
    r"(?:accessed|retrieved|downloaded|compiled|recorded|descargad[oa]|recopilad[oa]|recueilli|telecharge)"
    r" (?:by|por|par)\s*:?\s*(?P<name>[^,;.\n\d]{4,60})"
)


def claim_version(zones: Zones) -> list[Claim]:
    """A claim of `version.status` (original, official, unofficial or machine) and of `version.original` (a language),
    where the text says so."""
    for paragraph in _edges(zones):
        text = fold(paragraph.text)
        status, original = _status(text, zones.language)
        claims = [Claim("version.status", *status)] if status else []
        if original:
            claims.append(Claim("version.original", original, SOURCE, paragraph.anchor, 0.85))
        if claims:
            return [Claim(c.field, c.value, SOURCE, paragraph.anchor, c.confidence) for c in claims]
    return []


def _status(text: str, language: str) -> tuple[tuple[str, str, None, float] | None, str | None]:
    for value, pattern, sure in (
        ("machine", _MACHINE, 0.9), ("unofficial", _UNOFFICIAL, 0.9), ("official", _OFFICIAL, 0.85),
    ):  # fmt: skip
        if pattern.search(text):
            return (value, SOURCE, None, sure), None
    if authentic := _AUTHENTIC.search(text):
        named = _LANGUAGES[authentic["before"] or authentic["after"] or authentic["only"]]
        return ("original" if named == language else "unofficial", SOURCE, None, 0.8), named
    if (original := _ORIGINAL.search(text)) and not _ORIGINAL_AND.match(text[original.end() :]):
        named = _LANGUAGES[original["language"]]
        return ("original" if named == language else "official", SOURCE, None, 0.85), named
    if _PLAIN.match(text):
        return ("unofficial", SOURCE, None, 0.5), None  # whose, is not said: not to be relied on
    return None, None


def claim_source(zones: Zones) -> list[Claim]:
    """Claims of `source.url`, `source.accessed` and `source.person`: what the file declares, or prints at its edges."""
    claims = [Claim("source.url", value, "declared", None, 0.95) for value in zones.declared.get("url", ())[:1]]
    for paragraph in _edges(zones):
        match = _ADDRESS.search(paragraph.text)
        if match is None:
            continue
        folded = fold(paragraph.text)
        alone = len(paragraph.text) < len(match.group()) + 12
        led = _LEADS.search(fold(paragraph.text[: match.start()])[-60:])
        if alone or led:
            address = match.group().rstrip(".,;:")
            claims.append(Claim("source.url", address, SOURCE_OF_SOURCE, paragraph.anchor, 0.8 if led else 0.6))
            claims += _accessed(folded, paragraph)
            break
    return claims


def _accessed(folded: str, paragraph: Paragraph) -> Iterator[Claim]:
    said = _ACCESSED.search(folded)
    if said:
        for date in find_dates(folded[said.end() : said.end() + 60])[:1]:
            if date.value:
                yield Claim("source.accessed", str(date.value), SOURCE_OF_SOURCE, paragraph.anchor, 0.8)
    if (by := _BY.search(folded)) and len(folded) == len(paragraph.text):
        name = paragraph.text[by.start("name") : by.end("name")].strip()
        yield Claim("source.person", name, SOURCE_OF_SOURCE, paragraph.anchor, 0.7)


def _edges(zones: Zones) -> Iterator[Paragraph]:
    """Short paragraphs and notes at the head and the foot."""
    texts = zones.paragraphs
    ends = texts if len(texts) <= 2 * _ENDS else (*texts[:_ENDS], *texts[-_ENDS:])
    notes = [p for p in texts[_ENDS : 4 * _ENDS] if p.kind == "footnote"][:3]
    return (p for p in (*ends, *notes) if len(p.text) <= _LONGEST)
