"""Every example runs to its end, where it asserts its own result and says it in a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
SCRIPTS = sorted(path for path in EXAMPLES.glob("*.py") if path.name != "digits.py")
QUICK = ("01_one_neuron", "02_activations", "03_logistic_regression", "05_backpropagation")


def test_there_is_one_for_each_lesson_the_flagship_and_the_translation():
    numbers = [path.name[:2] for path in SCRIPTS if path.name[0].isdigit()]
    assert numbers == [f"{n:02}" for n in range(1, 14)]
    assert (EXAMPLES / "keras_translation.py").exists()


@pytest.mark.parametrize(
    "script", [pytest.param(p, id=p.stem, marks=() if p.stem in QUICK else pytest.mark.slow) for p in SCRIPTS]
)
def test_example_reaches_its_result(script, tmp_path):
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-W", "error", str(script)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.rstrip().endswith((".", "three-layer"))
    assert not list(tmp_path.iterdir()), "an example leaves nothing behind"


@pytest.mark.parametrize("script", [pytest.param(path, id=path.stem) for path in SCRIPTS])
def test_example_explains_itself(script):
    text = script.read_text("utf-8")
    assert text.startswith('"""')
    assert "\nassert " in text or "\nnp.testing.assert_" in text
    assert "#" in text
