"""`caselaw bench agreement`: how long the pages of a large round take, made whole as a coder of it is answered."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import partial

import click
from flask.testing import FlaskClient
from rich.console import Console

from caselaw.bench.corpus import sentences
from caselaw.bench.rounds import PASSWORD, fill
from caselaw.bench.site import empty_site
from caselaw.bench.timing import percentile, timed
from caselaw.settings import Settings
from web.app import create_app

PAGES = ("agreement", "agreement?unit=records", "disagreements")


@click.command()
@click.option("--records", default=500, show_default=True, type=click.IntRange(min=2), help="Of the round.")
@click.option("--coders", default=3, show_default=True, type=click.IntRange(min=2), help="Of each record.")
@click.option("--codes", default=40, show_default=True, type=click.IntRange(min=1), help="That are given.")
@click.option("--passages", default=10, show_default=True, type=click.IntRange(min=1), help="Coded in each record.")
@click.option("--requests", default=20, show_default=True, type=click.IntRange(min=5), help="Of each page.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@click.pass_context
def agreement(
    ctx: click.Context, records: int, coders: int, codes: int, passages: int, requests: int, as_json: bool
) -> None:  # fmt: skip
    """Time the pages on which the coders of a round see how far they agree."""
    settings = replace(ctx.find_object(Settings) or Settings.from_env({}), encoder="off")
    with empty_site(settings) as services:
        filled = fill(services, sentences(settings.data), records, coders, codes, passages)
        client = _signed_in(create_app(services.settings, services).test_client(), filled.email)
        times = {
            name: [timed(partial(client.get, f"/en/rounds/{filled.round}/{name}")) * 1000 for _ in range(requests)]
            for name in PAGES
        }
    told = {
        name: {"p50_ms": round(percentile(some, 0.5), 1), "p95_ms": round(percentile(some, 0.95), 1)}
        for name, some in times.items()
    }
    if as_json:
        click.echo(json.dumps({"codings": filled.codings, "pages": told}))
        return
    out = Console()
    out.print(f"{records} records, {coders} coders, {codes} codes, {filled.codings} codings")
    for name, figures in told.items():
        out.print(f"{name}: p50 {figures['p50_ms']} ms, p95 {figures['p95_ms']} ms")


def _signed_in(client: FlaskClient, email: str) -> FlaskClient:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/en/login").text)
    form = {"csrf_token": token.group(1) if token else "", "email": email, "password": PASSWORD}
    client.post("/en/login", data=form)
    return client
