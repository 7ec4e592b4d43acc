"""A data set that is damaged is in nobody's way and can be removed, and one that is removed stays so."""

from threading import Thread

import pytest

from netsumiki.data.own import Stored, ids, version
from netsumiki.data.own.naming import find
from netsumiki.data.own.place import remove
from netsumiki.engine.errors import DataError


@pytest.fixture
def damaged(small):
    (small.folder / "dataset.json").write_bytes(b"{")
    return small


def test_others_are_found_by_their_names_all_the_same(damaged):
    other = Stored.create("pets", (8, 8, 1))
    assert find("pets").id == other.id
    with pytest.raises(DataError, match="no data set of your own called"):
        find("small")


def test_it_can_be_removed_without_being_read(damaged, home):
    remove(damaged.id)
    assert list((home / "own").iterdir()) == []


def test_what_is_removed_while_it_is_changed_does_not_come_back(small, home, monkeypatch):
    removing = Thread(target=small.delete)

    def write(*args, really=version.write):
        removing.start()
        removing.join(0.3)  # long enough for one that would not wait
        return really(*args)

    monkeypatch.setattr(version, "write", write)
    small.edit({"change": "leave_out", "rows": [0]})
    removing.join()
    assert ids() == [] and list((home / "own").iterdir()) == []
