"""The one tree of errors: everything the product refuses, with what a person needs to act on it.

An error carries a *code* and parameters, never a finished sentence: `caselaw.messages.say` says it in the reader's
language. Trouble inside data is not an error but a `caselaw.domain.problems.Problem`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


class CaselawError(Exception):
    """Base of all: `code` names the message, `params` fill it (strings and numbers only)."""

    code = "error.unexpected"

    def __init__(self, code: str | None = None, **params: str | int) -> None:
        self.code = code or type(self).code
        self.params: Mapping[str, str | int] = params
        super().__init__(self.code, dict(params))

    def __reduce__(self) -> tuple[object, ...]:  # errors cross process borders in the ingest pool
        return (_rebuild, (type(self), self.code, dict(self.params), self.__dict__))


def _rebuild(
    kind: type[CaselawError], code: str, params: dict[str, str | int], state: dict[str, object]
) -> CaselawError:
    error = kind.__new__(kind)
    Exception.__init__(error, code, params)
    error.__dict__.update(state)
    return error


class NotFound(CaselawError):
    """There is no such thing, or none that this viewer may know of: the two are never told apart."""

    code = "error.not_found"


class Forbidden(CaselawError):
    """The viewer may know of the thing but not do this to it."""

    code = "error.forbidden"


class Conflict(CaselawError):
    """The thing has changed since it was read, or exists already."""

    code = "error.conflict"


class Changed(Conflict):
    """Somebody else changed the thing since it was read: nothing of hers is overwritten, nothing was written."""

    code = "error.conflict"


class Invalid(CaselawError):
    """Input that breaks a rule; `fields` maps a field to its sentences (already said) or message codes."""

    code = "error.invalid"

    def __init__(
        self, code: str | None = None, fields: Mapping[str, Sequence[str]] | None = None, **params: str | int
    ) -> None:
        super().__init__(code, **params)
        self.fields: Mapping[str, Sequence[str]] = fields or {}


class QueryFault(Invalid):
    """A query that cannot be read; `start` and `end` are code points in the query as typed; `repair` is another query
    that can be read and is near to what was meant, where one was found."""

    code = "query.fault"

    def __init__(self, code: str, start: int, end: int, **params: str | int) -> None:
        super().__init__(code, None, **params)
        self.start = start
        self.end = end
        self.repair: str | None = None


class SettingsError(CaselawError):
    """A setting that is unknown or malformed: the program does not start."""

    code = "settings.malformed"


class StoreUnavailable(CaselawError):
    """The database does not answer, or its tables are of an older form than this program."""

    code = "store.down"


class SearchUnavailable(CaselawError):
    """The search engine does not answer, is of a wrong version, or lacks its index; `code` says which."""

    code = "search.down"


class EncoderUnavailable(CaselawError):
    """The encoder is not installed, or is not the one that was examined: what can work without it does."""

    code = "encoder.absent"


class IndexBusy(CaselawError):
    """Another process holds the writer of the index; it will apply the pending jobs."""

    code = "index.busy"


class Unreadable(CaselawError):
    """A file that yields no text at all; ingest turns it into a document with a problem."""

    code = "problem.unreadable"


class VaultLocked(CaselawError):
    """What is sealed is not open in this browser: a password and a code open it."""

    code = "vault.locked"


class VaultDamaged(CaselawError):
    """What is sealed does not open with the right key: it was changed, cut off, or put in the place of another."""

    code = "vault.damaged"


class LoginRefused(CaselawError):
    """Wrong name or password: which of the two is never said."""

    code = "login.refused"
