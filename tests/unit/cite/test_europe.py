"""Spain, France and the European Union."""

from __future__ import annotations

import pytest

from tests.unit.cite.marked import judge

SPAIN = [
    ("⟦STC 154/2002⟧, FJ 9", "docket STC 154/2002"),
    ("⟦SSTC 25/1981⟧ y otras", "docket STC 25/1981"),
    ("⟦ATC 23/2010⟧", "docket ATC 23/2010"),
    ("⟦STS 1234/2019⟧", "docket STS 1234/2019"),
    ("⟦STC nº 154/2002⟧", "docket STC 154/2002"),
    ("⟦STC núm. 154/2002⟧", "docket STC 154/2002"),
    ("⟦STC\xa0154/2002⟧", "docket STC 154/2002"),
    ("⟦Sentencia del Tribunal Constitucional 154/2002⟧", "docket STC 154/2002"),
    ("⟦sentencia del Tribunal Supremo núm. 12/2015⟧", "docket STS 12/2015"),
    ("⟦SSTC 25/1981⟧, ⟦53/1985⟧ y ⟦154/2002⟧", "docket STC 25/1981", "docket STC 53/1985", "docket STC 154/2002"),
    ("STC 154/02/2002",),
    ("STC 154",),
    ("ESTC 154/2002",),
    ("la sentencia de 15/4/2002",),
]  # fmt: skip

FRANCE = [
    ("Cass. com., 18 novembre 2020, n° ⟦19-19.463⟧", "docket 19-19.463"),
    ("pourvoi n° ⟦Y 19-19.463⟧", "docket 19-19.463"),
    ("n°s ⟦10-82.938⟧ et ⟦11-83.970⟧", "docket 10-82.938", "docket 11-83.970"),
    ("CE, 12 février 2016, ⟦n° 388134⟧", "docket 388134"),
    ("Conseil d’État, ⟦n°s 412125⟧ et ⟦412171⟧", "docket 412125", "docket 412171"),
    ("la requête ⟦nº 388.134⟧", "docket 388134"),
    ("n° ⟦2015-478 QPC⟧", "docket 2015-478 QPC"),
    ("décision n° ⟦94-359 DC⟧", "docket 94-359 DC"),
    ("n° ⟦2010-14/22 QPC⟧", "docket 2010-14/22 QPC"),
    ("CAA Paris, ⟦n° 12PA02345⟧", "docket 12PA02345"),
    ("n°\xa0⟦19‑19.463⟧", "docket 19-19.463"),
    ("loi n° 2014-1104 du 1er octobre 2014",),
    ("le dossier n° 388134",),
    ("requête n° 388134,5 euros",),
    ("article L. 246-1, 19-19,463",),
    ("20-21.12.2020",),
]  # fmt: skip

EU = [
    ("Case ⟦C-293/12⟧", "docket C-293/12"),
    ("Aff. ⟦C- 293/12⟧ et ⟦C-594/12⟧, CJUE", "docket C-293/12", "docket C-594/12"),
    ("asunto ⟦C‑415/11⟧, Aziz", "docket C-415/11"),
    ("affaire ⟦T-315/01⟧, Kadi", "docket T-315/01"),
    ("Court of Justice, ⟦C-402/05 P⟧", "docket C-402/05 P"),
    ("Case ⟦C-362/14⟧ Schrems", "docket C-362/14"),
    ("ECJ, ⟦Case 26/62⟧ Van Gend en Loos", "docket 26/62"),
    ("CJCE, ⟦affaire 120/78⟧", "docket 120/78"),
    ("Tribunal de Justicia, ⟦asunto 6/64⟧", "docket 6/64"),
    ("joined cases ⟦C-6/90⟧ and ⟦C-9/90⟧", "docket C-6/90", "docket C-9/90"),
    ("asunto ⟦C–34/13⟧", "docket C-34/13"),
    ("Case 26/62 of the county court",),
    ("group BC-12/15",),
    ("size C-4",),
    ("Case 26/6262",),
]  # fmt: skip


@pytest.mark.parametrize("row", SPAIN, ids=str)
def test_spain(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", FRANCE, ids=str)
def test_france(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", EU, ids=str)
def test_european_union(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])
