"""A checkpoint: everything that a run needs to go on, in one file that is either whole or absent."""

import json
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from netsumiki.data.storage import write_atomically
from netsumiki.engine.errors import ModelFileError, Problem


def save_checkpoint(path: Path, facts: dict[str, Any], arrays: dict[str, Any]) -> None:
    """`facts` (JSON) and `arrays` as a safetensors file."""
    tensors = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    write_atomically(path, save(tensors, {"netsumiki": "checkpoint", "facts": json.dumps(facts)}))


def load_checkpoint(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """(facts, arrays). Raises `ModelFileError` when the file is not a whole checkpoint."""
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if metadata.get("netsumiki") != "checkpoint":
                raise ModelFileError(Problem("checkpoint", f"{path} is not a checkpoint of Netsumiki"))
            return json.loads(metadata["facts"]), {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (SafetensorError, OSError, ValueError, KeyError) as error:
        message = f"{path} cannot be read as a checkpoint ({error}): start the run anew without --resume"
        raise ModelFileError(Problem("checkpoint", message)) from None
