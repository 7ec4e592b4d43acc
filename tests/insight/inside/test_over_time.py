"""A recurrent layer over time: every gate and state at every step, the same as its cells say one by one."""

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from netsumiki.insight.inside import look, output_cell, over_time
from tests.insight.inside.networks import network, row

T, UNITS = 5, 3
X = np.random.default_rng(0).normal(size=(1, T, 2)).astype(np.float32)


def seen(layer, **options):
    nodes = [{"name": "r", "layer": layer, "units": UNITS, **options}]
    return look(network(nodes, x=[T, 2]), X).seen("r")


@pytest.mark.parametrize(
    ("layer", "gates", "states"),
    [("lstm", "ifog", "hc"), ("gru", "rzn", "h"), ("simple_rnn", "h", "h")],
)
@pytest.mark.parametrize("direction", [0, 1])
def test_gates_and_states_are_those_of_the_cells(layer, gates, states, direction):
    one = seen(layer, bidirectional=True, returns="state")
    found = over_time(one, direction)
    assert set(found) == set(gates) | set(states)
    assert all(values.shape == (T, UNITS) for values in found.values())
    columns = one.output.size // 2 * direction
    for step in range(T):
        for unit in range(UNITS):
            for j, name in enumerate(states):
                cell = output_cell(one, (columns + j * UNITS + unit,), step)
                assert found[name][step, unit] == pytest.approx(cell.value, abs=1e-6)
                values = {s.name: s.value for s in cell.sums}
                assert values == pytest.approx({g: float(found[g][step, unit]) for g in gates}, abs=1e-6)


def test_what_was_found_stays_when_the_layer_runs_again():
    one = seen("lstm")
    found = over_time(one)
    before = {name: values.copy() for name, values in found.items()}
    one.layer.forward(0 * X, training=False)
    assert all(np.array_equal(before[name], values) for name, values in found.items())


def test_a_layer_without_steps_or_without_a_second_direction_is_told():
    dense = look(network([{"name": "d", "layer": "dense", "units": 2}], x=[2]), row(1, 2)).seen("d")
    with pytest.raises(DataError, match="d reads no steps") as error:
        over_time(dense)
    assert error.value.problems[0].code == "no-steps"
    with pytest.raises(DataError, match="r reads from the front alone") as error:
        over_time(seen("gru"), 1)
    assert error.value.problems[0].code == "no-direction"
