"""Problems as JSON, in the one form that answers of the interface and messages of the stream have."""

from typing import Any

from netsumiki.engine.errors import Problem


def as_json(problem: Problem) -> dict[str, Any]:
    """See `api.schemas.ProblemOut`."""
    return vars(problem) | {"facts": plain(problem.facts)}


def plain(value: Any) -> Any:
    """Facts as JSON, whatever an error put into them."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set):
        return [plain(v) for v in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def itself_failed(error: Exception) -> Problem:
    """What is said of a fault of the studio; what exactly happened is nothing for other people's eyes."""
    message = f"the studio itself failed ({type(error).__name__}): what you made is saved; the terminal shows more"
    return Problem("studio-failed", message)
