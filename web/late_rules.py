"""Rules of addresses that learn to build an address when one is first asked for.

Werkzeug compiles two functions a rule when the rule is made, which is most of the time in which a site of some hundred
rules begins; a process builds the addresses of few of them.
"""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """As werkzeug's, but for when it compiles what builds its addresses."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:
        compiled: list[Builder] = []

        def build(rule: Rule, *values: object, **named: object) -> tuple[str, str]:
            if not compiled:
                compiled.append(super(LateRule, self)._compile_builder(append_unknown))
            return compiled[0](rule, *values, **named)

        return build
