"""What a path or a pile of files is: which kind of source, and which of the files it does not take."""

from pathlib import Path

from netsumiki.data.own.sources.archive import Archive
from netsumiki.data.own.sources.arrays import IDX, NUMPY, Arrays, IdxFiles
from netsumiki.data.own.sources.container import HIDDEN, Container, Folder, Received
from netsumiki.data.own.sources.picture_files import PICTURE, TABLE, by_folders, by_table
from netsumiki.data.own.sources.pixel_table import PixelTable
from netsumiki.data.own.sources.source import Source
from netsumiki.data.own.survey import Refused
from netsumiki.engine.errors import DataError, Problem

FORMS = "pictures in a folder for each class, pictures with a table (CSV), IDX files, a table of pixels, npy or npz"


def container_of(path: Path | None, received: Path) -> Container:
    """The files at a path (a folder, a zip archive, a single file), or those that were handed over."""
    if path is None:
        pile = Received(received)
        names = pile.names()
        if len(names) == 1 and names[0].lower().endswith(".zip"):
            return Archive(pile.places[names[0]], names[0])
        return pile
    if path.is_dir():
        return Folder(path)
    if path.suffix.lower() == ".zip":
        return Archive(path, path.name)
    return Folder(path.parent, only=[path.name, *partners(path.name)])


def partners(name: str) -> list[str]:
    """The file with the labels of an IDX file, or the pictures of its labels, however they are called."""
    pairs = ("images-idx3", "labels-idx1"), ("images.idx3", "labels.idx1")
    return [name.replace(a, b) for pair in pairs for a, b in (pair, pair[::-1]) if a in name]


def source_of(container: Container) -> Source:
    """Raises: `DataError` when nothing in it can be imported."""
    names = [name for name in container.names() if not HIDDEN.search(name)]
    source = _source(container, names)
    taken = {*source.used, *(one.name for one in source.refused)}
    taken |= {entry.name for entry in getattr(source, "entries", ())}
    rest = [name for name in names if name not in taken]
    source.refused += container.refused
    source.refused += [Refused(name, "not-a-picture", "it is no picture of a known kind") for name in rest]
    return source


def _source(container: Container, names: list[str]) -> Source:
    pictures = [name for name in names if PICTURE.search(name)]
    tables = [name for name in names if TABLE.search(name)]
    if pictures:
        return by_table(container, pictures, tables) or by_folders(container, pictures)
    if idx := [name for name in names if IDX.search(name)]:
        return IdxFiles(container, idx)
    if arrays := [name for name in names if NUMPY.search(name)]:
        return Arrays(container, arrays)
    if tables and (table := PixelTable(container, tables)).used:
        return table
    found = ", ".join(names[:3]) + (" …" if len(names) > 3 else "") if names else "nothing"
    message = f"there is nothing to import here, but {found}: give {FORMS}, also packed as a zip archive"
    raise DataError(Problem("own-nothing", message, facts={"value": found}))
