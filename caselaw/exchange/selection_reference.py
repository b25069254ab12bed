"""What a file says of itself, so that it is known when it comes back: no secret, and nothing that opens a door.

The reference names table, organisation, save and language, and is sealed by a sum over itself and the candidates: a
file in which somebody changed the references is read by names instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from caselaw.domain.selection.returned import columns, digest, held, seal
from caselaw.domain.selection.table import Sheet
from caselaw.exchange.selection_words import FORM

_APART = "."


@dataclass(frozen=True)
class Reference:
    """Where a file belongs; `columns` is the order in which its digests stand."""

    table: str
    organisation: str
    revision: int
    language: str
    columns: tuple[str, ...]
    seal: str

    def fields(self) -> tuple[tuple[str, str], ...]:
        """As it is written, name by name."""
        return (
            ("form", FORM), ("table", self.table), ("organisation", self.organisation),
            ("revision", str(self.revision)), ("language", self.language), ("columns", " ".join(self.columns)),
            ("seal", self.seal),
        )  # fmt: skip


def reference(sheet: Sheet) -> Reference:
    asked = columns(sheet)
    known = (sheet.table, sheet.organisation, sheet.revision, sheet.language, *asked)
    return Reference(sheet.table, sheet.organisation, sheet.revision, sheet.language, asked, seal(known))


def read_reference(fields: Mapping[str, str]) -> Reference | None:
    """The reference that stands in a file; None where it is lost, of another form, or not as it went out."""
    revision = fields.get("revision", "")
    if fields.get("form") != FORM or not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        return None
    table, organisation, language = (fields.get(name, "") for name in ("table", "organisation", "language"))
    asked = tuple(fields.get("columns", "").split())
    known = seal((table, organisation, int(revision), language, *asked))
    if known != fields.get("seal"):
        return None
    return Reference(table, organisation, int(revision), language, asked, known)


def base_text(sheet: Sheet, candidate: str, asked: Iterable[str]) -> str:
    """The digests of what goes out in the cells of a candidate, sealed with its id."""
    digests = _APART.join(digest(held(sheet, candidate, column)) for column in asked)
    return f"{digests}{_APART}{seal((candidate, digests))}"


def read_base(text: str, candidate: str, asked: tuple[str, ...]) -> Mapping[str, str]:
    """The digests by column; none where they were changed or belong to another candidate."""
    digests, _, sealed = text.strip().rpartition(_APART)
    parts = digests.split(_APART)
    if sealed != seal((candidate, digests)) or len(parts) != len(asked):
        return {}
    return dict(zip(asked, parts, strict=True))
