"""A network that nobody holds any more gives its memory back at once, and not when somebody looks for circles."""

import gc
import weakref

import pytest

from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Workspace
from netsumiki.recipes import networks, templates


def pairs():
    return [(name, network) for name, recipe in sorted(templates().items()) for network in networks(recipe)]


@pytest.mark.parametrize("name, network", pairs())
def test_the_memory_of_every_template_goes_with_it(name, network):
    gc.disable()
    try:
        graph = Graph(networks(templates()[name])[network], Workspace(seed=0))
        parts = [weakref.ref(graph.workspace), *map(weakref.ref, graph.layers.values())]
        del graph
        assert [part() for part in parts if part() is not None] == []
    finally:
        gc.enable()
