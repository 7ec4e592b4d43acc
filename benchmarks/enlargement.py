"""What making more of the training pictures does to accuracy: python -m benchmarks.enlargement

The network of the recipe `speed` takes as many steps on the first 1,000 pictures of MNIST and on all of them: as they
are, with random changes, with the middle window at 7 × 11 places, and with that at four right angles too.
"""

import argparse
import copy
import time
from typing import Any

from netsumiki.data import load
from netsumiki.recipes import read
from netsumiki.training import Run

GENTLE = [
    {"augmentation": "shift", "pixels": 1.5},
    {"augmentation": "rotate", "degrees": 10},
    {"augmentation": "zoom", "fraction": 0.1},
    {"augmentation": "shear", "fraction": 0.1},
]
KINDS: dict[str, dict[str, Any]] = {
    "as they are": {},
    "random changes": {"augmentation": GENTLE},
    "windows, 77 of each": {"enlargement": "windows"},
    "windows at four right angles, 308 of each": {"enlargement": {"enlargement": "windows", "turns": True}},
    "windows and random changes": {"enlargement": "windows", "augmentation": GENTLE},
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limits", type=int, nargs="+", default=[1_000, 60_000], help="how many training pictures")
    parser.add_argument("--steps", type=int, default=1_000)
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args()
    data = load("mnist")
    print("| training pictures | made more of them by | right of 10,000 | seconds |\n| ---: | --- | ---: | ---: |")
    for limit in asked.limits:
        for name, kind in KINDS.items():
            shares, began = [], time.perf_counter()
            for seed in range(asked.seeds):
                recipe = copy.deepcopy(read("speed"))
                recipe["data"] |= kind
                recipe["training"] |= {"steps": asked.steps, "seed": seed}
                shares.append(Run(recipe, data=data.keep(limit=limit)).train().finished.test_accuracy)
            seconds = (time.perf_counter() - began) / asked.seeds
            print(f"| {limit:,} | {name} | {100 * sum(shares) / len(shares):.2f} % | {seconds:.0f} |", flush=True)


if __name__ == "__main__":
    main()
