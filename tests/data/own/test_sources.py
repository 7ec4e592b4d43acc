"""Every form in which pictures come, each imported to the same pictures."""

import csv
import gzip
import io

import numpy as np
import pytest

from netsumiki.data.own import Incoming
from netsumiki.engine.errors import DataError
from tests.data.own.shapes import CLASSES, encoded, laid_out, shape_files, zipped


@pytest.fixture
def digits():
    """(pictures uint8 (30, 8, 8), labels): each picture different, three classes."""
    stream = np.random.default_rng(1)
    return stream.integers(0, 256, (30, 8, 8), np.uint8), np.arange(30) % 3


def idx(array, kind=8):
    return bytes([0, 0, kind, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.tobytes()


def stored_pictures(stored):
    version = stored.version()
    return stored.pictures[..., 0], [version.class_names[label] for label in version.labels]


def agrees(stored, pictures, labels):
    found, names = stored_pictures(stored)
    return np.array_equal(found, pictures) and names == [str(label) for label in labels]


def test_a_folder_of_class_folders(imported, tmp_path):
    stored = imported(laid_out(tmp_path / "shapes", shape_files(each=4)))
    version = stored.version()
    assert version.class_names == CLASSES and stored.shape == (32, 32, 3)
    assert np.bincount(version.labels).tolist() == [4] * 10 and version.counts()[:, 1].tolist() == [1] * 10
    assert stored.file_names()[0] == "blue circle/0.png" and stored.source["kind"] == "folders"


def test_a_zip_is_the_same_as_its_folder(imported, tmp_path):
    files = shape_files(each=3)
    folder = imported(laid_out(tmp_path / "shapes", files))
    archive = imported(zipped(tmp_path / "shapes.zip", {f"around/{name}": f for name, f in files.items()}))
    assert np.array_equal(folder.pictures, archive.pictures)
    assert archive.version().class_names == CLASSES


@pytest.mark.parametrize("around", ["", "data/all/"])
def test_folders_called_train_and_test_say_what_pictures_are_for(look, tmp_path, around):
    files = shape_files(each=4)
    parts = {f"{around}{'test' if '/3' in name else 'train'}/{name}": f for name, f in files.items()}
    found = look(zipped(tmp_path / "a.zip", parts))
    assert found.given_split and [(c.train, c.test) for c in found.classes] == [(3, 1)] * 10
    assert [c.name for c in found.classes] == list(CLASSES)


def test_pictures_beside_the_class_folders_are_told(look, tmp_path):
    files = shape_files(each=2) | {"lost.png": encoded(np.full((9, 9, 3), 7, np.uint8)), "notes.txt": b"hello"}
    found = look(laid_out(tmp_path / "a", files | {".DS_Store": b"x"}))
    assert {one.name: one.reason for one in found.refused} == {"lost.png": "no-class", "notes.txt": "not-a-picture"}


def test_pictures_without_any_folder_are_of_one_class(look, tmp_path):
    files = {f"{n}.png": content for n, content in enumerate(shape_files(each=1).values())}
    found = look(laid_out(tmp_path / "a", files))
    assert [(c.name, c.count) for c in found.classes] == [("unlabelled", 10)] and "unlabelled" in found.remarks


@pytest.mark.parametrize(
    "header, row",
    [
        ("file,label", "{name}.png,{label}"),
        ("", "{name}.png;{label}"),
        ("id\twidth\tbreed", "{name}\t32\t{label}"),
        ("image_path,class,split", "./some/where/{name}.png,{label},{split}"),
    ],
)
def test_a_table_says_what_pictures_show(look, tmp_path, header, row):
    files = list(shape_files(each=2).items())
    rows = [
        row.format(name=f"p{n}", label=f[0].split("/")[0], split="test" if n % 2 else "train")
        for n, f in enumerate(files)
    ]
    pictures = {f"img/p{n}.png": content for n, (_, content) in enumerate(files)}
    table = "\n".join([header, *rows] if header else rows)
    found = look(laid_out(tmp_path / "a", pictures | {"labels.csv": table.encode()}))
    assert found.kind == "table" and [c.name for c in found.classes] == list(CLASSES) and not found.refused
    assert found.given_split == ("{split}" in row)


def test_a_table_of_a_few_pictures_does_not_outweigh_the_folders(look, tmp_path):
    folder = laid_out(tmp_path / "a", shape_files(each=3) | {"best.csv": b"file,label\nred circle/1.png,nice\n"})
    found = look(folder)
    assert found.kind == "folders" and found.pictures == 30 and [one.name for one in found.refused] == ["best.csv"]


def test_what_table_and_folder_do_not_share_is_told(look, tmp_path):
    pictures = {f"{n}.png": content for n, content in enumerate(shape_files(each=1).values())}
    table = (
        b"file,label\n"
        + b"".join(b"%d.png,%s\n" % (n, b"ab"[n % 2 : n % 2 + 1]) for n in range(8))
        + b"99.png,a\n8.png,\n"
    )
    found = look(laid_out(tmp_path / "a", pictures | {"labels.csv": table}))
    told = {one.name: one.reason for one in found.refused}
    assert told == {"99.png": "not-there", "8.png": "no-class", "9.png": "no-class"} and found.pictures == 8


@pytest.mark.parametrize("packed", [False, True])
def test_idx_pairs(imported, tmp_path, digits, packed):
    pictures, labels = digits
    files = {
        "train-images-idx3-ubyte": idx(pictures[:20]),
        "train-labels-idx1-ubyte": idx(labels[:20].astype(np.uint8)),
        "t10k-images-idx3-ubyte": idx(pictures[20:]),
        "t10k-labels-idx1-ubyte": idx(labels[20:].astype(np.uint8)),
    }
    files = {name + ".gz": gzip.compress(content) for name, content in files.items()} if packed else files
    stored = imported(laid_out(tmp_path / "a", files))
    assert agrees(stored, pictures, labels)
    assert stored.version().counts().sum(axis=0).tolist() == [20, 10, 0]
    one = imported(tmp_path / "a" / next(name for name in files if "train-images" in name))
    assert agrees(one, pictures[:20], labels[:20])


@pytest.mark.parametrize(
    "header, labelled", [(True, "first"), (False, "first"), (True, "last"), (True, None), (False, None)]
)
def test_tables_of_pixels(imported, tmp_path, digits, header, labelled):
    pictures, labels = digits
    names = [f"pixel{n}" for n in range(64)]
    rows = pictures.reshape(30, -1).tolist()
    if labelled == "first":
        names, rows = ["label", *names], [[f"c{label}", *row] for label, row in zip(labels, rows)]
    elif labelled == "last":
        names, rows = [*names, "class"], [[*row, f"c{label}"] for label, row in zip(labels, rows)]
    text = io.StringIO()
    csv.writer(text).writerows([names, *rows] if header else rows)
    path = tmp_path / "train.csv"
    path.write_text(text.getvalue())
    assert agrees(imported(path), pictures, [f"c{label}" for label in labels] if labelled else ["unlabelled"] * 30)


def test_a_wrong_line_of_pixels_is_told_by_its_number(look, tmp_path, digits):
    rows = [f"{label}," + ",".join(map(str, p.ravel())) for p, label in zip(*digits)]
    rows[3], rows[7], rows[9] = rows[3] + ",1", rows[7].replace(",", ",a", 1), rows[9].rpartition(",")[0] + ",256"
    (tmp_path / "a.csv").write_text("\n".join(rows) + "\n")
    found = look(tmp_path / "a.csv")
    assert [one.name for one in found.refused] == ["a.csv #4", "a.csv #8", "a.csv #10"] and found.pictures == 27


def arrays(path, **members):
    (np.savez_compressed if path.stem == "packed" else np.savez)(path, **members)
    return path


@pytest.mark.parametrize("scale", ["bytes", "unit", "signed", "big-endian", "channels"])
def test_arrays_in_an_npz(imported, tmp_path, digits, scale):
    pictures, labels = digits
    x = {
        "bytes": pictures,
        "unit": (pictures / 255).astype(np.float32),
        "signed": pictures / 127.5 - 1,
        "big-endian": pictures.astype(">i4"),
        "channels": pictures[:, None],
    }[scale]
    path = arrays(tmp_path / "packed.npz", x_train=x[:20], y_train=labels[:20], x_test=x[20:], y_test=labels[20:])
    stored = imported(path)
    assert agrees(stored, pictures, labels) and stored.version().counts().sum(axis=0).tolist() == [20, 10, 0]


@pytest.mark.parametrize("labels", ["words", "one-hot", "column"])
def test_labels_in_all_their_forms(imported, tmp_path, digits, labels):
    pictures, numbers = digits
    y = {"words": np.array(["a", "b", "c"])[numbers], "one-hot": np.eye(3)[numbers], "column": numbers[:, None]}[labels]
    stored = imported(arrays(tmp_path / "a.npz", images=pictures, labels=y))
    assert agrees(stored, pictures, np.array(["a", "b", "c"])[numbers] if labels == "words" else numbers)


def test_arrays_without_names_and_files_of_one_array_each(imported, tmp_path, digits):
    pictures, labels = digits
    np.savez(tmp_path / "a.npz", pictures, labels)
    assert agrees(imported(tmp_path / "a.npz"), pictures, labels)
    (tmp_path / "npy").mkdir()
    np.save(tmp_path / "npy" / "x.npy", np.repeat(pictures[..., None], 3, axis=3))
    np.save(tmp_path / "npy" / "y.npy", labels)
    stored = imported(tmp_path / "npy", shape=(8, 8, 3))
    assert np.array_equal(stored.pictures[..., 2], pictures)


def test_files_that_are_handed_over_keep_their_names_and_never_become_paths(here, home):
    incoming = Incoming.begin()
    for name, content in shape_files(each=2).items():
        with incoming.receive("../../" + name) as file:
            file.write(content)
    assert incoming.received > 10_000
    stored = incoming.commit("shapes")
    assert stored.version().class_names == CLASSES and stored.source["kind"] == "folders"
    assert [entry.name for entry in (home / "own").iterdir()] == [stored.id]


def test_an_archive_that_is_handed_over_is_opened(here, tmp_path):
    incoming = Incoming.begin()
    with incoming.receive("shapes.zip") as file:
        file.write(zipped(tmp_path / "a.zip", shape_files(each=2)).read_bytes())
    assert incoming.survey().pictures == 20
    incoming.discard()


def test_where_there_is_nothing_that_is_said(look, tmp_path):
    with pytest.raises(DataError, match="there is nothing at"):
        Incoming.begin(tmp_path / "nowhere")
    with pytest.raises(DataError, match=r"nothing to import here, but a\.txt"):
        look(laid_out(tmp_path / "a", {"a.txt": b"hello"}))
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="nothing to import here"):
        look(tmp_path / "empty")
