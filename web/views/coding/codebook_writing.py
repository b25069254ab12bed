"""Codebooks as they are written: made or copied, a draft's codes typed, mapped, brought in from a file, published; and
texts reviewed. Every change is one form that is posted and answered by the page it changed."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Callable

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from caselaw.domain.audience import Audience
from caselaw.domain.codebook.codes import FACETS, LISTS, PARTS, Code, CodebookVersion, Status
from caselaw.domain.codebook.moving import default_map, moves
from caselaw.domain.errors import CaselawError, Changed, Conflict, Forbidden, Invalid, NotFound
from caselaw.domain.languages import LANGUAGES
from caselaw.services.codebooks.files import LARGEST, Preview
from web.refusals import status
from web.security import restrict
from web.session import services, viewer
from web.views.coding.codebooks import code_page, refused, version_page, words
from web.views.editing.facts import WRITES

FILES = "60 per hour"
"""How many files one account may bring in: each is read whole."""
CHOICES = 3  # codes that one old code can have become, in the form; the API takes more
DROPPED = "-"
_REFUSALS = (Invalid, Changed, Conflict)


def register(pages: Blueprint, limiter: Limiter) -> None:
    """Put the pages up; files that are brought in are counted by account."""
    version = "/codebooks/<slug>/<int:number>"
    counted = limiter.limit(FILES, key_func=lambda: f"codebook:{viewer().account}")
    writes = limiter.limit(WRITES)
    pages.add_url_rule("/codebooks/new", "new_codebook", new)
    pages.add_url_rule("/codebooks/new", "make_codebook", writes(make), methods=["POST"])
    pages.add_url_rule(version, "change_codebook", writes(change), methods=["POST"])
    pages.add_url_rule(f"{version}/new", "new_code", new_code)
    pages.add_url_rule(f"{version}/new", "add_code", writes(add_code), methods=["POST"])
    pages.add_url_rule(f"{version}/codes/<key>", "change_code", writes(change_code), methods=["POST"])
    pages.add_url_rule(f"{version}/map", "map_codes", ask_map)
    pages.add_url_rule(f"{version}/map", "save_map", writes(save_map), methods=["POST"])
    pages.add_url_rule(f"{version}/import", "import_codes", ask_file)
    pages.add_url_rule(f"{version}/import", "look_at_codes", counted(look), methods=["POST"])


def new() -> ResponseReturnValue:
    """The form for a codebook of one's own, empty or as a copy."""
    if viewer().account is None:
        return redirect(url_for("pages.login", next=url_for("pages.new_codebook")))
    if not services().codebook_editing.audiences(viewer()):
        raise Forbidden()
    return _new_page()


def make() -> ResponseReturnValue:
    """Make it."""
    if not services().codebook_editing.audiences(viewer()):
        raise Forbidden()
    slug, _, number = request.form.get("copy_of", "").partition(":")
    copy_of = (slug, int(number)) if slug and number.isascii() and number.isdigit() and len(number) < 5 else None
    try:
        made = services().codebook_editing.create(
            _texts("title"), Audience(request.form.get("access", "")), viewer=viewer(), about=_texts("about"),
            copy_of=copy_of,
        )  # fmt: skip
    except Invalid as refusal:
        return make_response(_new_page(refusal), 422)
    return redirect(url_for("pages.codebook_version", slug=made, number=1), 303)


def change(slug: str, number: int) -> ResponseReturnValue:
    """One change of a version as a whole. Where it cannot be, the page says why above the form as it was sent."""
    version = services().codebooks.version(viewer(), slug, number)
    try:
        onward = _CHANGES.get(request.form.get("do", ""), _unknown)(version)
    except _REFUSALS as refusal:
        there = services().codebooks.version(viewer(), slug, number)
        return make_response(version_page(there, refusal, request.form), status(refusal))
    return redirect(onward, 303)


def new_code(slug: str, number: int) -> str:
    """The form for one more code of a draft."""
    version = services().codebooks.version(viewer(), slug, number)
    services().codebook_editing.readiness(slug, number, viewer=viewer())  # asks whether she may
    return _code_form(version, Code("", {}))


def add_code(slug: str, number: int) -> ResponseReturnValue:
    """Keep a new code."""
    version = services().codebooks.version(viewer(), slug, number)
    code = _typed(request.form.get("key", "").strip())
    try:
        services().codebook_editing.put_code(
            slug, number, code, stood=None, viewer=viewer(), after=request.form.get("after") or None
        )
    except _REFUSALS as refusal:
        return make_response(_code_form(version, code, refusal), status(refusal))
    return redirect(_at(slug, number, code.key), 303)


def change_code(slug: str, number: int, key: str) -> ResponseReturnValue:
    """One change of a code, or a review of one of its texts."""
    version = services().codebooks.version(viewer(), slug, number)
    if version.code(key) is None:
        raise NotFound()
    editing, do = services().codebook_editing, request.form.get("do", "")
    typed = None
    try:
        if do == "save":
            typed = _typed(key)
            editing.put_code(slug, number, typed, stood=request.form.get("stood", ""), viewer=viewer())
        elif do in ("up", "down"):
            editing.move_code(slug, number, key, -1 if do == "up" else 1, viewer=viewer())
        elif do == "drop":
            editing.drop_code(slug, number, key, viewer=viewer())
            return redirect(url_for("pages.codebook_version", slug=slug, number=number), 303)
        else:
            act, _, text = do.partition(" ")
            part, _, code = text.partition(".")
            if act not in ("review", "take_back"):
                raise Invalid("error.invalid")
            editing.review(slug, number, key, part, code, viewer=viewer(), take_back=act == "take_back")
    except _REFUSALS as refusal:
        there = services().codebooks.version(viewer(), slug, number)
        return make_response(code_page(there, key, refusal, typed), status(refusal))
    return redirect(_at(slug, number, key), 303)


def ask_map(slug: str, number: int) -> str:
    """What became of each code of the version before, to be said."""
    return _map_page(slug, number)


def save_map(slug: str, number: int) -> ResponseReturnValue:
    """Keep what was said of old codes; those left open stay open."""
    said: dict[str, list[str]] = {}
    for name in {name.rpartition(":")[0] for name in request.form if name.startswith("became:")}:
        chosen = [one for at in range(CHOICES) if (one := request.form.get(f"{name}:{at}", ""))]
        if chosen:
            said[name.removeprefix("became:")] = [one for one in chosen if one != DROPPED]
    try:
        services().codebook_editing.set_maps(slug, number, said, viewer=viewer())
    except _REFUSALS as refusal:
        return make_response(_map_page(slug, number, refusal), status(refusal))
    return redirect(url_for("pages.codebook_version", slug=slug, number=number) + "#draft", 303)


def ask_file(slug: str, number: int) -> str:
    """The form for a file."""
    version = services().codebooks.version(viewer(), slug, number)
    services().codebook_editing.readiness(slug, number, viewer=viewer())
    return _import_page(version)


def look(slug: str, number: int) -> ResponseReturnValue:
    """What a file would change; and, sent again from there, the change."""
    version = services().codebooks.version(viewer(), slug, number)
    sent = request.files.get("file")
    content = sent.stream.read(LARGEST + 1) if sent else _carried_along()
    remove = request.form.get("remove") == "yes"
    try:
        seen = services().codebook_files.preview(slug, number, content, viewer=viewer(), remove=remove)
        if request.form.get("do") == "apply" and not seen.faults:
            services().codebook_editing.put_codes(slug, number, seen.codes, revision=_revision(), viewer=viewer())
            return redirect(url_for("pages.codebook_version", slug=slug, number=number), 303)
    except _REFUSALS as refusal:
        return make_response(_import_page(version, refusal=refusal), status(refusal))
    return make_response(_import_page(version, seen, b64encode(content).decode("ascii"), remove))


def _publish(version: CodebookVersion) -> str:
    services().codebook_editing.publish(
        version.codebook.slug, version.number, revision=_revision(), viewer=viewer(),
        accept_missing=request.form.get("accept") == "yes",
    )  # fmt: skip
    return _version_at(version)


def _begin(version: CodebookVersion) -> str:
    number = services().codebook_editing.begin_version(version.codebook.slug, viewer=viewer())
    return url_for("pages.codebook_version", slug=version.codebook.slug, number=number)


def _discard(version: CodebookVersion) -> str:
    services().codebook_editing.discard(version.codebook.slug, version.number, viewer=viewer())
    return url_for("pages.codebooks")


def _retire(version: CodebookVersion) -> str:
    services().codebook_editing.retire(version.codebook.slug, version.number, viewer=viewer())
    return _version_at(version)


def _again(version: CodebookVersion) -> str:
    services().codebook_editing.retire(version.codebook.slug, version.number, viewer=viewer(), again=True)
    return _version_at(version)


def _vocabularies(version: CodebookVersion) -> str:
    names = request.form.getlist("vocabulary")
    services().codebook_editing.set_vocabularies(version.codebook.slug, version.number, names, viewer=viewer())
    return _version_at(version)


def _describe(version: CodebookVersion) -> str:
    services().codebook_editing.describe(
        version.codebook.slug, _texts("title"), _texts("about"), revision=_revision(), viewer=viewer()
    )
    return _version_at(version)


def _unknown(_version: CodebookVersion) -> str:
    raise Invalid("error.invalid")


_CHANGES: dict[str, Callable[[CodebookVersion], str]] = {
    "publish": _publish, "begin": _begin, "discard": _discard, "retire": _retire, "again": _again,
    "vocabularies": _vocabularies, "describe": _describe,
}  # fmt: skip


def _new_page(refusal: Invalid | None = None) -> str:
    return render_template(
        "pages/codebook_new.html",
        audiences=services().codebook_editing.audiences(viewer()),
        shelves=services().codebooks.all(viewer()),
        wanted=request.form if refusal else {},
        copy_of=request.form.get("copy_of") or request.args.get("copy", ""),
        **refused(refusal),
        **words(),
    )


def _code_form(version: CodebookVersion, typed: Code, refusal: CaselawError | None = None) -> str:
    restrict(version.access)
    return render_template(
        "pages/codebook_new_code.html",
        version=version,
        book=version.codebook,
        typed=typed,
        **refused(refusal),
        **words(),
    )


def _map_page(slug: str, number: int, refusal: CaselawError | None = None) -> str:
    services().codebook_editing.readiness(slug, number, viewer=viewer())  # asks whether she may
    if number < 2:
        raise NotFound()
    new, old = (services().codebooks.version(viewer(), slug, one) for one in (number, number - 1))
    restrict(new.access)
    known = default_map(old, new)
    became = {one.key: one.became for one in moves(old, new)}
    settled = [code for code in old.codes if became.get(code.key) == "same"]
    return render_template(
        "pages/codebook_map.html",
        old=old,
        new=new,
        book=new.codebook,
        known=known,
        became=became,
        to_say=[code for code in old.codes if code not in settled],
        settled=settled,
        choices=CHOICES,
        dropped=DROPPED,
        **refused(refusal),
        **words(),
    )


def _import_page(
    version: CodebookVersion, seen: Preview | None = None, content: str = "", remove: bool = False,
    refusal: CaselawError | None = None,
) -> str:  # fmt: skip
    restrict(version.access)
    return render_template(
        "pages/codebook_import.html",
        version=version,
        book=version.codebook,
        seen=seen,
        content=content,
        remove=remove,
        most_kb=LARGEST // 1000,
        **refused(refusal),
        **words(),
    )


def _carried_along() -> bytes:
    """The file as the page that showed what it would change sends it again, byte for byte; nothing where it is none."""
    try:
        return b64decode(request.form.get("content", ""), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _typed(key: str) -> Code:
    """The code of the form, as it was typed."""
    form = request.form
    texts = {part: {one: form.get(f"{part}_{one}", "") for one in LANGUAGES} for part in PARTS}
    lists = {name: {one: tuple(form.get(f"{name}_{one}", "").splitlines()) for one in LANGUAGES} for name in LISTS}
    sources = {
        f"{part}.{one}": Status("named", form.get(f"source_{part}_{one}", ""))
        for part in ("label", "definition")
        for one in LANGUAGES
    }
    facet = form.get("facet", "other")
    return Code(
        key, texts["label"], texts["definition"], texts["use_when"], texts["not_when"], lists["examples"],
        lists["also"], form.get("broader") or None, facet if facet in FACETS else "other", sources,
    )  # fmt: skip


def _texts(name: str) -> dict[str, str]:
    return {one: request.form.get(f"{name}_{one}", "") for one in LANGUAGES}


def _revision() -> int:
    typed = request.form.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def _version_at(version: CodebookVersion) -> str:
    return url_for("pages.codebook_version", slug=version.codebook.slug, number=version.number)


def _at(slug: str, number: int, key: str) -> str:
    return url_for("pages.codebook_code", slug=slug, number=number, key=key)
