"""Interventions: recorded, changed by two hands, tied to the paragraphs that took them up — on both databases."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.dates import PartialDate
from caselaw.domain.document import SourceFile
from caselaw.domain.errors import Changed, Forbidden, Invalid, NotFound
from caselaw.services.intake.adding import IntakeService
from caselaw.services.intake.rereading import RereadingService
from caselaw.services.tracking.intervening import InterveningService
from caselaw.store import Store
from caselaw.store.blobs import Blobs
from tests.factories import a_record
from tests.factories.documents import paragraphs

CODER = Viewer("cleo", frozenset(), frozenset({"delta"}), {"delta": frozenset({"coder"})})
EVA = Viewer("eva", frozenset({"editor"}), frozenset({"delta"}))
BOB = Viewer("bob", frozenset({"editor"}))
WANTED: dict[str, Any] = {
    "case": "Orchard v. State", "body": "achpr", "country": "KEN", "leave": "granted", "asked": "2023-01",
    "decided": "2023-03-04", "filed": "2023-04", "signatories": ["River Trust", "River Trust", "Land Watch"],
    "arguments": "Water is a right.", "table": "table-1",
}  # fmt: skip


@pytest.fixture
def intervening(store: Store) -> InterveningService:
    return InterveningService(store)


def test_it_is_its_groups_until_it_is_public(intervening: InterveningService) -> None:
    made = intervening.begin(WANTED, "group:delta", viewer=CODER)
    shown = intervening.get(made, viewer=CODER)
    assert (shown.title, shown.intervention.signatories) == ("Orchard v. State", ("River Trust", "Land Watch"))
    assert (shown.intervention.asked, shown.is_overdue) == (PartialDate(2023, 1), False)
    assert [one.intervention.id for one in intervening.all(viewer=CODER, table="table-1")] == [made]
    for outsider in (ANYONE, BOB):
        assert intervening.all(viewer=outsider) == ()
        with pytest.raises(NotFound):
            intervening.change(made, {"case": "x"}, 1, viewer=outsider)
    with pytest.raises(Forbidden):
        intervening.change(made, {"access": "public"}, 1, viewer=CODER)
    intervening.change(made, {"access": "public"}, 1, viewer=EVA)
    public = intervening.get(made, viewer=ANYONE)
    assert (public.intervention.table, public.intervention.by, public.keeps) == (None, "", False)
    assert intervening.history(made, viewer=ANYONE) == ((), {})
    with pytest.raises(Forbidden):
        intervening.begin(WANTED, "group:delta", viewer=BOB)


CANNOT_BE: tuple[tuple[dict[str, Any], str], ...] = (
    ({"case": ""}, "case"),
    ({"leave": "perhaps"}, "leave"),
    ({"decided": "2022"}, "decided"),
    ({"filed": "2022-12", "decided": None}, "filed"),
    ({"document": "0123456789abcdef"}, "document"),
    ({"document": "no id"}, "document"),
    ({"country": "XXX"}, "country"),
    ({"signatories": 5}, "signatories"),
)


def test_what_cannot_be(intervening: InterveningService) -> None:
    for wanted, field in CANNOT_BE:
        with pytest.raises(Invalid) as refused:
            intervening.begin({**WANTED, **wanted}, "group:delta", viewer=CODER)
        assert field in refused.value.fields, wanted


def test_two_hands(intervening: InterveningService) -> None:
    made = intervening.begin(WANTED, "group:delta", viewer=CODER)
    assert intervening.change(made, {"arguments": "By Eva"}, 1, viewer=EVA).revision == 2
    assert intervening.change(made, {"deadline": "2023-05"}, 1, viewer=CODER).revision == 3
    written = intervening.change(made, {"arguments": "By Cleo"}, 1, viewer=CODER)
    assert [(one.field, one.theirs, one.mine) for one in written.collisions] == [("arguments", "By Eva", "By Cleo")]
    with pytest.raises(Changed):
        intervening.change(made, {"case": "x"}, 7, viewer=CODER)
    assert {one.field for one in intervening.history(made, viewer=CODER)[0]} == {"arguments", "deadline"}


def test_what_took_it_up_survives_another_reading(
    intervening: InterveningService, store: Store, tmp_path: Path
) -> None:  # fmt: skip
    file = b"%PDF-1.7 taken up"
    key = hashlib.sha256(file).hexdigest()
    source = SourceFile(key, "judgment.pdf", "pdf", len(file), 1, "native")
    blobs = Blobs(tmp_path / "files")
    intake, rereading = IntakeService(store, blobs), RereadingService(store, blobs)
    texts = ("The facts of the case are these.", "As the interveners rightly say, water is a right of all.")

    def reading(*given: str) -> Any:
        return a_record(key=key, source=source, access=PUBLIC, paragraphs=paragraphs(*given))

    document = intake.store(reading(*texts), viewer=OPERATOR, original=file).id
    made = intervening.begin({**WANTED, "document": f"/en/documents/{document}#p-2"}, "group:delta", viewer=CODER)
    with pytest.raises(Invalid):
        intervening.take_up(made, [("p-9", "")], 1, viewer=CODER)
    assert intervening.take_up(made, [("2", "Our second argument")], 1, viewer=CODER) == 2
    with pytest.raises(Changed):
        intervening.take_up(made, [], 1, viewer=CODER)
    passage, paragraph = intervening.get(made, viewer=CODER).passages[0]
    assert paragraph is not None
    assert (passage.anchor, paragraph.text, passage.words) == ("p-2", texts[1], "Our second argument")
    rereading.replace(document, reading("A cover page.", *texts), viewer=OPERATOR)
    passage, paragraph = intervening.get(made, viewer=CODER).passages[0]
    assert paragraph is not None
    assert (passage.anchor, paragraph.text) == ("p-3", texts[1])
    rereading.replace(document, reading(texts[0]), viewer=OPERATOR, even_if_worse=True)
    passage, paragraph = intervening.get(made, viewer=CODER).passages[0]
    assert (passage.lost, paragraph) == (True, None)
    intake.store(a_record(key="members only", access=MEMBERS), viewer=OPERATOR)
    assert [one.title for one in intervening.all(viewer=CODER, document=document)] == ["Orchard v. State"]
