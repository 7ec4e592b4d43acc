"""Numbers that stop being finite in either network end the run with the name of the network and the node."""

import pytest

from netsumiki.engine.errors import DivergenceError
from netsumiki.training import train
from tests.training.adversaries import FLOW, POINTS, changed
from tests.training.small import heard

WILD = {"initializer": "constant", "value": 1e38}


@pytest.mark.parametrize(
    ("recipe", "network", "node"),
    [(POINTS, "generator", "g3"), (POINTS, "discriminator", "d3"), (FLOW, "generator", "f3")],
)
@pytest.mark.parametrize("piece", [None, 16])
def test_network_and_node_are_named(recipe, network, node, piece):
    events = []
    document = changed(recipe, training__piece=piece, **{f"{network}__nodes__{node}__initializer": WILD})
    with pytest.raises(DivergenceError, match=f"came from {node} of the {network}: lower the learning rate"):
        train(document, threads=2, on_event=events.append)
    failed = heard(events, "failed")[0]
    assert failed.node == node and failed.code == "diverged" and failed.step == 1


def test_a_discriminator_that_explodes_later_is_named_too():
    document = changed(
        POINTS, training__discriminator_optimizer={"optimizer": "sgd", "lr": 1e2}, training__loss="least_squares"
    )
    with pytest.raises(DivergenceError) as caught:
        train(changed(document, training__optimizer__lr=100.0, training__steps=200), threads=1)
    assert "of the " in str(caught.value)
