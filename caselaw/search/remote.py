"""Is a search server on another machine asked without a login, or in clear text? A rule about settings alone."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

UNAUTHENTICATED = "search.remote_open"
UNENCRYPTED = "search.remote_clear"


def remote_risks(search_url: str, api_key: str) -> dict[str, tuple[str, ...]]:
    """Message code → the hosts it is true of: whoever reaches them may read every document (UNAUTHENTICATED), or
    whoever listens on the way (UNENCRYPTED). Empty for an embedded engine and for this machine."""
    found: dict[str, list[str]] = {}
    for url in search_url.split(","):
        host = urlsplit(url).hostname
        for code in _risks(url, api_key) if host and not is_loopback(host) else ():
            found.setdefault(code, []).append(str(host))
    return {code: tuple(dict.fromkeys(hosts)) for code, hosts in found.items()}


def is_loopback(host: str) -> bool:
    """True for this machine by name or number; a name is not looked up."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _risks(url: str, api_key: str) -> Iterator[str]:
    parts = urlsplit(url)
    if not api_key and not parts.password:
        yield UNAUTHENTICATED
    if parts.scheme != "https":
        yield UNENCRYPTED
