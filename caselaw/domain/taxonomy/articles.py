"""Which articles of treaties a term is about: `mappings/taxonomies/articles.csv`, read from the side of the term."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

import mappings
from caselaw.domain.instrument import instruments


def articles_about(vocabulary: str, id: str) -> tuple[tuple[str, str], ...]:  # noqa: A002 - the domain's word
    """The articles that are about this term, each as the treaty's id and the article's number (empty: all of it), in
    the order of the file; general comments are none."""
    return _articles().get((vocabulary, id), ())


@cache
def _articles() -> Mapping[tuple[str, str], tuple[tuple[str, str], ...]]:
    found: dict[tuple[str, str], dict[tuple[str, str], None]] = {}
    for row in csv.DictReader(mappings.open_text("taxonomies/articles.csv").splitlines()):
        if row["instrument"] in instruments():
            number = "" if row["article"] == "*" else row["article"]
            found.setdefault((row["vocabulary"], row["term"]), {})[row["instrument"], number] = None
    return {term: tuple(articles) for term, articles in found.items()}
