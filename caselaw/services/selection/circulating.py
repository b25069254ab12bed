"""A selection table goes round: links for organisations without an account, letters with or without a file, reminders.

Of a confidential table there is no link and no file by mail: letters say that there is something to answer, and where
one signs in. No subject ever names a table.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection

from caselaw.access.actions import Action
from caselaw.access.policy import require
from caselaw.access.viewer import Viewer
from caselaw.domain.errors import Changed, Conflict, Invalid, NotFound
from caselaw.domain.identifiers import new_id
from caselaw.domain.languages import LANGUAGES
from caselaw.domain.people.token import HANDLE
from caselaw.domain.selection.circulation import (
    LINK_DAYS,
    MOST_LINKS,
    PATIENCE,
    Kept,
    LetterKind,
    TableLetter,
    TableLink,
    expiry,
    read_addresses,
    sent_twice,
    to_remind,
)
from caselaw.domain.selection.table import Link, SelectionTable, Sheet, in_language
from caselaw.exchange import selection_files
from caselaw.exchange.selection_files import FORMS, MEDIA_TYPES, Form
from caselaw.messages import say, say_day
from caselaw.services.people.sessions import token_hash
from caselaw.services.selection.answering import Standing
from caselaw.services.selection.seeing import Seen, seen
from caselaw.services.selection.sheets import sheet_of
from caselaw.services.signing import actor
from caselaw.services.site.mail import Enclosure, Letter, Mail
from caselaw.store import Store, UnitOfWork
from caselaw.store.people import organisations
from caselaw.store.selection import answers, selections
from caselaw.store.selection import circulation as stored
from caselaw.store.tables.base import now

_WORKER = "worker"


@dataclass(frozen=True)
class Circulation:
    """All about how a table goes round, for who manages it; of returns and answers, that they came and never what.
    `twice` are the ids of letters that may be the second copy of one that went out."""

    links: tuple[TableLink, ...]
    letters: tuple[TableLetter, ...]
    returns: tuple[Kept, ...]
    standing: tuple[Standing, ...]
    twice: frozenset[str]


@dataclass(frozen=True)
class Through:
    """What a link opens: the answers of one organisation on one table, in the language it was made for."""

    link: Link
    language: str


class CirculationService:
    """Sending round. Everything but opening a link is for who manages the table: `Forbidden`, `NotFound`."""

    def __init__(self, store: Store, mail: Mail) -> None:
        self._store = store
        self._mail = mail

    def show(self, table: str, standing: Sequence[Standing], *, viewer: Viewer) -> Circulation:
        """Links, letters, returns and who has opened and answered, as told by `standing`."""
        with self._store.reading() as connection:
            require(viewer, Action.MANAGE_SELECTION, seen(connection, table, viewer).table)
            letters = stored.letters(connection, table)
            return Circulation(
                stored.links(connection, table), letters, stored.returns(connection, table, None), tuple(standing),
                sent_twice(letters),
            )  # fmt: skip

    def make_link(
        self, table: str, organisation: str, language: str, *, days: int = LINK_DAYS, viewer: Viewer
    ) -> str:  # fmt: skip
        """The address of a link for an organisation, told once. `Conflict` for a confidential table."""
        with self._store.begin(actor(viewer)) as work:
            shown = self._managed(work, table, organisation, viewer)
            return self._link(work, shown.table, organisation, _language(language), days)[0]

    def revoke(self, table: str, handle: str, *, viewer: Viewer) -> None:
        """A link is good for nothing from now on."""
        with self._store.begin(actor(viewer)) as work:
            require(viewer, Action.MANAGE_SELECTION, seen(work.connection, table, viewer).table)
            whole = len(handle) == HANDLE and handle.isalnum()
            organisation = stored.revoke(work.connection, table, handle, now()) if whole else None
            if organisation is None:
                raise NotFound()
            work.record("revoke selection link", f"{table} {organisation}")

    def send(
        self, table: str, organisation: str, emails: str, language: str, form: Form | None = None, *, viewer: Viewer
    ) -> tuple[TableLetter, ...]:  # fmt: skip
        """Write to these addresses; each gets a link of its own and, where wanted, the file. `Invalid` for what is no
        address, `Conflict` where the table takes no answers."""
        addresses, spoken = read_addresses(emails), _language(language)
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            require(viewer, Action.MANAGE_SELECTION, shown.table)
            if shown.table.asked(organisation) is None:
                raise NotFound()
            if shown.table.state != "answering":
                raise Conflict("selection.no_answers_now")
            if form and shown.table.confidential:
                raise Conflict("circulation.confidential")
        return tuple(
            self._write(shown.table, organisation, one, spoken, "asks", actor(viewer), form) for one in addresses
        )

    def remind(self, table: str, organisation: str, *, viewer: Viewer) -> tuple[TableLetter, ...]:
        """Write once more to all who were written to for this organisation, and whose link nobody took back."""
        with self._store.reading() as connection:
            shown = seen(connection, table, viewer)
            require(viewer, Action.MANAGE_SELECTION, shown.table)
            if shown.table.state != "answering":
                raise Conflict("selection.no_answers_now")
            written = _standing(connection, table, organisation)
        asked = {one.email: one.language for one in written}
        if not asked:
            raise Conflict("circulation.nobody")
        return tuple(
            self._write(shown.table, organisation, email, language, "reminds", actor(viewer))
            for email, language in asked.items()
        )

    def remind_due(self, today: date | None = None) -> int:
        """Remind those whose last day comes near and whose organisation is not done; how many letters were written. Run
        by the worker, however often: each reminder goes once. First what a process left behind is sent."""
        self.send_again(now())
        day, count = today or now().date(), 0
        with self._store.reading() as connection:
            waiting = stored.waited_for(connection)
        for table_id, organisation in waiting:
            with self._store.reading() as connection:
                table = selections.load(connection, table_id)
                before = to_remind(table.due, day) if table else None
                if table is None or before is None or _has_answered(connection, table, organisation):
                    continue
                written = _standing(connection, table_id, organisation)
            done = {one.email for one in written if one.before is not None and one.before <= before}
            begins = (table.due or day) - timedelta(days=before)
            asked = {one.email: one.language for one in written if one.kind == "asks" and one.at.date() < begins}
            for email in asked.keys() - done:
                with suppress(Conflict):  # as many links as a table may have: somebody has to take some back
                    self._write(table, organisation, email, asked[email], "reminds", _WORKER, before=before)
                    count += 1
        return count

    def send_again(self, moment: datetime) -> int:
        """Letters that were being sent when their process ended: nobody knows whether they went out, so each is written
        once more, and both say so; how many were."""
        with self._store.reading() as connection:
            found = [
                (one, selections.load(connection, one.table), stored.letters(connection, one.table))
                for one in stored.interrupted(connection, moment - PATIENCE)
            ]
        count = 0
        for lost, table, letters in found:
            goes = table is not None and table.state == "answering" and table.asked(lost.organisation) is not None
            if table is None or not goes or lost.id in sent_twice(letters):  # a letter that ends processes goes twice
                with self._store.writing() as connection:
                    stored.mark_posted(connection, lost.id, "unknown")
                continue
            form = next((one for one in FORMS if one == lost.enclosed and not table.confidential), None)
            with suppress(Conflict):  # somebody else has written it, or there are as many links as there may be
                self._write(
                    table, lost.organisation, lost.email, lost.language, lost.kind, _WORKER, form, lost.before, lost.id
                )
                count += 1
        return count

    def open(self, token: str) -> Through:
        """What a link opens; `NotFound` for one that is over, was taken back or never was, and while its table takes
        no answers."""
        digest, moment = token_hash(token[:200]), now()
        with self._store.reading() as connection:
            found = stored.find_link(connection, digest, moment)
            if found is None:
                raise NotFound("circulation.over")
            link = Link(found.table, found.organisation)
            try:
                seen(connection, found.table, link)
            except NotFound:
                raise NotFound("circulation.over") from None
        if found.opened is None:
            with self._store.begin(f"link:{found.organisation}") as work:
                stored.mark_opened(work.connection, digest, moment)
                selections.mark(work.connection, found.table, found.organisation, seen=True)
                work.record("open selection link", f"{found.table} {found.organisation}")
        return Through(link, found.language)

    def _managed(self, work: UnitOfWork, table: str, organisation: str, viewer: Viewer) -> Seen:
        shown = seen(work.connection, table, viewer)
        require(viewer, Action.MANAGE_SELECTION, shown.table)
        if shown.table.asked(organisation) is None:
            raise NotFound()
        return shown

    def _link(
        self, work: UnitOfWork, table: SelectionTable, organisation: str, language: str, days: int
    ) -> tuple[str, str]:  # fmt: skip
        """A new link: its address and its handle."""
        if table.confidential:
            raise Conflict("circulation.confidential")
        moment = now()
        if sum(one.good(moment) for one in stored.links(work.connection, table.id)) >= MOST_LINKS:
            raise Conflict("circulation.many_links", most=MOST_LINKS)
        token = secrets.token_urlsafe(32)
        digest = token_hash(token)
        link = TableLink("", table.id, organisation, language, moment, work.actor, expiry(moment, days))
        stored.add_link(work.connection, digest, link)
        work.record("make selection link", f"{table.id} {organisation}")
        return self._mail.address(language, f"t/{token}"), digest[:HANDLE]

    def _write(
        self, table: SelectionTable, organisation: str, email: str, language: str, kind: LetterKind, by: str,
        form: Form | None = None, before: int | None = None, instead_of: str = "",
    ) -> TableLetter:  # fmt: skip
        """One letter. It is on record as being sent before it goes, with its link: none is out of which nobody knows,
        and none opens nothing. What became of it is said after."""
        code = "table" if kind == "asks" else "table_reminder"
        params: dict[str, str | int] = {"due": _by(table.due, language), "enclosed": ""}
        enclosed = (self._file(table.id, organisation, language, form),) if form else ()
        with self._store.begin(by) as work:
            if instead_of and not stored.mark_posted(work.connection, instead_of, "unknown"):
                raise Changed()
            if table.confidential:
                code, handle = f"{code}_sign_in", ""
                params["link"] = self._mail.address(language, f"tables/{table.id}")
            else:
                params["link"], handle = self._link(work, table, organisation, language, LINK_DAYS)
                known = organisations.load(work.connection, organisation)
                params |= {
                    "title": in_language(table.titles, language),
                    "organisation": known.short_name if known else organisation,
                    "enclosed": say("circulation.enclosed", language) if form else "",
                }
            letter = TableLetter(
                new_id(), table.id, organisation, email, language, kind, "sending", now(), by, form or "", before,
                handle,
            )  # fmt: skip
            stored.add_letter(work.connection, letter)
            action = "write about selection table" if kind == "asks" else "remind of selection table"
            work.record(action, f"{table.id} {organisation}")
        posted = self._mail.post(Letter(email, code, language, params, enclosed))
        with self._store.writing() as connection:
            stored.mark_posted(connection, letter.id, posted)
        return replace(letter, posted=posted)

    def _file(self, table: str, organisation: str, language: str, form: Form) -> Enclosure:
        """What a link would give: a letter is read by whoever it reaches."""
        with self._store.reading() as connection:
            sheet: Sheet = sheet_of(
                connection, seen(connection, table, Link(table, organisation)), organisation, language, bare=True
            )
        return Enclosure(file_name(table, form), MEDIA_TYPES[form], selection_files.write(sheet, form))


def file_name(table: str, form: str) -> str:
    """A name that tells nothing to who sees a list of files."""
    return f"table-{table[:8]}.{form}"


def _standing(connection: Connection, table: str, organisation: str) -> list[TableLetter]:
    """The letters to an organisation but those whose link was taken back: that address is not to have another."""
    revoked = {one.handle for one in stored.links(connection, table) if one.revoked}
    hers = (one for one in stored.letters(connection, table) if one.organisation == organisation)
    return [one for one in hers if one.link not in revoked]


def _has_answered(connection: Connection, table: SelectionTable, organisation: str) -> bool:
    """Every cell has an answer, though nobody said that this was all."""
    found = answers.answers(connection, table.id, organisation)
    said = sum(one.said for one in found.values())
    return bool(table.criteria) and said >= len(table.criteria) * len(table.candidates)


def _by(due: date | None, language: str) -> str:
    if due is None:
        return ""
    return say("sheet.due", language, day=say_day(due, language))


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise Invalid("selection.language", {"language": ["selection.language"]})
    return code
