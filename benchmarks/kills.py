"""Kills a build again and again at random moments; the output is the old one whole, or the new one.

    python benchmarks/kills.py articles --kills 50

The moments come from a fixed seed, spread over the time that one build takes. Ends with 1 where an
output was a mixture, or where a build after all of it leaves other bytes than one left alone.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.generations import SHOWN


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=15)
    options = parser.parse_args()
    files = sorted(path for path in options.articles.resolve().rglob("*") if path.is_file())
    with TemporaryDirectory() as folder:
        return kill(files, Path(folder), options.kills, random.Random(options.seed))


def kill(files: list[Path], folder: Path, kills: int, chance: random.Random) -> int:
    out, whole = folder / "out", folder / "whole"
    begun = time.monotonic()
    started(files, whole).wait()
    longest = time.monotonic() - begun
    started(files[: len(files) // 2], out).wait()
    old, new, mixed = contents(out), contents(whole), 0
    for number in range(1, kills + 1):
        run = started(files, out)
        time.sleep(chance.uniform(0.0, longest))
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        found = contents(out)
        mixed += found not in (old, new)
        which = "old" if found == old else "new" if found == new else "MIXED"
        print(f"{number}: {which}", flush=True)
    started(files, out).wait()
    same = contents(out) == new
    print(
        f"{mixed} of {kills} mixed; the last build is {'as' if same else 'NOT as'} one left alone"
    )
    return 1 if mixed or not same or old == new else 0


def started(files: list[Path], out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "kg", "build", *map(str, files), "--output", str(out)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def contents(out: Path) -> dict[str, bytes]:
    """What stands in the output under the names of a build."""
    paths = [out / name for name in SHOWN if name != "text"] + sorted((out / "text").glob("*"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
