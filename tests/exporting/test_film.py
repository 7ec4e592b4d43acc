"""Films: every frame of a timeline in its turn, the last one held, and a remedy where something is missing."""

import io
import os
import stat
import sys

import numpy as np
import pytest
from PIL import Image

from netsumiki.engine.errors import DataError
from netsumiki.exporting import film as films
from netsumiki.exporting.film import Cancelled, film

FAKE = """#!{python}
import sys, time
pixels = sys.stdin.buffer.read() if {reads} else b""
{more}
open(sys.argv[-1], "wb").write(" ".join(sys.argv[1:]).encode() + b"|" + str(len(pixels)).encode())
"""


class Timeline:
    """Frames of pictures that become brighter, or of points that walk to the right."""

    def __init__(self, steps, shape=(4, 8, 8, 1)):
        self.known, self.shape, self.gone = list(steps), shape, ()

    def steps(self):
        return self.known

    def frame(self, step):
        if step in self.gone:
            raise DataError("it was thinned")
        if len(self.shape) == 2:
            return np.full(self.shape, step / 10, np.float32)
        return np.full(self.shape, min(10 * self.known.index(step), 255), np.uint8)


def seen(content):
    """(frames as arrays, their milliseconds)"""
    with Image.open(io.BytesIO(content)) as image:
        frames, durations = [], []
        for k in range(image.n_frames):
            image.seek(k)
            image.load()
            durations.append(image.info["duration"])
            frames.append(np.asarray(image.convert("RGB")))
    return frames, durations


@pytest.mark.parametrize("kind", ["gif", "webp"])
@pytest.mark.parametrize("channels", [1, 3])
def test_every_frame_comes_in_its_turn_and_the_last_is_held(kind, channels):
    timeline = Timeline([0, 10, 20, 30], (4, 8, 8, channels))
    frames, durations = seen(film(timeline, kind, seconds=2, columns=2))
    assert len(frames) == 4 and durations == [500, 500, 500, 2000]
    assert [abs(int(f[40, 40, 0]) - 10 * k) < 9 for k, f in enumerate(frames)] == [True] * 4
    assert frames[0].shape[0] > frames[0].shape[1] > 400  # enlarged, with the step below


def test_the_step_is_written_below():
    one, other = (seen(film(Timeline([step, 77]), "gif", columns=2))[0][0][-24:] for step in (0, 1234))
    assert one.max() > 180 and not np.array_equal(one, other)


def test_a_long_timeline_is_shown_by_some_of_its_frames():
    timeline = Timeline(range(400), (1, 2, 2, 1))
    timeline.frame = lambda step: np.array([[step % 256, step // 256]], np.uint8).repeat(2, 0).reshape(1, 2, 2, 1)
    told = []
    frames, durations = seen(film(timeline, "webp", seconds=1, columns=1, progress=lambda *facts: told.append(facts)))
    assert len(frames) == 25 and durations[0] == 40 and told[-1] == ("Drawing frames", 25, 25)
    assert tuple(frames[-1][10, [10, 500], 0]) == (399 % 256, 1) and tuple(frames[0][10, [10, 500], 0]) == (0, 0)


def test_points_walk_through_a_window_that_stays_and_real_ones_lie_behind():
    real = np.array([[0, 0], [3, 3]], np.float32)
    frames, _ = seen(film(Timeline([0, 30], (5, 2)), "webp", real=real))
    purple = [np.nonzero((f[..., 2] > 200) & (f[..., 1] < 120)) for f in frames]
    assert purple[0][1].mean() < 100 and purple[1][1].mean() > 300
    green = [(f[..., 1].astype(int) - f[..., 0] > 60).any() for f in frames]
    assert all(green)


def test_where_a_frame_vanished_meanwhile_the_one_before_stays():
    timeline = Timeline([0, 10, 20])
    timeline.gone = (10,)
    frames, durations = seen(film(timeline, "gif", seconds=1.5, columns=2))
    assert len(frames) == 2 and durations == [1000, 2000]


def test_whoever_no_longer_wants_it_gets_none():
    asked = []
    with pytest.raises(Cancelled):
        film(Timeline([0, 10, 20]), "gif", columns=2, stop=lambda: asked.append(1) or len(asked) == 2)
    assert len(asked) == 2


@pytest.mark.parametrize(
    "timeline, options, words",
    [
        (Timeline([]), {}, "holds no frames: train a generator in this run first"),
        (Timeline([1]), {"kind": "avi"}, 'cannot be written as "avi"; known are gif, mp4 and webp'),
        (Timeline([1]), {"seconds": 0}, "takes 1 to 60 seconds, got 0"),
        (Timeline([1]), {"seconds": 61}, "takes 1 to 60 seconds, got 61"),
        (Timeline([1]), {"seconds": float("nan")}, "got nan"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(timeline, options, words):
    with pytest.raises(DataError, match=words):
        film(timeline, **options)


@pytest.fixture
def ffmpeg(tmp_path, monkeypatch):
    """A function that puts a program called ffmpeg in the way, which writes down what it was told."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def pretend(reads=True, more=""):
        program = tmp_path / "ffmpeg"
        program.write_text(FAKE.format(python=sys.executable, reads=reads, more=more))
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    return pretend


@pytest.mark.parametrize("channels, pixels", [(1, "gray"), (3, "rgb24")])
def test_ffmpeg_gets_every_pixel_and_the_last_frame_again(ffmpeg, channels, pixels):
    ffmpeg()
    options, count = film(Timeline([0, 10, 20, 30], (4, 8, 8, channels)), "mp4", seconds=2, columns=2).split(b"|")
    told = options.decode().split()
    width, height = map(int, told[told.index("-s") + 1].split("x"))
    assert width % 2 == height % 2 == 0 and told[told.index("-r") + 1] == "2.000"
    assert told[told.index("-pix_fmt") + 1] == pixels
    assert int(count) == (4 + 3) * width * height * channels  # 1.5 s more of the last, at 2 frames a second


def test_without_ffmpeg_a_sentence_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DataError, match="does not have: install it, or choose gif or webp"):
        film(Timeline([0, 10]), "mp4", columns=2)


@pytest.mark.parametrize("reads", [True, False])
def test_what_ffmpeg_complains_of_is_told(ffmpeg, reads):
    ffmpeg(reads, "sys.exit('first line\\nUnknown encoder')")
    with pytest.raises(DataError, match=r"\(Unknown encoder\): choose gif or webp"):
        film(Timeline(range(0, 500, 10), (100, 28, 28, 3)), "mp4")


def test_an_ffmpeg_that_hangs_is_ended(ffmpeg, monkeypatch):
    monkeypatch.setattr(films, "PATIENCE", 0.2)
    ffmpeg(reads=False, more="time.sleep(60)")
    with pytest.raises(DataError, match="choose gif or webp"):
        film(Timeline(range(0, 500, 10), (100, 28, 28, 3)), "mp4")


def test_nothing_stays_of_a_film_that_was_cancelled(ffmpeg, tmp_path, monkeypatch):
    ffmpeg()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    asked = []
    with pytest.raises(Cancelled):
        film(Timeline(range(9)), "mp4", columns=2, stop=lambda: asked.append(1) or len(asked) == 5)
    assert os.listdir(tmp_path) == ["ffmpeg"]
