"""How a case is named in the head of a decision: "Case of the Reed Gatherers v. Ruritania" by "reed gatherers"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caselaw.domain.document import Facts
from caselaw.domain.text import fold

_BEFORE = re.compile(
    r"\b(?:case|matter)\s+of\s+(?:the\s+)?|\b(?:caso|asunto|assunto)\s*(?:de\s+(?:los|las|la)\s+|del\s+|dos\s+|das\s+|de\s+)?"
    r"|\baffaire\s+(?:(?:des|du|de\s+la|de)\s+)?|\bقضية\s+",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\s+(?:v\.?|vs\.?|versus|contra|c\.|c/|ضد)\s+", re.IGNORECASE)
_END = re.compile(
    r"[(\[“”\"«»;:\n*∗\u2014\u2013\uf000-\uf0ff]|[.,]\s"
    r"|,?\s+(?:et\s+al|and\s+others|y\s+otr[oa]s|e\s+outr[oa]s|et\s+autres|وآخرون|وآخرين)\b"
)
_AFTER = re.compile(r"^(.{3,80}?),?\s+(?:et\s+al\.?|and\s+others)\s+case\b", re.IGNORECASE)
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
_WORD = re.compile(r"\w+(?:\.\w+)*")
_LEADING_QUOTE = re.compile(r"^[\s“”\"«»'‘’]+")
_EMPTY = frozenset(
    {
        "the", "of", "and", "in", "re", "ex", "parte", "de", "del", "la", "las", "los", "el", "y", "e", "o", "do",
        "da", "dos", "das", "le", "les", "du", "des", "et", "a", "al", "v", "vs", "case", "caso", "affaire", "matter",
        "asunto", "on", "behalf", "others", "otros", "outros", "autres", "applicant", "respondent", "appellant",
        "claimant", "defendant"
    }
)  # fmt: skip
_LONGEST = 90
_MOST_WORDS = 6


@dataclass(frozen=True, order=True)
class CaseName:
    """The telling words of a case's name, in their order and folded; `against` are those behind the "v.", if any."""

    words: tuple[str, ...]
    against: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """Its first two words: what all who name the case have in common."""
        return " ".join(self.words[:2])

    def matches(self, other: CaseName) -> bool:
        """The words of one begin with those of the other, and one of them can tell a case from another."""
        shorter, longer = sorted((self.words, other.words), key=len)
        telling = any(len(word) > 3 or word.isdigit() or "." in word for word in shorter)
        return telling and longer[: len(shorter)] == shorter

    def matches_both(self, other: CaseName) -> bool:
        """Both sides are the same: what is asked of a case between private parties, in either order."""
        ours, theirs = (set(self.words), set(self.against)), (set(other.words), set(other.against))
        return bool(self.against and other.against) and (
            (_overlap(ours[0], theirs[0]) and _overlap(ours[1], theirs[1]))
            or (_overlap(ours[0], theirs[1]) and _overlap(ours[1], theirs[0]))
        )  # fmt: skip


def case_names(facts: Facts, head: Iterable[str]) -> tuple[CaseName, ...]:
    """The names of the case, the surest first: from its facts, then from the first lines of the text."""
    found: dict[CaseName, None] = {}
    for text in (facts.case_name or "", facts.title, *head):
        for name in _names_in(text, whole=text == facts.case_name):
            found.setdefault(name)
    return tuple(found)


def _names_in(text: str, *, whole: bool) -> list[CaseName]:
    plain = _INITIALS.sub(_together, " ".join(text.split()))
    starts = [match.end() for match in _BEFORE.finditer(plain)]
    if not starts and (whole or _AGAINST.search(plain[:_LONGEST])):
        starts = [0]
    texts = [plain[start:] for start in starts]
    if before := _AFTER.match(plain):
        texts.append(before.group(1))
    return [name for one in texts if (name := _name(one))]


def _together(initials: re.Match[str]) -> str:
    """ "A. J. " as one word, "A.J": initials hide a person, and are all there is of her name."""
    return ".".join(letter for letter in initials.group() if letter.isalpha()) + " "


def _name(text: str) -> CaseName | None:
    text = _LEADING_QUOTE.sub("", text)[:_LONGEST]
    parts = _AGAINST.split(text, maxsplit=1)
    words = _telling(parts[0])
    against = _telling(parts[1]) if len(parts) > 1 else ()
    return CaseName(words, against) if words else None


def _telling(text: str) -> tuple[str, ...]:
    end = _END.search(f"{text} ")
    words = _WORD.findall(fold(text[: end.start()] if end else text))
    return tuple(word for word in words if word not in _EMPTY)[:_MOST_WORDS]


def _overlap(ours: set[str], theirs: set[str]) -> bool:
    return any(len(word) > 3 for word in ours & theirs)
