"""What each place of a text, each source of words and each standing of a decision counts for its rank.

The numbers are data (`mappings/weights.json`), fitted on judged questions; every engine and the plan read them here.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from mappings import open_text


@dataclass(frozen=True)
class Weights:
    """All relative to a word that stands in the body of a text, which counts 1.

    `title`: in a name of the document; `lead`: besides, in its summary or operative part; `exact`: besides, as it was
    typed and not only by its stem.
    """

    title: float
    lead: float
    exact: float


def read(text: str) -> Weights:
    """The weights of a JSON object; `TypeError` where one is missing or unknown."""
    return Weights(**json.loads(text))


WEIGHTS = read(open_text("weights.json"))
