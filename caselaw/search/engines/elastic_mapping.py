"""The indexes of Elasticsearch as data: what is indexed, and how text becomes words there.

What a word is, `caselaw.search.analysis` alone decides: texts and queries are sent as their exact forms. Stems are made
in Elasticsearch, by its own stemmers and the rules of `mappings/languages`, so that a network may also query its
cluster with its own tools: the analyzers read text as people write it, too. The files in `mappings/elasticsearch` are
generated from those rules and committed; `python -m caselaw.search.engines.elastic_mapping` writes them again, and a
test compares.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from caselaw.domain.text import arabic_normal
from caselaw.search import arabic
from caselaw.search.analysis import CHAINS, LONGEST, exact, stem
from caselaw.search.project import FIELDS, NAME_FIELDS
from mappings import open_text

EXACT = "exact"
"""The analyzer and the field of folded, unstemmed words."""

PARAGRAPHS = "paragraphs"
"""The path of the paragraphs inside their document."""

LONGEST_VALUE = 8_000
"""Letters of the longest whole value that is indexed: a term ends at 32,766 bytes."""

_GAP = 100  # positions between two paragraphs, so that no phrase or nearness is found across them
_MOST_PARAGRAPHS = 1_000_000  # of one document
_MOST_TERMS = 1_000_000  # ids that a search may be narrowed to
_ARABIC = range(0x600, 0x700)
_STEMMERS = {"english": "porter2"}  # Snowball's English is Porter2; "english" is the older Porter there

Json = dict[str, Any]


def words(text: str) -> str:
    """A text as it is sent, to be indexed or looked for: its exact forms, in order."""
    return " ".join(exact(text))


def index_body() -> Json:
    """What makes an index: its settings and mappings, from the committed files."""
    body: Json = json.loads(open_text("elasticsearch/documents.json"))
    body["settings"]["analysis"] = json.loads(open_text("elasticsearch/analysis.json"))
    body["mappings"]["_meta"] = {"format": index_format()}
    return body


@cache
def index_format() -> str:
    """Another one whenever fields or analysis are: an index of another format is not searched but built anew."""
    files = "".join(open_text(f"elasticsearch/{name}.json") for name in ("documents", "analysis"))
    return hashlib.sha256(files.encode()).hexdigest()[:12]


def generated() -> Mapping[str, str]:
    """Every file of `mappings/elasticsearch` by its name, as the rules of today give it."""
    contents = {"analysis": _analysis(), "documents": _documents()}
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
_NUMBER: Json = {"type": "integer"}
_EXACT: Json = {"type": "text", "analyzer": EXACT, "position_increment_gap": _GAP}
_NAMES: Json = {"type": "text", "analyzer": EXACT, "index_options": "docs", "norms": False}


def _settings() -> Json:
    return {
        "number_of_shards": 1,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "5s",
        "max_terms_count": _MOST_TERMS,
        "max_inner_result_window": _MOST_PARAGRAPHS,
        "mapping.nested_objects.limit": _MOST_PARAGRAPHS,
    }


def _stems(*copies: str) -> Json:
    """One field of stems a language, without positions; `copies` are the fields that get the same text, `{}` standing
    for the language."""
    field: Json = {"type": "text", "index_options": "freqs"}
    return {
        language: {**field, "analyzer": language}
        | ({"copy_to": [copy.format(language) for copy in copies]} if copies else {})
        for language in CHAINS
    }


def _text(properties: Json) -> Json:
    """Stems by language, and the exact words, which phrases are asked of."""
    return {"properties": {**properties, EXACT: _EXACT}}


def _documents() -> Json:
    """A document with its paragraphs inside: both change in one step. A paragraph is indexed alone and, by its copies,
    in the body of its document. The text itself stands in the database alone: `_source` holds the facts."""
    properties: Json = {
        **dict.fromkeys(("id", "audience", "superseded_by"), _KEYWORD),
        **dict.fromkeys(FIELDS, _LONG_KEYWORD),
        "names": {"properties": dict.fromkeys(NAME_FIELDS, _NAMES)},
        "revision": {"type": "long"},
        **dict.fromkeys(("date", "date_last", "cited", "rank"), _NUMBER),
        "title": _text(_stems(f"title.{EXACT}")),
        "body": _text(_stems()),
        "lead": {"properties": _stems()},
        PARAGRAPHS: _paragraphs(),
    }
    mappings = {
        "dynamic": "strict",
        "_source": {"excludes": [PARAGRAPHS, "lead"]},
        "properties": properties,
    }
    return {"settings": _settings(), "mappings": mappings}


def _paragraphs() -> Json:
    properties: Json = {
        **dict.fromkeys(("anchor", "section", "voice"), _KEYWORD),
        "number": _LONG_KEYWORD,
        "ordinal": {"type": "integer"},
        "body": _text(_stems(f"{PARAGRAPHS}.body.{EXACT}", "body.{}", f"body.{EXACT}")),
    }
    return {"type": "nested", "properties": properties}


def main() -> None:
    """Write the files again into this checkout."""
    folder = Path(__file__).resolve().parents[3] / "mappings" / "elasticsearch"
    folder.mkdir(exist_ok=True)
    for name, text in generated().items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
