"""MNIST: found in a folder that the user names, in the user's data folder, or downloaded once and checked."""

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from netsumiki.data.dataset import Data, Dataset, Split, datasets
from netsumiki.data.idx import read_idx
from netsumiki.data.storage import ENVIRONMENT_VARIABLE, Progress, locked, named_folder, user_folder
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Shape, option

MD5_SUMS = {
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
"""Of the uncompressed files: mirrors compress them differently."""

MIRRORS = (
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://raw.githubusercontent.com/fgnt/mnist/master/",
    "http://yann.lecun.com/exdb/mnist/",
)
PREFIXES = {"train": "train", "test": "t10k"}
"""How the names of the files of each split begin."""
DIGITS = tuple("0123456789")
MAX_FILE_BYTES = 64 << 20
REMEDY = (
    f"use the built-in digits (--data strokes), or set {ENVIRONMENT_VARIABLE} to a folder that holds the MNIST files"
)


@datasets.register("mnist", group="Pictures")
class Mnist(Dataset):
    """70,000 handwritten digits, 28 × 28 grey: the classic first data set.

    Shapes: inputs (60000, 28, 28, 1) and (10000, 28, 28, 1), labels 0 to 9
    Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits" (1998), CC BY-SA 3.0.
    """

    label = "MNIST"
    example_shape = (28, 28, 1)
    classes: Shape | None = option(None, ge=0, le=9, help="Keep only these digits; nothing means all ten.")
    limit: int | None = option(None, ge=1, le=60_000, help="Keep only the first so many training examples.")

    @property
    def class_count(self) -> int:
        return 10 if self.classes is None else len(self.classes)

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        folder = locate(data_dir) or download(progress=progress)
        train, test = (_split(folder, prefix) for prefix in PREFIXES.values())
        return Data("mnist", train, test, DIGITS).keep(self.classes, self.limit)


def locate(data_dir: Path | str | None = None) -> Path | None:
    """The folder that holds MNIST: `data_dir`, else the one named in the environment, else the user's; or nothing.

    The files are plain or .gz and lie in that folder or in its `mnist` folder.
    Raises: `DataError` when `data_dir` was given and does not hold them.
    """
    if data_dir is not None:
        return _within(Path(data_dir)) or _missing(Path(data_dir))
    candidates = [named_folder(), user_folder()]
    return next((found for folder in candidates if folder and (found := _within(folder))), None)


def download(
    folder: Path | None = None,
    mirrors: Sequence[str] = MIRRORS,
    progress: Progress | None = None,
    stall_seconds: float = 20.0,
    md5_sums: Mapping[str, str] = MD5_SUMS,
) -> Path:
    """Get the four files, each from the first mirror that works, into `folder`: uncompressed and checked.

    Raises: `DataError` that says what was tried and what else can be done.
    """
    from netsumiki.data.downloading import fetch  # here: HTTP and TLS are slow to import and seldom needed

    folder = folder or user_folder() / "mnist"
    with locked(folder):
        for name, md5 in md5_sums.items():
            if (folder / name).exists():  # another process was faster
                continue
            urls = [mirror.rstrip("/") + f"/{name}.gz" for mirror in mirrors]
            failures = fetch(urls, folder / name, md5, MAX_FILE_BYTES, progress, stall_seconds)
            if failures:
                tried = [f"{url}: {reason}" for url, reason in failures.items()]
                message = f"MNIST could not be downloaded: {REMEDY} (tried {'; '.join(tried)})"
                raise DataError(Problem("mnist-download", message, facts={"tried": tried}))
    return folder


def verify(folder: Path) -> list[str]:
    """The names of the files in `folder` whose content is not the published one."""
    wrong = []
    for name, md5 in MD5_SUMS.items():
        path = file_of(folder, name)
        array = read_idx(path) if path else np.empty(0, np.uint8)
        header = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
        if hashlib.md5(header + array.tobytes(), usedforsecurity=False).hexdigest() != md5:
            wrong.append(name)
    return wrong


def split(folder: Path, which: str) -> Split:
    """One of the two alone, "train" or "test". Raises `DataError` as `load` does."""
    found = _split(folder, PREFIXES[which])
    return Data("mnist", found, found, DIGITS).train


def _split(folder: Path, prefix: str) -> Split:
    return Split(pictures(folder, prefix), read_idx(_file(folder, f"{prefix}-labels-idx1-ubyte")))


def pictures(folder: Path, prefix: str, most: int | None = None) -> np.ndarray:
    """uint8 (N, H, W, 1): the pictures of the files that begin with `prefix`, or only the first so many."""
    images = read_idx(_file(folder, f"{prefix}-images-idx3-ubyte"), most)
    if images.ndim != 3 or images.dtype != np.uint8:
        message = f"{folder} holds {prefix} images of shape {images.shape}, expected bytes (N, H, W): get MNIST anew"
        raise DataError(Problem("mnist-shape", message))
    return images[..., np.newaxis]


def _within(folder: Path) -> Path | None:
    for place in (folder, folder / "mnist"):
        if all(file_of(place, name) for name in MD5_SUMS):
            return place
    return None


def file_of(folder: Path, name: str) -> Path | None:
    """The file with this name in `folder`, plain or compressed."""
    return next((path for path in (folder / name, folder / (name + ".gz")) if path.is_file()), None)


def _file(folder: Path, name: str) -> Path:
    return file_of(folder, name) or folder / name


def _missing(folder: Path) -> Path:
    absent = [name for name in MD5_SUMS if not (file_of(folder, name) or file_of(folder / "mnist", name))]
    lacking = absent[0] if absent else "complete set of files in one place"
    message = f"{folder} does not hold MNIST (no {lacking}, plain or .gz): name another folder, or {REMEDY}"
    raise DataError(Problem("mnist-missing", message, facts={"folder": str(folder), "missing": absent}))
