"""The tables, one module a subject. Importing this package makes `metadata` complete."""

from caselaw.store.tables.accounts import accounts, api_tokens, groups, memberships, sessions
from caselaw.store.tables.audit import audit_events, audit_head
from caselaw.store.tables.base import metadata
from caselaw.store.tables.case_names import case_names
from caselaw.store.tables.citations import citation_counts, citation_readings, citations, document_keys
from caselaw.store.tables.collections import collections
from caselaw.store.tables.courts import courts
from caselaw.store.tables.documents import documents, source_files, works
from caselaw.store.tables.facts import allegations, claims, document_terms, identifiers, orders, problems
from caselaw.store.tables.families import document_relations, later_history, treatments
from caselaw.store.tables.glossary import (
    glossary_concepts,
    glossary_decisions,
    glossary_edition,
    glossary_relations,
    glossary_terms,
)
from caselaw.store.tables.jobs import heartbeats, jobs
from caselaw.store.tables.lexicons import lexicon_entries, lexicons
from caselaw.store.tables.names import document_names, name_starts
from caselaw.store.tables.paragraphs import paragraphs
from caselaw.store.tables.splitting import report_splits, report_tie_paragraphs, report_ties, split_drafts
from caselaw.store.tables.versions import alignments, document_marks, document_pairs

__all__ = [
    "accounts",
    "alignments",
    "allegations",
    "api_tokens",
    "audit_events",
    "audit_head",
    "case_names",
    "citation_counts",
    "citation_readings",
    "citations",
    "claims",
    "collections",
    "courts",
    "document_keys",
    "document_marks",
    "document_names",
    "document_pairs",
    "document_relations",
    "document_terms",
    "documents",
    "glossary_concepts",
    "glossary_decisions",
    "glossary_edition",
    "glossary_relations",
    "glossary_terms",
    "groups",
    "heartbeats",
    "identifiers",
    "jobs",
    "later_history",
    "lexicon_entries",
    "lexicons",
    "memberships",
    "metadata",
    "name_starts",
    "orders",
    "paragraphs",
    "problems",
    "report_splits",
    "report_tie_paragraphs",
    "report_ties",
    "sessions",
    "source_files",
    "split_drafts",
    "treatments",
    "works",
]
