"""Explanations from the maps of a convolution: coarse, but tied to what the last layers decide on."""

from typing import Any

import numpy as np

from netsumiki.engine.errors import DataError, Problem, did_you_mean, listing, quoted
from netsumiki.engine.registry import option
from netsumiki.insight.attribution.base import Method, attributions, need_pictures
from netsumiki.insight.attribution.probe import Probe
from netsumiki.insight.attribution.slopes import GuidedBackprop, guided


class OfMaps(Method):
    """What the methods share that look at the maps of one layer."""

    node: str | None = option(None, help="The layer whose maps are looked at; unless given, the last one with maps.")

    def check(self, probe: Probe) -> None:
        need_pictures(probe, self)
        layer_with_maps(probe, self.node)


@attributions.register("grad_cam", group="Maps")
class GradCam(OfMaps):
    """a = max(Σₖ wₖ Aₖ, 0), wₖ = mean of ds/dAₖ: the maps Aₖ of a layer, each with its say in the score

    Enlarged to the size of the picture by blending between the middles of neighbouring cells.

    Source: Selvaraju et al., Grad-CAM: visual explanations from deep networks via gradient-based localization, 2017
    """

    label = "Grad-CAM"
    says = "Which region speaks for this class rather than another, as the last maps see it."
    silent = "Which pixels: a cell of the maps stands for a wide window, and what speaks against is left out."

    positive: bool = option(True, help="Keep only what speaks for the class.")

    @property
    def signed(self) -> bool:
        return not self.positive

    def measure(self, probe, x, targets, tell):
        node = layer_with_maps(probe, self.node)
        maps = class_maps(probe, node, x, targets, self.positive)
        values = np.stack([enlarged(m, x.shape[1:3]) for m in maps])[..., np.newaxis]
        return values.astype(x.dtype), {"node": node, "size": list(maps.shape[1:])}


@attributions.register("guided_grad_cam", group="Maps")
class GuidedGradCam(OfMaps):
    """a = Grad-CAM · guided backpropagation, pixel by pixel: fine strokes, and only where the class is seen

    The maps are enlarged by repeating cells.

    Source: Selvaraju et al., Grad-CAM: visual explanations from deep networks via gradient-based localization, 2017
    """

    label = "Guided Grad-CAM"
    says = "Which strokes the units see, in the region that speaks for this class."
    silent = "How much a stroke adds to the score: the strokes are much like those of an untrained network."

    def check(self, probe: Probe) -> None:
        super().check(probe)
        GuidedBackprop().check(probe)

    def measure(self, probe, x, targets, tell):
        node = layer_with_maps(probe, self.node)
        maps = class_maps(probe, node, x, targets, positive=True)
        rows, columns = (np.arange(new) * old // new for new, old in zip(x.shape[1:3], maps.shape[1:]))
        whole = maps[:, rows[:, np.newaxis], columns, np.newaxis]  # (N, H, W, 1)
        return whole * guided(probe, x, targets), {"node": node, "size": list(maps.shape[1:])}


def class_maps(probe: Probe, node: str, x: np.ndarray, targets: np.ndarray, positive: bool) -> np.ndarray:
    """(N, h, w): Σₖ wₖ Aₖ, in the size of the node's maps."""
    values, slopes = probe.slopes_at(node, x, targets)
    weights = slopes.mean(axis=(1, 2), keepdims=True)  # (N, 1, 1, K)
    maps = (weights * values).sum(axis=3)
    return np.maximum(maps, 0) if positive else maps


def layer_with_maps(probe: Probe, wanted: str | None = None) -> str:
    """The last layer with maps of more than one cell after a convolution, or the one that is wanted.

    Raises: `DataError` when there is none, or the wanted one has no maps or does not lead to the scores.
    """
    known = layers_with_maps(probe)
    if wanted in known:
        return wanted
    if not known:
        message = "Grad-CAM looks at the maps of a convolution, and this network has no convolution with maps of more "
        message += "than one cell: choose integrated_gradients, or put a conv2d with a small kernel into the network"
        raise DataError(Problem("no-maps", message))
    if wanted is None:
        return known[-1]
    facts = {"value": wanted, "known": known}
    if wanted in probe.nodes:
        message = f"{quoted(wanted)} has no maps that the scores depend on: choose one of {listing(known)}"
        raise DataError(Problem("no-maps-there", message, node=wanted, facts=facts))
    message = f"the network has no layer {quoted(wanted)}{did_you_mean(wanted, known)}"
    raise DataError(Problem("unknown-node", message, facts=facts))


def layers_with_maps(probe: Probe) -> list[str]:
    """The layers that the score depends on and that have maps of more than one cell, at or after a convolution."""
    convolved: set[str] = set()
    found = []
    for node in probe.upstream():
        layer, shape = node.layer, node.shape or ()
        learns = layer is not None and layer.group == "Convolution" and bool(layer.parameters)
        if learns or convolved & set(node.inputs):
            convolved.add(node.name)
            if len(shape) == 3 and shape[0] * shape[1] > 1:
                found.append(node.name)
    return found


def enlarged(plane: np.ndarray, size: Any) -> np.ndarray:
    """(h, w) → (H, W): blended between the middles of neighbouring cells; beyond the outermost middles they go on."""
    rows, columns = (_blend(old, new) for old, new in zip(plane.shape, size))
    return rows @ plane @ columns.T


def _blend(old: int, new: int) -> np.ndarray:
    """(new, old): the share of each cell in each pixel."""
    middles = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    return np.maximum(0, 1 - np.abs(middles[:, np.newaxis] - np.arange(old)))
