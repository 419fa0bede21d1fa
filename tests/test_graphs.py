"""Figures of a graph, held to networkx on graphs nobody chose, and to what is seen at once on small ones."""

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import graphs


@st.composite
def any_graph(draw):
    """Up to thirty nodes, in one piece or many."""
    size = draw(st.integers(0, 30))
    return nx.relabel_nodes(nx.gnp_random_graph(size, draw(st.floats(0, 1)) ** 2, seed=draw(st.integers(0, 9999))), lambda n: f"N{n:02}")


@settings(max_examples=150, deadline=None)
@given(any_graph())
def test_parts_without_a_node_are_as_many_as_networkx_counts_after_taking_it_out(graph):
    known = graphs.metrics(graph)
    for node in graph:
        rest = nx.Graph(graph)
        rest.remove_node(node)
        assert known[node]["parts_without"] == nx.number_connected_components(rest) - nx.number_connected_components(graph) + 1
        assert len(graphs.parts_without(graph, node)) == known[node]["parts_without"]


def test_parts_come_largest_first_and_equal_ones_by_code():
    star = nx.Graph([("HUB", "B"), ("HUB", "A"), ("HUB", "C"), ("C", "D")])
    assert graphs.parts_without(star, "HUB") == [{"C", "D"}, {"A"}, {"B"}]


@settings(max_examples=150, deadline=None)
@given(any_graph(), st.data())
def test_the_best_path_is_the_heaviest_and_then_first_of_the_shortest_and_leads_both_ways(graph, data):
    if len(graph) < 2:
        return
    start, end = (data.draw(st.sampled_from(sorted(graph))) for _ in range(2))
    met = {frozenset(pair): data.draw(st.integers(1, 3)) for pair in graph.edges}
    weight = lambda one, other: met[frozenset((one, other))]  # noqa: E731
    found = graphs.best_path(graph, start, end, weight)
    if start == end or not nx.has_path(graph, start, end):
        assert found == []
        return
    every = list(nx.all_shortest_paths(graph, min(start, end), max(start, end)))
    best = min(every, key=lambda path: (-sum(map(weight, path, path[1:])), path))
    assert found == (best if start < end else best[::-1])
    assert graphs.best_path(graph, end, start, weight) == found[::-1]


def test_a_path_from_or_to_nobody_is_none():
    assert graphs.best_path(nx.Graph([("A", "B")]), "A", "X", lambda *_: 1) == []


def test_density_has_ten_decimals_and_needs_a_pair():
    assert str(graphs.density(nx.Graph([("A", "B"), ("B", "C")]))) == "0.6666666667"
    assert graphs.density(nx.empty_graph(1)) is None and graphs.density(nx.empty_graph(2)) == 0
