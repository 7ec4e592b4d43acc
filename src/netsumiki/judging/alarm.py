"""When a generator fails, and how: each alarm is a code, facts for a translation, and the sentence in English."""

from collections.abc import Sequence
from typing import Any

from netsumiki.engine.errors import listing

READ = 0.5
"""A picture counts as read when the judge is surer than this."""
SURE = 0.9
"""The judge is unsure of a picture when its probability is at most this; of real digits that is about 1 in 100."""
SEEN = 0.2
"""A class is seen when it has at least this part of an equal share: 2 % of the pictures where there are ten classes."""
OBEYED = 0.8
"""A class is drawn as asked when its agreement is at least this part of that of real examples."""
UNSURE = 0.2
STRANGE = 0.25
"""Of real digits, about 1 in 20 is strange by definition."""
STRAY = 0.2
SAME = 0.05
"""Of real digits, the most alike class (1) stays below 0.005."""
NARROW = 0.6
COPIES = 0.05


def seen_from(classes: int) -> float:
    """The share of all pictures from which on a class is seen."""
    return SEEN / classes


def alarms(measured: dict[str, Any], names: Sequence[str], reachable: Sequence[float]) -> list[dict[str, Any]]:
    """What is wrong with pictures that were measured so (see `Judge.judged`), what matters most first.

    `reachable` (classes,): the agreement of real examples.
    """
    found = [_alarm("strange", s) for s in [measured["strange"]] if s is not None and s >= STRANGE]
    found += [_alarm("unsure", s) for s in [measured["unsure"]] if s >= UNSURE]
    found += absent([n for n, share in zip(names, measured["shares"]) if share < seen_from(len(names))])
    same = _classes(names, measured["same"], lambda share: share >= SAME)
    if same:
        found.append(_same(same))
    obeyed = zip(names, measured["per_class"] or (), reachable)
    disobeyed = [(n, share) for n, share, best in obeyed if share is not None and share < OBEYED * best]
    if disobeyed:
        found.append(_disobeyed(disobeyed))
    narrow = [(n, s) for n, s in _classes(names, measured["spreads"], lambda s: s < NARROW) if n not in dict(same)]
    if narrow:
        found.append(_narrow(narrow))
    return found


def absent(names: list[str]) -> list[dict[str, Any]]:
    """The alarm about classes that are never drawn, if there are any."""
    verb = "is" if len(names) == 1 else "are"
    return [_made("missing", f"{listing(names)} {verb} missing", classes=names)] if names else []


def points(quality: float, coverage: float) -> list[dict[str, Any]]:
    """The alarms about points that lie where there is no real one, and about real ones that were left out."""
    shares = {"stray": 1 - quality, "bare": 1 - coverage}
    return [_alarm(code, share) for code, share in shares.items() if share >= STRAY]


def copied(share: float) -> list[dict[str, Any]]:
    """The alarm about pictures that are (nearly) those of the training data, if there are many."""
    return [_alarm("copied", share)] if share >= COPIES else []


def _classes(names: Sequence[str], shares: Sequence[float | None] | None, wrong: Any) -> list[tuple[str, float]]:
    return [(n, s) for n, s in zip(names, shares or ()) if s is not None and wrong(s)]


def _same(found: list[tuple[str, float]]) -> dict[str, Any]:
    names, share = [n for n, _ in found], max(s for _, s in found)
    words = f"{names[0]} looks" if len(names) == 1 else f"{listing(names)} look"
    upto = "" if len(names) == 1 else "up to "
    return _made("same", f"{words} the same {upto}{_percent(share)} of the time", classes=names, share=share)


def _disobeyed(found: list[tuple[str, float]]) -> dict[str, Any]:
    names, share = [n for n, _ in found], 1 - min(s for _, s in found)
    upto = "" if len(names) == 1 else "up to "
    message = f"asked for {listing(names)}, it draws something else {upto}{_percent(share)} of the time"
    return _made("disobeyed", message, classes=names, share=share)


def _narrow(found: list[tuple[str, float]]) -> dict[str, Any]:
    names, share = [n for n, _ in found], min(s for _, s in found)
    verb, least = ("varies", "") if len(names) == 1 else ("vary", "as little as ")
    message = f"{listing(names)} {verb} less than real ones do ({least}{_percent(share)} of their spread)"
    return _made("narrow", message, classes=names, share=share)


_WORDS = {
    "strange": "of the pictures look like no real one",
    "unsure": "of the pictures can hardly be read",
    "copied": "of the pictures are copies of training pictures",
    "stray": "of the points lie where there is no real one",
    "bare": "of the real points have no generated one near them",
}


def _alarm(code: str, share: float) -> dict[str, Any]:
    return _made(code, f"{_percent(share)} {_WORDS[code]}", share=share)


def _made(code: str, message: str, **facts: Any) -> dict[str, Any]:
    return {"code": code, "facts": facts, "message": message}


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
