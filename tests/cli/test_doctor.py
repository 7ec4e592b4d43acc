"""`netsumiki doctor`."""

import pytest

from netsumiki.cli import doctor, machine


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    measure = machine.gflops
    monkeypatch.setattr(machine, "gflops", lambda: measure(0.01))


def test_it_tells_what_it_measured(netsumiki):
    outcome = netsumiki("doctor")
    assert outcome.code == 0
    for word in ("Processor", "BLAS", "GFLOP/s", "Memory", "Data", "MNIST", "Versions"):
        assert word in outcome.out


def test_in_json_it_is_one_object(netsumiki):
    (facts,) = netsumiki("doctor", "--json").lines
    assert facts["event"] == "doctor" and facts["gflops"] > 0 and facts["processor"]["cores"] >= 1
    assert facts["disk_free"] > 0 and facts["versions"]["numpy"].startswith("2.") and isinstance(facts["advice"], list)


def well(**changes):
    facts = {
        "processor": {"name": "x", "cores": 4, "gigahertz": 3.0, "instructions": "AVX-512"},
        "blas": {"library": "openblas", "version": "1", "core_type": "SkylakeX", "threads": 4, "kernel": "AVX-512"},
        "gflops": 700.0,
        "expected_gflops": 768.0,
        "load": 0.1,
        "environment": {},
        "memory": {"total": 16 << 30, "available": 8 << 30},
        "disk_free": 100 << 30,
        "mnist": "somewhere",
    }
    return facts | changes


def test_a_machine_that_is_well_gets_no_advice():
    assert doctor.advice(well()) == []


WEAK = {"library": "openblas", "version": "1", "core_type": "Haswell", "threads": 4, "kernel": "AVX2"}
ADVICE = {
    "a core type set by hand": (
        {"environment": {"OPENBLAS_CORETYPE": "Haswell"}, "blas": WEAK},
        "uses AVX2 where the processor has AVX-512",
    ),
    "a core type set without harm": (
        {"environment": {"OPENBLAS_CORETYPE": "SkylakeX"}},
        "choosing for itself: unset it",
    ),
    "a weak kernel": ({"blas": WEAK}, "runs its Haswell kernel"),
    "few threads": ({"environment": {"OPENBLAS_NUM_THREADS": "1"}}, "OPENBLAS_NUM_THREADS is 1 although there are 4"),
    "a slow processor": ({"gflops": 100.0}, "hot or throttled"),
    "a busy processor": ({"gflops": 100.0, "load": 9.0}, "other programs"),
    "little memory": ({"memory": {"total": 1 << 30, "available": 1 << 20}}, "1.0 MB of memory are free"),
    "a full disk": ({"disk_free": 5_000_000}, "5.0 MB are free for data"),
    "no MNIST": ({"mnist": None}, "netsumiki data prepare mnist"),
}


@pytest.mark.parametrize("case", ADVICE)
def test_it_says_what_to_do_about(case):
    changes, words = ADVICE[case]
    (hint,) = doctor.advice(well(**changes))
    assert words in hint


def test_the_processor_of_this_machine_is_described():
    cpu, blas = machine.processor(), machine.blas()
    assert cpu["name"] and cpu["instructions"] in (*machine.FLOPS_PER_CYCLE, None)
    assert blas["library"] and (blas["kernel"] is None or blas["kernel"] in machine.FLOPS_PER_CYCLE)
