"""How an output folder holds a build, and how the next one takes its place: by a single rename.

    output/graph.ttl    -> .kg/now/graph.ttl      so are all names in `SHOWN`: links that stay
    output/.kg/now      -> 0d3f…                  the one link that is turned
    output/.kg/0d3f…/                             the files of the build, named by their manifest

Before the link is turned everybody sees the old build, after it the new one. What a process that is
killed leaves in `.kg` is removed by the next build.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from kg.manifest import HIDDEN, MANIFEST, TEXT, read_manifest, write_manifest

SHOWN = ("graph.ttl", "graph.html", "report.json", MANIFEST, TEXT)
"""What a build leaves: these names in the output folder."""
LOCK, NEW, CACHE = "lock", "new", "cache"
_NOW, _LINK, _FORMER, _ASIDE = "now", "link", "former", "aside"
_GENERATION = re.compile(r"[0-9a-f]{32}")


def current(folder: Path) -> Path | None:
    """The build that an output folder shows; None where it has none."""
    with suppress(OSError):
        name = str((folder / HIDDEN / _NOW).readlink())
        return folder / HIDDEN / name if _GENERATION.fullmatch(name) else None
    return None


def is_link_of_ours(path: Path) -> bool:
    """Whether a path in an output folder is the link that a build put there."""
    return path.is_symlink() and str(path.readlink()) == _target(path.name)


def is_name_of_ours(name: str) -> bool:
    """Whether a build may have left something of this name in the hidden folder."""
    work = {LOCK, NEW, CACHE, _NOW, _LINK, _FORMER, _ASIDE}
    return name in work or bool(_GENERATION.fullmatch(name))


def sweep(folder: Path) -> None:
    """Removes what former builds left in the hidden folder: all but the lock, what is shown, and
    what is kept for the next build.

    Where the folder was copied and links were followed, `now` is a build itself.
    """
    built = current(folder)
    kept = {LOCK, CACHE, *((_NOW, built.name) if built else ())}
    for path in sorted((folder / HIDDEN).iterdir()):
        if path.name in kept or not is_name_of_ours(path.name):
            continue
        if path.is_symlink():
            path.unlink()
        elif path.name == _NOW or _GENERATION.fullmatch(path.name):
            _remove(path)
        else:
            shutil.rmtree(path)


def adopt(folder: Path) -> None:
    """Makes a build of files that are plain yet: of an older version, or copied from elsewhere."""
    found = [folder / name for name in SHOWN if _is_plain(folder / name)]
    if found and not current(folder):
        _point(folder, place(folder, _copied(found, folder / HIDDEN / _FORMER)))


def place(folder: Path, stage: Path) -> Path:
    """Puts finished files where the link can lead to them, safe on the disk.

    A build that is there already is the same; its files are put in place one by one, for one of
    them may have been edited.
    """
    generation = folder / HIDDEN / write_manifest(stage)
    for path in (*stage.rglob("*"), stage):
        _sync(path)
    if generation.exists():
        (generation / TEXT).mkdir(exist_ok=True)
        for path in sorted(path for path in stage.rglob("*") if path.is_file()):
            path.replace(generation / path.relative_to(stage))
        shutil.rmtree(stage)
    else:
        stage.rename(generation)
    _sync(generation.parent)
    return generation


def show(folder: Path, generation: Path) -> None:
    """Turns the link to a build.

    Names that are no links yet lead to the former build first. A plain `text/` is away for a moment
    then: a folder cannot be replaced by a link.
    """
    for name in SHOWN:
        if not is_link_of_ours(folder / name):
            _link(folder, name)
    _sync(folder)
    _point(folder, generation)


def _is_plain(path: Path) -> bool:
    return path.exists() and not path.is_symlink()


def _copied(paths: list[Path], former: Path) -> Path:
    former.mkdir()
    for path in paths:
        if path.is_dir():
            shutil.copytree(path, former / path.name)
        else:
            shutil.copyfile(path, former / path.name)
    return former


def _link(folder: Path, name: str) -> None:
    """Puts the link of a name in the place of a plain file, or of nothing."""
    path, link = folder / name, folder / HIDDEN / _LINK
    link.unlink(missing_ok=True)
    link.symlink_to(_target(name))
    if _is_plain(path) and path.is_dir():
        path.rename(folder / HIDDEN / _ASIDE)
    link.replace(path)


def _point(folder: Path, generation: Path) -> None:
    """The delivery itself."""
    link = folder / HIDDEN / _LINK
    link.unlink(missing_ok=True)
    link.symlink_to(generation.name)
    link.replace(folder / HIDDEN / _NOW)
    _sync(folder / HIDDEN)


def _target(name: str) -> str:
    return f"{HIDDEN}/{_NOW}/{name}"


def _remove(generation: Path) -> None:
    """Removes the files of a build, and nothing that came to lie among them; the manifest last."""
    if (generation / TEXT).is_symlink():
        return
    for name in read_manifest(generation) or ():
        (generation / name).unlink(missing_ok=True)
    with suppress(OSError):  # something else lies there
        if (generation / TEXT).exists():
            (generation / TEXT).rmdir()
        (generation / MANIFEST).unlink(missing_ok=True)
        generation.rmdir()


def _sync(path: Path) -> None:
    """Has the system write a file, or the names in a folder, to the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
