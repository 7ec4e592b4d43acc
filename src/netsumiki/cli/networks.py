"""Looking at a network before it is trained: `netsumiki inspect` for shapes and cost, `check` for its gradients."""

from typing import TYPE_CHECKING, Any

from netsumiki.cli import asking
from netsumiki.cli.terminal import AsJson, console, fail, print_json, say, table_of, text
from netsumiki.cli.wording import large, shape, size

if TYPE_CHECKING:
    from netsumiki.engine.nodes import Inspection, Node
    from netsumiki.engine.testing import GradientResult
    from netsumiki.training.recipe import Recipe

BATCH = 4  # examples in a gradient check: batch norm needs several, and a check needs no more


def inspect(recipe: asking.RecipeName, settings: asking.Settings = None, as_json: AsJson = False) -> int:
    """Show a network's layers, shapes, parameters and cost, and everything wrong with the recipe."""
    from netsumiki.engine.inspection import inspect as look
    from netsumiki.recipes import networks
    from netsumiki.training.adversaries import joined
    from netsumiki.training.recipe import Recipe

    document = asking.read(recipe)
    asking.change(document, settings=settings)
    checked, problems = Recipe.inspect(document)
    found = checked.inspection if checked else joined({n: look(spec) for n, spec in networks(document).items()})
    wrong = [p for p in problems if p.severity == "error"]
    if as_json:
        print_json("inspected", **found.describe() | {"problems": [vars(p) for p in problems]})
        return 2 if wrong else 0
    say(str(document.get("title") or document.get("name") or recipe), "bold")
    console().print(_layers(found))
    _totals(found, checked)
    for problem in problems:
        if problem.severity == "warning":
            say(f"Warning: {problem}", "yellow")
    fail(wrong, 2, as_json=False)
    return 2 if wrong else 0


def _layers(found: "Inspection") -> Any:
    table = table_of("Node", "Layer", "From", "#Output", "#Parameters", "#FLOPs", "#Memory")
    for name, sizes in found.inputs.items():
        table.add_row(text(name, "cyan"), "input", "", shape(sizes), "", "", _bytes(sizes))
    previous = next(iter(found.inputs), "")
    for node in found.nodes:
        kind, origin = _layer(node), "" if node.inputs == (previous,) else ", ".join(node.inputs)
        counted = f"{node.formula} = {node.parameter_count:,}" if node.parameter_count else ""
        cost = large(node.flops) if node.flops else ""
        row = (shape(node.shape), counted, cost, _bytes(node.shape))
        table.add_row(text(node.name, "cyan"), kind, text(origin), *row)
        previous = node.name
    return table


def _layer(node: "Node") -> Any:
    if node.layer is None:
        return text("?", "red")
    options = ", ".join(f"{k}={v}" for k, v in node.layer.options().items())
    return text(node.layer.registered_name + (f" ({options})" if options else ""))


def _bytes(sizes: tuple[int, ...] | None) -> str:
    from math import prod

    return "" if sizes is None else size(4 * prod(sizes))


def _totals(found: "Inspection", recipe: "Recipe | None") -> None:
    parameters = found.parameter_count
    say(f"{parameters:,} parameters ({size(4 * parameters)}), {large(found.flops)} FLOPs for one example forward")
    if recipe is None:
        return
    plan: Any = recipe.plan
    copies = 2 + len(plan.optimizer.state_names) + (plan.average is not None)  # weights, gradient, optimizer's state
    values = sum(node.describe()["bytes"] for node in found.nodes)
    needed = 4 * copies * parameters + 2 * plan.batch_size * values  # forward and backward
    say(f"Training with batches of {plan.batch_size} needs about {size(needed)} of memory beside the data")


def check(recipe: asking.RecipeName, settings: asking.Settings = None, as_json: AsJson = False) -> int:
    """Check the gradients of a network: what backward says against how much the result really changes."""
    from netsumiki.training.recipe import Recipe

    document = asking.read(recipe)
    asking.change(document, settings=settings)
    results = gradients(Recipe.read(document))
    wrong = [r for r in results if not r.ok]
    if as_json:
        print_json("checked", right=not wrong, results=[vars(r) | {"ok": r.ok} for r in results])
        return 1 if wrong else 0
    table = table_of("Of", "Array", "#Comparisons", "#Largest relative error", "")
    for node, array in dict.fromkeys((r.node, r.parameter) for r in results):
        rows = [r for r in results if (r.node, r.parameter) == (node, array)]
        verdict = text("right", "green") if all(r.ok for r in rows) else text("WRONG", "bold red")
        worst = max(r.error for r in rows)
        table.add_row(text(node, "cyan"), array or "input", str(len(rows)), f"{worst:.1e}", verdict)
    console().print(table)
    for result in wrong:
        say(f"Error: {result}", "red", stderr=True)
    say(f"{len(results) - len(wrong)} of {len(results)} comparisons agree (computed in float64)")
    return 1 if wrong else 0


def gradients(recipe: "Recipe") -> "list[GradientResult]":
    """Every comparison for the networks and the loss of `recipe`, at random inputs and labels."""
    import numpy as np

    from netsumiki.engine.graph import Graph
    from netsumiki.engine.losses import losses
    from netsumiki.engine.testing import check_graph, check_loss, distinct
    from netsumiki.engine.workspace import Workspace
    from netsumiki.training.recipe import trained_spec

    plan: Any = recipe.plan
    rng, results = np.random.default_rng(plan.seed), []
    for network, found in recipe.networks.items():
        spec = recipe.document[network]
        if recipe.task == "classifier":
            spec = trained_spec(spec, found, plan.loss.activation)
        graph, entries = Graph(spec, Workspace(np.float64, plan.seed)), _entries(found)
        inputs = {
            name: rng.integers(0, entries[name], (BATCH, *sizes))
            if name in entries
            else distinct(rng, BATCH, *sizes, scale=1.0)
            for name, sizes in graph.inputs.items()
        }
        results += check_graph(graph, inputs)
        y = graph.forward(inputs)
        if recipe.task == "classifier" and not isinstance(y, dict) and y.ndim == 2:
            loss = losses.create(plan.loss.spec()).bind(Workspace(np.float64))
            results += check_loss(loss, distinct(rng, *y.shape), rng.integers(0, y.shape[1], BATCH))
    return results


def _entries(found: "Inspection") -> dict[str, int]:
    """Inputs that hold whole numbers, since a layer looks them up, with how many different ones there may be."""
    return {
        source: places
        for node in found.nodes
        if (places := getattr(node.layer, "entries", None) or getattr(node.layer, "classes", None))
        for source in node.inputs
    }
