"""Courts of the common law: neutral citations, law reports, case numbers."""

from __future__ import annotations

import pytest

from tests.unit.cite.marked import judge

UK = [
    ("Vedanta v Lungowe ⟦[2019] UKSC 20⟧", "neutral [2019] UKSC 20"),
    ("⟦[2003] EWCA Civ 547⟧ at [5]", "neutral [2003] EWCA Civ 547"),
    ("⟦[2010] EWHC 465 (Comm)⟧", "neutral [2010] EWHC 465 (Comm)"),
    ("⟦[2021] UKUT 00116 (IAC)⟧", "neutral [2021] UKUT 116 (IAC)"),
    ("⟦[2022] EAT 36⟧; ⟦[2022] UKIPTrib 2⟧", "neutral [2022] EAT 36", "neutral [2022] UKIPTrib 2"),
    ("⟦[2020]\xa0CSIH\xa061⟧", "neutral [2020] CSIH 61"),
    ("⟦[2002] UKEAT/0932/01⟧", "neutral [2002] UKEAT/0932/01"),
    ("B v Croydon ⟦[1995] Fam 133⟧, 138H", "reporter [1995] Fam 133"),
    ("⟦[1990] 2 AC 1⟧, 72-78", "reporter [1990] 2 AC 1"),
    ("⟦[2003] 2 Lloyd’s Rep 61⟧", "reporter [2003] 2 Lloyd's Rep 61"),
    ("⟦[2016] Env.L.R. 4⟧ and ⟦[2017] Q.B. 257⟧", "reporter [2016] Env LR 4", "reporter [2017] QB 257"),
    ("⟦(1997) 24 EHRR 523⟧", "reporter (1997) 24 EHRR 523"),
    ("see [2019] of the list and [12] above",),
    ("[2019] Smith 20",),
    ("in (2019) 20 people came",),
    ("[2010] 1 P & CR, per Keene LJ",),
]  # fmt: skip

COMMONWEALTH = [
    ("Nevsun Resources Ltd. v. Araya, ⟦2020 SCC 5⟧", "neutral 2020 SCC 5"),
    ("⟦2013 ONSC 1414⟧", "neutral 2013 ONSC 1414"),
    ("Mabo (No 2) ⟦[1992] HCA 23⟧", "neutral [1992] HCA 23"),
    ("⟦[2020] NZSC 126⟧", "neutral [2020] NZSC 126"),
    ("⟦[2019] NZCA 431⟧, para 98", "neutral [2019] NZCA 431"),
    ("⟦[2020] IESC 49⟧", "neutral [2020] IESC 49"),
    ("⟦[2014] SGCA 12⟧", "neutral [2014] SGCA 12"),
    ("⟦2018 CSC 40⟧", "neutral 2018 CSC 40"),
    ("⟦2019 FCA 5⟧; ⟦[2019] FCA 5⟧", "neutral 2019 FCA 5", "neutral [2019] FCA 5"),
    ("⟦[2017] FCAFC 93⟧", "neutral [2017] FCAFC 93"),
    ("⟦2023 INSC 12⟧", "neutral 2023 INSC 12"),
    ("in 2020 SCC members voted",),
    ("12020 SCC 5",),
    ("by 2013 ON 1414",),
    ("[1992] HCAX 23",),
]  # fmt: skip

SOUTH_AFRICA = [
    ("Grootboom (⟦CCT 11/00⟧) ⟦[2000] ZACC 19⟧; ⟦2001 (1) SA 46 (CC)⟧",
     "docket CCT 11/00", "neutral [2000] ZACC 19", "reporter 2001 (1) SA 46 (CC)"),
    ("(⟦CCT11/00⟧)", "docket CCT 11/00"),
    ("⟦CCT 39/2009⟧", "docket CCT 39/2009"),
    ("⟦[2024] ZASCA 21⟧", "neutral [2024] ZASCA 21"),
    ("⟦[2012] ZAGPPHC 18⟧", "neutral [2012] ZAGPPHC 18"),
    ("⟦2002 (5) SA 721 (CC)⟧", "reporter 2002 (5) SA 721 (CC)"),
    ("⟦2011 (8) BCLR 761 (CC)⟧", "reporter 2011 (8) BCLR 761 (CC)"),
    ("⟦1996 (2) SACR 113 (C)⟧", "reporter 1996 (2) SACR 113 (C)"),
    ("⟦[2005] 4 All SA 54 (SCA)⟧", "reporter [2005] 4 All SA 54 (SCA)"),
    ("⟦CCT 11/00⟧ and ⟦CCT 8/02⟧", "docket CCT 11/00", "docket CCT 8/02"),
    ("⟦2010 (4) SA 1 (CC)⟧ para 44", "reporter 2010 (4) SA 1 (CC)"),
    ("CCTV 11/00",),
    ("2001 (1) of the SA plan",),
    ("ZACC 19",),
]  # fmt: skip

INDIA = [
    ("Olga Tellis, ⟦(1985) 3 SCC 545⟧; ⟦AIR 1986 SC 180⟧", "reporter (1985) 3 SCC 545", "reporter AIR 1986 SC 180"),
    ("⟦(1993) 1 SCC 645⟧", "reporter (1993) 1 SCC 645"),
    ("⟦A.I.R. 1978 S.C. 597⟧", "reporter AIR 1978 S.C. 597"),
    ("⟦AIR 1993 SC 2178⟧", "reporter AIR 1993 SC 2178"),
    ("⟦AIR 1998 Del 12⟧", "reporter AIR 1998 Del 12"),
    ("⟦(2017) 10 SCC 1⟧", "reporter (2017) 10 SCC 1"),
    ("⟦2020 SCC OnLine SC 25⟧", "reporter 2020 SCC OnLine SC 25"),
    ("⟦PLD 1994 SC 693⟧", "reporter PLD 1994 SC 693"),
    ("⟦Writ Petition (Civil) No. 196 of 2001⟧", "petition WP (C) 196/2001"),
    ("⟦Civil Appeal No. 4321 of 1999⟧", "petition CA 4321/1999"),
    ("⟦[1985] 2 Supp SCR 51⟧", "reporter [1985] 2 Supp SCR 51"),
    ("AIR 1986 was a good year",),
    ("in (1985) 3 people",),
    ("the air of 1986 SC",),
]  # fmt: skip

KENYA = [
    ("Satrose Ayuma ⟦[2013] eKLR⟧", "other [2013] eKLR"),
    ("⟦Petition No. 65 of 2010⟧ ⟦[2013] eKLR⟧", "petition Petition 65/2010", "other [2013] eKLR"),
    ("⟦[2021] KESC 34 (KLR)⟧", "neutral [2021] KESC 34 (KLR)"),
    ("⟦[2023] KEHC 123 (KLR)⟧", "neutral [2023] KEHC 123 (KLR)"),
    ("⟦[2022] KECA 5 (KLR)⟧", "neutral [2022] KECA 5 (KLR)"),
    ("⟦[2012]eKLR⟧", "other [2012] eKLR"),
    ("High Court at Nairobi, ⟦Petition No. 164 of 2011⟧", "petition Petition 164/2011"),
    ("Nairobi ⟦Constitutional Petition No. 2 of 2011⟧", "petition Constitutional Petition 2/2011"),
    ("Supreme Court of Kenya, ⟦Reference No. 1 of 2013⟧", "petition Reference 1/2013"),
    ("⟦[2013] e-KLR⟧", "other [2013] eKLR"),
    ("the petition of 65 farmers of 2010",),
    ("Petition No. 65 of 2010 to Parliament",),
    ("eKLR is a database",),
    ("[13] eKLR",),
]  # fmt: skip

USA = [
    ("Kiobel, ⟦569 U.S. 108⟧ (2013)", "reporter 569 U.S. 108"),
    ("⟦501 U. S. 221⟧, 235", "reporter 501 U.S. 221"),
    ("⟦630 F.2d 876⟧ (2d Cir. 1980)", "reporter 630 F.2d 876"),
    ("⟦621 F. 3d 111⟧", "reporter 621 F.3d 111"),
    ("⟦226 F. Supp. 2d 1045⟧", "reporter 226 F. Supp. 2d 1045"),
    ("⟦133 S. Ct. 1659⟧", "reporter 133 S. Ct. 1659"),
    ("⟦185 L. Ed. 2d 671⟧", "reporter 185 L. Ed. 2d 671"),
    ("⟦16 Pet. 367⟧", "reporter 16 Pet. 367"),
    ("⟦58 Cal. 4th 1⟧", "reporter 58 Cal. 4th 1"),
    ("Tarrant v. Herrmann, ⟦No. 11-889⟧", "docket 11-889"),
    ("⟦No. 10–1491⟧, Supreme Court of the United States", "docket 10-1491"),
    ("⟦2009 WL 3922803⟧, *1", "reporter 2009 WL 3922803"),
    ("501 U. S., at 235",),
    ("42 U.S.C. § 1983",),
    ("the U.S. 108 times",),
    ("No. 11-889 of the list",),
    ("556 U. S. ___",),
    ("12 U.S. citizens",),
]  # fmt: skip


@pytest.mark.parametrize("row", UK, ids=str)
def test_uk(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", COMMONWEALTH, ids=str)
def test_commonwealth(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", SOUTH_AFRICA, ids=str)
def test_south_africa(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", INDIA, ids=str)
def test_india(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", KENYA, ids=str)
def test_kenya(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])


@pytest.mark.parametrize("row", USA, ids=str)
def test_usa(row: tuple[str, ...]) -> None:
    judge(row[0], row[1:])
