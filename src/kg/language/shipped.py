"""The weights that ship: where they lie and which they are, told without loading any of them."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

WEIGHTS = Path(__file__).parents[1] / "weights"


def identity() -> str:
    """Name, version and digest of the weights: "kg_news 1.0.0 (sha256 …)"."""
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']} (sha256 {digest()[:16]})"


def digest() -> str:
    """One digest over all files with their names, in the order of the names."""
    found = sha256()
    names = {path.relative_to(WEIGHTS).as_posix(): path for path in WEIGHTS.rglob("*")}
    for name, path in sorted(names.items()):
        if path.is_file():
            found.update(name.encode() + b"\0" + sha256(path.read_bytes()).digest())
    return found.hexdigest()
