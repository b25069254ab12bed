"""The parts of a decision: a closed list, so that the facts of a court and those of a committee are found alike."""

from __future__ import annotations

SECTIONS = (
    "head", "summary", "procedure", "facts", "evidence", "submissions", "law", "admissibility", "reasons",
    "reparations", "operative", "closing", "separate_opinion", "annex",
)  # fmt: skip
"""`head` names court, parties and bench; `summary` is a headnote, syllabus or ementa; `submissions` holds complaints
and what each side argues; `law` the rules that apply, as they stand; `admissibility` also competence and preliminary
objections; `reparations` the reasons for what is granted; `closing` date and signatures. `reasons` are the rest of what
a body says to decide."""
