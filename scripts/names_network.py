"""The part that labels names, in PyTorch, and how it is written for `loaders/labelling/field.py` (see scripts/fit_reading.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from torch import nn  # pyright: ignore[reportMissingImports]

from loaders.labelling.field import ALPHABET
from loaders.text.encoder import STATES
from scripts.onnx_graphs import LSTM, Node, graph, packed, recurrent, table

VECTOR, MEMORY = 64, 96
"""Numbers of a feature's vector, and of each direction of the recurrent layer."""
DROPPED, DROPPED_FEATURES = 0.4, 0.1
"""Shares left out at random while fitting, so that no number is relied on alone."""

_STEPS: tuple[Node, ...] = (
    ("MatMul", ["states", "states_weight"], "known", {}),
    ("Add", ["known", "states_bias"], "known_biased", {}),
    ("Add", ["known_biased", "vectors"], "joined", {}),
    ("LayerNormalization", ["joined", "norm", "norm_bias"], "even", {"axis": -1, "epsilon": 1e-5}),
    ("Relu", ["even"], "hidden", {}),
    ("Transpose", ["hidden"], "steps", {"perm": [1, 0, 2]}),
    (
        "LSTM",
        ["steps", "incoming", "memory", "memory_bias", "sizes"],
        "said",
        {"direction": "bidirectional", "hidden_size": MEMORY},
    ),
    ("Transpose", ["said"], "by_piece", {"perm": [2, 0, 1, 3]}),
    ("Reshape", ["by_piece", "flat"], "both_ways", {}),
    ("MatMul", ["both_ways", "output_weight"], "told", {}),
    ("MatMul", ["states", "direct_weight"], "direct", {}),
    ("Add", ["told", "direct"], "together", {}),
    ("Add", ["together", "bias"], "together_biased", {}),
    ("Add", ["together_biased", "single"], "scores", {}),
)


@dataclass(frozen=True, eq=False)
class Marks:
    """The features of the characters of some pieces, which stand one after another: numbers from 1, 0 for none; where those of
    each character begin."""

    numbers: torch.Tensor
    offsets: torch.Tensor


class Chain(nn.Module):
    """A conditional random field over signs."""

    def __init__(self) -> None:
        super().__init__()
        size = len(ALPHABET)
        self.moves = nn.Parameter(torch.zeros(size, size))
        self.first = nn.Parameter(torch.zeros(size))
        self.last = nn.Parameter(torch.zeros(size))

    def loss(self, scores: torch.Tensor, signs: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """Minus the log-likelihood of the signs."""
        each = torch.arange(len(scores))
        meant = self.first[signs[:, 0]] + scores[each, 0, signs[:, 0]]
        every = self.first + scores[:, 0]
        for at in range(1, scores.shape[1]):
            goes_on = at < sizes
            step = self.moves[signs[:, at - 1], signs[:, at]] + scores[each, at, signs[:, at]]
            meant = meant + goes_on * step
            wider = torch.logsumexp(every.unsqueeze(2) + self.moves, 1) + scores[:, at]
            every = torch.where(goes_on.unsqueeze(1), wider, every)
        meant = meant + self.last[signs[each, sizes - 1]]
        return (torch.logsumexp(every + self.last, 1) - meant).sum()


class Network(nn.Module):
    """The network of `loaders/labelling/field.py`."""

    def __init__(self, features: int) -> None:
        super().__init__()
        signs = len(ALPHABET)
        self.vectors = nn.EmbeddingBag(features + 1, VECTOR, mode="sum", padding_idx=0)
        self.scores = nn.EmbeddingBag(features + 1, signs, mode="sum", padding_idx=0)
        nn.init.normal_(self.vectors.weight, 0, 0.1)
        nn.init.zeros_(self.scores.weight)
        with torch.no_grad():
            self.vectors.weight[0] = 0
        self.states = nn.Linear(STATES, VECTOR)
        self.direct = nn.Linear(STATES, signs)
        self.norm = nn.LayerNorm(VECTOR)
        self.recurrent = nn.LSTM(VECTOR, MEMORY, bidirectional=True, batch_first=True)
        self.output = nn.Linear(2 * MEMORY, signs)
        self.chain = Chain()
        self.drop = nn.Dropout(DROPPED)

    def forward(self, marks: Marks, states: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """Scores of pieces, characters and signs. `states`: of all characters of the pieces, one after another."""
        numbers = marks.numbers
        if self.training:
            numbers = numbers * (torch.rand(numbers.shape) > DROPPED_FEATURES).long()
        vectors = self.vectors(numbers, marks.offsets) + self.states(states)
        hidden = by_piece(self.drop(torch.relu(self.norm(vectors))), sizes)
        single = by_piece(self.scores(numbers, marks.offsets) + self.direct(states), sizes)
        packed = nn.utils.rnn.pack_padded_sequence(hidden, sizes, batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(
            self.recurrent(packed)[0], batch_first=True, total_length=hidden.shape[1]
        )
        scores: torch.Tensor = self.output(self.drop(out)) + single
        return scores

    def loss(self, marks: Marks, states: torch.Tensor, sizes: torch.Tensor, signs: torch.Tensor) -> torch.Tensor:
        """How far the network is from the signs of the characters, by piece."""
        return self.chain.loss(self(marks, states, sizes), by_piece(signs, sizes), sizes) / len(sizes)


def at(sizes: torch.Tensor) -> torch.Tensor:
    """Where the characters of pieces stand, once the pieces stand beside each other."""
    longest = int(sizes.max())
    return torch.cat([torch.arange(size) + k * longest for k, size in enumerate(sizes.tolist())])


def by_piece(values: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
    """What is known of the characters of pieces one after another, as pieces and characters; 0 where a piece has ended."""
    pieces, longest = len(sizes), int(sizes.max())
    flat = values.new_zeros(pieces * longest, *values.shape[1:]).index_copy(0, at(sizes), values)
    return flat.view(pieces, longest, *values.shape[1:])


def packed_of(network: Network, known: Sequence[str]) -> bytes:
    """The weights as `Field` reads them; `known`: the features by number."""
    w = {name: values.detach().numpy() for name, values in network.state_dict().items()}
    constants = {
        "states_weight": w["states.weight"].T,
        "states_bias": w["states.bias"],
        "norm": w["norm.weight"],
        "norm_bias": w["norm.bias"],
        **recurrent(w, "recurrent", LSTM),
        "output_weight": w["output.weight"].T,
        "direct_weight": w["direct.weight"].T,
        "bias": w["output.bias"] + w["direct.bias"],
        "flat": np.array([0, 0, 2 * MEMORY]),
    }
    signs = len(ALPHABET)
    inputs = {"vectors": ("B", "T", VECTOR), "single": ("B", "T", signs), "states": ("B", "T", STATES)}
    model = graph(_STEPS, inputs, {"sizes": ("B",)}, {"scores": ("B", "T", signs)}, constants)
    chain = {name: w[f"chain.{name}"] for name in ("moves", "first", "last")}
    return packed({**table(known, w), **chain, "network": np.frombuffer(model, np.uint8)})
