"""The indexes of Elasticsearch as data: what is indexed, and how text becomes words there.

What a word is, `caselaw.search.analysis` alone decides: texts and queries are sent as their exact forms. Stems are made
in Elasticsearch, by its own stemmers and the rules of `mappings/languages`, so that a network may also query its
cluster with its own tools: the analyzers read text as people write it, too. The files in `mappings/elasticsearch` are
generated from those rules and committed; `python -m caselaw.search.engines.elastic_mapping` writes them again, and a
test compares.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from caselaw.domain.text import arabic_normal
from caselaw.search import arabic
from caselaw.search.analysis import CHAINS, LONGEST, exact, stem
from mappings import open_text

EXACT = "exact"
"""The analyzer and the field of folded, unstemmed words."""

DEEPEST_PAGE = 1_000_000
"""The last document that a page may reach; beyond it there are only counts."""

FORMAT = 1
"""Grows when the fields or the analysis change: an index of another format is not searched but built anew."""

LONGEST_VALUE = 8_000
"""Letters of the longest whole value that is indexed: a term ends at 32,766 bytes."""

_GAP = 100  # positions between two paragraphs, so that no phrase is found across them
_ARABIC = range(0x600, 0x700)
_STEMMERS = {"english": "porter2"}  # Snowball's English is Porter2; "english" is the older Porter there

Json = dict[str, Any]


def words(text: str) -> str:
    """A text as it is sent, to be indexed or looked for: its exact forms, in order."""
    return " ".join(exact(text))


def index_body(name: str) -> Json:
    """What makes an index: settings and mappings of "documents" or "paragraphs", from the committed files."""
    body: Json = json.loads(open_text(f"elasticsearch/{name}.json"))
    body["settings"]["analysis"] = json.loads(open_text("elasticsearch/analysis.json"))
    return body


def generated() -> Mapping[str, str]:
    """Every file of `mappings/elasticsearch` by its name, as the rules of today give it."""
    contents = {"analysis": _analysis(), "documents": _documents(), "paragraphs": _paragraphs()}
    return {name: json.dumps(content, ensure_ascii=False, indent=2) + "\n" for name, content in contents.items()}


# --- words --------------------------------------------------------------------------------------------------------


def _analysis() -> Json:
    """Words part at spaces, punctuation and symbols; case and accents go before the stemmer, and those that a stemmer's
    rules gave back go after it."""
    folded = ["lowercase", "asciifolding"]
    filters: Json = {}
    analyzers: Json = {EXACT: _analyzer(folded)}
    for language in CHAINS:
        own = dict(_stemming(language))
        filters |= own
        analyzers[language] = _analyzer([*folded, *own, *(["asciifolding"] if own else [])])
    parting: Json = {"type": "char_group", "tokenize_on_chars": ["whitespace", "punctuation", "symbol"]}
    return {
        "char_filter": {"arabic": {"type": "mapping", "mappings": list(_arabic_rules())}},
        "tokenizer": {"words": {**parting, "max_token_length": 2 * LONGEST}},
        "filter": filters,
        "analyzer": analyzers,
    }


def _analyzer(filters: list[str]) -> Json:
    return {"type": "custom", "char_filter": ["arabic"], "tokenizer": "words", "filter": filters}


def _arabic_rules() -> Iterator[str]:
    """The normal form of Arabic, letter by letter; by their numbers, for marks cannot be seen alone."""
    for letter in map(chr, _ARABIC):
        normal = arabic_normal(letter)
        if normal != letter:
            yield f"{_escaped(letter)}=>{_escaped(normal)}"


def _escaped(text: str) -> str:
    return "".join(f"\\u{ord(letter):04X}" for letter in text)


def _stemming(language: str) -> Iterator[tuple[str, Json]]:
    """The filters that make the stems of a language out of folded words, in order, by name."""
    rules = json.loads(open_text(f"languages/{language}.json"))
    if rules["stemmer"] is None:
        return
    if rules["stemmer"] == "light10":
        yield from _light10()
        return
    for place, (ending, accented) in enumerate(rules["restore"], start=1):
        yield f"{language}_restore_{place}", _replace(ending, re.sub(r"\\(\d)", r"$\1", accented))
    if rules["stemmed_here"]:  # Lucene's Snowball is older than ours
        told = [f"{word} => {stem(word, language)}" for word in rules["stemmed_here"]]
        yield f"{language}_told", {"type": "stemmer_override", "rules": told}
    name = _STEMMERS.get(rules["stemmer"], rules["stemmer"])
    yield f"{language}_stem", {"type": "stemmer", "language": name}


def _light10() -> Iterator[tuple[str, Json]]:
    """The steps of `caselaw.search.arabic.light10`. Elasticsearch's own "arabic" takes either the conjunction or the
    article with its preposition, so that وبالحق and الحق have two stems there, and one in ours."""
    left, prefixes = arabic.LEFT, "|".join(arabic.PREFIXES)
    yield "ar_conjunction", _replace(f"^{arabic.CONJUNCTION}(?=.{{{arabic.LEFT_BY_CONJUNCTION}}})", "")
    yield "ar_prefix", _replace(f"^(?:{prefixes})(?=.{{{left}}})", "")
    for place, suffix in enumerate(arabic.SUFFIXES, start=1):
        yield f"ar_suffix_{place}", _replace(f"(?<=.{{{left}}}){suffix}$", "")


def _replace(pattern: str, replacement: str) -> Json:
    return {"type": "pattern_replace", "pattern": pattern, "replacement": replacement, "all": False}


# --- fields -------------------------------------------------------------------------------------------------------

_KEYWORD: Json = {"type": "keyword"}
_LONG_KEYWORD: Json = {"type": "keyword", "ignore_above": LONGEST_VALUE}


def _settings() -> Json:
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "5s",
    }


def _text(*, names: str) -> Json:
    """One field of stems a language, without positions, and one of exact words, which phrases are asked of."""
    field = {"type": "text", "index_options": "freqs", "copy_to": f"{names}.{EXACT}"}
    stems: Json = {language: {**field, "analyzer": language} for language in CHAINS}
    exact_words = {"type": "text", "analyzer": EXACT, "position_increment_gap": _GAP}
    return {"properties": {**stems, EXACT: exact_words}}


def _index(settings: Json, properties: Json) -> Json:
    """The text itself stands in the database alone: `_source` holds the facts without the body."""
    mappings = {
        "dynamic": "strict",
        "_meta": {"format": FORMAT},
        "_source": {"excludes": ["body"]},
        "properties": properties,
    }
    return {"settings": {**_settings(), **settings}, "mappings": mappings}


def _documents() -> Json:
    keywords = ("id", "audience", "superseded_by", "language", "kind", "court", "country", "collection", "year")
    properties: Json = {
        **dict.fromkeys(keywords, _KEYWORD),
        "identifier": _LONG_KEYWORD,
        "revision": {"type": "long"},
        "date": {"type": "integer"},
        "title": _text(names="title"),
        "body": _text(names="body"),
    }
    return _index({"max_result_window": DEEPEST_PAGE, "max_terms_count": DEEPEST_PAGE}, properties)


def _paragraphs() -> Json:
    """`row` names the row and revision a paragraph belongs to: what no row points to is never shown."""
    properties: Json = {
        "id": _KEYWORD,
        "row": _KEYWORD,
        "revision": {"type": "long"},
        "ordinal": {"type": "integer"},
        "anchor": _KEYWORD,
        "language": _KEYWORD,
        "body": _text(names="body"),
    }
    return _index({"max_inner_result_window": 10_000}, properties)


def main() -> None:
    """Write the files again into this checkout."""
    folder = Path(__file__).resolve().parents[3] / "mappings" / "elasticsearch"
    folder.mkdir(exist_ok=True)
    for name, text in generated().items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
