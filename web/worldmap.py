"""The shapes of countries, for maps that the server draws: light enough for a slow line, the same for everybody.

They come from the package `pygal_maps_world`, whose map is far more exact than a page needs: here its curves become few
straight lines in whole numbers, once in the life of a process. The shapes stand in one file that browsers keep
(`sheet`); a page says only which country is shaded how. The file of the package lacks small islands and some States:
some are dots, the others (`missing`) stand in the table beneath the map alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from types import MappingProxyType

import pycountry

Point = tuple[float, float]

WIDTH, HEIGHT = 2480, 1180
"""The part of the package's map that is shown, without Antarctica."""
DISPUTED = frozenset({"ESH", "PSE"})
"""Shapes of which a frontier is not settled, as the maps of the United Nations draw them: their line is dashed."""
_COUNTRY = re.compile(r'<g class="([a-z]{2}) country map-element">(.*?)</g>', re.DOTALL)
_PATH = re.compile(r' d="([^"]*)"')
_PIECE = re.compile(r"([a-zA-Z])|(-?(?:\d+\.?\d*|\.\d+))")
_NUMBERS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "z": 0}
DOTS = {
    "QAT": (1571, 483), "SSD": (1421, 628), "TTO": (775, 595), "BRB": (783, 574), "LCA": (776, 566), "VCT": (771, 574),
    "GRD": (766, 584), "DMA": (772, 553), "ATG": (768, 540), "KNA": (760, 538), "BHS": (645, 476), "COM": (1524, 797),
    "FJI": (2460, 856),
}  # fmt: skip
"""Where States stand of which the package has no shape (of Sudan and South Sudan it has one): each is a dot."""
_DOT = 5
_TOLERANCE = 1.7  # how far a line may leave the package's, in its units: half a pixel of a wide screen
_LEAST = 14.0  # islands of a smaller area are left out where a country has a larger part


@cache
def shapes() -> Mapping[str, str]:
    """The outline of each country that the package draws, by its ISO 3166-1 alpha-3 code, as data of an SVG path."""
    source = files("pygal_maps_world").joinpath("worldmap.svg").read_text(encoding="utf-8")
    found = {}
    for code, body in _COUNTRY.findall(source):
        country = pycountry.countries.get(alpha_2=code.upper())
        rings = [ring for data in _PATH.findall(body) for ring in _rings(data)]
        if country and rings and country.alpha_3 != "ATA":
            found[country.alpha_3] = _drawn(rings)
    found |= {code: _dot(*place) for code, place in DOTS.items()}
    return MappingProxyType(dict(sorted(found.items())))


@cache
def sheet() -> str:
    """All shapes as one SVG file, each a path that a page uses by its code."""
    paths = "".join(f'<path id="{code}" d="{data}"/>' for code, data in shapes().items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"><g id="world">{paths}</g></svg>'


def _drawn(rings: Sequence[list[Point]]) -> str:
    """The parts of a country; a dot for one that nobody could see or click."""
    across, down = ([point[axis] for ring in rings for point in ring] for axis in (0, 1))
    if max(max(across) - min(across), max(down) - min(down)) < 2 * _DOT:
        return _dot(round((max(across) + min(across)) / 2), round((max(down) + min(down)) / 2))
    return "".join(map(_written, _worth_drawing(rings)))


def _dot(across: int, down: int) -> str:
    arc = f"a{_DOT} {_DOT} 0 1 0"
    return f"M{across - _DOT} {down}{arc} {2 * _DOT} 0{arc}-{2 * _DOT} 0z"


@cache
def mark() -> str:
    """What changes with the shapes, for their address."""
    return hashlib.sha256(sheet().encode()).hexdigest()[:12]


def missing(code: str) -> bool:
    """True for a country of which there is no shape."""
    return code not in shapes()


def _rings(data: str) -> Iterator[list[Point]]:
    """The closed lines of a path that is written relative to where it stands; of a curve its ends are kept."""
    at, ring = (0.0, 0.0), list[Point]()
    for letter, numbers in _steps(data):
        match letter:
            case "m":
                if len(ring) > 2:
                    yield ring
                at = (at[0] + numbers[0], at[1] + numbers[1])
                ring = [at]
            case "h":
                at = (at[0] + numbers[0], at[1])
            case "v":
                at = (at[0], at[1] + numbers[0])
            case "z":
                at = ring[0] if ring else at
            case _:
                at = (at[0] + numbers[-2], at[1] + numbers[-1])
        if letter not in "mz":
            ring.append(at)
    if len(ring) > 2:
        yield ring


def _steps(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    letter, numbers = "m", list[float]()
    for sign, number in _PIECE.findall(data):
        if sign:
            letter = sign.lower()
            if letter == "z":
                yield "z", ()
            continue
        numbers.append(float(number))
        if len(numbers) == _NUMBERS[letter]:
            yield letter, tuple(numbers)
            numbers = []
            letter = "l" if letter == "m" else letter  # further pairs after a move are lines


def _worth_drawing(rings: Sequence[list[Point]]) -> list[list[Point]]:
    """The largest part, and others of some size."""
    largest = max(rings, key=_area)
    return [ring for ring in rings if ring is largest or _area(ring) >= _LEAST]


def _area(ring: Sequence[Point]) -> float:
    turned = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in turned)) / 2


def _written(ring: Sequence[Point]) -> str:
    """A ring as path data in whole numbers, each point told from the one before it."""
    far = max(range(len(ring)), key=lambda place: _square(ring[0], ring[place]))
    kept = [*_simplified(ring[: far + 1]), *_simplified([*ring[far:], ring[0]])[1:-1]]
    points = [(round(x), round(y)) for x, y in (kept if len(kept) > 2 else ring)]
    steps = [(other[0] - one[0], other[1] - one[1]) for one, other in pairwise(points) if one != other]
    return f"M{points[0][0]} {points[0][1]}l" + "".join(_pair(*step) for step in steps).lstrip() + "z"


def _pair(x: int, y: int) -> str:
    first = f"{x}" if x < 0 else f" {x}"
    return first + (f"{y}" if y < 0 else f" {y}")


def _simplified(line: Sequence[Point]) -> list[Point]:
    """The line with as few of its points as keep within the tolerance (Ramer, Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    waiting = [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        place, far = 0, 0.0
        for at in range(first + 1, last):
            if (apart := _apart(line[at], line[first], line[last])) > far:
                place, far = at, apart
        if far > _TOLERANCE:
            keep.add(place)
            waiting += [(first, place), (place, last)]
    return [line[at] for at in sorted(keep)]


def _apart(point: Point, one: Point, other: Point) -> float:
    length = float(_square(one, other) ** 0.5)
    if not length:
        return float(_square(point, one) ** 0.5)
    across = (other[0] - one[0]) * (one[1] - point[1]) - (one[0] - point[0]) * (other[1] - one[1])
    return float(abs(across) / length)


def _square(one: Point, other: Point) -> float:
    return float((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)
