"""`netsumiki studio`: opens the web application on this machine; `backup` and `restore` keep its database safe."""

import os
from pathlib import Path
from typing import Annotated

import typer

from netsumiki.cli.help import Command, Group
from netsumiki.cli.terminal import say

PORT = 8765

app = typer.Typer(cls=Group, rich_markup_mode="rich")

Folder = Annotated[
    Path | None,
    typer.Option("--data-dir", metavar="DIR", help="Folder of the studio's database, runs and data, unless the usual."),
]


@app.callback(invoke_without_command=True)
def studio(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port on this machine; 0 takes a free one.")] = PORT,
    data_dir: Folder = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Open the studio in the browser: build, train and draw. Ctrl-C ends it; runs go on at the next start."""
    if context.invoked_subcommand:
        context.obj = data_dir
        return
    use_folder(data_dir)
    from netsumiki.studio.server import serve

    serve(port, browser, tell)


@app.command(cls=Command)
def backup(context: typer.Context, file: Annotated[Path | None, typer.Argument(help="Where to.")] = None) -> None:
    """Copy the studio's database, also while it runs. Models and runs are files of their own."""
    use_folder(context.obj)
    from netsumiki.studio.server import prepared
    from netsumiki.studio.storage import backup as copy_to

    with prepared():
        say(f"Backup  {copy_to('by-hand', file)}")


@app.command(cls=Command)
def restore(context: typer.Context, file: Annotated[Path, typer.Argument(help="A backup.")]) -> None:
    """Make a backup the studio's database; the one that it replaces is kept beside the backups."""
    use_folder(context.obj)
    from netsumiki.studio.server import prepared
    from netsumiki.studio.storage import restore as take

    with prepared(alone=True, sound=False):  # a damaged database is what one restores for
        before = take(file)
    say(f"Restored {file}")
    say(f"Before   {before}")


def use_folder(folder: Path | None) -> None:
    """Everything that this process and its children keep goes into `folder`."""
    if folder is not None:
        os.environ["NETSUMIKI_HOME"] = str(folder.expanduser().resolve())


def tell(address: str, folder: Path) -> None:
    """What a person needs to know while it runs."""
    say("Netsumiki studio", "bold")
    say(f"Open    {address}")
    say(f"Data    {folder}")
    say("Stop    Ctrl-C")
