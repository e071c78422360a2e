"""What the tests of reading hold: each decision of `kg/extract` is turned round, one at a time, and
the tests that need no model have to notice.

python benchmarks/mutants.py                        all modules, a line for each survivor
python benchmarks/mutants.py worlds hedges          these
python benchmarks/mutants.py --write docs/mutants.md

A mutant is one change of one condition: `==` and `!=`, `<` and `<=`, `in` and `not in`, `is` and
`is not`, `and` and `or` change places, `not` goes, a number grows by one, `True` and `False` change
places, an `if` asks the opposite. The tests are collected once; for each mutant those that call its
function are run in a forked process, until one fails. A mutant that runs for a minute is noticed.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib
import inspect
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest

ROOT = Path(__file__).parents[1]
MODULES = (
    *("assertion", "credits", "deed_dates", "event_same", "events", "hedges", "links", "offices"),
    *("pairings", "positions", "proposals", "relations", "over", "statements", "taught"),
    *("territories", "told", "voices", "whom", "worlds"),
)
TESTS = ("extract_*", *MODULES)
_SECONDS = 60
_OTHERWISE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A function with one change: where, and how it reads before and after."""

    module: str
    function: str
    line: int
    before: str
    after: str
    code: CodeType


def mutants(module: ModuleType) -> Iterator[Mutant]:
    """Every change of every function of a module."""
    tree = ast.parse(inspect.getsource(module))
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        if not isinstance(getattr(module, function.name, None), FunctionType):
            continue  # a method, or inside another
        for number, node in enumerate(ast.walk(function)):
            for change in range(_changes(node)):
                yield _mutant(module, tree, function, number, change)


def _changes(node: ast.AST) -> int:
    """In how many ways a node is changed."""
    if isinstance(node, ast.Compare):
        return len(node.ops)
    if isinstance(node, ast.Constant):
        return int(isinstance(node.value, int))
    if isinstance(node, ast.If | ast.IfExp):
        return int(not isinstance(node.test, ast.Compare | ast.UnaryOp | ast.BoolOp))
    return int(
        isinstance(node, ast.BoolOp)
        or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))
    )


def _mutant(
    module: ModuleType, tree: ast.Module, function: ast.FunctionDef, number: int, change: int
) -> Mutant:
    place = tree.body.index(function)
    whole = copy.deepcopy(tree)
    own = whole.body[place]
    node = next(n for i, n in enumerate(ast.walk(own)) if i == number)
    told = node.test if isinstance(node, ast.If | ast.IfExp) else node
    before = ast.unparse(told)
    put = _changed(node, change)
    parent, field, index = _place_of(own, node)
    if index is None:
        setattr(parent, field, put)
    else:
        getattr(parent, field)[index] = put
    compiled = compile(ast.fix_missing_locations(whole), str(module.__file__), "exec")
    after = ast.unparse(put.test if isinstance(put, ast.If | ast.IfExp) else put)
    return Mutant(
        module=module.__name__,
        function=function.name,
        line=told.lineno,
        before=before,
        after=after,
        code=next(
            c for c in compiled.co_consts if isinstance(c, CodeType) and c.co_name == function.name
        ),
    )


def _changed(node: ast.AST, change: int) -> ast.AST:
    """The node with its change; it may be another node."""
    match node:
        case ast.Compare():
            node.ops[change] = _OTHERWISE[type(node.ops[change])]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.UnaryOp():
            return node.operand
        case ast.If() | ast.IfExp():
            node.test = ast.copy_location(ast.UnaryOp(op=ast.Not(), operand=node.test), node.test)
        case ast.Constant(value=bool()):
            node.value = not node.value
        case ast.Constant(value=int()):
            node.value += 1
    return node


def _place_of(root: ast.AST, wanted: ast.AST) -> tuple[ast.AST, str, int | None]:
    for parent in ast.walk(root):
        for field, value in ast.iter_fields(parent):
            if value is wanted:
                return parent, field, None
            if isinstance(value, list) and any(one is wanted for one in value):
                return parent, field, next(i for i, one in enumerate(value) if one is wanted)
    raise LookupError(ast.dump(wanted))


class Run:
    """Takes the place of pytest's loop: the tests once as they are, then for each mutant those that
    call its function.
    """

    def __init__(self, modules: list[str], write: Path | None) -> None:
        self.modules, self.write = modules, write
        self.survivors: list[Mutant] = []
        self.tried: dict[str, int] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Tries all mutants."""
        callers = _callers(session)
        gc.freeze()
        for name in self.modules:
            self.tried[name] = 0
            for mutant in mutants(importlib.import_module(f"kg.extract.{name}")):
                self.tried[name] += 1
                called = callers.get(f"{mutant.module}.{mutant.function}", [])
                tests = [session.items[i] for i in called]
                own = (f"test_{name}.py", f"test_extract_{name}.py")
                tests.sort(key=lambda test: test.path.name not in own)
                if not _noticed(session, mutant, tests):
                    self.survivors.append(mutant)
                    print(_line(mutant), flush=True)
            if self.write:
                self.write.write_text(page(self), encoding="utf-8")
        return True


def _callers(session: pytest.Session) -> dict[str, list[int]]:
    """For each function of `kg.extract` the numbers of the tests that call it."""
    hears, says = os.pipe()
    process = os.fork()
    if not process:
        called: dict[str, dict[int, None]] = {}
        for number, item in enumerate(session.items):

            def notice(frame: FrameType, event: str, _: object, number: int = number) -> None:
                module = frame.f_globals.get("__name__", "") if event == "call" else ""
                if module.startswith("kg.extract."):
                    called.setdefault(f"{module}.{frame.f_code.co_name}", {})[number] = None

            sys.setprofile(notice)
            _run(session, item)
            sys.setprofile(None)
        with os.fdopen(says, "w") as file:
            json.dump({} if session.testsfailed else {k: [*v] for k, v in called.items()}, file)
        os._exit(0)
    os.close(says)
    with os.fdopen(hears) as file:
        found: dict[str, list[int]] = json.load(file)
    os.waitpid(process, 0)
    if not found:
        raise pytest.UsageError("the tests fail without any mutant")
    return found


def _noticed(session: pytest.Session, mutant: Mutant, items: list[pytest.Item]) -> bool:
    """Whether one of the tests fails with the mutant."""
    process = os.fork()
    if not process:
        signal.alarm(_SECONDS)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        getattr(sys.modules[mutant.module], mutant.function).__code__ = mutant.code
        for item in items:
            _run(session, item)
            if session.testsfailed:
                os._exit(1)
        os._exit(0)
    return os.waitpid(process, 0)[1] != 0


def _run(session: pytest.Session, item: pytest.Item) -> None:
    session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)


def _line(mutant: Mutant) -> str:
    module = mutant.module.removeprefix("kg.extract.")
    texts = (" ".join(text.split())[:70] for text in (mutant.before, mutant.after))
    return f"{module}.{mutant.function}: " + " -> ".join(f"`{text}`" for text in texts)


def page(run: Run) -> str:
    """The result as a page of `docs/`."""
    tried, lived = sum(run.tried.values()), len(run.survivors)
    rows = (
        f"| `{name}` | {count} | {sum(m.module == f'kg.extract.{name}' for m in run.survivors)} |"
        for name, count in run.tried.items()
    )
    return "\n".join(
        [
            "# What the tests of reading hold",
            "",
            "Written by `python benchmarks/mutants.py --write docs/mutants.md`: each decision of",
            "the modules below is turned round; the tests that need no model have to notice.",
            f"Of {tried} such mutants {lived} survived ({lived / max(1, tried):.0%}).",
            "",
            "| module | mutants | survivors |",
            "|---|---|---|",
            *rows,
            "",
            "## Survivors",
            "",
            *(f"- {_line(mutant)}" for mutant in run.survivors),
            "",
        ]
    )


def main() -> None:
    """Runs the mutants of the modules that are named."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n\n")[0])
    parser.add_argument("modules", nargs="*", help=", ".join(MODULES))
    parser.add_argument("--write", type=Path, metavar="PAGE")
    options = parser.parse_args()
    if unknown := sorted(set(options.modules) - set(MODULES)):
        parser.error(f"no such module: {', '.join(unknown)}")
    run = Run(options.modules or list(MODULES), options.write)
    tests = [
        str(path) for name in TESTS for path in sorted((ROOT / "tests").glob(f"test_{name}.py"))
    ]
    sys.path.insert(0, str(ROOT))
    pytest.main(["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-s", *tests], plugins=[run])
    print(f"{len(run.survivors)} of {sum(run.tried.values())} survived")


if __name__ == "__main__":
    main()
