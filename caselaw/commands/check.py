"""`caselaw check`: what is safe and works and what is not, in sentences with their remedies; nothing is changed."""

from __future__ import annotations

import json

import click

from caselaw.access.viewer import OPERATOR
from caselaw.commands.context import language, services
from caselaw.domain.watching import Finding, State
from caselaw.messages import say

_MARKS = {State.GOOD: "✓", State.NOTE: "·", State.BAD: "✗"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object: whether all is well, and each finding.")
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Settings, services, languages and tools: what is safe and works, and what does not."""
    found: list[Finding] = []
    for finding in services(ctx).checks.findings(viewer=OPERATOR):
        found.append(finding)
        if not as_json:
            click.echo(f"{_MARKS[finding.state]} {said(finding, language())}")
    well = all(finding.state is not State.BAD for finding in found)
    if as_json:
        findings = [
            {"state": one.state.value, "code": one.code, "sentence": said(one, language()), "params": dict(one.params)}
            for one in found
        ]
        click.echo(json.dumps({"well": well, "findings": findings}, ensure_ascii=False, indent=2))
    if not well:
        ctx.exit(1)


def said(finding: Finding, reader: str) -> str:
    """The sentence of a finding."""
    return say(finding.code, reader, **finding.params)
