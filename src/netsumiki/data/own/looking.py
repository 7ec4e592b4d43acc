"""What a survey notes of each picture: enough to tell what is there, and small enough for half a million of them."""

import hashlib
from array import array
from functools import lru_cache

import numpy as np

from netsumiki.data.own.changes import class_names, clean
from netsumiki.data.own.sources.container import natural
from netsumiki.data.own.sources.source import UNLABELLED
from netsumiki.data.own.version import MOST_CLASSES
from netsumiki.data.placing import resampling
from netsumiki.engine.errors import DataError, Problem

SIDE = 12
"""Of the small grey copy by which pictures are compared."""
COLOURFUL = 24, 0.01
"""Red, green and blue differ by so many levels, in so large a share of the pixels: else it is grey."""
LUMA = np.array([0.299, 0.587, 0.114], np.float32)  # ITU-R BT.601


class Notes:
    """`see` each readable picture, then ask. `names` and `numbers` (where it stands in the source) are by picture."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.numbers, self.labels = array("q"), array("h")
        self.splits, self.colour, self.copies = bytearray(), bytearray(), bytearray()
        self.digests = array("Q")
        self.heights, self.widths = array("H"), array("H")
        self.found: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.names)

    def see(
        self,
        number: int,
        name: str,
        label: str,
        split: int,
        pixels: np.ndarray,
        size: tuple[int, int],
        kept: np.ndarray | None = None,
    ) -> None:
        """`pixels` uint8 (h, w, 1|3), of a picture that has the `size` (height, width) where it lies.

        `kept`: how a data set would keep it, where it is compared with what that has already.
        """
        label = clean(label) or UNLABELLED
        if label not in self.found and len(self.found) >= MOST_CLASSES:
            message = f"there are more than {MOST_CLASSES} classes: put the pictures into fewer folders"
            facts = {"count": len(self.found) + 1, "most": MOST_CLASSES}
            raise DataError(Problem("own-classes", message, facts=facts))
        self.names.append(name)
        self.numbers.append(number)
        self.labels.append(self.found.setdefault(label, len(self.found)))
        self.splits.append(split)
        self.heights.append(min(size[0], 65_535))
        self.widths.append(min(size[1], 65_535))
        self.colour.append(is_colourful(pixels))
        if kept is None:
            self.compare(pixels, size)
        else:
            self.compare(kept, kept.shape[:2])

    def compare(self, pixels: np.ndarray, size: tuple[int, ...]) -> None:
        """One more with which the next ones are compared; nothing else is noted of it."""
        digest = hashlib.blake2b(np.ascontiguousarray(pixels).data, digest_size=8, salt=b"%dx%d" % size)
        self.digests.append(int.from_bytes(digest.digest(), "little"))
        self.copies += small_copy(pixels).tobytes()

    @property
    def small(self) -> np.ndarray:
        """uint8 (N, 12, 12): a small grey copy of each that is compared."""
        return np.frombuffer(self.copies, np.uint8).reshape(-1, SIDE, SIDE)

    @property
    def sizes(self) -> np.ndarray:
        """int64 (N, 2): height and width."""
        return np.stack([np.asarray(self.heights, np.int64), np.asarray(self.widths, np.int64)], axis=1)

    def classes(self) -> tuple[tuple[str, ...], np.ndarray]:
        """(names of the classes in natural order, int16 (N,) the class of each)."""
        order = class_names(sorted(self.found, key=natural))
        places = np.array([order.index(name) for name in self.found] or [0], np.int16)
        return order, places[np.asarray(self.labels, np.int64)]


def is_colourful(pixels: np.ndarray) -> bool:
    if pixels.shape[2] == 1:
        return False
    step = max(1, min(pixels.shape[:2]) // 64)
    red, green, blue = np.moveaxis(pixels[::step, ::step], 2, 0)
    spread = np.maximum(np.maximum(red, green), blue) - np.minimum(np.minimum(red, green), blue)
    return float((spread > COLOURFUL[0]).mean()) > COLOURFUL[1]


def small_copy(pixels: np.ndarray) -> np.ndarray:
    """uint8 (12, 12), grey."""
    h, w, C = pixels.shape
    lines = (_resampling(h) @ pixels.reshape(h, w * C).astype(np.float32)).reshape(SIDE, w, C)
    grey = lines @ LUMA if C == 3 else lines[..., 0]  # of twelve lines only, which is quicker than of all
    return np.rint(grey @ _resampling(w).T).astype(np.uint8)


@lru_cache(maxsize=256)
def _resampling(source: int) -> np.ndarray:
    return resampling(source, SIDE).astype(np.float32)
