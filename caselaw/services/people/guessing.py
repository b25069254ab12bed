"""Passwords that somebody who guesses would try early: those of stolen lists, keys beside each other, one's own name.

How many guesses a password needs is estimated by zxcvbn, which knows the 30,000 commonest of stolen passwords. Its
words are English: of a password in another language it thinks too well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zxcvbn import zxcvbn  # type: ignore[import-untyped]

FEWEST_GUESSES = 100_000_000
"""Beyond what can be tried at a sign-in (zxcvbn's "safely unguessable", score 3): with five tries a minute, decades."""
OURS = ("caselaw", "documentation", "escr", "escrnet", "solidarity", "judgment", "sentencia", "jugement")
"""Words of this work, which a password does not gain by."""
_LOOKED_AT = 72  # characters; zxcvbn takes no more
_LEAST_OF_ITS_OWN = 6  # letters and digits that are not of a word everybody knows
_WORDS = re.compile(r"[^\W_]{4,}")


def guessable(password: str, *about: str) -> bool:
    """True where fewer guesses would do, knowing `about` the account what is no secret: its address, its name."""
    known = sorted({*OURS, *_known(about)}, key=len, reverse=True)
    rest = password.lower()
    for word in filter(None, known):
        rest = rest.replace(word, "")
    few = sum(sign.isalnum() for sign in rest) < _LEAST_OF_ITS_OWN
    return few or float(zxcvbn(password[:_LOOKED_AT], user_inputs=known)["guesses"]) < FEWEST_GUESSES


def _known(about: tuple[str, ...]) -> Iterator[str]:
    for text in about:
        yield text.lower()
        yield from _WORDS.findall(text.lower())
