"""`python -m docs.judging` judges generators whose faults are known, and writes the table of docs/judging.md anew.

Each of them hands out digits of MNIST, changed on the way. It takes a minute or two and needs the real MNIST.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from netsumiki.data import Data, Split, load
from netsumiki.judging import Judge, Verdict

PAGE = Path(__file__).parent / "judging.md"
MARK = "<!-- table: python -m docs.judging -->"
COUNT, SEED = 5_000, 0
Change = Callable[[np.ndarray], np.ndarray]


class Dealer:
    """Deals out the digits of a split, class by class, and begins anew when a class has none left."""

    classes = 10

    def __init__(self, split: Split, change: Change = lambda pictures: pictures, conditional: bool = True):
        self.split, self.change, self.conditional = split, change, conditional
        self.rows = [np.flatnonzero(split.labels == label) for label in range(self.classes)]

    def noise(self, count: int, seed: int) -> np.ndarray:
        return np.arange(count)

    def generate(self, noise: np.ndarray, labels: Any = None) -> np.ndarray:
        if labels is None:
            return self.change(self.split.inputs[noise % len(self.split)])
        chosen = [self.rows[label][turn // self.classes % len(self.rows[label])] for turn, label in zip(noise, labels)]
        return self.change(self.split.inputs[chosen])


def blurred(size: int) -> Change:
    """Each point becomes the mean of a square around it."""

    def change(pictures: np.ndarray) -> np.ndarray:
        height, width = pictures.shape[1:3]
        wide = np.pad(pictures.astype(np.float32), ((0, 0), (size // 2,) * 2, (size // 2,) * 2, (0, 0)))
        moved = [wide[:, i : i + height, j : j + width] for i in range(size) for j in range(size)]
        return (sum(moved) / size**2).astype(np.uint8)

    return change


def noise(pictures: np.ndarray) -> np.ndarray:
    return np.random.default_rng(SEED).integers(0, 256, pictures.shape, np.uint8)


def cases(train: Split, unseen: Split) -> dict[str, Dealer]:
    few = np.concatenate([np.flatnonzero(unseen.labels == label)[:5] for label in range(10)])
    without = np.flatnonzero(~np.isin(unseen.labels, (4, 9)))
    return {
        "real digits, never shown": Dealer(unseen),
        "training digits": Dealer(train),
        "blurred a little (3 × 3)": Dealer(unseen, blurred(3)),
        "blurred (5 × 5)": Dealer(unseen, blurred(5)),
        "five digits of each class": Dealer(unseen.take(few)),
        "no 4 and no 9, not asked": Dealer(unseen.take(without), conditional=False),
        "noise, not asked": Dealer(unseen, noise, conditional=False),
    }


def row(name: str, verdict: Verdict) -> str:
    made, learnt = verdict.generated, verdict.learnt
    agreement = "–" if made["agreement"] is None else f"{100 * made['agreement']:.2f} %"
    same = [share for share in made["same"] if share is not None]
    cells = [
        name,
        agreement,
        str(made["classes_seen"]),
        f"{100 * made['strange']:.1f} %",
        f"{made['spread']:.2f}",
        f"{100 * max(same):.1f} %",
        f"{verdict.frechet.generated:.3f}",
        f"{verdict.nearest.ratio:.2f}",
        f"{100 * verdict.nearest.copies:.0f} %",
        f"{100 * learnt.generated:.1f} %",
        "; ".join(alarm["message"] for alarm in verdict.alarm) or "none",
    ]
    return f"| {' | '.join(cells)} |"


def table() -> str:
    mnist = load("mnist")
    shuffled = np.random.default_rng(SEED).permutation(len(mnist.test))
    unseen, test = mnist.test.take(shuffled[::2]), mnist.test.take(shuffled[1::2])
    data, judge = Data("mnist", mnist.train, test, mnist.class_names), Judge.bundled()
    columns = (
        "generator | as asked | classes seen | strange | spread | look the same | Fréchet | nearest | copies | teaches"
    )
    lines = [f"| {columns} | alarm |", "| --- |" + " ---: |" * 9 + " --- |"]
    for name, dealer in cases(mnist.train, unseen).items():
        verdict = judge.full(dealer, data, SEED, COUNT)
        lines.append(row(name, verdict))
        print(lines[-1], f"({verdict.protocol.seconds} s)", flush=True)
    floor, best, used = verdict.frechet.floor, verdict.learnt.real, verdict.protocol
    lines += [
        "",
        f"{COUNT:,} pictures each, seed {SEED}; floor of the Fréchet distance {floor:.3f}; as many real training "
        f"digits teach {100 * best:.1f} %. Judge: `{used.judge}`, SHA-256 `{used.judge_sha256}`; Netsumiki "
        f"{used.library}.",
    ]
    return "\n".join(lines)


def main() -> None:
    before, _, rest = PAGE.read_text("utf-8").partition(MARK)
    after = rest.partition(MARK)[2]
    PAGE.write_text(f"{before}{MARK}\n\n{table()}\n\n{MARK}{after}", "utf-8")


if __name__ == "__main__":
    main()
