"""A reading list that is kept by the reader's own browser. The site keeps nothing: the browser names the documents in
an address, and the page shows those that everyone may read."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from caselaw.domain.audience import PUBLIC
from caselaw.domain.identifiers import as_id
from web.security import unlist
from web.session import services, viewer

MOST = 200
"""Documents of one list; an address cannot be endless."""


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/reading-list", "reading_list", show)


def show() -> str:
    """The documents that the address names, in its order; what is not public is left out, whoever looks."""
    unlist()
    wanted = [found for one in request.args.get("ids", "").split(",")[:MOST] if (found := as_id(one))]
    there = services().documents.some(wanted, viewer=viewer())
    listed = [there[one] for one in dict.fromkeys(wanted) if one in there and there[one].access == PUBLIC]
    return render_template("pages/reading_list.html", documents=listed, most=MOST, asked="ids" in request.args)
