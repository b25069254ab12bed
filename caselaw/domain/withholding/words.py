"""A text as words that names are compared with: folded, each with its place in the text as it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caselaw.domain.text import fold
from caselaw.domain.withholding.coded import characters, decoded, is_coded

PARTICLES = frozenset({
    "de", "del", "della", "di", "du", "des", "da", "das", "do", "dos", "la", "las", "los", "le", "van", "der", "den",
    "von", "y", "e", "al", "el", "ul", "as", "ash", "at", "ad", "an", "ar", "az", "bin", "bint", "ibn", "ould",
    "wuld", "ait", "d", "l", "بن", "بنت", "ابن", "ال", "ولد",
})  # fmt: skip
"""What may stand inside a name and says nothing by itself."""

LINEAGE = frozenset({"bin", "bint", "ibn", "ould", "wuld", "بن", "بنت", "ابن"})
"""What stands between somebody and her father's name."""

COMPOUND = frozenset({
    "عبد", "ابو", "ام", "abd", "abdul", "abdel", "abdal", "abu", "abou", "umm", "oum", "mac", "mc", "o",
})  # fmt: skip
"""What is one name with the word behind it, written apart or together: عبد الله and عبدالله, Abd Allah and Abdallah."""

TITLES = frozenset(map(fold, (
    "mr", "mrs", "ms", "miss", "mx", "messrs", "dr", "prof", "professor", "doctor", "doctora", "sir", "dame", "lord",
    "lady", "sr", "sra", "srta", "señor", "señora", "señorita", "don", "doña", "dn", "dña", "ciudadano", "ciudadana",
    "licenciado", "licenciada", "lic", "abogado", "abogada", "m", "mme", "mlle", "monsieur", "madame", "mademoiselle",
    "maître", "me", "sieur", "époux", "épouse", "veuve", "née", "nee", "senhor", "senhora", "dom", "dona", "widow",
    "السيد", "السيدة", "الآنسة", "الدكتور", "الدكتورة", "الأستاذ", "الأستاذة", "المواطن", "المواطنة", "الشيخ", "الحاج",
    "sres", "sras", "señores", "señoras", "messieurs", "mm", "mmes", "mesdames", "hermanos", "hermanas",
    "familia", "esposos", "cónyuges", "frères", "sœurs", "soeurs", "famille", "consorts", "آل", "عائلة", "أسرة",
    "الإخوة", "الأخوين", "الشقيقين", "الحاجة", "المدعو", "المدعوة", "سيد", "سيدة", "دكتور", "أستاذ", "المحامي",
    "المحامية", "المهندس",
)))  # fmt: skip
"""What stands before the name of a person."""

FAMILIES = frozenset({"family", "brothers", "sisters", "siblings", "couple", "spouses"})
"""What stands behind the name of a family, with an article before it: the Pérez family."""

CASE = frozenset(map(fold, ("case", "caso", "asunto", "affaire", "matter", "re", "cause", "قضية", "dossier")))
AGAINST = frozenset(map(fold, ("v", "vs", "versus", "contra", "contre", "c", "ضد")))
"""What stands before a party in the name of a case, and between two."""

_ARABIC = "\u0620-\u06ff\u0750-\u077f\u08a0-\u08ff"
_WORD = re.compile(rf"[{_ARABIC}]+|[^\W\d_{_ARABIC}]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_ARTICLE = re.compile("ال(?=..)")
_JOINED_BEFORE = re.compile("^[وف]?(?:لل|[بكل]ال|(?<=[وف])ال)(?=..)")
_ABD = re.compile("^abd(?:[aeiu](?:[lrnsdtz](?=..))?)?(?=...)")  # Abdul-, Abdel-, Abdur-
_AL = re.compile("^[ae]l(?=....)")  # Almasri, Elmasri: al-Masri
_PREFIXES = tuple(
    first + second for first in ("", "و", "ف") for second in ("", "ب", "ك", "ل", "ال", "بال", "كال", "لل")
)
_CASES = {"ابا": "ابو", "ابي": "ابو"}  # the cases of Arabic: أبو، أبا، أبي
_TWO_VOWELS = re.compile("(?<=[aou])e+")
_SHORTEST_UMLAUT = 5  # letters: Mueller is Müller, Doe is not Do
# Letters of other alphabets that look like ours, as texts from scans and from those who hide have them.
_LIKE_LATIN = str.maketrans("аеорсухіјѕһкмтвнαεορτυνικ", "aeopcyxijshkmtbhaeoptuvik")


@dataclass(frozen=True)
class Word:
    """A word of a text from `start` to `end`; `gap` is what stands before it, folded; `places` where each folded letter
    comes from in Arabic, where words are joined before another. `dotted`: a full stop follows."""

    start: int
    end: int
    folded: str
    gap: str
    capital: bool
    all_capitals: bool
    dotted: bool
    arabic: bool
    places: tuple[int, ...]

    def offset(self, skipped: int) -> int:
        """Where the word begins without its first letters (an article, a preposition)."""
        return self.places[skipped] if skipped < len(self.places) else self.start

    @property
    def root(self) -> str:
        """The word as a form of a name has it: without the article."""
        return _root(self.folded)

    @property
    def plain(self) -> str:
        """The word without what is joined before it in Arabic: والسيد is السيد."""
        return _JOINED_BEFORE.sub("ال", self.folded) if self.arabic else self.folded


def words(text: str) -> tuple[Word, ...]:
    """The words of a text in their order: runs of letters of one script, digits and signs beside them."""
    read, starts, ends = _characters(text)
    folded, of = _folded(read)
    found: list[Word] = []
    behind = 0
    for match in _WORD.finditer(folded):
        first, last = match.span()
        began, last_read = of[first], of[last - 1]
        start = starts[began]
        written = read[began : last_read + 1]
        arabic = _is_arabic(match.group())
        while last_read + 1 < len(read) and _goes_with(read[last_read + 1]):
            last_read += 1  # marks over the last letter, and a tatweel behind it, go with it
        end = ends[last_read]
        found.append(
            Word(
                start=start,
                end=end,
                folded=match.group(),
                gap=folded[behind:first],
                capital=written[:1].isupper() or written[:1].istitle(),
                all_capitals=written.isupper(),
                dotted=folded[last : last + 1] == ".",
                arabic=arabic,
                places=tuple(starts[one] for one in of[first:last]) if arabic else (),
            )
        )
        behind = last
    return tuple(found)


def readings(word: str, arabic: bool) -> Iterator[tuple[int, str]]:
    """The keys that a word of a text may stand for, each with how many letters before it are no part of it."""
    if not arabic:
        yield 0, key(word)
        return
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) > 1:
            rest = word[len(prefix) :]
            skipped = 0 if prefix in ("ال", "لل") else len(prefix.removesuffix("ال").removesuffix("لل"))
            yield skipped, key(rest)
            if rest.endswith("ا") and len(rest) > 3:
                yield skipped, key(rest[:-1])  # محمدا: the accusative


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """One spelling of what is spelled in several ways: ue for ü, the cases of Abu, an article or none."""
    word = _root(word)
    for case, plain in _CASES.items():
        if word.startswith(case) and len(word) > len(case):
            return plain + word[len(case) :].removeprefix("ال")
    for compound in ("عبد", "ابو"):
        if word.startswith(compound + "ال") and len(word) > len(compound) + 3:
            return compound + word[len(compound) + 2 :]
    word = _AL.sub("", _ABD.sub("abd", word))
    return _TWO_VOWELS.sub("", word) if len(word) >= _SHORTEST_UMLAUT else word


def probe(word: str) -> str:
    """Letters that stand in every text in which this word of a name stands, as `letters_only` has them.

    Not an e at its beginning: behind a word that ends in a, o or u (contra Elena) that is taken for an umlaut.
    """
    spelled = key(word)
    for compound in ("abd", "عبد", "ابو"):
        if spelled.startswith(compound) and len(spelled) > len(compound):
            spelled = spelled[len(compound) :]
    return letters_only(spelled).lstrip("e")


def letters_only(text: str) -> str:
    """The letters of a text, folded, with nothing between them: what holds no word of a name here holds none at all."""
    return _TWO_VOWELS.sub("", _NO_LETTER.sub("", fold(decoded(text)).translate(_LIKE_LATIN)))


def _root(word: str) -> str:
    return _CASES.get(word) or (_ARTICLE.sub("", word, count=1) if word.startswith("ال") else word)


def _characters(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text as it is read, and where each of its characters begins and ends."""
    if not is_coded(text):
        return text, range(len(text)), range(1, len(text) + 1)
    read, starts, ends = zip(*characters(text), strict=True)
    return "".join(read), starts, ends


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """The text letter by letter, folded, and from which of its characters each comes."""
    pieces = list(map(_letter, text))
    folded = "".join(pieces)
    if len(folded) == len(text) and "" not in pieces:
        return folded, range(len(text))
    return folded, [at for at, plain in enumerate(pieces) for _ in plain]


def _goes_with(character: str) -> bool:
    return not _letter(character) and unicodedata.category(character) in ("Mn", "Lm")


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    return fold(character).translate(_LIKE_LATIN)


def _is_arabic(word: str) -> bool:
    return "\u0620" <= word[0] <= "\u08ff"
