"""Fitting weights by which one of several candidates is chosen: the conditional logit behind `loaders/ranking.py`.

With a quadratic penalty, by gradient steps from zero or from earlier weights: the same choices give the same weights.
Weights that round to nothing are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from loaders.ranking import Featured, best
from scripts.fitting import FOLDS, matrix

LEXICON = Path(__file__).parents[1] / "loaders" / "lexicon"
PENALTY = 6.0
STEPS = 200
LEAST_SEEN = 4
"""A feature must stand in so many candidates to get a weight."""
LEAST = 0.005
"""A weight nearer to zero is left out."""
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Options:
    """The features of each candidate of a choice, and which of them are right."""

    features: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]


Choice = tuple[Sequence[Featured], Sequence[bool]]
"""What there is to choose from, and which of it is right."""


def fitted(choices: Sequence[Choice], prior: Weights | None = None) -> Weights:
    """The weights that the choices give."""
    return fit([Options(tuple(tuple(c.features) for c in found), tuple(right)) for found, right in choices], prior)


def share_right(taught: Sequence[Choice], known: Sequence[Choice], prior: Weights | None = None) -> float:
    """The share of `taught` choices that weights get right which were fitted without them; `known` ones always teach."""
    right = 0
    for fold in range(FOLDS):
        table = fitted([*(c for i, c in enumerate(taught) if i % FOLDS != fold), *known], prior)
        right += sum(is_right[list(found).index(best(found, table)[0])] for found, is_right in taught[fold::FOLDS])
    return right / max(1, len(taught))


def fit(choices: Sequence[Options], prior: Weights | None = None) -> Weights:
    """Weights under which the right candidates are most likely (marginal over those that are right).

    The penalty draws them to `prior`, else to zero.
    """
    earlier = prior or {}
    seen = Counter(f for c in choices for features in c.features for f in features)
    names = sorted({*earlier, *(f for f, n in seen.items() if n >= LEAST_SEEN)})
    before = np.array([earlier.get(name, 0.0) for name in names])
    number = {name: i for i, name in enumerate(names)}
    rows, starts, right = _stacked(choices, number)
    sizes = np.diff([*starts, len(right)])
    found, grown = before.copy(), np.full(len(names), 1e-6)
    for _ in range(STEPS):
        scores = rows @ found
        likely = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        meant = np.where(right, likely, 0.0)
        likely /= np.repeat(np.add.reduceat(likely, starts), sizes)
        meant /= np.repeat(np.add.reduceat(meant, starts), sizes)
        gradient = rows.T @ (meant - likely) - PENALTY * (found - before)
        grown += gradient * gradient
        found += gradient / np.sqrt(grown)
    return dict(zip(names, (float(x) for x in found), strict=True))


def _stacked(
    choices: Sequence[Options], number: Mapping[str, int]
) -> tuple[csr_matrix, NDArray[np.int64], NDArray[np.bool_]]:
    """Every candidate's features, one row each; where each choice begins; which candidates are right."""
    rows = matrix((features for c in choices for features in c.features), number)
    starts = np.cumsum([0, *(len(c.features) for c in choices[:-1])])
    return rows, starts, np.array([right for c in choices for right in c.right])


def write(name: str, head: str, table: Weights) -> int:
    """Write the data that `loaders/ranking.py` reads as `name`, under a comment; how many weights there are."""
    lines = [f'"{key}": {value:.2f}' for key, value in sorted(table.items()) if abs(value) >= LEAST]
    (LEXICON / f"{name}.yaml").write_text("\n".join([f"# {head}", *lines]) + "\n", encoding="utf-8")
    return len(lines)


def read(path: Path) -> Weights:
    """Weights as `write` writes them."""
    return {str(k): float(v) for k, v in yaml.safe_load(path.read_text(encoding="utf-8")).items()}
