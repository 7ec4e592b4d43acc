"""Every edit makes a version of its own, which never changes again."""

import stat

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.data.own import Stored, ids
from netsumiki.engine.errors import DataError, OptionError


def test_nobody_else_on_the_machine_may_look_into_the_folder(small):
    assert stat.S_IMODE(small.folder.parent.stat().st_mode) == 0o700


def test_a_new_data_set_is_found_by_its_id(small):
    found = Stored.open(small.id)
    assert ids() == [small.id] and found.name == "small" and found.shape == (8, 8, 1) and found.current == 2
    assert np.array_equal(found.pictures, small.pictures) and found.file_names()[3] == "3.png"


@pytest.mark.parametrize("id", ["", "0" * 16, "../" + "0" * 13, "..", "a/b", None, 7, "G" * 16])
def test_what_is_no_id_leads_nowhere(home, id):
    with pytest.raises(DataError, match="no data set of your own"):
        Stored.open(id)


def test_relabelling_changes_only_these(small):
    made = small.edit({"change": "relabel", "rows": [0, 4], "label": "c"})
    assert made.labels.tolist() == [2, 1, 2, 0, 2, 2, 0, 1, 2, 0, 1, 2]
    assert small.version(2).labels.tolist() == [0, 1, 2] * 4 and small.current == 3
    assert made.change == {"change": "relabel", "label": "c", "count": 2}


def test_what_is_left_out_is_neither_learnt_nor_tested_and_comes_back(small):
    small.edit({"change": "leave_out", "rows": [1, 10]})
    data = load({"dataset": "own", "id": small.id})
    assert len(data.train) == 8 and len(data.test) == 2
    small.edit({"change": "move", "rows": [1, 10], "to": "train"})
    data = load({"dataset": "own", "id": small.id})
    assert len(data.train) == 10 and data.train.labels[1] == 1


def test_several_changes_are_one_version(small):
    made = small.edit({"change": "add_class", "name": "d"}, {"change": "relabel", "rows": [0], "label": "d"})
    assert made.number == 3 and made.class_names == ("a", "b", "c", "d") and made.labels[0] == 3
    assert small.undo().class_names == ("a", "b", "c")


def test_merging_gives_the_pictures_of_one_class_to_another(small):
    made = small.edit({"change": "merge_classes", "name": "a", "into": "c"})
    assert made.class_names == ("b", "c") and made.labels.tolist() == [1, 0, 1] * 4
    assert small.edit({"change": "rename_class", "name": "c", "to": "rest"}).class_names == ("b", "rest")


def test_dividing_anew_takes_the_same_share_of_each_class(small):
    small.edit({"change": "leave_out", "rows": [11]})
    made = small.edit({"change": "divide", "share": 0.5, "seed": 3})
    assert made.counts().tolist() == [[2, 2, 0], [2, 2, 0], [1, 2, 1]] or made.counts()[:2].tolist() == [[2, 2, 0]] * 2
    assert made.split[11] == 2
    again = small.edit({"change": "divide", "share": 0.5, "seed": 3})
    assert np.array_equal(made.split, again.split)


def test_undo_and_redo_walk_the_versions(small):
    for row in (0, 1):
        small.edit({"change": "leave_out", "rows": [row]})
    assert small.undo().number == 3 and small.undo().number == 2
    assert small.redo().number == 3 and small.redo().number == 4
    with pytest.raises(DataError, match="nothing to redo"):
        small.redo()
    small.undo()
    assert small.edit({"change": "leave_out", "rows": [5]}).number == 5  # and version 4 stays what it was
    assert small.version(4).split[1] == 2 and small.version(5).split[1] == 0
    assert small.undo().number == 3 and small.redo().number == 5  # the latest way on


def test_the_first_version_cannot_be_undone(small):
    small.undo()
    with pytest.raises(DataError, match="nothing to undo"):
        small.undo()


def test_pictures_added_on_two_ways_do_not_mix(small):
    one = np.full((2, 8, 8, 1), 7, np.uint8)
    small.append(one, [0, 0], [0, 0])
    small.undo()
    other = small.append(one + 1, [1, 1], [1, 1])
    assert len(other) == 14 and other.rows()[-2:].tolist() == [14, 15]
    assert (small.pictures[other.rows("test")][-2:] == 8).all()
    assert small.version(3).rows()[-2:].tolist() == [12, 13] and (small.pictures[12:14] == 7).all()


def test_history_tells_what_was_done(small):
    small.edit({"change": "leave_out", "rows": [0]})
    told = small.history()
    assert [entry["change"]["change"] for entry in told] == ["created", "append", "leave_out"]
    assert [entry["parent"] for entry in told] == [None, 1, 2] and told[-1]["counts"] == [8, 3, 1]


@pytest.mark.parametrize(
    "change, says",
    [
        ({"change": "relabel", "rows": [0], "label": "z"}, "no class"),
        ({"change": "relabel", "rows": [12], "label": "a"}, "no picture 12"),
        ({"change": "leave_out", "rows": []}, "no picture is chosen"),
        ({"change": "rename_class", "name": "a", "to": "b"}, "is there already"),
        ({"change": "rename_class", "name": "a", "to": " \n"}, "must have 1 to 100 characters"),
        ({"change": "add_class", "name": "x" * 101}, "must have 1 to 100"),
        ({"change": "merge_classes", "name": "a", "into": "a"}, "into itself"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_and_makes_no_version(small, change, says):
    with pytest.raises(DataError, match=says):
        small.edit(change)
    assert Stored.open(small.id).current == 2


@pytest.mark.parametrize("change", [{"change": "explode"}, {"change": "relabel", "rows": [-1]}, {"rows": [1]}, 7])
def test_what_is_no_change_is_refused(small, change):
    with pytest.raises(OptionError):
        small.edit(change)


def test_pictures_of_another_shape_are_refused(small):
    with pytest.raises(DataError, match="bring them into its form"):
        small.append(np.zeros((1, 9, 8, 1), np.uint8), [0], [0])
    with pytest.raises(DataError, match="no such class"):
        small.append(np.zeros((1, 8, 8, 1), np.uint8), [3], [0])


def test_a_recipe_names_the_version_that_it_means(small):
    small.edit({"change": "relabel", "rows": [0], "label": "c"})
    old = load({"dataset": "own", "id": small.id, "version": 2})
    assert old.train.labels[0] == 0 and load({"dataset": "own", "id": small.id}).train.labels[0] == 2
    with pytest.raises(DataError, match="no version 9"):
        load({"dataset": "own", "id": small.id, "version": 9})


def test_a_data_set_without_test_pictures_says_what_to_do(small):
    small.edit({"change": "leave_out", "rows": [9, 10, 11]})
    with pytest.raises(DataError, match="no pictures to test with: move some there"):
        load({"dataset": "own", "id": small.id})


def test_a_deleted_one_is_gone(small):
    small.delete()
    assert ids() == []
    with pytest.raises(DataError, match="no data set"):
        small.edit({"change": "leave_out", "rows": [0]})
