"""Light stemming of Arabic: the article, the conjunction and the commonest endings away, the root left alone.

The algorithm is "light10" of Leah Larkey, Lisa Ballesteros and Margaret Connell, "Light Stemming for Arabic
Information Retrieval" (Arabic Computational Morphology, 2007): it was measured to find more than stemming to roots.
"""

from __future__ import annotations

CONJUNCTION = "و"
PREFIXES = ("ال", "بال", "كال", "فال", "لل")
SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")  # ة and ى are ه and ي in the normal form
LEFT = 2  # letters that must stay
LEFT_BY_CONJUNCTION = 3


def light10(word: str) -> str:
    """The light stem of a word in the normal form of `caselaw.domain.text.arabic_normal`; other scripts unchanged."""
    if word.startswith(CONJUNCTION) and len(word) > LEFT_BY_CONJUNCTION:
        word = word[1:]
    for prefix in PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + LEFT:
            word = word[len(prefix) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + LEFT:
            word = word[: -len(suffix)]
    return word
