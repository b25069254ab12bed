"""The ways to the site and from it to its servers: who could listen, and who could ask without a password."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from caselaw.domain.watching import Finding, bad, good, note, worst
from caselaw.search.remote import is_loopback, remote_risks
from caselaw.services.site.mail import FOLDER
from caselaw.settings import Settings

_VERIFIED = frozenset({"verify-ca", "verify-full"})


def for_others(settings: Settings) -> bool:
    """The site's address is not of this machine alone."""
    return not is_loopback(urlsplit(settings.base_url).hostname or "")


def look(settings: Settings, environ: Mapping[str, str]) -> Iterator[Finding]:
    """From the reader to the site, and from the site on."""
    yield _address(settings)
    if environ.get("FLASK_DEBUG", "").strip().lower() not in ("", "0", "false", "no"):
        yield worst("check.debug")
    if settings.secure and not settings.proxies:
        yield note("check.proxies")
    yield from _limits(settings)
    yield from servers(settings)


def _address(settings: Settings) -> Finding:
    if settings.secure:
        return good("check.https")
    if for_others(settings):
        return worst("check.clear", address=settings.base_url)
    return good("check.loopback", address=settings.base_url)


def _limits(settings: Settings) -> Iterator[Finding]:
    place = urlsplit(settings.rate_limit_url)
    if place.scheme == "memory" and settings.secure:
        yield note("check.limits_memory")
    elif place.scheme == "redis" and not is_loopback(place.hostname or ""):
        yield bad("check.limits_clear", host=place.hostname or "")


def servers(settings: Settings) -> Iterator[Finding]:
    """Database and search engine on other machines."""
    place = urlsplit(settings.database_url)
    modes = parse_qs(place.query).get("sslmode", [""])
    remote = place.scheme.startswith("postgresql") and place.hostname and not is_loopback(place.hostname)
    if remote and "require" in modes:
        yield bad("check.database_unverified", host=str(place.hostname))
    elif remote and not _VERIFIED & set(modes):
        yield worst("check.database_clear", host=str(place.hostname))
    for risk, hosts in remote_risks(settings.search_url, settings.search_api_key).items():
        yield from (worst(risk, host=host) for host in hosts)


def mail(settings: Settings) -> Iterator[Finding]:
    """Without a mail server nothing breaks: links are passed on by people."""
    place = urlsplit(settings.mail_url)
    if settings.mail_url.startswith(FOLDER):
        yield note("cli.check.mail_folder", path=settings.mail_url.removeprefix(FOLDER))
    elif not place.hostname:
        yield note("cli.check.mail_off")
    elif place.scheme == "smtp" and not place.username and not is_loopback(place.hostname):
        yield note("check.mail_clear", host=place.hostname)
    else:
        yield good("cli.check.mail", host=place.hostname)
