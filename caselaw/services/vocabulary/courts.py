"""Courts: the reviewed list with what editors of this installation added to it, the same in every process.

What was added is read from the database and told to `caselaw.domain.court`; a process looks again every few seconds,
when it is asked for something. So a court added on one server is named on the next without a restart.
"""

from __future__ import annotations

import time

import pycountry

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.court import Court, courts, learn, reviewed
from caselaw.domain.court_rules import ACROSS_COUNTRIES, BINDING, LEVELS, PINPOINTS, TYPES, faults
from caselaw.domain.errors import Conflict, Invalid, NotFound, StoreUnavailable
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store.vocabulary import courts as stored

_FRESH = 5.0  # seconds for which a process trusts what it knows


class CourtService:
    """Lists the courts, adds one, and keeps this process's list as fresh as the table."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._look_again = float("-inf")

    def list(self) -> tuple[Court, ...]:
        """Every court that documents may name, for everybody."""
        self.refresh()
        return tuple(courts().values())

    def get(self, id: str) -> Court:  # noqa: A002 - the domain's word
        """One court; `NotFound`."""
        self.refresh()
        found = courts().get(id)
        if found is None:
            raise NotFound("court.not_found", id=id)
        return found

    def add(self, court: Court, *, viewer: Viewer) -> None:
        """A court beside the reviewed list. `Forbidden`; `Conflict` where its id is taken; `Invalid` with the fault of
        each field, a name or acronym that another court of the country has among them."""
        require(viewer, Action.ADD_COURT)
        with self._store.begin(actor(viewer)) as work:
            there = {**{one.id: one for one in stored.everyone(work.connection)}, **reviewed()}
            if court.id in there:
                raise Conflict("court.exists", id=court.id)
            _require_sound(court, there)
            if not stored.add(work.connection, court):
                raise Conflict("court.exists", id=court.id)
            work.record("add court", court.id)
        self.refresh(at_once=True)

    def refresh(self, *, at_once: bool = False) -> None:
        """Let this process know the courts that were added; keeps what it knows where the database does not answer."""
        if time.monotonic() < self._look_again and not at_once:
            return
        self._look_again = time.monotonic() + _FRESH
        if not self._store.is_there():
            learn(())
            return
        try:
            with self._store.reading() as connection:
                found = stored.everyone(connection)
        except StoreUnavailable:
            return  # whoever needs the database will say so
        learn(found)


def _require_sound(court: Court, there: dict[str, Court]) -> None:
    found = faults(court, there)
    if court.level not in ACROSS_COUNTRIES and not pycountry.countries.get(alpha_3=court.country or ""):
        found.setdefault("country", "court.country")
    if found:
        choices = {"levels": LEVELS, "types": TYPES, "bindings": BINDING, "pinpoints": PINPOINTS}
        raise Invalid(
            "court.invalid",
            {name: [code] for name, code in found.items()},
            **{name: ", ".join(values) for name, values in choices.items()},
        )
