"""Keep a training from stalling on a shared machine, where threads wait for the slowest."""

from __future__ import annotations

from pathlib import Path

import torch

BUSY = 0.2
"""Share of the machine in others' use from which on one thread is faster than several."""


class Pace:
    """Chooses the number of threads before a step, by what un-niced processes took lately."""

    def __init__(self, threads: int) -> None:
        """Begin with all threads."""
        self.threads = threads
        self.before = _ticks()

    def set(self) -> None:
        """Take all threads on a quiet machine, one on a busy one."""
        now = _ticks()
        others, everything = (b - a for a, b in zip(self.before, now, strict=True))
        if everything > 20:
            self.before = now
            torch.set_num_threads(1 if others / everything > BUSY else self.threads)


def _ticks() -> tuple[int, int]:
    """Processor time that went to un-niced processes, and all of it."""
    path = Path("/proc/stat")
    if not path.exists():
        return 0, 0
    numbers = [int(n) for n in path.read_text(encoding="ascii").split("\n", 1)[0].split()[1:9]]
    return numbers[0] + numbers[2], sum(numbers)
