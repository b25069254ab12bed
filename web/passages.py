"""The address of a passage on the page of its document.

A long document is shown in parts, and what stands behind `#` never reaches a server. So the address of a paragraph that
may stand behind the first part names it a second time, in the query: the right part opens without any script.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from caselaw.domain.paragraph import stands_early


def passage_address(
    document_id: str, anchor: str | None, position: int | None = None, *, external: bool = False
) -> str:
    """Where a paragraph is read; its `position` where it is known. Without an anchor, the document's own address."""
    named: dict[str, Any] = {"_external": True} if external else {}
    if not anchor:
        return url_for("pages.document", document_id=document_id, **named)
    if not stands_early(anchor, position):
        named["paragraph"] = anchor
    return f"{url_for('pages.document', document_id=document_id, **named)}#{anchor}"
