"""Pages by cursor: an answer names the place to go on from, and says nothing where there is no more."""

from __future__ import annotations

from marshmallow import fields

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.searching.questions import MAX_PAGE_SIZE
from caselaw.messages import say
from caselaw.schemas.form import AtMost, Between, Form, Pattern, Text, Whole

CURSOR_LENGTH = 512
PARAGRAPHS = 50
MAX_PARAGRAPHS = 500
LIST_SIZE = 20


def cursor(code: str) -> Text:
    """An opaque place in a list, as an earlier answer gave it."""
    return Text(validate=AtMost(max=CURSOR_LENGTH), metadata={"description": say(code, "en")})


def numbered_cursor() -> Text:
    """A place that is a number (a position, a count), as an earlier answer gave it."""
    return Text(
        validate=Pattern("^[0-9]{1,9}$", "field.cursor"), metadata={"description": say("api.param.after", "en")}
    )


def reader() -> Text:
    """The language in which names and messages are said."""
    return Text(
        validate=Pattern(f"^({'|'.join(LANGUAGES)})$", "field.reader"),
        metadata={"description": say("api.param.reader", "en"), "enum": list(LANGUAGES)},
    )


class ReaderArguments(Form):
    reader = reader()


class ListArguments(Form):
    after = cursor("api.param.after")
    size = Whole(
        validate=Between(min=1, max=MAX_PAGE_SIZE),
        load_default=LIST_SIZE,
        metadata={"description": say("api.param.list_size", "en")},
    )
    reader = reader()


class ParagraphArguments(Form):
    after = numbered_cursor()
    size = Whole(
        validate=Between(min=1, max=MAX_PARAGRAPHS),
        load_default=PARAGRAPHS,
        metadata={"description": say("api.param.paragraph_size", "en")},
    )
    reader = reader()


def position_after(text: str | None) -> int:
    """The paragraph position a cursor of `ParagraphArguments` stands for, -1 for none."""
    return -1 if text is None else int(text)


def next_cursor() -> fields.String:
    """The cursor of the next page; null where there is none."""
    return Text(required=True, allow_none=True, metadata={"description": say("api.field.next", "en")})
