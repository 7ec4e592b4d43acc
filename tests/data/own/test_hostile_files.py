"""Files that do harm where they are believed: each is refused in a sentence, costs little, and nothing of it runs."""

import os
import tracemalloc

import numpy as np
import pytest

from netsumiki.engine.errors import DataError
from tests.data.own import hostile
from tests.data.own.shapes import CLASSES, encoded, laid_out, shape_files

MEMORY = 20 << 20


@pytest.fixture(autouse=True)
def nothing_runs(tmp_path, monkeypatch):
    """Whatever a file would do when it is unpickled or evaluated, it would leave a trace here."""
    trace = tmp_path / "trace"
    trace.mkdir()
    monkeypatch.chdir(trace)
    yield
    assert list(trace.iterdir()) == []


PICTURES = hostile.pictures()


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a survey tells of a folder with all of them, and two sound ones."""
    from netsumiki.data.own.surveying import survey

    folder, work = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("work")
    sound = {"good/1.png": encoded(hostile.PICTURE), "good/2.png": encoded(255 - hostile.PICTURE)}
    laid_out(folder, {f"bad/{name}": content for name, (content, _) in PICTURES.items()} | sound)
    survey(work, folder, {}, lambda *_: None)
    import json

    return json.loads((work / "survey.json").read_text())


@pytest.mark.parametrize("name", PICTURES)
def test_a_bad_picture_is_told_by_its_name_with_the_reason(told, name):
    found = {one["name"]: one for one in told["refused"]}
    assert found[f"bad/{name}"]["reason"] in PICTURES[name][1].split()
    assert ":" in found[f"bad/{name}"]["message"] or "nothing to see" in found[f"bad/{name}"]["message"]


@pytest.fixture
def little_memory():
    """What is asked for meanwhile stays far below what the files promise."""
    tracemalloc.start(1)
    yield
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MEMORY


def test_the_sound_pictures_beside_them_are_taken(told):
    assert told["pictures"] == 2 and told["refused_count"] == len(PICTURES)


def test_unusual_pictures_are_taken(look, tmp_path):
    found = look(laid_out(tmp_path / "a", {f"a/{name}": content for name, content in hostile.odd_pictures().items()}))
    assert found.pictures == len(hostile.odd_pictures()) and not found.refused


def zip_of(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    return tmp_path / "a.zip"


@pytest.mark.parametrize(
    "content, says",
    [
        pytest.param(hostile.overlapping(), "lie in one another", id="overlapping"),
        pytest.param(hostile.many_members(10**6), "more than 200,000 files", id="a million members"),
        pytest.param(hostile.many_members(2**62), "more than 200,000 files", id="very many members"),
        pytest.param(hostile.archive({"a/1.png": encoded(hostile.PICTURE)})[:-30], "no complete zip", id="cut off"),
        pytest.param(b"PK\5\6" + bytes(18), "nothing to import", id="empty"),
        pytest.param(b"Rar!\x1a\x07\x00" + bytes(100), "no complete zip", id="another kind"),
        pytest.param(b"", "no complete zip", id="nothing"),
        pytest.param(hostile.archive({"inner.zip": hostile.archive({"a.png": b""})}), "nothing to import", id="nested"),
    ],
)
def test_a_bad_archive_is_refused_in_one_sentence(look, tmp_path, content, says):
    with pytest.raises(DataError, match=says) as caught:
        look(zip_of(tmp_path, content))
    assert "\n" not in str(caught.value)


def test_what_unpacks_to_far_too_much_is_told_and_not_unpacked(look, tmp_path):
    content = hostile.archive({"a/bomb.png": bytes(50 << 20), "a/1.png": encoded(hostile.PICTURE)}, compression=8)
    (one,) = look(zip_of(tmp_path, content)).refused
    assert (one.name, one.reason) == ("a/bomb.png", "packed-too-well")


def test_an_archive_that_unpacks_without_end_is_given_up(look, tmp_path, monkeypatch):
    monkeypatch.setattr("netsumiki.data.own.sources.archive.FREELY", 8 << 20)
    with pytest.raises(DataError, match="unpacks to far more than it takes up"):
        look(zip_of(tmp_path, hostile.endless()))


def test_locked_members_are_told(look, tmp_path):
    (one,) = look(zip_of(tmp_path, hostile.encrypted())).refused
    assert one.reason == "encrypted"


@pytest.mark.parametrize("name", ["../../{}", "/etc/{}", "C:\\temp\\{}", "a/../../../{}", "./{}"])
def test_names_that_lead_out_are_only_names(imported, tmp_path, name):
    files = {name.format(each): content for each, content in shape_files(each=2).items()}
    stored = imported(zip_of(tmp_path, hostile.archive(files)))
    assert [n.split("/")[-1] for n in stored.version().class_names] == list(CLASSES)
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip", "home", "trace"}


def test_links_and_pipes_are_told_and_not_followed(look, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(encoded(hostile.PICTURE))
    folder = laid_out(tmp_path / "a", shape_files(each=1))
    (folder / "red circle" / "link.png").symlink_to(secret)
    (folder / "round").symlink_to(folder)
    os.mkfifo(folder / "red circle" / "pipe.png")
    found = look(folder)
    assert {one.name: one.reason for one in found.refused} == {
        "red circle/link.png": "link",
        "red circle/pipe.png": "link",
        "round": "link",
    }
    assert found.pictures == 10


ARRAYS = hostile.arrays()


@pytest.mark.parametrize("name", [name for name in ARRAYS if "promises" in name or "bomb" in name])
def test_a_header_that_promises_much_costs_no_memory(look, tmp_path, little_memory, name):
    (tmp_path / name).write_bytes(ARRAYS[name])
    with pytest.raises(DataError):
        look(tmp_path / name)


@pytest.mark.parametrize("name", ARRAYS)
def test_bad_arrays_are_refused_in_one_sentence(look, tmp_path, name):
    (tmp_path / name).write_bytes(ARRAYS[name])
    with pytest.raises(DataError) as caught:
        look(tmp_path / name)
    assert caught.value.problems[0].code in ("own-file", "own-arrays") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"x" * (5 << 20),
        b",".join([b"1"] * 785) + b"\n" + b"x" * (7 << 20),
        b"\0" * 1_000_000,
        b"label," + b",".join(b"p%d" % n for n in range(784)) + b"\n" + (b"9" * 900_000 + b",1" * 784 + b"\n"),
        b",".join([b"1"] * 1_000_000) + b"\n",
    ],
)
def test_bad_tables_are_refused_in_one_sentence(look, tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(DataError) as caught:
        look(tmp_path / "a.csv")
    assert caught.value.problems[0].code in ("own-file", "own-nothing", "own-no-pictures", "own-class-name")


def test_class_names_full_of_markup_are_only_names(imported, tmp_path):
    names = ["</script>", "'; DROP TABLE", "{{x}}", "‮gpj.exe", "-rf", "con", "a" * 100, "${x}"]
    stream = np.random.default_rng(1)
    picture = {n: encoded(stream.integers(0, 256, (9, 9, 3), np.uint8)) for n in range(2 * len(names))}
    rows = "".join(f'{n}.png,"{names[n // 2]}"\n' for n in picture).encode()
    files = {f"{n}.png": content for n, content in picture.items()} | {"labels.csv": b"file,label\n" + rows}
    stored = imported(laid_out(tmp_path / "a", files))
    assert {"</script>", "gpj.exe", "-rf"} < {*stored.version().class_names} and stored.version(1).counts().sum() == 16


def test_more_classes_than_a_network_could_tell_apart_are_refused(look, tmp_path):
    rows = b"".join(b"%d,%s\n" % (n, b",".join([b"7"] * 64)) for n in range(1_001))
    (tmp_path / "a.csv").write_bytes(rows)
    with pytest.raises(DataError, match="more than 1000 classes"):
        look(tmp_path / "a.csv")
