"""Networks fitted with PyTorch, written in ONNX for onnxruntime."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper  # pyright: ignore[reportMissingImports]

from loaders.labelling.table import BETWEEN, TABLES

Array = NDArray[Any]
Node = tuple[str, list[str], str, dict[str, Any]]
"""Operator, inputs, output and attributes of a step."""
Shapes = Mapping[str, Sequence[str | int]]
MICROSOFT = "com.microsoft"
"""The domain of operators that only onnxruntime has."""
LSTM, GRU = (0, 3, 1, 2), (1, 0, 2)
"""Where ONNX's gates (in, out, forget, new; update, reset, new) stand among PyTorch's (in, forget, new, out; reset, update, new)."""


def recurrent(weights: Mapping[str, Array], layer: str, order: Sequence[int]) -> dict[str, Array]:
    """The weights of a recurrent layer in both directions as ONNX wants them: incoming, memory, memory_bias."""
    ways = ("", "_reverse")

    def gates(kind: str, way: str) -> Array:
        parts = np.split(weights[f"{layer}.{kind}_l0{way}"], len(order))
        return np.concatenate([parts[i] for i in order])

    biases = [np.concatenate([gates(f"bias_{k}h", way) for k in "ih"]) for way in ways]
    incoming, memory = (np.stack([gates(f"weight_{k}h", way) for way in ways]) for k in "ih")
    return {"incoming": incoming, "memory": memory, "memory_bias": np.stack(biases)}


def graph(
    nodes: Sequence[Node], inputs: Shapes, whole: Shapes, output: Shapes, constants: Mapping[str, Array]
) -> bytes:
    """A network: its steps, inputs in floats, inputs in whole numbers (the sizes of pieces in 32 bits), its output."""
    value = helper.make_tensor_value_info
    given = [value(name, TensorProto.FLOAT, list(shape)) for name, shape in inputs.items()]
    for name, shape in whole.items():
        given.append(value(name, TensorProto.INT32 if name == "sizes" else TensorProto.INT64, list(shape)))
    made = helper.make_graph(
        [helper.make_node(kind, taken, [out], **how) for kind, taken, out, how in nodes],
        "network",
        given,
        [value(name, TensorProto.FLOAT, list(shape)) for name, shape in output.items()],
        [numpy_helper.from_array(_plain(v), name) for name, v in constants.items()],
    )
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)], ir_version=8
    )
    return bytes(model.SerializeToString())


def _plain(values: Array) -> Array:
    """In one piece; floats in single precision, whole numbers in 64 bits unless they are of a byte."""
    if values.dtype.itemsize == 1:
        return np.ascontiguousarray(values)
    return np.ascontiguousarray(values, np.int64 if values.dtype.kind == "i" else np.float32)


def table(names: Sequence[str], weights: Mapping[str, Array], part: str = "") -> dict[str, Array]:
    """The vectors of features (the first row is that of none) of a part of a network as `FeatureTable` reads them, in whole numbers
    from -127 to 127."""
    prefix, within = (f"{part}_", f"{part}.") if part else ("", "")
    out: dict[str, Array] = {f"{prefix}features": np.frombuffer(BETWEEN.join(names).encode(), np.uint8)}
    for name in TABLES:
        values = weights[f"{within}{name}.weight"][1:]
        scale = np.array(np.abs(values).max() / 127, np.float32)
        out |= {prefix + name: np.round(values / scale).astype(np.int8), f"{prefix}{name}_scale": scale}
    return out


def packed(parts: Mapping[str, Array]) -> bytes:
    """An npz file."""
    stream = io.BytesIO()
    np.savez_compressed(stream, allow_pickle=False, **{name: np.ascontiguousarray(v) for name, v in parts.items()})
    return stream.getvalue()
