"""`netsumiki data import`: from pictures in a folder, an archive or a table to a data set of one's own."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from netsumiki.cli.progress import preparing
from netsumiki.cli.terminal import AsJson, console, print_json, remark, say, table_of, text
from netsumiki.cli.wording import shape

if TYPE_CHECKING:
    from netsumiki.data.own import Incoming, Plan, Refused, Stored, Survey, Version

LISTED = 10
REMARKS = {
    "unlabelled": "Nothing says what the pictures show, so all are of the class unlabelled",
    "one-class": "All pictures are of one class: to tell classes apart, give each a folder of its own",
    "few": "A class has fewer than 10 pictures, too few to learn from",
    "uneven": "One class has more than ten times as many pictures as another: the network will favour it",
}
PLACED = {
    "digit": "placed like a digit: light ink on black, its middle in the middle",
    "fit": "shown whole",
    "crop": "cropped to the middle",
    "stretch": "stretched to fill the frame",
}


def import_(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="Folder, zip, CSV, IDX, npz or npy.")],
    name: Annotated[str | None, typer.Option("--name", help="What to call it, unless as the file.")] = None,
    size: Annotated[str | None, typer.Option("--size", metavar="N", help="Side in pixels (8–256), or 32x48.")] = None,
    placing: Annotated[str | None, typer.Option("--placing", help="digit, fit, crop or stretch.")] = None,
    invert: Annotated[bool | None, typer.Option("--invert/--no-invert", help="Dark becomes light.")] = None,
    colour: Annotated[bool | None, typer.Option("--colour/--grey", help="Keep the colours, or not.")] = None,
    test: Annotated[
        float | None, typer.Option("--test", metavar="SHARE", help="Share of each class kept for testing.")
    ] = None,
    twice: Annotated[bool, typer.Option("--keep-duplicates", help="Learn also from pictures that are twice.")] = False,
    into: Annotated[
        str | None, typer.Option("--into", metavar="NAME", help="Add them to this data set, in its form.")
    ] = None,
    label: Annotated[
        str | None, typer.Option("--class", metavar="NAME", help="Their class, where the files name one at most.")
    ] = None,
    look: Annotated[bool, typer.Option("--look", help="Only look, and store nothing.")] = False,
    as_json: AsJson = False,
) -> int:
    """Import your own pictures: look at all of them, tell what is there, then store them as a data set.

    With --into they become a new version of one that is there: classes of the same name are the same.
    """
    from netsumiki.data.own import Incoming, sweep
    from netsumiki.data.own.naming import PREFIX, find

    joined = find(into.removeprefix(PREFIX)) if into is not None else None
    if joined and (name, size, placing, invert, colour) != (None,) * 5:
        raise typer.BadParameter("pictures that are added take name and form of the data set: give --into alone")
    sweep()
    incoming = Incoming.begin(path, joined)
    try:
        with preparing(as_json) as progress:
            survey = incoming.survey(progress)
        plan = planned(survey, size, placing, invert, colour, test, twice, label)
        called = path.resolve().name if path.is_dir() else path.stem
        _tell(survey, plan, called, as_json, joined)
        if not look:
            if joined:
                _add(incoming, plan, as_json)
            else:
                _store(incoming, name or called, plan, as_json)
    finally:
        incoming.discard()
    return 0


def planned(
    survey: "Survey",
    size: str | None,
    placing: str | None,
    invert: bool | None,
    colour: bool | None,
    test: float | None,
    twice: bool,
    label: str | None,
) -> "Plan":
    """What was suggested, but for what was asked for."""
    plan = survey.suggestion
    height, width, channels = plan.shape
    if size is not None:
        height, width = sides(size)
    if colour is not None:
        channels = 3 if colour else 1
    changes: dict[str, Any] = {"shape": (height, width, channels), "placing": plan.placing}
    if plan.placing == "digit" and (height != width or channels == 3):
        changes["placing"] = "fit"
    changes |= {k: v for k, v in (("placing", placing), ("invert", invert), ("test", test)) if v is not None}
    if test is not None:
        changes["given_split"] = False
    return replace(plan, **changes, duplicates="keep" if twice else plan.duplicates, label=label or "")


def sides(size: str) -> tuple[int, int]:
    """(height, width) of `32` or `32x48`."""
    found = re.fullmatch(r"(\d{1,4})(?:[x×](\d{1,4}))?", size.strip())
    if not found:
        raise typer.BadParameter(f"--size takes a side in pixels, or height x width as in 32x48, got {size!r}")
    return int(found[1]), int(found[2] or found[1])


def _store(incoming: "Incoming", name: str, plan: "Plan", as_json: bool) -> "Stored":
    with preparing(as_json) as progress:
        stored = incoming.commit(name, plan, progress)
    version, lost = stored.version(), [vars(one) for one in incoming.lost]
    if as_json:
        print_json("imported", id=stored.id, name=stored.name, shape=stored.shape, **_counts(version), lost=lost)
    else:
        _named("Not kept", incoming.lost, len(incoming.lost))
        say(f"Imported {stored.name}: {_purposes(version)}", "bold green")
        say(f"Look at it: netsumiki data show own:{quoted(stored.name)}")
        say(f"Train on it: netsumiki train --data own:{quoted(stored.name)}")
    return stored


def _add(incoming: "Incoming", plan: "Plan", as_json: bool) -> None:
    with preparing(as_json) as progress:
        version = incoming.add(plan, progress)
    stored, count, lost = incoming.into, version.change["count"], [vars(one) for one in incoming.lost]
    assert stored is not None
    if as_json:
        facts = {"id": stored.id, "name": stored.name, "version": version.number, "count": count, "lost": lost}
        print_json("added", **facts, **_counts(version))
    else:
        _named("Not kept", incoming.lost, len(incoming.lost))
        say(f"Added {count:,} pictures to {stored.name}, version {version.number}: {_purposes(version)}", "bold green")


def _counts(version: "Version") -> dict[str, int]:
    return {split: len(version.rows(split)) for split in ("train", "test", "left_out")}


def _purposes(version: "Version") -> str:
    counts = _counts(version)
    out = f", {counts['left_out']:,} left out" if counts["left_out"] else ""
    return f"{counts['train']:,} pictures to learn from, {counts['test']:,} to test with{out}"


def quoted(name: str) -> str:
    """A name as one types it in a shell."""
    return name if re.fullmatch(r"[\w.-]+", name) else "'" + name.replace("'", "'\\''") + "'"


def _tell(survey: "Survey", plan: "Plan", name: str, as_json: bool, joined: "Stored | None") -> None:
    if as_json:
        print_json("survey", **survey.to_json() | {"plan": plan.to_json()})
        return
    classes = "one class" if len(survey.classes) == 1 else f"{len(survey.classes)} classes"
    say(f"{name}: {survey.pictures:,} pictures of {classes}", "bold")
    console().print(_table(survey, plan, joined))
    sizes = ", ".join(f"{h} × {w} ({count:,})" for (h, w), count in survey.sizes[:3])
    say(f"Sizes      {sizes}" + (", …" if len(survey.sizes) > 3 else ""))
    say(f"Colour     {survey.colour:,} in colour, {survey.grey:,} grey")
    for word, count, names in (
        ("Twice", survey.duplicate_count, survey.duplicates),
        ("Nearly", survey.near_count, survey.near),
        ("Known", survey.known_count, [(one.name, one.label) for one in survey.known]),
        ("Like known", survey.nearly_known_count, [(one.name, one.label) for one in survey.nearly_known]),
    ):
        if count:
            say(f"{word:<10} {count:,}, as {' = '.join(names[0][:3])}")
    placed = "as they are, which is MNIST's form" if plan.keep and plan.placing == "digit" else PLACED[plan.placing]
    say(f"Stored as  {shape(plan.shape)}, {placed}" + (", inverted" if plan.invert else ""))
    _named("Not taken", survey.refused, survey.refused_count)
    for code in survey.remarks:
        remark(REMARKS[code])


def _named(what: str, refused: "tuple[Refused, ...]", count: int) -> None:
    """Nothing is dropped silently: files by their names, with the reason."""
    if count:
        say(f"{what:<10} {count:,} file{'s' if count > 1 else ''}:", "yellow")
        for file in refused[:LISTED]:
            say(f"  {file.name}: {file.message}", "yellow")
        if count > LISTED:
            say(f"  and {count - LISTED:,} more, which --json lists", "yellow")


def _table(survey: "Survey", plan: "Plan", joined: "Stored | None") -> Any:
    """How many pictures there are of each class, and of how many of the data set to which they are added."""
    version = joined.version() if joined else None
    there = dict(zip(version.class_names, version.counts().sum(axis=1).tolist(), strict=True)) if version else {}
    columns = [*(["#There"] if version else []), *(["#Training", "#Test"] if survey.given_split else [])]
    table = table_of("Class", "#Pictures", *columns)
    for one in survey.classes:
        name = plan.label if plan.label and len(survey.classes) == 1 else one.name
        old = [f"{there[name]:,}" if name in there else "new"] if version else []
        counts = [f"{one.train:,}", f"{one.test:,}"] if survey.given_split else []
        table.add_row(text(name, "cyan"), f"{one.count:,}", *old, *counts)
    return table
