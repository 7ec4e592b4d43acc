"""Inside any layer: values, gradients, how each number came about, and the layer's own source beside it."""

from netsumiki.insight.inside import gates, normalising, passing, shrinking, weighing  # noqa: F401
from netsumiki.insight.inside.cell import MOST_TERMS, Cell
from netsumiki.insight.inside.gates import over_time
from netsumiki.insight.inside.looking import Look, Seen, look, looking_glass
from netsumiki.insight.inside.views import (
    explains,
    input_gradient_cell,
    output_cell,
    parameter_gradient_cell,
    view_of,
)

__all__ = [
    "MOST_TERMS",
    "Cell",
    "Look",
    "Seen",
    "explains",
    "input_gradient_cell",
    "look",
    "looking_glass",
    "output_cell",
    "over_time",
    "parameter_gradient_cell",
    "view_of",
]
