"""XML that others wrote, read without following anything it points to."""

from __future__ import annotations

from lxml import etree


def read(content: bytes) -> etree._Element:
    """The root of a document. Raises `ValueError` for what is no XML."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise ValueError("no XML that can be read") from fault


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def drop(element: etree._Element) -> None:
    """Take an element away with all that is in it; what follows it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Put what is in an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    for child in reversed(element):
        parent.insert(at, child)
    drop(element)


def name(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for what is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
