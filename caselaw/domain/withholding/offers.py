"""What an editor who marks a name is offered beside it: words of it that mean the person by themselves, the same name
in another script, and words that a scan may have made of it.

Only what was marked or taken is ever withheld by these; what is offered is a question to her.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from caselaw.domain.documentation.company_sounds import likeness
from caselaw.domain.withholding.forms import form_of, tokens
from caselaw.domain.withholding.names import WithheldName, find
from caselaw.domain.withholding.words import PARTICLES, Word, key, readings, words

OfferKind = Literal["family", "given", "script", "spelling"]

DISTINCT = 4  # letters of a family name that is taken without a word of the editor
_LIKE_NAME, _LIKE_WORD = 0.72, 0.62
_MOST = 12
_SHORTEST_MISREAD = 5


@dataclass(frozen=True)
class Offer:
    """`text` is a word or a name as a text has it, `times` how often it stands there beside what is found already.
    `sure`: no text writes it as an ordinary word, and no other person of the case bears it. `ordinary`: some text
    writes it with a small letter, so that only those with a capital mean the person."""

    kind: OfferKind
    text: str
    times: int = 0
    sure: bool = False
    ordinary: bool = False


def alone(forms: Sequence[str], texts: Iterable[str], others: Collection[str] = ()) -> tuple[Offer, ...]:
    """The words of these forms that stand in the texts by themselves; `others` are names of other persons there."""
    name = WithheldName(tuple(forms))
    family = {word for form in forms if (read := form_of(form)) for word in read.family}
    wanted = {key(token): token for form in forms for token in tokens(form) if len(tokens(form)) > 1}
    shared = {key(token) for other in others for token in tokens(other)} if others else set()
    times, small, written = dict.fromkeys(wanted, 0), set[str](), dict[str, str]()
    for text in texts:
        spans = find(text, name)
        for word in words(text):
            known = next((k for _, k in readings(word.folded, word.arabic) if k in wanted), None)
            if known is None or any(start <= word.start < end for start, end in spans):
                continue
            times[known] += 1
            written.setdefault(known, text[word.start : word.end])
            if not word.capital and not word.arabic:
                small.add(known)
    return tuple(
        Offer(
            kind="family" if one in family else "given",
            text=written.get(one, token),
            times=times[one],
            sure=one in family and one not in small | shared and len(token) >= DISTINCT,
            ordinary=one in small,
        )
        for one, token in wanted.items()
    )


def in_another_script(forms: Sequence[str], names: Iterable[str], texts: Iterable[str] = ()) -> tuple[Offer, ...]:
    """Names of another script that sound like one of these: of `names` (parties as other versions have them), and of
    what stands in the texts, word beside word."""
    found = dict.fromkeys(name for name in names for form in forms if _sounds(form, name))
    for form in forms:
        spoken = [word.folded for word in words(form) if len(word.folded) > 1 and word.folded not in PARTICLES]
        if len(spoken) > 1 and not _arabic(form):
            found |= dict.fromkeys(one for text in texts if _arabic(text) for one in _spoken_in(text, spoken))
    known = list(forms)
    new = (name for name in found if not any(find(name, WithheldName((form,))) for form in known))
    return tuple(Offer("script", name) for name in list(dict.fromkeys(new))[:_MOST])


def misread(forms: Sequence[str], texts: Iterable[str]) -> tuple[Offer, ...]:
    """Words of the texts that differ from one of the name's by a letter or two, as scans make them: Pcrez."""
    wanted = {token for form in forms for token in tokens(form) if len(token) >= _SHORTEST_MISREAD}
    keys = {key(token) for token in wanted}
    found: dict[str, list[str]] = {}
    for text in texts:
        for word in words(text):
            if word.arabic or word.capital:
                found.setdefault(word.root, []).append(text[word.start : word.end])
    offers = [
        Offer("spelling", written[0], len(written))
        for spelled, written in found.items()
        if key(spelled) not in keys and any(_misread(spelled, token) for token in wanted)
    ]
    return tuple(sorted(offers, key=lambda one: -one.times)[:_MOST])


def _sounds(form: str, name: str) -> bool:
    """One is written in Arabic, the other is not, and they may be the same name."""
    if _arabic(form) == _arabic(name):
        return False
    latin, arabic = (name, form) if _arabic(form) else (form, name)
    spoken, written = tokens(latin), tokens(arabic)
    return bool(spoken and written) and likeness(spoken, written) >= _LIKE_NAME


def _spoken_in(text: str, spoken: Sequence[str]) -> Iterator[str]:
    """Runs of Arabic words that sound like the Latin ones, in their order."""
    read = words(text)
    for at, word in enumerate(read):
        if not _says(spoken[0], word):
            continue
        last, said = at, 1
        for following in range(at + 1, min(at + 2 * len(spoken), len(read))):
            if said < len(spoken) and _says(spoken[said], read[following]):
                last, said = following, said + 1
        if said > 1 and said >= len(spoken) - 1 and any(map(_full, read[at + 1 : last + 1])):
            yield text[word.start : read[last].end]


def _says(latin: str, word: Word) -> bool:
    return word.arabic and any(_alike(latin, root) for _, root in readings(word.folded, True))


def _full(word: Word) -> bool:
    return word.root not in PARTICLES


@lru_cache(maxsize=65536)
def _alike(latin: str, arabic: str) -> bool:
    return max(likeness([one], [arabic]) for one in {latin, latin.replace("dj", "j")}) >= _LIKE_WORD


def _misread(one: str, other: str) -> bool:
    if one == other or (one[:1] != other[:1] and one[-1:] != other[-1:]) or abs(len(one) - len(other)) > 1:
        return False
    return _distance(one, other) <= (1 if len(other) < 2 * _SHORTEST_MISREAD - 1 else 2)


def _distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, other_letter in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != other_letter))
    return row[-1]


def _arabic(text: str) -> bool:
    return any(word.arabic for word in words(text))
