"""The form of one file of the demo collection: a decision or a case of corporate abuse, in several languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from caselaw.domain.court import courts
from caselaw.domain.dates import PartialDate
from caselaw.domain.documentation.allegation import STATUSES
from caselaw.domain.identifiers import SCHEMES, Identifier
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.text import nfc

SECTIONS = ("facts", "findings", "orders", "enforcement", "significance", "later_history")
REQUIRED = frozenset({"facts", "findings", "significance"})
ROLES = (
    "operator", "parent", "subsidiary", "supplier", "buyer", "financier", "contractor", "joint_venture", "licensee",
)  # fmt: skip


@dataclass(frozen=True)
class SummaryText:
    """One language version: `sections` maps each of SECTIONS that has text to its paragraphs, in that order."""

    title: str
    headline: str
    sections: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class SummaryAllegation:
    """A claim against a company, its `statement` in every language of the summary; `body` is the id of a court."""

    company: str
    status: str
    source: str
    statement: Mapping[str, str]
    role: str | None = None
    home_state: str | None = None
    body: str | None = None


@dataclass(frozen=True)
class Summary:
    """One work of the demo collection; `citation` names the decision that has to be checked."""

    of_kind: str
    case_name: str
    court: str
    decided: PartialDate
    citation: str
    texts: Mapping[str, SummaryText]
    country: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    allegations: tuple[SummaryAllegation, ...] = ()


class Words(fields.String):
    """Text that is not empty, in NFC and without space at its ends."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not text or text != nfc(text).strip():
            raise ValidationError("empty, not NFC, or with space at an end")
        return text


class DecisionDate(fields.String):
    """A date of any precision, as ISO 8601."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        try:
            return PartialDate.parse(super()._deserialize(value, attr, data, **kwargs))
        except ValueError as error:
            raise ValidationError(str(error)) from None


def _state() -> fields.String:
    return fields.String(validate=validate.Regexp(r"[A-Z]{3}\Z"))


def _court(*, required: bool = False) -> fields.String:
    return fields.String(required=required, validate=validate.OneOf(tuple(courts())))


def _by_language(value: fields.Field[Any]) -> fields.Dict:
    return fields.Dict(keys=fields.String(validate=validate.OneOf(LANGUAGES)), values=value, required=True)


class IdentifierSchema(Schema):
    scheme = fields.String(required=True, validate=validate.OneOf(sorted(SCHEMES)))
    value = Words(required=True)

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Identifier:
        return Identifier(**data)


class SummaryTextSchema(Schema):
    title = Words(required=True)
    headline = Words(required=True)
    sections = fields.Dict(
        keys=fields.String(validate=validate.OneOf(SECTIONS)),
        values=fields.List(Words(), validate=validate.Length(min=1)),
        required=True,
    )

    @validates_schema
    def has_its_parts(self, data: dict[str, Any], **_: Any) -> None:
        missing = REQUIRED - set(data["sections"])
        if missing:
            raise ValidationError(f"without {', '.join(sorted(missing))}", "sections")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SummaryText:
        given = data["sections"]
        sections = {name: tuple(given[name]) for name in SECTIONS if name in given}
        return SummaryText(data["title"], data["headline"], sections)


class SummaryAllegationSchema(Schema):
    company = Words(required=True)
    role = fields.String(validate=validate.OneOf(ROLES))
    home_state = _state()
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    body = _court()
    source = Words(required=True)
    statement = _by_language(Words())

    @validates_schema
    def a_finding_names_its_body(self, data: dict[str, Any], **_: Any) -> None:
        if data["status"] == "found" and "body" not in data:
            raise ValidationError("a finding names the body that made it", "body")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> SummaryAllegation:
        return SummaryAllegation(**data)


class SummarySchema(Schema):
    """Reads one file, already parsed from TOML, into a `Summary`; `ValidationError` names what is wrong."""

    of_kind = fields.String(required=True, validate=validate.OneOf(("judgment", "order", "decision", "abuse_report")))
    case_name = Words(required=True)
    court = _court(required=True)
    country = _state()
    decided = DecisionDate(required=True)
    citation = Words(required=True)
    identifiers = fields.List(fields.Nested(IdentifierSchema), load_default=list)
    allegations = fields.List(fields.Nested(SummaryAllegationSchema), load_default=list)
    texts = _by_language(fields.Nested(SummaryTextSchema))

    @validates_schema
    def speaks_two_languages(self, data: dict[str, Any], **_: Any) -> None:
        languages = set(data["texts"])
        if len(languages) < 2:
            raise ValidationError("in fewer than two languages", "texts")
        for allegation in data["allegations"]:
            if set(allegation.statement) != languages:
                raise ValidationError("a statement is made in exactly the languages of the record", "allegations")

    @post_load
    def make(self, data: dict[str, Any], **_: Any) -> Summary:
        data["identifiers"] = tuple(data["identifiers"])
        data["allegations"] = tuple(data["allegations"])
        return Summary(**data)
