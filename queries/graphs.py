"""Figures of a graph of codes, whatever they stand for. Pure functions over networkx graphs."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache

import networkx as nx

KEPT = 16  # graphs whose betweenness is kept


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
    """Of each node the share of shortest paths between two others that lead through it, 0 to 1 (Freeman 1977, by Brandes' algorithm of 2001)."""
    return _betweenness(tuple(graph), tuple(graph.edges))


@lru_cache(maxsize=KEPT)
def _betweenness(nodes: tuple[str, ...], edges: tuple[tuple[str, str], ...]) -> dict[str, float]:
    """The same of plain nodes and edges: several questions about one day ask for it, a graph's figures never change, and 600 nodes take seconds."""
    return nx.betweenness_centrality(graph_of(nodes, edges))


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
