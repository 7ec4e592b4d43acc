"""axe-core's judgement of a page as it stands."""

from functools import cache
from pathlib import Path
from typing import Any

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@cache
def _axe() -> str:
    assert AXE.is_file(), f"{AXE} is missing: run make test, which installs it"
    return AXE.read_text("utf-8")


def serious_violations(page: Any) -> list[str]:
    """Each violation of impact serious or critical, as "rule: what to do (where)"."""
    # over the debugger, since the page's own policy rightly refuses foreign scripts
    session = page.context.new_cdp_session(page)
    try:
        session.send("Runtime.evaluate", {"expression": _axe() + ";0"})
    finally:
        session.detach()
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'] }).then(r => r.violations)")
    return [
        f"{v['id']}: {v['help']} ({', '.join(' '.join(map(str, node['target'])) for node in v['nodes'])})"
        for v in found
        if v["impact"] in ("serious", "critical")
    ]
