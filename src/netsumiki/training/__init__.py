"""Training: one small step object per task, one loop, events, callbacks, checkpoints."""

from netsumiki.training.recipe import Recipe
from netsumiki.training.run import Result, Run, train

__all__ = ["Recipe", "Result", "Run", "train"]
