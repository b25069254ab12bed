"""Citations: where a text names another decision, a comment, a resolution or an article, and what it may mean.

A number alone is often shared: C-355/06 was given out in Luxembourg and in Bogotá. So a citation holds readings, and a
decision is found by its key, which holds the body that gave the number out wherever the number alone does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from caselaw.domain.court_rules import PINPOINTS
from caselaw.domain.identifiers import CASE_NUMBERS, SCHEMES, Identifier
from caselaw.domain.paragraph import anchors
from caselaw.domain.text import fold

ARTICLE = "article"
CITATION_SCHEMES = SCHEMES | {ARTICLE, "general_comment", "precautionary", "series_a", "series_e"}

# Given out by one body, or naming their body themselves: nobody else can mean them.
_ALONE = frozenset({"ecli", "neutral", "un_symbol", "series_c", "series_e", "precautionary", "reporter"})
# Bodies of one registry give out one series of numbers: which of them decided, a citation often does not say.
_ONE_REGISTRY = {"eu-gc": "cjeu", "ecomhr": "echr"}
_NOT_MEANT = frozenset({"separate_opinion", "pleading", "dataset", "official_gazette"})
_CNJ = re.compile(r"(?<!\d)\d{1,7}-\d{2}\.\d{4}\.\d\.\d{2}\.\d{4}(?!\d)")  # one number for all courts of Brazil
_MARK_IN_NUMBER = re.compile(r"(?<=\d)[.,](?=\d)")
_LONGEST_NUMBER = 100  # figures; what is longer is no number of anything, and Python refuses to read it
_PART = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_MARK = 4  # letters: CCT, ADPF are part of a number, "amparo en revisión" only says what it numbers
_BETWEEN = frozenset({"de", "du", "of", "en", "no", "nos", "num", "لسنه"})
_FIRST = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, order=True)
class Reading:
    """One thing a citation may mean: a value under a scheme, given out by `authority` (a court's id; None: unknown).

    `ValueError` for a scheme we do not know.
    """

    scheme: str
    value: str
    authority: str | None = None

    def __post_init__(self) -> None:
        if self.scheme not in CITATION_SCHEMES:
            raise ValueError(f"unknown citation scheme: {self.scheme}")

    @property
    def key(self) -> str | None:
        """What this has in common with the identifiers of the document it means; None where it can name none."""
        return key(self.scheme, self.value, self.authority)


@dataclass(frozen=True)
class Pinpoint:
    """The passage that is cited: a unit of `court_rules.PINPOINTS` and its numbers ("44-46", "8(d), 12").

    `ValueError` for a unit we do not know.
    """

    unit: str
    numbers: str

    def __post_init__(self) -> None:
        if self.unit not in PINPOINTS:
            raise ValueError(f"unknown unit of a pinpoint: {self.unit}")

    def __str__(self) -> str:
        return f"{self.unit} {self.numbers}"

    @classmethod
    def parse(cls, text: str) -> Pinpoint:
        """The pinpoint that `str` gave."""
        unit, _, numbers = text.partition(" ")
        return cls(unit, numbers)

    @property
    def anchor(self) -> str | None:
        """The anchor of the first paragraph it names, if the decision numbers its paragraphs so; None for a page."""
        first = _FIRST.match(self.numbers)
        return anchors([first.group()])[0] if first and self.unit != "page" else None


@dataclass(frozen=True)
class Citation:
    """A passage that cites: `text` is what stands from `start` to `end` (code points) in the paragraph's own text.

    `readings` are what it may mean, the likeliest first; there is always one. `paragraph` is the anchor of its
    paragraph, empty while the text stands alone; `pinpoint` the passage it points to, None where it means the whole.
    """

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    paragraph: str = ""
    pinpoint: Pinpoint | None = None

    @property
    def scheme(self) -> str:
        return self.readings[0].scheme

    @property
    def value(self) -> str:
        return self.readings[0].value

    @property
    def authority(self) -> str | None:
        """The body that gave the number out; None where it is not known, or more than one may have."""
        return self.readings[0].authority if len(self.readings) == 1 else None

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(found for reading in self.readings if (found := reading.key))


def keys_of(identifiers: tuple[Identifier, ...], court: str | None) -> frozenset[str]:
    """The keys that others cite a document by, whose identifiers and court these are."""
    return frozenset(found for one in identifiers if (found := key(one.scheme, one.value, court)))


def citable_keys(kind: str, identifiers: tuple[Identifier, ...], court: str | None) -> frozenset[str]:
    """The keys that lead to a document of this kind: an opinion bears the number of its judgment and is not meant."""
    return frozenset() if kind in _NOT_MEANT else keys_of(identifiers, court)


def key(scheme: str, value: str, authority: str | None) -> str | None:
    """The identifier as it is compared: without the marks, zeros and full years that writers add or leave out.

    None for what names no single document: an article, or a number whose authority is not known.
    """
    if scheme == "ecli":
        return f"ecli:{value.casefold()}"
    if found := _CNJ.search(value):
        return f"cnj:{re.sub('[^0-9]', '', found.group()).lstrip('0')}"
    if scheme in _ALONE:
        return f"{scheme}:{'/'.join(_parts(value))}"
    if authority is None or scheme == ARTICLE:
        return None
    parts = [
        part for part in _parts(value) if part[0].isdigit() or (len(part) <= _LONGEST_MARK and part not in _BETWEEN)
    ]
    if authority == "fr-cass" and len(parts) > 1 and len(parts[0]) == 1 and parts[0].isalpha():
        del parts[0]  # the letter is a check on the number, and often left out
    if scheme in CASE_NUMBERS and len(parts) > 1 and _YEAR.fullmatch(parts[-1]):
        parts[-1] = str(int(parts[-1][2:]))
    kind = "number" if scheme in CASE_NUMBERS else scheme
    authority = _ONE_REGISTRY.get(authority, authority)
    return f"{kind}:{authority}:{'/'.join(parts)}" if parts else None


def _parts(value: str) -> list[str]:
    plain = _MARK_IN_NUMBER.sub("", fold(value))
    return [
        str(int(part)) if part.isdigit() and len(part) <= _LONGEST_NUMBER else part for part in _PART.findall(plain)
    ]
