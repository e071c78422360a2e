"""What was probably meant by a name that nothing has."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_SOME = 3
_MARGIN = 0.1


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The names most like another, in whatever case, the most likely first; [] where none is.

    >>> nearest("holdr", ["target", "holder"]), nearest("colour", ["holder"])
    (['holder'], [])
    """
    plain = {text.casefold(): text for text in sorted(set(known), reverse=True)}
    wanted = name.casefold()
    close = get_close_matches(wanted, sorted(plain), n=_SOME, cutoff=0.6)
    likeness = [SequenceMatcher(None, text, wanted).ratio() for text in close]
    close = [t for t, like in zip(close, likeness, strict=True) if like > likeness[0] - _MARGIN]
    longer = sorted(text for text in plain if len(wanted) > 2 and wanted in text.split())
    return [plain[text] for text in dict.fromkeys([*close, *longer])][:_SOME]


def hint(name: str, known: Iterable[str]) -> str:
    """The end of a message about a misspelt key; "" where nothing is like it.

    >>> hint("plnas", ["plans", "titles"])
    "; did you mean 'plans'?"
    """
    near = nearest(name, known)
    return f"; did you mean {near[0]!r}?" if near else ""


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """A question for the end of a message, or what to say `otherwise`.

    >>> did_you_mean("positons", ["positions", "proposals"])
    'did you mean positions?'
    """
    found = nearest(name, known)
    return f"did you mean {' or '.join(found)}?" if found else otherwise
