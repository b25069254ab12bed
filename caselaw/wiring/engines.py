"""Engines, stores of vectors and the encoder, by what the settings say: the only module that names an engine."""

from __future__ import annotations

from pathlib import Path

from caselaw.domain.errors import EncoderUnavailable
from caselaw.search.encoder import Encoder
from caselaw.search.encoder import open_encoder as open_installed_encoder
from caselaw.search.port import SearchIndex
from caselaw.search.vectors import VectorIndex
from caselaw.settings import Settings


def open_index(settings: Settings) -> SearchIndex:
    """The search engine that the settings name; an engine is loaded only where it is used."""
    scheme, _, place = settings.search_url.partition(":")
    if scheme == "memory":
        from caselaw.search.engines.memory import MemoryIndex

        return MemoryIndex()
    if scheme == "tantivy":
        from caselaw.search.engines.tantivy import TantivyIndex

        return TantivyIndex(Path(place).expanduser())
    from caselaw.search.engines.elastic import ElasticIndex

    return ElasticIndex(
        tuple(settings.search_url.split(",")),
        prefix=settings.search_index,
        api_key=settings.search_api_key,
        ca=settings.search_ca,
    )


def open_vectors(settings: Settings) -> VectorIndex:
    """Where vectors of paragraphs are kept: beside the index that the settings name."""
    scheme, _, place = settings.search_url.partition(":")
    if scheme == "memory":
        from caselaw.search.vectors.memory import MemoryVectors

        return MemoryVectors()
    if scheme == "tantivy":
        from caselaw.search.vectors.embedded import EmbeddedVectors

        return EmbeddedVectors(Path(f"{Path(place).expanduser()}-vectors"))
    from caselaw.search.engines.elastic_vectors import ElasticVectors

    return ElasticVectors(
        tuple(settings.search_url.split(",")),
        prefix=settings.search_index,
        api_key=settings.search_api_key,
        ca=settings.search_ca,
    )


def open_encoder(settings: Settings) -> Encoder | None:
    """The encoder of meaning, or None where the settings say off or it cannot be used here (`caselaw check` says why).

    Asked for when something is to be encoded, not at start: its files are checked first.
    """
    if settings.encoder == "off":
        return None
    try:
        return open_installed_encoder()
    except EncoderUnavailable:
        return None
