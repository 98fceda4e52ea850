"""Writing the network that weighs pairs for `loaders/extract/weigher.py` (see scripts/fit_reading.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.extract.glances import GLANCES
from loaders.text.encoder import STATES
from scripts import onnx_graphs
from scripts.onnx_graphs import GRU, Node
from scripts.pair_network import BOTH, MEMORY, TYPES, WIDTH, Fitted

_READING: tuple[Node, ...] = (
    ("MatMul", ["states", "states_weight"], "known", {}),
    ("Add", ["known", "states_bias"], "known_biased", {}),
    ("Gather", ["kind_vectors", "kinds"], "belonging", {}),
    ("Add", ["known_biased", "belonging"], "joined", {}),
    ("LayerNormalization", ["joined", "norm", "norm_bias"], "even", {"axis": -1, "epsilon": 1e-5}),
    ("Relu", ["even"], "hidden", {}),
    ("Transpose", ["hidden"], "steps", {"perm": [1, 0, 2]}),
    (
        "GRU",
        ["steps", "incoming", "memory", "memory_bias", "sizes"],
        "said",
        {"direction": "bidirectional", "hidden_size": MEMORY, "linear_before_reset": 1},
    ),
    ("Transpose", ["said"], "by_piece", {"perm": [2, 0, 1, 3]}),
    ("Reshape", ["by_piece", "flat"], "context", {}),
)
_WEIGHING: tuple[Node, ...] = (
    ("Gather", ["context", "ends"], "of_ends", {}),
    ("Reshape", ["of_ends", "flat"], "names", {}),
    ("Gather", ["gap_vectors", "gaps"], "gap", {}),
    ("Gather", ["apart_vectors", "apart"], "sentences", {}),
    ("Concat", ["names", "between", "gap", "sentences"], "seen", {"axis": -1}),
    ("MatMul", ["seen", "glance_weight"], "glance", {}),
    ("Add", ["glance", "glance_bias"], "glance_biased", {}),
    ("Relu", ["glance_biased"], "glanced", {}),
    ("Mul", ["glanced", "there"], "glances", {}),
    ("ReduceMax", ["glances"], "strongest", {"axes": [1], "keepdims": 0}),
    ("Add", ["vectors", "vectors_bias"], "told", {}),
    ("Relu", ["told"], "known", {}),
    ("Concat", ["strongest", "known"], "both", {"axis": -1}),
    ("MatMul", ["both", "pair_weight"], "pair", {}),
    ("Add", ["pair", "pair_bias"], "pair_biased", {}),
    ("Relu", ["pair_biased"], "pairs", {}),
    ("MatMul", ["pairs", "output_weight"], "out", {}),
    ("Add", ["out", "output_bias"], "out_biased", {}),
    ("Add", ["out_biased", "single"], "scores", {}),
)


def packed(model: Fitted, thresholds: Sequence[float]) -> bytes:
    """The weights as `Weigher` reads them."""
    w = {name: values.detach().numpy() for name, values in model.network.state_dict().items()}
    parts = {"reading": _reading(w), "linking": _weighing(w, "links", TYPES), "owning": _weighing(w, "owners", 1)}
    return onnx_graphs.packed(
        {
            **onnx_graphs.table(list(model.of_pairs), w, "links"),
            **onnx_graphs.table(list(model.of_owners), w, "owners"),
            **{name: np.frombuffer(data, np.uint8) for name, data in parts.items()},
            "thresholds": np.array(thresholds),
        }
    )


def _reading(w: Mapping[str, NDArray[Any]]) -> bytes:
    """The part that tells of each character."""
    constants = {
        "states_weight": w["states.weight"].T,
        "states_bias": w["states.bias"],
        "kind_vectors": w["kinds.weight"],
        "norm": w["norm.weight"],
        "norm_bias": w["norm.bias"],
        **onnx_graphs.recurrent(w, "recurrent", GRU),
        "flat": np.array([0, 0, BOTH]),
    }
    whole = {"kinds": ("B", "T"), "sizes": ("B",)}
    return onnx_graphs.graph(_READING, {"states": ("B", "T", STATES)}, whole, {"context": ("B", "T", BOTH)}, constants)


def _weighing(w: Mapping[str, NDArray[Any]], part: str, outcomes: int) -> bytes:
    """The part that tells of each pair."""
    constants = {
        "gap_vectors": w[f"{part}.gaps.weight"],
        "apart_vectors": w[f"{part}.apart.weight"],
        "glance_weight": w[f"{part}.glance.weight"].T,
        "glance_bias": w[f"{part}.glance.bias"],
        "vectors_bias": w[f"{part}.bias"],
        "pair_weight": w[f"{part}.pair.weight"].T,
        "pair_bias": w[f"{part}.pair.bias"],
        "output_weight": w[f"{part}.output.weight"].T,
        "output_bias": w[f"{part}.output.bias"],
        "flat": np.array([0, 0, 4 * BOTH]),
    }
    inputs = {
        "context": ("L", BOTH),
        "between": ("N", GLANCES, BOTH),
        "there": ("N", GLANCES, 1),
        "vectors": ("N", WIDTH),
        "single": ("N", outcomes),
    }
    whole = {"ends": ("N", GLANCES, 4), "gaps": ("N", GLANCES), "apart": ("N", GLANCES)}
    return onnx_graphs.graph(_WEIGHING, inputs, whole, {"scores": ("N", outcomes)}, constants)
