"""Proof that a part is right: gradient checks, and the contract that every registered class must pass.

Both need NumPy alone and speak by `AssertionError`, so a layer of your own is checked with any test runner or none.
"""

from netsumiki.engine.testing.gradients import GradientResult, assert_gradients, check_graph, check_loss, distinct

__all__ = ["GradientResult", "assert_gradients", "check_graph", "check_loss", "distinct"]
