"""Every layer, one family per file; importing this package fills the registry `layers`."""

from netsumiki.engine.layers import (  # noqa: F401
    activation,
    convolution,
    core,
    expansion,
    lookup,
    merge,
    normalization,
    pooling,
    recurrent,
    regularization,
    resampling,
)
from netsumiki.engine.layers.base import Layer, layers

__all__ = ["Layer", "layers"]
