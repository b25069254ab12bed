"""Sheets of selection tables for tests: small ones, and strategies that make any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from caselaw.domain.languages import LANGUAGES
from caselaw.domain.selection.table import (
    Answer,
    Declaration,
    Level,
    Sheet,
    SheetCandidate,
    SheetCell,
    SheetCriterion,
    SheetLevel,
    in_language,
)

FORCE = {"en": "Binding force", "es": "Fuerza vinculante", "fr": "Force obligatoire", "ar": "القوة الملزمة"}
USES = {"en": "Possible uses", "es": "Usos posibles", "fr": "Usages possibles", "ar": "الاستخدامات الممكنة"}
SCALE = (
    Level(1, {"en": "Low", "es": "Bajo", "fr": "Faible", "ar": "منخفض"}),
    Level(2, {"en": "Medium", "es": "Medio", "fr": "Moyen", "ar": "متوسط"}),
    Level(3, {"en": "High", "es": "Alto", "fr": "Élevé", "ar": "مرتفع"}),
)
RIVER, MINE, SCHOOL = "c1", "c2", "c3"
TITLES = {RIVER: "River communities v. State", MINE: "قضية المنجم", SCHOOL: "Escuela rural"}


def a_criterion(
    criterion: str, labels: Mapping[str, str], language: str, scale: tuple[Level, ...] | None
) -> SheetCriterion:
    levels = None if scale is None else tuple(SheetLevel(one.value, in_language(one.labels, language)) for one in scale)
    definition = "How far it binds." if scale else ""
    return SheetCriterion(criterion, in_language(labels, language), definition, levels, None, labels, scale)


def a_sheet(language: str = "en", **changes: object) -> Sheet:
    """Three cases, one criterion with a scale and one in words, some of them answered at save 2."""
    candidates = tuple(
        SheetCandidate(one, title, (SheetCell("forum", "Court of Appeal"), SheetCell("deadline", "2026-12-01")))
        for one, title in TITLES.items()
    )
    answers = (
        Answer(RIVER, "force", "acme", 3, "Binding on all courts.", "en", 2),
        Answer(RIVER, "uses", "acme", None, "=SUM(A1:A9)\nsecond line", "en", 1),
        Answer(MINE, "force", "acme", 1, "", "ar", 2),
    )
    sheet = Sheet(
        table="t1", revision=2, organisation="acme", organisation_name="Acme Centre", language=language,
        title="Cases of 2026", purpose="To choose.", guidelines="", due=date(2026, 12, 24), confidential=False,
        scored=True, open=True, candidates=candidates,
        criteria=(a_criterion("force", FORCE, language, SCALE), a_criterion("uses", USES, language, None)),
        answers={(one.candidate, one.criterion): one for one in answers},
        declarations={SCHOOL: Declaration("acme", SCHOOL, "conflict", "We are counsel.", "en", 2)},
    )  # fmt: skip
    return replace(sheet, **changes)  # type: ignore[arg-type]


def answered(sheet: Sheet, *later: Answer) -> Sheet:
    """The sheet after one more save of its organisation."""
    fresh = {(one.candidate, one.criterion): replace(one, revision=sheet.revision + 1) for one in later}
    return replace(sheet, revision=sheet.revision + 1, answers={**sheet.answers, **fresh})


__all__ = ["LANGUAGES", "MINE", "RIVER", "SCHOOL", "TITLES", "a_sheet", "answered"]
