"""The figures that a manifest of the documents makes possible: twins, language versions, Arabic and recognised words.

The manifest says which documents are versions of one another, what was made from what, and what has no text layer.
Each row names what is to be reached and what was seen; what could not be measured says so.
"""

from __future__ import annotations

import csv
import multiprocessing
import re
import resource
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from caselaw.bench.versions import Text, judge_joined
from caselaw.domain.text import fold
from caselaw.services.relations.versions import Edition, join_versions
from ingest.bench.arabic import right_words, vocabulary
from ingest.draft import Draft
from ingest.recognition import can_recognise
from ingest.runs.batch import Reading, drafts, inspect

Entry = Mapping[str, str]
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_DIGITS = re.compile(r"\d")
_TYPED = frozenset({"txt", "md", "html", "xml", "docx", "doc", "odt", "rtf"})
_LONG = 400  # pages
_OCR = {"en": 0.96, "es": 0.95, "pt": 0.95, "ar": 0.80}


@dataclass(frozen=True)
class Row:
    """A figure: `reach` is what it is to be, at least (or at most), `seen` None where it could not be measured."""

    name: str
    reach: float
    seen: float | None
    at_most: bool = False
    of: str = ""

    @property
    def reached(self) -> bool | None:
        return None if self.seen is None else (self.seen <= self.reach if self.at_most else self.seen >= self.reach)


def rows(folder: Path, manifest: Path, jobs: int) -> list[Row]:
    """The rows that need the manifest."""
    with manifest.open(encoding="utf-8-sig", newline="") as stream:
        entries = {row["file"]: row for row in csv.DictReader(stream) if (folder / row["file"]).is_file()}
    read = _read(folder, entries, jobs)
    return [
        _answered(entries, read), _twins(read), *_groups(entries, read), _arabic(folder, entries, read),
        *_recognised(folder, entries, read), _memory(folder, entries),
    ]  # fmt: skip


def _read(folder: Path, entries: Iterable[str], jobs: int) -> dict[str, Draft]:
    found = drafts([folder / name for name in entries], Reading(jobs=jobs, ocr="never"), lambda _source, _members: ())
    return {Path(draft.path).relative_to(folder).as_posix(): draft for draft in found}


def _answered(entries: Mapping[str, Entry], read: Mapping[str, Draft]) -> Row:
    """Every file has text, or a problem that says why not."""
    answered = [name for name in entries if (draft := read.get(name)) and (draft.paragraphs or draft.problems)]
    return Row("files answered", 1.0, _share(len(answered), len(entries)), of=f"{len(entries)} files")


def _twins(read: Mapping[str, Draft]) -> Row:
    """A .docx beside an .xml of the same name: of the numbered paragraphs of both, those that the other has with the
    same number and the same words."""
    same = total = 0
    for name, draft in read.items():
        twin = read.get(str(Path(name).with_suffix(".xml"))) if name.endswith(".docx") else None
        if twin is not None:
            ours, theirs = _numbered(draft), _numbered(twin)
            same, total = same + 2 * (ours & theirs).total(), total + ours.total() + theirs.total()
    return Row(
        "twins: paragraphs with the same number and text", 0.98, _share(same, total), of=f"{total // 2} paragraphs"
    )


def _numbered(draft: Draft) -> Counter[tuple[str, str]]:
    return Counter((p.number, _SPACE.sub(" ", p.text)) for p in draft.paragraphs if p.number)


def _groups(entries: Mapping[str, Entry], read: Mapping[str, Draft]) -> Iterator[Row]:
    """Pairs of documents of one parallel group, against pairs that were joined, among documents with a text that the
    manifest places in a group (others may have a version that it does not know of), and those joined to them."""
    group: dict[str, str] = {
        name: entry["parallel_group"] for name, entry in entries.items() if entry["parallel_group"]
    }
    family = {name: _source(name, entries) for name in entries}
    editions = [
        Edition(name, draft.language, draft.facts, draft.paragraphs, draft.format)
        for name, draft in read.items() if draft.paragraphs and entries[name]["doc_type"] != "edge"
    ]  # fmt: skip
    versions = join_versions(editions)
    joined = {frozenset(pair) for names in versions.groups for pair in combinations(sorted(names), 2)}
    members: dict[str, list[str]] = defaultdict(list)
    for edition in editions:
        if edition.name in group:
            members[group[edition.name]].append(edition.name)
    wanted = {frozenset(pair) for names in members.values() for pair in combinations(sorted(names), 2)}
    judged = {pair for pair in joined if pair & group.keys() and len({family[name] for name in pair}) > 1}
    yield Row(
        "parallel groups joined: precision", 0.97, _share(len(judged & wanted), len(judged)), of=f"{len(judged)} pairs"
    )
    yield Row(
        "parallel groups joined: recall", 0.90, _share(len(joined & wanted), len(wanted)), of=f"{len(wanted)} pairs"
    )
    texts = [Text(one.name, one.facts, one.paragraphs, read[one.name].citations) for one in editions]
    cases = judge_joined(texts, versions, entries.values())
    yield Row("decisions of one case tied: precision", 0.97, cases.case_precision)
    yield Row("decisions of one case tied: recall", 0.85, cases.case_recall)


def _source(name: str, entries: Mapping[str, Entry]) -> str:
    """The document that a file was made from, at the end of the chain; itself if from none."""
    for _ in entries:
        made_from = entries[name]["derived_from"] if name in entries else ""
        if not made_from:
            break
        name = made_from
    return name


def _arabic(folder: Path, entries: Mapping[str, Entry], read: Mapping[str, Draft]) -> Row:
    """Arabic words right: of PDFs by two witnesses (`bench_arabic`), of converted files by the file they were made
    from."""
    known = vocabulary(draft for draft in read.values() if draft.format in _TYPED)
    right = total = 0
    for name, draft in read.items():
        if draft.language != "ar" or not draft.paragraphs:
            continue
        source = _source(name, entries)
        if draft.format == "pdf":
            found, of = right_words(draft, folder / name, known)
        elif source != name and source in read:
            truth, ours = _words(read[source]), _words(draft)
            found, of = (truth & ours).total(), truth.total()
        else:
            continue
        right, total = right + found, total + of
    return Row("Arabic words right", 0.98, _share(right, total), of=f"{total} words")


def _recognised(folder: Path, entries: Mapping[str, Entry], read: Mapping[str, Draft]) -> Iterator[Row]:
    """Words of a scan's truth that text recognition found, in the form in which search compares them."""
    for name in entries:
        truth = _truth(name, entries)
        if truth is None or truth not in read:
            continue
        reach = _OCR.get(entries[name]["language(s)"], 0.95)
        scan = inspect(folder / name) if can_recognise() else None
        share = None
        if scan is not None and scan.text_layer == "ocr":
            wanted = _words(read[truth], scan.pages)
            share = _share((wanted & _words(scan)).total(), wanted.total())
        yield Row(f"OCR words found: {name}", reach, share)


def _truth(name: str, entries: Mapping[str, Entry]) -> str | None:
    """What a scan is a picture of: the file it was made from, or its namesake without "_scan"."""
    if entries[name]["text_layer"] != "none":
        return None
    made_from = entries[name]["derived_from"]
    if made_from:
        return made_from
    return name.replace("_scan.", ".") if "_scan." in name else None


def _words(draft: Draft, pages: int | None = None) -> Counter[str]:
    """The words, of the first pages alone where so many are given; figures as ASCII."""
    texts = (p.text for p in draft.paragraphs if pages is None or (p.page is not None and p.page <= pages))
    return Counter(_WORD.findall(fold("\n".join(texts))))


def _memory(folder: Path, entries: Mapping[str, Entry]) -> Row:
    """The peak of a fresh process that reads the longest PDF."""
    pages = {
        name: int(entry["pages"]) for name, entry in entries.items() if _DIGITS.fullmatch(entry["pages"][:1] or "-")
    }
    longest = max(pages, key=lambda name: pages[name], default="")
    if pages.get(longest, 0) < _LONG:
        return Row("memory of one worker, longest file (MB)", 300, None, at_most=True)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        peak = pool.apply(_peak, (str(folder / longest),))
    return Row("memory of one worker, longest file (MB)", 300, peak, at_most=True, of=f"{pages[longest]} pages")


def _peak(path: str) -> float:
    """Megabytes at the most; asked of the kernel's page on this process, for `getrusage` counts what its parent had."""
    inspect(Path(path), ocr="never")
    status = Path("/proc/self/status")
    if status.exists():
        return round(int(_PEAK.findall(status.read_text(encoding="ascii"))[0]) / 1024, 1)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def form(found: Sequence[Row]) -> list[dict[str, object]]:
    """The rows for `--json`."""
    return [
        {
            "name": row.name,
            "reach": row.reach,
            "seen": row.seen,
            "reached": row.reached,
            "at_most": row.at_most,
            "of": row.of,
        }
        for row in found
    ]
