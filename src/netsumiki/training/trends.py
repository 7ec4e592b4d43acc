"""What an experiment shows: whether measures rise or fall with the share of noise, and whether that may be chance."""

from collections.abc import Sequence
from itertools import permutations
from math import factorial
from typing import Any

import numpy as np

CLEAR = 0.05
"""A trend is clear when chance alone would show one as strong less often than this."""
ALL_ORDERS, SOME_ORDERS = 8, 20_000
FEWEST_RUNS, FEWEST_SHARES = 5, 3
GROWN = 0.5
"""Below this fidelity of half of the runs, what differs are not yet examples of anything, and says nothing."""
CLAIM = {"diversity": 1, "fidelity": -1}
"""More noise, more diversity and less fidelity: the direction in which each is said to go."""


def spearman(x: Sequence[float], y: Sequence[float]) -> tuple[float, float]:
    """ρ = correlation of the ranks, and how often a random order of y has one as large, whichever its sign

    All orders are tried for up to 8 values, 20,000 random ones for more.

    Source: Spearman, The proof and measurement of association between two things, 1904
    """
    a, b = _ranks(x), _ranks(y)
    if len(a) < 2 or not a.any() or not b.any():
        return 0.0, 1.0
    found = float(a @ b)
    if len(b) <= ALL_ORDERS:
        orders = np.array(list(permutations(range(len(b)))))
        assert len(orders) == factorial(len(b))
    else:
        stream = np.random.default_rng(0)
        orders = np.stack([np.arange(len(b)), *(stream.permutation(len(b)) for _ in range(SOME_ORDERS - 1))])
    chance = float((np.abs(b[orders] @ a) >= abs(found) - 1e-9).mean())
    return found, chance


def _ranks(values: Sequence[float]) -> np.ndarray:
    """Ranks, equal values sharing theirs, centred and brought to length 1 (all 0 where no two values differ)."""
    array = np.asarray(values, np.float64)
    _, where, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = ((ends - counts + ends - 1) / 2)[where]
    ranks = ranks - ranks.mean()
    length = np.linalg.norm(ranks)
    return ranks / length if length > 1e-12 else np.zeros_like(ranks)


def finding(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What runs with different shares of noise show, as JSON; those without a measure are left out.

    Each result has `noise`, `label`, `seed`, `fidelity`, `diversity`, `same`. `curves`: for each share the means, the
    smallest and the largest; `trends`: rank correlation of noise with diversity and with fidelity, and their `chance`;
    `holds`: true, false, or null where it cannot be said; `code`, `facts` and the `sentence` say so in words.
    """
    known = [r for r in results if r.get("fidelity") is not None and r.get("diversity") is not None]
    curves = _curves(known)
    trends = {name: _trend(known, curves, name) for name in CLAIM} if curves else {}
    code, holds = _verdict(known, curves, trends)
    facts = {"runs": len(known), "failed": len(results) - len(known), "shares": len(curves)}
    told = {"curves": curves, "trends": trends, "code": code, "holds": holds, "facts": facts}
    return told | {"sentence": _sentence(code, facts, curves, trends)}


def _curves(known: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    curves = []
    for noise in sorted({r["noise"] for r in known}):
        mine = [r for r in known if r["noise"] == noise]
        point: dict[str, Any] = {"noise": noise, "label": mine[0]["label"], "runs": len(mine)}
        for name in ("fidelity", "diversity", "same"):
            values = [r[name] for r in mine if r.get(name) is not None]
            point[name] = float(np.mean(values)) if values else None
            point[f"{name}_range"] = [min(values), max(values)] if values else None
        curves.append(point)
    return curves


def _trend(known: Sequence[dict[str, Any]], curves: list[dict[str, Any]], name: str) -> dict[str, Any]:
    rank, chance = spearman([r["noise"] for r in known], [r[name] for r in known])
    ends = {"from": curves[0][name], "to": curves[-1][name]}
    return {"rank": rank, "chance": chance, "clear": chance < CLEAR, "as_said": rank * CLAIM[name] > 0} | ends


def _verdict(known: Sequence[Any], curves: list[Any], trends: dict[str, Any]) -> tuple[str, bool | None]:
    if len(known) < FEWEST_RUNS or len(curves) < FEWEST_SHARES:
        return "few", None
    if np.median([r["fidelity"] for r in known]) < GROWN:
        return "early", None
    clear = [t for t in trends.values() if t["clear"]]
    if any(not t["as_said"] for t in clear):
        return "opposite", False
    if len(clear) == len(trends):
        return "holds", True
    return ("half" if clear else "unclear"), None


def _sentence(code: str, facts: dict[str, int], curves: list[Any], trends: dict[str, Any]) -> str:
    runs = f"{facts['runs']} runs" if facts["runs"] != 1 else "1 run"
    if code == "few":
        message = f"Whether more noise means more diversity and less fidelity cannot be said: {runs} of "
        return message + f"{facts['shares']} shares are too few, at least {FEWEST_RUNS} of {FEWEST_SHARES} are needed."
    opening = {
        "early": "Whether more noise means more diversity and less fidelity cannot be said yet: half of the runs are "
        f"below a fidelity of {GROWN}, so train each for more steps.",
        "holds": "More noise, more diversity and less fidelity: that holds here.",
        "opposite": "More noise, more diversity and less fidelity: that does not hold here.",
        "half": "More noise, more diversity and less fidelity: only one of the two is clear here.",
        "unclear": "Whether more noise means more diversity and less fidelity cannot be said from these runs.",
    }[code]
    ends = f"From {curves[0]['noise']} to {curves[-1]['noise']} numbers of noise"
    both = " and ".join(_moved(name, trends[name]) for name in CLAIM)
    return f"{opening} {ends}, {both}, in {runs}."


def _moved(name: str, trend: dict[str, Any]) -> str:
    way = "rises" if trend["rank"] > 0 else "falls"
    how = f"{way} from" if trend["clear"] else "has no clear trend: it goes from"
    chance = f"p = {trend['chance']:.3f}" if trend["chance"] >= 0.001 else "p < 0.001"
    return f"{name} {how} {trend['from']:.3f} to {trend['to']:.3f} (rank correlation {trend['rank']:+.2f}, {chance})"
