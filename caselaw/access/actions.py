"""What can be done, by name."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    SEARCH = "search"
    READ_DOCUMENT = "document.read"
    ADD_DOCUMENT = "document.add"
    CHANGE_ACCESS = "document.change_access"
    READ_AGAIN = "document.read_again"
    REMOVE_DOCUMENT = "document.remove"
    SPLIT_REPORT = "report.split"
    JOIN_VERSIONS = "document.join_versions"
    TELL_HISTORY = "document.tell_history"
    LEARN_LEXICON = "lexicon.learn"
    PROPOSE_TERMS = "lexicon.propose"
    EDIT_GLOSSARY = "glossary.edit"
    REVIEW_TERMS = "glossary.review"
    READ_FILE = "file.read"
    ADD_COURT = "court.add"
    READ_INDEX = "index.read"
    REBUILD_INDEX = "index.rebuild"
    MANAGE_ACCOUNTS = "account.manage"
    READ_PROBLEMS = "problem.read"
    VERIFY_AUDIT = "audit.verify"
