"""A template trained by PyTorch, run by `make results ARGS=--twin`: does the same recipe reach the same accuracy?

The same data and split, the same scheme of initial weights, the same optimizer; only the random numbers differ.
"""

import json
import sys
from typing import Any

import torch
from torch import nn

from benchmarks.torch_twin import Twin, loss, optimizer
from netsumiki.data import load
from netsumiki.engine.workspace import Streams
from netsumiki.recipes import override, read
from netsumiki.training import Recipe

INITIAL = {"glorot": nn.init.xavier_uniform_, "he": lambda w: nn.init.kaiming_normal_(w, nonlinearity="relu")}


def train(name: str, seed: int) -> float:
    """Test accuracy after the whole recipe (constant learning rate, last weights)."""
    document = read(name)
    override(document, "training.seed", seed)
    recipe = Recipe.read(document)
    plan: Any = recipe.plan
    assert plan.schedule.registered_name == "constant" and not plan.keep_best and not plan.average
    data = load(recipe.data.dataset)
    split = data.train.stratified(recipe.data.validation, Streams(seed)["validation"])[0]
    generator = torch.manual_seed(seed)
    module = Twin(recipe)
    begin(module, recipe)
    move, cost = optimizer(recipe, module), loss(recipe)
    x, labels = tensor(recipe, split.inputs), torch.from_numpy(split.labels.copy())
    for _ in range(plan.epochs):
        for rows in torch.randperm(len(x), generator=generator).split(plan.batch_size):
            move.zero_grad(set_to_none=True)
            cost(module(x[rows]), labels[rows]).backward()
            move.step()
    module.eval()
    with torch.inference_mode():
        guesses = torch.cat([module(part).argmax(1) for part in tensor(recipe, data.test.inputs).split(1000)])
    return float((guesses.numpy() == data.test.labels).mean())


def begin(module: nn.Module, recipe: Recipe) -> None:
    """The initial weights that the recipe asks for, drawn by PyTorch; biases are zero."""
    weighted = [n.layer for n in recipe.inspection.nodes if "initializer" in n.layer.declared]  # type: ignore[union-attr]
    parts: Any = [m for m in module.modules() if isinstance(m, nn.Linear | nn.Conv2d)]
    for layer, part in zip(weighted, parts, strict=True):
        INITIAL[layer.initializer.registered_name](part.weight)  # type: ignore[union-attr]
        if part.bias is not None:
            nn.init.zeros_(part.bias)


def tensor(recipe: Recipe, inputs: Any) -> torch.Tensor:
    return torch.from_numpy(recipe.preprocessing.to_network(inputs)).permute(0, 3, 1, 2).contiguous()


if __name__ == "__main__":
    accuracy = train(sys.argv[1], int(sys.argv[2]))
    print(json.dumps({"test_accuracy": accuracy, "library": f"PyTorch {torch.__version__}"}))
