"""A call as bytes, which are what is sealed; and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from caselaw.domain.errors import VaultDamaged
from caselaw.domain.solidarity.call import Attached, Call, Consent, Deed, PassedOn, Wording

_FORM = 1


def written(call: Call) -> bytes:
    """The bytes of a call: JSON in UTF-8. Its id, group and revision are no part of them: the seal binds those."""
    said = asdict(call)
    for outside in ("id", "group", "revision"):
        del said[outside]
    return json.dumps({"form": _FORM, **said}, ensure_ascii=False, default=date.isoformat).encode()


def read(plain: bytes, id: str, group: str, revision: int) -> Call:  # noqa: A002
    """The call that these bytes are. `VaultDamaged` for what no release wrote."""
    try:
        said = json.loads(plain)
        if said["form"] != _FORM:
            raise VaultDamaged()
        return Call(
            id=id, group=group, revision=revision, state=said["state"], outcome=said["outcome"],
            received=date.fromisoformat(said["received"]), wording=_wording(said["wording"]),
            deeds=tuple(Deed(**{**one, "day": _day(one["day"])}) for one in said["deeds"]),
            files=tuple(Attached(**{**one, "day": date.fromisoformat(one["day"])}) for one in said["files"]),
            passed_on=tuple(_passed(one) for one in said["passed_on"]),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError):
        raise VaultDamaged() from None


def _wording(said: Mapping[str, Any]) -> Wording:
    consent = said["consent"]
    days = {name: _day(consent[name]) for name in ("given", "until")}
    return Wording(said["words"], said["risks"], Consent(**{**consent, **days}))


def _passed(said: Mapping[str, Any]) -> PassedOn:
    return PassedOn(**{**said, "day": date.fromisoformat(said["day"]), "fields": tuple(said["fields"])})


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
