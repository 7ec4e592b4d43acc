"""Outputs and weights as pictures: bytes on one scale, a page at a time."""

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.engine.layers.convolution import Conv2DTranspose
from netsumiki.engine.nodes import Node
from netsumiki.insight.filters import PLACE_KEEPING

MOST_MAPS = 64
LONGEST = 512
"""Rows and columns of a plane that are shown; a larger matrix is cut off."""
ZERO, REACH = 128, 127


@dataclass(frozen=True)
class Maps:
    """Some of `total` planes, from number `start` on: uint8 (k, H, W), and of what each is one (`numbers`).

    All planes of a node share one scale, symmetric around zero: 128 is 0, 255 is `limit`, 1 is −`limit`; 0 stands for
    what is no number. `size` is that of a whole plane; a larger one than `LONGEST` is cut off.
    """

    planes: np.ndarray
    numbers: tuple[tuple[int, ...], ...]
    start: int
    total: int
    size: tuple[int, int]
    limit: float


def output_maps(values: Any, start: int = 0, count: int = MOST_MAPS) -> Maps:
    """What a node put out for one example: one plane for each channel of a picture, else all of it as one plane.

    A sequence is a plane of (steps, features), a row of numbers a plane of one line.
    """
    values = np.asarray(values)
    if values.ndim == 3:
        return _page(np.moveaxis(values, 2, 0), [(c,) for c in range(values.shape[2])], start, count)
    plane = values.reshape(1, -1) if values.ndim < 2 else values
    return _page(plane[np.newaxis], [()], start, count)


def parameter_maps(graph: Graph, node: Node, values: Any, start: int = 0, count: int = MOST_MAPS) -> Maps:
    """An array shaped like a parameter of that node: its weights or their gradient.

    A kernel gives a plane for each (filter, channel); the weights of a dense layer behind a picture one for each
    (unit, channel), laid out as that picture; every other matrix is one plane.
    """
    values = np.asarray(values)
    if values.ndim == 4:
        turned = (2, 3, 0, 1) if isinstance(node.layer, Conv2DTranspose) else (3, 2, 0, 1)
        return _grid(values.transpose(turned), start, count)
    if values.ndim == 3:
        return output_maps(values, start, count)
    shape = picture_behind(graph, node)
    if values.ndim == 2 and shape is not None and prod(shape) == len(values):
        return _grid(values.T.reshape(-1, *shape).transpose(0, 3, 1, 2), start, count)
    return output_maps(values, start, count)


def picture_behind(graph: Graph, node: Node) -> tuple[int, ...] | None:
    """The shape of the picture whose pixels a node reads as a row, each where it was; None if there is none."""
    by_name = {n.name: n for n in graph.inspection.nodes}
    while len(node.inputs) == 1:
        shape = node.input_shapes[0] if node.input_shapes else ()
        if len(shape) == 3:
            return shape
        before = by_name.get(node.inputs[0])
        if before is None or getattr(before.layer, "group", "") not in PLACE_KEEPING:
            return None
        node = before
    return None


def _grid(planes: np.ndarray, start: int, count: int) -> Maps:
    """Planes (F, C, H, W), all channels of a filter one after the other."""
    F, C, H, W = planes.shape
    return _page(planes.reshape(F * C, H, W), [(f, c) for f in range(F) for c in range(C)], start, count)


def _page(planes: np.ndarray, numbers: list[tuple[int, ...]], start: int, count: int) -> Maps:
    start = max(0, min(start, len(planes) - 1))
    end = start + max(1, min(count, MOST_MAPS))
    shown = planes[start:end, :LONGEST, :LONGEST]
    limit = _limit(planes)
    size = (planes.shape[1], planes.shape[2])
    return Maps(_bytes(shown, limit), tuple(numbers[start:end]), start, len(planes), size, limit)


def _limit(planes: np.ndarray) -> float:
    """The largest finite size of a number."""
    sizes = np.abs(planes)
    largest = float(sizes.max(initial=0))
    return largest if np.isfinite(largest) else float(np.max(sizes, initial=0, where=np.isfinite(sizes)))


def _bytes(planes: np.ndarray, limit: float) -> np.ndarray:
    scaled = planes * (REACH / limit) if limit else np.zeros(planes.shape, np.float32)
    scaled[~np.isfinite(planes)] = -ZERO
    return (np.rint(scaled) + ZERO).astype(np.uint8)
