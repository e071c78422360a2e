"""Where the nodes stand: computed once, at build time, the same on every machine.

The strongest arrows and their nodes are the core, laid out by stress majorization (drawn distance
as near as can be to distance in the graph), one component beside the other. Every other node stands
near its strongest neighbour, where there is room, so that showing it moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from math import cos, pi, sin, sqrt

import networkx
import numpy as np
from numpy.typing import NDArray

from kg.export.network import Network

Point = tuple[float, float]
_Points = NDArray[np.float64]

CORE = 100
"""How many nodes the first view holds; `choose.js` picks the same ones."""

PHONE_CORE = 40
"""The same on a phone."""

_UNIT = 110.0
_BOX = (124.0, 64.0)
_CELL = 70.0
_GOLDEN = pi * (3 - sqrt(5))


def lay_out(network: Network, count: int = CORE, wide: float = 1.1) -> dict[str, tuple[int, int]]:
    """A whole-numbered place for every node of the network.

    `count` nodes are the core; the picture of them is about `wide` times as wide as it is high.
    """
    core = core_nodes(((one.source, one.target) for one in network.arrows), count)
    weights = {node.iri: node.weight for node in network.nodes}
    parts = [_component(part, weights, wide) for part in _components(network, core, weights)]
    places = _pack(parts, wide)
    _surround(places, network)
    return {
        node.iri: (round(places[node.iri][0]), round(places[node.iri][1])) for node in network.nodes
    }


def core_nodes(arrows: Iterable[tuple[str, str]], budget: int) -> set[str]:
    """The ends of the strongest arrows, as many as fit.

    >>> sorted(core_nodes([("a", "b"), ("c", "d"), ("a", "e")], 3))
    ['a', 'b', 'e']
    """
    nodes: set[str] = set()
    for source, target in arrows:
        if len(nodes | {source, target}) <= budget:
            nodes |= {source, target}
    return nodes


def _components(
    network: Network, core: set[str], weights: dict[str, float]
) -> list[networkx.Graph]:
    graph = networkx.Graph()
    graph.add_nodes_from(sorted(core))
    for arrow in network.arrows:
        if arrow.source in core and arrow.target in core:
            graph.add_edge(arrow.source, arrow.target)
    parts = [sorted(part) for part in networkx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), -max(weights[iri] for iri in part), part))
    return [graph.subgraph(part) for part in parts]


def _component(graph: networkx.Graph, weights: dict[str, float], wide: float) -> dict[str, Point]:
    nodes = sorted(graph, key=lambda iri: (-weights[iri], iri))
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    points = _stress(_start(len(nodes)), _distances(graph, nodes))
    points = _spread(points * np.array([sqrt(wide), 1 / sqrt(wide)]))
    return {iri: (float(x), float(y)) for iri, (x, y) in zip(nodes, points, strict=True)}


def _start(count: int) -> _Points:
    """A spiral like that of a sunflower: the heaviest in the middle, no two in one place."""
    return np.array(
        [[sqrt(i) * cos(i * _GOLDEN), sqrt(i) * sin(i * _GOLDEN)] for i in range(count)]
    )


def _distances(graph: networkx.Graph, nodes: Sequence[str]) -> _Points:
    """Distances in the graph; the arrows of a node with many neighbours count as longer."""
    for source, target in graph.edges:
        crowd = (
            min(graph.degree[source], graph.degree[target]),
            max(graph.degree[source], graph.degree[target]),
        )
        graph.edges[source, target]["length"] = 1 + 0.12 * sqrt(crowd[1]) + 0.1 * sqrt(crowd[0])
    rows = dict(networkx.all_pairs_dijkstra_path_length(graph, weight="length"))
    return np.array([[rows[a][b] for b in nodes] for a in nodes])


def _stress(points: _Points, distances: _Points, rounds: int = 250) -> _Points:
    """Moves every point to where its distances to the others fit best on average, in rounds."""
    weights = 1.0 / np.square(np.where(distances > 0, distances, 1.0))
    np.fill_diagonal(weights, 0.0)
    total = weights.sum(axis=1)
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        length = np.sqrt(np.square(apart).sum(axis=2))
        ratio = distances / np.where(length > 1e-9, length, 1.0)
        wanted = points[None, :, :] + apart * ratio[:, :, None]
        points = 0.5 * points + 0.5 * (weights[:, :, None] * wanted).sum(axis=1) / total[:, None]
    return points * _UNIT


def _spread(points: _Points, rounds: int = 120) -> _Points:
    """Pushes apart nodes whose names would lie over each other."""
    for _ in range(rounds):
        apart = points[:, None, :] - points[None, :, :]
        over = np.array(_BOX) - np.abs(apart)
        hit = (over > 0).all(axis=2)
        hit &= ~np.eye(len(points), dtype=bool)
        if not hit.any():
            break
        side = np.where(
            apart == 0,
            np.sign(np.arange(len(points))[:, None] - np.arange(len(points)))[:, :, None],
            np.sign(apart),
        )
        sideways = over[:, :, 0] < over[:, :, 1]
        push = np.zeros_like(apart)
        push[:, :, 0] = np.where(hit & sideways, over[:, :, 0] * side[:, :, 0], 0.0)
        push[:, :, 1] = np.where(hit & ~sideways, over[:, :, 1] * side[:, :, 1], 0.0)
        points = points + 0.3 * push.sum(axis=1) / np.maximum(1, hit.sum(axis=1))[:, None]
    return points


def _pack(parts: Sequence[dict[str, Point]], wide: float) -> dict[str, Point]:
    """Sets the components beside each other, the largest in the middle, the others around it."""
    places: dict[str, Point] = {}
    taken: set[tuple[int, int]] = set()
    for part in parts:
        left, top, right, bottom = _bounds(part.values())
        cells = {_cell((x - (left + right) / 2, y - (top + bottom) / 2)) for x, y in part.values()}
        around = {(x + i, y + j) for x, y in cells for i in (-2, -1, 0, 1, 2) for j in (-1, 0, 1)}
        column, row = _room(around, taken, wide)
        taken |= {(x + column, y + row) for x, y in cells}
        shift = column * _CELL - (left + right) / 2, row * _CELL - (top + bottom) / 2
        places |= {iri: (x + shift[0], y + shift[1]) for iri, (x, y) in part.items()}
    return places


def _room(cells: set[tuple[int, int]], taken: set[tuple[int, int]], wide: float) -> tuple[int, int]:
    """The shift nearest to the middle, on a flat spiral, at which no cell is taken."""
    turn = 0
    while True:
        radius = 0.45 * sqrt(turn)
        shift = (
            round(sqrt(wide) * radius * cos(turn * _GOLDEN)),
            round(radius / sqrt(wide) * sin(turn * _GOLDEN)),
        )
        if not any((x + shift[0], y + shift[1]) in taken for x, y in cells):
            return shift
        turn += 1


def _bounds(points: Iterable[Point]) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _surround(places: dict[str, Point], network: Network) -> None:
    """Finds the nearest free spot to its strongest placed neighbour for every other node."""
    taken = {_cell(point) for point in places.values()}
    middle = _middle(places.values())
    waiting = [node.iri for node in network.nodes if node.iri not in places]
    neighbours: dict[str, list[str]] = {}
    for arrow in network.arrows:
        neighbours.setdefault(arrow.source, []).append(arrow.target)
        neighbours.setdefault(arrow.target, []).append(arrow.source)
    start: dict[tuple[int, int], int] = {}
    for iri in waiting:
        near = next((places[one] for one in neighbours.get(iri, ()) if one in places), middle)
        places[iri] = _free(near, taken, start)


def _free(near: Point, taken: set[tuple[int, int]], start: dict[tuple[int, int], int]) -> Point:
    home = _cell(near)
    turn = start.get(home, 1)
    while True:
        right, down = _turned(turn)
        point = near[0] + right, near[1] + down
        turn += 1
        if (cell := _cell(point)) not in taken:
            taken.add(cell)
            start[home] = turn
            return point


@cache
def _turned(turn: int) -> Point:
    """A step along the spiral on which a free spot is looked for."""
    radius = _CELL * 0.9 * sqrt(turn)
    return radius * cos(turn * _GOLDEN), radius * sin(turn * _GOLDEN)


def _cell(point: Point) -> tuple[int, int]:
    return round(point[0] / _CELL), round(point[1] / _CELL)


def _middle(points: Iterable[Point]) -> Point:
    held = list(points)
    if not held:
        return 0.0, 0.0
    return sum(x for x, _ in held) / len(held), sum(y for _, y in held) / len(held)
