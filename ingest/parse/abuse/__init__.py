"""Cases of corporate abuse, told under labels or in prose: who did what to whom, and what was answered."""
