"""A password that is guessed early is refused when it is chosen; nothing is asked of its letters and digits."""

from __future__ import annotations

import pytest

from caselaw.services.people.guessing import guessable

ABOUT = ("amal.haddad@river-trust.example", "Amal Haddad")


@pytest.mark.parametrize(
    "password",
    [
        "1234567890", "qwertyuiop", "password123", "Password123!", "iloveyou12", "1q2w3e4r5t", "aaaaaaaaaaaa",
        "motdepasse1", "liverpool1", "caselaw-caselaw", "amalhaddad1", "haddad1985", "river-trust1",
        "amal.haddad@river-trust.example", "Amal Haddad!",
    ],
)  # fmt: skip
def test_what_is_guessed_first(password: str) -> None:
    assert guessable(password, *ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery", "a long enough password", "كلمات لا صلة بينها", "tres palabras sin vínculo",
        "zzzz quiet zinc lamp", "Kv7qTzpW" + "x" * 900, "\ud800 lone surrogate here", "кит дом свет река",
    ],
)  # fmt: skip
def test_what_is_not(password: str) -> None:
    assert not guessable(password, *ABOUT)
