"""How the learning rate changes over a run, as a factor on the optimizer's own rate."""

from math import cos, pi

from netsumiki.engine.registry import Declared, Registry, option

schedules: "Registry[Schedule]" = Registry("schedule")


class Schedule(Declared):
    """`factor(step, steps)`: what the learning rate is multiplied by at `step` (from 0) of `steps`."""

    def factor(self, step: int, steps: int) -> float:
        raise NotImplementedError


@schedules.register("constant")
class Constant(Schedule):
    """factor = 1"""

    def factor(self, step, steps):
        return 1.0


@schedules.register("step")
class StepDecay(Schedule):
    """factor = gamma^⌊step / every⌋"""

    every: int = option(1000, ge=1, help="Steps between two cuts.")
    gamma: float = option(0.5, gt=0, le=1, help="What each cut multiplies by.")

    def factor(self, step, steps):
        return self.gamma ** (step // self.every)


@schedules.register("exponential")
class Exponential(Schedule):
    """factor = final^(step / steps)"""

    final: float = option(0.01, gt=0, le=1, help="Factor at the end of the run.")

    def factor(self, step, steps):
        return self.final ** (step / max(steps, 1))


@schedules.register("cosine")
class Cosine(Schedule):
    """factor = (step + 1) / (warmup · steps + 1) to begin with, then final + (1 − final) · ½ (1 + cos πp), p = 0 … 1

    Source: Loshchilov & Hutter, SGDR, 2017
    """

    warmup: float = option(0.0, ge=0, lt=1, help="Share of the run in which the rate rises from zero.")
    final: float = option(0.0, ge=0, le=1, help="Factor at the end of the run.")

    def factor(self, step, steps):
        rising = self.warmup * steps
        if step < rising:
            return (step + 1) / (rising + 1)
        p = (step - rising) / max(steps - rising, 1)
        return self.final + (1 - self.final) * 0.5 * (1 + cos(pi * p))


@schedules.register("linear_decay")
class LinearDecay(Schedule):
    """factor = 1 for `hold` of the run, then 1 … final in a line"""

    hold: float = option(0.5, ge=0, le=1, help="Share of the run at the full rate.")
    final: float = option(0.0, ge=0, le=1, help="Factor at the end of the run.")

    def factor(self, step, steps):
        turn = self.hold * steps
        return 1 + (self.final - 1) * min(1.0, max(step - turn, 0.0) / max(steps - turn, 1))


@schedules.register("warmup")
class WarmUp(Schedule):
    """factor = min(1, (step + 1) / over)"""

    over: int = option(100, ge=1, help="Steps until the full rate is reached.")

    def factor(self, step, steps):
        return min(1.0, (step + 1) / self.over)


@schedules.register("one_cycle")
class OneCycle(Schedule):
    """factor = start … 1 in a line over `rise` of the run, then 1 … final in a line

    Source: Smith & Topin, Super-convergence, 2018
    """

    rise: float = option(0.3, gt=0, lt=1, help="Share of the run in which the rate rises.")
    start: float = option(0.1, ge=0, le=1, help="Factor at the beginning.")
    final: float = option(0.0, ge=0, le=1, help="Factor at the end.")

    def factor(self, step, steps):
        peak = self.rise * steps
        if step < peak:
            return self.start + (1 - self.start) * step / peak
        return 1 + (self.final - 1) * min(1.0, (step - peak) / max(steps - peak, 1))
