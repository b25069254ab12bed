"""The forms in which courts of five languages write a date, one form a row."""

from __future__ import annotations

import pytest

from caselaw.domain.text import fold
from ingest.parse.dates.hijri import HijriDate
from ingest.parse.dates.in_text import find_dates

ENGLISH = [
    ("Judgment of July 5, 2004", "2004-07-05"),
    ("5 July 2004", "2004-07-05"),
    ("5th July 2004", "2004-07-05"),
    ("July 5th, 2004", "2004-07-05"),
    ("JULY 5 2004", "2004-07-05"),
    ("Date: 15TH April 2003", "2003-04-15"),
    ("the 3rd day of March, 2011", "2011-03-03"),
    ("this 22nd day of May 2013", "2013-05-22"),
    ("the fifth day of March two thousand and one", "2001-03-05"),
    ("on the twenty-first day of June, two thousand and five", "2005-06-21"),
    ("the thirty-first of December nineteen hundred and ninety-nine", "1999-12-31"),
    ("the first day of May, nineteen ninety-three", "1993-05-01"),
    ("twelfth of August in the year two thousand eighteen", "2018-08-12"),
    ("Sept. 9, 2020", "2020-09-09"),
    ("12-Mar-2015", "2015-03-12"),
    ("12 Mar. 2015", "2015-03-12"),
    ("Tuesday, 3 October 2017", "2017-10-03"),
    ("Tuesday the 3rd of October 2017", "2017-10-03"),
    ("in March 2004", "2004-03"),
    ("March, 2004", "2004-03"),
    ("04/05/2017", "2017-05-04"),
    ("12/25/2017", "2017-12-25"),
    ("3.4.2004", "2004-04-03"),
    ("2000-08-10", "2000-08-10"),
    ("2000/08/10", "2000-08-10"),
    ("10 - 08 - 2000", "2000-08-10"),
]
SPANISH = [
    ("Sentencia de 26 de junio de 1987", "1987-06-26"),
    ("26 de junio del 1987", "1987-06-26"),
    ("26 junio 1987", "1987-06-26"),
    ("el 1º de julio de 2009", "2009-07-01"),
    ("1° de julio de 2009", "2009-07-01"),
    ("el primero de julio de dos mil nueve", "2009-07-01"),
    ("a primero de julio del año dos mil nueve", "2009-07-01"),
    ("veintitrés de junio de dos mil cinco", "2005-06-23"),
    ("veintitrés (23) de junio de dos mil cinco (2005)", "2005-06-23"),
    ("treinta y uno de enero de dos mil veintiuno", "2021-01-31"),
    ("diez de setiembre de mil novecientos noventa y tres", "1993-09-10"),
    ("a los siete días del mes de mayo de dos mil diecinueve", "2019-05-07"),
    ("a los 7 días del mes de mayo de 2019", "2019-05-07"),
    ("a los veintidós días del mes de febrero del año dos mil dieciséis", "2016-02-22"),
    ("dieciséis de octubre de mil ochocientos noventa y nueve", "1899-10-16"),
    ("Lima, 12 de noviembre de 2019", "2019-11-12"),
    ("miércoles 3 de octubre de 2017", "2017-10-03"),
    ("15-ene-2014", "2014-01-15"),
    ("15/ago/2014", "2014-08-15"),
    ("12/IV/2005", "2005-04-12"),
    ("en marzo de 2004", "2004-03"),
    ("marzo del 2004", "2004-03"),
    ("23/06/2005", "2005-06-23"),
    ("23-06-2005", "2005-06-23"),
]
FRENCH = [
    ("Lecture du 12 février 2016", "2016-02-12"),
    ("1er août 2014", "2014-08-01"),
    ("le 1 er août 2014", "2014-08-01"),
    ("le premier août deux mille quatorze", "2014-08-01"),
    ("le vingt-quatre mars deux mille quinze", "2015-03-24"),
    ("L'an deux mille quinze et le 24 mars 2015", "2015-03-24"),
    ("le vingt-deux mars mille neuf cent quatre-vingt-dix-neuf", "1999-03-22"),
    ("le trente et un décembre deux mille vingt et un", "2021-12-31"),
    ("le dix-sept juin mil neuf cent soixante-dix-huit", "1978-06-17"),
    ("au vingt-huitième jour du mois de mai 2004", "2004-05-28"),
    ("le sept juillet deux mille vingt", "2020-07-07"),
    ("le onze janvier mille neuf cent quatre-vingt", "1980-01-11"),
    ("mardi 3 octobre 2017", "2017-10-03"),
    ("3 oct. 2017", "2017-10-03"),
    ("22 déc. 2010", "2010-12-22"),
    ("10 janv. 2011", "2011-01-10"),
    ("en mars 2004", "2004-03"),
    ("03/10/2017", "2017-10-03"),
    ("3.10.2017", "2017-10-03"),
]
PORTUGUESE = [
    ("SENTENÇA DE 1° DE JULHO DE 2009", "2009-07-01"),
    ("Brasília, 3 de Fevereiro de 2016", "2016-02-03"),
    ("aos dez dias do mês de março de dois mil e quatro", "2004-03-10"),
    ("aos vinte e um dias do mês de junho do ano de dois mil e dezoito", "2018-06-21"),
    ("aos trinta e um dias do mês de outubro de mil novecentos e noventa e nove", "1999-10-31"),
    ("em primeiro de maio de dois mil e vinte", "2020-05-01"),
    ("cinco de setembro de dois mil e doze", "2012-09-05"),
    ("dezesseis de novembro de dois mil e dezesseis", "2016-11-16"),
    ("dezasseis de novembro de dois mil e dezasseis", "2016-11-16"),
    ("quinze de abril de mil oitocentos e oitenta e oito", "1888-04-15"),
    ("terça-feira, 3 de outubro de 2017", "2017-10-03"),
    ("1º de dezembro de 2021", "2021-12-01"),
    ("12 dez 2015", "2015-12-12"),
    ("24/set/2015", "2015-09-24"),
    ("março de 2004", "2004-03"),
    ("21.09.2016", "2016-09-21"),
    ("21/09/2016", "2016-09-21"),
]
ARABIC = [
    ("10 كانون الأول / ديسمبر 1948", "1948-12-10"),  # United Nations
    ("10 كانون الأول/ديسمبر 1948", "1948-12-10"),
    ("21 آذار/مارس 2016", "2016-03-21"),
    ("5 تشرين الثاني (نوفمبر) 2009", "2009-11-05"),
    ("٢٦ كانون الثاني ٢٠٠٤", "2004-01-26"),  # Levant
    ("15 شباط 2011", "2011-02-15"),
    ("3 نيسان سنة 1999", "1999-04-03"),
    ("12 أيار 2003", "2003-05-12"),
    ("30 حزيران 2010", "2010-06-30"),
    ("14 تموز 2012", "2012-07-14"),
    ("9 آب 2020", "2020-08-09"),
    ("1 أيلول 2001", "2001-09-01"),
    ("17 تشرين الأول 2019", "2019-10-17"),
    ("8 يناير سنة 1994", "1994-01-08"),  # Egypt and the Gulf
    ("8 من يناير سنة 1994", "1994-01-08"),
    ("4 من شهر فبراير عام 2017", "2017-02-04"),
    ("13 يونيه سنة 2015", "2015-06-13"),
    ("13 يوليو 2015م", "2015-07-13"),
    ("29 أغسطس 1971", "1971-08-29"),
    ("5 جويلية 1999", "1999-07-05"),  # Tunisia and Algeria
    ("27 جانفي 2014", "2014-01-27"),
    ("18 فيفري 2010", "2010-02-18"),
    ("2 أفريل 2013", "2013-04-02"),
    ("20 جوان 2005", "2005-06-20"),
    ("13 أوت 1956", "1956-08-13"),
    ("بتاريخ 6 غشت سنة 2023", "2023-08-06"),  # Morocco
    ("19 نونبر 2010", "2010-11-19"),
    ("11 شتنبر 2003", "2003-09-11"),
    ("30 يوليوز 2007", "2007-07-30"),
    ("2 دجنبر 1998", "1998-12-02"),
    ("الصادر في ( 26ديسمبر )2000", "2000-12-26"),
    ("الثلاثاء الموافق الخامس من شهر مارس سنة ألفين وثلاثة عشر", "2013-03-05"),
    ("الخامس من مارس سنة 2013", "2013-03-05"),
    ("الحادي والعشرين من حزيران عام ألفين وخمسة", "2005-06-21"),
    ("العاشر من ديسمبر سنة ألف وتسعمائة وثمانية وأربعين", "1948-12-10"),
    ("الثالث والعشرين من يوليو سنة ألف وتسعمائة واثنين وخمسين", "1952-07-23"),
    ("في مارس 2004", "2004-03"),
    ("٢٠١٥/٣/٢٤", "2015-03-24"),
    ("24/3/2015", "2015-03-24"),
    ("24-3-2015", "2015-03-24"),
    ("27(1437أبريل )2016", "2016-04-27"),  # brackets that a program turned round
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH + SPANISH + FRENCH + PORTUGUESE + ARABIC)
def test_a_date_is_read_in_every_form_courts_write(text: str, expected: str) -> None:
    assert [str(date.value) for date in find_dates(fold(text)) if date.value] == [expected]


HIJRI = [
    ("1392/7/3", "1392-07-03", "1972-08-12"),
    ("16/3/1392هـ", "1392-03-16", "1972-04-29"),
    ("12-5-1440 هـ", "1440-05-12", "2019-01-18"),
    ("29 من رمضان 1421", "1421-09-29", "2000-12-25"),
    ("12 ذي الحجة عام 1436", "1436-12-12", "2015-09-25"),
    ("9رجب 1417", "1417-07-09", "1996-11-20"),
    ("١٩ محرم عام ١٤٤٥ هـ", "1445-01-19", "2023-08-06"),
    ("رمضان 1421 هـ", "1421-09", "2000"),  # runs from November into December
    ("3 شوال 1330", "1330-10-03", None),  # before the tables begin
]


@pytest.mark.parametrize(("text", "kept", "converted"), HIJRI)
def test_a_hijri_date_is_kept_and_converted_no_finer_than_it_is(text: str, kept: str, converted: str | None) -> None:
    (found,) = find_dates(fold(text))
    assert found.value is None
    assert found.hijri is not None
    assert str(found.hijri) == kept
    gregorian = found.hijri.gregorian()
    assert (str(gregorian) if gregorian else None) == converted


@pytest.mark.parametrize(("month", "day"), [(13, 1), (0, 1), (7, 31)])
def test_a_date_that_no_hijri_year_has_is_none(month: int, day: int) -> None:
    assert HijriDate.of(1430, month, day) is None


def test_a_thirtieth_of_a_short_month_is_not_converted() -> None:
    short = next(m for m in range(1, 13) if HijriDate(1430, m, 30).gregorian() is None)
    assert HijriDate(1430, short, 29).gregorian() is not None
