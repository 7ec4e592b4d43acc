"""Pooling: keep the strongest (or the mean) of each window, so that a picture shrinks and small shifts matter less."""

from math import prod

from netsumiki.engine.layers.base import layers
from netsumiki.engine.layers.convolution import PictureLayer
from netsumiki.engine.ops.window import Window
from netsumiki.engine.registry import Padding, Pair, Shape, option


class WindowPool(PictureLayer):
    """Shapes: x (N, H, W, C) → y (N, OH, OW, C)"""

    pool_size: Pair = option(2, ge=1, le=256, help="Height and width of the window, in pixels.")
    strides: Pair | None = option(
        None, ge=1, le=256, help="Pixels from one window to the next; as large as the window if not set."
    )
    padding: Padding = option("valid", ge=0, le=128, choices=["valid", "same"], help="Border around the picture.")

    def window(self, x: Shape) -> Window:
        return Window.padded(self.pool_size, self.strides or self.pool_size, (1, 1), self.padding, (x[0], x[1]))

    def output_shape(self, x: Shape) -> Shape:
        self.require_pictures(x)
        window = self.window(x)
        if window.top >= self.pool_size[0] or window.left >= self.pool_size[1]:
            message = (
                f"{self.registered_name} has padding {self.padding}, as large as its window {self.pool_size}: use less"
            )
            self.fail("padding-too-large", message)
        return (*self.require_window(window, x), x[2])

    def flops(self, x: Shape) -> int:
        return prod(self.output_shape(x)) * prod(self.pool_size)

    def build(self, x: Shape) -> None:
        self.shape, self.geometry = x, self.window(x)
        self.size = self.output_shape(x)
        g = self.geometry
        self.bordered = (g.top, g.bottom, g.left, g.right) != (0, 0, 0, 0)
        self.apart = g.strides[0] >= g.kernel[0] and g.strides[1] >= g.kernel[1]  # no pixel lies in two windows
        covered = tuple(s * o for s, o in zip(g.strides, self.size[:2], strict=True)) if g.strides == g.kernel else None
        self.exact = covered == tuple(x[:2]) and not self.bordered  # every pixel lies in exactly one window

    def views(self, padded):
        """For each position in the window, the pixels that lie there."""
        (KH, KW), (sh, sw), (OH, OW) = self.geometry.kernel, self.geometry.strides, self.size[:2]
        for kh in range(KH):
            for kw in range(KW):
                yield padded[:, kh : kh + (OH - 1) * sh + 1 : sh, kw : kw + (OW - 1) * sw + 1 : sw]

    def pad(self, x, border):
        if not self.bordered:
            return x
        padded = self.padded_buffer("padded", len(x))
        padded.fill(border)
        self.inner(padded)[...] = x
        return padded

    def padded_buffer(self, name, n):
        g, (H, W, C) = self.geometry, self.shape
        return self.buffer(name, n, H + g.top + g.bottom, W + g.left + g.right, C)

    def inner(self, padded):
        g, (H, W, _) = self.geometry, self.shape
        return padded[:, g.top : g.top + H, g.left : g.left + W]


@layers.register("max_pool", group="Pooling")
class MaxPool(WindowPool):
    """y[n, i, j, c] = the largest x in the window at (i, j) = max over its columns of the max over its rows

    Taking rows first halves the work, and rows are long runs of memory. Of several equal pixels one receives the
    gradient: the first column that holds the maximum, there the first row.

    Source: Weng, Ahuja & Huang, Cresceptron, 1992
    """

    def row_views(self, padded):
        KH, sh, OH = self.geometry.kernel[0], self.geometry.strides[0], self.size[0]
        return [padded[:, kh : kh + (OH - 1) * sh + 1 : sh] for kh in range(KH)]

    def column_views(self, rows):
        KW, sw, OW = self.geometry.kernel[1], self.geometry.strides[1], self.size[1]
        return [rows[:, :, kw : kw + (OW - 1) * sw + 1 : sw] for kw in range(KW)]

    def rows_buffer(self, name, n):
        g, (_, W, C) = self.geometry, self.shape
        return self.buffer(name, n, self.size[0], W + g.left + g.right, C)

    def forward(self, x, *, training):
        self.x = self.pad(x, -float("inf"))
        self.rows = self.largest(self.row_views(self.x), self.rows_buffer("rows", len(x)))
        self.y = self.largest(self.column_views(self.rows), self.buffer("y", len(x), *self.size))
        return self.y

    def backward(self, dy):
        if not self.wants_inputs:
            return None
        d_rows = self.rows_buffer("d_rows", len(dy))
        dx = self.padded_buffer("dx", len(dy))
        if not self.exact:
            d_rows.fill(0)
            dx.fill(0)
        self.send_back(dy, self.y, self.column_views(self.rows), self.column_views(d_rows), "columns")
        self.send_back(d_rows, self.rows, self.row_views(self.x), self.row_views(dx), "rows")
        return self.inner(dx) if self.bordered else dx

    def largest(self, views, out):
        """out = max over the views"""
        if len(views) == 1:
            out[...] = views[0]
        else:
            self.xp.maximum(views[0], views[1], out=out)
        for view in views[2:]:
            self.xp.maximum(out, view, out=out)
        return out

    def send_back(self, dy, y, views, d_views, name):
        """Give dy to the first view that equals y; what is left over by all others belongs to the last."""
        xp, rest = self.xp, dy
        here = self.buffer(name + " here", *dy.shape, dtype=bool)
        share = left = None
        if not self.apart:
            share = self.buffer(name + " share", *dy.shape)
        if not self.apart or len(views) > 2:
            left = self.buffer(name + " left", *dy.shape)
        for i, (view, d_view) in enumerate(zip(views[:-1], d_views[:-1], strict=True)):
            xp.equal(view, y, out=here)
            part = xp.multiply(rest, here, out=d_view if share is None else share)
            if share is not None:
                d_view += share
            direct = self.apart and i == len(views) - 2  # what nobody else took is exactly the last one's
            rest = xp.subtract(rest, part, out=d_views[-1] if direct else left)
        if not self.apart:
            d_views[-1] += rest
        elif len(views) == 1:
            d_views[-1][...] = rest


@layers.register("average_pool", group="Pooling")
class AveragePool(WindowPool):
    """y[n, i, j, c] = the mean of x in the window at (i, j); border pixels count as zeros

    Source: LeCun et al., Gradient-based learning applied to document recognition, 1998
    """

    def forward(self, x, *, training):
        padded = self.pad(x, 0.0)
        y = self.buffer("y", len(x), *self.size)
        y.fill(0)
        for view in self.views(padded):
            y += view
        y *= 1 / prod(self.pool_size)
        return y

    def backward(self, dy):
        if not self.wants_inputs:
            return None
        share = self.xp.multiply(dy, 1 / prod(self.pool_size), out=self.buffer("share", *dy.shape))
        dx = self.padded_buffer("dx", len(dy))
        dx.fill(0)
        for dx_view in self.views(dx):
            dx_view += share
        return self.inner(dx) if self.bordered else dx


class GlobalPool(PictureLayer):
    """Shapes: x (N, H, W, C) → y (N, C)"""

    def output_shape(self, x: Shape) -> Shape:
        self.require_pictures(x)
        return (x[2],)

    def flops(self, x: Shape) -> int:
        return prod(x)


@layers.register("global_average_pool", group="Pooling")
class GlobalAveragePool(GlobalPool):
    """y[n, c] = mean of x[n, :, :, c]

    Source: Lin, Chen & Yan, Network in network, 2014
    """

    def forward(self, x, *, training):
        self.shape = x.shape
        y = self.buffer("y", len(x), x.shape[3])
        self.xp.add.reduce(x, axis=(1, 2), out=y)
        y *= 1 / prod(x.shape[1:3])
        return y

    def backward(self, dy):
        if self.wants_inputs:
            dx = self.buffer("dx", *self.shape)
            self.xp.multiply(dy[:, None, None, :], 1 / prod(self.shape[1:3]), out=dx)
            return dx


@layers.register("global_max_pool", group="Pooling")
class GlobalMaxPool(GlobalPool):
    """y[n, c] = max of x[n, :, :, c]; the gradient goes to the first pixel that has that value"""

    def forward(self, x, *, training):
        N, H, W, C = x.shape
        self.shape = x.shape
        maps = self.buffer("maps", N, C, H * W)
        maps.reshape(N, C, H, W)[...] = x.transpose(0, 3, 1, 2)
        self.where = maps.argmax(axis=2, out=self.buffer("where", N, C, dtype=self.xp.intp))
        return self.xp.max(maps, axis=2, out=self.buffer("y", N, C))

    def backward(self, dy):
        if self.wants_inputs:
            N, H, W, C = self.shape
            dx = self.buffer("dx", N, H, W, C)
            dx.fill(0)
            # where each largest pixel lies in the flat dx: (n · H · W + pixel) · C + c
            place = self.buffer("place", N, C, dtype=self.xp.intp)
            self.xp.multiply(self.where, C, out=place)
            place += self.xp.arange(C)
            place += self.xp.arange(0, dx.size, H * W * C)[:, None]
            dx.reshape(-1)[place.reshape(-1)] = dy.reshape(-1)  # flat, since NumPy would copy an index of two axes
            return dx
