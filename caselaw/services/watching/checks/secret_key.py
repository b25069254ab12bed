"""The secret key: who knows it can sign sessions and open second factors."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from caselaw.domain.watching import Finding, good, note, worst
from caselaw.settings import SHORTEST_KEY, Settings

_FEWEST = 10  # different characters: 32 random ones of sixteen have fewer once in a million keys
_GUIDES = ("changeme", "change-me", "change_me", "secret", "password", "example", "default", "caselaw", "0123456789")
_OPEN = stat.S_IRWXO | stat.S_IRWXG


def look(settings: Settings) -> Iterator[Finding]:
    """Given and long, given and weak, kept in a file, or not made yet."""
    path = settings.home / "secret_key"
    if settings.secret_key:
        yield _given(settings.secret_key)
    elif not path.exists():
        yield note("cli.check.key_later", path=str(path))
    elif path.stat().st_mode & _OPEN:
        yield worst("cli.check.key_open", path=str(path))
    else:
        yield good("cli.check.key_kept", path=str(path))


def _given(key: str) -> Finding:
    if len(key) < SHORTEST_KEY:
        return worst("cli.check.key_short", least=SHORTEST_KEY)
    rest = key.lower()
    for word in _GUIDES:
        rest = rest.replace(word, "")
    if len(set(key)) < _FEWEST or len(rest) < SHORTEST_KEY // 2:
        return worst("check.key_guessable")
    return good("cli.check.key_given")
