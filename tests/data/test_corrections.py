"""Corrections say what is learnt in place of what the data set has; each is found by its row or by its bytes."""

import zlib

import numpy as np
import pytest

from netsumiki.data import Data, Split, corrections
from netsumiki.data.corrections import corrected, crc_of
from netsumiki.engine.errors import DataError

NAMES = ("cat", "dog", "owl")
LABELS = np.array([0, 1, 2, 0, 1])


def picture(number):
    return np.full((2, 2, 1), number, np.uint8)


def apply(*wanted, rows=None, first=10, count=5):
    """(labels, which stay) of `count` pictures full of first, first + 1, …"""
    made = [corrections.create(one) for one in wanted]
    labels, stays = corrected(made, LABELS[:count], rows, lambda i: picture(first + i), NAMES)
    return labels.tolist(), stays.tolist()


def relabel(row, label, **more):
    return {"correction": "relabel", "row": row, "label": label, **more}


def exclude(row, **more):
    return {"correction": "exclude", "row": row, **more}


def test_an_example_is_learnt_as_another_class_and_one_is_left_out():
    labels, stays = apply(relabel(1, "owl"), exclude(3))
    assert labels == [0, 2, 2, 0, 1] and stays == [True, True, True, False, True]
    assert LABELS.tolist() == [0, 1, 2, 0, 1]  # those of the data set stay as they are


def test_rows_are_those_of_the_whole_data_set_and_of_what_is_left_out_nothing_is_said():
    labels, stays = apply(relabel(9, "cat"), exclude(4), exclude(100), rows=np.array([2, 4, 9, 11, 30]))
    assert labels == [0, 1, 0, 0, 1] and stays == [True, False, True, True, True]


def test_the_sum_of_an_example_is_that_of_its_bytes():
    assert crc_of(picture(7)) == zlib.crc32(bytes([7, 7, 7, 7]))


def test_an_example_that_lies_in_another_row_by_now_is_found_by_its_bytes():
    moved = crc_of(picture(14))
    labels, stays = apply(relabel(0, "owl", crc=moved), exclude(900, crc=crc_of(picture(11))))
    assert labels == [0, 1, 2, 0, 2] and stays == [True, False, True, True, True]


def test_a_row_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(DataError, match=r"no training example 5 among the 5 .* from 0 to 4"):
        apply(exclude(5))


def test_corrections_of_another_data_set_are_told_instead_of_correcting_what_lies_there():
    with pytest.raises(DataError, match=r"example 2 is not the one that was corrected, .* or remove them") as told:
        apply(relabel(2, "cat", crc=crc_of(picture(99))))
    assert told.value.problems[0].code == "correction-row"


def test_a_class_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(DataError, match='to be "cow", but the classes are cat, dog and owl'):
        apply(relabel(0, "cow"))


def test_kept_examples_know_their_rows():
    split = Split(np.stack([picture(n) for n in range(6)]), np.array([2, 0, 1, 2, 0, 2]))
    data = Data("animals", split, split, NAMES)
    assert data.rows is None and data.keep(limit=4).rows.tolist() == [0, 1, 2, 3]
    kept = data.keep(classes=[2, 1])
    assert kept.rows.tolist() == [0, 2, 3, 5] and kept.train.labels.tolist() == [0, 1, 0, 0]
    assert kept.keep(limit=3).rows.tolist() == [0, 2, 3] and kept.keep(classes=[0]).rows.tolist() == [0, 3, 5]
