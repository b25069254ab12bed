"""What this is, who it is for, and what it does with what it learns about its readers."""

from __future__ import annotations

from flask import Blueprint, render_template


def register(pages: Blueprint) -> None:
    pages.add_url_rule("/about", "about", about)


def about() -> str:
    return render_template("pages/about.html")
