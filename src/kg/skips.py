"""What was skipped, by kind, and what can be done about it: lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.model import Skipped

KINDS = {
    "binary": ("not text", "see whether they have the right ending"),
    "bug": ("that met a bug of kg", "please report it, with report.json and one of them"),
    "empty": ("empty", "leave them out, or fetch them again"),
    "encoding": ("in an encoding that cannot be told", "give --encoding"),
    "failed": ("that could not be read or understood", "report.json says why; look at one of them"),
    "index": ("index files, not used or not wholly", "mend them as report.json says"),
    "language": ("not in English", "give English articles, or translations"),
    "library": ("that need a library", 'install kg with kg[documents]: pip install ".[documents]"'),
    "locked": ("with a password", "save them without one"),
    "malformed": ("broken", "open and save them anew, or fetch them again"),
    "no_columns": ("tables without a column of texts", 'write "text" over the column that is it'),
    "no_prose": ("without a sentence", "nothing, if they are no articles"),
    "no_text": ("without the text of an article", "give the article itself, or its page"),
    "not_a_file": ("not regular files", "give files, or folders of files"),
    "own_output": ("written by a build", "give the articles themselves"),
    "removed": ("taken down by their publisher", "nothing; the text is gone"),
    "same_id": ("with the id of another", "give each its own id"),
    "symlink": ("links", "give what they lead to"),
    "too_large": ("too large", "split them into articles"),
    "unknown_format": ("of a kind that is not read", "convert them to one that is (see README)"),
    "unreadable": ("not to be opened", "check their permissions"),
}
"""By reason code: what they are, and the remedy."""
_NAMES = 3


def skip_lines(skipped: Sequence[Skipped], read: int) -> Iterator[str]:
    """Most first; of one alone its own sentence. A warning where more was skipped than `read`.

    >>> one = Skipped(name="a.zip", reason="unknown_format", message="is packed; unpack it")
    >>> print(*skip_lines([one], 5), sep="\\n")
    Skipped 1 file or record:
      a.zip: is packed; unpack it
    """
    if not skipped:
        return
    count = Counter(one.reason for one in skipped)
    noun = "file or record" if len(skipped) == 1 else "files and records"
    yield f"Skipped {len(skipped):,} {noun}:"
    for reason in sorted(count, key=lambda reason: (-count[reason], reason)):
        yield from _kind(reason, [one for one in skipped if one.reason == reason])
    if len(skipped) > len(count):
        yield "  report.json names all of them, with the reason."
    articles = len(skipped) - count["index"]
    if articles > read:
        share = f"{articles:,} of {articles + read:,}"
        yield f"Warning: more than half was skipped ({share}). See whether the paths are right."


def _kind(reason: str, skipped: list[Skipped]) -> Iterator[str]:
    if len(skipped) == 1:
        yield f"  {skipped[0].name}: {skipped[0].message}"
        return
    what, remedy = KINDS[reason]
    endings = Counter(Path(one.name).suffix.lower() or "none" for one in skipped)
    listed = ", ".join(sorted(endings, key=lambda one: (-endings[one], one))[:5])
    told = f" ({listed}{' …' if len(endings) > 5 else ''})" if reason == "unknown_format" else ""
    yield f"  {len(skipped):,} {what}{told}: {remedy}"
    names = [one.name for one in skipped[:_NAMES]]
    more = f" and {len(skipped) - _NAMES:,} more" if len(skipped) > _NAMES else ""
    yield f"    {', '.join(names)}{more}"
