"""Name every line of `ID.frames` that does not fit its article.

python training/check_frames.py FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from frame_corpus import LABELS, find, sentences

FIELDS = 8


def faults(path: Path) -> Iterator[str]:
    """What is wrong with the annotation of one article."""
    texts = {number: text for run in sentences(path.with_suffix(".sents")) for number, text in run}
    for n, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        fields = line.split("\t")
        place = f"{path.name}:{n}"
        if len(fields) != FIELDS:
            yield f"{place}: {len(fields)} fields, {FIELDS} wanted"
            continue
        number, kind, label, cue, who, _, what, more = fields
        if number not in texts:
            yield f"{place}: no sentence {number}"
            continue
        if f"{kind}:{label}" not in LABELS:
            yield f"{place}: no label {kind} {label}"
        if cue == "-":
            yield f"{place}: no cue"
        for role, words in (("cue", cue), ("what", what), *(("who", w) for w in who.split("; "))):
            if words != "-" and find(words, texts[number]) is None:
                yield f"{place}: {role} {words!r} is not in sentence {number}"
        if kind == "terr" and more.count("|") != 2:
            yield f"{place}: more of a land is its name, a date, who says so, with bars between"


def main() -> int:
    """Read the command line."""
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        raise SystemExit(__doc__)
    paths = sorted(Path(sys.argv[1]).glob("*.frames"))
    found = [fault for path in paths for fault in faults(path)]
    print("\n".join([*found, f"{len(paths)} articles, {len(found)} faults"]))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
