"""A data set of one's own among the registered ones: a recipe names it by its id, and which version it saw."""

from pathlib import Path

from netsumiki.data.dataset import Data, Dataset, Split, datasets
from netsumiki.data.lazy import Rows
from netsumiki.data.own.stored import Stored
from netsumiki.data.storage import Progress
from netsumiki.engine.errors import DataError, Problem
from netsumiki.engine.registry import Shape, option


@datasets.register("own", group="Pictures")
class Own(Dataset):
    """Your own pictures, as they were imported and curated.

    Shapes: inputs (N, H, W, 1 or 3), of which only those that are looked at are read from the disk
    """

    label = "Your own pictures"
    id: str = option("", help="Which of your own data sets.")
    version: int | None = option(None, ge=1, le=999_999, help="Its version; nothing means the one that is current.")

    @property
    def example_shape(self) -> Shape | None:  # type: ignore[override]
        stored = self._stored()
        return stored.shape if stored else None

    @property
    def class_count(self) -> int | None:
        stored = self._stored()
        return len(stored.version(self.version).class_names) if stored else None

    def exact(self) -> "Own":
        stored = Stored.open(self.id)
        return Own(id=self.id, version=self.version or stored.current)

    def load(self, data_dir: Path | str | None = None, progress: Progress | None = None) -> Data:
        stored = Stored.open(self.id)
        version, pictures = stored.version(self.version), stored.pictures
        splits = {}
        for split, words in (("train", "to learn from"), ("test", "to test with")):
            rows = version.rows(split)
            if not len(rows):
                message = f'the data set "{stored.name}" has no pictures {words}: move some there, or divide it anew'
                raise DataError(Problem("own-split", message, facts={"value": stored.name, "split": split}))
            splits[split] = Split(Rows(pictures, rows), version.labels[rows])
        names, preparation = version.class_names, stored.preparation
        return Data(stored.name, splits["train"], splits["test"], names, preparation=preparation)

    def _stored(self) -> Stored | None:
        """Nothing where it is not there: what is said of it then, `load` says."""
        try:
            return Stored.open(self.id)
        except DataError:
            return None
