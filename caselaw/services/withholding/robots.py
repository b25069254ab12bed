"""What the robots of other search engines may list: no page that names private persons, unless an editor says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from babel import Locale

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import PUBLIC
from caselaw.domain.document import Document
from caselaw.domain.identifiers import require_id
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.withholding.private_persons import country_names, names_persons
from caselaw.services.guarding import guarded
from caselaw.services.signing import actor
from caselaw.store import Store, robots


@dataclass(frozen=True)
class Listing:
    """Whether robots may list a document; `said` is what an editor chose (None: nobody did), `may_choose` whether this
    viewer may."""

    listed: bool
    said: bool | None
    may_choose: bool


class RobotService:
    """The rule, and what editors say otherwise."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def listing(self, document: Document, *, viewer: Viewer) -> Listing:
        """What holds for a document that the viewer reads. One that is not public is never listed."""
        with self._store.reading() as connection:
            said = robots.choice(connection, document.id)
        listed = not names_persons(document.facts, _is_country) if said is None else said
        return Listing(listed and document.access == PUBLIC, said, may(viewer, Action.EDIT_FACTS, document))

    def choose(self, document_id: str, listed: bool | None, *, viewer: Viewer) -> None:
        """Say that robots may list a document, or may not; None goes back to the rule. `NotFound`, `Forbidden`."""
        wanted = require_id(document_id)
        with self._store.begin(actor(viewer)) as work:
            guarded(work.connection, [wanted], Action.EDIT_FACTS, viewer)
            if robots.choice(work.connection, wanted) != listed:
                robots.choose(work.connection, wanted, listed)
                work.record("choose listing", wanted)


def _is_country(name: str) -> bool:
    return _countries()(name)


@cache
def _countries() -> Callable[[str], bool]:
    names = (Locale(language).territories.items() for language in LANGUAGES)
    return country_names(str(name) for some in names for code, name in some if code.isalpha() and code != "ZZ")
