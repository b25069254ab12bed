"""The report of a round, as its reader may read it: method, coders, agreement, who disagreed where, and what was
decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Literal

from caselaw.access.viewer import Viewer
from caselaw.domain.coding.adjudication import Compared, by_record
from caselaw.domain.coding.agreement_round import CodeAgreement, advice
from caselaw.domain.coding.agreement_units import Unit
from caselaw.exchange import report_docx, report_xlsx
from caselaw.exchange.agreement_words import figure, interval, share
from caselaw.exchange.report import Report, Row, Section
from caselaw.messages import say, say_day
from caselaw.services.coding.agreement import AgreementPage, AgreementService, Comparison
from caselaw.services.coding.seeing import Reopened
from caselaw.services.signing import actor
from caselaw.store import Store
from caselaw.store import documents as stored_documents

Form = Literal["docx", "xlsx"]
WRITERS: Mapping[str, tuple[Callable[[Report], bytes], str]] = {
    "docx": (report_docx.write, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xlsx": (report_xlsx.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class ReportService:
    """Gives out reports of rounds; each is a line of the trail."""

    def __init__(self, store: Store, agreement: AgreementService) -> None:
        self._store = store
        self._agreement = agreement

    def file(self, round_id: str, form: Form, language: str, *, named: bool, viewer: Viewer) -> tuple[bytes, str]:
        """The report as bytes of this form, and their media type; the coders by name, or as letters. `NotFound`."""
        page = self._agreement.agreement(round_id, viewer=viewer, titled=True)
        with self._store.reading() as connection:
            numbers = {
                Unit(record, one.anchor): one.number or ""
                for record in {each.unit.document for each in page.comparison.disputed}
                for one in stored_documents.load_paragraphs(connection, record, viewer.audiences)
            }
        with self._store.begin(actor(viewer)) as work:
            work.record("export round", page.comparison.round.id)
        write, media_type = WRITERS[form]
        return write(_Writer(page, numbers, language, named).report()), media_type


def reopened_says(found: Reopened | None, language: str) -> str:
    """That answers could be read before coding went on, and when, in words; nothing where they could not."""
    if found is None:
        return ""
    opened, back = (say_day(one.date(), language) for one in (found.opened, found.back))
    return say("agreement.reopened", language, opened=opened, back=back, name=found.name)


@dataclass(frozen=True)
class _Writer:
    page: AgreementPage
    numbers: Mapping[Unit, str]
    language: str
    named: bool

    @property
    def _of(self) -> Comparison:
        return self.page.comparison

    def report(self) -> Report:
        """All of it."""
        sections = (
            self._method(), self._coders(), self._codes(), self._pairs(), self._matrix(), self._decisions(),
            self._left_out(),
        )  # fmt: skip
        return Report(self.language, self._say("report"), self._of.round.title, sections)

    def _say(self, code: str, **params: str | int) -> str:
        return say(f"agreement.{code}", self.language, **params)

    def _person(self, account: str) -> str:
        if self.named or account not in self._letters:
            return self._of.names.get(account, "—")
        return self._say("coder_letter", letter=self._letters[account])

    @property
    def _letters(self) -> Mapping[str, str]:
        """Letters in an order that tells nothing of the names: that of the accounts' ids."""
        every = sorted({*self._of.round.coders, *(one for each in self._of.compared for one in each.coders)})
        return {account: _letter(place) for place, account in enumerate(every)}

    def _code(self, code: str) -> str:
        return self._of.label(code, self.language)

    def _method(self) -> Section:
        of, found = self._of.round, self.page.agreement
        book = self._of.codebook
        title = book.codebook.title(self.language) if book else of.codebook
        lines = (
            *((f"{self._say('purpose')}: {of.purpose}",) if of.purpose else ()),
            f"{self._say('state')}: {say(f'round_state.{of.state}', self.language)}",
            f"{self._say('codebook')}: {self._say('version', title=title, number=of.version)}",
            reopened_says(self._of.reopened, self.language) or self._say("blind" if of.blind else "open"),
            self._say("about.paragraphs"),
            f"{self._say('units')}: {found.units}",
            self._say("method"),
            self._say("conventions", habit=self._say("habit.moderate")),
        )
        return Section(self._say("method_title"), lines)

    def _coders(self) -> Section:
        rows = tuple(sorted((self._person(one), str(len(done))) for one, done in self._of.finished.items()))
        return Section(self._say("coders"), (), (self._say("coder"), self._say("finished")), rows)

    def _codes(self) -> Section:
        found = self.page.agreement
        kappa = "cohen" if len(found.coders) == 2 else "fleiss"
        head = tuple(
            self._say(one) for one in ("code", "given", "everyone", "percent", kappa, "interval_of", "alpha",
                                       "interval_of", "sure", "means")
        )  # fmt: skip
        whole = (
            self._say("over_all"), "", "", share(found.percent, self.language), "", "",
            figure(found.alpha, self.language), interval(found.alpha, self.language), "",
            self._say(f"advice.{advice(found.alpha)}"),
        )  # fmt: skip
        never = (f"{self._say('never')} {self._list(map(self._code, self.page.never))}",) if self.page.never else ()
        return Section(self._say("title"), never, head, (whole, *map(self._of_code, found.codes)))

    def _of_code(self, one: CodeAgreement) -> Row:
        return (
            self._code(one.code), str(one.units), str(one.everyone), share(one.percent, self.language),
            figure(one.kappa, self.language), interval(one.kappa, self.language), figure(one.alpha, self.language),
            interval(one.alpha, self.language), figure(one.sure, self.language),
            self._say(f"advice.{advice(one.alpha)}"),
        )  # fmt: skip

    def _pairs(self) -> Section:
        head = tuple(self._say(one) for one in ("coders", "units", "percent", "alpha", "interval_of"))
        rows = tuple(
            (
                " · ".join(map(self._person, one.coders)), str(one.units), share(one.percent, self.language),
                figure(one.alpha, self.language), interval(one.alpha, self.language),
            )
            for one in self.page.agreement.pairs
        )  # fmt: skip
        return Section(self._say("by_pair"), (), head, rows)

    def _matrix(self) -> Section:
        cells = by_record(self._of.compared)
        codes = sorted({code for row in cells.values() for code in row}, key=self._code)
        rows = tuple(
            (
                self._title(Unit(record)),
                *(str(cells[record][code][0]) if code in cells[record] else "" for code in codes),
            )
            for record in self._of.round.documents
            if record in cells
        )
        lines = () if rows else (self._say("none"),)
        return Section(self._say("matrix"), lines, (self._say("record"), *map(self._code, codes)), rows)

    def _decisions(self) -> Section:
        progress = self._of.progress
        told = self._say(
            "progress", decided=str(progress.decided), disputed=str(progress.disputed), agreed=str(progress.agreed)
        )
        head = tuple(
            self._say(one) for one in ("record", "unit", "code", "coders", "decision", "why", "decided_by", "day")
        )
        return Section(self._say("decisions"), (told,), head, tuple(map(self._disputed, self._of.disputed)))

    def _disputed(self, one: Compared) -> Row:
        said = "\n".join(
            (*self._gave(one), *(f"{self._person(who)}: {self._say('gave_not')}" for who in one.not_given))
        )
        unit = self._place(one.unit)
        if one.standing != "decided":
            return (self._title(one.unit), unit, self._code(one.code), said, self._say("waiting"), "", "", "")
        last = one.decisions[-1]
        who = self._person(last.by) + (f" ({self._say('own_short')})" if last.own else "")
        day = say_day(last.at, self.language)
        decided = self._say("yes" if last.given else "no")
        return (self._title(one.unit), unit, self._code(one.code), said, decided, last.reason, who, day)

    def _gave(self, one: Compared) -> Iterator[str]:
        for who, codings in one.given.items():
            for coding in codings:
                told = (self._say("quoted", words=coding.quote) if coding.quote else "", coding.note)
                sure = self._say(f"confidence.{coding.confidence}")
                yield f"{self._person(who)}: {self._say('gave')}, {sure}. {' – '.join(filter(None, told))}".strip()

    def _left_out(self) -> Section:
        left = self._of.left_out
        parts = (("unfinished", left.unfinished), ("lost", left.lost), ("withheld", left.withheld))
        lines = tuple(self._say(f"left.{name}", count=count) for name, count in parts if count)
        return Section(self._say("left_out"), lines or (self._say("left.nothing"),))

    def _title(self, unit: Unit) -> str:
        document = self._of.documents.get(unit.document)
        return (document.facts.title if document else None) or unit.document

    def _place(self, unit: Unit) -> str:
        if not unit.anchor:
            return self._say("whole_record")
        number = self.numbers.get(unit)
        return self._say("paragraph", number=number) if number else self._say("a_paragraph")

    def _list(self, names: Iterator[str]) -> str:
        return "، ".join(names) if self.language == "ar" else ", ".join(names)


def _letter(place: int) -> str:
    """A, B, … Z, then A2, B2 …"""
    turn, at = divmod(place, len(ascii_uppercase))
    return ascii_uppercase[at] + (str(turn + 1) if turn else "")
