"""Courts that editors add: kept, named and found like the reviewed ones — on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from caselaw.access.viewer import ANYONE, OPERATOR, Viewer
from caselaw.domain.court import Court, court_name, courts, learn, reviewed
from caselaw.domain.errors import Conflict, Forbidden, Invalid, NotFound
from caselaw.services.vocabulary.courts import CourtService
from caselaw.store import Store, tables
from caselaw.store.vocabulary import courts as stored

EDITOR = Viewer("alice", frozenset({"editor"}))
TRIBUNAL = Court(
    id="ke-net", country="KEN", level="specialised", type="tribunal",
    names={"en": "National Environment Tribunal of Kenya", "fr": "Tribunal national de l’environnement du Kenya"},
    acronyms=("KENET",), binding="binding", pattern="[{yyyy}] KENET {n} (KLR)", pinpoint="paragraph",
)  # fmt: skip


@pytest.fixture
def service(store: Store) -> Iterator[CourtService]:
    yield CourtService(store)
    learn(())


def test_an_added_court_is_whole_again(service: CourtService) -> None:
    service.add(TRIBUNAL, viewer=EDITOR)
    assert service.get("ke-net") == TRIBUNAL
    assert TRIBUNAL in service.list()
    assert court_name("ke-net", "fr") == "Tribunal national de l’environnement du Kenya"


def test_it_stands_in_the_audit_trail(service: CourtService, store: Store) -> None:
    service.add(TRIBUNAL, viewer=EDITOR)
    events = tables.audit_events
    with store.reading() as connection:
        rows = connection.execute(select(events.c.actor, events.c.action, events.c.subject)).all()
    assert [tuple(row) for row in rows] == [("alice", "add court", "ke-net")]


@pytest.mark.parametrize("viewer", [ANYONE, Viewer("bob", frozenset({"member", "coder"}))])
def test_who_is_no_editor_adds_nothing(service: CourtService, viewer: Viewer) -> None:
    with pytest.raises(Forbidden):
        service.add(TRIBUNAL, viewer=viewer)
    assert "ke-net" not in courts()


@pytest.mark.parametrize("taken", ["za-cc", "ke-net"])
def test_an_id_is_given_once(service: CourtService, taken: str) -> None:
    service.add(TRIBUNAL, viewer=OPERATOR)
    with pytest.raises(Conflict):
        service.add(replace(TRIBUNAL, id=taken, names={"en": "Another"}, acronyms=()), viewer=OPERATOR)
    assert courts()["za-cc"] is reviewed()["za-cc"]


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"country": "XXX"}, {"country"}),
        ({"names": {"en": "Supreme Court of Kenya"}}, {"names"}),
        ({"names": {"en": "  "}, "pattern": "{n}{n}"}, {"names", "pattern"}),
        ({"id": "ke-two", "acronyms": ("KENET",)}, {"names", "acronyms"}),
    ],
    ids=lambda part: ",".join(sorted(part)),
)
def test_what_breaks_the_rules_is_refused_field_by_field(
    service: CourtService, changed: dict[str, object], fields: set[str]
) -> None:
    if "id" in changed:
        service.add(TRIBUNAL, viewer=OPERATOR)
    with pytest.raises(Invalid) as refused:
        service.add(replace(TRIBUNAL, **changed), viewer=OPERATOR)  # type: ignore[arg-type]
    assert set(refused.value.fields) == fields


def test_a_row_with_a_reviewed_id_is_passed_over(service: CourtService, store: Store) -> None:
    """A later release may bring a court that an installation had added: from then on the reviewed one stands."""
    with store.begin("operator") as work:
        stored.add(work.connection, replace(TRIBUNAL, id="ke-sc"))
    service.refresh(at_once=True)
    assert courts()["ke-sc"] is reviewed()["ke-sc"]


def test_another_process_is_told_when_it_looks_again(service: CourtService, store: Store) -> None:
    service.add(TRIBUNAL, viewer=OPERATOR)
    learn(())  # as in a process that has not looked yet
    assert "ke-net" not in courts()
    CourtService(store).refresh()
    assert "ke-net" in courts()


def test_an_unknown_court_is_not_found(service: CourtService) -> None:
    with pytest.raises(NotFound):
        service.get("no-such-court")


def test_looking_makes_no_database(tmp_path: Path) -> None:
    service = CourtService(Store(f"sqlite:///{tmp_path}/nothing/store.db"))
    service.refresh()
    assert not (tmp_path / "nothing").exists()


def test_a_database_of_an_older_form_leaves_the_reviewed_list(tmp_path: Path) -> None:
    (tmp_path / "store.db").touch()
    store = Store(f"sqlite:///{tmp_path}/store.db")
    assert len(CourtService(store).list()) == len(reviewed())
    store.close()
