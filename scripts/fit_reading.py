"""Fitting the language model, the field of names and the network of pairs together, with PyTorch (see scripts/fit_models.py).

The model is shown an article's sentences as `loaders/labelling/pieces.py` lays them together; what it tells of each character goes to both
the field and the network, and what is wrong in either teaches it. Without pairs it learns from names alone.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray
from torch import nn  # pyright: ignore[reportMissingImports]

from loaders.labelling.batches import alike, longest_first, padded
from loaders.labelling.pieces import Piece, Window, pieces_in, windows_of
from loaders.text.encoder import FIRST, LAST, STATES, ids_of, numbered
from scripts import encoder_network, names_network, pair_network
from scripts.fit_marks import Lesson as Marked
from scripts.fit_pairs import Lesson as Paired
from scripts.fit_pairs import named
from scripts.names_network import Marks

ROUNDS = 5
BATCH = 12
"""Articles that teach at once."""
RATE, RATE_NAMES, RATE_PAIRS = 1.5e-4, 2e-3, 3e-3
DECAY, DECAY_HEADS, DECAY_FEATURES = 1e-2, 1e-4, 1e-3
"""The features of pairs are rarer than those of characters."""
CLIP, CLIP_HEADS = 1.0, 5.0
DROPPED = 0.3
"""Share of the model's states that are left out at random while fitting."""
LEAST_SEEN = 8
"""A feature must stand at so many characters to get a vector."""
THREADS = 2
_UNEVEN = 1.25
"""So many times as long as the shortest window of a group the longest may be."""
_PART = 6
"""The loss of pairs is reckoned by so many articles."""


@dataclass(frozen=True, eq=False)
class Article:
    """What an article teaches."""

    ids: NDArray[np.int64]
    """The numbers of all characters of its text."""
    windows: tuple[Window, ...]
    rows: Sequence[NDArray[np.int64]]
    """The features of each character of its pieces; 0 where none is known."""
    signs: NDArray[np.int64]
    """Of these characters."""
    pairs: Paired | None

    @property
    def pieces(self) -> list[Piece]:
        """Its pieces in order."""
        return pieces_in(self.windows)


@dataclass(frozen=True, eq=False)
class Fitted:
    """The three networks, and what they know: characters, features of characters."""

    encoder: encoder_network.Network
    characters: str
    names: names_network.Network
    known: Sequence[str]
    pairs: pair_network.Fitted | None

    def states(self, articles: Sequence[Article]) -> tuple[torch.Tensor, torch.Tensor]:
        """Of the characters of all pieces, and the sizes of these."""
        states = _encoded(self.encoder, articles)
        return states, torch.tensor([b - a for one in articles for a, b in one.pieces])

    def loss(self, articles: Sequence[Article]) -> torch.Tensor:
        """How far the networks are from what is right."""
        states, sizes = self.states(articles)
        states = nn.functional.dropout(states, DROPPED)
        signs = torch.from_numpy(np.concatenate([one.signs for one in articles]))
        loss = self.names.loss(_marks(articles), states, sizes, signs)
        if self.pairs is not None:
            lessons = [one.pairs for one in articles if one.pairs is not None]
            loss = loss + self.pairs.loss(lessons, states, sizes) * _PART / len(articles)
        return loss

    def parts(self) -> Iterator[tuple[nn.Module, float]]:
        """The networks, and where their gradients are cut."""
        yield self.encoder, CLIP
        yield self.names, CLIP_HEADS
        if self.pairs is not None:
            yield self.pairs.network, CLIP_HEADS

    def train(self, on: bool) -> None:
        """Whether parts are left out at random."""
        for part, _ in self.parts():
            part.train(on)

    def groups(self) -> Iterator[dict[str, object]]:
        """What is fitted, and how fast."""
        yield {"params": list(self.encoder.parameters()), "lr": RATE, "weight_decay": DECAY}
        yield {"params": list(self.names.parameters()), "lr": RATE_NAMES, "weight_decay": DECAY_HEADS}
        if self.pairs is not None:
            tables = list(self.pairs.network.tables())
            others = [p for p in self.pairs.network.parameters() if all(p is not t for t in tables)]
            yield {"params": tables, "lr": RATE_PAIRS, "weight_decay": DECAY_FEATURES}
            yield {"params": others, "lr": RATE_PAIRS, "weight_decay": DECAY_HEADS}


def fitted(marked: Sequence[Marked], pairs: Sequence[Paired] | None = None, told: str = "") -> Fitted:
    """The networks fitted to articles; `pairs`: the same ones as pairs. `told`: what progress is called."""
    torch.manual_seed(0)
    torch.set_num_threads(THREADS)
    chance = random.Random(0)
    encoder, characters = encoder_network.found()
    seen = Counter(f for one in marked for row in one.rows for f in row)
    known = sorted(f for f, n in seen.items() if n >= LEAST_SEEN)
    articles = articles_of(marked, pairs, known, characters)
    model = Fitted(encoder, characters, names_network.Network(len(known)), known, _pairs(pairs))
    taught = [one for one in articles if one.windows and (one.pairs is None or one.pairs.candidates)]
    optimizer = torch.optim.AdamW(list(model.groups()), fused=True)
    steps = ROUNDS * -(-len(taught) // BATCH)
    rates = [group["lr"] for group in optimizer.param_groups]
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rates, total_steps=steps + 1, pct_start=0.1)
    for turn in range(ROUNDS):
        start, total = time.monotonic(), 0.0
        model.train(True)
        chance.shuffle(taught)
        for k in range(0, len(taught), BATCH):
            loss = model.loss(taught[k : k + BATCH])
            optimizer.zero_grad()
            loss.backward()
            for part, most in model.parts():
                nn.utils.clip_grad_norm_(part.parameters(), most)
            optimizer.step()
            schedule.step()
            total += loss.item()
        spent = time.monotonic() - start
        print(
            f"reading{told}: round {turn + 1} of {ROUNDS}, loss {total * BATCH / len(taught):.3f}, {spent:.0f} s",
            flush=True,
        )
    model.train(False)
    return model


def _pairs(lessons: Sequence[Paired] | None) -> pair_network.Fitted | None:
    if lessons is None:
        return None
    of_pairs, of_owners = named(lessons)
    network = pair_network.Network(len(of_pairs), len(of_owners))
    return pair_network.Fitted(network, *({name: i for i, name in enumerate(f, 1)} for f in (of_pairs, of_owners)))


def articles_of(
    marked: Sequence[Marked], pairs: Sequence[Paired] | None, known: Sequence[str], characters: str
) -> list[Article]:
    """Articles in numbers: of features and of characters."""
    number = {name: i for i, name in enumerate(known, 1)}
    numbers = numbered(characters)
    return [
        Article(
            np.array(ids_of(one.text, numbers), np.int64),
            tuple(windows_of(one.pieces)),
            [_row(row, number) for row in one.rows],
            one.signs,
            pairs[k] if pairs is not None else None,
        )
        for k, one in enumerate(marked)
    ]


def _row(features: Sequence[str], number: Mapping[str, int]) -> NDArray[np.int64]:
    return np.array([number[f] for f in features if f in number] or [0], np.int64)


def _marks(articles: Sequence[Article]) -> Marks:
    rows = [row for one in articles for row in one.rows]
    offsets = np.cumsum([0, *map(len, rows)])[:-1]
    return Marks(torch.from_numpy(np.concatenate(rows)), torch.from_numpy(offsets))


def _encoded(encoder: encoder_network.Network, articles: Sequence[Article]) -> torch.Tensor:
    """The states of the characters of all pieces, one after another. Windows of much the same length are read together."""
    windows = [(one, window) for one in articles for window in one.windows]
    texts = [[FIRST, *one.ids[window.start : window.end], LAST] for one, window in windows]
    ids = np.concatenate(texts).astype(np.int64)
    _, spans = longest_first(list(map(len, texts)))
    told, total = np.zeros(len(ids), np.int64), 0
    parts = []
    for group in alike(spans, _UNEVEN):
        shown = padded(ids, group)
        for row, (start, end) in enumerate(group):
            told[start:end] = np.arange(end - start) + total + row * shown.shape[1]
        with torch.autocast("cpu", torch.bfloat16):
            parts.append(encoder(torch.from_numpy(shown)).reshape(-1, STATES))
        total += shown.size
    starts = accumulate(map(len, texts), initial=1)
    where = [
        told[start + a - window.start : start + b - window.start]
        for (_, window), start in zip(windows, starts, strict=False)
        for a, b in window.pieces
    ]
    return torch.cat(parts).index_select(0, torch.from_numpy(np.concatenate(where))).float()


def held_out(
    model: Fitted, marked: Sequence[Marked], pairs: Sequence[Paired]
) -> Iterator[tuple[Paired, NDArray[np.float32], list[bool]]]:
    """Of articles that the model was not fitted to: the chances of their pairs, and which owners of figures are right."""
    assert model.pairs is not None
    with torch.no_grad():
        for one, lesson in zip(articles_of(marked, pairs, model.known, model.characters), pairs, strict=True):
            if one.windows:
                states, sizes = model.states([one])
                yield lesson, model.pairs.chances(lesson, states, sizes), model.pairs.chosen(lesson, states, sizes)
