"""The arithmetic of fitting the field of names, with PyTorch (see scripts/fit_marks.py)."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray
from torch import nn  # pyright: ignore[reportMissingImports]

from loaders.labelling.field import ALPHABET
from loaders.text.network import STATES
from scripts.onnx_graphs import LSTM, Node, graph, packed, recurrent, table

VECTOR = 64
MEMORY = 96
"""Numbers of a feature's vector, and of each direction of the recurrent layer."""
DROPPED, DROPPED_FEATURES = 0.4, 0.1
"""Shares left out at random while fitting, so that no number is relied on alone."""
ROUNDS = 6
RATE, DECAY, CLIP = 2e-3, 1e-4, 5.0
BATCH = 48
_SHUFFLED = 20
"""So many batches are sorted by length among each other."""

NETWORKS = 2
"""So many are fitted, each from its own random start, and their scores averaged: they err in different places."""


def _steps(k: int) -> tuple[Node, ...]:
    """Of network `k`: from states and vectors to its share of the scores."""
    return (
        ("Slice", ["vectors", f"from{k}", f"to{k}", "last_axis"], f"vectors{k}", {}),
        ("MatMul", ["states", f"states_weight{k}"], f"known{k}", {}),
        ("Add", [f"known{k}", f"states_bias{k}"], f"known_biased{k}", {}),
        ("Add", [f"known_biased{k}", f"vectors{k}"], f"joined{k}", {}),
        ("LayerNormalization", [f"joined{k}", f"norm{k}", f"norm_bias{k}"], f"even{k}", {"axis": -1, "epsilon": 1e-5}),
        ("Relu", [f"even{k}"], f"hidden{k}", {}),
        ("Transpose", [f"hidden{k}"], f"steps{k}", {"perm": [1, 0, 2]}),
        (
            "LSTM",
            [f"steps{k}", f"incoming{k}", f"memory{k}", f"memory_bias{k}", "sizes"],
            f"said{k}",
            {"direction": "bidirectional", "hidden_size": MEMORY},
        ),
        ("Transpose", [f"said{k}"], f"by_piece{k}", {"perm": [2, 0, 1, 3]}),
        ("Reshape", [f"by_piece{k}", "flat"], f"both_ways{k}", {}),
        ("MatMul", [f"both_ways{k}", f"output_weight{k}"], f"told{k}", {}),
    )


_TOGETHER: tuple[Node, ...] = (
    ("Sum", [f"told{k}" for k in range(NETWORKS)], "told", {}),
    ("MatMul", ["states", "direct_weight"], "direct", {}),
    ("Add", ["told", "direct"], "together", {}),
    ("Add", ["together", "bias"], "together_biased", {}),
    ("Add", ["together_biased", "single"], "scores", {}),
)

Example = tuple[list[list[int]], NDArray[np.float16], NDArray[np.int64]]
"""Of each character the numbers of its features (from 1), its states, its sign."""


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
        self.vectors = nn.Embedding(features + 1, VECTOR, padding_idx=0)
        self.scores = nn.Embedding(features + 1, signs, padding_idx=0)
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

    def forward(self, features: torch.Tensor, states: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """Scores of pieces, characters and signs."""
        if self.training:
            features = features * (torch.rand(features.shape) > DROPPED_FEATURES).int()
        vectors = self.vectors(features).sum(2) + self.states(self.drop(states))
        single = self.scores(features).sum(2) + self.direct(self.drop(states))
        hidden = self.drop(torch.relu(self.norm(vectors)))
        packed = nn.utils.rnn.pack_padded_sequence(hidden, sizes, batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(
            self.recurrent(packed)[0], batch_first=True, total_length=hidden.shape[1]
        )
        scores: torch.Tensor = self.output(self.drop(out)) + single
        return scores


def fitted(examples: Sequence[Example], known: Sequence[str], told: str = "") -> bytes:
    """The field fitted to examples, as an npz file; `known`: the features by number, `told`: what progress is called."""
    return packed_of([_network(examples, len(known), seed, told) for seed in range(NETWORKS)], known)


def _network(given: Sequence[Example], features: int, seed: int, told: str) -> Network:
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    random.seed(seed)
    examples = list(given)
    network = Network(features)
    steps = ROUNDS * (len(examples) // BATCH + 1) + ROUNDS
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps, pct_start=0.1)
    for turn in range(ROUNDS):
        network.train()
        loss = 0.0
        for batch in _batches(examples):
            numbers, states, signs, sizes = _padded(batch)
            found = network.chain.loss(network(numbers, states, sizes), signs, sizes) / len(batch)
            optimizer.zero_grad()
            found.backward()
            nn.utils.clip_grad_norm_(network.parameters(), CLIP)
            optimizer.step()
            schedule.step()
            loss += found.item() * len(batch)
        print(f"names{told} {seed + 1}: round {turn + 1} of {ROUNDS}, loss {loss / len(examples):.3f}", flush=True)
    return network


def _batches(examples: list[Example]) -> Iterator[list[Example]]:
    """Batches of much the same length, in random order."""
    random.shuffle(examples)
    out = []
    for at in range(0, len(examples), BATCH * _SHUFFLED):
        near = sorted(examples[at : at + BATCH * _SHUFFLED], key=lambda e: len(e[2]))
        out += [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
    random.shuffle(out)
    yield from out


def _padded(batch: Sequence[Example]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
    """Features, states, signs and sizes as tensors."""
    longest = max(len(e[2]) for e in batch)
    wide = max(len(row) for e in batch for row in e[0])
    features = np.zeros((len(batch), longest, wide), np.int32)
    states = np.zeros((len(batch), longest, STATES), np.float32)
    signs = np.zeros((len(batch), longest), np.int64)
    for k, (rows, own, meant) in enumerate(batch):
        for i, row in enumerate(rows):
            features[k, i, : len(row)] = row
        states[k, : len(own)] = own
        signs[k, : len(meant)] = meant
    sizes = torch.tensor([len(e[2]) for e in batch])
    return torch.from_numpy(features), torch.from_numpy(states), torch.from_numpy(signs), sizes


def packed_of(networks: Sequence[Network], known: Sequence[str]) -> bytes:
    """The weights of networks as `Field` reads them: one table with the vectors of all, the mean of what is added up."""
    each = [{name: values.detach().numpy() for name, values in n.state_dict().items()} for n in networks]
    mean = {name: np.mean([w[name] for w in each], axis=0) for name in each[0]}
    vectors = np.concatenate([w["vectors.weight"] for w in each], axis=1)
    chain = {name: mean[f"chain.{name}"] for name in ("moves", "first", "last")}
    of_features = table(known, {**mean, "vectors.weight": vectors})
    return packed({**of_features, **chain, "network": np.frombuffer(_graph(each, mean), np.uint8)})


def _graph(each: Sequence[Mapping[str, NDArray[Any]]], mean: Mapping[str, NDArray[Any]]) -> bytes:
    """The networks between the sums over features and the scores of signs, in ONNX."""
    constants = {
        "direct_weight": mean["direct.weight"].T,
        "bias": mean["output.bias"] + mean["direct.bias"],
        "flat": np.array([0, 0, 2 * MEMORY]),
        "last_axis": np.array([-1]),
    }
    for k, w in enumerate(each):
        own = {
            "from": np.array([k * VECTOR]),
            "to": np.array([(k + 1) * VECTOR]),
            "states_weight": w["states.weight"].T,
            "states_bias": w["states.bias"],
            "norm": w["norm.weight"],
            "norm_bias": w["norm.bias"],
            **recurrent(w, "recurrent", LSTM),
            "output_weight": w["output.weight"].T / len(each),
        }
        constants |= {f"{name}{k}": values for name, values in own.items()}
    nodes = [*(step for k in range(len(each)) for step in _steps(k)), *_TOGETHER]
    signs = len(ALPHABET)
    inputs = {
        "vectors": ("B", "T", len(each) * VECTOR),
        "single": ("B", "T", signs),
        "states": ("B", "T", STATES),
    }
    return graph(nodes, inputs, {"sizes": ("B",)}, {"scores": ("B", "T", signs)}, constants)
