"""The text of model.py: a class that says what is particular to the model, upon the pieces that it needs."""

import re
from pprint import pformat

from netsumiki import __version__
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.formats import numpy_calls
from netsumiki.exporting.formats.body import Body
from netsumiki.exporting.formats.numpy_calls import HERE
from netsumiki.exporting.formats.plan import Plan, plan_of
from netsumiki.exporting.formats.precision import pack
from netsumiki.exporting.formats.source import Source, import_lines
from netsumiki.exporting.generator_file import Generator
from netsumiki.exporting.likeness import NAMES as USUAL
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.writing import writes as writes_text

WIDTH = 112
LONGEST_NAME = 80
INSTEAD = {
    "DataError": "DataError = ValueError",
    "_refuse": "def _refuse(code, message):\n    return ValueError(message)",
    "listing": 'def listing(words):\n    return ", ".join(map(str, words))',
}
"""Errors as a program without Netsumiki raises them."""


def plan(model: Model | Generator) -> Plan:
    """The network up to what the program computes with it: the scores of a classifier, a generator's output."""
    return plan_of(model.graph, model.scored if isinstance(model, Model) else None)


def writes(model: Model | Generator) -> bool:
    return isinstance(model, Model) and writes_text(model)


def reads_pictures(model: Model | Generator) -> bool:
    return isinstance(model, Model) and len(model.input_shape) == 3


def by_numpy(model: Model | Generator, precision: str) -> Body:
    """The network as lines of NumPy."""
    network = plan(model)
    weights = {name: pack(array, precision) for name, array in network.weights.items()}
    functions = frozenset(numpy_calls.functions(network))
    return Body(weights, lambda taken: network_lines(network, taken), functions)


def program(model: Model | Generator, body: Body, weights: str | None, file: str, needs: str) -> str:
    """The whole file, called `file` without its ending; it needs those packages.

    `weights`: its arrays as text, None where they lie in an npz file of the same name beside it.
    """
    kind = _kind(model)
    wanted = {f"{HERE}.{kind}", f"{HERE}.{_main_of(model, kind)}.main"} | body.functions
    wanted |= {f"{HERE}.weights.{'arrays_in_text' if weights else 'arrays_in'}"}
    methods = _reader(model, wanted) if isinstance(model, Model) else _maker(model)
    source = Source(sorted(wanted), INSTEAD)
    read = "arrays_in_text(WEIGHTS)" if weights else f'arrays_in(Path(__file__).with_name("{file}.npz"))'
    begin = [f"super().__init__({read})", *body.begin]
    own = _class(model, kind.rpartition(".")[2], begin, [body.network(source.names), *methods])
    lines = source.imports | body.imports | {"import sys"}
    imports = import_lines(lines if weights else lines | {"from pathlib import Path"})
    end = [f"RECIPE = {pformat(model.recipe, width=WIDTH, sort_dicts=False)}"]
    end += [f'WEIGHTS = """\n{weights}\n"""'] if weights else []
    run = 'if __name__ == "__main__":\n    main(Model(), sys.argv[1:])'
    parts = [imports, source.text, *([body.text] if body.text else []), own, *end, run]
    return "\n\n".join([_about(model, kind, file, needs), "\n\n\n".join(parts)]) + "\n"


def _kind(model: Model | Generator) -> str:
    """Which class of `numpy_source` the model is."""
    if isinstance(model, Generator):
        return "maker.Flow" if model.flow else "maker.Maker"
    return "writer.Writer" if writes(model) else "reader.Reader"


def _main_of(model: Model | Generator, kind: str) -> str:
    """Which module of `numpy_source` runs the program."""
    numbers = isinstance(model, Model) and not writes(model) and not reads_pictures(model)
    return "features" if numbers else kind.partition(".")[0]


def plain_name(model: Model | Generator) -> str:
    """What the model is called, fit to stand in a comment or a heading: people write anything."""
    kept = re.sub(r"[^\w .,:()+-]", " ", str(model.recipe.get("name") or "model"))
    return " ".join(kept.split())[:LONGEST_NAME] or "model"


def _about(model: Model | Generator, kind: str, file: str, needs: str) -> str:
    use = {
        "maker": ["model.generate(model.noise(8, seed=1))", f"python {file}.py made.png --seed 1"],
        "writer": ['print(model.write("it was", length=200))', f'python {file}.py "it was" --length 200'],
        "reader": ['model.predict("picture.png")', f"python {file}.py picture.png"],
    }[kind.partition(".")[0]]
    if isinstance(model, Generator) and model.conditional:
        use[0] = "model.generate(model.noise(8, seed=1), labels=3)"
    elif isinstance(model, Model) and not writes(model) and not reads_pictures(model):
        use = ["model.predict([0.5, 0.5])", f"python {file}.py 0.5 0.5"]
    lines = [
        f"{plain_name(model)}: a model made with Netsumiki {__version__}.",
        "",
        f"It needs {needs}, and Pillow to open pictures.",
        "",
        f"    from {file} import Model",
        "",
        "    model = Model()",
        f"    {use[0]}",
        "",
        f"    $ {use[1]}",
        f"    $ python {file}.py --check",
    ]
    return '"""' + "\n".join(lines) + '\n"""'


# -- the class ------------------------------------------------------------------------------------------------------


def _class(model: Model | Generator, base: str, begin: list[str], methods: list[str]) -> str:
    shape, of = (model.noise_shape, "noise") if isinstance(model, Generator) else (model.input_shape, "input")
    facts = [f"name = {plain_name(model)!r}", f"{of}_shape = {shape!r}"]
    facts.append(f"class_names = {_indented(pformat(model.class_names, width=WIDTH - 20))}")
    if isinstance(model, Generator):
        facts.append(f"conditional = {model.conditional}")
        if model.flow:
            facts += [f"steps = {model.flow.steps}", f"guidance = {model.flow.guidance!r}"]
    body = ["\n".join(facts), "\n    ".join(["def __init__(self):", *begin]), *methods]
    told = f'"""{shape} → {network_end(plan(model))}"""'
    return "\n\n".join([f"class Model({base}):\n    {told}", *(_block(text) for text in body)])


def network_end(network: Plan) -> str:
    shapes = network.inputs | {step.name: step.shape for step in network.steps}
    return str(shapes[network.output])


def _block(text: str) -> str:
    """Lines moved into a class."""
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ")


def network_lines(network: Plan, names: set[str]) -> str:
    """The network line by line, with the shape of an example behind each step."""
    known = numpy_calls.variables(network, names | {"self", "w", "np", "sys"})
    given = [known[name] for name in in_order(network)]
    lines = [f"def network(self, {', '.join(given)}):", "    w = self.weights"]
    for step in network.steps:
        lines += numpy_calls.line(f"    {known[step.name]} = ", step, known)
    return "\n".join([*lines, f"    return {known[network.output]}"])


def in_order(network: Plan) -> list[str]:
    """Its inputs in the order in which a generator's class gives them."""
    order = ("noise", "time", "label")
    return sorted(network.inputs, key=lambda name: order.index(name) if name in order else 0)


# -- what is particular to it ---------------------------------------------------------------------------------------


def _reader(model: Model, wanted: set[str]) -> list[str]:
    """How examples are prepared, and what scores mean; adds to `wanted` what that needs."""
    methods = [_to_network(model)]
    if reads_pictures(model):
        methods.append(_from_picture(model, wanted))
    else:
        methods.append("def from_picture(self, example):\n    return np.asarray(example, np.float32)")
    return [*methods, *_meaning(model, wanted)]


def _from_picture(model: Model, wanted: set[str]) -> str:
    """As `Preprocessing.from_picture`, of which it takes what this model needs."""
    p, channels = model.preprocessing, model.input_shape[2]
    made = "normalized(example, self.input_shape)"
    if p.placing != "digit":
        made = f"placed(coloured(example, {channels}), self.input_shape, {p.placing!r})"
    used = {"normalized"} if p.placing == "digit" else {"placed", "coloured"}
    wanted |= {f"netsumiki.data.{'placing' if name == 'placed' else 'picture'}.{name}" for name in used}
    return f"def from_picture(self, example):\n    return {'255 - ' if p.invert else ''}{made}"


def _to_network(model: Model) -> str:
    p = model.preprocessing
    lines = ["def to_network(self, inputs):"]
    lines += ["    if inputs.dtype != np.uint8:", "        return inputs.astype(np.float32)"]
    lines += ["    y = inputs * np.float32(1 / 255)"]
    if p.scale == "standard":
        lines.append(f"    y = (y - np.float32({p.mean!r})) * np.float32({1 / p.std!r})")
    elif p.scale == "signed":
        lines.append("    y = y * np.float32(2) - np.float32(1)")
    return "\n".join([*lines, "    return y"])


def _meaning(model: Model, wanted: set[str]) -> list[str]:
    """From scores to probabilities, and to whether the example is unknown."""
    certainty = model.certainty or Certainty()
    scaled = f"scores / np.float32({certainty.temperature!r})" if model.certainty else "scores"
    call = {"softmax": "softmax({})", "sigmoid": "normalized_shares(sigmoid({}))", None: "normalized_shares({})"}
    made = call[model.squash].format(scaled)
    used = set(re.findall(r"(\w+)\(", made)) - {"float32"}
    methods = [f"def shares(self, scores):\n    return {made}"]
    wanted |= {f"{HERE}.{'reader' if name == 'normalized_shares' else 'simple'}.{name}" for name in used}
    return methods if certainty.threshold is None else [*methods, _unknown(certainty, scaled, wanted)]


def _unknown(certainty: Certainty, scaled: str, wanted: set[str]) -> str:
    """As `Certainty.unknown`."""
    begin, end = "def unknown(self, inputs, scores):\n", f" < {certainty.threshold!r}"
    if certainty.signal == "probability":
        wanted.add(f"{HERE}.simple.softmax")
        return f"{begin}    return softmax({scaled}).max(axis=1){end}"
    if certainty.signal == "energy":
        wanted.add("netsumiki.exporting.likeness.energy")
        return f"{begin}    return energy({scaled}){end}"
    wanted |= {f"netsumiki.exporting.likeness.{name}" for name in ("likeness", "grain")}
    known = f'    known = (self.arrays[f"certainty/{{name}}"] for name in {USUAL!r})\n'
    return f"{begin}{known}    return likeness({scaled}, grain(self.to_network(inputs)), *known){end}"


DRAWN = {
    "normal": "stream.standard_normal(shape, np.float32)",
    "uniform": "stream.random(shape, np.float32)",
    "symmetric": "stream.random(shape, np.float32) * 2 - 1",
}


def _maker(model: Generator) -> list[str]:
    drawn = f"def drawn(self, stream, shape):\n    return {DRAWN[model.distribution]}"
    return [drawn, _to_pictures(model)]


def _to_pictures(model: Generator) -> str:
    p, begin = model.preprocessing, "def to_pictures(self, y):\n"
    if len(model.example_shape) != 3:
        return f"{begin}    return y"
    back = {
        "unit": "",
        "standard": f"    y = y * np.float32({p.std!r}) + np.float32({p.mean!r})\n",
        "signed": "    y = y * np.float32(0.5) + np.float32(0.5)\n",
    }[p.scale]
    return f"{begin}{back}    return np.rint(np.clip(y, 0, 1) * np.float32(255)).astype(np.uint8)"
