"""Data sets, preprocessing, augmentation and batches. Importing it registers every data set and augmentation."""

from netsumiki.data import mnist, strokes, drawings, toys, texts  # noqa: F401  # isort: skip  (they register themselves, in this order)
from netsumiki.data.own import dataset as _own  # noqa: F401  # isort: skip
from netsumiki.data.augmentation import Augmenter, augmentations
from netsumiki.data.batches import Batch, Batches
from netsumiki.data.corrections import corrections
from netsumiki.data.dataset import Data, Dataset, Split, datasets, load
from netsumiki.data.enlargement import enlargements
from netsumiki.data.lazy import Lazy, Rows, Windows
from netsumiki.data.preprocessing import Preprocessing

__all__ = [
    "Augmenter",
    "Batch",
    "Batches",
    "Data",
    "Dataset",
    "Lazy",
    "Preprocessing",
    "Rows",
    "Split",
    "Windows",
    "augmentations",
    "corrections",
    "datasets",
    "enlargements",
    "load",
]
