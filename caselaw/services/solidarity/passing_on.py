"""A call given to a trusted contact: a letter sealed with age to the contact's own key, which says what was left out.

age (age-encryption.org/v1, here by `pyrage`, the binding of the Rust implementation) is what a contact can open with a
free program on any machine, without an account here. The server could not open the file again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from pyrage import RecipientError, encrypt, x25519

from caselaw.domain.errors import Invalid
from caselaw.domain.solidarity.call import Call, PassedOn
from caselaw.domain.solidarity.leaving import Leaving, leaving
from caselaw.messages import say, say_day
from caselaw.services.solidarity.calls import CallService
from caselaw.services.vault.open_vault import OpenVault
from caselaw.store import vault as stored

_LONGEST = 200


@dataclass(frozen=True)
class Preview:
    """What would go, before it goes: the letter as the contact will read it, and what goes and stays."""

    letter: str
    leaving: Leaving


class PassingOn:
    """Previews what would go to a contact, and seals it to the contact's key."""

    def __init__(self, calls: CallService) -> None:
        self._calls = calls

    def preview(self, vault: OpenVault, call: str, wanted: Collection[str], language: str) -> Preview:
        """The letter that these fields would make, and what stays behind."""
        found = self._calls.get(vault, call)
        going = leaving(found.wording, "contact", wanted, _today())
        return Preview(_letter(found, going, language), going)

    def seal(
        self, vault: OpenVault, call: str, wanted: Collection[str], to: str, recipient: str, language: str,
        *, revision: int,
    ) -> bytes:  # fmt: skip
        """The letter, sealed to the contact's key, and noted inside the call. `Invalid` for what is no key of age, for
        nobody's name, or where nothing may go; `Changed` where the call is not the one whose preview was read."""
        found = self._calls.get(vault, call)
        going = leaving(found.wording, "contact", wanted, _today())
        _judge(to, recipient, going)
        sealed = encrypt(_letter(found, going, language).encode(), [x25519.Recipient.from_str(recipient.strip())])
        note = PassedOn(_today(), vault.account, to.strip(), recipient.strip(), tuple(going.goes))
        self._calls.edit(
            vault, call, revision, lambda now: replace(now, passed_on=(*now.passed_on, note)), "pass on call"
        )
        return bytes(sealed)


def _judge(to: str, recipient: str, going: Leaving) -> None:
    wrong: dict[str, list[str]] = {}
    if not to.strip() or len(to) > _LONGEST:
        wrong["to"] = ["solidarity.to_missing"]
    try:
        x25519.Recipient.from_str(recipient.strip())
    except RecipientError:
        wrong["recipient"] = ["solidarity.recipient"]
    if wrong:
        raise Invalid("solidarity.refused", wrong)
    if not going.goes:
        raise Invalid("solidarity.nothing_goes")


def _letter(call: Call, going: Leaving, language: str) -> str:
    consent = call.wording.consent
    until = say_day(consent.until, language) if consent.until else say("solidarity.letter.no_end", language)
    parts = [
        say("solidarity.letter.head", language, day=say_day(_today(), language)),
        say("solidarity.letter.consent", language, terms=consent.terms, until=until),
        *(f"{say(f'solidarity.field.{name}', language)}\n{words}" for name, words in going.goes.items()),
    ]
    if going.stays:
        left = [
            f"- {say(f'solidarity.field.{name}', language)}: {say(f'solidarity.stays.{why}', language)}"
            for name, why in going.stays.items()
        ]
        parts.append("\n".join([say("solidarity.letter.left_out", language), *left]))
    if call.files:
        parts.append(say("solidarity.letter.no_files", language))
    return "\n\n".join(parts) + "\n"


def _today() -> date:
    return date.fromisoformat(stored.today())
