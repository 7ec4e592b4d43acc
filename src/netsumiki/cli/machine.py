"""What this machine is and how fast its matrix products are; `netsumiki doctor` and the benchmarks print it."""

import os
import platform
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

SIZE = 1024  # of the square matrices that are multiplied
FLOPS_PER_CYCLE = {"AVX-512": 64, "AVX2": 32, "AVX": 16, "SSE": 8, "NEON": 16}  # float32, per core
WIDEST = ("AVX-512", "AVX2", "AVX", "SSE")
CORE_TYPES = {
    "skylakex": "AVX-512",
    "cooperlake": "AVX-512",
    "sapphirerapids": "AVX-512",
    "haswell": "AVX2",
    "zen": "AVX2",
    "sandybridge": "AVX",
    "bulldozer": "AVX",
    "piledriver": "AVX",
    "steamroller": "AVX",
    "excavator": "AVX",
    "nehalem": "SSE",
    "prescott": "SSE",
    "penryn": "SSE",
    "core2": "SSE",
    "barcelona": "SSE",
    "atom": "SSE",
}
"""OpenBLAS's names for its kernels, and the instructions that they use."""


def blas() -> dict[str, Any]:
    """The library behind NumPy's matrix products; `kernel` says which vector instructions it uses."""
    from threadpoolctl import threadpool_info

    loaded = next((found for found in threadpool_info() if found["user_api"] == "blas"), None)
    if loaded is None:  # Apple's Accelerate, for one, does not tell
        built: Any = np.show_config(mode="dicts")
        name = built.get("Build Dependencies", {}).get("blas", {}).get("name", "unknown")
        return {"library": name, "version": None, "core_type": None, "threads": None, "kernel": None}
    core_type = loaded.get("architecture")
    return {
        "library": loaded["internal_api"],
        "version": loaded["version"],
        "core_type": core_type,
        "threads": loaded["num_threads"],
        "kernel": CORE_TYPES.get(str(core_type).lower()),
    }


def processor() -> dict[str, Any]:
    """Name, cores that this process may use, GHz, and the widest vector instructions."""
    facts = _cpuinfo()
    megahertz = [float(v) for v in facts.get("cpu MHz", [])]
    fastest = Path("/sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq")
    gigahertz = int(fastest.read_text()) / 1e6 if fastest.exists() else max(megahertz) / 1e3 if megahertz else None
    return {
        "name": next(iter(facts.get("model name", [])), platform.processor() or platform.machine()),
        "cores": _cores(facts),
        "gigahertz": gigahertz,
        "instructions": instructions(),
    }


def instructions() -> str | None:
    """The widest vector instructions that NumPy found in the processor."""
    if platform.machine().lower() in ("arm64", "aarch64"):
        return "NEON"
    config: Any = np.show_config(mode="dicts")
    features = config.get("SIMD Extensions", {})
    found = " ".join([*features.get("baseline", []), *features.get("found", [])])
    marks = {"AVX-512": ("AVX512", "X86_V4"), "AVX2": ("AVX2", "X86_V3"), "AVX": ("AVX",), "SSE": ("SSE", "X86_V2")}
    return next((name for name in WIDEST if any(mark in found for mark in marks[name])), None)


def gflops(seconds: float = 0.5) -> float:
    """Billions of float32 operations a second in the product of two 1024 × 1024 matrices: the best within `seconds`."""
    rng = np.random.default_rng(0)
    a, b = rng.random((2, SIZE, SIZE), np.float32)
    out = np.empty_like(a)
    np.matmul(a, b, out=out)
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        np.matmul(a, b, out=out)
        best = min(best, time.perf_counter() - started)
    return 2 * SIZE**3 / best / 1e9


def expected_gflops(cpu: dict[str, Any], threads: int | None) -> float | None:
    """What so many cores should give at their listed speed; None where that is not known."""
    if not cpu["gigahertz"] or cpu["instructions"] not in FLOPS_PER_CYCLE:
        return None
    return cpu["gigahertz"] * FLOPS_PER_CYCLE[cpu["instructions"]] * min(threads or cpu["cores"], cpu["cores"])


def memory() -> dict[str, int | None]:
    """Bytes of main memory: `total`, and `available` without swapping."""
    table = Path("/proc/meminfo")
    lines = dict(line.split(":", 1) for line in table.read_text().splitlines()) if table.exists() else {}
    available = int(lines["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in lines else None
    total = None
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {"total": total, "available": available}


def disk(folder: Path) -> int:
    """Bytes free where `folder` is or would be made."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def versions() -> dict[str, str]:
    from netsumiki import __version__

    return {
        "netsumiki": __version__,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "system": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "executable": sys.executable,
    }


def _cpuinfo() -> dict[str, list[str]]:
    """/proc/cpuinfo: for each key its values, one for each processor; empty on other systems."""
    table, facts = Path("/proc/cpuinfo"), {}  # type: ignore[var-annotated]
    for line in table.read_text().splitlines() if table.exists() else ():
        key, _, value = line.partition(":")
        facts.setdefault(key.strip(), []).append(value.strip())
    return facts


def _cores(facts: dict[str, list[str]]) -> int:
    """Physical cores that this process may use (two threads of a core share one arithmetic unit)."""
    if not hasattr(os, "sched_getaffinity"):
        return os.cpu_count() or 1
    allowed = os.sched_getaffinity(0)
    listed = zip(facts.get("processor", []), facts.get("physical id", []), facts.get("core id", []))
    return len({(package, core) for number, package, core in listed if int(number) in allowed}) or len(allowed)
