"""What is made of the installation's secret key: one key a purpose, so that none opens what another closed."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable

from cryptography.fernet import Fernet, InvalidToken

Key = Callable[[], str]
"""Gives the secret key when it is needed: an installation without one makes it then."""


def digest(key: Key, purpose: str, value: str) -> str:
    """The same for the same value, and nothing about it to who has not the key: to see that two lines speak of one."""
    return hmac.new(_derived(key, purpose), value.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:24]


def close(key: Key, purpose: str, value: str) -> str:
    """Encrypt (AES-128-CBC with HMAC-SHA-256, as Fernet writes it)."""
    return _box(key, purpose).encrypt(value.encode()).decode("ascii")


def reveal(key: Key, purpose: str, closed: str) -> str | None:
    """What was closed; None where another key closed it, or somebody changed it."""
    try:
        return _box(key, purpose).decrypt(closed.encode("ascii")).decode()
    except (InvalidToken, UnicodeEncodeError):
        return None


def _box(key: Key, purpose: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_derived(key, purpose)))


def _derived(key: Key, purpose: str) -> bytes:
    return hmac.new(key().encode(), f"caselaw {purpose}".encode(), hashlib.sha256).digest()
