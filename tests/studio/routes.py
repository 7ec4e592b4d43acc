"""Every address of the studio, found by asking it: a forgotten one cannot hide from the tests of security."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

EXAMPLES = {
    "id": "abcdefghjkmn",
    "number": "1",
    "step": "1",
    "run": "abcdefghjkmn",
    "name": "mnist",
    "place": "somewhere",
    "row": "0",
    "format": "numpy",
    "precision": "float32",
}


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver("netsumiki.studio.urls")).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def addresses() -> list[str]:
    """One address for each route, with example values in the place of its parameters."""
    found = {"/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda m: EXAMPLES[m[1]], route) for route, _ in patterns()}
    return sorted(found | {"/static/ninja/swagger-ui.css"})
