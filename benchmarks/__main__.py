"""`make bench`: every workload against tuned PyTorch on the CPU, in one interleaved run.

Each row has one process per side and variant. Rounds alternate A B C A B C …, so that a drift of the machine meets all
of them; quoted are medians over the rounds, and the ratio is the median of the ratios round by round.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.memory import step_memory
from benchmarks.table import machine, markdown, write_chart, write_readme
from benchmarks.workloads import WORKLOADS, Workload

VARIANTS = ("eager", "channels_last", "compile", "compile channels_last")
RESULTS = Path(__file__).parent / "results"


class Worker:
    """One process that runs one side of one workload when told to."""

    def __init__(self, workload: Workload, side: str, variant: str, threads: int, environment: dict[str, str]):
        command = [sys.executable, "-m", "benchmarks.worker"]
        self.side, self.variant = side, variant
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            stderr=subprocess.DEVNULL,
        )
        self.ready = self.ask(do="prepare", workload=workload.name, side=side, variant=variant, threads=threads)

    def ask(self, **order: Any) -> Any:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def measure(workload: Workload, rounds: int, seconds: float, threads: int, environment: dict, variants: Any) -> dict:
    """One row: milliseconds of each side, and the ratio to the fastest PyTorch variant."""
    chosen = [v for v in variants if "channels_last" not in v or workload.convolves_pictures]
    workers = [Worker(workload, "netsumiki", "", threads, environment)]
    workers += [Worker(workload, "torch", v, threads, environment) for v in chosen]
    workers = [w for w in workers if w.ready]  # a variant that does not compile here is left out
    if len(workers) < 2 or workers[0].side != "netsumiki":
        raise SystemExit(f"{workload.name}: one side did not start; run benchmarks.worker by hand to see why")
    try:
        for w in workers:
            w.ask(do="round", seconds=seconds)  # warm-up
        times: list[list[float]] = [
            [w.ask(do="round", seconds=seconds)["seconds_per_step"] for w in workers] for _ in range(rounds)
        ]
    finally:
        for w in workers:
            w.close()
    medians = [statistics.median(column) * 1e3 for column in zip(*times, strict=True)]
    best = min(range(1, len(workers)), key=lambda i: medians[i])
    return {
        "name": workload.name,
        "due": workload.due,
        "netsumiki_ms": medians[0],
        "torch_ms": medians[best],
        "torch_variant": workers[best].variant,
        "torch_all_ms": {w.variant: m for w, m in zip(workers[1:], medians[1:], strict=True)},
        "compile_seconds": {w.variant: round(w.ready["first"], 1) for w in workers[1:] if "compile" in w.variant},
        "ratio": statistics.median(t[best] / t[0] for t in times),
        "rounds": rounds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", help="run only the rows whose name contains this")
    parser.add_argument("--json", action="store_true", help="print JSON, one row a line")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=float, default=0.5, help="length of one round of one side")
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--no-compile", action="store_true", help="leave torch.compile out (it takes a minute a row)")
    parser.add_argument("--write", action="store_true", help="write results, chart and the README's table")
    options = parser.parse_args()
    variants = [v for v in VARIANTS if not (options.no_compile and "compile" in v)]
    workloads = [w for w in WORKLOADS if not options.only or options.only in w.name]
    found = dict(os.environ)
    free = {k: v for k, v in found.items() if k != "OPENBLAS_CORETYPE"}
    # as on a user's machine, and once more as this shell has it when that differs
    environments = {"core type chosen by OpenBLAS": free}
    if free != found:
        environments[f"OPENBLAS_CORETYPE={found['OPENBLAS_CORETYPE']}"] = found
    report: dict[str, Any] = {"machine": machine(options.threads), "tables": {}}
    for title, environment in environments.items():
        rows = []
        for workload in workloads:
            rows.append(measure(workload, options.rounds, options.seconds, options.threads, environment, variants))
            row = rows[-1]
            times = f"{row['netsumiki_ms']:9.3f} ms {row['torch_ms']:9.3f} ms  ratio {row['ratio']:.2f}"
            text = f"{row['name']:<28} {times}  ({row['torch_variant']})"
            print(json.dumps({"table": title, **row}) if options.json else text, flush=True)
        report["tables"][title] = rows
    if not options.only:
        report["memory"] = step_memory()
    if not options.json:
        print("\n" + markdown(report))
    if options.write:
        report = merged(report)
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / "speed.json").write_text(json.dumps(report, indent=1) + "\n")
        write_chart(report, RESULTS / "speed.svg")
        write_readme(report)


def merged(report: dict[str, Any]) -> dict[str, Any]:
    """The new rows in the place of stored ones of the same name, if those were measured on the same machine."""
    stored = RESULTS / "speed.json"
    old = json.loads(stored.read_text()) if stored.exists() else {}
    if old.get("machine") != report["machine"]:
        return report
    order = [w.name for w in WORKLOADS]
    for title, rows in old["tables"].items():
        known = {r["name"]: r for r in [*rows, *report["tables"].get(title, [])] if r["name"] in order}
        report["tables"][title] = sorted(known.values(), key=lambda r: order.index(r["name"]))
    report.setdefault("memory", old.get("memory", {}))
    return report


if __name__ == "__main__":
    main()
