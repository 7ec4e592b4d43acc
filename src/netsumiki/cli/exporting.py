"""`netsumiki export`: take a model along into another program; `netsumiki serve`: answer requests with it."""

import os
import shutil
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli import asking
from netsumiki.cli.terminal import AsJson, console, print_json, say, table_of, text
from netsumiki.cli.using import ModelName
from netsumiki.cli.wording import percent
from netsumiki.engine.errors import DataError, NetsumikiError, Problem, listing, quoted

if TYPE_CHECKING:
    from netsumiki.exporting.formats import Exported
    from netsumiki.exporting.formats.precision import Lost

PORT = 8000
TOKEN_VARIABLE = "NETSUMIKI_TOKEN"


def export(
    model: ModelName,
    to: Annotated[
        str | None,
        typer.Option("--to", metavar="FORMAT|FILE", help="A format, or a file such as model.py; without it, a list."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for a format's files.")] = Path("."),
    precision: Annotated[
        str, typer.Option("--precision", help="Weights as float32, float16 or int8, which is smaller.")
    ] = "float32",
    beside: Annotated[
        bool, typer.Option("--beside", help="Keep a program's weights in a file of their own beside it.")
    ] = False,
    opset: Annotated[
        int | None, typer.Option("--opset", metavar="N", help="Newest opset of ONNX to use, for an older runtime.")
    ] = None,
    data: Annotated[
        str | None,
        typer.Option("--data", metavar="NAME", help="Data whose test examples show what precision costs."),
    ] = None,
    data_dir: asking.DataDir = None,
    as_json: AsJson = False,
) -> int:
    """Take a model along: write it in another form, run that, and show that it answers as the model does."""
    from netsumiki.exporting.finding import load

    loaded = load(model)
    if to is None:
        _formats(loaded, as_json)
        return 0
    name, file = _wanted(to)
    options = ({"beside": True} if beside else {}) | ({} if opset is None else {"opset": opset})
    exported = _exported(loaded, {"format": name} | options, file, out, precision)
    proof, loss = exported.proof, _lost(loaded, precision, data, data_dir)
    if as_json:
        facts = {"files": [str(path) for path in exported.files], "proof": asdict(proof), "lost": loss and vars(loss)}
        print_json("exported", model=model, format=name, precision=precision, **facts)
        return 0 if proof.agree or proof.missing else 1
    for path in exported.files:
        say(f"{path}  {path.stat().st_size:,} bytes", "bold green")
    if proof.missing:
        say(f"Not proved: {proof.missing}", "yellow")
    elif not proof.agree:
        message = f"run by {proof.runtime}, its answers differ by {proof.difference:.2g} from the model's: "
        raise DataError(Problem("export-differs", message + "do not use it, and choose another format"))
    else:
        say(f"Proved by {proof.runtime}: {proof.samples} golden samples differ by at most {proof.difference:.1e}")
    if loss:
        _tell_lost(loss, precision)
    say("")
    from netsumiki.exporting.formats import formats

    say(formats.create(name).snippet(loaded, exported.files), "cyan")
    return 0


def _wanted(to: str) -> tuple[str, Path | None]:
    """(format, the file that it shall be, if one was named)"""
    from netsumiki.exporting.formats import formats

    if to in formats:
        return to, None
    file = Path(to)
    mains = {formats[name].main_file: name for name in formats}
    if file.name in mains:
        return mains[file.name], file
    by_suffix = {Path(main).suffix: name for main, name in mains.items() if main.startswith("model.")}
    if file.suffix not in by_suffix:
        known = f"{listing(list(formats))}, or a file that ends with {listing(list(by_suffix))}"
        message = f"there is no format {quoted(to)}: choose {known}"
        raise NetsumikiError(Problem("unknown-format", message, facts={"value": to, "known": list(formats)}))
    return by_suffix[file.suffix], file


def _exported(model: Any, wanted: dict[str, Any], file: Path | None, out: Path, precision: str) -> "Exported":
    """Written in a folder of its own first, so that nothing half done lies where it was asked for."""
    from netsumiki.exporting.formats import Exported
    from netsumiki.exporting.formats import export as write

    with tempfile.TemporaryDirectory() as folder:
        made, name = write(model, wanted, folder, precision), wanted["format"]
        places = [out / path.name for path in made.files]
        if file is not None:
            if len(made.files) > 1 and file.name != made.files[0].name:
                names = listing([path.name for path in made.files])
                message = f"{name} is several files ({names}), which know one another by name: "
                raise NetsumikiError(Problem("several-files", f"{message}use --to {name} --out FOLDER"))
            places = [file, *(file.parent / path.name for path in made.files[1:])]
        for path, place in zip(made.files, places, strict=True):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    return Exported(places, made.proof)


def _lost(model: Any, precision: str, data: str | None, data_dir: Path | None) -> "Lost | None":
    """What weights of fewer bits change: in the answers to the golden samples, or to the test examples of `data`."""
    from netsumiki.data import load
    from netsumiki.exporting.formats.precision import lost

    if precision == "float32":
        return None
    if data is None:
        return lost(model, precision)
    asked: dict[str, Any] = {"data": dict(model.recipe.get("data", {}))}
    asking.use_dataset(asked, data)
    test = load(asked["data"]["dataset"], data_dir=data_dir).test
    return lost(model, precision, test.inputs[:], test.labels)


def _tell_lost(loss: "Lost", precision: str) -> None:
    told = f"Weights as {precision}: of {loss.samples:,} answers none changes by more than {loss.difference:.2g}"
    if loss.same is not None:
        told += f", and {percent(loss.same)} keep their best class"
    if loss.before is not None and loss.after is not None:
        told += f"; {percent(loss.before)} were right, now {percent(loss.after)} are"
    say(told)


def _formats(model: Any, as_json: bool) -> None:
    from netsumiki.exporting.formats import formats
    from netsumiki.exporting.formats.base import GROUPS

    table = table_of("Format", "What it is", "Run by", "This model")
    for name in sorted(formats, key=lambda name: GROUPS.index(formats[name].group)):
        one = formats.create(name)
        refusal = one.refusal(model)
        if as_json:
            print_json("format", format=name, title=one.title, runtime=one.runtime, refusal=refusal and vars(refusal))
        table.add_row(text(name, "cyan"), one.title, one.runtime, refusal.message if refusal else "yes")
    if not as_json:
        console().print(table)


def serve(
    model: ModelName,
    host: Annotated[str, typer.Option(help="0.0.0.0 is reached from other machines, and wants a token.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port; 0 takes a free one.")] = PORT,
) -> None:
    """Answer HTTP requests with a model. Beyond this machine, requests must show the secret in NETSUMIKI_TOKEN."""
    from threadpoolctl import threadpool_limits

    from netsumiki.exporting.finding import load
    from netsumiki.exporting.serving.running import listening, needs_token, run
    from netsumiki.exporting.serving.subject import subject

    token = os.environ.get(TOKEN_VARIABLE, "")
    if wrong := needs_token(host, token):
        raise NetsumikiError(Problem("serve-token", wrong))
    asked = subject(load(model))
    try:
        listener = listening(host, port)
    except (OSError, OverflowError) as error:
        message = f"{host}:{port} cannot be used ({error}): choose another port with --port"
        raise NetsumikiError(Problem("port-taken", message, facts={"port": port})) from None
    with threadpool_limits(1, "blas"):  # single pictures are read faster by one thread
        run(asked, listener, token, lambda address: print(f"Open {address}", flush=True))
