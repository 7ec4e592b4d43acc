"""Which file a person means by the name of a model."""

from importlib.resources import files
from pathlib import Path

from safetensors import SafetensorError, safe_open

from netsumiki.engine.errors import ModelFileError, Problem, did_you_mean
from netsumiki.exporting.generator_file import Generator, load_generator
from netsumiki.exporting.model_file import Model, load_model

FILE_NAME = "model.safetensors"


def bundled() -> dict[str, Path]:
    """The model files that come with the package, by name."""
    folder = Path(str(files("netsumiki") / "zoo"))
    return {path.stem: path for path in sorted(folder.glob("*.safetensors"))}


def find_model(name: Path | str) -> Path:
    """The model file called `name`: a file, the one in a run folder, or a bundled model.

    Raises: `ModelFileError` when there is none.
    """
    path, known = Path(name), bundled()
    if path.is_file():
        return path
    if (path / FILE_NAME).is_file():
        return path / FILE_NAME
    if str(name) in known:
        return known[str(name)]
    if path.is_dir():
        message = f"{path} holds no {FILE_NAME}: its run has not ended; go on with: netsumiki train {path} --resume"
        raise ModelFileError(Problem("model-file", message, facts={"folder": str(path)}))
    hint = did_you_mean(name, known) if known else ""
    message = f'there is no model "{name}"{hint}: give a model file, a run folder or the name of a bundled model'
    raise ModelFileError(Problem("model-file", message, facts={"value": str(name), "known": sorted(known)}))


def load(name: Path | str) -> Model | Generator:
    """The trained model called `name`: a model file, a run folder, or a model that comes with Netsumiki.

    Raises: `ModelFileError` when there is none, or its file cannot be read.
    """
    path = find_model(name)
    return load_generator(path) if kind_of(path) == "generator" else load_model(path)


def kind_of(path: Path) -> str:
    """ "classifier" or "generator", by what the file says of itself."""
    try:
        with safe_open(path, framework="numpy") as file:
            return (file.metadata() or {}).get("kind", "classifier")
    except (SafetensorError, OSError):
        return "classifier"  # whose reader tells what is wrong with the file
