"""The data set of one's own drawings: a file of pictures with labels, split anew in the same way each time."""

import numpy as np
import pytest

from netsumiki.data import datasets, load
from netsumiki.data.drawings import FILE, read_drawings, write_drawings
from netsumiki.engine.errors import DataError


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path))
    return tmp_path


def keep(home, labels):
    """One picture for each label, full of its own number."""
    pictures = np.arange(1, len(labels) + 1, dtype=np.uint8)[:, None, None, None] * np.ones((28, 28, 1), np.uint8)
    write_drawings(home / FILE, pictures, labels)


def numbers(split):
    return split.inputs[:, 0, 0, 0].tolist()


def test_drawings_are_split_by_class_and_every_fifth_is_for_testing(home):
    keep(home, ["7"] * 10 + ["star"] * 3 + ["2"] * 2)
    data = load("drawings")
    assert data.class_names == ("2", "7", "star")
    assert numbers(data.test) == [15, 5, 10, 13] and data.test.labels.tolist() == [0, 1, 1, 2]
    assert numbers(data.train) == [14, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12]
    assert data.train.labels.tolist() == [0] + [1] * 8 + [2] * 2
    assert data.input_shape == datasets["drawings"].example_shape


def test_a_new_drawing_moves_no_other_between_training_and_test(home):
    keep(home, ["1"] * 7 + ["2"] * 7)
    before = load("drawings").test
    keep(home, ["1"] * 7 + ["2"] * 7 + ["1"] * 2)
    after = load("drawings").test
    assert set(numbers(before)) == set(numbers(after))


def test_the_classes_are_known_before_anything_is_loaded(home):
    assert datasets.create("drawings").class_count is None
    keep(home, ["1", "1", "2", "2", "3"])
    assert datasets.create("drawings").class_count == 2
    assert load("drawings").class_names == ("1", "2")


def test_numbers_come_in_their_order_and_before_words(home):
    keep(home, [label for label in ("b", "10", "9", "a") for _ in range(2)])
    assert load("drawings").class_names == ("9", "10", "a", "b")


@pytest.mark.parametrize(
    "labels, says",
    [
        ([], "kept: none"),
        (["7"] * 9, r'kept: 9 of "7"'),
        (["1", "2", "3"], "at least 2 drawings each of 2 classes"),
    ],
)
def test_too_few_drawings_say_how_many_to_draw(home, labels, says):
    keep(home, labels)
    with pytest.raises(DataError, match=says):
        load("drawings")


def test_before_the_first_drawing_there_is_no_file_and_a_sentence(home):
    with pytest.raises(DataError, match="too few"):
        load("drawings")


@pytest.mark.parametrize("content", [b"", b"\x80\x04pickle", b"{}", b"\x02\0\0\0\0\0\0\0{}"])
def test_a_damaged_file_is_told_and_nothing_in_it_is_run(home, content):
    (home / FILE).write_bytes(content)
    with pytest.raises(DataError, match="damaged"):
        load("drawings")
    assert datasets.create("drawings").class_count is None


def test_labels_and_pictures_that_do_not_fit_are_damaged(home):
    write_drawings(home / FILE, np.zeros((2, 28, 28, 1), np.uint8), ["1"])
    with pytest.raises(DataError, match="damaged"):
        read_drawings(home / FILE)


def test_a_folder_that_holds_drawings_can_be_named(home, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    keep(home, ["1"] * 4 + ["2"] * 4)
    keep(other, ["8"] * 4 + ["9"] * 4)
    assert load("drawings", data_dir=other).class_names == ("8", "9")
    assert load("drawings", data_dir=tmp_path / "none").class_names == ("1", "2")
