"""What could not be read of a document, in the form in which it is told at every door."""

from __future__ import annotations

from typing import get_args

from caselaw.domain.problems import Problem, Severity
from caselaw.messages import say_problem
from caselaw.schemas.form import Among, Form, Text


class ProblemSchema(Form):
    code = Text(required=True)
    severity = Text(required=True, validate=Among(get_args(Severity)))
    message = Text(required=True, metadata={"description": "In the reader's language."})
    where = Text(required=True)


def problem_form(problem: Problem, reader: str) -> dict[str, str]:
    """A problem with its sentence in the language of `reader`."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": say_problem(problem, reader),
        "where": problem.where,
    }
