"""What a decision rests on: `explain(model, picture, "grad_cam", target=3)`, and every method in `attributions`."""

from typing import Any

from netsumiki.insight.attribution import maps, occlusion, slopes, wishing  # noqa: F401 - registers the methods
from netsumiki.insight.attribution.base import Attribution, Method, attributions
from netsumiki.insight.attribution.probe import Network, Tell

__all__ = ["Attribution", "Method", "Network", "attributions", "explain"]


def explain(
    model: Network,
    pictures: Any,
    method: Any = "integrated_gradients",
    target: Any = None,
    progress: Tell | None = None,
) -> Attribution:
    """What the score of `target` rests on in one picture or several; `method`: a name, its JSON or the method itself.

    Raises: `OptionError` for an unknown method or option, `DataError` when network, pictures or target do not fit.
    """
    return attributions.create(method).explain(model, pictures, target, progress)
