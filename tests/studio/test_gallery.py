"""The Data page: a list that reads no pictures, sheets of thumbnails, points, and augmentation as in training."""

import gzip
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from netsumiki.data import Augmenter, Preprocessing, Split, Windows, datasets, load, mnist
from netsumiki.engine.workspace import Streams
from netsumiki.studio import gallery, splits


def idx(array):
    return bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.astype(np.uint8).tobytes()


def small_mnist(folder, examples=30):
    """Files in MNIST's form: picture i is full of the number i, and shows digit i % 10."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in mnist.MD5_SUMS:
        numbers = np.arange(examples)
        array = numbers % 10 if "labels" in name else np.tile(numbers[:, None, None], (1, 28, 28))
        (folder / name).write_bytes(idx(array))


@pytest.fixture
def here(folder, monkeypatch):
    """A small MNIST in the studio's folder, which is believed to be the published one."""
    monkeypatch.delenv("NETSUMIKI_DATA_DIR", raising=False)
    splits._kept.clear()
    gallery._cards.clear()
    gallery._mnist_labels.cache_clear()
    small_mnist(folder / "mnist")
    return folder


@pytest.fixture
def nowhere(folder, monkeypatch):
    monkeypatch.delenv("NETSUMIKI_DATA_DIR", raising=False)
    splits._kept.clear()
    gallery._cards.clear()
    return folder


def listed(browser):
    return {row["name"]: row for row in browser.send("get", "datasets").json()}


def pixels(answer):
    assert answer["Content-Type"] == "image/png"
    return np.asarray(Image.open(BytesIO(b"".join(answer) if answer.streaming else answer.content)))


def test_every_registered_data_set_is_listed_and_no_picture_is_read(browser, here, monkeypatch):
    monkeypatch.setattr(mnist, "_split", None)
    monkeypatch.setattr("netsumiki.data.strokes._kept", None)
    rows = listed(browser)
    assert [*rows] == [name for name in datasets if name != "own"]
    assert rows["mnist"]["state"] == "ready" and rows["mnist"]["train_counts"] == [3] * 10
    assert rows["mnist"]["where"] == str(here / "mnist")
    assert rows["strokes"]["state"] == "ready" and rows["strokes"]["train_counts"] == [6_000] * 10
    assert rows["moons"]["kind"] == "points" and rows["moons"]["train_counts"] == [500, 500]
    assert rows["drawings"]["state"] == "missing" and rows["drawings"]["problems"][0]["code"] == "drawings-too-few"


@pytest.mark.slow
def test_a_few_strokes_are_shown_without_making_all_of_them(browser, nowhere, monkeypatch):
    monkeypatch.setattr("netsumiki.data.strokes.generate", None)
    sheet = pixels(browser.send("get", "datasets/strokes/thumbnails?split=train&start=59990&count=20&columns=5"))
    assert sheet.shape == (2 * 28, 5 * 28) and sheet.any(), "the test examples are not shown among them"
    assert browser.send("get", "datasets/strokes/thumbnails?split=test&start=10000&count=20").status_code == 422


def test_what_is_said_of_strokes_without_drawing_them_is_true():
    from netsumiki.data import strokes

    labels = strokes.generate(strokes.PIECE)[1]
    assert np.bincount(labels).tolist() == [strokes.PIECE // 10] * 10
    assert strokes.TRAINING % strokes.PIECE == strokes.TESTING % strokes.PIECE == 0


def test_mnist_that_is_not_there_is_missing_and_its_pictures_are_refused_in_words(browser, nowhere):
    assert listed(browser)["mnist"]["state"] == "missing"
    answer = browser.send("get", "datasets/mnist/thumbnails")
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "data-missing"


def test_a_damaged_mnist_is_told_and_the_list_still_comes(browser, here):
    (here / "mnist" / "train-labels-idx1-ubyte").write_bytes(b"damaged")
    row = listed(browser)["mnist"]
    assert row["state"] == "failed" and "damaged" in row["problems"][0]["message"]


# -- sheets -----------------------------------------------------------------------------------------------------------


def test_a_sheet_holds_the_examples_row_by_row(browser, here):
    sheet = pixels(browser.send("get", "datasets/mnist/thumbnails?count=7&columns=3&start=2"))
    assert sheet.shape == (3 * 28, 3 * 28)
    assert sheet[::28, ::28].ravel().tolist() == [2, 3, 4, 5, 6, 7, 8, 0, 0]


def test_a_sheet_of_one_class_holds_only_that(browser, here):
    query = "split=test&label=4&count=10&columns=10"
    found = browser.send("get", f"datasets/mnist/examples?{query}").json()
    assert found == {"total": 3, "labels": [4, 4, 4], "rows": [4, 14, 24]}
    assert pixels(browser.send("get", f"datasets/mnist/thumbnails?{query}"))[0, ::28].tolist() == [4, 14, 24]


def test_pictures_come_by_their_rows_in_the_order_asked_for(browser, here):
    sheet = pixels(browser.send("get", "datasets/mnist/pictures?rows=17&rows=3&rows=29&rows=3&columns=4"))
    assert sheet.shape == (28, 4 * 28) and sheet[0, ::28].tolist() == [17, 3, 29, 3]


@pytest.mark.parametrize("query", ["", "rows=-1", "rows=x", "rows=30", "&".join(["rows=1"] * 401)])
def test_rows_that_are_not_there_are_refused(browser, here, query):
    assert browser.send("get", f"datasets/mnist/pictures?{query}").status_code == 422


def test_beyond_the_last_example_there_is_a_sentence(browser, here):
    assert browser.send("get", "datasets/mnist/examples?start=99").json() == {"total": 30, "labels": [], "rows": []}
    assert browser.send("get", "datasets/mnist/thumbnails?start=99").status_code == 422


@pytest.mark.parametrize("query", ["count=0", "count=401", "columns=0", "start=-1", "split=secret", "label=x"])
def test_a_sheet_that_makes_no_sense_is_refused(browser, here, query):
    assert browser.send("get", f"datasets/mnist/thumbnails?{query}").status_code == 422


def test_colour_pictures_stay_in_colour(browser, here, monkeypatch):
    split = Split(np.full((4, 5, 6, 3), (9, 8, 7), np.uint8), np.zeros(4, int))
    monkeypatch.setattr(mnist, "split", lambda folder, which: split)
    assert pixels(browser.send("get", "datasets/mnist/thumbnails?label=0&columns=2")).shape == (10, 12, 3)


def test_the_first_pictures_of_mnist_are_shown_without_reading_all_of_it(browser, here, monkeypatch):
    browser.send("get", "datasets/mnist/thumbnails?split=test&label=1")
    assert splits.is_kept("mnist", "test")
    whole = browser.send("get", "datasets/mnist/thumbnails?split=test&start=2&count=5").content
    splits._kept.clear()
    monkeypatch.setattr(mnist, "split", None)
    assert browser.send("get", "datasets/mnist/thumbnails?split=test&start=2&count=5").content == whole
    assert not splits._kept


def test_of_mnist_only_the_split_is_in_memory_that_was_asked_for(browser, here):
    browser.send("get", "datasets/mnist/examples?split=test")
    assert [*splits._kept["mnist"][1]] == ["test"]
    browser.send("get", "datasets/mnist/examples?split=train")
    assert {which: len(split) for which, split in splits._kept["mnist"][1].items()} == {"test": 30, "train": 30}


def test_only_one_data_set_is_kept_in_memory(browser, here):
    for label in "17":
        for shift in (0, 0.1):
            strokes = [[[0.5, 0.2 + shift], [0.5, 0.8]]]
            browser.send("post", "drawings", {"label": label, "strokes": strokes})
    for name in ("mnist", "drawings", "mnist"):
        browser.send("get", f"datasets/{name}/thumbnails?label=1")
        assert list(splits._kept) == [name]


def test_a_card_comes_a_second_time_without_reading_its_data_set_again(browser, here, monkeypatch):
    card = "datasets/mnist/thumbnails?split=test&count=8&columns=4"
    first = browser.send("get", card).content
    splits._kept.clear()
    monkeypatch.setattr(mnist, "split", None)
    monkeypatch.setattr(mnist, "pictures", None)
    assert browser.send("get", card).content == first and not splits._kept
    monkeypatch.undo()
    for other in (
        "split=train&count=8&columns=4",
        "split=test&label=3&count=8&columns=4",
        "split=test&count=8&start=8",
    ):
        assert browser.send("get", f"datasets/mnist/thumbnails?{other}").content != first
    for count in range(1, 6):
        browser.send("get", f"datasets/mnist/thumbnails?count={count}")
        assert len(gallery._cards) <= gallery.MOST_CARDS


def test_drawings_are_shown_as_they_are_now(browser, here):
    def draw(label):
        browser.send("post", "drawings", {"label": label, "strokes": [[[0.5, 0.2], [0.5, 0.8]]]})

    for label in "1177":
        draw(label)
    assert browser.send("get", "datasets/drawings/examples").json()["total"] == 2
    assert browser.send("get", "datasets/drawings/thumbnails")["Cache-Control"] == "no-store"
    draw("7")
    assert browser.send("get", "datasets/drawings/examples").json()["total"] == 3
    assert listed(browser)["drawings"]["class_names"] == ["1", "7"]


# -- points and augmentation ------------------------------------------------------------------------------------------


def test_points_are_those_a_training_sees(browser, folder):
    found = browser.send("get", "datasets/spiral/points?count=50").json()
    train = load("spiral").train
    np.testing.assert_allclose(np.stack([found["x"], found["y"]], axis=1), train.inputs[:50], atol=1e-4)
    assert found["label"] == train.labels[:50].tolist()
    assert len(browser.send("get", "datasets/moons/points?count=2000").json()["x"]) == 2_000


def test_points_have_no_thumbnails_and_pictures_no_points(browser, here):
    assert browser.send("get", "datasets/moons/thumbnails").json()["problems"][0]["code"] == "not-pictures"
    assert browser.send("get", "datasets/mnist/points").json()["problems"][0]["code"] == "not-points"


def test_augmentation_is_that_of_a_training(browser, here):
    parts = [{"augmentation": "rotate", "degrees": 30}, "noise"]
    body = {"augmentation": parts, "count": 4, "columns": 4, "start": 20, "seed": 3}
    shown = pixels(browser.send("post", "datasets/mnist/augmented", body))
    images = Preprocessing().to_unit(load("mnist").train.inputs[20:24])
    augmenter = Augmenter(parts)
    drawn = augmenter.draw(Streams(3)["augmentation"], 4, (28, 28, 1))
    wanted = np.rint(augmenter.apply(images, drawn, np.empty_like(images)).clip(0, 1) * 255)
    assert np.array_equal(shown, np.concatenate(list(wanted[..., 0]), axis=1))
    again = pixels(browser.send("post", "datasets/mnist/augmented", body))
    other = pixels(browser.send("post", "datasets/mnist/augmented", body | {"seed": 4}))
    assert np.array_equal(again, shown) and not np.array_equal(other, shown)


def test_no_augmentation_shows_the_pictures_themselves(browser, here):
    body = {"augmentation": [], "count": 3, "columns": 3, "start": 29}
    assert pixels(browser.send("post", "datasets/mnist/augmented", body))[0, ::28].tolist() == [29, 0, 1]


def test_of_an_enlargement_one_of_the_pictures_that_it_makes_is_shown(browser, here):
    body = {"augmentation": [], "enlargement": {"enlargement": "windows", "grid": [2, 3]}, "count": 2, "columns": 2}
    shown = pixels(browser.send("post", "datasets/mnist/augmented", body))
    made = Windows(load("mnist").train.inputs[:2], (21, 17), (2, 3))[:].reshape(2, 6, 28, 28)
    for picture, variants in zip(np.split(shown, 2, axis=1), made):
        assert (variants == picture).all(axis=(1, 2)).any()
    body["enlargement"]["window"] = 40
    answer = browser.send("post", "datasets/mnist/augmented", body)
    assert answer.status_code == 422 and answer.json()["problems"][0]["code"] == "enlargement-window"


@pytest.mark.parametrize("part", ["spin", {"augmentation": "rotate", "degrees": 999}, 7, {"x": 1}])
def test_an_augmentation_that_is_none_is_refused_in_words(browser, here, part):
    answer = browser.send("post", "datasets/mnist/augmented", {"augmentation": [part]})
    assert answer.status_code == 422 and answer.json()["problems"][0]["message"]


@pytest.mark.parametrize("name", ["nothing", "..", "MNIST", "%00", "mnist%2f.."])
def test_an_unknown_data_set_is_not_there(browser, here, name):
    for place in ("thumbnails", "examples", "points"):
        assert browser.send("get", f"datasets/{name}/{place}").status_code == 404
    assert browser.send("post", f"datasets/{name}/prepare", {}).status_code in (404, 405)  # 405: of the page
    assert browser.send("delete", f"datasets/{name}/prepare").status_code in (404, 405)


def test_compressed_files_are_read_as_they_are(browser, here):
    for name in mnist.MD5_SUMS:
        plain = here / "mnist" / name
        plain.with_name(name + ".gz").write_bytes(gzip.compress(plain.read_bytes()))
        plain.unlink()
    assert listed(browser)["mnist"]["train"] == 30
    assert browser.send("get", "datasets/mnist/examples").json()["total"] == 30


# -- texts ------------------------------------------------------------------------------------------------------------


def test_a_text_is_listed_with_its_characters_as_classes(browser, nowhere):
    row, data = listed(browser)["alice"], load("alice")
    assert (row["kind"], row["state"], row["shape"]) == ("text", "ready", [40])
    assert row["class_names"] == list(data.class_names) and row["train"] == len(data.train)
    assert row["train_counts"][row["class_names"].index("e")] == int(
        (data.train.labels == data.class_names.index("e")).sum()
    )


def test_lines_hold_what_is_read_and_what_follows(browser, nowhere):
    found = browser.send("get", "datasets/alice/lines?count=3").json()
    first, second, _ = found["lines"]
    assert first == {"row": 0, "text": "down the rabbit-hole alice was beginning", "next": " "}
    assert second["text"] == first["text"][1:] + first["next"]
    assert found["total"] == len(load("alice").train)


def test_lines_may_follow_one_another_without_overlapping(browser, nowhere):
    lines = browser.send("get", "datasets/alice/lines?count=3&every=40&start=40").json()["lines"]
    assert [line["row"] for line in lines] == [40, 80, 120]
    assert "".join(line["text"] for line in lines).startswith(" to get very tired of sitting by her sister on the bank")


def test_lines_before_one_character_and_of_the_part_for_testing(browser, nowhere):
    names = load("alice").class_names
    found = browser.send("get", f"datasets/alice/lines?label={names.index('q')}&count=200").json()
    assert {line["next"] for line in found["lines"]} == {"q"} and found["total"] == len(found["lines"]) > 3
    test = browser.send("get", "datasets/alice/lines?split=test&start=99999").json()
    assert test == {"total": len(load("alice").test), "lines": []}


def test_text_has_no_thumbnails_and_pictures_no_lines(browser, here):
    said = {
        "alice/thumbnails": ("not-pictures", "alice has text, no pictures: ask for its lines"),
        "alice/points": ("not-points", "alice has text, no points: ask for its lines"),
        "mnist/lines": ("not-text", "mnist has pictures, no text: ask for its thumbnails"),
        "moons/lines": ("not-text", "moons has points, no text: ask for its points"),
    }
    for address, (code, message) in said.items():
        (problem,) = browser.send("get", f"datasets/{address}").json()["problems"]
        assert (problem["code"], problem["message"]) == (code, message)


@pytest.mark.parametrize("query", ["count=0", "count=201", "every=0", "start=-1", "split=secret"])
def test_lines_that_make_no_sense_are_refused(browser, nowhere, query):
    assert browser.send("get", f"datasets/alice/lines?{query}").status_code == 422
