"""Plain text: nothing stands beside it, but for the lines in which Markdown names its author at the top."""

from __future__ import annotations

import re

_FRONT = re.compile(rb"\A(?:\xef\xbb\xbf)?---\r?\n.*?\n---\r?\n", re.DOTALL)
_PERSONAL = re.compile(
    rb"(?mi)^(?:author|authors|editor|creator|contributor|owner|email|user)s?[ \t]*:.*\r?\n(?:[ \t]+.*\r?\n|- .*\r?\n)*"
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def clean(content: bytes) -> bytes:
    """The text without the names in its front matter and without comments that no reader sees."""
    front = _FRONT.match(content)
    if front:
        content = _PERSONAL.sub(b"", front.group()) + content[front.end() :]
    return _COMMENT.sub(b"", content)
