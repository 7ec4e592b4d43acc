"""Examples that are made when they are asked for: some rows of a file, or every place at which a window can stand."""

from typing import Any

import numpy as np

from netsumiki.data.placing import rim
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Pair, Shape


class Lazy:
    """Like an array (N, …) that cannot be written: `examples[rows]`, `np.take(examples, rows, axis=0)`, `len`, `shape`.

    `only(rows)` is some of it without making any; `np.asarray` makes them all. Any thread may ask.
    """

    base: Any
    shape: Shape
    dtype: np.dtype

    @property
    def ndim(self) -> int:
        return len(self.shape)

    @property
    def nbytes(self) -> int:
        """How many bytes lie under them: those of the array or the file that they are made of."""
        return int(self.base.nbytes)

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, rows: Any) -> np.ndarray:
        if isinstance(rows, int | np.integer):
            return self.take([rows])[0]
        return self.take(row_numbers(rows, len(self)))

    def take(self, rows: Any, axis: int = 0, out: np.ndarray | None = None, mode: str = "raise") -> np.ndarray:
        """These examples, written to `out` when it is given; `np.take` calls it."""
        if axis != 0:
            raise IndexError(f"examples are taken along axis 0, got {axis}")
        rows = row_numbers(rows, len(self), mode)
        out = np.empty((len(rows), *self.shape[1:]), self.dtype) if out is None else out
        self._make(rows, out)
        return out

    def only(self, rows: Any) -> "Rows":
        """Those with these numbers (or this slice, or where this is true), in that order."""
        return Rows(self, rows)

    def copy(self) -> np.ndarray:
        """All of them."""
        return self[:]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> np.ndarray:
        return self[:] if dtype is None else self[:].astype(dtype, copy=False)

    def _make(self, rows: np.ndarray, out: np.ndarray) -> None:
        """Write the examples with these numbers, which are all there, to `out`."""
        raise NotImplementedError


class Rows(Lazy):
    """y[n] = base[rows[n]]: a part of an array, of a file that is mapped into memory, or of other lazy examples."""

    def __init__(self, base: Any, rows: Any = slice(None)):
        rows = row_numbers(rows, len(base))
        if isinstance(base, Rows):
            base, rows = base.base, base.rows[rows]
        self.base = base if isinstance(base, Lazy) else np.asarray(base)
        self.rows = rows
        self.shape, self.dtype = (len(rows), *base.shape[1:]), np.dtype(base.dtype)

    def _make(self, rows: np.ndarray, out: np.ndarray) -> None:
        np.take(self.base, self.rows[rows], axis=0, out=out, mode="clip")  # clip: writes to `out` without a copy


class Windows(Lazy):
    """Every picture many times over: its middle h × w window at each place of a grid, on the colour of its rim.

    The places go from edge to edge in even steps. With `turns` each of them also stands at the four right angles.

    Shapes: base uint8 (N, H, W, C) -> (N · count, H, W, C); picture n fills the rows from n · count on, turn by turn,
    from the top and from the left.
    Raises: `DataError` when the window is larger than a picture, the grid has more places than there are, or pictures
    that are not square are to be turned.
    """

    def __init__(self, base: Any, window: Pair, grid: Pair, turns: bool = False):
        if problems := unfit(base.shape[1:3], window, grid, turns):
            raise DataError(*problems)
        self.base = base if isinstance(base, Lazy) else np.asarray(base)
        self.window, self.turns = window, 4 if turns else 1
        (H, W), (h, w) = base.shape[1:3], window
        places = [(top, left) for top in _places(H - h, grid[0]) for left in _places(W - w, grid[1])]
        self._to = [(slice(top, top + h), slice(left, left + w)) for top, left in places]
        top, left = (H - h) // 2, (W - w) // 2
        self._from = slice(top, top + h), slice(left, left + w)
        self.shape, self.dtype = (len(base) * self.count, *base.shape[1:]), np.dtype(base.dtype)

    @property
    def count(self) -> int:
        """How many are made of each picture."""
        return self.turns * len(self._to)

    def _make(self, rows: np.ndarray, out: np.ndarray) -> None:
        pictures, variants = np.divmod(rows, self.count)
        turns, places = np.divmod(variants, len(self._to))
        found = np.take(self.base, pictures, axis=0, mode="clip")
        out[...] = _background(found)
        inner = found[:, *self._from]
        for picture, window, place in zip(out, inner, places.tolist(), strict=True):
            picture[self._to[place]] = window
        for k in np.flatnonzero(turns).tolist():
            out[k] = np.rot90(out[k], turns[k]).copy()


def _background(pictures: np.ndarray) -> np.ndarray:
    """(N, 1, 1, C): the median colour of the rim of each, which is one that is there."""
    edge = rim(np.moveaxis(pictures, 0, 2))  # (pixels, N, C)
    middle = len(edge) // 2
    return np.partition(edge, middle, axis=0)[middle][:, np.newaxis, np.newaxis]


def row_numbers(rows: Any, count: int, mode: str = "raise") -> np.ndarray:
    """Which of `count` rows somebody means, from 0: by numbers, a slice, or true and false for each."""
    if isinstance(rows, slice):
        return np.arange(*rows.indices(count))
    rows = np.asarray(rows if not isinstance(rows, tuple) else None)
    if rows.dtype == bool and rows.shape == (count,):
        return np.flatnonzero(rows)
    if rows.ndim != 1 or (rows.dtype.kind not in "iu" and rows.size):
        raise IndexError(f"examples are chosen by a list of their numbers, got {rows.dtype} {rows.shape}")
    rows = rows.astype(np.int64, copy=False)
    if mode == "clip":
        return rows.clip(0, count - 1)
    if rows.size and not -count <= rows.min() <= rows.max() < count:
        wrong = rows.min() if rows.min() < -count else rows.max()
        raise IndexError(f"there is no example {wrong} among the {count}")
    return np.where(rows < 0, rows + count, rows)


def _places(room: int, count: int) -> list[int]:
    """Where windows begin that leave `room` pixels free: from 0 to `room`, evenly; a single one in the middle."""
    if count == 1:
        return [room // 2]
    return [(2 * k * room + count - 1) // (2 * (count - 1)) for k in range(count)]


def unfit(size: Shape, window: Pair, grid: Pair, turns: bool) -> list[Problem]:
    """Why such windows cannot be made of pictures of this height and width; nothing if they can."""
    shown, asked = f"{size[0]} × {size[1]}", f"{window[0]} × {window[1]}"
    if window[0] > size[0] or window[1] > size[1]:
        message = f"a window of {asked} is larger than the pictures of {shown}: make it smaller"
        return [Problem("enlargement-window", message, "data", {"window": asked, "picture": shown})]
    problems, most = [], (size[0] - window[0] + 1, size[1] - window[1] + 1)
    if grid[0] > most[0] or grid[1] > most[1]:
        there, wanted = f"{most[0]} × {most[1]}", f"{grid[0]} × {grid[1]}"
        message = f"a window of {asked} has {there} places in a picture of {shown}, not {wanted}: "
        facts = {"window": asked, "picture": shown, "places": there, "wanted": wanted}
        problems.append(Problem("enlargement-grid", message + "make the grid or the window smaller", "data", facts))
    if turns and size[0] != size[1]:
        message = f"pictures of {shown} are not square, so they cannot be turned by right angles: set turns to false"
        problems.append(Problem("enlargement-turns", message, "data", {"picture": shown}))
    return problems
