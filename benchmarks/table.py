"""How the numbers are shown: Markdown, a chart, and the table in the README between its two markers."""

import platform
from html import escape
from pathlib import Path
from typing import Any

from netsumiki.data.storage import write_atomically

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- speed table: written by make bench ARGS=--write -->", "<!-- end of speed table -->"


def machine(threads: int) -> dict[str, Any]:
    """Processor, threads and libraries: without them a time says nothing."""
    import numpy
    from threadpoolctl import threadpool_info

    numpy.ones((2, 2)) @ numpy.ones((2, 2))
    blas = next((i for i in threadpool_info() if i["user_api"] == "blas"), {})
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        processor = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        processor = platform.processor()
    try:
        import torch

        peer = torch.__version__
    except ImportError:
        peer = "none"
    return {
        "processor": processor,
        "threads": threads,
        "core type": blas.get("architecture", "unknown"),
        "NumPy": numpy.__version__,
        "BLAS": f"{blas.get('internal_api', '?')} {blas.get('version', '?')}",
        "PyTorch": peer,
    }


def markdown(report: dict[str, Any]) -> str:
    parts = [", ".join(f"{k} {v}" for k, v in report["machine"].items()) + "."]
    for title, rows in report["tables"].items():
        parts.append(f"With the {title}:" if title.startswith("core") else f"With {title}:")
        table = ["| workload | Netsumiki (NumPy) | PyTorch, best variant | ratio |", "| --- | ---: | ---: | ---: |"]
        for r in rows:
            ours, theirs = f"{r['netsumiki_ms']:.3g} ms", f"{r['torch_ms']:.3g} ms ({r['torch_variant']})"
            table.append(f"| {r['name']} | {ours} | {theirs} | **{r['ratio']:.2f}** |")
        parts.append("\n".join(table))
    if "memory" in report:
        table = ["| step memory, peak allocated | batch 64 | batch 256 |", "| --- | ---: | ---: |"]
        for name, peaks in report["memory"].items():
            table.append(f"| {name} | {peaks['64'] / 1024:.0f} KB | {peaks['256'] / 1024:.0f} KB |")
        parts.append("\n".join(table))
    return "\n\n".join(parts) + "\n"


def write_chart(report: dict[str, Any], path: Path) -> None:
    """Bars of the ratios of the first table, with a line at 1.0; readable on light and dark pages."""
    rows = next(iter(report["tables"].values()))
    width, line, left = 640, 26, 210
    longest = max([1.2] + [r["ratio"] for r in rows])
    scale = (width - left - 60) / longest
    height = line * len(rows) + 46
    bars = []
    for i, r in enumerate(rows):
        y = 30 + i * line
        bars.append(
            f'<text x="{left - 10}" y="{y + 14}" text-anchor="end">{escape(r["name"])}</text>'
            f'<rect x="{left}" y="{y + 2}" width="{r["ratio"] * scale:.1f}" height="16" rx="3" fill="#0877bd"/>'
            f'<text x="{left + r["ratio"] * scale + 6:.1f}" y="{y + 14}">{r["ratio"]:.2f}</text>'
        )
    one = left + scale
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" '
        f'font-size="12" fill="#5d6b7c" role="img" aria-label="Speed against PyTorch on the CPU">'
        f'<text x="{left}" y="16">PyTorch time ÷ Netsumiki time (longer is better, 1.0 = as fast)</text>'
        + "".join(bars)
        + f'<path d="M{one:.1f} 24V{height - 12}" stroke="#f59322" stroke-dasharray="4 3"/></svg>\n'
    )


def write_readme(report: dict[str, Any]) -> None:
    write_between(README, BEGIN, END, f"\n{markdown(report)}")


def write_between(page: Path, begin: str, end: str, text: str) -> None:
    """Replace what stands between two markers of a page."""
    before, rest = page.read_text("utf-8").split(begin, 1)
    after = rest.split(end, 1)[1]
    write_atomically(page, f"{before}{begin}\n{text}\n{end}{after}".encode())
