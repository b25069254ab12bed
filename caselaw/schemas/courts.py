"""A court with all that the list knows of it."""

from __future__ import annotations

from typing import Any

from caselaw.domain.court import Court, reviewed


def court_record_form(court: Court, reader: str) -> dict[str, Any]:
    """A court whole, its name in the language of `reader`; `added` where editors of this installation added it."""
    return {
        "id": court.id,
        "name": court.name(reader),
        "country": court.country,
        "level": court.level,
        "type": court.type,
        "names": dict(court.names),
        "original": court.original,
        "acronyms": list(court.acronyms),
        "binding": court.binding,
        "pattern": court.pattern,
        "pinpoint": court.pinpoint,
        "added": court.id not in reviewed(),
    }
