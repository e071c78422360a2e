"""Records as text and back, to be kept in a file: JSON in which each record says what it is."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import fields, is_dataclass
from typing import Any

from kg import model
from kg.partial_dates import PartialDate

_KINDS = {
    cls.__name__: cls
    for cls in (*vars(model).values(), PartialDate)
    if isinstance(cls, type) and is_dataclass(cls)
}
_WHAT = "is"


def to_text(record: object) -> str:
    """A record of `kg.model`, and all in it, as one line of JSON.

    >>> print(to_text(model.Cut(start=0, end=9, cue="credits")))
    {"is":"Cut","start":0,"end":9,"cue":"credits"}
    """
    return json.dumps(record, default=_plain, ensure_ascii=False, separators=(",", ":"))


def from_text(text: str) -> Any:
    """What `to_text` was given; any other text raises `ValueError`, `TypeError` or `LookupError`.

    >>> from_text(to_text(model.Cut(start=0, end=9, cue="credits")))
    Cut(start=0, end=9, cue='credits')
    """
    return json.loads(text, object_hook=_record)


def _plain(record: Any) -> dict[str, Any]:
    if isinstance(record, dt.date):
        return {_WHAT: "date", "iso": record.isoformat()}
    name = type(record).__name__
    return {_WHAT: name, **{f.name: getattr(record, f.name) for f in fields(_KINDS[name])}}


def _record(content: dict[str, Any]) -> Any:
    name = content.pop(_WHAT)
    if name == "date":
        return dt.date.fromisoformat(content["iso"])
    told = {k: tuple(v) if isinstance(v, list) else v for k, v in content.items()}
    return _KINDS[name](**told)
