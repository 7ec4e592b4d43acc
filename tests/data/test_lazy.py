"""Examples that are made when they are asked for behave like the array that they stand for."""

import numpy as np
import pytest

from netsumiki.data import Batches, Data, Preprocessing, Rows, Split, Windows
from netsumiki.engine.errors import DataError
from netsumiki.engine.workspace import Streams

PICTURES = np.random.default_rng(0).integers(1, 256, (7, 6, 5, 1), np.uint8)
CHOICES = [slice(None), slice(1, 6, 2), slice(-2, None), [2, 0, 2], np.array([-1, 3]), [], np.arange(6) % 2 == 0]


@pytest.fixture
def mapped(tmp_path):
    """The same pictures in a file."""
    (tmp_path / "pictures.bin").write_bytes(PICTURES.tobytes())
    return np.memmap(tmp_path / "pictures.bin", np.uint8, "r", shape=PICTURES.shape)


@pytest.mark.parametrize("rows", CHOICES, ids=str)
def test_rows_of_a_file_are_those_of_the_array(mapped, rows):
    order = [6, 1, 2, 0, 5, 3]
    lazy, array = Rows(mapped, order), PICTURES[order]
    assert lazy.shape == array.shape and lazy.dtype == np.uint8 and len(lazy) == 6 and lazy.ndim == 4
    assert np.array_equal(lazy[rows], array[rows])
    assert np.array_equal(lazy.only(rows), array[rows]) and np.array_equal(
        lazy.only(rows).only([0] * 2 if len(array[rows]) else []), array[rows][[0, 0] if len(array[rows]) else []]
    )


def test_one_row_has_one_dimension_less():
    assert np.array_equal(Rows(PICTURES)[2], PICTURES[2]) and np.array_equal(Rows(PICTURES)[np.int64(-1)], PICTURES[-1])


def test_take_writes_where_it_is_told_to(mapped):
    out = np.zeros((3, 6, 5, 1), np.uint8)
    assert np.take(Rows(mapped), np.array([4, 0, 4]), axis=0, out=out, mode="clip") is out
    assert np.array_equal(out, PICTURES[[4, 0, 4]])


@pytest.mark.parametrize("rows", [[7], [-8], [0.5], np.ones(6, bool), (0, 1), [[0]]], ids=str)
def test_what_chooses_no_rows_is_refused(rows):
    with pytest.raises(IndexError):
        Rows(PICTURES)[rows]


def test_rows_of_rows_read_the_base_itself():
    assert Rows(Rows(PICTURES, [5, 4, 3]), [2, 0]).base is Rows(PICTURES).base
    assert np.array_equal(Rows(Rows(PICTURES, [5, 4, 3]), [2, 0]), PICTURES[[3, 5]])


# -- in a split -------------------------------------------------------------------------------------------------------


def split(inputs):
    return Split(inputs, np.arange(len(inputs)) % 3)


def test_a_split_of_lazy_pictures_stays_lazy(mapped):
    data = Data("mine", split(Rows(mapped)), split(Rows(mapped)), ("a", "b", "c"), preparation={"placing": "fit"})
    some = data.keep([2, 0], limit=3)
    assert isinstance(some.train.inputs, Rows) and some.preparation == {"placing": "fit"}
    assert np.array_equal(some.train.inputs, PICTURES[[0, 2, 3]]) and some.train.labels.tolist() == [1, 0, 1]
    training, validation = data.train.stratified(0.4, np.random.default_rng(0))
    assert isinstance(training.inputs, Rows) and len(training) + len(validation) == len(PICTURES)


def test_batches_of_lazy_pictures_are_those_of_the_array(mapped):
    def first(inputs):
        batches = Batches(split(inputs), Preprocessing(), 3, Streams(0), whole=True)
        return [batches.next().inputs() for _ in range(4)]

    assert all(np.array_equal(a, b) for a, b in zip(first(Rows(mapped)), first(PICTURES)))


def test_a_split_refuses_lazy_ones_that_are_no_pictures():
    with pytest.raises(DataError, match="uint8 images"):
        split(Rows(PICTURES[..., 0]))


# -- windows ----------------------------------------------------------------------------------------------------------


def by_hand(picture, window, places, turns):
    """Every variant of one picture, turn by turn, from the top and from the left."""
    (H, W), (h, w) = picture.shape[:2], window
    top, left = (H - h) // 2, (W - w) // 2
    made = []
    for k in range(turns):
        for y, x in places:
            one = np.zeros_like(picture)
            one[y : y + h, x : x + w] = picture[top : top + h, left : left + w]
            made.append(np.rot90(one, k))
    return made


def framed(count=3, side=9, channels=1):
    """Pictures whose background is 0."""
    pictures = np.zeros((count, side, side, channels), np.uint8)
    pictures[:, 2:7, 1:8] = np.random.default_rng(0).integers(1, 256, (count, 5, 7, channels))
    return pictures


def test_every_window_stands_at_every_place_and_turn():
    pictures = framed(channels=3)
    lazy = Windows(pictures, (5, 3), (5, 7), turns=True)
    places = [(y, x) for y in range(5) for x in range(7)]
    expected = np.stack([one for picture in pictures for one in by_hand(picture, (5, 3), places, 4)])
    assert lazy.count == 140 and lazy.shape == expected.shape
    assert np.array_equal(lazy, expected)


def test_77_pictures_of_28_by_28_reach_from_edge_to_edge():
    picture = np.zeros((1, 28, 28, 1), np.uint8)
    picture[:, 3:24, 5:22] = 200
    made = Windows(picture, (21, 17), (7, 11))[:]
    corners = {tuple(np.argwhere(one[..., 0])[0]) for one in made}
    assert len(made) == len(corners) == 77 and {(0, 0), (7, 11)} <= corners
    assert (made.sum(axis=(1, 2, 3)) == 200 * 21 * 17).all()


def test_a_single_place_is_the_middle():
    assert np.array_equal(Windows(framed(), (5, 7), (1, 1))[:], framed())


def test_around_the_window_is_the_colour_of_the_rim():
    pictures = np.where(framed() > 0, framed(), np.uint8(90))
    made = Windows(pictures, (3, 3), (2, 2))[:]
    assert (made[0, 4:] == 90).all() and (made[0, :3, :3] == pictures[0, 3:6, 3:6]).all()


def test_windows_of_rows_of_a_file_take_no_memory_for_pictures(mapped):
    lazy = Windows(Rows(mapped, [3, 1]), (4, 3), (3, 3))
    assert lazy.nbytes == Rows(mapped, [3, 1]).nbytes
    assert np.array_equal(lazy[9:], Windows(PICTURES[[1]], (4, 3), (3, 3))[:])


@pytest.mark.parametrize(
    "window, grid, turns, says",
    [
        ((7, 3), (1, 1), False, "a window of 7 × 3 is larger than the pictures of 6 × 5"),
        ((4, 3), (4, 3), False, "has 3 × 3 places in a picture of 6 × 5, not 4 × 3"),
        ((4, 3), (3, 3), True, "are not square"),
    ],
)
def test_windows_that_do_not_fit_are_refused(window, grid, turns, says):
    with pytest.raises(DataError, match=says):
        Windows(PICTURES, window, grid, turns)
