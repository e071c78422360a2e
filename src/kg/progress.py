"""What a build is at, for who looks at it: a line on the terminal, or a line a minute elsewhere."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from time import monotonic
from typing import TextIO

EVERY = 60.0


@dataclass(slots=True)
class Progress:
    """Tells on a stream. A terminal has one line, which replaces itself; a file or a pipe gets a
    line when `every` seconds have passed since the last, and since the start.
    """

    stream: TextIO = field(default_factory=lambda: sys.stderr)
    every: float = EVERY
    begun: float = field(default_factory=monotonic)
    _told: float = field(default_factory=monotonic)

    def article(self, count: int, name: str) -> None:
        """That an article is read, the how manieth, and how many a minute there were."""
        minutes = (monotonic() - self.begun) / 60
        rate = f" ({count / minutes:.0f} a minute)" if minutes >= 1 else ""
        self.stage(f"{count:,} articles{rate}: {name}")

    def stage(self, text: str) -> None:
        """What is done now."""
        if self.stream.isatty():
            print(f"\r\x1b[2K{_plain(text)}", end="", file=self.stream, flush=True)
        elif monotonic() - self._told >= self.every:
            self._told = monotonic()
            print(f"kg: {_plain(text)}", file=self.stream, flush=True)

    def end(self) -> None:
        """Clears the line, for what is printed next."""
        if self.stream.isatty():
            print("\r\x1b[2K", end="", file=self.stream, flush=True)


def _plain(text: str) -> str:
    """A line without characters that a terminal would obey."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
