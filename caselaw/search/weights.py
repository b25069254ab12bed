"""What each place of a text, each source of words and each standing of a decision counts for its rank.

The numbers are data (`mappings/weights.json`), fitted on judged questions; every engine and the plan read them here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mappings import open_text


@dataclass(frozen=True)
class Weights:
    """All relative to a word that stands in the body of a text, which counts 1.

    `title`: in a name of the document; `lead`: besides, in its summary or operative part; `exact`: besides, as it was
    typed and not only by its stem. `title_of_free` and `exact_of_free` are the same in free text, whose many words
    stand in many names, and whose writer chose the very forms. `added`: a word of a term that the glossary added, and
    `added_to_free` the same in free text; `learned`: all learned translations of a word in one language together.

    `level` is what the body's level adds to the score of a decision, whatever the words, and `cited_by` what being
    cited at least so often adds: no more than decides between decisions that say the words alike.
    """

    title: float
    lead: float
    exact: float
    title_of_free: float
    exact_of_free: float
    added: float
    added_to_free: float
    learned: float
    level: Mapping[str, float] = field(hash=False)
    cited_by: Mapping[str, float] = field(hash=False)

    def of_free_text(self) -> Weights:
        """The weights for a free text."""
        return replace(self, title=self.title_of_free, exact=self.exact_of_free)


def read(text: str) -> Weights:
    """The weights of a JSON object; `TypeError` where one is missing or unknown."""
    return Weights(**json.loads(text))


WEIGHTS = read(open_text("weights.json"))
