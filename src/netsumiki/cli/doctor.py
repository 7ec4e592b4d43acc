"""`netsumiki doctor`: is this machine as fast as it could be, and is everything at hand?"""

import os
from typing import Any

from netsumiki.cli.terminal import AsJson, print_json, say
from netsumiki.cli.wording import size

THREAD_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
LITTLE_DISK, LITTLE_MEMORY = 1 << 30, 1 << 30
SLOW = 0.5  # of what the processor should give


def doctor(as_json: AsJson = False) -> None:
    """Look for what slows this machine down or is missing, and say what to do about it."""
    facts = examine()
    hints = advice(facts)
    if as_json:
        print_json("doctor", **facts, advice=hints)
        return
    blas, cpu = facts["blas"], facts["processor"]
    speed = f"{cpu['gigahertz']:.1f} GHz, " if cpu["gigahertz"] else ""
    say(f"Processor   {cpu['name']}: {cpu['cores']} cores, {speed}{cpu['instructions'] or 'unknown instructions'}")
    core = f" for {blas['core_type']} cores" if blas["core_type"] else ""
    threads = f", {blas['threads']} threads" if blas["threads"] else ""
    say(f"BLAS        {blas['library']} {blas['version'] or ''}{core}{threads}")
    expected = facts["expected_gflops"]
    share = (
        f", about {100 * facts['gflops'] / expected:.0f} % of what it should give ({expected:.0f})" if expected else ""
    )
    say(f"Speed       {facts['gflops']:.0f} GFLOP/s in a float32 product of 1024 × 1024 matrices{share}")
    total, available = facts["memory"]["total"], facts["memory"]["available"]
    free = f", {size(available)} of it free" if available else ""
    say(f"Memory      {size(total) if total else 'unknown'}{free}")
    say(f"Data        {facts['data_folder']}: {size(facts['disk_free'])} free on its disk")
    say(f"MNIST       {facts['mnist'] or 'not on this machine'}")
    version = facts["versions"]
    say(f"Versions    Netsumiki {version['netsumiki']}, NumPy {version['numpy']}, Python {version['python']}")
    say(f"System      {version['system']}")
    for hint in hints:
        say(f"→ {hint}", "yellow")
    if not hints:
        say("All is well.", "green")


def examine() -> dict[str, Any]:
    """Everything that doctor looks at."""
    from netsumiki.cli import machine
    from netsumiki.data import storage
    from netsumiki.data.mnist import locate

    blas, cpu = machine.blas(), machine.processor()
    folder = storage.named_folder() or storage.user_folder()
    mnist = locate()
    return {
        "processor": cpu,
        "blas": blas,
        "gflops": round(machine.gflops(), 1),
        "expected_gflops": machine.expected_gflops(cpu, blas["threads"]),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "environment": {k: os.environ[k] for k in ("OPENBLAS_CORETYPE", *THREAD_VARIABLES) if k in os.environ},
        "memory": machine.memory(),
        "data_folder": str(folder),
        "disk_free": machine.disk(folder),
        "mnist": str(mnist) if mnist else None,
        "versions": machine.versions(),
    }


def advice(facts: dict[str, Any]) -> list[str]:
    """What to do, one sentence each."""
    from netsumiki.cli.machine import FLOPS_PER_CYCLE

    hints, blas, cpu, environment = [], facts["blas"], facts["processor"], facts["environment"]
    kernel, able = (FLOPS_PER_CYCLE.get(x) for x in (blas["kernel"], cpu["instructions"]))
    weak = kernel and able and kernel < able
    uses = f"uses {blas['kernel']} where the processor has {cpu['instructions']}" if weak else ""
    if "OPENBLAS_CORETYPE" in environment:
        value = environment["OPENBLAS_CORETYPE"]
        effect = f"so BLAS {uses}" if weak else "which stops BLAS from choosing for itself"
        hints.append(f"OPENBLAS_CORETYPE is set to {value}, {effect}: unset it")
    elif weak:
        hints.append(f"BLAS runs its {blas['core_type']} kernel and {uses}: a newer NumPy may know this processor")
    for name in THREAD_VARIABLES:
        if environment.get(name, "").isdigit() and int(environment[name]) < cpu["cores"]:
            hints.append(f"{name} is {environment[name]} although there are {cpu['cores']} cores: unset it")
    if facts["expected_gflops"] and facts["gflops"] < SLOW * facts["expected_gflops"] and not weak:
        busy = facts["load"] is not None and facts["load"] > cpu["cores"]
        cause = "other programs keep the processor busy" if busy else "it may be busy, hot or throttled"
        hints.append(f"matrix products run at less than half of the processor's speed: {cause}")
    available = facts["memory"]["available"]
    if available is not None and available < LITTLE_MEMORY:
        hints.append(f"only {size(available)} of memory are free: close other programs or use a smaller batch_size")
    if facts["disk_free"] < LITTLE_DISK:
        hints.append(f"only {size(facts['disk_free'])} are free for data: make room, or set NETSUMIKI_DATA_DIR")
    if facts["mnist"] is None:
        hints.append("MNIST is not on this machine: netsumiki data prepare mnist downloads it (or use --data strokes)")
    return hints
