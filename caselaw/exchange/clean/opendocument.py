"""Files of LibreOffice and its kin: without metadata, settings, thumbnails, macros, annotations and tracked changes.

Source of the names of elements: OpenDocument 1.3, part 3, 5.5 (change tracking) and 14.1 (annotation).
"""

from __future__ import annotations

import re

from caselaw.exchange.clean import picture
from caselaw.exchange.clean.package import rewritten
from caselaw.exchange.clean.xmltree import drop, name, read, written

_GONE = re.compile(
    r"meta\.xml|settings\.xml|manifest\.rdf|Thumbnails/|Basic/|Scripts/|Configurations2?/|Object |ObjectReplacements/"
    r"|layout-cache"
)
_PICTURE = re.compile(r"(?:Pictures|media)/[^/]+\.(?:jpe?g|png|tiff?|gif|bmp|webp)$", re.IGNORECASE)
_DROPPED = frozenset({
    "tracked-changes", "change", "change-start", "change-end", "annotation", "annotation-end", "creator",
    "initial-creator", "author-name", "author-initials", "sender-firstname", "sender-lastname", "sender-initials",
    "sender-title", "sender-position", "sender-email", "sender-phone-private", "sender-phone-work", "sender-fax",
    "sender-company", "sender-street", "sender-city", "sender-postal-code", "sender-country",
    "sender-state-or-province", "printed-by", "editing-duration", "file-name", "template-name", "user-defined",
    "script", "event-listeners",
})  # fmt: skip


def clean(content: bytes) -> bytes:
    """The document without traces of who wrote and changed it. Raises `ValueError` for what is no such file."""
    return rewritten(content, _part)


def _part(path: str, part: bytes) -> bytes | None:
    if _GONE.match(path):
        return None
    if _PICTURE.fullmatch(path):
        return picture.clean(part)
    if not path.endswith(".xml"):
        return part
    root = read(part)
    for one in list(root.iter()):
        if path == "META-INF/manifest.xml":
            if any(_GONE.match(str(value)) for key, value in one.attrib.items() if str(key).endswith("full-path")):
                drop(one)
        elif name(one) in _DROPPED:
            drop(one)
        else:
            for key in [key for key in one.attrib if "rsid" in str(key)]:
                del one.attrib[key]
    return written(root)
