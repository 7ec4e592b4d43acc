"""Where a network lives while it computes: array module, float type, named random streams, reused buffers."""

import zlib
from math import prod
from typing import Any

import numpy as np


class Streams:
    """Named random streams: each name has its own generator, so that one more draw in one never shifts another."""

    def __init__(self, seed: int = 0, lane: int = 0):
        self.seed, self.lane = seed, lane  # replicas of a graph that run side by side each have a lane of their own
        self._streams: dict[str, np.random.Generator] = {}

    def __getitem__(self, name: str) -> np.random.Generator:
        if name not in self._streams:
            sequence = np.random.SeedSequence(self.seed, spawn_key=(zlib.crc32(name.encode()), self.lane))
            self._streams[name] = np.random.Generator(np.random.PCG64(sequence))
        return self._streams[name]

    def state(self) -> dict[str, Any]:
        """JSON from which `restore` continues every stream where it was."""
        return {
            "seed": self.seed,
            "lane": self.lane,
            "streams": {n: g.bit_generator.state for n, g in self._streams.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        self.seed, self.lane = state["seed"], state["lane"]
        self._streams.clear()
        for name, inner in state["streams"].items():
            self[name].bit_generator.state = inner


class Workspace:
    """Array module `xp`, float `dtype`, random `streams` and the buffers of one graph.

    `strict` (all tests) hands out buffers filled with NaN and lends inputs read-only, so that whoever reads a stale
    value or writes into an array that is not his is found at once.
    """

    def __init__(self, dtype: Any = np.float32, seed: int = 0, strict: bool = False, xp: Any = np, lane: int = 0):
        self.xp, self.dtype, self.strict = xp, np.dtype(dtype), strict
        self.streams = Streams(seed, lane)
        self._memory: dict[tuple[str, str], Any] = {}
        self._views: dict[tuple, Any] = {}

    def buffer(self, owner: str, name: str, shape: tuple[int, ...], dtype: Any = None) -> Any:
        """An array of `shape` with undefined content, the same memory at each call (grown when it is too small).

        `owner` is the name of a node; what belongs to none (the graph, the loss) is kept under "".
        """
        key = (owner, name, shape)
        view = self._views.get(key)
        if view is None:
            view = self._views[key] = self._allocate(owner, name, shape, dtype or self.dtype)
        if self.strict:
            view.fill(np.nan if view.dtype.kind == "f" else True)
        return view

    def _allocate(self, owner: str, name: str, shape: tuple[int, ...], dtype: Any) -> Any:
        size, memory = prod(shape), self._memory.get((owner, name))
        if memory is None or memory.size < size or memory.dtype != dtype:
            memory = self._memory[owner, name] = self.xp.empty(size, dtype)
            for key in [k for k in self._views if k[:2] == (owner, name)]:
                del self._views[key]
        return memory[:size].reshape(shape)

    def nbytes(self) -> int:
        """Bytes held in buffers."""
        return sum(m.nbytes for m in self._memory.values())

    def release(self) -> None:
        """Forget all buffers."""
        self._memory.clear()
        self._views.clear()
