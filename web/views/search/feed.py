"""A feed of any public search (Atom, RFC 4287): what came in last among its answers. It holds what the public may read,
whoever asks for it."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, tostring

from flask import Blueprint, Response, current_app, request, url_for
from flask_babel import gettext as _
from flask_limiter import Limiter

from caselaw.services.search.following import News
from caselaw.settings import Settings
from web import addresses
from web.asking import asked
from web.i18n import language
from web.session import services

OFTEN = "30 per minute"
KEPT = "public, max-age=900"
LONGEST = 500  # characters of a passage
ATOM = "http://www.w3.org/2005/Atom"
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed of nothing was changed: Atom asks for a day."""
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def register(pages: Blueprint, limiter: Limiter) -> None:
    pages.add_url_rule("/search/feed", "feed", limiter.limit(OFTEN)(feed))


def feed() -> Response:
    """The feed of the search in the address."""
    query = asked(request.args, language())
    news = services().following.latest(query)
    page = addresses.search_address(query)
    answer = Response(tostring(_feed(query.text, page, news), encoding="utf-8", xml_declaration=True))
    answer.content_type = "application/atom+xml; charset=utf-8"
    answer.headers["Cache-Control"] = KEPT
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.add_etag()
    return answer.make_conditional(request)  # type: ignore[return-value]


def _feed(text: str, page: str, news: tuple[News, ...]) -> Element:
    site = current_app.config["SITE_NAME"]
    title = f"{site}: {text}" if text else site
    own = hashlib.sha256(page.encode()).hexdigest()[:32]
    changed = max((one.added for one in news), default=BEGINNING)
    root = node(
        "feed",
        leaf("id", f"{home()}/feeds/{own}"),
        leaf("title", title),
        leaf("updated", moment(changed)),
        node("author", leaf("name", site)),
        node("link", rel="self", type="application/atom+xml", href=home() + request.full_path.rstrip("?")),
        node("link", rel="alternate", type="text/html", href=home() + page),
        *(_entry(one) for one in news),
    )
    root.set("xmlns", ATOM)
    root.set("xml:lang", language())
    return root


def _entry(news: News) -> Element:
    found = news.found
    address = home() + url_for("pages.document", document_id=found.id)
    line = " · ".join(filter(None, (found.court, found.country, found.date)))
    said = found.headline or (found.paragraphs[0].text if found.paragraphs else "")
    entry = node(
        "entry",
        leaf("id", f"{home()}/documents/{found.id}"),
        leaf("title", found.title or _("Document")),
        leaf("updated", moment(news.added)),
        node("link", rel="alternate", type="text/html", href=address, hreflang=found.language),
        leaf("summary", "\n".join(filter(None, (line, said[:LONGEST])))),
    )
    entry.set("xml:lang", found.language)
    return entry


def node(name: str, /, *children: Element, **attributes: str) -> Element:
    made = Element(name, attributes)
    made.extend(children)
    return made


def leaf(name: str, text: str) -> Element:
    made = Element(name)
    made.text = _FORBIDDEN.sub("", text)  # without what XML forbids
    return made


def home() -> str:
    settings: Settings = services().settings
    return settings.base_url.rstrip("/")


def moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
