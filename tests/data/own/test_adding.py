"""Pictures are added to a data set that exists: as one new version, or not at all."""

import contextlib
import resource
from dataclasses import replace

import numpy as np
import pytest

from netsumiki.data.own import Incoming, Stored
from netsumiki.engine.errors import DataError
from tests.data.own.shapes import encoded, laid_out, shape_files, shape_picture, zipped

STREAM = np.random.default_rng(11)


def picture(side=24):
    return STREAM.integers(0, 256, (side, side, 3), np.uint8)


def some(names, count, side=24):
    """{"cat/3.png": bytes}: so many pictures of each of these classes."""
    return {f"{name}/{n}.png": encoded(picture(side)) for name in names for n in range(count)}


@pytest.fixture
def pets(here, imported, tmp_path):
    """Five cats and five dogs, 24 × 24, and the files that they came from."""
    files = some(("cat", "dog"), 5)
    return imported(laid_out(tmp_path / "pets", files)), files


@pytest.fixture
def join(here, tmp_path):
    """`join(stored, files, **changes of the suggested plan)`: (the survey, the data set as it is then)."""

    def add(stored, files, **changes):
        incoming = Incoming.begin(laid_out(tmp_path / f"more{len(list(tmp_path.iterdir()))}", files), stored)
        try:
            found = incoming.survey()
            incoming.add(replace(found.suggestion, **changes))
        finally:
            incoming.discard()
        return found, Stored.open(stored.id)

    return add


def test_classes_of_one_name_are_one_and_others_are_new_in_one_version(pets, join):
    stored, _ = pets
    found, after = join(stored, some(("dog", "bird"), 4, side=60))
    assert [(one.name, one.count) for one in found.classes] == [("bird", 4), ("dog", 4)]
    version = after.version()
    assert version.class_names == ("cat", "dog", "bird") and version.counts().sum(axis=1).tolist() == [5, 9, 4]
    assert after.pictures.shape == (18, 24, 24, 3) and after.current == 2
    assert version.change == {"change": "append", "count": 8}
    assert after.file_names()[10:14] == [f"bird/{n}.png" for n in range(4)]
    assert after.undo().class_names == ("cat", "dog") and len(after.version()) == 10
    assert after.redo().class_names == ("cat", "dog", "bird") and len(after.version()) == 18


def test_what_is_added_is_brought_into_the_form_of_the_others(here, imported, join, tmp_path):
    form = {"shape": (16, 20, 1), "placing": "crop", "invert": True}
    stored = imported(laid_out(tmp_path / "a", some(("cat", "dog"), 3)), **form)
    more = some(("cat",), 1, side=50)
    found, after = join(stored, more)
    assert (found.suggestion.shape, found.suggestion.placing, found.suggestion.invert) == ((16, 20, 1), "crop", True)
    alone = imported(laid_out(tmp_path / "b", more), **form)
    assert np.array_equal(after.pictures[-1], alone.pictures[0])
    incoming = Incoming.begin(tmp_path / "b", after)
    with pytest.raises(DataError, match="take its form"):
        incoming.add(replace(incoming.survey().suggestion, shape=(28, 28, 3)))
    incoming.discard()


def test_what_is_there_already_is_named_and_not_stored_again(pets, join):
    stored, files = pets
    twin = {"cat/again.bmp": files["dog/2.png"], **files}
    found, after = join(stored, twin | {"cat/new.png": encoded(picture())})
    assert found.known_count == 11 and found.duplicate_count == 0
    assert {one.name: one.label for one in found.known}["cat/again.bmp"] == "dog"
    assert len(after.pictures) == 11 and after.file_names()[-1] == "cat/new.png"
    _, both = join(after, {"cat/new.png": files["cat/0.png"]}, duplicates="keep")
    version = both.version()
    assert len(both.pictures) == 12 and both.duplicates()[0][11] == both.file_names().index("cat/0.png")
    assert version.split[11] == version.split[both.file_names().index("cat/0.png")]  # on one side


def test_nothing_new_is_said_and_makes_no_version(pets, join):
    stored, files = pets
    with pytest.raises(DataError, match="are in mine already: there is nothing to add"):
        join(stored, files)
    assert Stored.open(stored.id).current == 1


def test_what_was_undone_may_be_added_anew(pets, join):
    stored, _ = pets
    more = some(("cat",), 3)
    _, after = join(stored, more)
    after.undo()
    found, again = join(after, more)
    assert found.known_count == 0 and len(again.version()) == 13 and len(again.pictures) == 16


def test_who_was_left_out_for_a_picture_that_is_gone_since_is_not_lost(pets, join, tmp_path):
    stored, _ = pets
    more = some(("cat",), 2)
    _, after = join(stored, more)
    incoming = Incoming.begin(laid_out(tmp_path / "same", more | some(("dog",), 1)), after)
    assert incoming.survey().known_count == 2
    after.undo()
    with pytest.raises(DataError, match="has changed since"):
        incoming.add()
    assert incoming.survey().known_count == 0  # looked at anew
    assert len(incoming.add()) == 13


def test_twins_among_those_added_and_nearly_those_that_are_there_stay_on_one_side(here, imported, join, tmp_path):
    shape = shape_picture("red circle", np.random.default_rng(3), 64)
    files = {f"a/{n}.png": encoded(picture(64)) for n in range(8)} | {"a/shape.png": encoded(shape)}
    stored = imported(laid_out(tmp_path / "a", files))
    there = stored.file_names().index("a/shape.png")
    stored.edit({"change": "move", "rows": [there], "to": "test"})
    near = {"a/lighter.png": encoded(np.minimum(shape, 252) + 3), "a/jpeg.jpg": encoded(shape, "JPEG", quality=85)}
    one = encoded(picture(64))
    found, after = join(stored, near | some("b", 4, 64) | {"b/twin 1.png": one, "b/twin 2.png": one})
    assert found.nearly_known_count == 2 and found.nearly_known[0].label == "a" and found.duplicate_count == 1
    names, split = after.file_names(), after.version().split
    assert [split[names.index(name)] for name in near] == [1, 1]
    assert split[names.index("b/twin 1.png")] != 2 == split[names.index("b/twin 2.png")]
    same, nearly = after.duplicates()
    assert all(nearly[names.index(name)] == there for name in near)
    assert same[names.index("b/twin 2.png")] == names.index("b/twin 1.png")


def test_the_share_for_testing_is_that_of_the_others_unless_the_source_says_it(pets, join):
    stored, _ = pets
    stored.edit({"change": "divide", "share": 0.4})
    found, after = join(
        stored, {f"{split}/cat/{n}.png": encoded(picture()) for split in ("train", "test") for n in "12"}
    )
    assert found.suggestion.test == 0.4 and found.given_split
    assert after.version().counts().sum(axis=0).tolist() == [8, 6, 0]


@pytest.mark.parametrize("folder", ["", "IMG 2024/"])
def test_pictures_that_are_all_of_one_kind_get_the_class_that_is_named(pets, join, folder):
    stored, _ = pets
    found, after = join(stored, {f"{folder}{n}.png": encoded(picture()) for n in range(3)}, label=" dog ")
    assert (found.remarks == ("unlabelled",)) == (not folder)
    assert after.version().class_names == ("cat", "dog") and after.version().counts().sum(axis=1).tolist() == [5, 8]


@pytest.mark.parametrize("form", ["zip", "table", "npz", "pixels", "idx"])
def test_every_form_of_source_can_be_added(form, imported, tmp_path):
    from netsumiki.data.strokes import excerpt

    digits, labels = excerpt(0, 20), np.arange(20) % 10
    stored = imported(
        laid_out(tmp_path / "a", {f"{n}/1.png": encoded(255 - d) for n, d in enumerate(excerpt(1_000, 10))})
    )
    stored.edit({"change": "rename_class", "name": "7", "to": "seven"})
    files = {f"{label}/{n}.png": encoded(d) for n, (d, label) in enumerate(zip(digits, labels))}
    path = tmp_path / "b"
    if form == "zip":
        path = zipped(tmp_path / "b.zip", files)
    elif form == "table":
        table = "file,label\n" + "".join(f"{n}.png,{label}\n" for n, label in enumerate(labels))
        laid_out(
            path, {name.split("/")[1]: content for name, content in files.items()} | {"labels.csv": table.encode()}
        )
    elif form == "npz":
        np.savez(path := tmp_path / "b.npz", images=digits, labels=labels)
    elif form == "pixels":
        np.savetxt(path := tmp_path / "b.csv", np.column_stack([labels, digits.reshape(20, -1)]), "%d", ",")
    else:
        path.mkdir()
        head = bytes.fromhex("00000803") + np.array([20, 28, 28], ">i4").tobytes()
        (path / "train-images-idx3-ubyte").write_bytes(head + digits.tobytes())
        head = bytes.fromhex("00000801") + np.array([20], ">i4").tobytes()
        (path / "train-labels-idx1-ubyte").write_bytes(head + labels.astype(np.uint8).tobytes())
    incoming = Incoming.begin(path, stored)
    version = incoming.add()
    assert version.class_names == (*"0123456", "seven", *"89", "7")
    assert version.counts().sum(axis=1).tolist() == [*[3] * 7, 1, 3, 3, 2]


class Over(BaseException):
    """As if the process were killed there."""


@pytest.mark.parametrize("moment", ["given up", "disk full", "killed"])
def test_what_ends_in_the_middle_leaves_the_version_before_whole(moment, pets, tmp_path, home, monkeypatch):
    stored, _ = pets
    before = np.array(stored.pictures), stored.folder / "dataset.json"
    said = before[1].read_bytes()
    incoming = Incoming.begin(laid_out(tmp_path / "more", some(("cat", "bird"), 20)), stored)
    incoming.survey()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)

    def give_up(what, done, total):
        if what == "Storing the pictures" and done > 10:
            raise Over

    if (
        moment == "disk full"
    ):  # the files grow no further: those aside have room, the one behind which they come has not
        resource.setrlimit(resource.RLIMIT_FSIZE, (40 * 24 * 24 * 3 + 8_192, limit[1]))
    if moment == "killed":
        from netsumiki.data.own import founding

        def write(path, content):
            raise Over

        monkeypatch.setattr(founding, "write_atomically", write)
    try:
        with pytest.raises(DataError if moment == "disk full" else Over):
            incoming.add(progress=give_up if moment == "given up" else None)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert before[1].read_bytes() == said
    found = Stored.open(stored.id)
    assert found.current == 1 and np.array_equal(found.pictures, before[0]) and len(found.file_names()) == 10
    monkeypatch.undo()
    monkeypatch.setenv("NETSUMIKI_HOME", str(home))
    assert len(incoming.add()) == 50  # and it can be tried again
    assert [entry.name for entry in (home / "own").iterdir()] == [stored.id]


def test_what_was_given_up_leaves_the_data_set_alone(pets, tmp_path, home):
    stored, _ = pets
    incoming = Incoming.begin(laid_out(tmp_path / "more", shape_files(each=1)), stored)
    incoming.survey()
    incoming.discard()
    assert [entry.name for entry in (home / "own").iterdir()] == [stored.id] and Stored.open(stored.id).current == 1


def test_a_file_that_shows_nothing_in_that_form_is_refused_by_name(here, imported, join, tmp_path):
    from netsumiki.data.strokes import excerpt

    digits = {f"{n}/1.png": encoded(np.pad(d, ((2, 9), (4, 5), (0, 0)))) for n, d in enumerate(excerpt(0, 10))}
    stored = imported(laid_out(tmp_path / "digits", digits))
    assert stored.preparation["placing"] == "digit"
    found, after = join(
        stored,
        {
            "3/white.png": encoded(np.full((20, 20, 1), 255, np.uint8)),
            "3/2.png": digits["8/1.png"],
            "3/3.png": encoded(excerpt(50, 51)[0]),
        },
    )
    assert [(one.name, one.reason) for one in found.refused] == [("3/white.png", "empty")]
    assert found.known_count == 1 and len(after.pictures) == 11


def test_pictures_are_added_through_the_process_that_reads_them(tmp_path, home):
    incoming = Incoming.begin(zipped(tmp_path / "a.zip", some(("cat", "dog"), 3)))
    stored = incoming.commit("pets")
    entered = []

    @contextlib.contextmanager
    def within():
        entered.append(Stored.open(stored.id).current)
        yield

    incoming = Incoming.begin(zipped(tmp_path / "b.zip", some(("dog",), 3)), stored)
    told = []
    version = incoming.add(progress=lambda *progress: told.append(progress[0]), within=within())
    assert entered == [1] and len(version) == 9
    assert "Looking at what is there" in told
    assert [entry.name for entry in (home / "own").iterdir()] == [stored.id]
