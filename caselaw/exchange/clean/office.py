"""Files of Word: without properties, authors, comments, the people table, revision ids and embedded objects; what was
tracked as inserted stands in the text, what was tracked as deleted is gone.

Source of the names of elements: ECMA-376, part 1, 17.13 (annotations) and 17.15 (settings).
"""

from __future__ import annotations

import posixpath
import re

from lxml import etree

from caselaw.exchange.clean import picture
from caselaw.exchange.clean.package import rewritten
from caselaw.exchange.clean.xmltree import drop, name, read, unwrap, written

_GONE = re.compile(
    r"docProps/|customXml/|(?:.*/)?(?:people|comments\w*|vbaProject|vbaData|docVars|persons?)\b[^/]*$|.*/embeddings/"
    r"|.*/(?:printerSettings|threadedComments|persons)/|.*thumbnail[^/]*$",
    re.IGNORECASE,
)
_PICTURE = re.compile(r".*/media/[^/]+\.(?:jpe?g|png|tiff?|gif|bmp|webp)$", re.IGNORECASE)
_XML = re.compile(r".*\.(?:xml|rels)$", re.IGNORECASE)
_UNWRAPPED = frozenset({"ins", "moveTo", "customXml", "smartTag"})
_DROPPED = frozenset({
    "del", "moveFrom", "commentRangeStart", "commentRangeEnd", "commentReference", "moveFromRangeStart",
    "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
    "trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "tblPrExChange", "cellIns", "cellDel", "cellMerge",
    "rsids", "attachedTemplate", "docVars", "trackRevisions", "writeProtection", "documentProtection", "OLEObject",
    "mailMerge", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "dataBinding",
})  # fmt: skip
_PERSONAL = frozenset(
    {"author", "initials", "date", "dateUtc", "userId", "providerId", "paraId", "textId", "durableId"}
)
_FIELDS = re.compile(r"^\s*(?:AUTHOR|LASTSAVEDBY|USERNAME|USERINITIALS|USERADDRESS|FILENAME|TEMPLATE)\b", re.IGNORECASE)


def clean(content: bytes) -> bytes:
    """The document without traces of who wrote and changed it. Raises `ValueError` for what is no such file."""
    return rewritten(content, _part)


def _part(path: str, part: bytes) -> bytes | None:
    if _GONE.fullmatch(path) or _GONE.match(path):
        return None
    if _PICTURE.fullmatch(path):
        return picture.clean(part)
    if not _XML.fullmatch(path):
        return part
    root = read(part)
    if path.endswith(".rels"):
        _forget_relations(root, path)
    elif path == "[Content_Types].xml":
        for one in list(root):
            if _GONE.match(one.get("PartName", "").lstrip("/")):
                drop(one)
    else:
        _forget_people(root)
    return written(root)


def _forget_relations(root: etree._Element, path: str) -> None:
    """No relation leads to a part that is gone, or to the template on somebody's machine."""
    base = posixpath.dirname(posixpath.dirname(path))
    for one in list(root):
        target = one.get("Target", "")
        outside = one.get("TargetMode") == "External"
        place = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))
        kind = one.get("Type", "").rpartition("/")[2]
        if kind == "attachedTemplate" or (not outside and _GONE.match(place)):
            drop(one)


def _forget_people(root: etree._Element) -> None:
    for one in list(root.iter()):
        if one.getparent() is None and one is not root:
            continue  # it went with its parent
        kind = name(one)
        if kind in ("rPr", "trPr") and any(name(child) in ("del", "ins") for child in one):
            _paragraph_mark(one)
        if kind in _DROPPED:
            drop(one)
        elif kind in _UNWRAPPED and one is not root:
            unwrap(one)
        else:
            for key in list(one.attrib):
                local = etree.QName(key).localname
                if local.startswith("rsid") or local in _PERSONAL:
                    del one.attrib[key]
    _forget_fields(root)


def _paragraph_mark(properties: etree._Element) -> None:
    """The mark of a paragraph, or a row, that was inserted or deleted: the sign of it goes."""
    for child in list(properties):
        if name(child) in ("del", "ins"):
            properties.remove(child)


def _forget_fields(root: etree._Element) -> None:
    """Fields that say who wrote the file, or where it lay: the text that they show goes."""
    for one in list(root.iter()):
        kind = name(one)
        if kind == "fldSimple" and _FIELDS.match(str(one.get(_key(one, "instr"), ""))):
            drop(one)
        elif kind == "instrText" and _FIELDS.match(one.text or ""):
            _forget_result(one)
            one.text = ""


def _forget_result(instruction: etree._Element) -> None:
    run = instruction.getparent()
    following = run.itersiblings() if run is not None else iter(())
    for sibling in list(following):
        if any(name(each) == "fldChar" and each.get(_key(each, "fldCharType")) == "end" for each in sibling.iter()):
            return
        for each in sibling.iter():
            if name(each) == "t":
                each.text = ""


def _key(element: etree._Element, local: str) -> str:
    return next((str(key) for key in element.attrib if etree.QName(key).localname == local), local)
