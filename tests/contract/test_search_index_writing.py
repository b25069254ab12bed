"""What every engine must do when rows are put, replaced, dropped and rebuilt, while others go on searching."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import count

import pytest

from caselaw.domain.audience import MEMBERS, PUBLIC
from caselaw.domain.errors import IndexBusy
from caselaw.domain.identifiers import DocumentId
from caselaw.search.plan import Phrase, Some, Word
from caselaw.search.port import IndexDocument, SearchIndex
from tests.contract.rows import EVERYONE, MEMBER, found, ids, passages, plan, row

WATER = Word("water", "en")


def test_what_is_put_is_found_at_once_and_replaced_whole(index: SearchIndex) -> None:
    index.put([row("a", "water", "clean water", court="c1", revision=1), row("b", "water")])
    index.put([row("a", "land", court="c2", revision=2)])
    assert found(index, WATER) == {"b"}
    assert found(index, Phrase("clean water")) == set()
    assert found(index, Word("land", "en")) == {"a"}
    assert index.search(plan(facets=("court",))).facets == {"court": {"c2": 1}}
    assert passages(index, Word("land", "en"), "a") == ["p-1"]


def test_a_document_made_less_public_is_served_to_nobody_else(index: SearchIndex) -> None:
    index.put(
        [row("a", "water"), row("b", "water", superseded_by=(MEMBERS,)), row("b", "much water", audience=MEMBERS)]
    )
    index.put([row("a", "water", audience=MEMBERS, revision=2), row("b", "water", revision=2)])
    assert found(index, WATER, EVERYONE) == {"b"}
    assert found(index, WATER, MEMBER) == {"a", "b"}
    assert found(index, Word("much", "en"), MEMBER) == set()


def test_what_is_dropped_is_gone(index: SearchIndex) -> None:
    index.put([row("a", "clean water"), row("b", "clean water"), row("c", "water")])
    index.drop([DocumentId("a"), DocumentId("unknown"), DocumentId("half \ud800")])
    assert found(index, Some((WATER, Phrase("clean water")))) == {"b", "c"}
    assert found(index, Phrase("clean water")) == {"b"}
    index.drop([])
    index.drop([DocumentId("b"), DocumentId("c")])
    assert found(index) == set()
    assert index.versions() == {}


def test_versions_are_the_revisions_by_id(index: SearchIndex) -> None:
    index.put([row("a", "x", revision=3), row("b", "x", revision=1), row("b", "y", revision=1, audience=MEMBERS)])
    index.put([row("a", "x", revision=4)])
    assert index.versions() == {"a": 4, "b": 1}
    assert index.versions([DocumentId("a"), DocumentId("nothing")]) == {"a": 4}
    assert index.versions([]) == {}


def test_one_bad_row_is_named_and_the_others_are_stored(index: SearchIndex) -> None:
    index.put([row("bad", "water"), row("worse", "water")])
    refused = index.put(
        [
            row("good", "water"),
            row("bad", "water", revision=2),
            row("bad", "water", audience=MEMBERS, keywords=("half \ud800",), revision=2),
            row("worse", "water", revision=-1),
            row("fine", "water"),
        ]
    )
    assert set(refused) == {"bad", "worse"}
    assert all(refused.values())
    assert found(index, WATER, MEMBER) == {"good", "fine"}, "the old rows of a refused document are not served on"
    assert index.versions() == {"good": 1, "fine": 1}
    assert index.put([row("bad", "water", revision=3)]) == {}
    assert found(index, WATER) == {"good", "fine", "bad"}


def test_hostile_text_is_stored_or_named_and_harms_nobody_else(index: SearchIndex) -> None:
    hostile = {
        "control": "alpha\x00\x01 beta\x0bgamma\x1f\x7f \ufffe\uffff delta",
        "surrogate": "alpha \ud800 beta \udfff delta",
        "empty": "",
        "blank": " \n\t\u2028\u200b",
        "marks": "a" + "\u0301" * 5_000 + " delta",
        "long": "x" * 100_000 + " delta",
        "query": 'delta "AND) NOT ((( id:* /.*/ \\ ~5 ^9',
        "markup": "<script>delta</script> &amp; {{delta}} %s {0} \x1b[31m",
        "scripts": "delta 人人生而自由 सार्वभौम ﷺ ½ 🏛️ ﻻ",
    }
    refused = index.put([row(id_, text, title=text) for id_, text in hostile.items()] + [row("good", "delta")])
    assert set(refused) <= {"surrogate"}
    assert found(index, Word("delta", "en")) == {"good", *hostile} - {"empty", "blank", *refused}
    assert found(index, Phrase("beta gamma")) == {"control"}
    assert found(index, Phrase("人人")) == {"scripts"}


def test_a_paragraph_of_five_million_letters(index: SearchIndex) -> None:
    long = "lorem ipsum dolor sit amet consectetur " * 130_000 + "needle"
    assert index.put([row("long", long), row("short", "needle")]) == {}
    assert found(index, Word("needle", "en")) == {"long", "short"}
    assert found(index, Phrase("consectetur needle")) == {"long"}


def test_a_document_of_ten_thousand_paragraphs(index: SearchIndex) -> None:
    texts = [f"paragraph number {at} of the code" for at in range(10_000)]
    assert index.put([row("code", *texts), row("other", "the code number 9998")]) == {}
    assert passages(index, Phrase("number 9998"), "code") == ["p-9999"]
    assert passages(index, Word("paragraph", "en"), "code") == ["p-1", "p-2", "p-3"]
    assert found(index, Phrase("9998 paragraph")) == set()


def test_a_rebuild_holds_what_it_was_given_and_nothing_else(index: SearchIndex) -> None:
    index.put([row("old", "water", revision=1), row("kept", "water")])
    rebuilt = index.rebuild(
        iter(
            [
                row("kept", "water", revision=2),
                row("bad", "water", keywords=("\udfff",)),
                row("new", "water"),
                row("new", "deep water", audience=MEMBERS),
            ]
        )
    )
    assert rebuilt.generation
    assert (rebuilt.documents, set(rebuilt.refused)) == (2, {"bad"})
    assert index.versions() == {"kept": 2, "new": 1}
    assert found(index, WATER) == {"kept", "new"}
    index.put([row("after", "water")])
    assert found(index, WATER) == {"kept", "new", "after"}


def test_what_comes_twice_counts_once_and_as_it_came_last(index: SearchIndex) -> None:
    first, last = row("a", "water", "land"), row("a", "clean water")
    rows = [first, row("b", "water"), first, last, row("a", "deep water", audience=MEMBERS)]
    for write in (index.put, index.rebuild):
        write(iter(rows))
        assert found(index, Phrase("clean water")) == {"a"}
        assert found(index, Phrase("deep water"), {MEMBERS}) == {"a"}
        assert found(index, Word("land", "en"), MEMBER) == set()
        assert index.versions() == {"a": 1, "b": 1}


def test_a_rebuild_from_nothing_and_to_nothing(index: SearchIndex) -> None:
    assert index.rebuild(iter([row("a", "water")])).documents == 1
    assert found(index, WATER) == {"a"}
    assert index.rebuild(iter([])).documents == 0
    assert found(index) == set()


def test_a_failed_rebuild_leaves_the_old_index(index: SearchIndex) -> None:
    def broken() -> Iterator[IndexDocument]:
        yield row("half", "water")
        raise ConnectionResetError("the database is gone")

    index.put([row("a", "water")])
    with pytest.raises(ConnectionResetError):
        index.rebuild(broken())
    assert found(index, WATER) == {"a"}
    index.put([row("b", "water")])
    assert found(index, WATER) == {"a", "b"}
    assert index.rebuild(iter([row("c", "water")])).documents == 1
    assert found(index, WATER) == {"c"}


def test_searching_goes_on_while_the_index_is_rebuilt(index: SearchIndex) -> None:
    rows = [row(f"d{at:02d}", "clean water", "more water", court=f"c{at % 3}") for at in range(30)]
    index.put(rows)
    wrong: list[object] = []
    stop = threading.Event()
    searches = 0

    def search() -> None:
        nonlocal searches
        while not stop.is_set() or searches < 9:
            for where in (WATER, Phrase("clean water"), None):
                result = index.search(plan(where, size=100, facets=("court",)))
                searches += 1
                if ids(result) != [each.id for each in rows] or result.total != 30:
                    wrong.append((result.total, sorted(ids(result))))
                if result.facets["court"] != {"c0": 10, "c1": 10, "c2": 10}:
                    wrong.append(result.facets)

    thread = threading.Thread(target=search)
    thread.start()
    try:
        for revision in range(2, 5):
            index.rebuild(
                row(each.id, "clean water", "more water", court=each.court, revision=revision) for each in rows
            )
            index.put([row("d07", "clean water", "more water", court="c1", revision=revision + 1)])
    finally:
        stop.set()
        thread.join()
    assert wrong == []


def test_reading_and_writing_go_on_while_the_index_is_rebuilt(index: SearchIndex) -> None:
    """Three rebuilds from a database that changes: at no moment is a document missing, there twice, or older than what
    was acknowledged before the search began."""
    truth = {DocumentId(f"d{at:02d}"): row(f"d{at:02d}", "clean water", revision=1) for at in range(20)}
    index.put(truth.values())
    holding, stop = threading.Lock(), threading.Event()
    known = dict.fromkeys(truth, 1)  # revisions that were acknowledged
    wrong: list[object] = []

    def write() -> None:
        for number in count(2):
            if stop.is_set():
                return
            changed = row(f"d{number % 20:02d}", "clean water", revision=number)
            added = row(f"e{number:04d}", "clean water", revision=number)
            with holding:
                truth.update({changed.id: changed, added.id: added})
            try:
                index.put([changed, added])
            except IndexBusy:
                continue
            with holding:
                known.update({changed.id: number, added.id: number})
            time.sleep(0.02)

    def read() -> None:
        while not stop.is_set():
            with holding:
                before = dict(known)
            shown = ids(index.search(plan(Phrase("clean water"), size=5_000, paragraphs=0)))
            if len(shown) != len(set(shown)) or not before.keys() <= set(shown):
                wrong.append((len(shown), sorted(before.keys() - set(shown))))
            versions = index.versions(list(before))
            wrong.extend(
                (id_, versions.get(id_), least) for id_, least in before.items() if versions.get(id_, 0) < least
            )

    def rows() -> Iterator[IndexDocument]:
        with holding:
            stored = sorted(truth)
        for id_ in stored:
            with holding:
                current = truth[id_]
            yield current
            time.sleep(0.002)

    threads = [threading.Thread(target=each) for each in (write, read, read)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(3):
            index.rebuild(rows())
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    held = index.versions()  # a revision that was refused while the index was busy may have come in by the rebuild
    assert {id_: held.get(id_, 0) for id_, least in known.items() if held.get(id_, 0) < least} == {}


def test_what_is_written_during_a_rebuild_is_in_the_new_index(index: SearchIndex) -> None:
    before = [row(id_, "water") for id_ in ("a", "b", "c")]
    index.put(before)

    def slowly() -> Iterator[IndexDocument]:
        yield from before
        index.put([row("b", "land", revision=2), row("d", "water")])
        index.drop([DocumentId("c")])
        assert found(index, WATER) == {"a", "d"}, "and it is searched meanwhile"

    index.rebuild(slowly())
    assert found(index, WATER) == {"a", "d"}
    assert found(index, Word("land", "en")) == {"b"}
    assert index.versions() == {"a": 1, "b": 2, "d": 1}


def test_many_threads_write_and_search(index: SearchIndex) -> None:
    errors: list[BaseException] = []

    def write(number: int) -> None:
        try:
            for at in range(4):
                index.put([row(f"t{number}-{at}", "water", audience=PUBLIC)])
                assert f"t{number}-{at}" in found(index, WATER)
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert found(index, WATER) == {f"t{number}-{at}" for number in range(4) for at in range(4)}
