"""The manifest of a build: size and digest of each of its files. What was cut or edited is told.

The manifest lies beside the files it lists. It says nothing of when, where or by whom they were
made, so that equal builds have equal manifests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from kg.errors import InputError

MANIFEST = "manifest.json"
TEXT = "text"
"""The folder of the texts within a build."""
HIDDEN = ".kg"
"""The folder within an output folder that holds the builds themselves, each named by `name_of`."""

_NAME = re.compile(r"(text/)?[A-Za-z0-9][A-Za-z0-9._-]{0,120}")
_MADE_BY = "kg build"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a file was when it was built."""

    bytes: int
    sha256: str

    def is_of(self, file: Path) -> bool:
        """Whether the file is still that; its size is looked at first."""
        with file.open("rb") as opened:
            same_size = opened.seek(0, 2) == self.bytes
            opened.seek(0)
            return same_size and file_digest(opened, "sha256").hexdigest() == self.sha256


Files = Mapping[str, Listed]
"""The files of a build by name: `graph.ttl`, `text/a.txt`."""


def list_files(folder: Path) -> dict[str, Listed]:
    """The files in a folder as they are now, by name; those of the folders in it as well."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return {
        name: Listed(bytes=path.stat().st_size, sha256=_digest(path))
        for name, path in sorted(found.items())
        if path.is_file() and name != MANIFEST
    }


def write_manifest(folder: Path) -> str:
    """Lists the files of a folder in a manifest beside them; returns the name of the build."""
    files = {name: asdict(listed) for name, listed in list_files(folder).items()}
    text = json.dumps({"made_by": _MADE_BY, "files": files}, indent=1) + "\n"
    (folder / MANIFEST).write_bytes(text.encode("utf-8"))
    return name_of(folder)


def name_of(folder: Path) -> str:
    """The digest of a manifest: it stands for all bytes of a build, and names its folder."""
    return sha256((folder / MANIFEST).read_bytes()).hexdigest()[:32]


def read_manifest(folder: Path) -> dict[str, Listed] | None:
    """What the manifest in a folder lists; None where there is none, or it is somebody else's.

    Names that lead out of the folder make it somebody else's: they would be believed on removing.
    """
    if not (folder / MANIFEST).is_file():
        return None
    try:
        content = json.loads((folder / MANIFEST).read_bytes())
        if content["made_by"] != _MADE_BY:
            return None
        files = {name: Listed(**listed) for name, listed in content["files"].items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return files if all(map(_NAME.fullmatch, files)) else None


def checked(file: Path) -> Path:
    """A file of a build, or any file without a manifest beside it: the path to read it by.

    The path is that of the one build, so that the next one does not come in between. Raises
    `InputError` where there is no file, or it is not what was built.
    """
    if not file.is_file():
        raise InputError(file, "there is no graph here; make one with `kg build`")
    real = file.resolve()
    files = read_manifest(real.parent)
    try:
        if real.parent.parent.name == HIDDEN and (
            files is None or real.parent.name != name_of(real.parent)
        ):
            raise InputError(file.parent / MANIFEST, "was changed; run `kg build` again")
        if files and real.name in files and not files[real.name].is_of(real):
            raise InputError(file, "was changed since it was built; run `kg build` again")
    except OSError as error:
        raise InputError(file, f"cannot be read ({error.strerror or error})") from error
    return real


def is_built(file: Path) -> bool:
    """Whether a manifest beside a file lists it."""
    return file.name in (read_manifest(file.parent) or ())


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()
