"""Rows in a form that either database can give and take: for backups that are restored across the two.

Text, numbers, flags (0 or 1), JSON as the text it was written as, times as `2026-11-22 23:01:39.123456` in UTC, bytes
in hexadecimal. The database itself turns its values into these and back, so that a row costs Python nothing but its
line.
"""

from __future__ import annotations

from caselaw.store.portable.filling import Filling, file_of, refilled
from caselaw.store.portable.forms import PASSING, forms, revision
from caselaw.store.portable.reading import rows_of

__all__ = ["PASSING", "Filling", "file_of", "forms", "refilled", "revision", "rows_of"]
