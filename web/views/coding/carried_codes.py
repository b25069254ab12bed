"""Codes given in an older version of a codebook, said in the terms of its newest: the same, renamed, split or dropped.

Nothing coded is rewritten: the code as it was given stays beside what it would be called today.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from caselaw.domain.codebook.codes import CodebookVersion
from caselaw.domain.coding.codings import Coding
from caselaw.domain.errors import NotFound
from caselaw.messages import say
from web.i18n import language
from web.session import services, viewer


def in_newest_terms(found: Iterable[Coding]) -> Mapping[str, str]:
    """For each coding, by its id, whose codebook has a newer version that the viewer may read: what its code is there,
    as a sentence."""
    newest: dict[str, CodebookVersion | None] = {}
    said: dict[tuple[str, int, str], str] = {}
    sentences = {}
    for one in found:
        if one.codebook not in newest:
            newest[one.codebook] = _newest(one.codebook)
        now = newest[one.codebook]
        if now is None or now.number <= one.version:
            continue
        key = (one.codebook, one.version, one.code)
        if key not in said:
            said[key] = _sentence(one, now)
        if said[key]:
            sentences[one.id] = said[key]
    return sentences


def _newest(slug: str) -> CodebookVersion | None:
    try:
        return services().codebooks.version(viewer(), slug)
    except NotFound:
        return None


def _sentence(one: Coding, now: CodebookVersion) -> str:
    try:
        became = services().codebooks.carried(viewer(), one.codebook, one.code, one.version, now.number)
    except NotFound:
        return ""
    spoken = language()
    labels = " / ".join(code.label(spoken) if (code := now.code(key)) else key for key in became.keys)
    if became.dropped:
        return say("carried.dropped", spoken, number=now.number, old=one.version)
    if became.undecided:
        return say("carried.undecided", spoken, number=now.number, code=labels)
    if became.keys == (one.code,):
        return say("carried.same", spoken, number=now.number)
    return say("carried.now", spoken, number=now.number, code=labels)
