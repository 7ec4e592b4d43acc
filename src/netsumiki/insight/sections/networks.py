"""The networks of a generator's run, each under its name and in its colour, with an example passing through them."""

import numpy as np

from netsumiki.engine.graph import Graph
from netsumiki.insight.filters import activations
from netsumiki.insight.generator_facts import GeneratorFacts
from netsumiki.insight.markup import Markup, element
from netsumiki.insight.regions import Plane
from netsumiki.insight.sections.network import (
    MOST_PREVIEWS,
    drawing,
    example_previews,
    layer_table,
    photograph_preview,
    plane_previews,
)

Previews = dict[str, Markup]
NOISES = 200  # that show where in the plane noise lies


def networks(facts: GeneratorFacts) -> Markup:
    title = element("h2", "The networks" if len(facts.networks) > 1 else "The network")
    drawn = []
    for name, (small, words) in _inside(facts).items():
        graph = facts.networks[name]
        mark = element("i", class_=f"who {name}", aria_hidden="true")
        head = element("figcaption", element("h3", mark, name.capitalize()), element("p", words))
        drawn += [drawing(graph, small, head, name), layer_table(graph.inspection)]
    return element("section", title, drawn, id="network")


def _inside(facts: GeneratorFacts) -> dict[str, tuple[Previews, str]]:
    """For each network its previews, and what these are in words."""
    generator, opponent = facts.generator, facts.generator.discriminator
    noise = generator.noise(1, facts.seed)
    labels = np.zeros(1, np.int64) if generator.conditional else None
    example = generator.generate(noise, labels)
    name = facts.class_names[0] if facts.class_names else "0"
    told: dict[str, tuple[Previews, str]] = {"generator": _making(facts, example, name)}
    if opponent is not None:
        told["discriminator"] = _telling_apart(facts, opponent, example, name)
    return told


def _making(facts: GeneratorFacts, example: np.ndarray, label: str) -> tuple[Previews, str]:
    graph = facts.generator.graph
    words = "It makes an example of noise."
    if facts.generator.flow:
        words = "It says in which direction an example on its way lies."
    if len(graph.slots) > MOST_PREVIEWS:
        return {}, words
    if _reads_a_plane(graph):
        window = Plane.around(facts.generator.noise(NOISES, facts.seed))
        words += " Inside each brick: its first numbers all over the plane of noise."
        return plane_previews(graph, window), words
    small = _through(graph, {name: np.array(graph.value_of(name)) for name in graph.slots}, label)
    end = next(iter(graph.outputs.values()))
    if facts.makes_pictures and not facts.generator.flow:
        small[end] = photograph_preview(example[0])
    which = f" and the class {label}" if facts.generator.conditional else ""
    when = "in its last step it makes of" if facts.generator.flow else "it makes of"
    return small, f"{words} Inside each brick: what {when} the first noise of this run's seed{which}."


def _telling_apart(facts: GeneratorFacts, graph: Graph, example: np.ndarray, label: str) -> tuple[Previews, str]:
    words = "It says how real an example is."
    if len(graph.slots) > MOST_PREVIEWS or graph.inputs["image"] != facts.generator.example_shape:
        return {}, words
    if _reads_a_plane(graph):
        window = Plane.around(facts.real.inputs, 0.2)
        return plane_previews(graph, window), f"{words} Inside each brick: its first numbers all over the plane."
    inputs = {"image": facts.generator.preprocessing.to_network(example)}
    inputs |= {"label": np.zeros(1, np.int64)} if "label" in graph.inputs else {}
    small = _through(graph, activations(graph, inputs), label)
    if facts.makes_pictures:
        small["image"] = photograph_preview(example[0])
    words += f" Inside each brick: what it makes of the {facts.examples[:-1]} that the generator made above."
    return small, words


def _reads_a_plane(graph: Graph) -> bool:
    return list(graph.inputs.values()) == [(2,)]


def _through(graph: Graph, values: dict[str, np.ndarray], label: str) -> Previews:
    """Previews of one example; the label in its own words."""
    small = example_previews({name: y for name, y in values.items() if y.ndim > 1})
    if "label" in graph.inputs:
        small["label"] = element("text", label, y=30, class_="said")
    if "time" in graph.inputs:
        small["time"] = element("text", f"{float(values['time'][0]):.2f}", y=30, class_="said")
    return small
