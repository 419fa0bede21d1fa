"""Figures of a graph of codes, whatever they stand for. Pure functions over networkx graphs."""

from collections.abc import Callable, Iterable
from decimal import Decimal

import networkx as nx
import numpy as np

SOURCES = 64  # how many nodes' shortest paths are held at a time: some MB of memory at 600 nodes


def graph_of(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> nx.Graph:
    """A graph built in one order, so that every drawing and every figure of it is the same."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(edges)
    return graph


def metrics(graph: nx.Graph) -> dict[str, dict]:
    """Of each node: degree, betweenness (normalised, ten decimals) and parts_without, into how many parts its component falls without it.

    An isolated node leaves no part behind: 0."""
    between, cut = betweenness(graph), set(nx.articulation_points(graph))
    return {node: {"degree": graph.degree(node), "betweenness": tenth_decimal(between[node]),
                   "parts_without": len(parts_without(graph, node)) if node in cut else min(graph.degree(node), 1)} for node in graph}


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Of each node the share of shortest paths between two others that lead through it, 0 to 1 (Freeman 1977, by Brandes' algorithm of 2001).

    What nx.betweenness_centrality answers, reckoned over arrays: a tenth of its time for 600 nodes and 5,000 edges."""
    nodes = list(graph)
    found = np.zeros(len(nodes))
    if len(nodes) > 2 and graph.number_of_edges():
        number = {node: n for n, node in enumerate(nodes)}
        near = [[number[other] for other in graph[node]] for node in nodes]
        degrees, ends = np.array([len(others) for others in near]), np.array([other for others in near for other in others])
        for begin in range(0, len(nodes), SOURCES):
            found += _passed_on(np.arange(begin, min(begin + SOURCES, len(nodes))), degrees, ends)
        found /= (len(nodes) - 1) * (len(nodes) - 2)
    return dict(zip(nodes, found.tolist(), strict=True))


def _passed_on(sources: np.ndarray, degrees: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Of each node the sum of what these sources' shortest paths to others depend on it. A cell is a source and a node, source by source.

    `ends` are the neighbours of the first node, then of the second and so on, as many as `degrees` says."""
    size, first = len(degrees), np.cumsum(degrees) - degrees
    own = np.arange(len(sources)) * size + sources
    paths = np.bincount(own, minlength=len(sources) * size).astype(float)
    front, reached, steps = own, paths > 0, []
    while len(front):  # outwards, a step at a time: how many shortest paths lead to each cell
        at, times = front % size, degrees[front % size]
        turn = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
        came, to = np.repeat(front, times), np.repeat(front - at, times) + ends[np.repeat(first[at], times) + turn]
        is_new = ~reached[to]
        came, to = came[is_new], to[is_new]
        new = np.bincount(to, paths[came], len(paths))
        paths, front, reached = paths + new, np.flatnonzero(new), reached | (new > 0)
        steps.append((came, to))
    depends = np.zeros(len(paths))
    for came, to in reversed(steps):  # and back: what each cell hands to those it was reached from
        depends += np.bincount(came, paths[came] * (1 + depends[to]) / paths[to], len(paths))
    depends[own] = 0
    return depends.reshape(len(sources), size).sum(axis=0)


def density(graph: nx.Graph) -> Decimal | None:
    """Edges over all pairs of nodes, 0 to 1, ten decimals; None where there is no pair."""
    pairs = len(graph) * (len(graph) - 1) // 2
    return (Decimal(graph.number_of_edges()) / pairs).quantize(Decimal("1e-10")) + 0 if pairs else None


def parts_without(graph: nx.Graph, node: str) -> list[set[str]]:
    """The parts a node's component falls into when it leaves: largest first, of equal ones the one with the smallest code."""
    rest = graph.subgraph(nx.node_connected_component(graph, node) - {node})
    return sorted(nx.connected_components(rest), key=lambda part: (-len(part), min(part)))


def best_path(graph: nx.Graph, start: str, end: str, weight: Callable[[str, str], int]) -> list[str]:
    """The nodes of a shortest path, both ends included; of equally short ones the heaviest, then the first by code. The way back is the same.

    Empty where there is no path or an end is not in the graph."""
    goal, begin = sorted((start, end))
    if goal not in graph or begin not in graph or begin == goal:
        return []
    steps = nx.single_source_shortest_path_length(graph, goal)
    best = {goal: (0, (goal,))}
    for node, step in sorted(steps.items(), key=lambda known: known[1])[1:]:
        nearer = [other for other in graph[node] if steps[other] == step - 1]
        best[node] = min((best[other][0] - weight(node, other), (*best[other][1], node)) for other in nearer)
    path = list(best[begin][1]) if begin in best else []
    return path if start == goal else path[::-1]


def tenth_decimal(value: float) -> Decimal:
    """A share as an exact number of ten decimals."""
    return Decimal(repr(value)).quantize(Decimal("1e-10")) if value else Decimal(0)
