"""The stop behind a shortened word belongs to the name that ends with it: "S.A.", "Ltd.", "et al."."""

from __future__ import annotations

_SHORTENED = frozenset({"al", "bros", "cía", "cia", "co", "cie", "corp", "inc", "ltd", "ltda", "ltée", "sarl"})


def stripped(name: str, marks: str) -> str:
    """The name without the marks around it, a stop among them; one that shortens its last word stays."""
    name = name.lstrip(marks)
    bare = name.rstrip(marks)
    last = bare.rsplit(" ", 1)[-1]
    if name[len(bare) :].startswith(".") and ("." in last or last.casefold() in _SHORTENED):
        return bare + "."
    return bare
