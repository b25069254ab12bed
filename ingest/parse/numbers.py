"""Numbers a decision goes by: neutral citations, ECLI, UN symbols, case, petition, appeal and report numbers, laws."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from caselaw.domain.claims import Claim
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:number"
_NO = r"(?:\s*(?:n\s?[.o°º]s?\.?|nos?\.?|num\.?|numbers?|numero|رقم)\s*)"
_LIMIT = 8  # numbers of one scheme that a head may claim


def _plain(match: re.Match[str]) -> str:
    return " ".join(match.group(1).split()).strip(" .,;:-–")


@dataclass(frozen=True)
class _Family:
    """One way of numbering: `scheme` as in the domain, the passages it is looked for in, and how sure it is.

    `folded` families match text without case and accents; the others need capitals as printed.
    """

    scheme: str
    pattern: re.Pattern[str]
    confidence: float
    folded: bool = True
    everywhere: bool = False
    value: Callable[[re.Match[str]], str] = _plain


def _report_number(match: re.Match[str]) -> str:
    """Report No. 47/02: a third digit of the year is the mark of a note, for no report has a year of three digits."""
    number, year = match.group(1), match.group(2)
    return f"Report {number}/{year[:2] if len(year) == 3 else year}"


def _case_number(match: re.Match[str]) -> str:
    return match.group(1).replace(",", ".") if re.fullmatch(r"\d{1,2},\d{3}", match.group(1)) else match.group(1)


def _family(scheme: str, pattern: str, confidence: float, **more: object) -> _Family:
    return _Family(scheme, re.compile(pattern), confidence, **more)  # type: ignore[arg-type]


_FAMILIES: tuple[_Family, ...] = (
    _family("ecli", r"\b(ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25})", 0.98, folded=False),
    _family("neutral", r"(\[\d{4}\]\s+(?:UK[A-Z][A-Za-z]{1,6}|EW[HC][A-Z]+|EAT|[A-Z]{2,8})\s+(?:(?:Civ|Crim|Fam)\s+)?\d{1,5}"
            r"(?:\s+\([A-Za-z&]{2,10}\))?)", 0.95, folded=False),
    _family("un_symbol", r"(?<![\w/])([A-Z]{1,6}(?:/[A-Z0-9][A-Z0-9.()\-]*){2,6}(?:/\d+)?|A/RES/\d+\s?[A-Z]?(?:\s\([IVX]+\))?)", 0.85,
            folded=False),
    _family("resolution", r"(?:resolution|resolucion|resolucao|قرار الجمعيه العامه|القرار)\s+(\d{1,3}\s?[a-zا-ي]*\s\((?:[ivx]+|د-\d+)\))", 0.8,
            everywhere=True),
    _family("petition", r"(?:petition|peticion|peticao|petition|requete)s?" + _NO + r"?\W{0,2}(\d{1,5}[-/]\d{2,4}|\d{1,2}[.,]\d{3}|P-?\d+-\d+)",
            0.9, value=_case_number),
    _family("docket", r"(?:^|\W)(?:cases?|casos?|affaires?)" + _NO + r"?\W{0,2}(\d{1,2}[.,]\d{3})(?!\d)", 0.9, value=_case_number),
    _family("report", r"(?:report|informe|relatorio|rapport)" + _NO + r"\s*(\d{1,3})/(\d{2,4})", 0.9, value=_report_number),
    _family("application", r"(?:application|requete|demande|solicitud)s?" + _NO + r"\s*(\d{1,6}/\d{2,4})", 0.9),
    _family("communication", r"(?:communication|comunicacion|البلاغ)s?" + _NO + r"\s*(\d{1,5}/\d{2,4})", 0.9),
    _family("complaint", r"(?:complaint|reclamation|reclamacion)" + _NO + r"\s*(\d{1,4}/\d{4})", 0.9),
    _family("docket", r"\b([\w ]{0,3}\d{7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4})\b", 0.95),
    _family("docket", r"(?:processo|recurso|autos|agravo|tst)\W+(?:n[o°.]*\W*)?(?:tst\W)?((?:[a-z]{1,5}(?:-[a-z]{2,4})?)\s?-\s?\d{3,7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4})",
            0.95, everywhere=True),
    _family("docket", r"\b(\d\.\d{4}\.\d{2}\.\d{6}-\d/\d{3})\b", 0.9),
    _family("docket", r"(?:n\.?\s*)?processo\W+(?:n[o°.]*\W*)?(\d{8,20}[a-z]{0,4})", 0.9),
    _family("docket", r"(?:recurso especial|recurso extraordinario|habeas corpus|mandado de seguranca|resp|agrg no aresp)\W+(?:n[o°.]*\W*)?"
            r"(\d{1,3}(?:\.\d{3})+|\d{5,8})", 0.9),
    _family("docket", r"pourvois?" + _NO + r"\s*([a-z]?\s?\d{2}-\d{2}[.\s]?\d{3})", 0.95),
    _family("docket", r"(?:decision|affaire|saisine|recours|qpc)" + _NO + r"?\s*(\d{4}-\d{1,4}\s?(?:qpc|dc|l|an|lp|lom)\b)", 0.95),
    _family("docket", r"(?:^|requetes?|recours|affaires?|sous|dossiers?)(?:\s+(?:le|la|les))?\s*n\s?[°o]?s?\.?\s*(\d{3}\.?\d{3})(?=\D|$)", 0.9),
    _family("docket", r"^\W*nos?\.?\s+(\d{5,6})\s*,", 0.85),
    _family("docket", r"(?:case|claim|appeal|docket|suit|petition|ref)\s*(?:nos?|numbers?|ref(?:erence)?)?\s*[.:]{1,2}\s*"
            r"((?:[a-z]{1,4}[-/ ]?)?\d[\w/.\-]*(?:\s+folio\s+\d+)?|[a-z]{1,6}[-/]\d[\w/\-]*)", 0.9),
    _family("docket", r"(?:appeal|case|claim) numbers?:?\s*([a-z]{2}[/-][\w/\-]+\d)", 0.85),
    _family("docket", r"\((\d{1,4}/\d{4})\)\s*\[\d{4}\]", 0.9),
    _family("docket", r"^\W*no\.?\s+(\d{2}[-–‑]\d{2,5})(?!\d)", 0.9, value=lambda m: re.sub("[–‑]", "-", m.group(1))),
    _family("docket", r"(?:expediente|exp\.?|radicad[oa]|radicacion|causa|rol|amparo (?:directo|en revision))" + _NO + r"?\W{0,3}([\w.\-/]*\d[\w.\-/]*)", 0.85),
    _family("docket", r"\b((?:t|c|su)-\d{1,4}(?:[/-]\d{2,4}| de \d{4}))\b", 0.8),
    _family("docket", r"رقم التعميم\W*([\d٠-٩]+(?:/[\dا-ي]+){1,3})", 0.95),
    _family("docket", r"(?:الطعن|القضيه|الدعوي|الملف|طعن|قضيه|دعوي|ملف)\s+(?:رقم|عدد)\W*(\d[\d/.\-]*(?:\s+لسنه\s+\d+)?)", 0.85),
    _family("law", r"(?:القانون|قانون|مرسوم بقانون(?: اتحادي)?|المرسوم|مرسوم|القانون-الاطار|قانون-اطار|القانون الاطار)\s+رقم\W*(\d[\d.\-]*\)?(?:\s+لسنه\s+\d{4})?)",
            0.85, value=lambda m: re.sub(r"[()]", "", _plain(m)).replace(" لسنه ", "/")),
    _family("law", r"ظهير شريف (?:بمثابه قانون )?رقم\W*(\d[\d.]*\d)", 0.85),
    _family("law", r"\b(?:ley|loi|lei|law|act|decreto|decret)" + _NO + r"\s*(\d[\d.\-/]*\d)", 0.6),
)  # fmt: skip
_AFTER_NUMBER_OF_ANOTHER = re.compile(
    r"(?:appeal from|on appeal|avocat|contre l'arret|see also|see|cf\.?|voir|vease|ver|lower court|court below|modified by|"
    r"en relacion con)[^.;]{0,30}$"
)


def claim_numbers(zones: Zones, kind: str) -> list[Claim]:
    """Claims of identifiers (`identifier.SCHEME`), the surest first. A law's number is claimed of laws alone."""
    claims = [Claim("identifier.neutral", v, "declared", None, 0.99) for v in zones.declared.get("neutral", ())]
    claims += [Claim("identifier.docket", v, "declared", None, 0.98) for v in zones.declared.get("docket", ())]
    legal = kind in ("law", "treaty", "declaration", "official_gazette", "circular", "resolution")
    for family in _FAMILIES:
        if family.scheme == "law" and not legal:
            continue
        claims += _of_family(family, zones)
    return _without_repetition(claims)


def _of_family(family: _Family, zones: Zones) -> Iterator[Claim]:
    passages: tuple[Passage, ...] = (*zones.head[:40], *zones.tail) if family.everywhere else zones.head[:40]
    given = 0
    for passage in passages:
        text = (passage.folded if family.folded else passage.text)[:1500]
        for match in family.pattern.finditer(text):
            if _AFTER_NUMBER_OF_ANOTHER.search(passage.folded[: match.start()]):
                continue
            value = family.value(match)
            if value and given < _LIMIT:
                given += 1
                in_title = len(passage.text) < 200 or passage.place < 4
                confidence = family.confidence if in_title else round(family.confidence * 0.7, 2)
                yield Claim(f"identifier.{family.scheme}", value.upper(), SOURCE, passage.anchor, confidence)


def _without_repetition(claims: list[Claim]) -> list[Claim]:
    seen: set[tuple[str, str]] = set()
    kept = []
    for claim in sorted(claims, key=lambda c: -c.confidence):
        key = (claim.field, re.sub(r"[\W_]", "", claim.value.casefold()))
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
