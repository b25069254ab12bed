"""Which documents are versions of one decision: what each shows of itself, what two of them show, and the groups.

A wrong join is worse than a missing one: what is not certain is proposed to a person.
"""

RULES = "1"
"""Changes with the rules: what earlier ones judged is judged again when one of its documents is looked at."""
