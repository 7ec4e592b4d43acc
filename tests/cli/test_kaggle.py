"""From the competition's training table to a submission."""

import numpy as np
import pytest

from tests.training.small import pictures, pictures_recipe


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("NETSUMIKI_HOME", str(tmp_path / "home"))


def table(split, labelled=True):
    lines = [",".join([*(["label"] if labelled else []), *(f"pixel{k}" for k in range(64))])]
    for picture, label in zip(split.inputs, split.labels):
        lines.append(",".join(map(str, [*([label] if labelled else []), *picture.ravel()])))
    return "\n".join(lines) + "\n"


@pytest.fixture
def tables(tmp_path):
    (tmp_path / "train.csv").write_text(table(pictures().train))
    (tmp_path / "test.csv").write_text(table(pictures().test, labelled=False))


@pytest.fixture
def recipe(written):
    return written(pictures_recipe(epochs=4))


def test_models_are_trained_and_hand_in_a_label_for_every_picture(netsumiki, tables, recipe, tmp_path):
    asked = ["kaggle", "train", "train.csv", "--recipe", recipe, "--out", "run", "--validation", "0.1", "--views", "2"]
    done = netsumiki(*asked, "--json")
    assert done.code == 0, done.err
    chosen = done.lines[-1]
    assert chosen["event"] == "chosen" and chosen["folder"] == "run"
    started = [line for line in done.lines if line["event"] == "started"]
    assert [(one["seed"], one["training_examples"], one["validation_examples"]) for one in started] == [
        (0, 179, 0),
        (1, 179, 0),
    ]
    assert netsumiki("submit", "run", "test.csv", "--out", "s.csv").code == 0
    rows = [row.split(",") for row in (tmp_path / "s.csv").read_text().splitlines()]
    assert rows[0] == ["ImageId", "Label"] and [row[0] for row in rows[1:]] == [str(n) for n in range(1, 51)]
    assert np.mean([int(row[1]) for row in rows[1:]] == pictures().test.labels) > 0.9

    again = netsumiki(*asked, "--json")  # everything is there already
    assert [line["event"] for line in again.lines if line["event"] != "preparing"] == ["chosen"]
    assert again.lines[-1]["tried"] == chosen["tried"]


@pytest.mark.parametrize(
    "name, content, says",
    [
        ("test.csv", None, "no table of labels and pixels"),
        ("train.csv", "label,pixel0\n1,2\n", "train.csv"),
        ("absent.csv", None, "absent.csv"),
    ],
)
def test_what_is_no_training_table_is_refused_and_nothing_is_left(
    name, content, says, netsumiki, tables, recipe, tmp_path
):
    if content:
        (tmp_path / name).write_text(content)
    done = netsumiki("kaggle", "train", name, "--recipe", recipe)
    assert done.code == 1 and says in done.err
    assert not (tmp_path / "runs").exists() and not [*(tmp_path / "home").glob("own/*")]


def test_a_test_table_with_a_wrong_line_is_refused_by_its_number(netsumiki, tables, tmp_path):
    lines = (tmp_path / "test.csv").read_text().splitlines()
    lines[3] = lines[3].replace(",", ",x", 1)
    (tmp_path / "test.csv").write_text("\n".join(lines))
    done = netsumiki("submit", "digit-reader", "test.csv")
    assert done.code == 1 and "test.csv #4" in done.err and not (tmp_path / "submission.csv").exists()


def test_pictures_of_another_size_than_the_model_reads_are_refused(netsumiki, tables):
    done = netsumiki("submit", "digit-reader", "test.csv")
    assert done.code == 1 and "(8, 8, 1), the model reads (28, 28, 1)" in done.err
