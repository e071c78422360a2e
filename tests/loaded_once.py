"""What takes a second to load and never changes is loaded once a process; import this before `kg`.

Builds and commands that run inside the tests get the pipeline, the entity base and the ontology
that ship from here. What is loaded from files of a test's own is loaded each time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar

import kg.annotate
import kg.ontology

_Load = TypeVar("_Load", bound=Callable[..., Any])


def _once(load: _Load) -> _Load:
    """The function; without arguments it gives again what it gave."""
    shipped = cache(load)

    @wraps(load)
    def loaded(*arguments: Any) -> Any:
        return load(*arguments) if any(arguments) else shipped()

    return loaded  # type: ignore[return-value]


for module, name in (
    (kg.annotate, "load_pipeline"),
    (kg.ontology, "load_entities"),
    (kg.ontology, "load_ontology"),
    (kg.ontology, "load_shapes"),
    (kg.ontology, "load_whole"),
):
    setattr(module, name, _once(getattr(module, name)))
