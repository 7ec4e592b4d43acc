"""Convolution as a few large matrix products over memory that is copied only KH times.

The textbook way (im2col) copies every input number KH · KW times before one matrix product. Here the rows are unfolded
only vertically (see `ops.unfolding`), and a window is KW neighbouring positions: one contiguous run of numbers. Runs
that do not overlap are the rows of an ordinary matrix *in place*. Two ways to gather all windows into such matrices
(`window.Tiling` chooses):

- columns: one matrix for each output column j, one row for each line (n, i) of the batch;
- flow: runs that begin KW positions apart, across all lines; KW such matrices cover all windows. These few products
  are long even for a single picture, but also compute what lies between the lines.

With few filters a product with so few columns wastes the processor. Then `tile` neighbouring outputs are computed
together from one run of tile + KW − 1 positions, by a banded matrix that holds the kernel `tile` times, each shifted:
more multiplications, yet fewer seconds (`make bench ARGS="--only generator-cnn"`).

A large batch is worked through in blocks of pictures that stay in the cache. The weight gradient unfolds all blocks
but one a second time: that costs less than to read them from memory (`make bench ARGS="--only digit-reader"`).
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from netsumiki.engine.ops.unfolding import Buffer, Once, Unfolding, banded, in_place
from netsumiki.engine.ops.window import Tiling, Window


class Correlation:
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c, f]

    Shapes: x (N, H, W, C), W (KH, KW, C, F) → y (N, OH, OW, F), a view of memory lent by `buffer(name, *shape)`.
    """

    def __init__(self, window: Window, x_shape: tuple[int, ...], filters: int, buffer: Buffer, xp: Any = np):
        self.window, self.buffer, self.xp = window, buffer, xp
        self.x_shape, self.F = x_shape, filters
        self.OH, self.OW = window.output_size(*x_shape[:2])
        self.unfolding = Unfolding(window, x_shape, self.OH, buffer)
        self.depth = self.unfolding.depth
        self.plans: dict[int, tuple[list[Block], Tiling]] = {}
        self.once = Once()

    def __call__(self, x: Any, W: Any, bias: Any = None) -> Any:
        self.read(x)
        return self.multiply(W, bias)

    def read(self, x: Any) -> None:
        """Take x, which `multiply` and `weight_gradient` then refer to; it must not change until they are done."""
        self.x, self.N, self.held = x, len(x), -1
        if self.N not in self.plans:
            self.plans[self.N] = self._plan()
        self.blocks, self.tiling = self.plans[self.N]

    def _plan(self) -> tuple[list["Block"], Tiling]:
        """How a batch of N pictures is divided into blocks, and their windows into matrices."""
        (_, width, _), w = self.x_shape, self.window
        cuts = self.unfolding.blocks(self.N, width + w.left + w.right)
        largest = cuts[0].stop if cuts else 0
        tiling = Tiling.cheapest(w, width, self.OW, self.depth, self.F, largest * self.OH)
        return [Block(self, tiling, cut) for cut in cuts], tiling

    def multiply(self, W: Any, bias: Any = None) -> Any:
        """y = U · W + bias for the x that was read last."""
        y, block_of_y = self._products(W, bias)
        for number in range(len(self.blocks)):
            block_of_y(number)
        return y

    def weight_gradient(self, dy: Any) -> Any:
        """dW[kh, kw, c, f] = Σ x[…] · dy[n, i, j, f] for the x that was read last; Shapes: (KH, KW, C, F)"""
        block_of_dW, dW = self._gradient(dy)
        for number in reversed(range(len(self.blocks))):  # the last one is still unfolded from `multiply`
            block_of_dW(number)
        return dW()

    def both(self, dy: Any, W: Any) -> tuple[Any, Any]:
        """(weight_gradient(dy), multiply(W)), with one unfolding for the two."""
        y, block_of_y = self._products(W, None)
        block_of_dW, dW = self._gradient(dy)
        for number in range(len(self.blocks)):
            block_of_y(number)
            block_of_dW(number)
        return dW(), y

    def _products(self, W: Any, bias: Any) -> tuple[Any, Callable[[int], None]]:
        """y, and what computes one block of it; to be called in order: flowing rows reach into the block behind."""
        y, lines, outputs, _ = self._outputs("y")
        band = self.band(W)
        if bias is not None:
            repeated = self.buffer("bias", self.tiling.outputs, self.F)
            repeated[...] = bias
            tiled = repeated.reshape(-1)

        def block_of_y(number: int) -> None:
            for matrix, out in zip(self._matrices(number), outputs[number], strict=True):
                self.xp.matmul(matrix, band, out=out)
            if bias is not None:
                lines[self.blocks[number].lines] += tiled

        return y, block_of_y

    def _gradient(self, dy: Any) -> tuple[Callable[[int], None], Callable[[], Any]]:
        """What adds one block to the weight gradient, and what gives it in the end."""
        if not self.tiling.flowing and dy.flags.c_contiguous:
            lines = dy.reshape(self.N * self.OH, -1)
            rows = [self._columns(lines[block.lines]) for block in self.blocks]
        else:
            spread, lines, rows, behind = self._outputs("dy")
            spread[...] = dy
            lines[:, self.OW * self.F :] = 0
            behind[...] = 0
        total, diagonals = self._band("dband")
        first = [total]  # where the first product is written; those after it are added

        def block_of_dW(number: int) -> None:
            for matrix, dy_rows in zip(self._matrices(number), rows[number], strict=True):
                if first:
                    self.xp.matmul(matrix.T, dy_rows, out=first.pop())
                else:
                    part = self.xp.matmul(matrix.T, dy_rows, out=self.buffer("dband+", *total.shape))
                    self.xp.add(total, part, out=total)

        def dW() -> Any:
            if first:  # no picture at all
                total.fill(0)
            if self.tiling.tile == 1:
                return diagonals[0].transpose(1, 0, 2, 3)
            summed = self.buffer("dW", *diagonals.shape[1:])
            return self.xp.add.reduce(diagonals, axis=0, out=summed).transpose(1, 0, 2, 3)

        return block_of_dW, dW

    def band(self, W: Any) -> Any:
        """The kernel as a (run, tile · F) matrix: column block u holds it shifted by u outputs, zeros elsewhere."""
        band, diagonals = self._band("band")
        if self.tiling.tile > 1 or self.window.dilation[1] > 1:
            band.fill(0)
        diagonals[...] = W.transpose(1, 0, 2, 3)
        return band

    # -- memory: the same few arrays seen in several ways -----------------------------------------------------

    def _matrices(self, number: int) -> list[Any]:
        """The matrices of windows of one block, which is unfolded unless it was the last one to be."""
        block = self.blocks[number]
        if self.held != number:
            self.held = number
            memory = self.unfolding(self.x[block.pictures], self.tiling.positions, block.spare)
            if block.memory is not memory:
                block.matrices = [in_place(self.xp, memory, start, *block.matrix) for start in block.starts]
                block.memory = memory
        return block.matrices

    def _outputs(self, name: str) -> tuple[Any, Any, list[list[Any]], Any]:
        """An output-shaped array: as (N, OH, OW, F), as lines, as rows of each block's products; what lies behind."""
        t, lines = self.tiling, self.N * self.OH
        line, width, apart = t.outputs * self.F, t.tile * self.F, t.apart * self.F
        size = lines * line
        ends = [block.lines.start * line + block.matrix[0] * apart for block in self.blocks]
        memory = self.buffer(name, max([size, *ends]))

        def views():
            whole = memory[:size].reshape(lines, line)
            y = whole.reshape(self.N, self.OH, t.outputs, self.F)[:, :, : self.OW]
            rows = []
            for block in self.blocks:
                starts = [block.lines.start * line + s * self.F for s in t.starts]
                rows.append([in_place(self.xp, memory, s, block.matrix[0], width, apart) for s in starts])
            return y, whole, rows, memory[size:]

        return self.once((name, self.N), memory, views)

    def _columns(self, lines: Any) -> list[Any]:
        """The columns of tiles of an output-shaped array without gaps."""
        width = self.tiling.tile * self.F
        return [lines[:, s * self.F : s * self.F + width] for s in self.tiling.starts]

    def _band(self, name: str) -> tuple[Any, Any]:
        return banded(self.once, name, self.buffer, self.window, self.tiling.tile, self.x_shape[2], self.F, self.xp)


class Block:
    """Some pictures of a batch, and where the matrices of their windows lie once they are unfolded."""

    def __init__(self, of: Correlation, tiling: Tiling, pictures: slice):
        self.pictures = pictures
        self.lines = slice(pictures.start * of.OH, pictures.stop * of.OH)
        count, stride = self.lines.stop - self.lines.start, of.window.strides[1]
        run, rows = of.window.reach(tiling.tile) * of.depth, tiling.rows(count)
        apart = (tiling.apart * stride if tiling.flowing else tiling.positions) * of.depth
        self.matrix = (rows, run, apart)
        self.starts = [start * stride * of.depth for start in tiling.starts]
        self.spare = max(0, rows * apart + run - count * tiling.positions * of.depth) if tiling.flowing else 0
        self.memory: Any = None
        self.matrices: list[Any] = []
