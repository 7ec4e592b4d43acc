"""The program `netsumiki`: its commands, and how everything that goes wrong becomes a sentence and an exit code."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from netsumiki import __version__
from netsumiki.cli import (
    catalogue,
    data,
    doctor,
    explaining,
    exporting,
    fine_tuning,
    generating,
    history,
    judging,
    kaggle,
    networks,
    studio,
    sweeping,
    train,
    using,
    writing,
)
from netsumiki.cli.help import Command, Group
from netsumiki.cli.terminal import fail
from netsumiki.engine.errors import NetsumikiError, Problem

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130

app = typer.Typer(
    name="netsumiki",
    cls=Group,
    help="Build, train and understand neural networks on an engine written from scratch in NumPy.",
    epilog="Begin with:  netsumiki studio",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
STUDIO, TRAIN, GENERATE, UNDERSTAND = "Studio", "Train and use", "Generate", "Understand"
MACHINE = "This machine"
app.add_typer(studio.app, name="studio", rich_help_panel=STUDIO)
app.command(cls=Command, rich_help_panel=TRAIN)(train.train)
app.command(cls=Command, rich_help_panel=TRAIN)(fine_tuning.finetune)
app.command(cls=Command, rich_help_panel=TRAIN)(using.evaluate)
app.command(cls=Command, rich_help_panel=TRAIN)(using.predict)
app.add_typer(kaggle.app, name="kaggle", rich_help_panel=TRAIN)
app.command(cls=Command, rich_help_panel=TRAIN)(kaggle.submit)
app.command(cls=Command, rich_help_panel=TRAIN)(exporting.export)
app.command(cls=Command, rich_help_panel=TRAIN)(exporting.serve)
app.command(cls=Command, rich_help_panel=GENERATE)(generating.generate)
app.command(cls=Command, rich_help_panel=GENERATE)(judging.judge)
app.command(cls=Command, rich_help_panel=GENERATE)(history.timeline)
app.command(cls=Command, rich_help_panel=GENERATE)(history.rewind)
app.command(cls=Command, rich_help_panel=GENERATE)(writing.write)
app.add_typer(sweeping.app, name="sweep", rich_help_panel=GENERATE)
app.command(cls=Command, rich_help_panel=UNDERSTAND)(catalogue.templates)
app.command(cls=Command, rich_help_panel=UNDERSTAND)(networks.inspect)
app.command(cls=Command, rich_help_panel=UNDERSTAND)(networks.check)
app.command(cls=Command, rich_help_panel=UNDERSTAND)(catalogue.layers)
app.command(cls=Command, rich_help_panel=UNDERSTAND)(explaining.explain)
app.command(cls=Command, rich_help_panel=UNDERSTAND)(explaining.show)
app.add_typer(data.app, name="data", rich_help_panel=UNDERSTAND)
app.command(cls=Command, rich_help_panel=MACHINE)(doctor.doctor)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"netsumiki {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an error arose (also: NETSUMIKI_DEBUG=1).")
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code: 0 done, 1 failed, 2 bad usage, 130 interrupted."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in arguments or os.environ.get("NETSUMIKI_DEBUG", "") not in ("", "0")
    arguments = [a for a in arguments if a != "--debug"]  # taken in any place
    as_json = "--json" in arguments
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character must not end a training run
    try:
        return app(arguments, prog_name="netsumiki", standalone_mode=False) or DONE
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error)
            return USAGE
        if debug:
            traceback.print_exception(error)
        code, problems = _told(error)
        fail(problems, code, as_json)
        return code


def _told(error: Exception) -> tuple[int, Sequence[Problem]]:
    """Exit code and sentences for what went wrong."""
    if isinstance(error, NetsumikiError):
        return error.exit_code, error.problems
    if isinstance(error, typer.TyperException):
        return USAGE, [Problem("usage", f"{error.format_message().rstrip('.')}: see {_help(error)}")]
    if isinstance(error, MemoryError):
        return FAILED, [Problem("memory", "there is not enough memory: use a smaller batch_size or a smaller network")]
    if isinstance(error, OSError):
        place = f" ({error.filename})" if error.filename else ""
        return FAILED, [Problem("system", f"the system refused: {error.strerror or error}{place}")]
    sentence = f"Netsumiki itself failed ({type(error).__name__}: {error}); run it again with --debug to see where"
    return FAILED, [Problem("unexpected", sentence)]


def _help(error: typer.TyperException) -> str:
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context else 'netsumiki'} --help"
