"""Ends builds again and again at random moments; the output is the old one whole, or the new one.

    python benchmarks/kills.py articles --kills 50 --interrupts 10 --full 10

Killed, interrupted as by Ctrl-C, or left without room on the disk (by a limit on the size of a
file). The moments come from a fixed seed, spread over the time that such a build takes; each build
is of other articles than what is there. Ends with 1 where an output was a mixture, or where a build
after all of it leaves other bytes than one left alone.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
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
    parser.add_argument("--interrupts", type=int, default=10)
    parser.add_argument("--full", type=int, default=10)
    parser.add_argument("--seed", type=int, default=15)
    options = parser.parse_args()
    files = sorted(path for path in options.articles.resolve().rglob("*") if path.is_file())
    ways = ["kill"] * options.kills + ["interrupt"] * options.interrupts + ["full"] * options.full
    with TemporaryDirectory() as folder:
        return ended(files, Path(folder), ways, random.Random(options.seed))


def ended(files: list[Path], folder: Path, ways: list[str], chance: random.Random) -> int:
    out, sets = folder / "out", (files[: len(files) // 2], files)
    wholes = []
    for number, some in enumerate(sets):
        started(some, folder / str(number)).wait()
        wholes.append(contents(folder / str(number)))
        started(some, out).wait()  # so that both are kept, and read no more
    begun = time.monotonic()
    started(sets[0], out).wait()
    longest, largest = time.monotonic() - begun, max(map(len, wholes[1].values()))
    mixed = turned = 0
    for number, way in enumerate(ways, start=1):
        before = wholes.index(contents(out))
        if way == "full":
            started(sets[1 - before], out, chance.randrange(largest)).wait()
        else:
            run = started(sets[1 - before], out)
            time.sleep(chance.uniform(0.0, longest))
            os.kill(run.pid, signal.SIGKILL if way == "kill" else signal.SIGINT)
            run.wait()
        found = contents(out)
        mixed += found not in wholes
        turned += found == wholes[1 - before]
        print(f"{number} {way}: {'whole' if found in wholes else 'MIXED'}", flush=True)
        if found not in wholes:
            break
    started(sets[1], out).wait()
    same = contents(out) == wholes[1]
    print(
        f"{mixed} of {len(ways)} mixed, {turned} had delivered; "
        f"the last build is {'as' if same else 'NOT as'} one left alone"
    )
    return 1 if mixed or not same or wholes[0] == wholes[1] else 0


def started(files: list[Path], out: Path, most: int | None = None) -> subprocess.Popen[bytes]:
    """A build; `most` bytes go into a file before the disk is full."""
    command = [sys.executable, "-m", "kg", "build", *map(str, files), "--output", str(out)]

    def limited() -> None:
        if most is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limited
    )


def contents(out: Path) -> dict[str, bytes]:
    """What stands in the output under the names of a build."""
    paths = [out / name for name in SHOWN if name != "text"] + sorted((out / "text").glob("*"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths if path.is_file()}


if __name__ == "__main__":
    sys.exit(main())
