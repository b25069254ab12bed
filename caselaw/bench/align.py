"""`caselaw bench align`: how well paragraphs of language versions find each other, beside the nearest neighbour.

A set is that of `caselaw bench retrieval` whose ids end in the language and the printed number of a paragraph
("case|date|kind|en|12"). Known answers are paragraphs of one number whose figures agree; the numbers themselves are
hidden. Figures are evidence too, so this judge is kind to whoever looks at them. Everything runs twice: with both
versions whole, and with some paragraphs of the right one left out, whose partners should then stand alone.
"""

from __future__ import annotations

import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from caselaw.bench.judged import JudgedDocument, read
from caselaw.domain.paragraph import Paragraph
from caselaw.search.align import align as side_by_side
from caselaw.search.align.evidence import figures_of
from caselaw.search.encoder import Encoder
from caselaw.settings import Settings
from caselaw.wiring import open_encoder

LEFT_OUT = 0.15
_AGREE = 0.6  # of the figures of both
_SEED = 2026

Version = tuple[Paragraph, ...]
Partners = dict[int, set[int]]
Method = Callable[[Version, Version], Partners]


@dataclass(frozen=True)
class Task:
    """Two versions and what is known of them: `answers` from left to right, and who is `alone` on the left."""

    left: Version
    right: Version
    answers: dict[int, int]
    alone: frozenset[int]


@dataclass(frozen=True)
class Result:
    """`right` is the share of answers that were given, and nothing beside; `left_alone` the share of paragraphs whose
    counterpart was left out that got none, None where none was left out."""

    method: str
    left_out: float
    answers: int
    right: float
    left_alone: float | None
    seconds: float


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a table.")
@click.pass_context
def align(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Judge the alignment of language versions: ours, ours without the encoder, and the nearest neighbour."""
    encoder = open_encoder(ctx.find_object(Settings) or Settings.from_env({}))
    try:
        pairs = pairs_of_versions(read(folder).documents)
    except (FileNotFoundError, KeyError) as error:
        raise click.BadParameter(f"{folder}: {error}") from None
    speed = None if encoder is None else encoding_speed(encoder, pairs)
    results = measure(pairs, encoder)
    if as_json:
        rows = [asdict(result) for result in results]
        click.echo(json.dumps({"pairs_of_versions": len(pairs), "encoded_per_s": speed, "results": rows}))
    else:
        _show(results, len(pairs), speed, Console())


def pairs_of_versions(documents: Sequence[JudgedDocument]) -> list[tuple[Version, Version]]:
    """Every two language versions of one text, their paragraphs in order; `anchor` is the hidden number."""
    texts: dict[str, dict[str, list[Paragraph]]] = defaultdict(lambda: defaultdict(list))
    for document in documents:
        text, language, number = ("", *document.id.rsplit("|", 2))[-3:]
        version = texts[text][language]
        version.append(Paragraph(number, len(version), document.text, document.language))
    return [
        (tuple(versions[one]), tuple(versions[other]))
        for versions in texts.values()
        for one, other in combinations(sorted(versions), 2)
    ]


def encoding_speed(encoder: Encoder, pairs: Sequence[tuple[Version, Version]]) -> float:
    """Different paragraphs encoded in a second, the loading of the model not counted."""
    texts = list({paragraph.text: None for pair in pairs for version in pair for paragraph in version})
    encoder.encode(["warm"])
    started = time.perf_counter()
    encoder.encode(texts)
    return round(len(texts) / (time.perf_counter() - started), 1)


def measure(pairs: Sequence[tuple[Version, Version]], encoder: Encoder | None) -> list[Result]:
    """Every method on all pairs, whole and with `LEFT_OUT` of the right left out; without an encoder ours alone."""
    methods: dict[str, Method] = {"without encoder": lambda left, right: _ours(left, right, None)}
    if encoder is not None:
        nearest: Method = lambda left, right: _nearest(left, right, encoder)  # noqa: E731
        methods = {"ours": lambda left, right: _ours(left, right, encoder), "nearest neighbour": nearest} | methods
    results = []
    for share in (0.0, LEFT_OUT):
        tasks = [_task(left, right, share, random.Random(_SEED + number)) for number, (left, right) in enumerate(pairs)]  # noqa: S311
        results += [_judged(name, method, tasks, share) for name, method in methods.items()]
    return results


def _task(left: Version, right: Version, share: float, chance: random.Random) -> Task:
    numbers = {paragraph.anchor: place for place, paragraph in enumerate(right)}
    answers = {
        place: numbers[paragraph.anchor]
        for place, paragraph in enumerate(left)
        if paragraph.anchor in numbers and _agree(paragraph, right[numbers[paragraph.anchor]])
    }
    kept = [place for place in range(len(right)) if chance.random() >= share]
    new = {old: place for place, old in enumerate(kept)}
    return Task(
        left,
        tuple(right[place] for place in kept),
        {mine: new[theirs] for mine, theirs in answers.items() if theirs in new},
        frozenset(mine for mine, theirs in answers.items() if theirs not in new),
    )


def _agree(one: Paragraph, other: Paragraph) -> bool:
    ours, theirs = figures_of(one.text), figures_of(other.text)
    return len(ours & theirs) >= _AGREE * max(len(ours), len(theirs), 1)


def _judged(name: str, method: Method, tasks: Sequence[Task], share: float) -> Result:
    started = time.perf_counter()
    given = [method(task.left, task.right) for task in tasks]
    seconds = round(time.perf_counter() - started, 2)
    answers = sum(len(task.answers) for task in tasks)
    right = sum(
        found.get(mine) == {theirs}
        for task, found in zip(tasks, given, strict=True)
        for mine, theirs in task.answers.items()
    )
    alone = sum(len(task.alone) for task in tasks)
    left_alone = sum(mine not in found for task, found in zip(tasks, given, strict=True) for mine in task.alone)
    return Result(
        name,
        share,
        answers,
        round(right / max(answers, 1), 4),
        round(left_alone / alone, 4) if alone else None,
        seconds,
    )


def _ours(left: Version, right: Version, encoder: Encoder | None) -> Partners:
    partners: Partners = defaultdict(set)
    for pair in side_by_side(left, right, encoder=encoder).pairs:
        if pair.left is not None and pair.right is not None:
            partners[pair.left].add(pair.right)
    return dict(partners)


def _nearest(left: Version, right: Version, encoder: Encoder) -> Partners:
    cosines = encoder.encode([one.text for one in left]) @ encoder.encode([one.text for one in right]).T
    return {mine: {int(row.argmax())} for mine, row in enumerate(cosines)} if len(right) else {}


def _show(results: Sequence[Result], pairs: int, speed: float | None, out: Console) -> None:
    encoded = "no encoder" if speed is None else f"{speed:.0f} paragraphs encoded a second"
    table = Table(title=f"{pairs} pairs of language versions, {encoded}")
    for name in ("method", "left out", "answers", "right", "left alone", "seconds"):
        table.add_column(name, justify="left" if name == "method" else "right")
    for one in results:
        alone = "" if one.left_alone is None else f"{one.left_alone:.3f}"
        table.add_row(
            one.method, f"{one.left_out:.2f}", str(one.answers), f"{one.right:.4f}", alone, f"{one.seconds:.2f}"
        )
    out.print(table)
