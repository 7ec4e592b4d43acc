"""How gradients move weights; importing this package fills the registry `optimizers`."""

from netsumiki.engine.optimizers.adaptive import AdaGrad, Adam, AdamW, RMSprop
from netsumiki.engine.optimizers.average import WeightAverage
from netsumiki.engine.optimizers.base import Optimizer, optimizers
from netsumiki.engine.optimizers.gradient_descent import SGD, Momentum, Nesterov

__all__ = [
    "SGD",
    "AdaGrad",
    "Adam",
    "AdamW",
    "Momentum",
    "Nesterov",
    "Optimizer",
    "RMSprop",
    "WeightAverage",
    "optimizers",
]
