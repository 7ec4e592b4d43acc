"""What a person sees while waiting: data on its way, and a training run as a moving bar or as plain lines."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from netsumiki.cli.terminal import console, print_json, say
from netsumiki.cli.wording import duration, percent

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from netsumiki.training.events import Event

SECONDS_BETWEEN_LINES = 1.0
SECONDS_BETWEEN_PLAIN_REPORTS = 10.0


@contextmanager
def preparing(as_json: bool = False) -> Iterator[Callable[[str, int, int | None], None]]:
    """A function to tell about downloads and preparation: a bar for each, or a line where no bar can be drawn."""
    out = console(stderr=True)
    if as_json:
        yield _json_progress()
    elif not out.is_terminal:
        yield _once_each()
    else:
        from rich.progress import BarColumn, Progress, TextColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
        bar, tasks = Progress(*columns, console=out, transient=True), {}

        def tell(what: str, done: int, total: int | None) -> None:
            bar.start()
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(tasks[what], completed=done, total=total, visible=total is None or done < total)

        try:
            yield tell
        finally:
            bar.stop()


def _once_each() -> Callable[[str, int, int | None], None]:
    told: set[str] = set()

    def tell(what: str, done: int, total: int | None) -> None:
        if what not in told:
            told.add(what)
            say(what, stderr=True)

    return tell


def _json_progress() -> Callable[[str, int, int | None], None]:
    last: dict[str, float] = {}

    def tell(what: str, done: int, total: int | None) -> None:
        now = time.monotonic()
        if done == total or now - last.get(what, -9.0) >= SECONDS_BETWEEN_LINES:
            last[what] = now
            print_json("preparing", what=what, done=done, total=total)

    return tell


class JsonEvents:
    """Every event of a run as a line of JSON; a failure is told by whoever ends the program."""

    def __enter__(self) -> "JsonEvents":
        return self

    def __exit__(self, *error: Any) -> None:
        pass

    def on_event(self, event: "Event") -> None:
        if event.name != "failed":
            facts = event.to_json()
            print_json(facts.pop("event"), **facts)


class Display:
    """A run for people: a bar where the terminal can draw one, and a line for each epoch or report."""

    def __init__(self, report_every: int | None):
        self.report_every = report_every
        self.console = console()
        self.bar: Bar | None = None
        self.steps, self.validates = 0, False
        self.validation: float | None = None
        self.told_at, self.ended = -9.0, ""

    def __enter__(self) -> "Display":
        return self

    def __exit__(self, *error: Any) -> None:
        if self.bar:
            self.bar.stop()

    def on_event(self, event: "Event") -> None:
        getattr(self, "on_" + event.name, lambda event: None)(event)

    def on_started(self, event: Any) -> None:
        self.steps, self.validates = event.steps, event.validation_examples > 0
        examples = f"{event.training_examples:,} examples"
        examples += f" ({event.validation_examples:,} more validate)" if self.validates else ""
        self.line(f"{event.recipe}: {event.parameters:,} parameters, {examples}, {event.steps:,} steps", "bold")
        if event.resumed_at:
            self.line(f"Going on after step {event.resumed_at:,}")
        if self.console.is_terminal:
            self.bar = _training_bar(self.console)
            self.task = self.bar.add_task("", total=event.steps, completed=event.resumed_at, facts="", left="")
            self.bar.start()

    def on_progress(self, event: Any) -> None:
        if self.bar:
            parts = [measured(event)]
            parts += [f"validation {percent(self.validation)}"] if self.validation is not None else []
            parts += [f"{event.images_per_second:,.0f} images/s"]
            times = f"{duration(event.seconds)}, {duration(event.remaining)} left"
            self.bar.update(self.task, completed=event.step, facts="  ".join(parts), left=times)
        quiet = time.monotonic() - self.told_at
        if self.report_every or (not self.bar and quiet >= SECONDS_BETWEEN_PLAIN_REPORTS and self.told_at > 0):
            self.line(f"step {event.step:>{len(str(self.steps))}}  {measured(event)}")
        if self.told_at < 0:
            self.told_at = time.monotonic()

    def on_epoch_ended(self, event: Any) -> None:
        self.ended = f"epoch {event.epoch:>3}  {measured(event)}"
        if not self.validates:
            self.epoch_line(event)

    def on_evaluated(self, event: Any) -> None:
        if hasattr(event, "judged"):
            self.ended = f"step {event.step:>{len(str(self.steps))}}  {judgement(event.judged)}"
            self.ended += "  best so far" if event.best else ""
            self.epoch_line(event)
            return
        self.validation = event.accuracy
        self.ended += f"  validation {percent(event.accuracy)}" + ("  best so far" if event.best else "")
        self.epoch_line(event)

    def epoch_line(self, event: Any) -> None:
        if event.step == self.steps or time.monotonic() - self.told_at >= SECONDS_BETWEEN_LINES:
            self.line(f"{self.ended}  {duration(event.seconds)}")

    def on_stopped(self, event: Any) -> None:
        self.line(f"Stopped after step {event.step:,} of {self.steps:,}: {event.reason}", "yellow")

    def line(self, words: str, style: str = "") -> None:
        self.told_at = time.monotonic()
        self.console.print(words, style=style, markup=False, soft_wrap=True)


def measured(event: Any) -> str:
    """What a step of any task measures, in a few words."""
    if hasattr(event, "generator_loss"):
        found = f"the discriminator finds {percent(event.real_found)} of real, {percent(event.fake_found)} of generated"
        return f"losses {event.generator_loss:.3f} and {event.discriminator_loss:.3f}  {found}"
    accuracy = f"  accuracy {percent(event.accuracy)}" if hasattr(event, "accuracy") else ""
    return f"loss {event.loss:.4f}{accuracy}"


def judgement(judged: dict[str, Any]) -> str:
    """What the judge says, in a few words: the numbers, and the first of its alarms."""
    if "coverage" in judged:
        words = (
            f"{percent(judged['quality'])} lie where real ones do, {percent(judged['coverage'])} of those are covered"
        )
    elif judged["agreement"] is not None:
        words = f"{percent(judged['agreement'])} are what was asked for"
    else:
        clear = percent(1 - judged["strange"]) if judged["strange"] is not None else "unknown"
        words = f"{judged['classes_seen']} classes seen, {clear} like real ones"
    return words + "".join(f"  ({alarm['message']})" for alarm in judged["alarm"][:1])


def _training_bar(where: Any) -> "Bar":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        MofNCompleteColumn(),
        BarColumn(bar_width=20),
        TextColumn("{task.fields[facts]}"),
        TextColumn("{task.fields[left]}", style="dim"),
        console=where,
        transient=True,
        refresh_per_second=10,
    )
