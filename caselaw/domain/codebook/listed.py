"""The codebooks that come with the product: reviewed files in `mappings/codebooks/`, one a version, public and never
changed once they were given out. A group that wants another one copies it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import mappings
from caselaw.domain.audience import PUBLIC
from caselaw.domain.codebook.codes import Codebook, CodebookVersion, State, known_vocabularies
from caselaw.domain.codebook.rows import COLUMNS, codes_of
from caselaw.domain.codebook.rules import faults_of_all, tidy
from caselaw.domain.errors import CaselawError
from caselaw.domain.languages import LANGUAGES

DEFAULT = "corporate-capture"
"""The codebook that a new round is offered first."""
_FOLDER = "codebooks"


class CodebookFault(CaselawError):
    """A listed codebook that breaks the rules of its file; the message names file, line and fault."""

    code = "error.taxonomy"


@cache
def listed() -> Mapping[str, tuple[CodebookVersion, ...]]:
    """The listed codebooks by slug, each with its versions, the first first. `CodebookFault`."""
    found: dict[str, list[CodebookVersion]] = {}
    for row in csv.DictReader(io.StringIO(mappings.open_text(f"{_FOLDER}/codebooks.csv"))):
        slug, number = row["slug"], int(row["number"])
        codebook = Codebook(
            id=slug,
            slug=slug,
            titles={code: row[f"title_{code}"] for code in LANGUAGES if row[f"title_{code}"]},
            access=PUBLIC,
            about={code: row[f"about_{code}"] for code in LANGUAGES if row[f"about_{code}"]},
            listed=True,
        )
        state: State = "retired" if row["state"] == "retired" else "published"
        text = mappings.open_text(f"{_FOLDER}/{slug.replace('-', '_')}.{number}.csv")
        vocabularies = known_vocabularies(tuple(row["vocabularies"].split("|")))
        found.setdefault(slug, []).append(read_listed(text, codebook, number, state, vocabularies))
    return MappingProxyType({slug: tuple(versions) for slug, versions in found.items()})


def read_listed(
    text: str, codebook: Codebook, number: int, state: State = "published", vocabularies: tuple[str, ...] = ()
) -> CodebookVersion:  # fmt: skip
    """A version from the text of its file; `CodebookFault` names the line that breaks a rule. Where the file has a
    column `was`, it holds the codes of the version before that became this one."""
    rows = [(line, row) for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2)]
    extra = set(rows[0][1]) - {*COLUMNS, "was"} if rows else set()
    if extra:
        raise CodebookFault(file=codebook.slug, line=1, fault=f"unknown columns {sorted(map(str, extra))}")
    codes, wrong = codes_of(rows)
    kept = tuple(map(tidy, codes))
    wrong += faults_of_all(kept, {row["key"]: line for line, row in rows})
    if wrong:
        raise CodebookFault(file=codebook.slug, line=wrong[0].line, fault=f"{wrong[0].column}: {wrong[0].code}")
    maps: dict[str, tuple[str, ...]] = {}
    for _, row in rows:
        for old in filter(None, row.get("was", "").split("|")):
            maps[old] = (*maps.get(old, ()), row["key"])
    return CodebookVersion(codebook, number, state, kept, vocabularies, maps)
