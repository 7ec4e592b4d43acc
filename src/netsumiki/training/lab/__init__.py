"""The Lab: a small network in memory that learns a few steps at a time, for pages that one takes part in."""

from netsumiki.training.lab.lab import Lab
from netsumiki.training.lab.landscape import Axis, landscape
from netsumiki.training.lab.looking import View

__all__ = ["Axis", "Lab", "View", "landscape"]
