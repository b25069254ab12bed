"""The ways in which courts, commissions and legislators number what they issue, one family an entry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Reading = Callable[[re.Match[str]], str]


def _plain(match: re.Match[str]) -> str:
    return " ".join(match.group(1).split()).strip(" .,;:-–")


def _dots(match: re.Match[str]) -> str:
    """11,603 and 11.603 are one number."""
    return match.group(1).replace(",", ".")


def _report(match: re.Match[str]) -> str:
    """Report No. 47/02: a third digit of the year is the mark of a note, for no report has a year of three digits."""
    number, year = match.group(1), match.group(2)
    return f"Report {number}/{year[:2] if len(year) == 3 else year}"


def _ascii_hyphen(match: re.Match[str]) -> str:
    return re.sub("[–‑]", "-", match.group(1))


def _number_of_year(match: re.Match[str]) -> str:
    """ "(39) لسنة 2022" → 39/2022."""
    return re.sub(r"\s*لسنه\s*", "/", re.sub(r"[()]", "", _plain(match)))


_LETTERS = {"الف": "A", "باء": "B", "جيم": "C"}
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def _assembly(match: re.Match[str]) -> str:
    """Resolution 217 A (III), in Arabic 217 ألف (د-3), both of the General Assembly's third session."""
    number, letter, session = match["number"], match["letter"] or "", match["session"]
    session = re.sub(r"[^\divxl]", "", session)
    if session.isdigit():
        tens, ones = divmod(int(session), 10)
        session = "X" * tens + _ROMAN[ones]
    letter = _LETTERS.get(letter, letter.upper())
    return f"A/RES/{number}{f' {letter}' if letter else ''} ({session.upper()})"


@dataclass(frozen=True)
class Family:
    """One way of numbering: `scheme` as in the domain, its `pattern`, and how sure a match in a title is.

    Patterns are matched against text without case and accents unless `as_printed`; `everywhere` families are looked
    for in the tail too, the others in the head alone.
    """

    scheme: str
    pattern: re.Pattern[str]
    confidence: float
    value: Reading = _plain
    as_printed: bool = False
    everywhere: bool = False


def _family(
    scheme: str, confidence: float, *parts: str, value: Reading = _plain, as_printed: bool = False,
    everywhere: bool = False,
) -> Family:  # fmt: skip
    return Family(scheme, re.compile("".join(parts)), confidence, value, as_printed, everywhere)


_NO = r"(?:\s*(?:n\s?[.o°º]s?\.?|nos?\.?|num\.?|numbers?|numero)\s*)"
_CNJ = r"\d{3,7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}"

FAMILIES: tuple[Family, ...] = (
    _family("ecli", 0.98, r"\b(ECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25})", as_printed=True),
    _family(
        "neutral", 0.95, r"(\[\d{4}\]\s+(?:UK[A-Z][A-Za-z]{1,6}|EW[HC][A-Z]+|[A-Z]{2,8})\s+(?:(?:Civ|Crim|Fam)\s+)?",
        r"\d{1,5}(?:\s+\([A-Za-z&]{2,10}\))?)", as_printed=True,
        value=lambda match: re.sub(r"(?<=\s)0+(?=\d)", "", _plain(match)),
    ),
    _family(
        "un_symbol", 0.85, r"(?<![\w/])((?:A|E|S|CCPR|CEDAW|CERD|CRC|CAT|CRPD|CED|CMW|HRI|ST|UNEP|ILO)",
        r"/[A-Z0-9][A-Z0-9.()\-]*(?:/[A-Z0-9][A-Z0-9.()\-]*){1,6})", as_printed=True,
    ),
    _family(
        "resolution", 0.8, r"(?:resolution|resolucion|resolucao|قرار الجمعيه العامه(?: للامم المتحده)?|القرار)\s+",
        r"(?P<number>\d{1,4})\s?(?P<letter>[a-c]|الف|باء|جيم)?\s*\(\s*(?P<session>[ivxl]+|د\s?-?\s?\d+|د\s?\)\s?\d+)",
        value=_assembly, everywhere=True,
    ),
    _family(
        "series_c", 0.9, r"(?:^|\W)serie?s? c,? n?(?:[o°º.]|um\.?|umero)*\s?(\d{1,3})(?!\d)",
        value=lambda match: f"Series C No. {match.group(1)}",
    ),
    _family(
        "petition", 0.9, r"(?:petition|peticion|peticao)s?", _NO,
        r"?\W{0,2}(\d{1,2}[.,]\d{3}|\d{1,5}[-/]\d{2,4}|p-?\d+-\d+)", value=_dots,
    ),
    _family(
        "docket", 0.9, r"(?:^|\W)(?:cases?|casos?|affaires?)", _NO, r"?\W{0,2}(\d{1,2}[.,]\d{3})(?!\d)", value=_dots
    ),
    _family("report", 0.9, r"(?:report|informe|relatorio|rapport)", _NO, r"\s*(\d{1,3})/(\d{2,4})", value=_report),
    _family("application", 0.9, r"(?:application|requete|demande|solicitud)s?", _NO, r"\s*(\d{1,6}/\d{2,4})"),
    _family("communication", 0.9, r"(?:communication|comunicacion)s?", _NO, r"\s*(\d{1,5}/\d{2,4})"),
    _family("communication", 0.85, r"^\W*(?:.{0,80}\s)?communications?\s+(\d{1,4}/\d{2,4})\b"),
    _family("complaint", 0.9, r"(?:complaint|reclamation|reclamacion)", _NO, r"\s*(\d{1,4}/\d{4})"),
    # Brazil: the national number, before it the class of the appeal
    _family("docket", 0.95, rf"\b({_CNJ})\b"),
    _family(
        "docket", 0.95, r"(?:processo|recurso de revista|agravo|autos)\W+(?:n[o°.]*\W*)?(?:tst\W)?",
        rf"((?:[a-z]{{1,5}}(?:-[a-z]{{2,4}})?)\s?-\s?{_CNJ})", everywhere=True,
    ),
    _family("docket", 0.9, r"\b(\d\.\d{4}\.\d{2}\.\d{6}-\d/\d{3})\b", everywhere=True),
    _family("docket", 0.9, r"processo\W+(?:n[o°.]*\W*)?(\d{8,20}[a-z]{0,4})"),
    _family(
        "docket", 0.9,
        r"(?:recurso especial|recurso extraordinario|habeas corpus|mandado de seguranca|\bresp|agrg no aresp)",
        r"\W+(?:n[o°.]*\W*)?(\d{1,3}(?:\.\d{3})+|\d{5,8})",
    ),
    # France
    _family("docket", 0.95, r"pourvois?", _NO, r"\s*([a-z]?\s?\d{2}-\d{2}[.\s]?\d{3})"),
    _family(
        "docket", 0.95, r"(?:decision|affaire|saisine|recours|qpc|question)", _NO,
        r"?\s*(\d{4}-\d{1,4}\s?(?:qpc|dc|lp|lom))\b",
    ),
    _family("docket", 0.85, r"^\W*question", _NO, r"\s*(\d{4}-\d{2,4})\W*$"),
    _family("docket", 0.8, r"\b(\d{4}-\d{1,4}\s?qpc)\b", everywhere=True),
    _family(
        "docket", 0.9, r"(?:^|requetes?|recours|affaires?|sous|dossiers?)(?:\s+(?:le|la|les))?\s*n\s?[°o]?s?\.?\s*",
        r"(\d{3}\.?\d{3})(?=\D|$)",
    ),
    _family("docket", 0.85, r"^\W*nos?\.?\s+(\d{5,6})\s*,"),
    # Common law
    _family(
        "docket", 0.9,
        r"(?:petition|appeal|suit|application|cause|reference|case|review)\s*(?:\([\w ]+\)\s*)?nos?\.?\s*",
        r"(\d{1,6}(?:\s*(?:&|and|,|-)\s*\d{1,6})*\s+of\s+\d{4})",
    ),
    _family("docket", 0.95, r"\b(cct\s?\d{1,3}/\d{2,4})\b"),
    _family(
        "docket", 0.9, r"(?:case|claim|appeal|docket|suit|ref)\s*(?:nos?|numbers?|ref(?:erence)?)?\s*[.:]{1,2}\s*",
        r"((?:[a-z]{1,4}[-/ ]?)?\d[\w/.\-]*(?:\s+folio\s+\d+)?|[a-z]{1,6}[-/]\d[\w/\-]*)",
        r"(?![\w/\-]|\s+of\s+\d{4})",
    ),
    _family("docket", 0.85, r"(?:appeal|case|claim) numbers?:?\s*([a-z]{2}[/-][\w/\-]+\d)"),
    _family("docket", 0.9, r"\((\d{1,4}/\d{4})\)\s*\[\d{4}\]"),
    _family("docket", 0.9, r"^\W*nos?\.?\s+(\d{2}[-–‑]\d{2,5})(?!\d)", value=_ascii_hyphen),
    # Africa: the Community Court of West African States
    _family("docket", 0.95, r"\b(ecw/ccj/[a-z]{3}/(?:[a-z]{3}/)?\d{1,3}/\d{2,4})\b"),
    # Spanish-speaking countries
    _family("docket", 0.9, r"(?:precautionary measures?|medidas? cautelar(?:es)?)", _NO, r"\s*(\d{1,4}[-/]\d{2,4})"),
    _family("docket", 0.95, r"\b(oc-\d{1,2}/\d{2})\b"),
    _family("docket", 0.95, r"\b(\d{1,5}-\d{2}-[a-z]{2}/\d{2})\b"),
    _family("docket", 0.85, r"\bsentencia\s+(\d{1,3}/(?:19|20)\d{2})\b"),
    _family(
        "docket", 0.85, r"(?:expediente|exp\.?|radicad[oa]|radicacion|causa|rol|amparo (?:directo|en revision))",
        _NO, r"?\W{0,3}([\w.\-/]*\d[\w.\-/]*)",
    ),
    _family("docket", 0.8, r"(?<![\w-])((?:t|c|su)-\d{1,4}(?:[/-]\d{2,4}| de \d{4}))\b"),
    # Arabic
    _family(
        "docket", 0.85, r"(?:المقيده|القضيه|الدعوي|الطعن)[^.]{0,60}برقم\W*(\d+\s+لسنه\s+\d+)", value=_number_of_year
    ),
    _family("docket", 0.85, r"(?:^|\s)(?:ال)?(?:قرار|ملف|حكم)\s+(?:\w+\s+)?عدد\W*(\d[\d/.\-]*\d)"),
    _family("docket", 0.95, r"رقم التعميم\W*(\d+(?:/[\dا-ي]+){1,3})"),
    _family(
        "docket", 0.85, r"(?:ال)?(?:طعن|قضيه|دعوي|ملف|حكم|بلاغ)\s+(?:رقم|عدد)\W*",
        r"(\d[\d/.\-]*(?:\s+لسنه\s+\d+)?)", value=_number_of_year,
    ),
    _family(
        "law", 0.85, r"(?:ال)?(?:قانون|مرسوم بقانون|مرسوم|قانون-اطار|قانون الاطار)",
        r"(?: (?:ال)?(?:اتحادي|تنظيمي|اطار|عضوي))?\s+رقم\W*",
        r"(\d[\d.\-]*\)?(?:\s+لسنه\s+\d{4})?)", value=_number_of_year,
    ),
    _family("law", 0.85, r"ظهير شريف (?:بمثابه قانون )?(?:رقم\W*)?(\d[\d.]*\d)"),
    _family("law", 0.6, r"\b(?:ley|loi|lei|law|act|decreto|decret)", _NO, r"\s*(\d[\d.\-/]*\d)"),
    _family("other", 0.7, r"الجريده الرسميه[^\n]{0,40}العدد\W*(\d{1,5})"),
)  # fmt: skip
