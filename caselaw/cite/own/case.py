"""What a decision's own form is made of: its facts said in the language of the form, each empty where it is not known.

A fact that is missing is left out of a citation, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from caselaw.domain.citing.citation import Pinpoint
from caselaw.domain.citing.pinpoint import passage_said
from caselaw.domain.court import court_name
from caselaw.domain.document import Facts
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import direction

_LATIN = re.compile(r"[^\W\d_]")
_SIGN = re.compile(r"\b(?:vs?|c|contra|contre)\b")
_WORD = re.compile(r"[A-Z]{4}")
_LETTERS = re.compile(r"[^\W\d_]{3}")
_ROLE = re.compile(r" \((?:Appellant|Respondent|Claimant|Applicant|Defendant|Petitioner|Plaintiff)s?\)")
_CALLED = re.compile(
    r"^(?:in the )?(?:case|matter) of\s+|^(?:the )?affaire\s+|^caso\s+|^asunto\s+|^قضية\s+(?!رقم)", re.IGNORECASE
)
_SMALL = frozenset({
    "of", "the", "and", "others", "in", "de", "del", "la", "las", "los", "y", "otros", "et", "autres", "des", "du",
    "v", "vs", "c", "contra", "contre", "on", "for", "by", "a", "an", "to", "at", "en", "el", "le", "les", "par", "sur",
})  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A decision to be cited in `language`, by the `name` that it bears there; `at` is the passage, None for all."""

    facts: Facts
    language: str
    name: str
    at: Pinpoint | None = None

    def numbers(self, *schemes: str) -> tuple[str, ...]:
        """The identifiers of the first of these schemes that has any, in their order."""
        for scheme in schemes:
            if found := tuple(one.value for one in self.facts.identifiers if one.scheme == scheme):
                return found
        return ()

    @property
    def court(self) -> str:
        """The body's name in the language of the form; empty where it is not known."""
        return court_name(self.facts.court, self.language) if self.facts.court else ""

    def passage(self, court: str | None = None) -> str:
        """The passage in the words of the body; empty where the whole is cited."""
        return passage_said(self.at, self.language, court or self.facts.court) if self.at else ""


def called(facts: Facts) -> str:
    """The name of the case without the words that say that a name follows, and not in capitals throughout."""
    name = " ".join((facts.case_name or _titled(facts.title)).split())
    name = _CALLED.sub("", _ROLE.sub("", name))
    letters = _SIGN.sub("", name)
    return _uncapitalised(name) if _WORD.search(letters) and letters == letters.upper() else name


def _titled(title: str) -> str:
    """A title as a name: of one that was put together from lines of a first page the first line that is one."""
    lines = [line for line in title.split(" — ") if _LETTERS.search(line)]
    return lines[0] if lines else ""


def listed(parts: Iterable[str], language: str) -> str:
    """The parts that there are, with the comma of the language between them, each in its own direction."""
    comma = "، " if language == "ar" else ", "
    return comma.join(apart(part, language) for part in parts if part)


def apart(part: str, language: str) -> str:
    """A part that runs the other way than the line it stands in is set apart, so that neither turns the other round."""
    if not _LATIN.search(part) or "\u2066" in part or "\u2068" in part:
        return part
    own = "rtl" if language == "ar" else "ltr"
    mixed = language == "ar" and re.search("[A-Za-z]", part)
    if direction(part) == own and not mixed:
        return part
    return f"\u2066{part}\u2069" if direction(part) == "ltr" else f"\u2067{part}\u2069"


def form_language(wanted: str) -> str:
    """One of the complete languages: English stands for those that are not."""
    return wanted if wanted in LANGUAGES else "en"


def _uncapitalised(name: str) -> str:
    """DUPONT ET AUTRES c. FRANCE → Dupont et autres c. France; initials, short words and roman numbers stay."""
    found = []
    for place, word in enumerate(name.split(" ")):
        small = word.casefold()
        if place and small.strip(".,") in _SMALL:
            found.append(small)
        elif "." in word.strip(".,") or len(word.strip(".,()")) < 3 or re.fullmatch("[IVXLC]+", word):
            found.append(word)
        else:
            found.append(re.sub(r"[^\W\d_]+", lambda part: part.group().capitalize(), word))
    return " ".join(found)
