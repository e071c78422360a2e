"""The fences of the house, read from the source: who may import what, how code may look."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import kg

SOURCE = Path(__file__).parent.parent / "src" / "kg"
FILES = sorted(SOURCE.rglob("*.py"))
LONGEST_FILE = 250

# What may be imported where; a place is a module ("annotate") or a package ("language/").
RDF = {
    *("ontology", "entities", "identifiers", "mapping", "describe", "dataset", "literals"),
    *("triples", "shapes", "constraints", "whole", "validate", "check", "export/", "query"),
    *("query_worker", "sandbox", "table", "store", "loading", "explain"),
}
FENCES = {
    "spacy": {"annotate", "language/"},
    "thinc": {"language/"},
    "onnxruntime": {"language/"},
    "rdflib": RDF,
    "pyoxigraph": RDF,
    "networkx": {"export/"},
    "pyarrow": {"export/"},
    "pyvis": {"export/"},
    "jinja2": {"export/", "serve/"},
    "trafilatura": {"read/"},
    "htmldate": {"read/"},
    "lxml": {"read/"},
    "charset_normalizer": {"read/"},
    "pypdf": {"read/"},
    "docx": {"read/"},
    "striprtf": {"read/"},
    "warcio": {"read/"},
    "starlette": {"serve/"},
    "uvicorn": {"serve/"},
    "shtab": {"cli/"},
}
NETWORK = {"requests", "httpx", "aiohttp", "urllib.request", "http.client", "ftplib"}
CHANCE = {"random", "secrets", "uuid"}
UNSAFE = {"pickle", "marshal", "shelve"}
ORDER = "read", "annotate", "extract", "resolve", "mapping", "validate", "export", "query", "serve"
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "tools", "base"}
RECORDS = ("kg.model", "kg.partial_dates")
SPARQL = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE|INSERT|DELETE)\b[^.]*[{?*]")


def place(path: Path) -> str:
    """`src/kg/extract/events.py` -> `extract/`, `src/kg/query.py` -> `query`."""
    first, *rest = path.relative_to(SOURCE).parts
    return f"{first}/" if rest else first.removesuffix(".py")


def name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def imports(path: Path) -> tuple[str, ...]:
    """Every module that a file imports, anywhere; `from a import b` gives `a` and `a.b`."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    package = ["kg", *path.relative_to(SOURCE).parts[:-1]]
    for node in runs(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def runs(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a tree that run: not what stands under `if TYPE_CHECKING`."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not (isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING"):
            yield from runs(child)


def is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function's body, its docstring not counted."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def test_the_source_is_found() -> None:
    assert len(FILES) > 20, "the fences below would hold for nothing"


def test_the_fences_know_an_import_when_they_see_one() -> None:
    assert {"spacy", "kg.errors", "kg.errors.PipelineError"} <= set(imports(SOURCE / "annotate.py"))
    assert is_in("rdflib.plugins", "rdflib") and not is_in("rdflibx", "rdflib")


@pytest.mark.parametrize("library", FENCES)
def test_a_library_stays_behind_its_fence(library: str) -> None:
    strays = {
        name(path)
        for path in FILES
        if place(path) not in FENCES[library]
        and any(is_in(module, library) for module in imports(path))
    }
    assert not strays, f"{library} belongs in {sorted(FENCES[library])} only"


@pytest.mark.parametrize("kind", [NETWORK, CHANCE, UNSAFE], ids=["network", "chance", "unsafe"])
def test_nothing_reaches_out_rolls_dice_or_unpickles(kind: set[str]) -> None:
    found = {(name(path), module) for path in FILES for module in imports(path) if module in kind}
    assert {file for file, _ in found} <= ({"store.py", "login.py"} if kind is NETWORK else set())


def test_records_and_errors_depend_on_nothing() -> None:
    for file in ("model.py", "entity_base.py", "partial_dates.py", "errors.py"):
        found = {m for m in imports(SOURCE / file) if not m.startswith(RECORDS)}
        outside = {m.split(".")[0] for m in found} - set(sys.stdlib_module_names)
        assert not outside, f"{file} imports {outside}"


def test_no_stage_imports_a_later_one() -> None:
    late = []
    for path in FILES:
        stage = place(path).rstrip("/")
        later = ORDER[ORDER.index(stage) + 1 :] if stage in ORDER else ()
        late += [(name(path), m) for m in imports(path) for s in later if is_in(m, f"kg.{s}")]
    assert not late, "only kg.pipeline knows the order of the stages"


def test_files_are_short() -> None:
    lengths = {name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    long = {file: length for file, length in lengths.items() if length > LONGEST_FILE}
    assert not long, f"more than {LONGEST_FILE} lines: two ideas in one file?"


def test_functions_are_short() -> None:
    lengths = sorted(code_lines(function) for path in FILES for function in functions(path))
    assert statistics.median(lengths) <= 13
    assert lengths[int(len(lengths) * 0.9)] <= 45


def test_files_say_what_they_are_for() -> None:
    vague = {name(path) for path in FILES if path.stem.strip("_") in VAGUE}
    silent = {
        name(path) for path in FILES if path.stat().st_size and not ast.get_docstring(tree(path))
    }
    assert not vague, "a file is named by what it does"
    assert not silent, "a file begins with a docstring"


def broad(handler: ast.ExceptHandler) -> bool:
    """Catches everything; tidying up before the same error goes on is fine."""
    if isinstance(handler.body[-1], ast.Raise) and handler.body[-1].exc is None:
        return False
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in caught
    )


def test_no_handler_catches_everything() -> None:
    caught = [
        f"{name(path)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and broad(node)
    ]
    assert not caught, "name the errors that are expected"


def constant_text(node: ast.AST) -> str:
    return " ".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def puts_text_together(node: ast.AST) -> bool:
    """An f-string with a field, `+` or `%` on strings, or a call of `.format`."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.Add | ast.Mod)
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"format", "replace"}
    )


def queries_put_together(source: ast.Module) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(source)
        if isinstance(node, ast.expr)
        and puts_text_together(node)
        and SPARQL.search(constant_text(node))
    ]


@pytest.mark.parametrize(
    "code",
    [
        'f"SELECT ?s WHERE {{ ?s ?p {value} }}"',
        '"SELECT ?s WHERE { ?s ?p " + value',
        '"ASK { ?s ?p %s }" % value',
        '"DESCRIBE ?{}".format(value)',
    ],
)
def test_a_query_put_together_is_noticed(code: str) -> None:
    assert queries_put_together(ast.parse(code))


def test_no_query_is_put_together_from_text() -> None:
    found = [f"{name(path)}:{line}" for path in FILES for line in queries_put_together(tree(path))]
    assert not found, "hand values over as parameters"


def test_nothing_is_evaluated_and_no_clock_is_read() -> None:
    found = []
    for path in FILES:
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            if called in {"eval", "exec"} or re.search(
                r"\b(date|datetime)\.(now|today|utcnow)$", called
            ):
                found.append(f"{name(path)}:{node.lineno} {called}")
    assert not found


def test_the_public_names_are_complete_and_sorted() -> None:
    bound = {
        alias.asname or alias.name
        for node in tree(SOURCE / "__init__.py").body
        if isinstance(node, ast.ImportFrom) and node.module not in ("__future__", "typing")
        for alias in node.names
    }
    assert list(kg.__all__) == sorted(kg.__all__), "sort __all__"
    assert {n for n in bound if not n.startswith("_")} <= set(kg.__all__), (
        "a public name is missing"
    )
    assert all(hasattr(kg, public) for public in kg.__all__)


def test_a_query_never_loads_the_language_model(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("", encoding="utf-8")
    script = (
        "import sys; from kg.cli import main\n"
        "code = main(['query', 'entities', '--output', sys.argv[1]])\n"
        "loaded = {'spacy', 'thinc', 'trafilatura', 'pyvis', 'networkx'} & set(sys.modules)\n"
        "sys.exit(f'loaded {sorted(loaded)}' if loaded else code)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
