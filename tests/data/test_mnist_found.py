"""Where MNIST is looked for, and what a wrong folder is told."""

import gzip
import struct

import numpy as np
import pytest

from netsumiki.data import load
from netsumiki.data import mnist as module
from netsumiki.engine.errors import DataError


def write(folder, packed=False, images=(20, 6, 6), count=20):
    folder.mkdir(parents=True, exist_ok=True)
    for prefix in ("train", "t10k"):
        pictures = (
            bytes([0, 0, 8, len(images)]) + struct.pack(f">{len(images)}I", *images) + bytes(int(np.prod(images)))
        )
        labels = bytes([0, 0, 8, 1]) + struct.pack(">I", count) + bytes(i % 10 for i in range(count))
        for name, content in ((f"{prefix}-images-idx3-ubyte", pictures), (f"{prefix}-labels-idx1-ubyte", labels)):
            (folder / (name + ".gz" * packed)).write_bytes(gzip.compress(content) if packed else content)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user without data and without network."""
    monkeypatch.delenv("NETSUMIKI_DATA_DIR", raising=False)
    monkeypatch.setattr(module, "user_folder", lambda: tmp_path / "user")
    monkeypatch.setattr(module, "download", lambda **_: pytest.fail("downloads"))
    return tmp_path / "user"


@pytest.mark.parametrize("inside", ["", "mnist"])
@pytest.mark.parametrize("packed", [False, True])
def test_files_are_found_plain_or_packed_in_the_folder_or_its_mnist_folder(tmp_path, inside, packed):
    write(tmp_path / "a" / inside, packed)
    data = load({"dataset": "mnist", "limit": 15}, data_dir=tmp_path / "a")
    assert data.train.inputs.shape == (15, 6, 6, 1) and len(data.test) == 20
    assert data.train.labels.tolist() == [i % 10 for i in range(15)]


def test_a_named_folder_wins_over_the_environment_and_that_over_the_users(tmp_path, home, monkeypatch):
    for place in ("named", "environment", "user"):
        write(tmp_path / place)
    assert module.locate() == home
    monkeypatch.setenv("NETSUMIKI_DATA_DIR", str(tmp_path / "environment"))
    assert module.locate() == tmp_path / "environment"
    assert module.locate(tmp_path / "named") == tmp_path / "named"


def test_an_environment_folder_without_mnist_is_passed_over(tmp_path, home, monkeypatch):
    monkeypatch.setenv("NETSUMIKI_DATA_DIR", str(tmp_path / "empty"))
    write(home / "mnist")
    assert module.locate() == home / "mnist"


def test_a_named_folder_without_mnist_is_an_error_and_nothing_is_downloaded(tmp_path):
    write(tmp_path / "a")
    (tmp_path / "a" / "t10k-labels-idx1-ubyte").unlink()
    with pytest.raises(DataError, match=r"does not hold MNIST \(no t10k-labels-idx1-ubyte.*--data strokes"):
        load("mnist", data_dir=tmp_path / "a")


def test_only_the_chosen_classes_are_kept(tmp_path):
    write(tmp_path)
    data = load({"dataset": "mnist", "classes": [1, 3], "limit": 3}, data_dir=tmp_path)
    assert data.class_names == ("1", "3") and data.train.labels.tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    "wrong, says",
    [
        ({"images": (20, 36)}, r"shape \(20, 36\), expected bytes \(N, H, W\)"),
        ({"count": 19}, "20 inputs but 19 labels"),
        ({"images": (0, 6, 6), "count": 0}, "no examples"),
    ],
)
def test_files_that_are_not_mnist_are_refused(tmp_path, wrong, says):
    write(tmp_path, **wrong)
    with pytest.raises(DataError, match=says):
        load("mnist", data_dir=tmp_path)
