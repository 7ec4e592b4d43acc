"""How good a generator is, measured: a frozen classifier reads what it draws, and real examples stand beside it."""

from netsumiki.judging.examination import Cancelled
from netsumiki.judging.judge import Judge, Reading
from netsumiki.judging.points import judge_points
from netsumiki.judging.verdict import Verdict

__all__ = ["Cancelled", "Judge", "Reading", "Verdict", "judge_points"]
