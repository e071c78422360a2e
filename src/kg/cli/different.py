"""`kg different`: two entities are not one."""

from __future__ import annotations

from typing import Any

from kg.cli.deciding import add_pair


def add(commands: Any) -> None:
    """The arguments of `kg different`."""
    add_pair(commands, "different", "two names are of two entities, says the next build")
