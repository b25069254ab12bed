"""Every act that the code writes into the audit trail has its words, for whoever reads the trail."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import get_args

import pytest

from caselaw.domain.intake.hold import HoldReason
from caselaw.domain.languages import LANGUAGES
from caselaw.messages import has
from tests.house.sources import modules, name, tree

OF_PARTS = {"hold for ": get_args(HoldReason)}  # an act that is named by a variable as well, and its values
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def recorded() -> dict[str, str]:
    """Every act that stands in a call of `record`, and the module that does it."""
    found: dict[str, str] = {}
    for path in modules():
        if name(path).startswith("caselaw/services/"):
            found |= dict.fromkeys(_acts(tree(path)), name(path))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_act_has_its_words(language: str) -> None:
    acts = recorded()
    assert {"view document", "restrict", "join versions", "take back a change", "hold for names"} <= acts.keys()
    codes = {act: "audit.action." + act.replace(" ", "_").replace(".", "_") for act in acts}
    missing = {act: acts[act] for act, code in codes.items() if not has(code, language)}
    assert not missing, "say in caselaw/translations/*/audit.po what was done"


def _acts(module: ast.Module) -> Iterator[str]:
    constants = {
        target.id: value.value
        for node in ast.walk(module)
        if isinstance(node, ast.Assign)
        for one, given in ((one, node.value) for one in node.targets)
        for target, value in _pairs(one, given)
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str)
    }
    for function in _functions(module):
        for call in _calls(function, "record"):
            if ast.unparse(call.func) == "vault.record":  # the box of a sealed record, no act
                continue
            yield from _named(call.args[0], function, module, constants)


def _functions(module: ast.Module) -> list[_Function]:
    return [node for node in ast.walk(module) if isinstance(node, _Function)]


def _pairs(target: ast.expr, value: ast.expr) -> list[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]


def _named(said: ast.expr, function: _Function, module: ast.Module, constants: dict[str, str]) -> Iterator[str]:
    """The acts that an expression can be: a word, one of two, or what the callers of the function give it."""
    match said:
        case ast.Constant(value=str(act)):
            yield act
        case ast.IfExp(body=one, orelse=other):
            yield from _named(one, function, module, constants)
            yield from _named(other, function, module, constants)
        case ast.JoinedStr(values=[ast.Constant(value=str(begin)), ast.FormattedValue()]):
            yield from (begin + part for part in OF_PARTS[begin])
        case ast.Name(id=known) if known in constants:
            yield constants[known]
        case ast.Name(id=parameter):
            parameters = [one.arg for one in function.args.args if one.arg != "self"]
            if parameter not in parameters:  # of the function around this one, which is looked through as well
                return
            place = parameters.index(parameter)
            callers = [(call.args[place], one) for one in _functions(module) for call in _calls(one, function.name)]
            assert callers, f"nobody calls {function.name}"
            for given, caller in callers:
                yield from _named(given, caller, module, constants)
        case _:
            raise AssertionError(f"{function.name}: which act is this? {ast.unparse(said)}")


def _calls(inside: ast.AST, of: str) -> list[ast.Call]:
    named = [node for node in ast.walk(inside) if isinstance(node, ast.Call)]
    return [
        call
        for call in named
        if (isinstance(call.func, ast.Attribute) and call.func.attr == of)
        or (isinstance(call.func, ast.Name) and call.func.id == of)
    ]
