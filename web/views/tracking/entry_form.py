"""The form of what a line says of a measure: what was typed, and what is said again for more readers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from flask import request

from caselaw.access.actions import Action
from caselaw.access.policy import may
from caselaw.domain.audience import PUBLIC, Audience, includes
from caselaw.domain.identifiers import id_in
from caselaw.domain.tracking.measure import NAMED, Measure, StatusEntry
from caselaw.services.tracking.followed import Keepers
from web.session import viewer

PROOFS = 3
"""The rows of evidence that the form has."""


def typed_entry() -> dict[str, Any]:
    """What was written of a line, with its evidence."""
    form = request.form
    lists = [form.getlist(f"evidence.{name}") for name in ("kind", "value", "label")]
    rows = zip_longest(*lists, fillvalue="")
    proofs = [{"kind": kind, "value": id_in(value) if kind == "document" else value, "label": label}
              for kind, value, label in rows if value.strip()]  # fmt: skip
    line = form.get("line", "")
    return {
        "line": line, "grade": form.get("grade", ""), "on": form.get("on", ""), "words": form.get("words", ""),
        "assessment": form.get("assessment") if line == "body" else None, "access": form.get("access") or None,
        "consent": form.get("consent") == "yes", "evidence": proofs,
    }  # fmt: skip


def asked_again(measure: Measure) -> StatusEntry | None:
    """The entry that the address asks to say again, for more readers: an entry itself is never changed."""
    asked = request.args.get("again")
    return next((one for one in measure.entries if one.id == asked and not one.withdrawn), None)


def said_again(measure: Measure | None) -> Mapping[str, str]:
    """The form with an entry as it was said, for all who read the measure."""
    entry = asked_again(measure) if measure else None
    if measure is None or entry is None:
        return {}
    return {
        "line": entry.line, "grade": entry.grade, "on": str(entry.on), "words": entry.words,
        "assessment": entry.assessment or "", "access": measure.access,
    }  # fmt: skip


def typed_rows(again: StatusEntry | None) -> list[tuple[str, str, str]]:
    """The rows of evidence: kind, value and label of what was typed, or of the entry that is said again."""
    form = request.form
    lists = [form.getlist(f"evidence.{name}") for name in ("kind", "value", "label")]
    rows = [(kind, value, label) for kind, value, label in zip_longest(*lists, fillvalue="")]
    if again:
        rows = [(one.kind, one.value, one.label) for one in again.evidence if one.kind in NAMED]
    return [*rows, *[("link", "", "")] * PROOFS][:PROOFS]


def readers(most: Audience, keeper: Audience) -> list[Audience]:
    """Whom of her own the viewer may give something to, the keepers first."""
    publishes = may(viewer(), Action.PUBLISH_MEASURE, Keepers(keeper))
    mine = [one for one in viewer().audiences if includes(most, one) and not one.startswith("editors")]
    mine = [one for one in mine if one != PUBLIC or publishes]
    return sorted(mine, key=lambda one: (one != keeper, one))
