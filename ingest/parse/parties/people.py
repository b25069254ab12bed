"""Parties with their roles, as the caption of a decision names them.

Only forms that are plain are read: lines between "Between" and a role, a label before a name, "Case of X v. State".
A name that is not certain to be whole is not claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from caselaw.domain.claims import Claim
from caselaw.domain.court import courts
from caselaw.domain.text import fold
from ingest.paragraphs.stops import stripped
from ingest.parse.countries import find_countries
from ingest.parse.parties.sentences import parties_in_sentences
from ingest.parse.parties.words import ROLE_AFTER, ROLE_BEFORE, ROLE_LINE, role_of
from ingest.parse.title import whole_lines
from ingest.parse.zones import Passage, Zones

SOURCE = "parser:people"
_BETWEEN = re.compile(
    r"(?:^|[.:\d]\s)(?:in the (?:matter|case|cause) )?(?:b\s?e\s?t\s?w\s?e\s?e\s?n|between)\s*:?\s*$"
    r"|in the matters? (?:between|of)\s*:\s*$|^entre\s*:?\s*$"
)
_JOINS = re.compile(r"^\W*(?:and|v|vs|versus|et|y|e|c|contra|contre|ضد|و)?\W*$")
_ENDS = re.compile(
    r"^\W*(?:judge?ment|approved|before|coram|heard|hearing|neutral citation|decision|ruling|order|counsel|summary"
    r"|the following cases|re\b|royal courts|for the)"
)
_SPEAKS_FOR = re.compile(
    r"^(?P<name>.{4,140}?),?\s*(?:\(?instructed (?:by|on)[^)]*\)?)?\s*(?:appeared )?(?:for|on behalf of) the "
    r"(?:first |second |third )?(?:appellant|respondent|claimant|defendant|applicant|intervener|interested|plaintiff"
    r"|petitioner)",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"^\W*\(?anonymity|^\(.*\border\b")
_CAPTION_LINES = 40
_LABEL_LENGTH = 900
_LONGEST = 160
_VERSUS = re.compile(r"\s+(?:vs?\.?|versus|contra|contre|c\.|c/|x)\s+|\s+ضد\s+", re.IGNORECASE)
_CASE_OF = re.compile(
    r"^\W*(?:(?:in )?the |en el |no |dans l['’])?"
    r"(?:case (?:of|concerning)|(?:in the )?matter of|caso(?: de(?: la| los| las|l)?)?|affaire|asunto|قضية)\s*:?\s+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^.*\b(?:communication|application|complaint|case)\b[^:]{0,30}\d/\d{2,4}\s*[:–-]\s*", re.IGNORECASE
)
_SUBJECT = re.compile(r"\s+s/.*$")  # Argentina: "A c/ B s/ amparo"
_IN_BRACKETS = re.compile(
    r"\s*\((?P<role>appellants?|respondents?|claimants?|defendants?|applicants?)\)", re.IGNORECASE
)
_OF_VICTIMS = frozenset({"iacthr", "iachr"})  # their cases bear the names of the alleged victims
_NUMBERING = re.compile(r"^\s*(?:\(\d{1,2}\)|\d{1,2}\s?[.:)°]/?)\s*|\s*\(\d{1,2}\)\s*$")
_AFTER_NAME = re.compile(
    r"\s+[-–]\s+(?:comarca|processo|relator|origem)\b.*$|\s*(?:relator|acordao|numero|orgao)\s*(?:\([a-z]\))?\s*:.*$"
    r"|\s+repdo\(a\).*$|\s*\((?:represented|representad|represente|repdo).*$"
    r"|,? (?:represented by|representad[oa]s? por|represente).*$",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"(?:the|la|le|les|el|los|las|l['’])\s?|(?:société|syndicat|association|commune|caisse|ministre|procureur|préfet|"
    r"établissement|office|département|région|fédération|union|comité|fondation)\b"
)
_NO_NAME = re.compile(
    r"^(?:os|as|the|los|las) (?:mesm[oa]s|same|mism[oa]s)$"
    r"|^(?:the author|la autora|el autor|los autores|l['’]auteur|صاحب)"
    r"|\d{4}|@|https?:"
    r"|\b(?:court|tribunal|judgment|sentencia|arret)\b\s*$",
    re.IGNORECASE,
)


@dataclass
class _Caption:
    """Names waiting for the role that the lines after them give."""

    names: list[tuple[str, Passage]] = field(default_factory=list)

    def take(self, role: str) -> Iterator[Claim]:
        for name, passage in _joined(self.names):
            yield from _claim(role, name, passage, 0.85)
        self.names.clear()


def claim_parties(zones: Zones, court: str | None) -> list[Claim]:
    """Claims of `party.ROLE` and `counsel`, in reading order; those that a file's own header declares stand alone."""
    if zones.declared.get("party"):
        return []
    found = list(_between(zones))
    found += _labelled(zones, represented={claim.field for claim in found})
    for role, name, passage in parties_in_sentences(zones):
        found += _claim(role, name, passage, 0.8)
    if not any(claim.field.startswith("party.") for claim in found):
        found += _versus(zones, court)
    seen: set[str] = set()
    kept = []
    for claim in found:
        key = fold(claim.value)
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept


def _between(zones: Zones) -> Iterator[Claim]:
    """ "BETWEEN: … Applicant and … Respondent", each on lines of its own."""
    head = zones.head
    start = next((i for i, p in enumerate(head) if len(p.text) < 200 and _BETWEEN.search(p.folded)), None)
    if start is None:
        yield from _roles_after(head)
        return
    caption = _Caption()
    for passage in head[start + 1 : start + _CAPTION_LINES]:
        text = passage.folded
        role_line = ROLE_LINE.match(text)
        after = None if role_line else ROLE_AFTER.search(text)
        speaks = _SPEAKS_FOR.match(passage.text)
        if _ORDERED.match(text):
            continue
        if speaks:
            yield from _claim("counsel", speaks["name"], passage, 0.8)
        elif role_line:
            yield from caption.take(role_of(role_line))
        elif after and len(passage.text) < _LONGEST + 40 and _shouted(passage.text, after):
            caption.names.append((passage.text[: after.start("gap")], passage))
            yield from caption.take(role_of(after))
        elif _ENDS.match(text) or len(passage.text) > _LONGEST:
            return
        elif not _JOINS.match(text):
            caption.names.append((passage.text, passage))


def _roles_after(head: Sequence[Passage]) -> Iterator[Claim]:
    """ "JOHN RIVERS … PETITIONER / VERSUS / THE COUNTY … RESPONDENT", with no "between" above."""
    found = [
        (role_of(after), passage.text[: after.start("gap")], passage)
        for passage in head[:_CAPTION_LINES]
        if len(passage.text) <= _LONGEST and len(passage.text) == len(passage.folded)
        if (after := ROLE_AFTER.search(passage.folded)) and _printed_so(passage.text, after)
    ]
    roles = {role for role, _, _ in found}
    if "respondent" in roles and roles & {"applicant", "appellant"}:
        for role, name, passage in found:
            yield from _claim(role, name, passage, 0.8)


def _printed_so(text: str, after: re.Match[str]) -> bool:
    """The role is set apart from the name by dots, a dash or a wide space, or both stand in capitals."""
    name, said = text[: after.start("gap")], text[after.start("said") :]
    apart = any(mark in after["gap"] for mark in ("..", "…", "|", "  ", "-", "–"))
    return bool(name.strip()) and (apart or (name.isupper() and said[:1].isupper()))


def _shouted(text: str, after: re.Match[str]) -> bool:
    """The role stands apart from the name, or both are written as a caption writes them: no sentence ends so."""
    said = text[after.start("said") :] if len(text) == len(after.string) else ""
    return "|" in after["gap"] or "  " in after["gap"] or said[:1].isupper()


def _joined(names: Sequence[tuple[str, Passage]]) -> Iterator[tuple[str, Passage]]:
    """Numbered names are many; lines without numbers are one name broken over them."""
    if not names:
        return
    if len(names) > 1 and (any(_NUMBERING.search(name) for name, _ in names) or len(names) > 4):
        yield from names
    else:
        yield " ".join(name.strip() for name, _ in names), names[0][1]


def _labelled(zones: Zones, represented: Set[str]) -> Iterator[Claim]:
    """ "Recorrente: …", "Author: …", one label a line or several in a row; under a caption that named the party
    already, "Appellant: …" tells who spoke for it."""
    for passage in zones.head:
        text = passage.folded
        if len(text) > _LABEL_LENGTH or len(text) != len(passage.text):
            continue
        labels = list(ROLE_BEFORE.finditer(text))
        for number, label in enumerate(labels):
            end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
            name = _AFTER_NAME.sub("", passage.text[label.end() : end])
            role = role_of(label)
            role = "counsel" if f"party.{role}" in represented else role
            if len(name) <= _LONGEST:
                yield from _claim(role, name, passage, 0.8)


def _versus(zones: Zones, court: str | None) -> Iterator[Claim]:
    """ "Case of X v. State", "Lloyd (Respondent) v Google LLC (Appellant)", over one short line or two."""
    body = courts().get(court) if court else None
    for text, passage in whole_lines(zones):
        sides = _VERSUS.split(text)
        if len(sides) != 2 or len(text) > _LONGEST + 60:
            continue
        first, second = _CASE_OF.sub("", _NUMBERED.sub("", sides[0])), _SUBJECT.sub("", sides[1])
        roles = [_IN_BRACKETS.search(side) for side in (first, second)]
        plain = [_IN_BRACKETS.sub("", side) for side in (first, second)]
        if all(roles):
            yield from _claim(_bracketed(roles[0]), plain[0], passage, 0.85)
            yield from _claim(_bracketed(roles[1]), plain[1], passage, 0.85)
            return
        state = _state(second)
        if state and (body is None or body.country is None):
            yield from _claim("victim" if court in _OF_VICTIMS else "applicant", first, passage, 0.75)
            yield from _claim("state", state, passage, 0.85)
            return
        if _CASE_OF.match(text) or (body is not None and body.country and _names_alone(text)):
            yield from _claim("applicant" if body is None or not body.country else "party", plain[0], passage, 0.6)
            yield from _claim("respondent" if body is None or not body.country else "party", plain[1], passage, 0.6)
            return


def _names_alone(text: str) -> bool:
    """A line of two names: it does not read on, nor cite."""
    ended = re.search(r"[.;:]\s*$", text) and not re.search(r"(?i)\b(?:al|ors|anor|ltd|inc|co)\.\s*$", text)
    return not ended and not re.search(r"[\[\]“”\"]|\d{3}|\b(?:in|see|at|para)\b", text) and text[:1].isupper()


def _bracketed(match: re.Match[str] | None) -> str:
    word = match["role"].casefold().rstrip("s") if match else "party"
    return {"claimant": "applicant", "defendant": "respondent"}.get(word, word)


def _state(side: str) -> str | None:
    """The State that a side of a caption names and nothing else (a mark of a note and a date may follow)."""
    folded = fold(side)
    named = list(find_countries(folded))
    before = re.sub(
        r"^(?:the |la |el |republic[a]? (?:of|de|del|du) |state of |estado (?:de|del) )+", "", folded.strip()
    )
    if not named or len(folded) != len(side) or folded.strip().find(before) + 2 < named[0][0] - 12:
        return None
    end = re.compile(r"[,;(\d*\[]|\s(?:of|de|du|judge?ment|sentencia)\s").search(side, named[0][0])
    name = side[: end.start()] if end else side
    return name.strip() if len(name) < 60 else None


def _claim(role: str, names: str, passage: Passage, sure: float) -> Iterator[Claim]:
    """Claims of the names, several where they are numbered in one line: "(1) … (2) …"."""
    numbered = re.split(r"\s*\(\d{1,2}\)\s*", names)
    parts = numbered if len(numbered) > 2 else [names]
    for name in filter(None, map(_clean, parts)):
        if len(parts) == 1 or not re.search(r"(?i)\b(?:of|for)$", name):  # "The King on the application of (1) …"
            yield Claim("counsel" if role == "counsel" else f"party.{role}", name, SOURCE, passage.anchor, sure)


def _clean(name: str) -> str | None:
    """The name without numbering, marks and joining words; None for what can be no name."""
    name = _NUMBERING.sub("", _NUMBERING.sub("", name.replace("|", " ").strip()))
    name = re.sub(r"^\W*(?:and|AND|et|ET|y|e|- and -)\s+(?=[A-Z(])|\s+(?:and|AND|et|ET|y|e)\W*$", "", name)
    name = re.sub(r"\s+", " ", re.sub(r"\[\d{1,3}\]|\*+", "", name))
    name = stripped(name, " ,;:.–-_|")
    letters = sum(map(str.isalpha, name))
    if not letters >= 2 or len(name) > _LONGEST or _NO_NAME.search(name) or not _begins_a_name(name):
        return None
    return name


def _begins_a_name(name: str) -> bool:
    first = next(c for c in name if c.isalpha())
    return first.isupper() or not first.islower() or bool(_LOWER.match(name))
