"""Bricks stand in running order, branches beside one another, and long networks wrap."""

from itertools import combinations

import pytest

from netsumiki.insight.layout import Sizes, lanes, lay_out, ranks

CHAIN = {"x": (), **{f"n{i}": (f"n{i - 1}" if i else "x",) for i in range(20)}}
RESIDUAL = {"x": (), "a": ("x",), "b": ("a",), "c": ("b",), "add": ("c", "a"), "end": ("add",)}
BRANCHES = {"x": (), "a": ("x",), "a2": ("a",), "a3": ("a2",), "b": ("x",), "b2": ("b",), "c": ("x",)}
BRANCHES |= {"join": ("a3", "b2", "c", "x"), "end": ("join",)}
TWO_INPUTS = {"noise": (), "label": (), "e": ("label",), "join": ("noise", "e"), "out": ("join",)}
DENSE = {"x": (), **{f"n{i}": ("x", *(f"n{j}" for j in range(i))) for i in range(9)}}
SEVERAL_ENDS = {"x": (), "body": ("x",), "one": ("body",), "two": ("body",)}
NETWORKS = [CHAIN, RESIDUAL, BRANCHES, TWO_INPUTS, DENSE, SEVERAL_ENDS]


@pytest.mark.parametrize("sources", NETWORKS)
@pytest.mark.parametrize("columns", [2, 6])
def test_no_two_bricks_overlap_and_all_lie_inside(sources, columns):
    sizes = Sizes(columns=columns)
    made = lay_out(sources, sizes)
    assert made.bricks.keys() == sources.keys()
    for x, y in made.bricks.values():
        assert 0 <= x <= made.width - sizes.brick_width
        assert 0 <= y <= made.height - sizes.brick_height
    for (x1, y1), (x2, y2) in combinations(made.bricks.values(), 2):
        assert abs(x1 - x2) >= sizes.brick_width or abs(y1 - y2) >= sizes.brick_height


@pytest.mark.parametrize("sources", NETWORKS)
def test_every_connection_is_drawn_once(sources):
    made = lay_out(sources, Sizes())
    sizes = Sizes()
    arrived = sorted(end for _, end in made.wires)
    wanted = [made.bricks[v] for v, reads in sources.items() for _ in reads]
    assert arrived == sorted((x, y + sizes.brick_height / 2) for x, y in wanted)


def test_a_chain_that_fits_is_one_row_and_a_longer_one_wraps():
    short = lay_out({k: CHAIN[k] for k in list(CHAIN)[:6]}, Sizes(columns=6))
    assert len({y for _, y in short.bricks.values()}) == 1
    long = lay_out(CHAIN, Sizes(columns=6))
    rows = [y for _, y in long.bricks.values()]
    assert rows == sorted(rows)
    assert [rows.count(y) for y in sorted(set(rows))] == [6, 5, 5, 5]


def test_a_skip_connection_runs_in_a_lane_of_its_own_above():
    lane, wires = lanes(RESIDUAL, ranks(RESIDUAL))
    assert set(lane.values()) == {0}
    assert wires["a", "add"] == -1
    assert wires["a", "b"] == 0


def test_branches_lie_below_the_longest_path():
    lane, wires = lanes(BRANCHES, ranks(BRANCHES))
    assert [lane[n] for n in ("x", "a", "a2", "a3", "join", "end")] == [0] * 6
    assert lane["b"] == lane["b2"] == 1
    assert lane["c"] == 2
    assert wires["b2", "join"] == 1
    assert wires["x", "join"] == -1


def test_skip_connections_that_overlap_get_different_lanes():
    _, wires = lanes(DENSE, ranks(DENSE))
    skips = [(ranks(DENSE)[u], ranks(DENSE)[v], lane) for (u, v), lane in wires.items() if lane < 0]
    for (a, b, lane), (c, d, other) in combinations(skips, 2):
        assert lane != other or b - 1 < c + 1 or d - 1 < a + 1


def test_an_input_stands_just_before_its_first_reader():
    rank = ranks(TWO_INPUTS)
    assert rank == {"noise": 1, "label": 0, "e": 1, "join": 2, "out": 3}
