"""Where the bricks of a network go: columns in running order, a lane for each branch, rows that wrap like text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

Edge = tuple[str, str]


@dataclass(frozen=True)
class Sizes:
    """Lengths of a drawing, in pixels."""

    columns: int = 6
    brick_width: int = 150
    brick_height: int = 130
    gap: int = 28  # between columns
    lane_gap: int = 16
    wire_lane: int = 18  # height of a lane in which only wires run
    row_gap: int = 36
    margin: int = 18  # beside the rows, where wires lead to the next row


@dataclass
class Layout:
    """Top left corners of the bricks, and each wire as SVG path data with the point where it arrives."""

    width: float = 0
    height: float = 0
    bricks: dict[str, tuple[float, float]] = field(default_factory=dict)
    wires: list[tuple[str, tuple[float, float]]] = field(default_factory=list)


@dataclass
class _Row:
    first: int
    last: int
    centres: dict[int, float] = field(default_factory=dict)  # of each lane
    bottom: float = 0


def lay_out(sources: Mapping[str, tuple[str, ...]], sizes: Sizes) -> Layout:
    """`sources`: {brick: the bricks it reads from}, in running order; inputs of the network read from none."""
    rank = ranks(sources)
    lane, wire_lane = lanes(sources, rank)
    rows = _rows(rank, [(rank[u], rank[v]) for u, v in wire_lane], sizes.columns)
    wraps = len(rows) > 1
    made = Layout()
    left = sizes.margin if wraps else 0
    pitch = sizes.brick_width + sizes.gap
    widest = max(row.last - row.first + 1 for row in rows)
    made.width = widest * pitch - sizes.gap + 2 * left
    top = 0.0
    for row in rows:
        _place_lanes(row, top, rank, lane, wire_lane, sizes)
        top = row.bottom + sizes.row_gap
    made.height = rows[-1].bottom
    row_of = {r: row for row in rows for r in range(row.first, row.last + 1)}
    for name, r in rank.items():
        row = row_of[r]
        x = left + (r - row.first) * pitch
        made.bricks[name] = (x, row.centres[lane[name]] - sizes.brick_height / 2)
    crossings: dict[int, int] = {}
    # from the bottom up, so that wires that wrap together nest instead of crossing
    for (u, v), through in sorted(wire_lane.items(), key=lambda wire: -wire[1]):
        stops = [(rank[u], lane[u]), *((r, through) for r in range(rank[u] + 1, rank[v])), (rank[v], lane[v])]
        made.wires.append(_wire(stops, row_of, left, pitch, sizes, crossings))
    return made


def ranks(sources: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """The column of each brick: one after the last that it reads from; an input stands just before its first reader."""
    rank: dict[str, int] = {}
    for name, reads in sources.items():
        rank[name] = 1 + max((rank[r] for r in reads), default=-1)
    for name, reads in sources.items():
        readers = [rank[other] for other, others_reads in sources.items() if name in others_reads]
        if not reads and readers:
            rank[name] = min(readers) - 1
    return rank


def lanes(sources: Mapping[str, tuple[str, ...]], rank: Mapping[str, int]) -> tuple[dict[str, int], dict[Edge, int]]:
    """The lane of each brick and of each wire: 0 for the longest path, branches below it, skip connections above."""
    edges = [(u, v) for v, reads in sources.items() for u in dict.fromkeys(reads)]
    lane = dict.fromkeys(_longest_path(sources, rank), 0)
    through: dict[Edge, int] = {}
    taken: dict[int, list[tuple[int, int]]] = {}
    for chain in _branches(sources, rank, lane):
        own = [e for e in edges if e[0] in chain or e[1] in chain]
        own = [e for e in own if e not in through]
        first = min([rank[n] for n in chain] + [rank[u] + 1 for u, _ in own])
        last = max([rank[n] for n in chain] + [rank[v] - 1 for _, v in own])
        free = _free_lane(taken, first, last, +1)
        lane |= dict.fromkeys(chain, free)
        through |= dict.fromkeys(own, free)
    skips = [e for e in edges if e not in through]
    for u, v in sorted(skips, key=lambda e: rank[e[1]] - rank[e[0]]):
        near = rank[v] - rank[u] == 1
        through[u, v] = 0 if near else _free_lane(taken, rank[u] + 1, rank[v] - 1, -1)
    return lane, through


def _longest_path(sources: Mapping[str, tuple[str, ...]], rank: Mapping[str, int]) -> list[str]:
    path = [max(rank, key=lambda n: rank[n])]
    while sources[path[-1]]:
        path.append(max(sources[path[-1]], key=lambda n: rank[n]))
    return path


def _branches(
    sources: Mapping[str, tuple[str, ...]], rank: Mapping[str, int], placed: Mapping[str, int]
) -> list[list[str]]:
    """What is not on the longest path, in chains that follow one another."""
    rest = [n for n in sorted(rank, key=lambda n: rank[n]) if n not in placed]
    chains: list[list[str]] = []
    for name in rest:
        before = [c for c in chains if c[-1] in sources[name]]
        if before:
            before[0].append(name)
        else:
            chains.append([name])
    return chains


def _free_lane(taken: dict[int, list[tuple[int, int]]], first: int, last: int, direction: int) -> int:
    lane = direction
    while any(first <= b and a <= last for a, b in taken.get(lane, [])):
        lane += direction
    taken.setdefault(lane, []).append((first, last))
    return lane


def _rows(rank: Mapping[str, int], spans: list[tuple[int, int]], columns: int) -> list[_Row]:
    """Rows of about equal length, broken where the fewest wires cross."""
    count = max(rank.values()) + 1
    rows: list[_Row] = []
    first = 0
    while count - first > columns:
        length = -(-(count - first) // -(-(count - first) // columns))
        choices = range(first + max(2, length - 1), min(first + columns, count - 1) + 1)
        crossing = {c: sum(a < c <= b for a, b in spans) for c in choices}
        cut = min(choices, key=lambda c: (crossing[c], abs(c - first - length)))
        rows.append(_Row(first, cut - 1))
        first = cut
    return [*rows, _Row(first, count - 1)]


def _place_lanes(
    row: _Row, top: float, rank: Mapping[str, int], lane: Mapping[str, int], wires: Mapping[Edge, int], sizes: Sizes
) -> None:
    bricks = {lane[n] for n, r in rank.items() if row.first <= r <= row.last}
    passing = {through for (u, v), through in wires.items() if rank[u] + 1 <= row.last and rank[v] - 1 >= row.first}
    y = top
    for number in sorted(bricks | passing):
        height = sizes.brick_height if number in bricks else sizes.wire_lane
        row.centres[number] = y + height / 2
        y += height + (sizes.lane_gap if number in bricks else 0)
    row.bottom = y - (sizes.lane_gap if max(row.centres) in bricks else 0)


def _wire(
    stops: list[tuple[int, int]],
    row_of: Mapping[int, _Row],
    left: float,
    pitch: float,
    sizes: Sizes,
    crossings: dict[int, int],
) -> tuple[str, tuple[float, float]]:
    """A path through (column, lane) stops: curves between lanes, and round the margin from row to row."""

    def at(stop: tuple[int, int]) -> tuple[float, float]:
        row = row_of[stop[0]]
        return left + (stop[0] - row.first) * pitch, row.centres[stop[1]]

    x, y = at(stops[0])
    path = f"M{x + sizes.brick_width:g} {y:g}"
    for one, two in pairwise(stops):
        (x1, y1), (x2, y2) = at(one), at(two)
        x1 += sizes.brick_width
        if row_of[one[0]] is not row_of[two[0]]:
            number = crossings[row_of[one[0]].last] = crossings.get(row_of[one[0]].last, -1) + 1
            path += _carriage_return(x1, y1, x2, y2, row_of[one[0]].bottom, 5.0 * (number % 3), sizes)
        elif y1 == y2:
            path += f"H{x2:g}"
        else:
            middle = (x1 + x2) / 2
            path += f"H{x1 + 2:g}C{middle + 2:g} {y1:g} {middle - 2:g} {y2:g} {x2 - 2:g} {y2:g}H{x2:g}"
        if two != stops[-1]:
            path += f"H{x2 + sizes.brick_width:g}"
    return path, at(stops[-1])


def _carriage_return(x1: float, y1: float, x2: float, y2: float, bottom: float, aside: float, sizes: Sizes) -> str:
    """Right, down between the rows, back to the left, down, and right into the next row."""
    out, back = x1 + 7 + aside, x2 - 14 + aside
    gutter = bottom + sizes.row_gap / 2 + aside - 5
    r = 6
    there = f"H{out - r:g}Q{out:g} {y1:g} {out:g} {y1 + r:g}V{gutter - r:g}Q{out:g} {gutter:g} {out - r:g} {gutter:g}"
    down = f"H{back + r:g}Q{back:g} {gutter:g} {back:g} {gutter + r:g}V{y2 - r:g}Q{back:g} {y2:g} {back + r:g} {y2:g}"
    return f"{there}{down}H{x2:g}"
