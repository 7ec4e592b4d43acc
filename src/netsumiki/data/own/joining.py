"""A data set that pictures are added to, as the worker looks at it: what it has already, and in which form."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from netsumiki.data.own.forming import Form
from netsumiki.data.own.place import PICTURES
from netsumiki.data.own.stored import Stored
from netsumiki.data.own.survey import Plan
from netsumiki.data.own.version import damaged

READ_AHEAD = 4 << 20
SHARE_STEP = 0.05
LEAST_SHARE, MOST_SHARE = 0.05, 0.5


class Joined:
    """Version `number` of a data set: its `rows`, how many pictures each class has, and the `form` of all."""

    def __init__(self, id: str, number: int):
        self.stored = Stored.open(id)
        self.version = self.stored.version(number)
        self.rows, self.form = self.version.rows(), Form(self.stored.plan)

    def pictures(self) -> Iterator[np.ndarray]:
        """uint8 (H, W, C), one for each of `rows`. They are read: to map them would take more than the worker may."""
        shape = self.stored.shape
        size = int(np.prod(shape))
        with open(self.stored.folder / PICTURES, "rb", buffering=READ_AHEAD) as file:
            for row in self.rows.tolist():
                file.seek(row * size)
                content = file.read(size)
                if len(content) < size:
                    raise damaged(self.stored.folder)
                yield np.frombuffer(content, np.uint8).reshape(shape)

    def counts(self) -> dict[str, int]:
        """How many pictures there are of each class."""
        return dict(zip(self.version.class_names, self.version.counts().sum(axis=1).tolist(), strict=True))

    def suggestion(self, given_split: bool) -> Plan:
        """As the pictures that are there, with as large a share for testing as they have."""
        train, test = (len(self.version.rows(split)) for split in ("train", "test"))
        plan = self.stored.plan
        if test:
            share = round(test / (train + test) / SHARE_STEP) * SHARE_STEP
            plan = replace(plan, test=round(min(max(share, LEAST_SHARE), MOST_SHARE), 2))
        return replace(plan, given_split=given_split)
