"""What stands before and after a network: bytes become its input, and its output becomes probabilities or bytes."""

import numpy as np

from netsumiki.data.preprocessing import Preprocessing
from netsumiki.exporting.certainty import Certainty
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


def unknown(writer: Writer, scaled: str, certainty: Certainty) -> str:
    """What `Certainty.unknown` says of scores that were divided by the temperature."""
    assert certainty.threshold is not None
    axis = writer.constant([1], kind=np.int64)
    if certainty.signal == "energy":
        signal = writer.node("ReduceLogSumExp", scaled, axis, keepdims=0)
    else:
        signal = writer.node("ReduceMax", writer.node("Softmax", scaled, axis=-1), axis, keepdims=0)
    return writer.node("Less", signal, writer.number(certainty.threshold))
