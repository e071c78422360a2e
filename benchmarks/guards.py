"""Takes the guards of `tests/guards.toml` out one by one, and says whether the named test notices.

    python -m benchmarks.guards [--only PATTERN] [--at-once 2] [--sound]

Each is taken out in a copy of the source; its test runs there alone, in a process of its own. A
test that fails, or does not end in time, has noticed. Ends with 1 where fewer than 95 in a hundred
are noticed. With `--sound` the same tests run with nothing taken out, and all have to pass.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
import shutil
import signal
import sys
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "guards.toml"
COPIED = ("src", "tests", "benchmarks", "ontology", "docs", "articles", "pyproject.toml")
ENOUGH = 0.95
SECONDS = 300.0
LIBRARIES = (
    *("pytest", "hypothesis", "spacy", "onnxruntime", "rdflib", "pyoxigraph", "networkx"),
    *("jinja2", "lxml.html", "trafilatura", "starlette.applications", "uvicorn", "SPARQLWrapper"),
)
"""Loaded once, for all processes; nothing of `kg` is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What would happen without it, the text that is taken out, and the test that notices."""

    against: str
    file: str
    take: str
    put: str
    test: str
    seconds: float = SECONDS

    def without(self) -> str:
        """The file without the guard. Raises `ValueError` where it does not stand there once."""
        text = (ROOT / self.file).read_text(encoding="utf-8")
        if text.count(self.take) != 1:
            times = text.count(self.take)
            raise ValueError(f"{self.file}: {self.take!r} stands there {times} times")
        return text.replace(self.take, self.put)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A test at work in a copy."""

    guard: Guard
    process: BaseProcess
    copy: Path
    until: float


def guards() -> list[Guard]:
    """The list, in its order."""
    return [Guard(**entry) for entry in tomllib.loads(LIST.read_text("utf-8"))["guard"]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="PATTERN", help="of the list")
    parser.add_argument("--at-once", type=int, default=2)
    parser.add_argument("--sound", action="store_true", help="take nothing out")
    options = parser.parse_args()
    wanted = [g for g in guards() if re.search(options.only, f"{g.against} {g.file} {g.test}")]
    if options.sound:
        wanted = list({guard.test: guard for guard in wanted}.values())
    for name in LIBRARIES:
        importlib.import_module(name)
    missed = []
    with TemporaryDirectory() as folder:
        for guard, failed in tried(wanted, Path(folder), options.at_once, sound=options.sound):
            good = failed != options.sound
            if not good:
                missed.append(guard)
            word = "passes" if options.sound else "noticed"
            print(f"{word if good else 'MISSED'}  {guard.against}  {guard.test}", flush=True)
    found = len(wanted) - len(missed)
    print(f"{found} of {len(wanted)}", *(f"missed: {one.against}" for one in missed), sep="\n")
    return int(found < len(wanted) * (1 if options.sound else ENOUGH))


def tried(
    wanted: list[Guard], folder: Path, at_once: int, *, sound: bool
) -> Iterator[tuple[Guard, bool]]:
    """Each guard, and whether its test failed; so many tests run at once."""
    waiting, running = list(enumerate(wanted)), list[Trial]()
    while waiting or running:
        while waiting and len(running) < at_once:
            number, guard = waiting.pop(0)
            running.append(started(guard, folder / str(number), sound=sound))
        wait([trial.process.sentinel for trial in running], timeout=1)
        for trial in list(running):
            if trial.process.is_alive() and monotonic() < trial.until:
                continue
            late = trial.process.is_alive()
            with suppress(ProcessLookupError):
                os.killpg(trial.process.pid or 0, signal.SIGKILL)
            trial.process.join()
            running.remove(trial)
            shutil.rmtree(trial.copy)
            if not late and (trial.process.exitcode or 0) > 2:  # no test of that name, and the like
                raise RuntimeError(f"{trial.guard.test}: ended with {trial.process.exitcode}")
            yield trial.guard, late or trial.process.exitcode != 0


def started(guard: Guard, copy: Path, *, sound: bool) -> Trial:
    copied(copy)
    if not sound:
        (copy / guard.file).write_text(guard.without(), encoding="utf-8")
    process = get_context("fork").Process(target=test, args=(guard.test, copy))
    process.start()
    return Trial(guard=guard, process=process, copy=copy, until=monotonic() + guard.seconds)


def test(name: str, copy: Path) -> None:
    """Runs a test in a copy, and ends with what pytest ends with."""
    import pytest

    os.setsid()
    os.chdir(copy)
    os.environ |= {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.path[:0] = [str(copy), str(copy / "src")]
    sys.dont_write_bytecode = True
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    os._exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", name]))


def copied(folder: Path) -> None:
    """The project in another folder; the weights are copied as links, since none is changed."""
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            left = shutil.ignore_patterns("__pycache__", "weights", "images")
            shutil.copytree(ROOT / name, folder / name, ignore=left)
        else:
            shutil.copyfile(ROOT / name, folder / name)
    weights = Path("src", "kg", "weights")
    shutil.copytree(ROOT / weights, folder / weights, copy_function=_linked)


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copyfile(source, target)


if __name__ == "__main__":
    sys.exit(main())
