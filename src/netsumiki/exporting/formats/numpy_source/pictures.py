"""Layers for pictures (N, H, W, C). Borders are rows and columns to add: (top, bottom, left, right)."""

import numpy as np

from netsumiki.engine.layers.resampling import blend


def windows(x, kernel, strides, dilation, borders, fill=0.0):
    """What the kernel sees at each place: (N, H, W, C) → (N, OH, OW, C, KH, KW)"""
    top, bottom, left, right = borders
    x = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)), constant_values=fill)
    (sh, sw), (dh, dw) = strides, dilation
    reach = tuple((k - 1) * d + 1 for k, d in zip(kernel, dilation))
    every = np.lib.stride_tricks.sliding_window_view(x, reach, axis=(1, 2))
    return every[:, ::sh, ::sw, :, ::dh, ::dw]


def conv2d(x, W, b=0.0, *, strides, dilation, borders):
    """y[n, i, j, f] = Σ x[n, i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c, f] + b[f]"""
    seen = windows(x, W.shape[:2], strides, dilation, borders)  # (N, OH, OW, C, KH, KW)
    return np.tensordot(seen, W.transpose(2, 0, 1, 3), axes=3) + b


def conv2d_transpose(x, W, b=0.0, *, strides, corner, size):
    """y[n, i · sh + kh − top, j · sw + kw − left, f] += x[n, i, j, c] · W[kh, kw, f, c], then + b[f]"""
    (N, H, V, _), (KH, KW, F, _), (sh, sw), (top, left), (OH, OW) = x.shape, W.shape, strides, corner, size
    high, wide = (H - 1) * sh + 1, (V - 1) * sw + 1  # what one tap of the kernel reaches
    y = np.zeros((N, max(high + KH - 1, top + OH), max(wide + KW - 1, left + OW), F), np.float32)
    for kh in range(KH):
        for kw in range(KW):
            y[:, kh : kh + high : sh, kw : kw + wide : sw] += x @ W[kh, kw].T
    return y[:, top : top + OH, left : left + OW] + b


def depthwise_conv2d(x, W, b=0.0, *, strides, dilation, borders):
    """y[n, i, j, c] = Σ x[n, i · sh + kh · dh − top, j · sw + kw · dw − left, c] · W[kh, kw, c] + b[c]"""
    seen = windows(x, W.shape[:2], strides, dilation, borders)
    return sum(seen[..., kh, kw] * W[kh, kw] for kh, kw in np.ndindex(*W.shape[:2])) + b


def max_pool(x, kernel, strides, borders):
    """y[n, i, j, c] = the largest x in the window at (i, j)"""
    return windows(x, kernel, strides, (1, 1), borders, -np.inf).max(axis=(4, 5))


def average_pool(x, kernel, strides, borders):
    """y[n, i, j, c] = the mean of x in the window at (i, j); border pixels count as zeros"""
    return windows(x, kernel, strides, (1, 1), borders).mean(axis=(4, 5))


def global_average_pool(x):
    """y[n, c] = mean of x[n, :, :, c]"""
    return x.mean(axis=(1, 2))


def global_max_pool(x):
    """y[n, c] = max of x[n, :, :, c]"""
    return x.max(axis=(1, 2))


def upsample_nearest(x, factor):
    """y[n, i, j, c] = x[n, ⌊i / fh⌋, ⌊j / fw⌋, c]"""
    return x.repeat(factor[0], axis=1).repeat(factor[1], axis=2)


def upsample_bilinear(x, factor):
    """y = R_h x R_wᵀ, weighted means of the four neighbours"""
    rows, columns = (blend(n, f).astype(np.float32) for n, f in zip(x.shape[1:3], factor))
    return np.einsum("ih,nhwc,jw->nijc", rows, x, columns, optimize=True)
