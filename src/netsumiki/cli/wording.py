"""Numbers as people read them."""


def percent(share: float | None, digits: int = 2) -> str:
    """`97.29 %`"""
    return "–" if share is None else f"{100 * share:.{digits}f} %"


def duration(seconds: float) -> str:
    """`0.4 s`, `12 s`, `3:05 min`, `2:10 h`"""
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 60:
        return f"{seconds:.0f} s"
    minutes = round(seconds) // 60
    if minutes < 60:
        return f"{minutes}:{round(seconds) % 60:02d} min"
    return f"{minutes // 60}:{minutes % 60:02d} h"


def size(count: float) -> str:
    """Bytes: `812 B`, `97.8 kB`, `1.2 MB`"""
    for unit in ("B", "kB", "MB", "GB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} TB"


def large(count: float) -> str:
    """Operations: `950`, `1.9 M`, `2.3 G`"""
    for unit in ("", " k", " M", " G"):
        if count < 1000:
            return f"{count:.0f}" if not unit else f"{count:.1f}{unit}"
        count /= 1000
    return f"{count:.1f} T"


def shape(sizes: tuple[int, ...] | list[int] | None) -> str:
    """`28 × 28 × 1`"""
    return "?" if sizes is None else " × ".join(map(str, sizes)) or "one number"
