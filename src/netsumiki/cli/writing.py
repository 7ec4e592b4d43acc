"""`netsumiki write`: a network that was trained on a text goes on with a beginning."""

from typing import Annotated

import typer

from netsumiki.cli.terminal import AsJson, console, print_json, text
from netsumiki.cli.using import ModelName

BEGIN = "alice was "


def write(
    model: ModelName,
    begin: Annotated[str, typer.Option("--begin", metavar="TEXT", help="What to go on with.")] = BEGIN,
    length: Annotated[int, typer.Option("--length", min=1, max=10_000, help="How many characters to write.")] = 300,
    temperature: Annotated[
        float,
        typer.Option("--temperature", min=0, max=5, help="0 takes the likeliest, 1 draws as the network says."),
    ] = 0.7,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed writes the same again.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Go on with a text, character by character."""
    from netsumiki.exporting.finding import find_model
    from netsumiki.exporting.model_file import load_model
    from netsumiki.exporting.writing import write as written

    characters = written(load_model(find_model(model)), begin, length, temperature, seed)
    if as_json:
        print_json("written", begin=begin, text="".join(characters), temperature=temperature, seed=seed)
        return
    out = console()
    out.print(text(begin, "bold"), end="")
    for character in characters:  # as they come: there is something to watch
        out.print(text(character), end="")
    out.print()
