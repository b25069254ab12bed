"""Codebooks, their versions and codes, in and out of their tables; and which texts of them people have reviewed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from caselaw.domain.audience import Audience, audience
from caselaw.domain.codebook.codes import LISTS, PARTS, Code, Codebook, CodebookVersion, State, Status
from caselaw.store.insertion import insert_new
from caselaw.store.tables import codebook_codes, codebook_reviews, codebook_versions, codebooks
from caselaw.store.tables.base import now

_OF, _CODES = codebook_versions.c, codebook_codes.c
Reviews = Mapping[tuple[str, str], Status]


def add(connection: Connection, codebook: Codebook) -> bool:
    """A codebook without versions; False where its slug is taken."""
    row = {
        "id": codebook.id, "slug": codebook.slug, "access": codebook.access, "titles": dict(codebook.titles),
        "about": dict(codebook.about), "revision": 1, "added": now(),
    }  # fmt: skip
    return insert_new(connection, codebooks, row)


def load(connection: Connection, slug: str) -> Codebook | None:
    row = connection.execute(select(codebooks).where(codebooks.c.slug == slug)).first()
    return _codebook(row) if row else None


def of_audiences(connection: Connection, audiences: Collection[Audience]) -> tuple[Codebook, ...]:
    """The codebooks for these audiences, the latest first."""
    rows = connection.execute(
        select(codebooks)
        .where(codebooks.c.access.in_(list(audiences)))
        .order_by(codebooks.c.added.desc(), codebooks.c.id)
    )
    return tuple(map(_codebook, rows))


def describe(connection: Connection, codebook: Codebook) -> bool:
    """Keep its titles and what is said about it; False where it is at another revision than the given one."""
    this = (codebooks.c.id == codebook.id) & (codebooks.c.revision == codebook.revision)
    values = {"titles": dict(codebook.titles), "about": dict(codebook.about), "revision": codebook.revision + 1}
    return connection.execute(update(codebooks).where(this).values(**values)).rowcount == 1


def versions(connection: Connection, ids: Collection[str]) -> dict[str, tuple[tuple[int, State, datetime | None], ...]]:
    """By codebook, the number and state of its versions and when they were published, the first first."""
    found: dict[str, tuple[tuple[int, State, datetime | None], ...]] = {}
    rows = connection.execute(
        select(_OF.codebook_id, _OF.number, _OF.state, _OF.published)
        .where(_OF.codebook_id.in_(list(ids)))
        .order_by(_OF.codebook_id, _OF.number)
    )
    for row in rows:
        found[row.codebook_id] = (*found.get(row.codebook_id, ()), (row.number, row.state, row.published))
    return found


def sizes(connection: Connection, ids: Collection[str]) -> dict[tuple[str, int], int]:
    """How many codes each version of these codebooks has."""
    rows = connection.execute(
        select(_CODES.codebook_id, _CODES.number, func.count().label("codes"))
        .where(_CODES.codebook_id.in_(list(ids)))
        .group_by(_CODES.codebook_id, _CODES.number)
    )
    return {(row.codebook_id, row.number): row.codes for row in rows}


def version(connection: Connection, codebook: Codebook, number: int) -> CodebookVersion | None:
    """A version with its codes in their order; None where there is none of this number."""
    row = connection.execute(select(codebook_versions).where(_this(codebook.id, number))).first()
    if row is None:
        return None
    codes = connection.execute(
        select(codebook_codes)
        .where(_CODES.codebook_id == codebook.id, _CODES.number == number)
        .order_by(_CODES.position, _CODES.key)
    )
    return CodebookVersion(
        codebook, number, row.state, tuple(map(_code, codes)), tuple(row.vocabularies),
        {old: tuple(new) for old, new in row.maps.items()}, row.revision, row.published,
    )  # fmt: skip


def add_version(connection: Connection, version: CodebookVersion) -> bool:
    """A new draft with all its codes; False where the codebook has a version of this number already."""
    row = {
        "codebook_id": version.codebook.id, "number": version.number, "state": "draft",
        "vocabularies": list(version.vocabularies), "maps": _maps(version.maps), "revision": 1, "published": None,
    }  # fmt: skip
    if not insert_new(connection, codebook_versions, row):
        return False
    put_codes(connection, version.codebook.id, version.number, version.codes)
    return True


def touch(connection: Connection, codebook: str, number: int, revision: int | None = None) -> int | None:
    """Count one more change of a draft, at this revision where one is named; answers the new revision, None where it is
    no draft, or at another one. Writers of a draft stand in line here until the transaction ends."""
    this = _this(codebook, number) & (_OF.state == "draft")
    if revision is not None:
        this &= _OF.revision == revision
    done = connection.execute(
        update(codebook_versions).where(this).values(revision=_OF.revision + 1).returning(_OF.revision)
    )
    return done.scalar()


def put_codes(connection: Connection, codebook: str, number: int, codes: Sequence[Code]) -> None:
    """Put these codes, in this order, in the place of all that the version had."""
    connection.execute(delete(codebook_codes).where(_CODES.codebook_id == codebook, _CODES.number == number))
    rows = [
        {"codebook_id": codebook, "number": number, "key": code.key, "position": at, "body": _body(code)}
        for at, code in enumerate(codes)
    ]
    if rows:
        connection.execute(insert(codebook_codes), rows)


def set_vocabularies(connection: Connection, codebook: str, number: int, names: Sequence[str]) -> None:
    connection.execute(update(codebook_versions).where(_this(codebook, number)).values(vocabularies=list(names)))


def set_maps(connection: Connection, codebook: str, number: int, maps: Mapping[str, Sequence[str]]) -> None:
    connection.execute(update(codebook_versions).where(_this(codebook, number)).values(maps=_maps(maps)))


def publish(connection: Connection, codebook: str, number: int) -> None:
    values = {"state": "published", "published": now()}
    connection.execute(update(codebook_versions).where(_this(codebook, number)).values(**values))


def retire(connection: Connection, codebook: str, number: int, *, again: bool) -> bool:
    """Retire a published version, or offer a retired one again; False where it is not in that state."""
    before, after = ("retired", "published") if again else ("published", "retired")
    this = _this(codebook, number) & (_OF.state == before)
    return connection.execute(update(codebook_versions).where(this).values(state=after)).rowcount == 1


def discard(connection: Connection, codebook: str, number: int) -> None:
    """Take a draft away, and the codebook with it where it has no other version."""
    connection.execute(delete(codebook_versions).where(_this(codebook, number), _OF.state == "draft"))
    left = select(_OF.number).where(_OF.codebook_id == codebook)
    connection.execute(delete(codebooks).where(codebooks.c.id == codebook, ~left.exists()))


def reviews(connection: Connection, slug: str) -> Reviews:
    """Which texts of a codebook were reviewed, by the key of their code and their digest."""
    rows = connection.execute(select(codebook_reviews).where(codebook_reviews.c.slug == slug))
    return {(row.key, row.digest): Status("reviewed", by=row.reviewed_by, at=row.reviewed) for row in rows}


def review(connection: Connection, slug: str, key: str, digest: str, account: str) -> bool:
    """Keep that a person reviewed a text; False where somebody had."""
    row = {"slug": slug, "key": key, "digest": digest, "reviewed_by": account, "reviewed": now()}
    return insert_new(connection, codebook_reviews, row)


def unreview(connection: Connection, slug: str, key: str, digest: str) -> bool:
    """Take the review of a text away; False where there was none."""
    own = codebook_reviews.c
    this = (own.slug == slug) & (own.key == key) & (own.digest == digest)
    return connection.execute(delete(codebook_reviews).where(this)).rowcount == 1


def _this(codebook: str, number: int) -> Any:
    return (_OF.codebook_id == codebook) & (_OF.number == number)


def _codebook(row: Row[Any]) -> Codebook:
    return Codebook(row.id, row.slug, row.titles, audience(row.access), row.about, revision=row.revision)


def _maps(maps: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {old: list(new) for old, new in maps.items()}


def _body(code: Code) -> dict[str, Any]:
    body: dict[str, Any] = {part: dict(code.labels if part == "label" else getattr(code, part)) for part in PARTS}
    body |= {name: {language: list(each) for language, each in getattr(code, name).items()} for name in LISTS}
    sources = {name: one.source for name, one in code.statuses.items() if one.source}
    return body | {"broader": code.broader, "facet": code.facet, "sources": sources}


def _code(row: Row[Any]) -> Code:
    body = row.body
    lists: dict[str, Any] = {name: {language: tuple(each) for language, each in body[name].items()} for name in LISTS}
    code = Code(
        row.key, body["label"], body["definition"], body["use_when"], body["not_when"],
        broader=body["broader"], facet=body["facet"],
        statuses={name: Status("named", source) for name, source in body["sources"].items()},
    )  # fmt: skip
    return replace(code, **lists)
