"""The open letter that a call can become: a form that names nobody, for people to complete by hand.

Only what is of little risk stands in it, and only where the person's consent reaches the public; every word that also
stands in a field which tells who, where or by whom is left out of it, in whatever way it is written. That finds the
names that were written down, not those that were not: the page says that somebody has to read it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from caselaw.domain.solidarity.call import Call, Wording
from caselaw.domain.solidarity.leaving import leaving
from caselaw.search.analysis import exact, is_stop, places
from caselaw.services.solidarity.calls import CallService
from caselaw.services.vault.open_vault import OpenVault
from caselaw.store import vault as stored

SAID = ("threat", "happened", "needs")
"""The fields that such a letter has a place for."""
TELLING = ("title", "people", "place", "contacts", "source")
"""The fields whose words are left out of it."""
GAP = "[…]"
_SHORTEST = 3


class OpenLetters:
    """Makes the letter of a call."""

    def __init__(self, calls: CallService) -> None:
        self._calls = calls

    def of(self, vault: OpenVault, call: str) -> Mapping[str, str]:
        """The words of each of `SAID` as they may stand in the letter; empty where there are none."""
        found: Call = self._calls.get(vault, call)
        low = [name for name in SAID if found.wording.risk(name) == "low"]
        goes = leaving(found.wording, "public", low, date.fromisoformat(stored.today())).goes
        return {name: without_names(goes[name], found.wording) if name in low and name in goes else "" for name in SAID}


def without_names(text: str, wording: Wording) -> str:
    """The text without the words that tell who, where or by whom, however they are written."""
    hidden = {word for name in TELLING for word in exact(wording[name]) if _tells(word)}
    words = exact(text)
    spans = places(text, [at for at, word in enumerate(words) if word in hidden])
    for start, end in sorted(spans.values(), reverse=True):
        text = text[:start] + GAP + text[end:]
    return text


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST and not any(is_stop(word, language) for language in ("en", "es", "fr", "ar"))
