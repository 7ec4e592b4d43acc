"""Occlusion: cover a part of the picture, and see what becomes of the score."""

import numpy as np

from netsumiki.engine.errors import OptionError, Problem
from netsumiki.engine.registry import Pair, Shape, option
from netsumiki.insight.attribution.base import Method, attributions, need_pictures
from netsumiki.insight.attribution.probe import Probe, parts

Box = tuple[slice, slice]


@attributions.register("occlusion", group="Covering")
class Occlusion(Method):
    """a = mean over the windows that cover a pixel of s(x) − s(x with the window painted over)

    The windows cover all channels; the last ones are cut off at the border.

    Source: Zeiler & Fergus, Visualizing and understanding convolutional networks, 2014
    """

    label = "Occlusion"
    says = "How much the score falls (blue) or rises (orange) when a small window is painted over: a real experiment."
    silent = "What two places do together; and the patch itself makes a picture such as the network has never seen."
    slow = True

    window: Pair | None = option(
        None,
        ge=1,
        le=1024,
        help="Height and width of what is painted over, in pixels; a seventh of the picture unless given.",
    )
    stride: Pair | None = option(
        None,
        ge=1,
        le=1024,
        help="Pixels from one window to the next, at most the window's size; half of it unless given.",
    )
    baseline: float = option(0.0, ge=-1000, le=1000, help="Grey value of the paint: 0 is black, 1 is white.")

    def check(self, probe: Probe) -> None:
        need_pictures(probe, self)
        window, stride = self.sizes(probe.input_shape)
        if any(step > wide for step, wide in zip(stride, window)):
            message = f"occlusion has stride {stride} and window {window}, which leaves pixels uncovered: "
            facts = {"option": "stride", "value": list(stride), "expected": f"at most {list(window)}"}
            raise OptionError(Problem("option-value", f"{message}use at most the window's size", facts=facts))

    def sizes(self, shape: Shape) -> tuple[Pair, Pair]:
        """(window, stride) for pictures of this shape: of large ones larger, so that there are not many more."""
        height, width = (max(1, round(side / 7)) for side in shape[:2])
        window = self.window or (height, width)
        return window, self.stride or (max(1, window[0] // 2), max(1, window[1] // 2))

    def measure(self, probe, x, targets, tell):
        boxes, paint = windows(x.shape[1:3], *self.sizes(x.shape[1:])), probe.grey(self.baseline)
        found = np.zeros(x.shape[:3])
        covered = np.zeros(x.shape[1:3])
        for rows, columns in boxes:
            covered[rows, columns] += 1
        for i, picture in enumerate(x):
            whole = probe.scores(picture[np.newaxis])[0, targets[i]]
            for part in parts(len(boxes), x.shape[1:]):
                tell(i * len(boxes) + part.start, len(x) * len(boxes))
                painted = np.repeat(picture[np.newaxis], part.stop - part.start, axis=0)
                for copy, (rows, columns) in zip(painted, boxes[part]):
                    copy[rows, columns] = paint
                falls = whole - probe.scores(painted)[:, targets[i]]
                for (rows, columns), fall in zip(boxes[part], falls):
                    found[i, rows, columns] += fall
        tell(len(x) * len(boxes), len(x) * len(boxes))
        found /= np.maximum(covered, 1)
        return found[..., np.newaxis].astype(x.dtype), {"windows": len(boxes)}


def windows(size: tuple[int, int], window: tuple[int, int], stride: tuple[int, int]) -> list[Box]:
    """Where the windows lie, row by row; together they reach every border."""
    lines = []
    for length, wide, step in zip(size, window, stride):
        count = -(-max(length - wide, 0) // step) + 1
        lines.append([slice(k * step, min(k * step + wide, length)) for k in range(count)])
    return [(rows, columns) for rows in lines[0] for columns in lines[1]]
