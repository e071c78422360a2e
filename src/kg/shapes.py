"""Shapes -> faults: the core of SHACL over `Triples`, in one pass, with the verdict of pySHACL.

The shapes stay what says how a graph has to look. Here are the constraints, paths and targets that
they use; what they use beside these is refused with its name, never passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from rdflib import RDF, RDFS, SH

from kg.constraints import CONSTRAINTS, Check
from kg.errors import OntologyError
from kg.triples import TYPE, Triples, Value, text_of

_SH = str(SH)
_SUBCLASS = str(RDFS.subClassOf)
_ASIDE = ("flags", "ignoredProperties")
"""What a constraint reads beside its own term."""
_SAID = {TYPE, *(_SH + n for n in ("path", "message", "name", "description", *_ASIDE))}
Path = Callable[[Value], Collection[Value]]

_NOTHING: Mapping[str, Collection[Value]] = {}


class Fault(NamedTuple):
    """A node that is not as it has to be, what it should be, and the value at fault, if one is."""

    focus: Value
    message: str
    value: Value | None


@dataclass(slots=True)
class _Shape:
    path: Path | None
    message: str
    checks: list[Check] = field(default_factory=list)
    within: list[_Shape] = field(default_factory=list)

    def faults(self, focus: Value) -> Iterator[Fault]:
        values = self.path(focus) if self.path else (focus,)
        for check in self.checks:
            for value in check(focus, values):
                yield Fault(focus, self.message, value)
        for shape in self.within:
            for value in values:
                yield from shape.faults(value)

    def accepts(self, value: Value) -> bool:
        return next(self.faults(value), None) is None


def faults(graph: Triples, shapes: Triples) -> set[Fault]:
    """What is at fault in a graph. Shapes that say something else than what is known here raise
    `OntologyError`.
    """
    checker = Checker(graph, shapes)
    made = [(checker.shape(name), checker.targets(name)) for name in checker.names()]
    return {fault for shape, targets in made for node in targets for fault in shape.faults(node)}


class Checker:
    """The shapes, made for one graph when they are first asked for."""

    def __init__(self, graph: Triples, shapes: Triples) -> None:
        self.graph = graph
        self.shapes = shapes
        self._made: dict[str, _Shape] = {}
        self._instances: dict[str, set[str]] = {}

    def names(self) -> list[str]:
        """All shapes, whether they have targets or others lead to them."""
        kinds = (_SH + "NodeShape", _SH + "PropertyShape")
        aimed = [s for name in _TARGETS for s in self.shapes.having(_SH + name)]
        return sorted({*aimed, *(s for kind in kinds for s in self.shapes.subjects(TYPE, kind))})

    def targets(self, shape: str) -> set[Value]:
        """The nodes that a shape is about."""
        said = self.shapes.nodes[shape]
        return {
            node
            for name, find in _TARGETS.items()
            for target in said.get(_SH + name, ())
            for node in find(self, text_of(target))
        }

    def shape(self, name: Value) -> _Shape:
        name = text_of(name)
        if name not in self._made:
            said = self.shapes.nodes.get(name, {})
            path = said.get(_SH + "path")
            message = self.shapes.text(name, _SH + "message") or "does not conform"
            step = self._path(next(iter(path))) if path else None
            made = self._made[name] = _Shape(step, message)
            for term, values in said.items():
                self._add(name, made, term, values)
        return self._made[name]

    def _add(self, name: str, shape: _Shape, term: str, values: Collection[Value]) -> None:
        """Gives a shape what a term and its values demand of it."""
        word = term.removeprefix(_SH)
        if term == _SH + "property":
            shape.within += map(self.shape, values)
        elif word in CONSTRAINTS and term != word:
            shape.checks += [CONSTRAINTS[word](self, value, name) for value in values]
        elif term not in _SAID and word not in _TARGETS:
            raise OntologyError(name, f"says {term}, which the check of graphs does not know")

    def _path(self, path: Value) -> Path:
        said = self.shapes.nodes.get(text_of(path), {})
        if str(RDF.first) in said:
            steps = [self._path(step) for step in self.items(path)]
            return lambda node: _follow(node, steps)
        if inverse := said.get(_SH + "inversePath"):
            towards = self.graph.towards(text_of(next(iter(inverse))))
            return lambda node: towards.get(node, ())
        if said:
            raise OntologyError(text_of(path), f"is a path of a kind that is not known: {said}")
        predicate, nodes = text_of(path), self.graph.nodes
        return lambda node: nodes.get(text_of(node), _NOTHING).get(predicate, ())

    def items(self, rest: Value) -> list[Value]:
        """The members of a list in the shapes."""
        found: list[Value] = []
        while rest != str(RDF.nil):
            found += self.shapes.objects(text_of(rest), RDF.first)
            rest = self.shapes.text(text_of(rest), RDF.rest)
        return found

    def instances(self, cls: Value) -> set[str]:
        """The nodes of a class, and of those that the graph itself says to be below it."""
        cls = text_of(cls)
        if cls not in self._instances:
            found = self._instances[cls] = set(self.graph.subjects(TYPE, cls))
            for below in self.graph.subjects(_SUBCLASS, cls):
                found |= self.instances(below)
        return self._instances[cls]


def _follow(start: Value, steps: list[Path]) -> Collection[Value]:
    """What is reached by one step after the other."""
    reached: Collection[Value] = (start,)
    for step in steps:
        reached = dict.fromkeys(value for node in reached for value in step(node))
    return reached


_TARGETS: dict[str, Callable[[Checker, str], Collection[Value]]] = {
    "targetClass": lambda checker, cls: checker.instances(cls),
    "targetNode": lambda _, node: (node,),
    "targetSubjectsOf": lambda checker, term: checker.graph.having(term),
    "targetObjectsOf": lambda checker, term: checker.graph.towards(term).keys(),
}
