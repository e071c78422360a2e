"""`kg same`: two entities are one."""

from __future__ import annotations

from typing import Any

from kg.cli.deciding import add_pair


def add(commands: Any) -> None:
    """The arguments of `kg same`."""
    add_pair(
        commands,
        "same",
        "two entities are one, says the next build; it goes on under the name given first",
    )
