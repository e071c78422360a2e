"""Takes the guards of `tests/guards.toml` out one by one, and says whether the named test notices.

    python -m benchmarks.guards [--only WORD] [--at-once 2]

Each is taken out in a copy of the source; its test runs there alone. A test that fails, or does not
end in time, has noticed. Ends with 1 where fewer than 95 in a hundred are noticed, or where a test
fails though nothing was taken out.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "guards.toml"
COPIED = ("src", "tests", "benchmarks", "ontology", "docs", "articles", "pyproject.toml")
ENOUGH = 0.95
SECONDS = 180.0


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
            raise ValueError(
                f"{self.file}: {self.take!r} stands there {text.count(self.take)} times"
            )
        return text.replace(self.take, self.put)


def guards() -> list[Guard]:
    """The list, in its order."""
    return [Guard(**entry) for entry in tomllib.loads(LIST.read_text("utf-8"))["guard"]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", metavar="WORD", help="of the file, test or fault")
    parser.add_argument("--at-once", type=int, default=2)
    options = parser.parse_args()
    wanted = [g for g in guards() if options.only in f"{g.against} {g.file} {g.test}"]
    with TemporaryDirectory() as scratch, ThreadPoolExecutor(options.at_once) as threads:
        places = [Path(scratch, str(number)) for number in range(len(wanted))]
        found = list(threads.map(noticed, wanted, places))
        tests = sorted({guard.test for guard in wanted})
        broken = not passes(copied(Path(scratch, "whole")), tests, SECONDS * len(tests))
    caught = sum(found)
    missed = [guard.against for guard, yes in zip(wanted, found, strict=True) if not yes]
    print(f"{caught} of {len(wanted)} noticed", *(f"missed: {one}" for one in missed), sep="\n")
    if broken:
        print("a test fails though nothing was taken out")
    return int(broken or caught < ENOUGH * len(wanted))


def noticed(guard: Guard, folder: Path) -> bool:
    """Whether the test of a guard fails without it."""
    copy = copied(folder)
    (copy / guard.file).write_text(guard.without(), encoding="utf-8")
    yes = not passes(copy, [guard.test], guard.seconds)
    print(f"{'noticed' if yes else 'MISSED '}  {guard.against}", flush=True)
    shutil.rmtree(folder)
    return yes


def passes(copy: Path, tests: list[str], seconds: float) -> bool:
    """Whether tests pass in a copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    env = {**os.environ, "PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=env, timeout=seconds, capture_output=True, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    if done.returncode not in (0, 1, 2):
        raise RuntimeError(done.stdout.decode()[-2000:])
    return done.returncode == 0


def copied(folder: Path) -> Path:
    """The project in another folder; the large weights are linked, since none is changed."""
    weights = ROOT / "src" / "kg" / "weights"
    folder.mkdir()
    for name in COPIED:
        if (ROOT / name).is_dir():
            left = shutil.ignore_patterns("__pycache__", "weights", "images")
            shutil.copytree(ROOT / name, folder / name, ignore=left)
        else:
            shutil.copyfile(ROOT / name, folder / name)
    shutil.copytree(weights, folder / "src" / "kg" / "weights", copy_function=os.link)
    return folder


if __name__ == "__main__":
    sys.exit(main())
