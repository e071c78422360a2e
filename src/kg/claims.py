"""Whose an output folder is: a build writes into a new or empty one, or where a build has been.

Nothing that is somebody's is overwritten, removed or written through. Other files in a folder that
a build has made (exports, notes) are left alone.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from kg.errors import OutputError
from kg.generations import SHOWN, current, is_link_of_ours, is_name_of_ours
from kg.manifest import HIDDEN, MANIFEST, TEXT, Files, list_files, read_manifest

_ELSEWHERE = "give a new or an empty folder"


def claim(folder: Path) -> None:
    """Raises `OutputError` unless a build may write into a folder."""
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise OutputError(folder, f"is no folder; {_ELSEWHERE}")
    _check_hidden(folder / HIDDEN)
    files = _former(folder)
    if files is None:
        if _visible(folder):
            raise OutputError(folder, f"is not empty, and no build made it; {_ELSEWHERE}")
        return
    for path in (folder / name for name in SHOWN):
        if os.path.lexists(path) and not is_link_of_ours(path) and not _is_copy(path, files):
            raise OutputError(path, "is not what a build left there; move it away")
    built = current(folder)
    strange = _strangers(built, {*files, MANIFEST}) if built else []
    if strange:
        raise OutputError(folder / strange[0], "was not made by a build; move it away")


def _check_hidden(hidden: Path) -> None:
    """The hidden folder is the program's alone."""
    if not os.path.lexists(hidden):
        return
    if hidden.is_symlink() or not hidden.is_dir():
        raise OutputError(hidden, f"was not made by a build; {_ELSEWHERE}")
    for path in sorted(hidden.iterdir()):
        if not is_name_of_ours(path.name):
            raise OutputError(path, f"was not made by a build; {_ELSEWHERE}")


def _former(folder: Path) -> Files | None:
    """What the last build left in a folder; None where there was none."""
    built = current(folder)
    if built:
        return read_manifest(built)
    return read_manifest(folder) or _older(folder)


def _older(folder: Path) -> Files | None:
    """The same for a folder of version 0.2 and before, which wrote no manifest.

    It is known by holding the files of a build and nothing else. What the report lists is believed
    in that case only.
    """
    if not all((folder / name).is_file() for name in ("graph.ttl", "report.json")):
        return None
    try:
        report = json.loads((folder / "report.json").read_bytes())
        report["counts"], report["conformance"]
        texts = {str(article["text"]) for article in report["articles"]}
    except (OSError, ValueError, LookupError, TypeError):
        return None
    names = {"graph.ttl", "graph.html", "report.json", *texts}
    if _strangers(folder, names, hidden=True):
        return None
    return {name: listed for name, listed in list_files(folder).items() if name in names}


def _is_copy(path: Path, files: Files) -> bool:
    """Whether a plain file, or the folder of texts, is what a build left by that name."""
    if path.is_symlink():
        return False
    if path.name == MANIFEST:
        return read_manifest(path.parent) == files
    if path.name != TEXT:
        return path.is_file() and path.name in files and files[path.name].is_of(path)
    texts = {path.parent / name: files[name] for name in files if name.startswith(f"{TEXT}/")}
    return (
        path.is_dir()
        and not _strangers(path, {text.name for text in texts})
        and all(listed.is_of(text) for text, listed in texts.items() if text.is_file())
    )


def _visible(folder: Path) -> bool:
    """Whether a folder has anything in it but hidden files (`.gitkeep`) and links of ours."""
    return any(
        not path.name.startswith(".") and not is_link_of_ours(path) for path in folder.iterdir()
    )


def _strangers(folder: Path, names: set[str], *, hidden: bool = False) -> list[str]:
    """What lies in a folder by other names than these; with `hidden`, hidden files may. A link is a
    stranger, and none is followed.
    """
    found = []
    for place, folders, files in os.walk(folder):
        if hidden:
            folders[:] = [name for name in folders if not name.startswith(".")]
        for path in (Path(place) / name for name in (*folders, *files)):
            name = path.relative_to(folder).as_posix()
            if hidden and name.startswith("."):
                continue
            if path.is_symlink() or not (name in names or path.is_dir()):
                found.append(name)
    return sorted(found)
