"""Side by side: a paragraph that answers to several of the other version is written once on a page."""

from __future__ import annotations

from caselaw.domain.paragraph import Paragraph
from web.views.reading.side_by_side import Side, _told_once


def side(name: str) -> Side:
    return Side(Paragraph(name, 0, "The court decides.", "en"), name, ())


def test_no_id_stands_twice_on_a_page() -> None:
    """Not even where something else stands between."""
    pairs = [(side("p-1"), side("o-p-1")), (side("p-2"), side("o-p-2")), (side("p-1"), None), (None, side("o-p-2"))]
    told = list(_told_once(pairs))
    assert [one.again for one, _ in told if one] == [False, False, True]
    assert [one.again for _, one in told if one] == [False, False, True]
