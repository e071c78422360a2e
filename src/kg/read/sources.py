"""Which files are read: regular files inside the folders given, in one fixed order.

Nothing is followed out of a folder: no symbolic link, no pipe, no device. What is left out is
named, but for what belongs to a page that a browser saved "complete", and what a build wrote.
"""

from __future__ import annotations

import re
import stat
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Skipped
from kg.outputs import is_output, is_written
from kg.read.columns import holds_texts
from kg.read.files import LONGEST_BYTES, Unreadable, ending, open_regular, printable

INDEX_NAMES = frozenset({"index.jsonl", "index.csv"})
_PASSED = re.compile(r"\.|(README|LICEN[CS]E|COPYING|CHANGELOG)(\.|$)")
_OF_A_PAGE = re.compile(
    r"(?P<page>.+)[_-](?:files?|dateien|fichiers|archivos|ficheiros|arquivos|bestanden|pliki"
    r"|filer|tiedostot|soubory|súbory|fájlok|elemei|dosyalar|datoteke|fișiere|файлы|файли|αρχεία)",
    re.IGNORECASE,
)
"""How browsers call the folder of pictures and scripts beside a page, in their languages."""
_PAGES = (".html", ".htm", ".xhtml")
_REMEDIES = {
    ".zip .tar .7z .rar .zst .bz2 .xz": "is packed; unpack it",
    ".doc .odt .pages .wpd": "is a document of another kind; save it as .docx or PDF",
    ".epub .mobi .djvu .ps": "is a document of another kind; save it as text or PDF",
    ".xls .xlsx .ods .numbers": "is a spreadsheet; save it as CSV",
    ".msg .pst .emlx": "is mail of another kind; save it as .eml or mbox",
    ".webarchive .maff": "is a page of another kind; save it as HTML or MHTML",
    ".jpg .jpeg .png .gif .webp .svg .tif .tiff .bmp .heic": "is a picture, and holds no text",
    ".mp3 .wav .m4a .ogg .mp4 .mov .avi .mkv .webm": "is sound or film; write down what is said",
}
_REMEDY = {one: remedy for many, remedy in _REMEDIES.items() for one in many.split()}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Source:
    """A file to read, and the name its articles go by."""

    name: str
    path: Path

    @property
    def ending(self) -> str:
        """What tells its format, as in `formats.FORMATS`."""
        return ending(self.path)


def sources(
    paths: Iterable[Path | str], endings: Collection[str], leave_out: Iterable[Path] = ()
) -> list[Source | Skipped]:
    """Every file under `paths`, sorted by name, so that the order of the arguments does not matter.

    The name is the file name; where two files share one, as much of the path as
    tells them apart. Raises
    `InputError` for a path that does not exist.
    """
    files: set[Path] = set()
    skipped: dict[Path, Skipped] = {}
    left_out = frozenset(leave_out)
    for given in paths:
        for path, fault in _walk(_existing(Path(given)), left_out):
            fault = fault or _unfit(path, endings)
            if fault:
                skipped[path] = fault
            else:
                files.add(path)
    found = sorted(Source(name=name, path=path) for path, name in _names(files).items())
    return [*found, *(fault for _, fault in sorted(skipped.items()))]


def _existing(given: Path) -> Path:
    try:
        return given.resolve(strict=True)
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(printable(str(given)), "no such file or folder; check the path") from error


def _walk(root: Path, left_out: frozenset[Path]) -> Iterator[tuple[Path, Skipped | None]]:
    """The files at and under `root`; hidden, metadata and readme files are passed over silently."""
    todo, found = [root], False
    while todo:
        path = todo.pop()
        if path in left_out or is_written(path):
            continue
        try:
            mode = path.lstat().st_mode
            if stat.S_ISDIR(mode):
                todo += sorted(_inside(path), reverse=True)
                continue
        except OSError as error:
            told = f"cannot be opened ({error.strerror}); check its permissions"
            yield path, _fault(path, "unreadable", told)
            continue
        if path == root or path.name not in INDEX_NAMES or _holds_articles(path):
            found = True
            yield path, _odd(path, mode)
    if not found and (is_output(root) or is_written(root)):
        told = "was written by a build, and is not read again; give the articles themselves"
        yield root, _fault(root, "own_output", told)


def _inside(folder: Path) -> Iterator[Path]:
    """What lies in a folder, less what is hidden and what belongs to a page beside it."""
    paths = [path for path in folder.iterdir() if not _PASSED.match(path.name)]
    pages = {path.stem for path in paths if path.suffix.lower() in _PAGES}
    for path in paths:
        belongs = _OF_A_PAGE.fullmatch(path.name)
        if not (belongs and belongs["page"] in pages and path.is_dir()):
            yield path


def _odd(path: Path, mode: int) -> Skipped | None:
    if stat.S_ISLNK(mode):
        return _fault(
            path, "symlink", "is a symbolic link; links are not followed, give the file itself"
        )
    if not stat.S_ISREG(mode):
        return _fault(path, "not_a_file", "is not a regular file; give a file or a folder of files")
    return None


def _unfit(path: Path, endings: Collection[str]) -> Skipped | None:
    own = ending(path)
    if own in endings:
        return None
    known = ", ".join(sorted(endings))
    other = f"has no ending of a kind that is read ({known}); convert it to one of them"
    return _fault(path, "unknown_format", _REMEDY.get(path.suffix.lower(), _REMEDY.get(own, other)))


def _holds_articles(path: Path) -> bool:
    """An index file lists metadata; one with a field or a column of texts holds the articles."""
    try:
        with open_regular(path) as file:
            first = file.readline(LONGEST_BYTES)
    except Unreadable:
        return False
    return b'"text"' in first if path.suffix == ".jsonl" else holds_texts(first)


def _fault(path: Path, reason: str, message: str) -> Skipped:
    return Skipped(name=printable(path.name), reason=reason, message=message)


def _names(files: set[Path]) -> dict[Path, str]:
    """The shortest end of each path that no other file has: `a.txt`, `sub/a.txt`."""
    named: dict[Path, str] = {}
    left, parts = sorted(files), 1
    while left:
        ends = {path: printable("/".join(path.parts[-parts:])) for path in left}
        count = Counter(ends.values())
        longest = max(len(path.parts) for path in left) <= parts
        named |= {path: end for path, end in ends.items() if count[end] == 1 or longest}
        left, parts = [path for path in left if path not in named], parts + 1
    return named
