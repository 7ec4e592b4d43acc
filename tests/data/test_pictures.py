"""Any picture of a digit comes out as MNIST shows it."""

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw

from netsumiki.data import Preprocessing
from netsumiki.engine.errors import DataError

prepare = Preprocessing().from_picture


def drawing(size=(400, 300), ink=0, paper=255, box=(150, 60, 240, 240), mode="L"):
    """A hook: a vertical bar with a foot to the right."""
    image = Image.new(mode, size, paper)
    pen = ImageDraw.Draw(image)
    left, top, right, bottom = box
    pen.rectangle((left, top, left + 24, bottom), fill=ink)
    pen.rectangle((left, bottom - 24, right, bottom), fill=ink)
    return image


def saved(image, format="PNG", **options):
    file = io.BytesIO()
    image.save(file, format, **options)
    return io.BytesIO(file.getvalue())


def difference(a, b):
    return float(np.abs(a.astype(int) - b.astype(int)).mean())


EXPECTED = prepare(drawing())


def test_the_ink_fills_a_box_of_20_and_its_mass_lies_at_pixel_14():
    assert EXPECTED.shape == (28, 28, 1) and EXPECTED.dtype == np.uint8
    ink = EXPECTED[..., 0].astype(float)
    rows, columns = np.flatnonzero(ink.max(1)), np.flatnonzero(ink.max(0))
    assert rows[-1] - rows[0] + 1 == 20 and columns[-1] - columns[0] + 1 == 10
    assert abs(ink.sum(1) @ np.arange(28) / ink.sum() - 14) <= 0.5
    assert abs(ink.sum(0) @ np.arange(28) / ink.sum() - 14) <= 0.5
    assert ink.max() == 255


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(drawing(ink=255, paper=0), id="light on dark"),
        pytest.param(drawing(ink=60, paper=200), id="pale ink on grey paper"),
        pytest.param(drawing(mode="RGB", ink=(20, 20, 160), paper=(250, 240, 200)), id="coloured"),
        pytest.param(drawing(mode="RGBA", ink=(0, 0, 0, 255), paper=(0, 0, 0, 0)), id="black on nothing"),
        pytest.param(drawing(mode="RGBA", ink=(255, 255, 255, 255), paper=(255, 255, 255, 0)), id="white on nothing"),
        pytest.param(drawing(mode="RGBA", ink=(0, 0, 0, 255), paper=(255, 255, 255, 255)), id="opaque with alpha"),
        pytest.param(drawing(mode="CMYK", ink=(0, 0, 0, 255), paper=(0, 0, 0, 0)), id="for print"),
        pytest.param(drawing(mode="I;16", ink=0, paper=60000), id="16 bits"),
        pytest.param(drawing().convert("1"), id="1 bit"),
        pytest.param(drawing().convert("P"), id="palette"),
        pytest.param(drawing(size=(420, 260), box=(300, 40, 390, 220)), id="elsewhere on the paper"),
        pytest.param(np.asarray(drawing()), id="array of bytes"),
        pytest.param(np.asarray(drawing())[..., None] / 255, id="array of numbers"),
        pytest.param(np.asarray(drawing()) > 0, id="array of yes and no"),
    ],
)
def test_colour_polarity_and_place_do_not_matter(picture):
    assert difference(prepare(picture), EXPECTED) < 1


@pytest.mark.parametrize("factor", [0.1, 0.5, 3, 9])
def test_size_does_not_matter(factor):
    picture = drawing().resize((round(400 * factor), round(300 * factor)), Image.Resampling.BOX)
    assert difference(prepare(picture), EXPECTED) < 4


@pytest.mark.parametrize(
    "format, options", [("PNG", {}), ("BMP", {}), ("GIF", {}), ("JPEG", {"quality": 40}), ("WEBP", {})]
)
def test_file_formats_do_not_matter(format, options, tmp_path):
    assert difference(prepare(saved(drawing(), format, **options)), EXPECTED) < 2
    drawing().save(tmp_path / "picture.dat", format, **options)
    assert difference(prepare(tmp_path / "picture.dat"), EXPECTED) < 2


def test_a_photograph_with_grain_and_shadow_is_read():
    stream = np.random.default_rng(0)
    shadow = np.linspace(150, 210, 400) + np.linspace(0, 20, 300)[:, None]
    paper = np.asarray(drawing(ink=25, paper=255), float) / 255 * shadow + stream.normal(0, 4, (300, 400))
    photograph = saved(Image.fromarray(paper.clip(0, 255).astype(np.uint8)), "JPEG", quality=70)
    assert difference(prepare(photograph), EXPECTED) < 12


def test_a_photograph_held_sideways_is_turned():
    exif = Image.Exif()
    exif[0x0112] = 6
    sideways = saved(drawing().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)
    assert difference(prepare(sideways), EXPECTED) < 2


def test_of_an_animation_the_first_frame_is_read():
    frames = saved(drawing(), "GIF", save_all=True, append_images=[drawing(box=(10, 10, 300, 60))])
    assert difference(prepare(frames), EXPECTED) < 1


def test_a_thin_pen_is_not_faint():
    image = Image.new("L", (900, 900), 255)
    ImageDraw.Draw(image).line((300, 100, 500, 800), fill=0, width=3)
    assert prepare(image).max() == 255


def test_ink_far_from_the_middle_of_its_box_stays_inside():
    picture = np.zeros((100, 100))
    picture[:20, :20] = picture[99, 99] = 1
    assert prepare(np.pad(picture, 5)).sum() > 200 * 16


def test_mnist_images_shown_ten_times_larger_come_back(mnist):
    """Measured on 5,000 training images: 99 % differ by at most 0.2 grey levels on average (faint rims are cut off)."""
    images = mnist.train.inputs[:500]
    shown = [np.kron(image[..., 0], np.ones((10, 10), np.uint8)) for image in images]
    errors = np.array([difference(prepare(picture), image) for picture, image in zip(shown, images)])
    assert (errors <= 0.25).mean() >= 0.98 and np.median(errors) < 0.02


def test_mnist_images_sent_as_blurred_inverted_jpeg_keep_their_label(mnist):
    known = mnist.train.inputs[10_000:30_000].reshape(20_000, -1).astype(np.float32)
    labels = mnist.train.labels[10_000:30_000]
    images = mnist.train.inputs[:300]

    def nearest(pictures):
        pictures = pictures.reshape(len(pictures), -1).astype(np.float32)
        return labels[((known**2).sum(1) - 2 * pictures @ known.T).argmin(1)]

    def sent(image):
        large = Image.fromarray(255 - image[..., 0]).resize((280, 280), Image.Resampling.BICUBIC)
        return prepare(saved(large, "JPEG", quality=60))

    assert (nearest(np.stack([sent(image) for image in images])) == nearest(images)).mean() >= 0.97


def test_only_pictures_of_the_networks_shape_are_made():
    assert prepare(drawing(), shape=(28, 28, 1)).shape == (28, 28, 1)
    with pytest.raises(DataError, match=r"this network reads \(32, 32, 3\)"):
        prepare(drawing(), shape=(32, 32, 3))
