"""XML and HTML read without trust: no entities, no network, no huge trees."""

from __future__ import annotations

from lxml import etree

from caselaw.domain.errors import Unreadable

Element = etree._Element


def parse(data: bytes) -> Element:
    """The root element of an XML file; `Unreadable` where it is broken or would unfold without end.

    A file that declares entities is refused: no court publishes them, and each is a way to make a small file large.
    """
    if b"<!ENTITY" in data[:65536]:
        raise Unreadable("problem.xml.entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, dtd_validation=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("problem.xml.broken") from error
    return root


def name(element: Element) -> str:
    """The local name of an element, "" for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words(element: Element) -> str:
    """All text of an element in order."""
    return "".join(str(part) for part in element.itertext())
