"""Codebooks as they are written: made, copied, edited as a draft, published for ever, followed by a new version, and
their texts reviewed by a person.

A published version is changed by nobody. What a draft lacks is told before it is published, and what became of each
code of the version before must be said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from caselaw.access.actions import Action
from caselaw.access.policy import ForReaders, may, may_somewhere, require
from caselaw.access.viewer import Viewer
from caselaw.domain.audience import MEMBERS, PUBLIC, Audience, group_audience
from caselaw.domain.codebook.codes import (
    JUDGED,
    Code,
    Codebook,
    CodebookVersion,
    Words,
    digest,
    known_vocabularies,
    one_line,
    plain,
)
from caselaw.domain.codebook.moving import unmapped
from caselaw.domain.codebook.rules import Fault, Missing, faults, faults_of_titles, missing, stamp, tidy, undefined
from caselaw.domain.codebook.shelf import HIGHEST
from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound
from caselaw.domain.identifiers import new_id
from caselaw.domain.languages import LANGUAGES
from caselaw.services.codebooks.reading import CodebookService, whole
from caselaw.services.signing import actor
from caselaw.store import Store, UnitOfWork
from caselaw.store.coding import codebooks as stored


@dataclass(frozen=True)
class Readiness:
    """What stands between a draft and its publication: `undefined` codes nobody could code with and `unmapped` codes
    of the version before forbid it; texts `missing` in a language are for whoever publishes to accept."""

    missing: tuple[Missing, ...]
    undefined: tuple[str, ...]
    unmapped: tuple[str, ...]
    empty: bool

    @property
    def ready(self) -> bool:
        return not (self.undefined or self.unmapped or self.empty)


class CodebookEditing:
    """Every verb raises `NotFound` for what the viewer may not know of and `Forbidden` for what she may not do."""

    def __init__(self, store: Store, codebooks: CodebookService) -> None:
        self._store = store
        self._codebooks = codebooks

    def audiences(self, viewer: Viewer) -> tuple[Audience, ...]:
        """For whom this viewer may make a codebook."""
        offered = (*(group_audience(slug) for slug in sorted(viewer.groups)), MEMBERS, PUBLIC)
        return tuple(one for one in offered if may(viewer, Action.EDIT_CODEBOOK, ForReaders(one)))

    def create(
        self, titles: Words, access: Audience, *, viewer: Viewer, about: Words | None = None,
        copy_of: tuple[str, int] | None = None,
    ) -> str:  # fmt: skip
        """A codebook with a first draft: empty, or with the codes of a version that the viewer may read. Answers its
        slug, which tells nothing: a title may be nobody else's business. `Invalid`."""
        source = self._codebooks.version(viewer, *copy_of) if copy_of else None
        if not may_somewhere(viewer, Action.EDIT_CODEBOOK):
            require(viewer, Action.EDIT_CODEBOOK, ForReaders(MEMBERS))
        if access not in self.audiences(viewer):
            raise Invalid("codebook.access", {"access": ["codebook.access"]})
        made = new_id()
        codebook = Codebook(made, made, _words(titles, one_line), access, _words(about or {}, plain))
        _refuse(faults_of_titles(codebook))
        codes = tuple(map(tidy, source.codes)) if source else ()
        with self._store.begin(actor(viewer)) as work:
            stored.add(work.connection, codebook)
            vocabularies = source.vocabularies if source else ()
            stored.add_version(work.connection, CodebookVersion(codebook, 1, "draft", codes, vocabularies))
            work.record("add codebook", made, after=1)
        return made

    def describe(self, slug: str, titles: Words, about: Words, *, revision: int, viewer: Viewer) -> None:
        """Another title or description; they are a name, and may be bettered at any time. `Invalid`, `Changed`."""
        codebook = self._own(slug, viewer)
        said = replace(codebook, titles=_words(titles, one_line), about=_words(about, plain), revision=revision)
        _refuse(faults_of_titles(said))
        with self._store.begin(actor(viewer)) as work:
            if not stored.describe(work.connection, said):
                raise Changed()
            work.record("describe codebook", slug, before=revision, after=revision + 1)

    def put_code(
        self, slug: str, number: int, code: Code, *, stood: str | None, viewer: Viewer, after: str | None = None
    ) -> None:  # fmt: skip
        """Keep a code in a draft: a new one where `stood` is None (behind the code `after`, else last), or what is said
        anew of the code that had this stamp when she read it. `Invalid`, `Changed`, `Conflict` where it is no draft."""
        kept = tidy(code)
        with self._drafting(slug, number, viewer) as (work, version):
            there = version.code(kept.key) if ":" not in kept.key else None
            if stood is None and there is not None:
                raise Invalid("codebook.taken", {"key": ["codebook.taken"]}, key=kept.key)
            if stood is not None and (there is None or stamp(there) != stood):
                raise Changed()
            _refuse(faults(kept, version.codes))
            codes = _with(version.codes, kept, after)
            stored.put_codes(work.connection, version.codebook.id, number, codes)
            work.record("write code", f"{slug}:{number}:{kept.key}", after=version.revision)

    def drop_code(self, slug: str, number: int, key: str, *, viewer: Viewer) -> None:
        """Take a code out of a draft; what lay under it lies where it lay. `Conflict`, `NotFound`."""
        with self._drafting(slug, number, viewer) as (work, version):
            gone = _code(version, key)
            codes = [
                replace(one, broader=gone.broader) if one.broader == key else one
                for one in version.codes
                if one.key != key
            ]
            stored.put_codes(work.connection, version.codebook.id, number, codes)
            work.record("drop code", f"{slug}:{number}:{key}", after=version.revision)

    def move_code(self, slug: str, number: int, key: str, by: int, *, viewer: Viewer) -> None:
        """Put a code of a draft `by` places further down; up where that is less than none. `Conflict`, `NotFound`."""
        with self._drafting(slug, number, viewer) as (work, version):
            moved = _code(version, key)
            at = version.codes.index(moved)
            codes = [one for one in version.codes if one.key != key]
            codes.insert(max(0, min(len(codes), at + by)), moved)
            stored.put_codes(work.connection, version.codebook.id, number, codes)
            work.record("move code", f"{slug}:{number}:{key}", after=version.revision)

    def put_codes(
        self, slug: str, number: int, codes: Sequence[Code], *, revision: int, viewer: Viewer
    ) -> int:  # fmt: skip
        """Put all these codes in the place of those of a draft that is at this revision, as a file said them; answers
        the new revision. `Invalid`, `Changed`, `Conflict`."""
        kept = tuple(map(tidy, codes))
        with self._drafting(slug, number, viewer, revision) as (work, version):
            if len({one.key for one in kept}) < len(kept):
                raise Invalid("codebook.import", {"codes": ["codebook.import"]})
            for code in kept:
                _refuse(faults(code, kept))
            stored.put_codes(work.connection, version.codebook.id, number, kept)
            work.record("import codes", f"{slug}:{number}", before=revision, after=version.revision)
            return version.revision

    def set_vocabularies(self, slug: str, number: int, names: Collection[str], *, viewer: Viewer) -> None:
        """Of which vocabularies terms may be given beside the codes of a draft. `Conflict`."""
        with self._drafting(slug, number, viewer) as (work, version):
            stored.set_vocabularies(work.connection, version.codebook.id, number, known_vocabularies(tuple(names)))
            work.record("set vocabularies", f"{slug}:{number}", after=version.revision)

    def set_maps(
        self, slug: str, number: int, maps: Mapping[str, Sequence[str]], *, viewer: Viewer,
        revision: int | None = None,
    ) -> None:  # fmt: skip
        """What codes of the version before became in this draft: one code, several, or none. Codes of which nothing
        is said keep what was said before. `Invalid`, `Conflict`; `Changed` where it is at another revision than the
        one that is named."""
        with self._drafting(slug, number, viewer, revision) as (work, version):
            before = self._before(work, version)
            if before is None or not set(maps) <= before.keys:
                raise Invalid("codebook.map", {"maps": ["codebook.map"]})
            for key, became in maps.items():
                if any(version.code(one) is None for one in became):
                    raise Invalid("codebook.map", {f"map_{key}": ["codebook.map"]})
            said = {**version.maps, **{key: tuple(dict.fromkeys(became)) for key, became in maps.items()}}
            stored.set_maps(work.connection, version.codebook.id, number, said)
            work.record("map codes", f"{slug}:{number}", after=version.revision)

    def readiness(self, slug: str, number: int, *, viewer: Viewer) -> Readiness:
        """What a draft lacks before it can be published. `NotFound`."""
        codebook = self._own(slug, viewer)
        with self._store.reading() as connection:
            version = whole(connection, codebook, number)
            before = whole(connection, codebook, number - 1) if number > 1 else None
        return _readiness(version, before)

    def publish(
        self, slug: str, number: int, *, revision: int, viewer: Viewer, accept_missing: bool = False
    ) -> None:  # fmt: skip
        """Freeze a draft for ever, as it was at this revision. `Invalid` where it lacks what it must have, or what is
        missing in a language was not accepted; `Changed`, `Conflict`."""
        with self._drafting(slug, number, viewer, revision) as (work, version):
            found = _readiness(version, self._before(work, version))
            if not found.ready:
                raise Invalid("codebook.not_ready", {"publish": ["codebook.not_ready"]})
            if found.missing and not accept_missing:
                raise Invalid("codebook.missing", {"accept": ["codebook.missing"]}, count=len(found.missing))
            stored.publish(work.connection, version.codebook.id, number)
            work.record("publish codebook", f"{slug}:{number}", before=revision, after=version.revision)

    def begin_version(self, slug: str, *, viewer: Viewer) -> int:
        """A draft that follows the latest version, with its codes; answers its number. `Conflict` where there is a
        draft already."""
        codebook = self._own(slug, viewer)
        with self._store.begin(actor(viewer)) as work:
            editions = stored.versions(work.connection, [codebook.id]).get(codebook.id, ())
            if any(state == "draft" for _, state, _ in editions) or not 0 < len(editions) < HIGHEST:
                raise Conflict("codebook.draft_there")
            last = whole(work.connection, codebook, editions[-1][0])
            codes = tuple(map(tidy, last.codes))
            draft = CodebookVersion(codebook, last.number + 1, "draft", codes, last.vocabularies)
            if not stored.add_version(work.connection, draft):
                raise Conflict("codebook.draft_there")
            work.record("begin codebook version", f"{slug}:{draft.number}", after=1)
        return draft.number

    def discard(self, slug: str, number: int, *, viewer: Viewer) -> None:
        """Throw a draft away; the codebook with it where it was its only version. `Conflict`."""
        with self._drafting(slug, number, viewer) as (work, version):
            stored.discard(work.connection, version.codebook.id, number)
            work.record("discard codebook draft", f"{slug}:{number}", before=version.revision)

    def retire(self, slug: str, number: int, *, viewer: Viewer, again: bool = False) -> None:
        """Offer a published version no more for new rounds, or again; what was coded with it stays. `Conflict`."""
        codebook = self._own(slug, viewer)
        with self._store.begin(actor(viewer)) as work:
            if not stored.retire(work.connection, codebook.id, number, again=again):
                raise Conflict("error.conflict")
            work.record("offer codebook again" if again else "retire codebook", f"{slug}:{number}")

    def review(
        self, slug: str, number: int, key: str, part: str, language: str, *, viewer: Viewer, take_back: bool = False
    ) -> None:  # fmt: skip
        """A person says that she has read a label or definition and stands for it, or that no longer: under her name,
        for exactly this text. `Invalid` for a text that is not there."""
        version = self._codebooks.version(viewer, slug, number)
        require(viewer, Action.REVIEW_CODEBOOK, version)
        text = _code(version, key).text(part, language) if part in JUDGED and ":" not in key else ""
        if not text or viewer.account is None:
            raise Invalid("codebook.nothing", {"review": ["codebook.nothing"]})
        with self._store.begin(actor(viewer)) as work:
            sign = digest(part, language, text)
            if take_back:
                done = stored.unreview(work.connection, slug, key, sign)
            else:
                done = stored.review(work.connection, slug, key, sign, viewer.account)
            if done:
                act = "take back code review" if take_back else "review code"
                work.record(act, f"{slug}:{number}:{key}:{part}.{language}")

    def _own(self, slug: str, viewer: Viewer) -> Codebook:
        """A codebook of this installation that the viewer may edit."""
        codebook = self._codebooks.shelf(viewer, slug).codebook
        require(viewer, Action.EDIT_CODEBOOK, codebook)
        if codebook.listed:
            raise Conflict("codebook.listed")
        return codebook

    @contextmanager
    def _drafting(
        self, slug: str, number: int, viewer: Viewer, revision: int | None = None
    ) -> Iterator[tuple[UnitOfWork, CodebookVersion]]:  # fmt: skip
        """One change of a draft, at this revision where one is named; the version as it stands, at its new revision."""
        codebook = self._own(slug, viewer)
        if not 0 < number <= HIGHEST:
            raise NotFound()
        with self._store.begin(actor(viewer)) as work:
            after = stored.touch(work.connection, codebook.id, number, revision)
            version = whole(work.connection, codebook, number)
            if version.state != "draft":
                raise Conflict("codebook.frozen")
            if after is None:
                raise Changed()
            yield work, version

    def _before(self, work: UnitOfWork, version: CodebookVersion) -> CodebookVersion | None:
        return whole(work.connection, version.codebook, version.number - 1) if version.number > 1 else None


def _readiness(version: CodebookVersion, before: CodebookVersion | None) -> Readiness:
    lost = unmapped(before, version) if before else ()
    return Readiness(missing(version), undefined(version), lost, not version.codes)


def _with(codes: Sequence[Code], kept: Code, after: str | None) -> list[Code]:
    """The codes with this one in the place of its older form; a new one stands behind `after`, else last."""
    if any(one.key == kept.key for one in codes):
        return [kept if one.key == kept.key else one for one in codes]
    at = next((place for place, one in enumerate(codes, start=1) if one.key == after), len(codes))
    return [*codes[:at], kept, *codes[at:]]


def _code(version: CodebookVersion, key: str) -> Code:
    found = version.code(key)
    if found is None:
        raise NotFound()
    return found


def _words(words: Words, clean: Callable[[str], str]) -> Words:
    return {language: kept for language in LANGUAGES if (kept := clean(words.get(language, "")))}


def _refuse(found: Sequence[Fault]) -> None:
    """Refuse what has faults; the first is said, every field is named."""
    if found:
        fields: dict[str, list[str]] = {}
        for one in found:
            fields.setdefault(one.field, []).append(one.code)
        raise Invalid(found[0].code, fields, **found[0].params)
