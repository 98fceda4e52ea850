"""The network that weighs pairs, in PyTorch, and what it is shown of articles (see scripts/fit_reading.py)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import torch  # pyright: ignore[reportMissingImports]
from numpy.typing import NDArray
from torch import nn  # pyright: ignore[reportMissingImports]

from loaders.extract.candidates import JUDGED
from loaders.extract.glances import GAPS, KINDS, MOST_APART, Glances
from loaders.text.encoder import STATES
from scripts.fit_pairs import Lesson
from scripts.fit_weights import Choice
from scripts.names_network import at, by_piece

LETTER, MEMORY, WIDTH = 64, 96, 96
"""Numbers of a character's vector, of each direction of the recurrent layer, and of a pair."""
BOTH = 2 * MEMORY
GAP, APART = 16, 8
"""Numbers that tell a gap, and sentences apart."""
DROPPED, DROPPED_FEATURES = 0.4, 0.1
"""Shares left out at random while fitting, so that no number is relied on alone."""
TYPES = len(JUDGED)
_PART, _PART_OF_CHOICES = 600.0, 60.0
"""What the loss of a batch is divided by: about as many pairs and figures it has."""


class Pairs(nn.Module):
    """Weighs pairs by what is told of the characters, and by their features."""

    def __init__(self, features: int, outcomes: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPPED)
        self.gaps = nn.Embedding(2 * (len(GAPS) + 1), GAP)
        self.apart = nn.Embedding(MOST_APART + 1, APART)
        self.glance = nn.Linear(5 * BOTH + GAP + APART, WIDTH)
        self.vectors = nn.EmbeddingBag(features + 1, WIDTH, mode="sum", padding_idx=0)
        self.scores = nn.EmbeddingBag(features + 1, outcomes, mode="sum", padding_idx=0)
        nn.init.normal_(self.vectors.weight, 0, 0.05)
        nn.init.zeros_(self.scores.weight)
        self.bias = nn.Parameter(torch.zeros(WIDTH))
        self.pair = nn.Linear(2 * WIDTH, WIDTH)
        self.output = nn.Linear(WIDTH, outcomes)

    def forward(self, context: torch.Tensor, shown: Shown) -> torch.Tensor:
        """Scores of pairs and outcomes."""
        zero = context.new_zeros(1, context.shape[1])
        sums = torch.cat([zero, context.cumsum(0)])
        begin, end = shown.between[..., 0], shown.between[..., 1]
        lengths = (end - begin).clamp(min=1).unsqueeze(-1)
        between = (sums[end] - sums[begin]) / lengths**0.5
        names = context[shown.ends].flatten(2)
        seen = torch.cat([names, between, self.gaps(shown.gaps), self.apart(shown.apart)], -1)
        glances = torch.relu(self.glance(seen)) * shown.there
        numbers = shown.numbers
        if self.training:
            numbers = numbers * (torch.rand(numbers.shape) > DROPPED_FEATURES).long()
        known = torch.relu(self.vectors(numbers, shown.offsets) + self.bias)
        both = torch.cat([self.drop(glances.max(1)[0]), self.drop(known)], 1)
        scores: torch.Tensor = self.output(self.drop(torch.relu(self.pair(both))))
        return scores + self.scores(numbers, shown.offsets)


class Network(nn.Module):
    """The network of `loaders/extract/weigher.py`."""

    def __init__(self, of_pairs: int, of_owners: int) -> None:
        super().__init__()
        self.drop = nn.Dropout(DROPPED)
        self.states = nn.Linear(STATES, LETTER)
        self.kinds = nn.Embedding(1 + 2 * len(KINDS), LETTER)
        self.norm = nn.LayerNorm(LETTER)
        self.recurrent = nn.GRU(LETTER, MEMORY, bidirectional=True, batch_first=True)
        self.links = Pairs(of_pairs, TYPES)
        self.owners = Pairs(of_owners, 1)

    def tables(self) -> Iterator[torch.Tensor]:
        """The vectors and scores of features."""
        for part in (self.links, self.owners):
            yield part.vectors.weight
            yield part.scores.weight

    def context(self, text: Text) -> torch.Tensor:
        """What the recurrent layer tells of each character of all articles."""
        vectors = self.states(text.states) + self.kinds(text.kinds)
        hidden = by_piece(self.drop(torch.relu(self.norm(vectors))), text.sizes)
        packed = nn.utils.rnn.pack_padded_sequence(hidden, text.sizes, batch_first=True, enforce_sorted=False)
        out, _ = nn.utils.rnn.pad_packed_sequence(self.recurrent(packed)[0], batch_first=True)
        rows = out.flatten(0, 1).index_select(0, at(text.sizes))
        return self.drop(rows.new_zeros(text.size, rows.shape[1]).index_copy(0, text.at, rows))


@dataclass(frozen=True, eq=False)
class Text:
    """Some articles, put one after another, as tensors."""

    size: int
    states: torch.Tensor
    """Of all characters of the pieces, one after another, and so what they belong to."""
    kinds: torch.Tensor
    sizes: torch.Tensor
    at: torch.Tensor
    """Where the characters of the pieces stand."""


@dataclass(frozen=True, eq=False)
class Shown:
    """Pairs of some articles as tensors."""

    ends: torch.Tensor
    between: torch.Tensor
    gaps: torch.Tensor
    apart: torch.Tensor
    there: torch.Tensor
    numbers: torch.Tensor
    offsets: torch.Tensor


def text_of(lessons: Sequence[Lesson], states: torch.Tensor, sizes: torch.Tensor) -> Text:
    """Articles with the states of their characters."""
    bases = _bases(lessons)
    where = np.concatenate(
        [np.arange(a, b) + base for one, base in zip(lessons, bases, strict=False) for a, b in one.pieces]
    )
    kinds = np.concatenate([one.kinds for one in lessons])
    return Text(int(bases[-1]), states, torch.from_numpy(kinds), sizes, torch.from_numpy(where))


def _bases(lessons: Sequence[Lesson]) -> list[int]:
    """Where each article begins among all, and where the last ends."""
    return list(accumulate((one.size for one in lessons), initial=0))


def _shown(
    lessons: Sequence[Lesson], seen: Sequence[Glances], features: Sequence[Collection[str]], number: Mapping[str, int]
) -> Shown:
    """The pairs of `lessons`: glances of each article, features of each pair."""
    rows = [sorted({number[f] for f in found if f in number}) or [0] for found in features]
    bases = _bases(lessons)

    def joined(arrays: Sequence[NDArray[Any]]) -> torch.Tensor:
        return torch.from_numpy(np.concatenate(arrays))

    return Shown(
        joined([g.ends + base for g, base in zip(seen, bases, strict=False)]),
        joined([g.between + base for g, base in zip(seen, bases, strict=False)]),
        joined([g.gaps for g in seen]),
        joined([g.apart for g in seen]),
        joined([g.there for g in seen]),
        torch.tensor([n for row in rows for n in row]),
        torch.tensor(list(accumulate(map(len, rows), initial=0))[:-1]),
    )


@dataclass(frozen=True, eq=False)
class Fitted:
    """A network, and the numbers of the features of pairs and of owners."""

    network: Network
    of_pairs: Mapping[str, int]
    of_owners: Mapping[str, int]

    def links(self, context: torch.Tensor, lessons: Sequence[Lesson]) -> torch.Tensor:
        """Log odds of pairs and types."""
        features = [c.features for one in lessons for c in one.candidates]
        shown = _shown(lessons, [one.glances for one in lessons], features, self.of_pairs)
        odds: torch.Tensor = self.network.links(context, shown)
        return odds

    def owners(self, context: torch.Tensor, lessons: Sequence[Lesson]) -> list[torch.Tensor]:
        """Log probabilities of each figure's candidates."""
        choices = [choice for one in lessons for choice in one.choices]
        if not choices:
            return []
        features = [c.features for choice in choices for c in choice.candidates]
        shown = _shown(lessons, [one.owning for one in lessons], features, self.of_owners)
        scores = self.network.owners(context, shown)[:, 0]
        return [torch.log_softmax(part, 0) for part in scores.split([len(c.candidates) for c in choices])]

    def loss(self, lessons: Sequence[Lesson], states: torch.Tensor, sizes: torch.Tensor) -> torch.Tensor:
        """How far the network is from what is right. `states`: of the characters of all pieces; `sizes`: of the pieces."""
        context = self.network.context(text_of(lessons, states, sizes))
        right = torch.from_numpy(np.concatenate([one.right for one in lessons]))
        weight = torch.from_numpy(np.concatenate([one.known * one.times for one in lessons]))
        judge = nn.BCEWithLogitsLoss(reduction="none")
        loss: torch.Tensor = (judge(self.links(context, lessons), right) * weight).sum() / _PART
        meant = [(_is_right(choice), one.times) for one in lessons for choice in one.choices]
        for (mask, times), likely in zip(meant, self.owners(context, lessons), strict=True):
            loss = loss - torch.logsumexp(likely[mask], 0) * times / _PART_OF_CHOICES
        return loss

    def chances(self, one: Lesson, states: torch.Tensor, sizes: torch.Tensor) -> NDArray[Any]:
        """Probabilities of an article's pairs and types."""
        if not one.candidates:
            return np.zeros((0, TYPES), np.float32)
        context = self.network.context(text_of([one], states, sizes))
        out: NDArray[Any] = torch.sigmoid(self.links(context, [one])).numpy()
        return out

    def chosen(self, one: Lesson, states: torch.Tensor, sizes: torch.Tensor) -> list[bool]:
        """For each figure of an article whether its likeliest owner is right."""
        found = self.owners(self.network.context(text_of([one], states, sizes)), [one])
        return [bool(_is_right(c)[int(likely.argmax())]) for c, likely in zip(one.choices, found, strict=True)]


def _is_right(choice: Choice) -> torch.Tensor:
    return torch.tensor([c.ref in choice.right for c in choice.candidates])
