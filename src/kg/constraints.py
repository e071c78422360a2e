"""The constraints of SHACL that shapes may use: each by its name, with what it finds at fault."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from itertools import filterfalse
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any, TypeAlias

from rdflib import SH

from kg.triples import LANG_STRING, STRING, Literal, Value, rdf_literal, text_of

if TYPE_CHECKING:
    from kg.shapes import Checker

Check: TypeAlias = Callable[[Value, Collection[Value]], Iterable[Value | None]]
"""Of a node and the values that a shape looks at there: those at fault; None where the fault is
none of them.
"""
_Maker: TypeAlias = Callable[["Checker", Value, str], Check]
"""Makes the check of a constraint from its parameter; the shape that has it comes third."""
_Compared: TypeAlias = Callable[[Any, Any], bool]

_FINE: tuple[None, ...] = ()
_FAULTY = (None,)
_KINDS = {
    "IRI": ("iri",),
    "BlankNode": ("blank",),
    "Literal": ("literal",),
    "BlankNodeOrIRI": ("blank", "iri"),
    "BlankNodeOrLiteral": ("blank", "literal"),
    "IRIOrLiteral": ("iri", "literal"),
}


def _each(holds: Callable[[Value], bool]) -> Check:
    """The check that something holds of each value."""
    return lambda _, values: filterfalse(holds, values)


def _whole(number: Value) -> int:
    return int(text_of(number))


def _min_count(_: Checker, least: Value, __: str) -> Check:
    count = _whole(least)
    return lambda _, values: _FINE if len(values) >= count else _FAULTY


def _max_count(_: Checker, most: Value, __: str) -> Check:
    count = _whole(most)
    return lambda _, values: _FINE if len(values) <= count else _FAULTY


def _class(checker: Checker, cls: Value, _: str) -> Check:
    return _each(checker.instances(cls).__contains__)


def _datatype(_: Checker, datatype: Value, __: str) -> Check:
    wanted = text_of(datatype)
    any_text = wanted in (STRING, LANG_STRING)
    return _each(
        lambda value: (
            isinstance(value, Literal)
            and value.datatype == wanted
            and (any_text or _says_something(value))
        )
    )


def _node_kind(_: Checker, kind: Value, __: str) -> Check:
    wanted = _KINDS[text_of(kind).removeprefix(str(SH))]
    return _each(lambda value: _kind(value) in wanted)


def _kind(value: Value) -> str:
    if isinstance(value, Literal):
        return "literal"
    return "blank" if value.startswith("_:") else "iri"


def _min_length(_: Checker, least: Value, __: str) -> Check:
    length = _whole(least)
    return _each(lambda value: len(text_of(value)) >= length and _kind(value) != "blank")


def _max_length(_: Checker, most: Value, __: str) -> Check:
    length = _whole(most)
    return _each(lambda value: len(text_of(value)) <= length and _kind(value) != "blank")


def _pattern(checker: Checker, pattern: Value, shape: str) -> Check:
    flags = checker.shapes.text(shape, SH.flags)
    found = re.compile(f"(?{flags}){text_of(pattern)}" if flags else text_of(pattern)).search
    return _each(lambda value: found(text_of(value)) is not None and _kind(value) != "blank")


def _bound(holds: _Compared) -> _Maker:
    """A value on one side of a bound."""
    return lambda _, bound, __: _each(lambda value: _compares(value, holds, bound))


def _beside(holds: _Compared) -> _Maker:
    """A value on one side of all values of another property of the node."""

    def make(checker: Checker, term: Value, _: str) -> Check:
        objects, predicate = checker.graph.objects, text_of(term)
        return lambda focus, values: [
            value
            for other in objects(text_of(focus), predicate)
            for value in values
            if not _compares(value, holds, other)
        ]

    return make


def _compares(value: Value, holds: _Compared, other: Value) -> bool:
    left, right = _worth(value), _worth(other)
    try:
        return left is not None and right is not None and holds(left, right)
    except TypeError:
        return False


@lru_cache(maxsize=100_000)
def _worth(value: Value) -> Any:
    """What a literal stands for; None where it says nothing in its datatype."""
    return rdf_literal(value).value if isinstance(value, Literal) else value


@lru_cache(maxsize=100_000)
def _says_something(value: Literal) -> bool:
    """Whether a literal is one of its datatype; of a datatype that is not known, all are."""
    return not rdf_literal(value).ill_typed


def _equals(checker: Checker, term: Value, _: str) -> Check:
    objects, predicate = checker.graph.objects, text_of(term)
    return lambda focus, values: set(values) ^ set(objects(text_of(focus), predicate))


def _disjoint(checker: Checker, term: Value, _: str) -> Check:
    objects, predicate = checker.graph.objects, text_of(term)
    return lambda focus, values: set(values) & set(objects(text_of(focus), predicate))


def _in(checker: Checker, listed: Value, _: str) -> Check:
    return _each(set(checker.items(listed)).__contains__)


def _has_value(_: Checker, wanted: Value, __: str) -> Check:
    return lambda _, values: _FINE if wanted in values else _FAULTY


def _unique_lang(_: Checker, __: Value, ___: str) -> Check:
    def check(_: Value, values: Collection[Value]) -> Iterable[None]:
        languages = Counter(value.language for value in values if isinstance(value, Literal))
        return [None for language, times in languages.items() if language and times > 1]

    return check


def _closed(checker: Checker, _: Value, shape: str) -> Check:
    """Nothing is said but what the properties of a shape and its list of exceptions name."""
    of, path = checker.shapes.objects, str(SH.path)
    lists = of(shape, SH.ignoredProperties)
    allowed = {text_of(term) for listed in lists for term in checker.items(listed)}
    allowed |= {text_of(p) for inner in of(shape, SH.property) for p in of(text_of(inner), path)}
    nodes = checker.graph.nodes
    return lambda _, values: [
        value
        for node in values
        for predicate in nodes.get(text_of(node), {}).keys() - allowed
        for value in nodes[text_of(node)][predicate]
    ]


def _all(checker: Checker, listed: Value, _: str) -> Check:
    shapes = [checker.shape(one) for one in checker.items(listed)]
    return _each(lambda value: all(shape.accepts(value) for shape in shapes))


def _any(checker: Checker, listed: Value, _: str) -> Check:
    shapes = [checker.shape(one) for one in checker.items(listed)]
    return _each(lambda value: any(shape.accepts(value) for shape in shapes))


def _one(checker: Checker, listed: Value, _: str) -> Check:
    shapes = [checker.shape(one) for one in checker.items(listed)]
    return _each(lambda value: sum(shape.accepts(value) for shape in shapes) == 1)


def _node(checker: Checker, shape: Value, _: str) -> Check:
    return _each(checker.shape(shape).accepts)


def _not(checker: Checker, shape: Value, _: str) -> Check:
    refused = checker.shape(shape)
    return _each(lambda value: not refused.accepts(value))


CONSTRAINTS: dict[str, _Maker] = {
    "minCount": _min_count,
    "maxCount": _max_count,
    "class": _class,
    "datatype": _datatype,
    "nodeKind": _node_kind,
    "minLength": _min_length,
    "maxLength": _max_length,
    "pattern": _pattern,
    "minInclusive": _bound(ge),
    "minExclusive": _bound(gt),
    "maxInclusive": _bound(le),
    "maxExclusive": _bound(lt),
    "lessThan": _beside(lt),
    "lessThanOrEquals": _beside(le),
    "equals": _equals,
    "disjoint": _disjoint,
    "in": _in,
    "hasValue": _has_value,
    "uniqueLang": _unique_lang,
    "closed": _closed,
    "and": _all,
    "or": _any,
    "xone": _one,
    "node": _node,
    "not": _not,
}
