"""The weights that ship: where they lie, which they are, whether they are whole. None is loaded."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from kg.errors import PipelineError

WEIGHTS = Path(__file__).parents[1] / "weights"
SUMS = "SHA256SUMS"
"""The digest of each file, a line a file, as `sha256sum --check` reads them."""


def identity() -> str:
    """Name, version and digest of the weights: "kg_news 1.0.0 (sha256 …)"."""
    meta = json.loads((WEIGHTS / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']} (sha256 {digest()[:16]})"


def digest() -> str:
    """One digest over all files with their names, in the order of the names."""
    found = sha256()
    for name, own in digests(WEIGHTS).items():
        found.update(name.encode() + b"\0" + own)
    return found.hexdigest()


def digests(folder: Path) -> dict[str, bytes]:
    """The digest of each file under a folder, but for the list of them."""
    names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: sha256(path.read_bytes()).digest()
        for name, path in sorted(names.items())
        if path.is_file() and name != SUMS
    }


def seal(folder: Path = WEIGHTS) -> None:
    """Lists the digests of the weights, once they are as they shall ship."""
    lines = (f"{own.hex()}  {name}\n" for name, own in digests(folder).items())
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def check() -> None:
    """Raises `PipelineError` where a file of the weights is missing, cut or changed."""
    try:
        lines = (WEIGHTS / SUMS).read_text(encoding="utf-8").splitlines()
        found = {name: own.hex() for name, own in digests(WEIGHTS).items()}
    except (OSError, UnicodeDecodeError) as error:
        raise PipelineError(WEIGHTS, f"cannot be read ({error}); install kg again") from error
    listed = {name: own for own, _, name in (line.partition("  ") for line in lines)}
    wrong = sorted(name for name in listed if found.get(name) != listed[name])
    if wrong or not listed:
        place = WEIGHTS / (wrong[0] if wrong else SUMS)
        raise PipelineError(place, "is not what shipped (cut or changed); install kg again")
