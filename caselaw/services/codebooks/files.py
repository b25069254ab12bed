"""Codebooks as files: a version given out as CSV or SKOS, and a file read beside a draft to see what it would change.

Nothing of a file is kept before somebody has seen what it would do; what is kept then goes through
`CodebookEditing.put_codes`, at the revision that she saw.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.codebook.codes import MOST_CODES, Code, CodebookVersion
from caselaw.domain.codebook.moving import Difference, Moved, differences, moves
from caselaw.domain.codebook.rows import RowFault
from caselaw.domain.codebook.rules import faults_of_all, tidy
from caselaw.domain.errors import Conflict, Invalid, NotFound
from caselaw.exchange import codebook_csv, skos_rdf, skos_turtle
from caselaw.exchange.skos import described
from caselaw.services.codebooks.reading import CodebookService
from caselaw.services.signing import actor
from caselaw.store import Store

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
}
"""In which forms a codebook leaves, by the end of its address, with the type of the file."""
LARGEST = 300_000  # bytes of a file that is brought in: it goes to the page and back, as letters
_NOTICES = frozenset({"codebook.row.columns", "codebook.row.languages", "codebook.row.reviewed"})


@dataclass(frozen=True)
class Preview:
    """What a file would make of a draft: `codes` as they would stand, what differs from the draft, which of its codes
    the file does not have (`absent`; they stay unless somebody says otherwise), what was passed over (`notices`) and
    what forbids it (`faults`)."""

    version: CodebookVersion
    codes: tuple[Code, ...]
    differences: tuple[Difference, ...]
    absent: tuple[str, ...]
    notices: tuple[RowFault, ...]
    faults: tuple[RowFault, ...]


class CodebookFiles:
    """Raises `NotFound` for what the viewer may not know of."""

    def __init__(self, store: Store, codebooks: CodebookService, base_url: str) -> None:
        self._store = store
        self._codebooks = codebooks
        self._base_url = base_url

    def write(self, slug: str, number: int, form: str, *, viewer: Viewer) -> bytes:
        """A version as a file in one of FORMS; recorded, where somebody is signed in to be named."""
        if form not in FORMS:
            raise NotFound()
        version = self._codebooks.version(viewer, slug, number)
        if viewer.account is not None:
            with self._store.begin(actor(viewer)) as work:
                work.record("export codebook", f"{slug}:{number}")
        if form == "csv":
            return codebook_csv.write(version.codes)
        things = described(version, self._base_url, self._moves(version, viewer))
        return skos_turtle.write(things) if form == "ttl" else skos_rdf.write(things)

    def preview(self, slug: str, number: int, content: bytes, *, viewer: Viewer, remove: bool = False) -> Preview:
        """What a file would change in a draft; `remove`: codes that it does not have would go. `Forbidden`, `Conflict`
        where it is no draft, `Invalid` for what is no codebook at all."""
        version = self._codebooks.version(viewer, slug, number)
        require(viewer, Action.EDIT_CODEBOOK, version)
        if version.state != "draft":
            raise Conflict("codebook.listed" if version.codebook.listed else "codebook.frozen")
        read, said = _read(content, version.codes)
        kept = tuple(map(tidy, read))
        there = {one.key for one in kept}
        absent = tuple(one.key for one in version.codes if one.key not in there)
        codes = kept if remove else _among(version.codes, kept)
        wrong = faults_of_all(codes, {} if _is_xml(content) else codebook_csv.lines(content))
        now = replace(version, codes=tuple(map(tidy, version.codes)))
        return Preview(
            version, codes, differences(now, replace(now, codes=codes)), absent,
            tuple(one for one in said if one.code in _NOTICES),
            (*(one for one in said if one.code not in _NOTICES), *wrong),
        )  # fmt: skip

    def _moves(self, version: CodebookVersion, viewer: Viewer) -> tuple[Moved, ...]:
        if version.number == 1:
            return ()
        return moves(self._codebooks.version(viewer, version.codebook.slug, version.number - 1), version)


def _read(content: bytes, standing: tuple[Code, ...]) -> tuple[tuple[Code, ...], tuple[RowFault, ...]]:
    if not content.strip():
        raise Invalid("codebook.file.none", {"file": ["codebook.file.none"]})
    if len(content) > LARGEST:
        raise Invalid("codebook.file.large", {"file": ["codebook.file.large"]}, most=LARGEST // 1000)
    codes, said = skos_rdf.read(content) if _is_xml(content) else codebook_csv.read(content, standing)
    if not codes:
        raise Invalid("codebook.file.no_codes", {"file": ["codebook.file.no_codes"]})
    if len(codes) > MOST_CODES:  # each is held against all others
        raise Invalid("codebook.most", {"file": ["codebook.most"]}, most=MOST_CODES)
    return codes, said


def _is_xml(content: bytes) -> bool:
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _among(standing: tuple[Code, ...], brought: tuple[Code, ...]) -> tuple[Code, ...]:
    """The draft's codes with those of the file in their places, new ones behind them."""
    new = {one.key: one for one in brought}
    kept = tuple(new.pop(one.key) if one.key in new else tidy(one) for one in standing)
    return (*kept, *new.values())
