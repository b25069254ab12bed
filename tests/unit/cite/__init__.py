"""Tests of citations, one table a family: what is cited stands in ⟦brackets⟧."""
