"""The tables, one module a subject. Importing this package makes `metadata` complete."""

from caselaw.store.tables.accounts import accounts, api_tokens, groups, memberships, sessions
from caselaw.store.tables.agreement import adjudications, agreed_codes
from caselaw.store.tables.audit import audit_events, audit_head
from caselaw.store.tables.base import metadata
from caselaw.store.tables.case_names import case_names
from caselaw.store.tables.circulation import selection_letters, selection_links, selection_returns
from caselaw.store.tables.citations import citation_counts, citation_readings, citations, document_keys
from caselaw.store.tables.codebooks import codebook_codes, codebook_reviews, codebook_versions, codebooks
from caselaw.store.tables.coding import (
    coding_changes,
    coding_rounds,
    codings,
    round_coders,
    round_documents,
    round_finished,
    round_steps,
)
from caselaw.store.tables.collections import collections
from caselaw.store.tables.courts import courts
from caselaw.store.tables.documentation import (
    case_changes,
    case_documents,
    case_ties,
    company_decisions,
    documented_cases,
)
from caselaw.store.tables.documents import documents, source_files, works
from caselaw.store.tables.editing import case_summaries, fact_changes, rejected_terms, summary_changes, summary_texts
from caselaw.store.tables.factors import factor_removals, password_resets, recovery_codes, second_factors, sign_ins
from caselaw.store.tables.facts import allegations, claims, document_terms, identifiers, orders, problems
from caselaw.store.tables.families import document_relations, later_history, treatments
from caselaw.store.tables.glossary import (
    glossary_concepts,
    glossary_decisions,
    glossary_edition,
    glossary_relations,
    glossary_terms,
)
from caselaw.store.tables.holds import holds
from caselaw.store.tables.jobs import heartbeats, jobs
from caselaw.store.tables.lexicons import lexicon_entries, lexicons
from caselaw.store.tables.measures import (
    intervention_changes,
    intervention_passages,
    interventions,
    measure_changes,
    measure_entries,
    measures,
)
from caselaw.store.tables.names import document_names, name_starts
from caselaw.store.tables.paragraphs import paragraphs
from caselaw.store.tables.people import affiliations, invitations, organisations
from caselaw.store.tables.robots import robot_choices
from caselaw.store.tables.saved_searches import saved_searches
from caselaw.store.tables.selection import (
    selection_answers,
    selection_candidates,
    selection_comments,
    selection_criteria,
    selection_decisions,
    selection_declarations,
    selection_invited,
    selection_steps,
    selection_tables,
)
from caselaw.store.tables.splitting import report_splits, report_tie_paragraphs, report_ties, split_drafts
from caselaw.store.tables.suggestions import rejected_suggestions
from caselaw.store.tables.taxonomy import taxonomy_edition, taxonomy_terms, taxonomy_texts
from caselaw.store.tables.uploads import upload_files, uploads
from caselaw.store.tables.vault import (
    vault_admissions,
    vault_journal,
    vault_keys,
    vault_record_keys,
    vault_recoveries,
    vault_sealed,
    vault_unlocks,
    vaults,
)
from caselaw.store.tables.veil import restrictions, sealed
from caselaw.store.tables.versions import alignments, document_marks, document_pairs
from caselaw.store.tables.withholding import names_reviewed, withheld_names

__all__ = [
    "accounts",
    "adjudications",
    "affiliations",
    "agreed_codes",
    "alignments",
    "allegations",
    "api_tokens",
    "audit_events",
    "audit_head",
    "case_changes",
    "case_documents",
    "case_names",
    "case_summaries",
    "case_ties",
    "citation_counts",
    "citation_readings",
    "citations",
    "claims",
    "codebook_codes",
    "codebook_reviews",
    "codebook_versions",
    "codebooks",
    "coding_changes",
    "coding_rounds",
    "codings",
    "collections",
    "company_decisions",
    "courts",
    "document_keys",
    "document_marks",
    "document_names",
    "document_pairs",
    "document_relations",
    "document_terms",
    "documented_cases",
    "documents",
    "fact_changes",
    "factor_removals",
    "glossary_concepts",
    "glossary_decisions",
    "glossary_edition",
    "glossary_relations",
    "glossary_terms",
    "groups",
    "heartbeats",
    "holds",
    "identifiers",
    "intervention_changes",
    "intervention_passages",
    "interventions",
    "invitations",
    "jobs",
    "later_history",
    "lexicon_entries",
    "lexicons",
    "measure_changes",
    "measure_entries",
    "measures",
    "memberships",
    "metadata",
    "name_starts",
    "names_reviewed",
    "orders",
    "organisations",
    "paragraphs",
    "password_resets",
    "problems",
    "recovery_codes",
    "rejected_suggestions",
    "rejected_terms",
    "report_splits",
    "report_tie_paragraphs",
    "report_ties",
    "restrictions",
    "robot_choices",
    "round_coders",
    "round_documents",
    "round_finished",
    "round_steps",
    "saved_searches",
    "sealed",
    "second_factors",
    "selection_answers",
    "selection_candidates",
    "selection_comments",
    "selection_criteria",
    "selection_decisions",
    "selection_declarations",
    "selection_invited",
    "selection_letters",
    "selection_links",
    "selection_returns",
    "selection_steps",
    "selection_tables",
    "sessions",
    "sign_ins",
    "source_files",
    "split_drafts",
    "summary_changes",
    "summary_texts",
    "taxonomy_edition",
    "taxonomy_terms",
    "taxonomy_texts",
    "treatments",
    "upload_files",
    "uploads",
    "vault_admissions",
    "vault_journal",
    "vault_keys",
    "vault_record_keys",
    "vault_recoveries",
    "vault_sealed",
    "vault_unlocks",
    "vaults",
    "withheld_names",
    "works",
]
