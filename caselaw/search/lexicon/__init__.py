"""The lexicon that the collection teaches itself: which words of one language are said for a word of another.

It is learned from paragraphs that say the same in two languages, and knows nothing else: no dictionary, no grammar. So
it knows the words of this collection in the sense that they have here, and grows with every pair of versions.
"""

from caselaw.search.lexicon.learning import BEST, LEAST, Course, Learned, Lesson
from caselaw.search.lexicon.looking import NOTHING_LEARNED, Entry, Lexicon, Translation

RECIPE = "1"
"""Part of every version: another way of learning makes another lexicon of the same texts."""

__all__ = [
    "BEST", "LEAST", "NOTHING_LEARNED", "RECIPE", "Course", "Entry", "Learned", "Lesson", "Lexicon", "Translation",
]  # fmt: skip
