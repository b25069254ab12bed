"""Codebooks as the API tells them and takes them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from caselaw.domain.codebook.codes import (
    FACETS,
    JUDGED,
    LONGEST,
    MOST_CODES,
    MOST_IN_LIST,
    STATUS_KINDS,
    Code,
    CodebookVersion,
    Status,
)
from caselaw.domain.codebook.moving import Carried
from caselaw.domain.codebook.shelf import HIGHEST, Shelved
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import say
from caselaw.schemas.form import Among, AtMost, Between, Form, Text, Whole
from caselaw.schemas.paging import reader

_STATES = ("draft", "published", "retired")


def _words(longest: int, *, required: bool = False) -> fields.Dict:
    texts = Text(validate=AtMost(max=longest))
    tongues = fields.String(validate=Among(LANGUAGES))
    if required:
        return fields.Dict(keys=tongues, values=texts, required=True)
    return fields.Dict(keys=tongues, values=texts, load_default=dict)


def _lists(longest: int) -> fields.Dict:
    each = fields.List(Text(validate=AtMost(max=longest)), validate=AtMost(max=MOST_IN_LIST))
    return fields.Dict(keys=fields.String(validate=Among(LANGUAGES)), values=each, load_default=dict)


class CarriedArguments(Form):
    to = Whole(
        required=True, validate=Between(min=1, max=HIGHEST),
        metadata={"description": say("api.param.codebook_to", "en")},
    )  # fmt: skip
    reader = reader()


class GivenCodeSchema(Form):
    """A code as it is sent: labels and definitions are proposed, or from the texts named in `sources`."""

    key = Text(required=True, validate=AtMost(max=60))
    facet = Text(load_default="other", validate=Among(FACETS))
    broader = Text(load_default=None, allow_none=True, validate=AtMost(max=60))
    labels = _words(LONGEST["label"])
    also = _lists(LONGEST["also"])
    definition = _words(LONGEST["definition"])
    use_when = _words(LONGEST["use_when"])
    not_when = _words(LONGEST["not_when"])
    examples = _lists(LONGEST["examples"])
    sources = fields.Dict(
        keys=fields.String(validate=Among(tuple(f"{part}.{one}" for part in JUDGED for one in LANGUAGES))),
        values=Text(validate=AtMost(max=LONGEST["source"])), load_default=dict,
        metadata={"description": "By `label.en`, the text that it is from."},
    )  # fmt: skip


class StatusSchema(Form):
    kind = Text(required=True, validate=Among(STATUS_KINDS))
    source = Text(required=True)


class CodeSchema(GivenCodeSchema):
    name = Text(required=True, metadata={"description": "The label in the reader's language, else in another."})
    statuses = fields.Dict(
        keys=fields.String(), values=fields.Nested(StatusSchema), required=True,
        metadata={"description": "By `label.en`, how sure a label or definition is."},
    )  # fmt: skip


class EditionSchema(Form):
    number = Whole(required=True)
    state = Text(required=True, validate=Among(_STATES))
    codes = Whole(required=True)
    published = Text(required=True, allow_none=True, metadata={"description": "ISO 8601."})


class CodebookSchema(Form):
    slug = Text(required=True)
    title = Text(required=True)
    titles = _words(LONGEST["title"], required=True)
    about = _words(LONGEST["about"])
    access = Text(required=True)
    listed = fields.Boolean(required=True, metadata={"description": "It comes with the site: copied, not changed."})
    versions = fields.List(fields.Nested(EditionSchema), required=True)


class CodebooksSchema(Form):
    codebooks = fields.List(fields.Nested(CodebookSchema), required=True)


class CodebookVersionSchema(Form):
    slug = Text(required=True)
    number = Whole(required=True)
    state = Text(required=True, validate=Among(_STATES))
    revision = Whole(required=True)
    published = Text(required=True, allow_none=True)
    vocabularies = fields.List(
        fields.String(), required=True,
        metadata={"description": "Lists whose terms may be given beside the codes, under keys like `right:housing`."},
    )  # fmt: skip
    maps = fields.Dict(
        keys=fields.String(), values=fields.List(fields.String()), required=True,
        metadata={"description": "What was said of codes of the version before: the codes each became."},
    )  # fmt: skip
    codes = fields.List(fields.Nested(CodeSchema), required=True)


class NewCodebookSchema(Form):
    titles = _words(LONGEST["title"], required=True)
    about = _words(LONGEST["about"])
    access = Text(required=True, validate=AtMost(max=80))
    copy_of = Text(load_default=None, allow_none=True, validate=AtMost(max=64))
    copy_number = Whole(load_default=1, validate=Between(min=1, max=HIGHEST))


class GivenCodesSchema(Form):
    codes = fields.List(fields.Nested(GivenCodeSchema), required=True, validate=AtMost(max=MOST_CODES))


class GivenMapsSchema(Form):
    maps = fields.Dict(
        keys=Text(validate=AtMost(max=60)),
        values=fields.List(Text(validate=AtMost(max=120)), validate=AtMost(max=MOST_IN_LIST)), required=True,
        validate=validate.Length(min=1),
        metadata={"description": "By old code, the codes it became; none where it was dropped."},
    )  # fmt: skip


class PublishSchema(Form):
    accept_missing = fields.Boolean(
        load_default=False, metadata={"description": "Publish although texts are missing in a language."}
    )


class CarriedCodeSchema(Form):
    key = Text(required=True)
    became = fields.List(fields.String(), required=True)
    undecided = fields.Boolean(required=True)


class CarriedSchema(Form):
    slug = Text(required=True)
    number = Whole(required=True)
    to = Whole(required=True)
    codes = fields.List(fields.Nested(CarriedCodeSchema), required=True)


def shelf_form(shelf: Shelved, *, reader: str) -> dict[str, Any]:
    """A codebook with its versions."""
    book = shelf.codebook
    return {
        "slug": book.slug,
        "title": book.title(reader),
        "titles": dict(book.titles),
        "about": dict(book.about),
        "access": book.access,
        "listed": book.listed,
        "versions": [
            {"number": one.number, "state": one.state, "codes": one.codes, "published": _moment(one.published)}
            for one in shelf.editions
        ],
    }


def version_form(version: CodebookVersion, *, reader: str) -> dict[str, Any]:
    """A version whole."""
    return {
        "slug": version.codebook.slug,
        "number": version.number,
        "state": version.state,
        "revision": version.revision,
        "published": _moment(version.published),
        "vocabularies": list(version.vocabularies),
        "maps": {old: list(new) for old, new in version.maps.items()},
        "codes": [_code_form(one, reader) for one in version.codes],
    }


def carried_form(version: CodebookVersion, to: int, codes: Mapping[str, Carried]) -> dict[str, Any]:
    """How every code of a version is read in a newer one."""
    return {
        "slug": version.codebook.slug,
        "number": version.number,
        "to": to,
        "codes": [{"key": key, "became": list(one.keys), "undecided": one.undecided} for key, one in codes.items()],
    }


def given_code(form: Mapping[str, Any]) -> Code:
    """A code that was sent."""
    return Code(
        form["key"], form["labels"], form["definition"], form["use_when"], form["not_when"],
        {language: tuple(each) for language, each in form["examples"].items()},
        {language: tuple(each) for language, each in form["also"].items()},
        form["broader"], form["facet"],
        {name: Status("named", source) for name, source in form["sources"].items()},
    )  # fmt: skip


def _code_form(code: Code, reader: str) -> dict[str, Any]:
    return {
        "key": code.key,
        "name": code.label(reader),
        "facet": code.facet,
        "broader": code.broader,
        "labels": dict(code.labels),
        "also": {language: list(each) for language, each in code.also.items()},
        "definition": dict(code.definition),
        "use_when": dict(code.use_when),
        "not_when": dict(code.not_when),
        "examples": {language: list(each) for language, each in code.examples.items()},
        "sources": {name: one.source for name, one in code.statuses.items() if one.source},
        "statuses": {
            f"{part}.{language}": {
                "kind": code.status(part, language).kind,
                "source": code.status(part, language).source,
            }
            for part in JUDGED
            for language in LANGUAGES
            if code.text(part, language)
        },
    }


def _moment(moment: Any) -> str | None:
    return moment.isoformat() if moment else None
