"""Pages of HTML: without the names in their head, comments, islands of other programs, and anything that runs."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as lxml_html

from caselaw.exchange.clean.xmltree import drop

_GONE = frozenset({"script", "noscript", "object", "embed", "applet", "iframe", "base", "xml", "template", "svg"})
_KEPT_META = frozenset({"content-language", "viewport", "language", "dc.language", "dc.date", "dc.title"})
_KEPT_LINKS = frozenset({"stylesheet", "canonical", "alternate"})
_BARE = re.compile(r"^(?:on.*|data-.*|author|cite|resource|about|ping|srcdoc|background)$", re.IGNORECASE)
_FOREIGN = re.compile(r"^(?:[ovwxm]|st1|dc):|:", re.IGNORECASE)


def clean(content: bytes) -> bytes:
    """The page in UTF-8. Raises `ValueError` for what is none."""
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = lxml_html.document_fromstring(content, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise ValueError("no page that can be read") from fault
    for one in list(root.iter()):
        if _goes(one):
            drop(one)
            continue
        for key in [key for key in one.attrib if _BARE.match(str(key)) or _runs(one.attrib[key])]:
            del one.attrib[key]
    page: bytes = lxml_html.tostring(root, encoding="utf-8", include_meta_content_type=False)
    return b"<!DOCTYPE html>\n" + page.replace(b"<head>", b'<head><meta charset="utf-8">', 1)


def _goes(one: etree._Element) -> bool:
    tag = one.tag.lower() if isinstance(one.tag, str) else "xml"
    if tag == "meta":
        return _named(one) not in _KEPT_META
    return tag in _GONE or (tag == "link" and not _kept(one.get("rel", ""))) or _island(tag)


def _named(one: etree._Element) -> str:
    return (one.get("name") or one.get("http-equiv") or one.get("property") or "").lower()


def _kept(relation: str) -> bool:
    return relation.lower() in _KEPT_LINKS


def _island(tag: str) -> bool:
    """An element of another program within the page (o:DocumentProperties)."""
    return bool(_FOREIGN.search(tag)) and tag.partition(":")[2] not in ("p", "span")


def _runs(value: str | bytes) -> bool:
    return str(value).strip().lower().startswith(("javascript:", "vbscript:"))
