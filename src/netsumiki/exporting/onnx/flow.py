"""A flow as an ONNX loop: each turn is one step of the midpoint rule (see `Flow.carry`)."""

import numpy as np

from netsumiki.exporting.onnx.layers import written
from netsumiki.exporting.onnx.network import Network
from netsumiki.exporting.onnx.writer import Writer, declared
from netsumiki.exporting.sampling import Flow


def carried(writer: Writer, network: Network, flow: Flow, noise: str, label: str | None) -> str:
    """From noise to examples; the network is written twice in a loop, or four times if it is guided."""
    from onnx import TensorProto, helper

    body, length, shape = writer.inside(), 1 / flow.steps, network.plan.inputs["noise"]
    turn, going, x = body.called("turn"), body.called("going"), body.called("x")
    count = body.node("Shape", x, start=0, end=1)

    def velocity(x: str, shift: float) -> str:
        times = writer.constant([(step + shift) * length for step in range(flow.steps)], f"times_{shift}", np.float32)
        time = body.node("Expand", body.node("Gather", times, turn, axis=0), count)
        given = {"noise": x, "time": time}
        if label is None:
            return written(network, body, given)
        told = written(network, body, given | {"label": label})
        if flow.guidance == 1.0:
            return told
        nobody = body.node(
            "Expand", writer.constant(flow.classes, kind=np.int64 if network.whole("label") else np.float32), count
        )
        free = written(network, body, given | {"label": nobody})
        guided = body.node("Mul", body.node("Sub", told, free), writer.number(flow.guidance))
        return body.node("Add", free, guided)

    def along(x: str, length: float, velocity: str) -> str:
        return body.node("Add", x, body.node("Mul", velocity, writer.number(length)))

    halfway = along(x, length / 2, velocity(x, 0))
    after = along(x, length, velocity(halfway, 0.5))
    inputs = [
        helper.make_tensor_value_info(turn, TensorProto.INT64, []),
        helper.make_tensor_value_info(going, TensorProto.BOOL, []),
        declared(x, TensorProto.FLOAT, shape),
    ]
    still = helper.make_tensor_value_info(body.node("Identity", going), TensorProto.BOOL, [])
    loop = helper.make_graph(body.nodes, "one_step", inputs, [still, declared(after, TensorProto.FLOAT, shape)])
    return writer.node("Loop", writer.constant(flow.steps, kind=np.int64), "", noise, body=loop)
