"""Who published an article, as a line at its top tells it: "(Island Herald)"."""

from __future__ import annotations

import re

from kg.read.dates import is_date_line

_NAME = r"(?:(?:the|of|and|for|de|la|le|du|&) )*[A-Z][\w.'’&-]*"
_NAMES = rf"{_NAME}(?: (?:{_NAME}|\d{{1,3}})){{0,6}}"
_LINE = re.compile(
    r"(?i:(?:source|publisher|publication|outlet|newspaper|media outlet)\s*[:=]|"
    rf"(?:(?:first )?published|printed|appeared) (?:by|in):?)\s*(?P<name>(?i:the )?{_NAMES})\.?"
)
_WHOLE = re.compile(rf"\((?P<name>(?i:the )?{_NAMES})\)")
_AT_END = re.compile(rf"(?P<rest>.{{4,80}}?)\s*{_WHOLE.pattern}")
_PLACE = re.compile(rf"(?:[A-ZÀ-Ž][\w .,'’/-]{{1,60}} )?{_WHOLE.pattern}\s*[-–—:]")
_BYLINE = re.compile(r"(?i:by|from) .{3,70}")
_OTHER = re.compile(
    r"(?i:(?:file|stock|archive|front|left|right)\b.*|.*\b(?:photos?|pictures?|images?|videos?|audio"
    r"|updated?|opinion|analysis|comment|review|interview|pictured|graphic|sponsored|paid|advert\w*"
    r"|exclusive|live|breaking|correction|live blog|translated|abridged|report|part \w+)\b.*"
    r"|editor|reporting|(?:mon|tues|wednes|thurs|fri|satur|sun)day|GMT|UTC|[A-Z]{1,3}S?T)"
)
"""What stands in brackets and is nobody's name."""


def publisher_in(line: str) -> str:
    """The publisher that a line names, empty for none.

    >>> publisher_in("Source: Island Herald"), publisher_in("(Island Herald)")
    ('Island Herald', 'Island Herald')
    >>> publisher_in("SUND (Coast Press) - Norland on Friday"), publisher_in("(Updated)")
    ('Coast Press', '')
    """
    found = _LINE.fullmatch(line) or _WHOLE.fullmatch(line) or _PLACE.match(line)
    if found is None:
        found = _AT_END.fullmatch(line)
        found = found if found and _tells_of_article(found["rest"]) else None
    return "" if found is None or _OTHER.fullmatch(found["name"]) else found["name"]


def _tells_of_article(line: str) -> bool:
    """Whether a line is a byline, or tells when the article was published."""
    return _BYLINE.fullmatch(line) is not None or is_date_line(line)


def without_publisher(line: str) -> str:
    """The line less a publisher that it names at its end, or all of it.

    >>> without_publisher("24 May 2031 (Island Herald)"), without_publisher("(Island Herald)")
    ('24 May 2031', '')
    """
    if not publisher_in(line) or _PLACE.match(line):
        return line
    found = _AT_END.fullmatch(line)
    return found["rest"] if found else ""
