"""Links, letters and returned files of selection tables: the same on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from caselaw.domain.audience import group_audience
from caselaw.domain.selection.circulation import Kept, TableLetter, TableLink, expiry, to_remind
from caselaw.domain.selection.table import Invited, SelectionTable
from caselaw.store import Store
from caselaw.store.selection import circulation, selections
from caselaw.store.tables.base import now

TABLE = "0123456789abcdef"


def stored(store: Store) -> str:
    moment = now().date() + timedelta(days=10)
    table = SelectionTable(
        TABLE, group_audience("delta"), {"en": "Cases"}, {}, {}, ("en",), "own", invited=(Invited("legal"),),
        state="answering", due=moment, made_by="cora",
    )  # fmt: skip
    with store.begin("cora") as work:
        selections.add(work.connection, table)
        selections.invite(work.connection, TABLE, ["rivers"])
    return TABLE


def test_a_link_is_found_by_its_digest_while_it_is_good(store: Store) -> None:
    table, moment = stored(store), now()
    link = TableLink("", table, "legal", "ar", moment, "cora", expiry(moment, 30))
    with store.begin("cora") as work:
        circulation.add_link(work.connection, "ab" * 32, link)
        found = circulation.find_link(work.connection, "ab" * 32, moment)
        assert found == replace(link, handle="ab" * 6)
        assert circulation.find_link(work.connection, "ab" * 32, link.expires) is None
        circulation.mark_opened(work.connection, "ab" * 32, moment)
        circulation.mark_opened(work.connection, "ab" * 32, moment + timedelta(days=1))
        assert circulation.links(work.connection, table)[0].opened == moment
        assert circulation.revoke(work.connection, table, "%" * 12, moment) is None
        assert circulation.revoke(work.connection, table, "ab" * 6, moment) == "legal"
        assert circulation.revoke(work.connection, table, "ab" * 6, moment) is None
        assert circulation.find_link(work.connection, "ab" * 32, moment) is None


def test_who_is_waited_for(store: Store) -> None:
    table, moment = stored(store), now()
    letter = TableLetter("1" * 16, table, "legal", "desk@x.example", "en", "asks", "sent", moment, "cora", "xlsx", None)
    with store.begin("cora") as work:
        assert not circulation.waited_for(work.connection)
        circulation.add_letter(work.connection, letter)
        assert circulation.letters(work.connection, table) == (letter,)
        assert circulation.waited_for(work.connection) == [(table, "legal")]
        selections.mark(work.connection, table, "legal", finished=True)
        assert not circulation.waited_for(work.connection)


def test_the_same_file_again_is_the_same_return_of_its_organisation(store: Store) -> None:
    table, moment = stored(store), now()
    kept = Kept("1" * 16, table, "legal", "cd" * 32, "xlsx", "t.xlsx", 9, moment, "lea")
    with store.begin("lea") as work:
        assert circulation.keep_return(work.connection, kept) is kept
        assert circulation.keep_return(work.connection, replace(kept, id="2" * 16)) == kept
        other = replace(kept, id="3" * 16, organisation="rivers")
        assert circulation.keep_return(work.connection, other) is other
        assert circulation.returns(work.connection, table, "legal") == (kept,)
        assert len(circulation.returns(work.connection, table, None)) == 2
        circulation.settle(work.connection, kept.id, "applied", ["c1|words:x"], moment, "lea")
        done = circulation.find_return(work.connection, kept.id)
    assert done == replace(kept, state="applied", applied=("c1|words:x",), settled=moment, settled_by="lea")


def test_when_a_reminder_is_due() -> None:
    day = now().date()
    told = {left: to_remind(day + timedelta(days=left), day) for left in (30, 8, 7, 3, 2, 0, -1)}
    assert told == {30: None, 8: None, 7: 7, 3: 7, 2: 2, 0: 2, -1: None}
    assert to_remind(None, day) is None
