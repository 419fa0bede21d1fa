"""Figures of a graph of codes, whatever they stand for. Pure functions over networkx graphs."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

import networkx as nx
import numpy as np

KEPT = 16  # graphs whose betweenness is kept
SOURCES = 16  # how many nodes' shortest paths are reckoned at a time: what fits the processor's own memory is quickest


def graph_of(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> nx.Graph:
    """A graph built in one order, so that every drawing and every figure of it is the same."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    graph.add_edges_from(edges)
    return graph


def metrics(graph: nx.Graph) -> dict[str, dict]:
    """Of each node: degree, betweenness (normalised, ten decimals) and parts_without, into how many parts its component falls without it.

    A node leaves as many parts behind as it has biconnected components to be in: an isolated one none."""
    between, parts = betweenness(graph), Counter(node for block in nx.biconnected_components(graph) for node in block)
    return {node: {"degree": graph.degree(node), "betweenness": tenth_decimal(between[node]), "parts_without": parts[node]} for node in graph}


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Of each node the share of shortest paths between two others that lead through it, 0 to 1 (Freeman 1977, by Brandes' algorithm of 2001).

    What nx.betweenness_centrality answers, reckoned over arrays: a tenth of its time for 600 nodes and 5,000 edges."""
    return dict(zip(graph, _betweenness(tuple(graph), tuple(graph.edges)), strict=True))


@lru_cache(maxsize=KEPT)
def _betweenness(nodes: tuple[str, ...], edges: tuple[tuple[str, str], ...]) -> tuple[float, ...]:
    """The same of plain nodes and edges: several questions about one day ask for it, and a graph's figures never change."""
    found, number = np.zeros(len(nodes)), {node: n for n, node in enumerate(nodes)}
    if len(nodes) < 3 or not edges:
        return tuple(found.tolist())
    one, other = np.array([(number[a], number[b]) for a, b in edges]).T
    begins, ends = np.concatenate((one, other)), np.concatenate((other, one))
    degrees, ends = np.bincount(begins, minlength=len(nodes)), ends[np.argsort(begins, kind="stable")]
    for begin in range(0, len(nodes), SOURCES):
        found += _passed_on(np.arange(begin, min(begin + SOURCES, len(nodes))), degrees, ends)
    return tuple((found / ((len(nodes) - 1) * (len(nodes) - 2))).tolist())


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
    parts, seen = [], {node}
    for begin in graph[node]:
        if begin not in seen:
            parts.append(_reached(graph, begin, seen))
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def _reached(graph: nx.Graph, begin: str, seen: set[str]) -> set[str]:
    """Every node to be reached from one without passing those seen before; all of them are seen then."""
    found, next_ones = {begin}, [begin]
    seen.add(begin)
    while next_ones:
        fresh = [other for other in graph[next_ones.pop()] if other not in seen]
        seen.update(fresh)
        found.update(fresh)
        next_ones += fresh
    return found


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
