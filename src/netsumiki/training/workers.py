"""A few threads that share one job; NumPy lets them run at once, since it releases Python's lock while it computes."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np


class Workers:
    """`run(work, count)` calls work(0) … work(count − 1), spread over the threads, and returns the results in order."""

    def __init__(self, threads: int):
        self.threads = max(1, threads)
        quiet = partial(np.seterr, all="ignore")  # as in the main thread: the loop looks for NaN itself
        self.pool = ThreadPoolExecutor(self.threads - 1, initializer=quiet) if self.threads > 1 else None

    def run(self, work: Callable[[int], Any], count: int) -> list[Any]:
        results: list[Any] = [None] * count

        def share(worker: int) -> None:
            for i in range(worker, count, self.threads):
                results[i] = work(i)

        waiting = [self.pool.submit(share, w) for w in range(1, min(self.threads, count))] if self.pool else []
        try:
            share(0)
        finally:
            errors = [future.exception() for future in waiting]
        for error in errors:
            if error:
                raise error
        return results

    def close(self) -> None:
        if self.pool:
            self.pool.shutdown()
