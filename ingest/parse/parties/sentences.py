"""Parties that a sentence names: the French pourvoi ("X a formé le pourvoi … l'opposant à Y") and the Brazilian
autos ("em que é Recorrente X e Recorrido Y")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.parse.zones import Passage, Zones

_MOST = 30
_FILED = re.compile(r"\b(?:a|ont) formé (?:un|le|les) pourvois?\b")
_OPPOSES = re.compile(r"\bopposant\s*(?::|(?=à |au |aux ))")
_OPPOSED_END = re.compile(
    r"défende(?:ur|resse)s? à la cassation|\b(?:Le|La|Les) demande(?:ur|resse)s?\b|\bPartie\(?s?\)? intervenante"
    r"|\bSur le rapport\b|\bLa Cour de cassation\b|\bLe dossier a été",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r".*(?:FRANÇAIS|\bDU \d{1,2}(?:ER)? [A-ZÉÛ]+ (?:19|20)\d{2}|pourvoi n° [\w .-]{6,14})[\s_]*", re.DOTALL
)
_ITEM = re.compile(r"\s*\d{1,3}\s?°\s?/?\s*")
_DETAIL = re.compile(
    r",\s*(?:société|dont le|domicilié|demeurant|représenté|agissant|venant|pris(?:e)? en|ayant|établissement|syndicat|"
    r"association|exerçant|décédé|veuve|épouse)\b.*$|\s*\[\.\.\.\].*$",
    re.DOTALL | re.IGNORECASE,
)
_TO = re.compile(r"^\s*(?:à (?:la |l['’])?|au |aux )", re.IGNORECASE)

_AUTOS = re.compile(r"em que (?:é|são) (?P<rest>.{10,700}?)\.(?=\s*$|\s+[A-ZÀ-Ú][a-zà-ú])")
_CLASS = re.compile(
    r"(?:^|(?:,| e|;)\s+(?:é |são )?)(?P<role>(?:Agravante|Recorrente|Embargante|Autor|Impetrante|Requerente|Agravad|"
    r"Recorrid|Embargad|R[ée]u|Impetrad|Requerid)[aoe]?s?(?:\([as]\))*)\s+"
)
_RESPONDS = ("Agravad", "Recorrid", "Embargad", "Réu", "Reu", "Impetrad", "Requerid")
_APPLIES = ("Autor", "Impetrante", "Requerente")

Named = tuple[str, str, Passage]
"""A role, a name, and the passage that names it."""


def parties_in_sentences(zones: Zones) -> Iterator[Named]:
    """Roles and names, in reading order."""
    if zones.language == "fr":
        yield from _pourvoi(zones)
    elif zones.language == "pt":
        yield from _autos(zones)


def _pourvoi(zones: Zones) -> Iterator[Named]:
    passages = zones.opening
    filed = next((i for i, p in enumerate(passages) if _FILED.search(p.text)), None)
    if filed is None:
        return
    yield from reversed(list(_applying(passages, filed)))
    rest = " ".join(p.text for p in passages[filed : filed + 90])
    opposes = _OPPOSES.search(rest)
    if opposes is None:
        return
    rest = rest[opposes.end() :][:6000]
    end = _OPPOSED_END.search(rest)
    for name in _items(rest[: end.start()] if end else rest[: rest.rfind(" ;") if " ;" in rest else rest.rfind(",")]):
        yield "respondent", _TO.sub("", name), passages[filed]


def _applying(passages: tuple[Passage, ...], filed: int) -> Iterator[Named]:
    """The names before "a formé le pourvoi", up to the heading above them, the last one first."""
    before = passages[filed].text[: _FILED.search(passages[filed].text).start()]  # type: ignore[union-attr]
    at = filed
    while len(before) < 3 and at and not passages[at - 1].text.isupper() and len(passages[at - 1].text) < 300:
        at -= 1
        if _ITEM.match(passages[at].text) or at == filed - 1:
            yield from (("appellant", name, passages[at]) for name in reversed(list(_items(passages[at].text))))
        before = "" if at and _ITEM.match(passages[at - 1].text) else "end"
    if at == filed:
        heading = _HEADING.match(before)
        for name in reversed(list(_items(before[heading.end() :] if heading else before))):
            yield "appellant", name, passages[filed]


def _items(text: str) -> Iterator[str]:
    parts = [part for part in _ITEM.split(text) if part.strip(" ,;:")]
    for part in parts[:_MOST]:
        yield _DETAIL.sub("", part).strip(" ,;:")


def _autos(zones: Zones) -> Iterator[Named]:
    for passage in zones.opening:
        match = _AUTOS.search(passage.text[:1500] + " ")
        if match is None:
            continue
        rest = match["rest"]
        found = list(_CLASS.finditer(rest))
        for number, one in enumerate(found):
            end = found[number + 1].start() if number + 1 < len(found) else len(rest)
            role = "respondent" if one["role"].startswith(_RESPONDS) else "appellant"
            role = "applicant" if one["role"].startswith(_APPLIES) else role
            for name in re.split(r" e (?=[A-ZÀ-Ú]{3})", rest[one.end() : end].strip(" ,;")):
                yield role, name, passage
        return
