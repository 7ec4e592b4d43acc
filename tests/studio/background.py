"""What goes on in the background of a studio: waited for, and ended."""

import threading

from netsumiki.studio.jobs import Jobs
from tests.e2e.waiting import until


def settled(condition):
    until(condition, "what was waited for", every=0.01)


def over(jobs: Jobs):
    """Wait until no thread works on one of these."""
    settled(lambda: not [t for t in threading.enumerate() if t.name.startswith(f"{jobs.name} ")])


def end(jobs: Jobs):
    """Give all of these up."""
    jobs.end()
    over(jobs)
