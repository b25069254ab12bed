"""Rich Text: without the groups that say who wrote, revised and annotated it, and without what was tracked as deleted.

Source of the names: Rich Text Format Specification 1.9.1, "Information Group", "Track Changes", "Comments".
"""

from __future__ import annotations

import re

_GROUPS = frozenset({
    "info", "revtbl", "rsidtbl", "generator", "userprops", "company", "atnid", "atnauthor", "annotation", "atnref",
    "atrfstart", "atrfend", "atndate", "atntime", "atnicn", "atnparent", "template", "docvar", "protusertbl",
    "passwordhash", "password", "mailmerge", "xmlnstbl", "xmlopen", "xmlclose", "datastore", "themedata",
    "colorschememapping", "latentstyles", "objdata", "writereservation", "writereservhash", "factoidname", "private",
    "object", "blipuid", "nextfile", "filetbl", "keywords", "doccomm", "hlinkbase", "manager", "operator", "author",
})  # fmt: skip
_SIGN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]", re.DOTALL)
_TRACES = re.compile(
    r"(?:rev(?:auth|dttm)(?:del)?|crauth|crdate|(?:char|ins|sect|par|del|tbl|pn)rsid|rsidroot|rsid|revisions|revprop)$"
)
_HIDDEN = frozenset({"deleted"})


def clean(content: bytes) -> bytes:
    """The text without those groups. Raises `ValueError` for what is no RTF, or has groups that never end."""
    if not content.lstrip().startswith(b"{\\rtf"):
        raise ValueError("no RTF")
    out: list[bytes] = []
    starts: list[int] = []  # where each open group begins in `out`
    dropped: int | None = None  # the depth of the group that goes
    at = 0
    while sign := _SIGN.search(content, at):
        if dropped is None:
            out.append(content[at : sign.start()])
        at = sign.end()
        if sign.group() == b"{":
            starts.append(len(out))
            out.append(b"{")
        elif sign.group() == b"}":
            if not starts:
                break
            began = starts.pop()
            if dropped is not None and len(starts) < dropped:
                del out[began:]
                dropped = None
            elif dropped is None:
                out.append(b"}")
            if not starts:
                return b"".join(out)
        else:
            word, number = (sign.group(1) or b"").decode(), sign.group(2)
            if word == "bin" and number:
                data = content[at : at + int(number)]
                at += len(data)
                if dropped is None:
                    out += [sign.group(), data]
            elif dropped is None and (word in _GROUPS or (word in _HIDDEN and number != b"0")) and len(starts) > 1:
                dropped = len(starts)
            elif dropped is None and not _TRACES.match(word):
                out.append(sign.group())
    raise ValueError("groups that do not end")
