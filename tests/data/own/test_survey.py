"""What a survey tells before anything is stored."""

import numpy as np
import pytest
from PIL import Image

from netsumiki.data.own import Incoming, Plan
from netsumiki.engine.errors import DataError
from tests.data.own.shapes import encoded, laid_out, shape_files, shape_picture, zipped

STREAM = np.random.default_rng(7)


def grey(side=40):
    return STREAM.integers(0, 256, (side, side, 1), np.uint8)


def test_sizes_and_colours_are_counted(look, tmp_path):
    files = {f"a/{n}.png": encoded(grey(20)) for n in range(3)} | {"b/0.png": encoded(grey(30))}
    files |= {"b/1.jpg": encoded(STREAM.integers(0, 256, (20, 30, 3), np.uint8), "JPEG")}
    files |= {"b/2.png": encoded(np.repeat(grey(20), 3, axis=2))}  # three channels, yet grey
    found = look(laid_out(tmp_path / "a", files))
    assert found.sizes == (((20, 20), 4), ((20, 30), 1), ((30, 30), 1))
    assert (found.colour, found.grey, found.pictures) == (1, 5, 6)


def test_the_same_picture_twice_is_found_whatever_its_file(look, imported, tmp_path):
    picture = grey()
    files = {f"a/{n}.png": encoded(grey()) for n in range(4)}
    files |= {"a/one.png": encoded(picture), "b/two.bmp": encoded(picture, "BMP"), "b/three.png": encoded(grey())}
    folder = laid_out(tmp_path / "a", files)
    found = look(folder)
    assert found.duplicates == (("a/one.png", "b/two.bmp"),) and found.duplicate_count == 1 and not found.near
    stored = imported(folder)
    row = stored.file_names().index("b/two.bmp")
    assert stored.version().split[row] == 2  # left out, and still there to be looked at
    same, near = stored.duplicates()
    assert stored.file_names()[same[row]] == "a/one.png" and (near == -1).all()
    assert (imported(folder, duplicates="keep").version().split != 2).all()


def test_nearly_the_same_pictures_are_found_and_stay_together(look, imported, tmp_path):
    stream = np.random.default_rng(3)
    files = shape_files(each=20, side=48, seed=5)
    picture = shape_picture("red circle", stream, 64)
    half = picture.reshape(32, 2, 32, 2, 3).mean(axis=(1, 3)).astype(np.uint8)
    files |= {"x/one.png": encoded(picture), "x/two.jpg": encoded(picture, "JPEG", quality=80)}
    files |= {"x/smaller.png": encoded(half), "x/lighter.png": encoded(np.minimum(picture, 252) + 3)}
    found = look(zipped(tmp_path / "a.zip", files))
    groups = [set(group) for group in found.near if any(name.startswith("x/") for name in group)]
    assert groups == [{"x/one.png", "x/two.jpg", "x/smaller.png", "x/lighter.png"}] and not found.duplicates
    assert found.near_count - 3 <= 2  # hardly any of the 200 others
    stored = imported(tmp_path / "a.zip")
    names, split = stored.file_names(), stored.version().split
    assert len({split[names.index(name)] for name in groups[0]}) == 1  # none is tested with what was nearly learnt
    for seed in range(4):
        split = stored.edit({"change": "divide", "share": 0.5, "seed": seed}).split
        assert len({split[names.index(name)] for name in groups[0]}) == 1, "nor when all are divided anew"


def test_digits_on_a_plain_ground_are_placed_like_digits(look, tmp_path):
    from netsumiki.data.strokes import excerpt

    digits = excerpt(0, 60)
    written = {f"{n % 10}/{n}.png": encoded(255 - np.pad(d, ((9, 3), (2, 14), (0, 0)))) for n, d in enumerate(digits)}
    found = look(laid_out(tmp_path / "written", written)).suggestion
    assert (found.shape, found.placing, found.keep) == ((28, 28, 1), "digit", False)
    made = {f"{n % 10}/{n}.png": encoded(d) for n, d in enumerate(digits)}
    found = look(laid_out(tmp_path / "made", made)).suggestion
    assert (found.shape, found.placing, found.keep) == ((28, 28, 1), "digit", True)


def test_the_test_of_a_competition_gets_the_form_of_its_training_pictures(look, tmp_path):
    from netsumiki.data.strokes import excerpt

    rows = np.roll(excerpt(0, 60), 2, axis=1).reshape(60, -1)  # not in the middle, so that they are placed anew
    np.savetxt(tmp_path / "train.csv", np.column_stack([np.arange(60) % 10, rows]), "%d", ",")
    np.savetxt(tmp_path / "test.csv", rows, "%d", ",")
    learnt, asked = look(tmp_path / "train.csv"), look(tmp_path / "test.csv")
    assert "unlabelled" in asked.remarks and not learnt.suggestion.keep
    assert asked.suggestion == learnt.suggestion


def test_pictures_in_mnists_form_are_stored_as_they_are(imported, tmp_path):
    from netsumiki.data.strokes import excerpt

    digits = excerpt(0, 40)
    stored = imported(laid_out(tmp_path / "a", {f"{n % 4}/{n}.png": encoded(d) for n, d in enumerate(digits)}))
    rows = [int(name.split("/")[1].split(".")[0]) for name in stored.file_names()]
    assert np.array_equal(stored.pictures, digits[rows]) and stored.preparation == {"placing": "digit", "invert": False}


@pytest.mark.parametrize(
    "sizes, shape, placing",
    [
        ([(32, 48)] * 5, (32, 48, 3), "fit"),
        ([(300, 400)] * 4 + [(400, 300)], (64, 64, 3), "crop"),
        ([(40, 40), (41, 40), (50, 50)], (32, 32, 3), "fit"),
        ([(12, 12)] * 3, (12, 12, 3), "fit"),
    ],
)
def test_a_size_is_suggested_that_learns_quickly(look, tmp_path, sizes, shape, placing):
    rough = [STREAM.integers(0, 256, (1 + h // 10, 1 + w // 10, 3), np.uint8) for h, w in sizes]
    pictures = [np.kron(r, np.ones((10, 10, 1), np.uint8))[:h, :w] for r, (h, w) in zip(rough, sizes)]
    files = {f"{n % 2}/{n}.png": encoded(picture) for n, picture in enumerate(pictures)}
    found = look(laid_out(tmp_path / "a", files)).suggestion
    assert (found.shape, found.placing) == (shape, placing)


def test_dark_drawings_on_light_paper_are_inverted(look, tmp_path):
    paper = {f"{'leaf' if n % 2 else 'tree'}/{n}.png": np.full((30, 30, 1), 250, np.uint8) for n in range(8)}
    for n, picture in enumerate(paper.values()):
        picture[8 + n : 20, 10:15] = 20
    found = look(laid_out(tmp_path / "a", {name: encoded(picture) for name, picture in paper.items()})).suggestion
    assert (found.placing, found.invert) == ("fit", True)


def test_a_preview_shows_what_is_stored(here, tmp_path):
    incoming = Incoming.begin(laid_out(tmp_path / "a", shape_files(each=6)))
    found = incoming.survey()
    for plan in (found.suggestion, Plan((16, 24, 3), "crop"), Plan((28, 28, 1), "fit", invert=True)):
        shown = incoming.preview(plan)
        assert shown.shape == (40, *plan.shape) and found.samples == tuple(c for c in range(10) for _ in range(4))
    shown = incoming.preview(Plan((16, 24, 3), "crop"))
    stored = incoming.commit("a", Plan((16, 24, 3), "crop"))
    first = stored.version().rows(label=3)[:4]
    assert np.array_equal(shown[12:16], stored.pictures[first])


def test_a_photograph_that_was_taken_sideways_stands_upright(here, tmp_path):
    upright = np.zeros((40, 24, 3), np.uint8) + np.arange(0, 200, 5, dtype=np.uint8)[:, None, None]
    turned = Image.Exif()
    turned[0x0112] = 6  # to be shown after a quarter turn to the right
    content = encoded(np.rot90(upright), "JPEG", quality=100, exif=turned)
    incoming = Incoming.begin(laid_out(tmp_path / "a", {"a/1.jpg": content, "b/2.png": encoded(upright)}))
    found = incoming.survey()
    assert found.sizes == (((40, 24), 2),)
    plan = Plan((40, 24, 3), duplicates="keep")
    shown, stored = incoming.preview(plan), incoming.commit("a", plan)
    assert np.array_equal(shown, stored.pictures) and abs(shown[0].astype(int) - shown[1]).max() < 8


@pytest.mark.parametrize("shape", [(7, 28, 1), (28, 257, 1), (28, 28, 2), (28, 28, 4)])
def test_sizes_that_cannot_be_stored_are_refused(shape):
    with pytest.raises(DataError, match="choose sides from 8 to 256"):
        Plan(shape)


def test_classes_are_in_natural_order_and_their_names_are_clean(look, tmp_path):
    names = ["10", "9", "e\u0301te\u0301", "a\u202eb\tc", "zoo"]
    files = {f"{name}/{n}.png": encoded(grey()) for name in names for n in range(2)}
    assert [c.name for c in look(laid_out(tmp_path / "a", files)).classes] == ["9", "10", "a b c", "zoo", "été"]


def test_what_is_unwise_is_remarked(look, tmp_path):
    files = {f"a/{n}.png": encoded(grey()) for n in range(23)} | {f"b/{n}.png": encoded(grey()) for n in range(2)}
    assert look(laid_out(tmp_path / "a", files)).remarks == ("few", "uneven")
