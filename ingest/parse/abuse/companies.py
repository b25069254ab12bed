"""Companies named in running text, with the role and the home State that the words around the name give them.

A name is one that ends in a legal form ("Example Mining S.A."), or that follows a word which only companies bear ("the
Canadian company Example", "la empresa Ejemplo", "la société Exemple", "شركة المثال"). Other names are left alone.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice

import mappings
from caselaw.cite.countries import country_names
from caselaw.domain.documentation.company import company_name
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.taxonomy.terms import find_terms
from caselaw.domain.text import fold
from ingest.parse.countries import find_countries

_WORD = r"[A-ZÀ-ÖØ-Þ0-9][\w&'’-]*\.?"
_JOIN = r"(?:(?:de|del|la|las|los|el|of|and|y|e|et|&|du|des|do|da|dos|for|pour|para|von|van|der)[ \u00a0]){0,2}"
_FIRST = r"(?:[A-ZÀ-ÖØ-Þ]|\d+[A-Z])[\w&'’-]*\.?"
_CHAIN = rf"{_FIRST}(?:[ \u00a0]{_JOIN}{_WORD}){{0,5}}?"
_FORM = (
    r"(?:S\.? ?A\.? de C\.? ?V\.?|S\.? de R\.? ?L\.?(?: de C\.? ?V\.?)?|S\.?A\.?[SCBUEL]\.?(?![a-z])|S\.?A\.?R\.?L\.?|"
    r"S\.?p\.?A\.?|S\.?R\.?L\.?|S\.A\.|SA|S\.L\.U?\.?|Ltda\.?|(?:Pty|Pvt|Pte|Co)\.?,? (?:Ltd\.?|Limited)|Ltd\.?|"
    r"Limited|"
    r"PLC|plc|p\.l\.c\.|Inc\.?|Incorporated|Corp\.?|Corporation|LLC|L\.L\.C\.|LLP|GmbH|AG|N\.?V\.?|B\.?V\.?|PJSC|JSC|"
    r"A/S|ASA|AB|Oyj?|Sdn\.? Bhd\.?|Bhd\.?|Tbk\.?|W\.?L\.?L\.?|K\.?S\.?C\.?P?\.?|S\.?A\.?O\.?G\.?|Company|Holdings?)"
)
_WITH_FORM = re.compile(rf"(?<![\w.])(?P<name>{_CHAIN},?[ \u00a0]{_FORM})(?![\w])")
_KIND = (
    r"(?:company|corporation|multinational|conglomerate|firm|subsidiary|contractor|subcontractor|operator|group|giant|"
    r"empresa|compañía|multinacional|corporación|transnacional|filial|contratista|matriz|sociedad|consorcio|minera|"
    r"petrolera|entreprise|société|compagnie|multinationale|firme|filiale|groupe)"
)
_CUED = re.compile(
    rf"\b(?P<cue>(?:[\w’'-]+[ \u00a0]){{0,3}}{_KIND}(?:[ \u00a0][a-zà-ÿ’'-]+){{0,2}}?),?[ \u00a0][«“\"]?"
    rf"(?P<name>{_WORD}(?:[ \u00a0](?:(?:de|del|of|&)[ \u00a0])?{_WORD}){{0,3}})"
)
_ARABIC_WORD = r"[\u0621-\u064a\u0670-\u06d3A-Za-z][\u0621-\u065fA-Za-z0-9.-]*"
_ARABIC = re.compile(
    rf"(?<![\u0621-\u064a])(?:[وفبكل]?(?:شركة|لشركة|مجموعة|مؤسسة))[ \u00a0]+(?:«(?P<quoted>[^»]{{2,60}})»|"
    rf"\"(?P<quoted2>[^\"]{{2,60}})\"|(?P<name>{_ARABIC_WORD}(?:[ \u00a0](?:ال|لل|ش\.)[\u0621-\u064a.]+){{0,3}}))"
)
_ARABIC_NOT_NAMES = frozenset(
    fold(
        "التي الذي التعدين النفط الأمن المياه البناء المقاولات أجنبية محلية كبرى دولية خاصة أخرى ما من في على إلى عن "
        "حكومية وطنية تابعة قابضة أم كبيرة صغيرة متعددة عالمية أمن تعدين نفط مقاولات استشارات المحاماة الطيران "
        "الكهرباء التأمين عامة واحدة جديدة مملوكة كانت قد هي"
    ).split()
)
_NOT_NAMES = frozenset(
    fold(
        "All The This It Its In On At And But When After El La Los Las Su Sus En Le Les Il Elle Dans Ce Cette Court "
        "Government State Constitution Act Law Ministry Committee Commission January February March April May June "
        "July August September October November December Limited Company Corporation"
    ).split()
)
# Names that running text is not searched for; under a label or in brackets they are certain.
_ALSO_WORDS = {
    "georgia": "GEO", "chad": "TCD", "niger": "NER", "mali": "MLI", "togo": "TGO", "oman": "OMN", "عمان": "OMN",
    "تونس": "TUN",
}  # fmt: skip
_AFTER, _BEFORE = 110, 70  # letters in which a role or a State may stand
_MOST = 200  # names in one sentence: beyond them it is a list of something else
_GAP = 22  # letters between a word for a company and its name
_ROLE_OF = re.compile(
    r"(?:subsidiary|affiliate|filial|subsidiaria|filiale)[ \u00a0](?:company[ \u00a0])?(?:of|de la|del|de|du|d’|d')"
    r"[ \u00a0]?(?:the |la |el |l’)?(?:[\w-]+[ \u00a0]){0,2}$",
    re.IGNORECASE,
)
_HAS_SUBSIDIARY = re.compile(
    r",?[ \u00a0](?:through|via|and|a través de|por medio de|y|par l’intermédiaire de|et|عبر|من خلال)[ \u00a0]"
    r"(?:(?:its|su|sa|local|locale)[ \u00a0]){0,3}(?:subsidiary|filial|subsidiaria|filiale|شركتها التابعة)"
)
_ARABIC_ROLE_OF = re.compile(r"(?:التابعة|تابعة|فرع)[ \u00a0](?:ل|من)?$")
_APPOSITION = re.compile(
    r",?[ \u00a0](?!through|via|with|and|by|a través|mediante|por|con|y |par|avec|et |عبر|من خلال)"
    r"(?:which is |who is |que es |qui est |وهي )?(?:the|a|an|its|la|una|su|el|une|sa|le|l’|l')?[ \u00a0]?"
    r"(?P<words>[^,.;()]{3,60})",
    re.IGNORECASE,
)
_SEAT = re.compile(
    r"^[ ,(\u00a0]{0,3}(?:which is |a company |una empresa |une société |شركة )?(?:[\w’'-]+ ){0,2}?"
    r"(?:based|headquartered|incorporated|registered|domiciled|con sede|constituida|registrada|domiciliada|"
    r"dont le siège|basée|ayant son siège|immatriculée|enregistrée|ومقرها|مقرها|المسجلة)(?P<where>[^.;)]{2,60})",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"^[ \u00a0]?\((?P<inside>[^()]{2,60})\)")


@dataclass(frozen=True)
class FoundCompany:
    """A company named at text[start:end]; `role` is a term of `company_role`, `home_state` ISO 3166-1 alpha-3."""

    name: str
    start: int
    end: int
    role: str | None = None
    home_state: str | None = None


def find_companies(text: str) -> list[FoundCompany]:
    """The companies that a text names, in its order; a name within another is not told twice."""
    found: dict[int, tuple[int, str, int]] = {}
    for start, end, name in sorted(islice(_names(text), _MOST), key=lambda one: (one[0] - one[1], one[0])):
        if not any(start < other_end and end > other for other, (other_end, _, _) in found.items()):
            found[start] = (end, name, start)
    return [
        FoundCompany(name, start, end, role_of(text, start, end), home_state_of(text, start, end))
        for start, (end, name, _) in sorted(found.items())
    ]


def role_of(text: str, start: int, end: int) -> str | None:
    """The role that the words just before or just behind a name give it; the owner of "a subsidiary of X" is X."""
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
    if _ROLE_OF.search(before) or _ARABIC_ROLE_OF.search(before):
        return "parent"
    if _HAS_SUBSIDIARY.match(after):
        return "parent"
    bracket = _BRACKET.match(after)
    if bracket and (role := _role(bracket["inside"])):
        return role
    apposition = _APPOSITION.match(after) if after.startswith(",") else None
    if apposition and (role := _role(apposition["words"])):
        return role
    near = re.split(r"[.;:,()]", before)[-1]
    mentions = list(find_terms(near, ("company_role",)))
    return mentions[-1].id if mentions and len(near) - mentions[-1].end <= _GAP else None


def home_state_of(text: str, start: int, end: int) -> str | None:
    """The State that a company is said to come from: by an adjective, in brackets, or as its seat."""
    before = re.split(r"[.;:,()]", text[max(0, start - _BEFORE) : start])[-1]
    after = text[end : end + _AFTER]
    pattern, states = _nationalities()
    words = list(pattern.finditer(before))
    if words and len(before) - words[-1].end() <= 2 * _GAP:
        return states[fold(words[-1].group())]
    if (adjective := pattern.match(after.lstrip())) and "\u0600" < after.lstrip()[:1] < "\u0700":
        return states[fold(adjective.group())]
    for passage in (_BRACKET.match(after), _SEAT.match(after)):
        if passage and (country := country_alone(passage.group(1))):
            return country
    return None


def state_named(text: str) -> str | None:
    """The one State that a text names, by name or by adjective."""
    if country := country_alone(text):
        return country
    pattern, states = _nationalities()
    adjective = pattern.search(text)
    return states[fold(adjective.group())] if adjective else None


def _names(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _WITH_FORM.finditer(text):
        if start := _trimmed(text, match.start("name"), match.end("name")):
            yield start - 1, match.end("name"), text[start - 1 : match.end("name")]
    for match in _CUED.finditer(text):
        first = re.split(r"[ \u00a0]", match["name"])[0]
        if fold(first).rstrip(".") not in _NOT_NAMES and fold(match["name"]) not in country_names():
            name = match["name"].rstrip(".,’'")
            yield match.start("name"), match.start("name") + len(name), name
    for match in _ARABIC.finditer(text):
        group = next(name for name in ("quoted", "quoted2", "name") if match[name])
        name = _without_nationality(match[group].strip())
        if fold(name.split()[0]) not in _ARABIC_NOT_NAMES and len(name) > 1:
            yield match.start(group), match.start(group) + len(name), name


def _without_nationality(name: str) -> str:
    """An Arabic name without the adjective behind it that says where the company comes from."""
    pattern, _ = _nationalities()
    words = name.split()
    while len(words) > 1 and pattern.fullmatch(words[-1]):
        words.pop()
    return " ".join(words)


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name begins, plus one, without the word that only begins the sentence; 0 where nothing is left."""
    while True:
        word = re.match(r"[^ \u00a0]+[ \u00a0]", text[start:end])
        if word is None:
            return 0
        if fold(word.group().strip(" \u00a0.,")) not in _NOT_NAMES:
            return start + 1 if company_name(text[start:end]).core else 0
        start += word.end()


def _role(words: str) -> str | None:
    """The first role named; in "a subsidiary of X" that is the subsidiary's."""
    return next((mention.id for mention in find_terms(words, ("company_role",))), None)


def country_alone(text: str) -> str | None:
    """The country that a short text names, be it one whose name is also a word ("Chad", "تونس")."""
    plain = fold(text).strip(" .,()")
    return next((country for _, country in find_countries(plain)), None) or _ALSO_WORDS.get(plain)


@cache
def _nationalities() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """The adjectives of nationality as they are written, and the State of each."""
    states: dict[str, str] = {}
    written: list[str] = []
    for row in csv.DictReader(mappings.open_text("nationalities.csv").splitlines()):
        for language in LANGUAGES:
            for word in filter(None, row[language].split("|")):
                states.setdefault(fold(word), row["country"])
                written.append(word)
    ordered = sorted(set(written), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)"), states
