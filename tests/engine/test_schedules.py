"""Learning rates over a run: at the beginning, at the peak, half way and at the end."""

import pytest

from netsumiki.engine.schedules import schedules

RUN = 1000
CASES = [
    # schedule, options, {step: factor}
    ("constant", {}, {0: 1, 500: 1, 999: 1}),
    ("step", {"every": 100, "gamma": 0.5}, {0: 1, 99: 1, 100: 0.5, 199: 0.5, 350: 0.125}),
    ("exponential", {"final": 0.01}, {0: 1, 500: 0.1, 1000: 0.01}),
    ("cosine", {}, {0: 1, 500: 0.5, 1000: 0}),
    ("cosine", {"final": 0.2}, {0: 1, 500: 0.6, 1000: 0.2}),
    ("cosine", {"warmup": 0.1}, {0: 1 / 101, 49: 50 / 101, 99: 100 / 101, 100: 1, 550: 0.5, 1000: 0}),
    ("linear_decay", {}, {0: 1, 500: 1, 750: 0.5, 1000: 0}),
    ("linear_decay", {"hold": 0.2, "final": 0.1}, {0: 1, 200: 1, 600: 0.55, 1000: 0.1}),
    ("linear_decay", {"hold": 1, "final": 0}, {0: 1, 999: 1}),
    ("warmup", {"over": 100}, {0: 0.01, 49: 0.5, 99: 1, 500: 1}),
    ("one_cycle", {"rise": 0.25, "start": 0.2, "final": 0.1}, {0: 0.2, 125: 0.6, 250: 1, 625: 0.55, 1000: 0.1}),
]


@pytest.mark.parametrize(("name", "options", "factors"), CASES, ids=lambda v: str(v))
def test_factor_follows_the_formula(name, options, factors):
    schedule = schedules[name](**options)
    assert {step: schedule.factor(step, RUN) for step in factors} == pytest.approx(factors, abs=1e-12)


def test_every_schedule_is_tested():
    assert set(schedules) == {name for name, _, _ in CASES}
