"""Names of persons that are withheld: every form of a name is found in a text, however it is written there.

A name is not one string. It is turned round (Pérez, Juan), shortened (J. Pérez, Juan P.), folded (PEREZ), broken at the
end of a line, carries a title before it, an article or a preposition of Arabic, a tatweel within. So a text is read as
words, each word is asked whether it is one of the name's, and a run of such words is the person where it says enough:
two words of the name, one that is hers alone, or one with her initial or a title. What is not a whole word of the text
is never touched; a name that is also a word, a street or a court is found only as it was marked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from caselaw.domain.text import fold
from caselaw.domain.withholding.between import behind_nickname, end_of_nickname
from caselaw.domain.withholding.forms import Form, form_of, probes, words_of
from caselaw.domain.withholding.introduced import is_introduced
from caselaw.domain.withholding.words import (
    COMPOUND,
    PARTICLES,
    TITLES,
    Word,
    key,
    letters_only,
    readings,
    words,
)

Span = tuple[int, int]

_WIDEST_GAP = 6  # signs between two words of one name: a comma, a line's end, a footnote's number
_MOST_JOINED = 6  # words of a text that may together be one word of a name
_SOFT = re.compile(r"(?:[^\w:;!?]|[\d_])*")
_BROKEN = re.compile(r"[-‐‑–]\s*|['’ʼ`´]|\s*\n\s*")
_SPACED = re.compile(r"[ \u00a0]{1,2}|\.")
_MOST_TORN, _LEAST_TORN = 3, 5  # pieces of a word that a scan has torn, and letters that it has
_LEADING_PARTICLES = 3
_LEAST_INITIALS = 3
_LETTERS_ALONE = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?){3}")
_JOINING = COMPOUND | PARTICLES
_HIDDEN = "▮"
_MARKS = {
    "en": "[name withheld]", "es": "[nombre reservado]", "fr": "[nom non communiqué]", "ar": "[الاسم محجوب]",
    "pt": "[nome reservado]",
}  # fmt: skip


@dataclass(frozen=True)
class WithheldName:
    """The name of one person: `forms` are whole names as they are written, in any script; `alone` the words of them
    that mean her by themselves; `capital` those that do where they begin with a capital (they are ordinary words too).

    `letters` stand in its place where an editor chose some ("A.B."); empty: a neutral mark.
    """

    forms: tuple[str, ...]
    alone: tuple[str, ...] = ()
    capital: tuple[str, ...] = ()
    letters: str = ""

    def mark(self, language: str) -> str:
        """What stands in place of the name in a text of this language."""
        return self.letters or _MARKS.get(language, _MARKS["en"])


@dataclass(frozen=True)
class _Unit:
    """Words of a text that are a word of a name, or an initial of one (then `tokens` is empty)."""

    start: int
    end: int
    first: int
    after: int  # the word behind it
    tokens: frozenset[str] = frozenset()
    initial: str = ""
    torn: bool = False  # a scan has torn the word: Pé rez


@dataclass(frozen=True)
class _Finder:
    forms: tuple[Form, ...]
    alone: frozenset[str]
    capital: frozenset[str]
    probes: frozenset[str]
    initials: tuple[re.Pattern[str], ...]  # letters with full stops that may be the whole name


def spans(text: str, names: Sequence[WithheldName]) -> tuple[tuple[int, int, WithheldName], ...]:
    """Where any of these names stands in `text`, in code points and in order; none overlaps another."""
    found = [(start, end, name) for name in names for start, end in find(text, name)]
    chosen: list[tuple[int, int, WithheldName]] = []
    for start, end, name in sorted(found, key=lambda one: (one[0], -one[1])):
        if chosen and start < chosen[-1][1]:
            first, last, before = chosen[-1]
            chosen[-1] = (first, max(last, end), before)
        else:
            chosen.append((start, end, name))
    return tuple(chosen)


def find(text: str, name: WithheldName) -> tuple[Span, ...]:
    """Where this name stands in `text`, in whatever form, in code points and in order."""
    finder = _finder(name)
    if not finder.forms or not text:
        return ()
    plain = letters_only(text)
    if not any(one in plain for one in finder.probes) and not any(one.search(text) for one in finder.initials):
        return ()
    found: list[Span] = []
    while new := [span for form in finder.forms for span in _of_form(text, form, finder)]:
        found += new  # what is left is looked at once more: a part of it may now stand apart
        for start, end in new:
            text = text[:start] + _HIDDEN * (end - start) + text[end:]
    return _joined(found)


def _of_form(text: str, form: Form, finder: _Finder) -> Iterator[Span]:
    at, read = 0, words(text)
    while at < len(read):
        run = _run(read, at, form)
        if run and (accepted := _accepted(read, run, form, finder)):
            at = accepted[-1].after
            yield accepted[0].start, end_of_nickname(text, read, at) or _end(read, accepted[-1])
        else:
            at += 1


def _run(read: Sequence[Word], at: int, form: Form) -> list[_Unit]:
    """The words of the name that follow one another from here on."""
    unit = _unit(read, at, form)
    run: list[_Unit] = []
    while unit:
        run.append(unit)
        unit = _next(read, run, form)
    return run


def _next(read: Sequence[Word], run: Sequence[_Unit], form: Form) -> _Unit | None:
    at = run[-1].after
    if nicknamed := _behind_nickname(read, at, run, form):
        return nicknamed
    for passed in range(_LEADING_PARTICLES + 1):
        if at >= len(read) or not _soft(read[at].gap):
            return None
        if unit := _unit(read, at, form):
            turned = any(_is_title(one) for one in read[run[-1].after : at])
            return unit if _adds(read, unit, run) and not (turned and unit.tokens & form.family) else None
        if read[at].folded not in PARTICLES and not _title_behind_comma(read, run, at):
            return _behind_another(read, at, run, form) if not passed else None
        at += 1
    return None


def _title_behind_comma(read: Sequence[Word], run: Sequence[_Unit], at: int) -> bool:
    """A title stands between a family's name with a comma and a first name: Pérez, el señor Juan."""
    return _is_title(read[at]) and read[run[-1].after].gap.strip() in {",", "،"}


def _is_title(word: Word) -> bool:
    return word.folded in TITLES


def _adds(read: Sequence[Word], unit: _Unit, run: Sequence[_Unit]) -> bool:
    """The word is another one of the name, or stands right behind it (two equal surnames): not the name once more."""
    said = frozenset[str]().union(*(one.tokens for one in run))
    word = read[unit.first]
    close = unit.first == run[-1].after and not word.gap.strip("- \u00a0\n") and unit.start == word.start
    return close or bool(unit.initial) or not unit.tokens <= said


def _behind_another(read: Sequence[Word], at: int, run: Sequence[_Unit], form: Form) -> _Unit | None:
    """A second first name between two of the name: Juan Manuel Pérez for Juan Pérez."""
    if not read[at].capital or read[at].gap.strip() or at + 1 >= len(read):
        return None
    if read[at + 1].gap.strip(" .\u00a0\n") or not (unit := _unit(read, at + 1, form)):
        behind = behind_nickname(read, at + 1)
        unit = _unit(read, behind, form) if behind is not None else None
    seen = frozenset[str]().union(*(one.tokens for one in run))
    return unit if unit and unit.tokens - seen and seen and unit.tokens & form.family else None


def _behind_nickname(read: Sequence[Word], at: int, run: Sequence[_Unit], form: Form) -> _Unit | None:
    """A nickname between two words of the name: Juan «el Negro» Pérez."""
    behind = behind_nickname(read, at, shortened=bool(run[-1].initial))
    unit = _unit(read, behind, form) if behind is not None else None
    seen = frozenset[str]().union(*(one.tokens for one in run))
    return unit if unit and unit.tokens - seen else None


def _unit(read: Sequence[Word], at: int, form: Form) -> _Unit | None:
    """The longest word of the name that begins with this word of the text."""
    joined, best = "", None
    for last in range(at, min(at + _MOST_JOINED, len(read))):
        word = read[last]
        if last > at and not _may_join(read, at, last):
            break
        joined += word.folded
        for skipped, spelled in readings(joined, word.arabic):
            if spelled in form.keys:
                start = read[at].offset(skipped)
                best = _Unit(start, word.end, at, last + 1, form.keys[spelled])
                break
    if best:
        return best
    word = read[at]
    if len(word.folded) == 1 and word.folded in form.initials and (word.dotted or (word.capital and not word.arabic)):
        return _Unit(word.start, word.end, at, at + 1, initial=word.folded)
    if word.capital and word.all_capitals and 2 <= len(word.folded) <= 3 and set(word.folded) <= form.given:
        return _Unit(word.start, word.end, at, at + 1, initial=word.folded)
    return _torn(read, at, form)


def _torn(read: Sequence[Word], at: int, form: Form) -> _Unit | None:
    """A word of the name that a scan has torn in two or three: Pé rez, Quis pe. An article or a preposition before a
    word is none: la casa is not Lacasa."""
    word = read[at]
    if not (word.capital or word.arabic) or word.folded in PARTICLES:
        return None
    joined = word.folded
    for last in range(at + 1, min(at + _MOST_TORN, len(read))):
        piece = read[last]
        if (
            piece.gap not in (" ", "\u00a0")
            or (piece.capital and not piece.all_capitals)
            or piece.arabic != word.arabic
        ):
            return None
        joined += piece.folded
        for skipped, spelled in readings(joined, word.arabic):
            if len(joined) >= _LEAST_TORN and spelled in form.keys:
                return _Unit(word.offset(skipped), piece.end, at, last + 1, form.keys[spelled], torn=True)
    return None


def _may_join(read: Sequence[Word], first: int, last: int) -> bool:
    """Two pieces of a text may be one word: broken at a line's end, an apostrophe or hyphen within, set letter by
    letter, or one of those that are written apart or together (Abd Allah)."""
    word, before = read[last], read[last - 1]
    if word.arabic != before.arabic:
        return False
    if word.gap == " " and len(word.folded) > 1 and not word.arabic and before.folded not in _JOINING:
        return False  # as most are
    if _BROKEN.fullmatch(word.gap) or not word.gap:
        return True
    if before.folded in COMPOUND or (before.folded in PARTICLES and read[first].folded in COMPOUND):
        return bool(_soft(word.gap))
    if before.arabic and any(spelled in COMPOUND for _, spelled in readings(before.folded, True)):
        return bool(_soft(word.gap))
    single = all(len(one.folded) == 1 for one in read[first : last + 1])
    return single and bool(_SPACED.fullmatch(word.gap))


def _accepted(read: Sequence[Word], run: list[_Unit], form: Form, finder: _Finder) -> list[_Unit]:
    """The part of the run that is this person; empty where it says too little."""
    said = frozenset[str]().union(*(one.tokens for one in run))
    if all(one.torn for one in run) and not said & finder.alone and not _titled(read, run):
        return []
    if not said:
        whole = run[: len(form.tokens)]
        return whole if _initials_alone(read, whole, form) else []
    if said >= frozenset(form.tokens) or said & finder.alone:
        return run
    if any(one.tokens & finder.capital and read[one.first].capital for one in run):
        return run
    if len(said) > 1 and (said & form.family or not _goes_on(read, run)):
        return run
    if said & form.family:
        initialled = any(set(one.initial) & form.given for one in run if one.initial) or _first_surname(read, run, form)
        if initialled or _titled(read, run):
            return run
    elif any(one.initial and read[one.first].dotted and one.first > run[0].first for one in run):
        return run
    return []


def _titled(read: Sequence[Word], run: Sequence[_Unit]) -> bool:
    return is_introduced(read, run[0].first, run[-1].after)


def _initials_alone(read: Sequence[Word], run: Sequence[_Unit], form: Form) -> bool:
    """The initials of all of three words and more, in capitals with their full stops: J.P.N."""
    wanted = tuple(token[0] for token in form.tokens)
    if len(wanted) < _LEAST_INITIALS or tuple(one.initial for one in run) != wanted:
        return False
    first, after = run[0].first, run[-1].after
    if after - first != len(wanted):
        return False
    near = [*read[max(0, first - 1) : first], *read[after : after + 1]]
    longer = any(len(one.folded) == 1 and one.dotted and one.capital for one in near)
    return not longer and all(word.dotted and (word.capital or word.arabic) for word in read[first:after])


def _first_surname(read: Sequence[Word], run: Sequence[_Unit], form: Form) -> bool:
    """The initial of the first of two surnames stands before the other: P. Núñez for Juan Pérez Núñez."""
    if len(run) != 2 or len(form.tokens) < 3 or not run[0].initial or not read[run[0].first].dotted:
        return False
    return run[0].initial in {token[0] for token in form.family - run[1].tokens}


def _goes_on(read: Sequence[Word], run: Sequence[_Unit]) -> bool:
    """Another name follows: two first names of somebody else."""
    after = run[-1].after
    return after < len(read) and read[after].capital and not read[after].gap.strip(" \u00a0\n")


def _end(read: Sequence[Word], last: _Unit) -> int:
    word = read[last.after - 1]
    return word.end + 1 if last.initial and word.dotted else word.end


def _soft(gap: str) -> bool:
    return len(gap) <= _WIDEST_GAP and bool(_SOFT.fullmatch(gap))


def _joined(found: Collection[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


@lru_cache(maxsize=512)
def _finder(name: WithheldName) -> _Finder:
    made = tuple(form for text in dict.fromkeys(name.forms) if (form := form_of(text)))
    alone = {key(token) for word in name.alone for token in words_of(word)}
    capital = {key(token) for word in name.capital for token in words_of(word)}
    known = {token for form in made for token in form.tokens}  # what was accepted as a text has it: للحسيني
    alone |= {one for word in name.alone for _, one in readings(fold(word), arabic=True) if one in known}
    alone |= {form.tokens[0] for form in made if len(form.tokens) == 1 and form.tokens[0] not in capital}
    asked = {probe for text in name.forms for probe in probes(text)} - {""} or {""}  # "" stands everywhere
    dotted = tuple(_LETTERS_ALONE for form in made if len(form.tokens) >= _LEAST_INITIALS)[:1]
    return _Finder(made, frozenset(alone), frozenset(capital), frozenset(asked), dotted)
