"""A network that has forgotten everything, to see whether an explanation notices.

Source: Adebayo et al., Sanity checks for saliency maps, 2018
"""

from netsumiki.engine.graph import Graph
from netsumiki.engine.workspace import Streams, Workspace


def shuffled(graph: Graph, seed: int) -> Graph:
    """The same network with the numbers of each parameter in another order; what batch norm has measured stays.

    `graph` keeps its weights. The same seed gives the same order.
    """
    w = graph.workspace
    other = Graph(graph.spec, Workspace(w.dtype, w.streams.seed, w.strict, w.xp), graph.params.vector.copy())
    streams, learned = Streams(seed), set(other.params) - set(other.params.statistics)
    for p in learned:
        p.value[...] = streams[p.name].permutation(p.value.reshape(-1)).reshape(p.shape)
    return other
