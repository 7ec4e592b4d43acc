"""Questions that wait at the same time are put to the model together, by one thread: no two requests meet in it."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

TOGETHER = 64
"""Questions in one go, and examples after which the model is asked."""
SOON = 0.02
"""Seconds after which a go ends, so that answers are not held up by those behind them."""


class Together:
    """`await ask(question)` is the answer to it.

    `answer_all(questions, enough)`, run in the thread, gives an answer or an exception for each of the first questions,
    at least one; it begins no further ones when `enough()` says so.
    """

    def __init__(self, answer_all):
        self.answer_all, self.worker = answer_all, ThreadPoolExecutor(1)
        self.waiting, self.at_work = [], None

    async def ask(self, question):
        future = asyncio.get_running_loop().create_future()
        self.waiting.append((question, future))
        if self.at_work is None:
            self.at_work = asyncio.create_task(self._work())
        return await future

    async def _work(self):
        loop = asyncio.get_running_loop()
        try:
            while self.waiting:
                some = self.waiting[:TOGETHER]
                answers = await loop.run_in_executor(self.worker, self._answered, [question for question, _ in some])
                del self.waiting[: len(answers)]
                for (_, future), answer in zip(some, answers):
                    if future.done():  # whoever asked has hung up
                        continue
                    if isinstance(answer, Exception):
                        future.set_exception(answer)
                    else:
                        future.set_result(answer)
        finally:
            self.at_work = None

    def _answered(self, questions):
        began = time.monotonic()
        try:
            return self.answer_all(questions, lambda: time.monotonic() - began > SOON)
        except Exception as error:  # else those who wait would wait for ever
            return [error] * len(questions)
