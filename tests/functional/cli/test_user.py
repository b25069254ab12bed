"""Accounts from the command line; a password is never an argument, a token is shown once."""

from __future__ import annotations

import pytest

from tests.functional.cli.conftest import Run

PASSWORD = "a long enough password"
EMAIL = "amal@example.org"


@pytest.fixture(autouse=True)
def prepared(run: Run) -> None:
    run("init")


def test_an_account_is_added_with_roles_and_groups(run: Run) -> None:
    run("group", "add", "litigators")
    added = run(
        "user", "add", EMAIL, "--name", "Amal", "--role", "member", "--role", "editor", "--group", "litigators",
        "--password-stdin", stdin=f"{PASSWORD}\n",
    )  # fmt: skip
    assert added.output == f"The account {EMAIL} was added.\nRoles: editor, member\nGroups: litigators\n"
    assert run("user", "groups", EMAIL, "--leave", "litigators").output.endswith("Groups: none\n")
    assert run("user", "roles", EMAIL, "--set", "curator").output.startswith("Roles: curator\n")
    assert run("user", "roles", EMAIL, "--none").output.startswith("Roles: none\n")


def test_a_password_is_asked_for_twice_and_not_shown(run: Run) -> None:
    result = run("user", "add", EMAIL, stdin=f"{PASSWORD}\n{PASSWORD}\n")
    assert PASSWORD not in result.output
    assert "The account" in result.output
    changed = run("user", "passwd", EMAIL, stdin=f"another {PASSWORD}\nanother {PASSWORD}\n", LANG="fr_FR.UTF-8")
    assert "Le mot de passe de amal@example.org a été changé." in changed.output


def test_a_token_alone_goes_to_standard_output(run: Run) -> None:
    run("user", "add", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    result = run("user", "token", EMAIL, "--name", "my script")
    assert result.stdout.strip()
    assert len(result.stdout.split()) == 1
    assert EMAIL in result.stderr
    assert run("user", "token", EMAIL).stdout != result.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("add", "nobody", "--password-stdin"), 2),
        (("add", EMAIL, "--role", "king", "--password-stdin"), 2),
        (("add", EMAIL, "--group", "absent", "--password-stdin"), 1),
        (("passwd", "absent@example.org", "--password-stdin"), 1),
        (("token", "absent@example.org"), 1),
        (("roles", "absent@example.org"), 1),
        (("groups", "absent@example.org", "--join", "x"), 1),
    ],
)
@pytest.mark.parametrize("lang", ["en_GB.UTF-8", "es_AR.UTF-8"])
def test_what_cannot_be_done_is_said(run: Run, arguments: tuple[str, ...], code: int, lang: str) -> None:
    result = run("user", *arguments, code=code, stdin=f"{PASSWORD}\n", LANG=lang)
    assert result.stdout == ""
    assert result.stderr.strip()


def test_a_short_password_and_a_second_account_are_refused(run: Run) -> None:
    refused = run("user", "add", EMAIL, "--password-stdin", code=2, stdin="short\n").stderr
    assert "password" in refused.lower()
    assert len(refused.splitlines()) == 1, "the same sentence is said once"
    run("user", "add", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    run("user", "add", EMAIL.upper(), "--password-stdin", code=1, stdin=f"{PASSWORD}\n")


def test_a_token_is_listed_and_revoked(run: Run) -> None:
    run("user", "add", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    run("user", "token", EMAIL, "--name", "my script", "--days", "30")
    shown = run("user", "tokens", EMAIL).stdout
    assert "my script  read  " in shown
    handle = shown.split()[0]
    run("user", "tokens", EMAIL, "--revoke", "0" * 12, code=1)
    assert run("user", "tokens", EMAIL, "--revoke", handle).stdout == f"Token {handle} is revoked.\n"
    assert run("user", "tokens", EMAIL).stdout == ""


def test_roles_may_count_in_one_group_alone(run: Run) -> None:
    run("group", "add", "litigators", "--name", "en=Litigators", "--name", "ar=المتقاضون")
    run("user", "add", EMAIL, "--group", "litigators", "--password-stdin", stdin=f"{PASSWORD}\n")
    shown = run("user", "roles", EMAIL, "--group", "litigators", "--set", "curator").output
    assert shown == "Roles: none\nGroups: litigators (curator)\n"
    assert run("user", "roles", EMAIL, "--group", "litigators", "--none").output.endswith("Groups: litigators\n")
    run("user", "roles", EMAIL, "--group", "absent", "--set", "curator", code=1)


def test_a_group_is_shown_and_changed(run: Run) -> None:
    run("group", "add", "litigators", "--name", "en=Litigators")
    run("user", "add", EMAIL, "--group", "litigators", "--password-stdin", stdin=f"{PASSWORD}\n")
    changed = run("group", "set", "litigators", "--second-factor", "--listed", "--name", "fr=Plaideurs")
    assert changed.output == "litigators  Litigators  members: 1  listed: yes  second factor: yes\n"
    assert "Plaideurs" in run("group", "list", LANG="fr_FR.UTF-8").output
    assert f"{EMAIL}  none  second factor: no" in run("group", "show", "litigators").output
    run("group", "set", "litigators", "--name", "xx=No", code=2)
    run("group", "show", "absent", code=1)


def test_links_alone_go_to_standard_output(run: Run) -> None:
    run("user", "add", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    assert "/es/reset/" in run("user", "reset", EMAIL, "--language", "es").stdout
    invited = run("user", "invite", "dana@example.org", "--role", "editor")
    assert "/en/invitation/" in invited.stdout
    assert len(invited.stdout.split()) == 1
    run("user", "invite", "dana@example.org", "--group", "absent", code=1)


def test_what_is_not_there_is_not_removed_and_a_closed_account_is_said_so(run: Run) -> None:
    run("user", "add", EMAIL, "--password-stdin", stdin=f"{PASSWORD}\n")
    run("user", "reset-factor", EMAIL, code=1)
    assert run("user", "close", EMAIL).output == f"The account {EMAIL} is closed.\n"
    run("user", "reset", EMAIL, code=1)
