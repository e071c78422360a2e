"""The README and docs/ are true: every command and question is in them, every block runs as shown.

`python tests/test_docs.py` rewrites the outputs in them, for a change that alters them on purpose.
"""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import json
import pkgutil
import re
import runpy
import shlex
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import kg
from kg.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "docs" / "articles-to-plot.ipynb"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^```sparql\n# (\w+\.rq)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")
ELLIPSIS = "…\n"


def blocks(language: str) -> list[object]:
    """(page, content) of every block in that language."""
    return [
        pytest.param(page.name, match.group(2), id=f"{page.name}-{match.start()}")
        for page in PAGES
        for match in BLOCK.finditer(page.read_text(encoding="utf-8"))
        if match.group(1) == language
    ]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output below it."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def run(command: str, folder: Path) -> str:
    """What a `kg` command prints on standard output, run in `folder`; a failure is an error."""
    program, *arguments = shlex.split(command)
    assert program == "kg", f"only kg is run here, not {program}"
    printed = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(printed):
        code = main(arguments)
    assert code == 0, f"{command} exits with {code}"
    return printed.getvalue()


def agrees(shown: str, printed: str) -> bool:
    """Equal, but a line `…` in what is shown stands for any lines; nothing shown is fine."""
    if not shown.strip():
        return True
    pattern = ".*".join(re.escape(part) for part in shown.split(ELLIPSIS))
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


def prepared(folder: Path) -> Path:
    """A folder with the sample articles and their graph, as after the README's first command, and
    the queries that the pages show.
    """
    (folder / "articles").symlink_to(ROOT / "articles")
    (folder / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "more-reports.jsonl", folder / "docs")
    for name, query in queries():
        (folder / name).write_text(query, encoding="utf-8")
    run("kg build articles --output output", folder)
    return folder


def queries() -> list[tuple[str, str]]:
    """The queries in the pages, with the names of the files that a reader puts them into."""
    texts = (page.read_text(encoding="utf-8") for page in PAGES)
    return [(m[1], m[2]) for text in texts for m in FILE.finditer(text)]


def test_a_query_that_is_shown_is_short() -> None:
    assert len(queries()) >= 10
    assert max(len(query.splitlines()) for _, query in queries()) <= 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("docs"))


@pytest.mark.parametrize(("page", "block"), blocks("console"))
def test_commands_print_what_is_shown(page: str, block: str, folder: Path) -> None:
    for command, shown in commands(block):
        printed = run(command, folder)
        assert agrees(shown, printed), f"{page}: {command}\n{printed}\n(python {__file__} rewrites)"


@pytest.mark.parametrize(("page", "block"), blocks("python"))
def test_python_runs(page: str, block: str, folder: Path) -> None:
    with contextlib.chdir(folder):
        exec(compile(block, page, "exec"), {})


def test_every_command_and_question_is_documented() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    names = {command.__name__.rpartition(".")[2] for command in COMMANDS}
    missing = {f"kg {name}" for name in names if f"kg {name}" not in text}
    questions = {q.name.removesuffix(".rq") for q in (files("kg") / "queries").iterdir()}
    missing |= {q for q in questions if f"`{q}`" not in text}
    assert not missing


def test_the_ontology_page_is_that_of_the_ontology() -> None:
    made = runpy.run_path(str(ROOT / "docs" / "make_ontology_page.py"))["page"]()
    written = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    assert written == made, "python docs/make_ontology_page.py"


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    names: dict[str, object] = {}
    with contextlib.chdir(NOTEBOOK.parent), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for cell in cells:
            exec(compile(cell, NOTEBOOK.name, "exec"), names)
    assert len(names["positions"]) > 0  # type: ignore[arg-type]


def test_links_lead_somewhere() -> None:
    dead = {
        (page.name, link)
        for page in PAGES
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    }
    assert not dead


def modules() -> list[str]:
    return [m.name for m in pkgutil.walk_packages(kg.__path__, "kg.") if "__main__" not in m.name]


@pytest.mark.parametrize("module", modules())
def test_examples_in_docstrings_run(module: str) -> None:
    failed, _ = doctest.testmod(importlib.import_module(module))
    assert not failed


def rewritten(block: str, folder: Path) -> str:
    """The block with the outputs as they are now, shortened where they were shortened before."""
    parts = []
    for command, shown in commands(block):
        printed = run(command, folder)
        if not shown.strip():
            printed = ""
        elif ELLIPSIS in shown:
            head, tail = (len(part.splitlines()) for part in shown.split(ELLIPSIS, 1))
            lines = printed.splitlines(keepends=True)
            printed = "".join([*lines[:head], ELLIPSIS, *(lines[-tail:] if tail else [])])
        parts.append(f"$ {command}\n{printed}")
    return "".join(parts)


def rewrite() -> None:
    """Puts the present output of every command into the pages."""
    with tempfile.TemporaryDirectory() as name:
        folder = prepared(Path(name))
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            text = BLOCK.sub(
                lambda m: (
                    f"```console\n{rewritten(m.group(2), folder)}```"
                    if m.group(1) == "console"
                    else m.group()
                ),
                text,
            )
            page.write_text(text, encoding="utf-8")
    run_notebook()


def run_notebook() -> None:
    """Puts the present outputs into the notebook; needs `pip install ".[notebook]"`."""
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, NOTEBOOK)


if __name__ == "__main__":
    rewrite()
