"""Real training processes, ended when a test is over."""

import json
import threading

import pytest

from netsumiki.cluster.local import LocalExecutor

PATIENCE = 60


class Attempt:
    """A child process and what it has told so far."""

    def __init__(self, folder, attempt=1, **options):
        self.events, self._changed = [], threading.Condition()
        self.handle = LocalExecutor().start(folder, attempt, tell=self.hear, **options)

    def hear(self, event):
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def until(self, name, after=0, **facts):
        """The first such event behind the first `after` ones; fails when the child ends or stays silent."""

        def found():
            return next((e for e in self.events[after:] if e["event"] == name and facts.items() <= e.items()), None)

        def over():
            return found() or self.handle.poll() is not None

        for _ in range(PATIENCE * 10):
            with self._changed:
                if self._changed.wait_for(over, 0.1):
                    break
        assert found(), (
            f"no {name} {facts} in {[e['event'] for e in self.events][-20:]}, exit code {self.handle.poll()}"
        )
        return found()

    def end(self):
        """The exit code, when all is told."""
        assert self.handle.wait(PATIENCE) is not None, "the child does not end"
        return self.handle.poll()

    def told(self, *names):
        return [e for e in self.events if e["event"] in names]


@pytest.fixture
def begin(tmp_path):
    """`begin(recipe, name="run", attempt=1, paused=False, lr=None)`; without a recipe it goes on in that folder."""
    started = []

    def start(recipe=None, name="run", attempt=1, **options):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        if recipe is not None:
            (folder / "recipe.json").write_text(json.dumps(recipe))
        started.append(Attempt(folder, attempt, **options))
        return started[-1]

    yield start
    for attempt in started:
        attempt.handle.kill()
        attempt.end()
