"""Choosing one of several candidates by fitted weights: a linear model over named features.

Each candidate bears features (`near:Park`, `subject:own`); its score is the sum of their weights, and the highest score
wins. The weights are data in `lexicon/`, fitted to annotated articles (a conditional logit with a quadratic penalty, see
`scripts/choices.py`), so that a choice is the same on every machine and can be explained by the features behind it.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from loaders.lexicons import words


class Featured(Protocol):
    """What can be chosen."""

    @property
    def features(self) -> Sequence[str]:
        """What speaks for it and against it."""
        ...


Chosen = TypeVar("Chosen", bound=Featured)


@dataclass(frozen=True, slots=True)
class Candidate:
    """`ref` is an entity, or None for none at all."""

    ref: int | None
    features: tuple[str, ...]


@cache
def weights(name: str) -> Mapping[str, float]:
    """The fitted weights of a choice: `loaders/lexicon/<name>.yaml`."""
    return {str(k): float(v) for k, v in words(name).items()}


def step(value: float, edges: Sequence[float]) -> int:
    """How many of the edges, ascending, a value reaches: how features tell counts and shares."""
    return bisect_right(edges, value)


def score(candidate: Featured, table: Mapping[str, float]) -> float:
    """The sum of the weights of a candidate's features; unknown features count nothing."""
    return sum(table.get(f, 0.0) for f in candidate.features)


def best(candidates: Sequence[Chosen], table: Mapping[str, float]) -> tuple[Chosen, float]:
    """The candidate of the highest score, the first of equals, and its probability. ValueError where there is none."""
    scores = [score(c, table) for c in candidates]
    top = max(scores)
    return candidates[scores.index(top)], 1 / sum(math.exp(s - top) for s in scores)
