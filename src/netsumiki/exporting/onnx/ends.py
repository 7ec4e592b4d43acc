"""What stands before and after a network: bytes become its input, and its output becomes probabilities or bytes."""

import numpy as np

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.exporting.certainty import Certainty
from netsumiki.exporting.likeness import Usual
from netsumiki.exporting.model_file import Model
from netsumiki.exporting.onnx.writer import Writer


def prepared(writer: Writer, pictures: str, preprocessing: Preprocessing) -> str:
    """What `Preprocessing.to_network` does."""
    from onnx import TensorProto

    x = writer.node("Mul", writer.node("Cast", pictures, to=TensorProto.FLOAT), writer.number(1 / 255))
    if preprocessing.scale == "standard":
        x = writer.node("Sub", x, writer.number(preprocessing.mean))
        return writer.node("Mul", x, writer.number(1 / preprocessing.std))
    if preprocessing.scale == "signed":
        return writer.node("Sub", writer.node("Mul", x, writer.number(2)), writer.number(1))
    return x


def pixels(writer: Writer, y: str, preprocessing: Preprocessing) -> str:
    """What `Preprocessing.to_pictures` does."""
    from onnx import TensorProto

    if preprocessing.scale == "standard":
        y = writer.node("Mul", y, writer.number(preprocessing.std))
        y = writer.node("Add", y, writer.number(preprocessing.mean))
    elif preprocessing.scale == "signed":
        y = writer.node("Add", writer.node("Mul", y, writer.number(0.5)), writer.number(0.5))
    y = writer.node("Clip", y, writer.number(0), writer.number(1))
    return writer.node("Cast", writer.node("Round", writer.node("Mul", y, writer.number(255))), to=TensorProto.UINT8)


def probabilities(writer: Writer, scores: str, model: Model) -> str:
    """What `Model.probabilities` makes of scores that were divided by the temperature."""
    if model.squash == "softmax":
        return writer.node("Softmax", scores, axis=-1)
    y = writer.node("Sigmoid", scores) if model.squash == "sigmoid" else scores
    y = writer.node("Relu", y)  # each class was scored by itself: make them shares of one whole
    total = writer.node("ReduceSum", y, writer.constant([1], kind=np.int64), keepdims=1)
    some = writer.node("Greater", total, writer.number(0))
    return writer.node("Div", y, writer.node("Where", some, total, writer.number(1)))


def unknown(writer: Writer, x: str, scaled: str, certainty: Certainty) -> str:
    """What `Certainty.unknown` says of inputs x and their scores that were divided by the temperature."""
    assert certainty.threshold is not None
    axis = writer.constant([1], kind=np.int64)
    if certainty.usual:
        signal = likeness(writer, scaled, grain(writer, x), certainty.usual)
    elif certainty.signal == "energy":
        signal = writer.node("ReduceLogSumExp", scaled, axis, keepdims=0)
    else:
        signal = writer.node("ReduceMax", writer.node("Softmax", scaled, axis=-1), axis, keepdims=0)
    return writer.node("Less", signal, writer.number(certainty.threshold))


def likeness(writer: Writer, scores: str, grains: str, usual: Usual) -> str:
    """What `likeness.likeness` computes."""
    axis = writer.constant([1], kind=np.int64)
    array = {name: writer.constant(value, name) for name, value in usual.arrays.items()}
    best = writer.node("ArgMax", scores, axis=1, keepdims=0)

    def apart(v: str, what: str) -> str:
        along = writer.node("MatMul", v, writer.node("Transpose", array[f"{what}_axes"], perm=[1, 0]))
        middles = writer.node("Gather", array[f"{what}_middles"], best, axis=0)
        return writer.node("ReduceL2", writer.node("Sub", along, middles), axis, keepdims=0)

    signal = writer.node("ReduceLogSumExp", scores, axis, keepdims=0)
    signal = writer.node("Sub", signal, apart(scores, "score"))
    return writer.node("Sub", signal, apart(grains, "grain"))


def grain(writer: Writer, x: str) -> str:
    """What `likeness.grain` computes."""
    first, last, end = (writer.constant([at], kind=np.int64) for at in (0, -1, np.iinfo(np.int64).max))
    second, means = writer.constant([1], kind=np.int64), []
    for times in (1, 2):
        for axis in (1, 2):
            along, change = writer.constant([axis], kind=np.int64), x
            for _ in range(times):
                after = writer.node("Slice", change, second, end, along)
                change = writer.node("Sub", after, writer.node("Slice", change, first, last, along))
            all_axes = writer.constant([1, 2, 3], kind=np.int64)
            means.append(writer.node("ReduceMean", writer.node("Abs", change), all_axes, keepdims=1))
    return writer.node("Flatten", writer.node("Concat", *means, axis=1), axis=1)
