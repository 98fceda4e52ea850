"""Fit the weights by which figures are given to their owners, from annotated articles (see scripts/fit_models.py).

A conditional logit over the candidates of each figure, with a quadratic penalty, by gradient steps from zero: the same
articles give the same weights. Weights that round to nothing are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from loaders.extract.claims import Context
from loaders.extract.figures.owner_features import candidates
from loaders.extract.figures.relations import telling_figures
from loaders.extract.ranking import Candidate, best
from loaders.model import Figure
from scripts.fitting import FOLDS, is_meant, matrix
from tests.eval.gold import Gold

TARGET = Path(__file__).parents[1] / "loaders" / "lexicon" / "figure_owners.yaml"
PRIOR = Path(__file__).parent / "earlier_figure_owners.yaml"
"""Weights fitted to about fifty annotated articles that are not part of the project."""
HEAD = "# Weights of what speaks for a figure's owner; written by scripts/fit_weights.py, do not edit.\n"
PENALTY = 6.0
STEPS = 200
LEAST_SEEN = 4
"""A feature must stand in so many candidates to get a weight."""
LEAST = 0.005
"""A weight nearer to zero is left out."""
_TOLERANCE = 0.005
Weights = Mapping[str, float]


@dataclass(frozen=True)
class Choice:
    """Candidates for the owner of a figure, and which of them are right."""

    figure: Figure
    candidates: tuple[Candidate, ...]
    right: frozenset[int | None]


@cache
def earlier() -> Weights:
    """The weights that the earlier articles gave."""
    return {str(k): float(v) for k, v in yaml.safe_load(PRIOR.read_text(encoding="utf-8")).items()}


def write(table: Weights) -> int:
    """Write the data that `loaders/extract/ranking.py` reads; how many weights there are."""
    lines = [f'"{name}": {value:.2f}' for name, value in sorted(table.items()) if abs(value) >= LEAST]
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def choices_of(ctx: Context, gold: Gold) -> list[Choice]:
    """The figures of one article; those whose owner was not recognised teach nothing."""
    out = []
    for figure, clause, investment in telling_figures(ctx):
        found = tuple(candidates(ctx, figure, clause, investment))
        right = _right(ctx, gold, figure, found)
        if right:
            out.append(Choice(figure, found, right))
    return out


def _right(ctx: Context, gold: Gold, figure: Figure, found: Sequence[Candidate]) -> frozenset[int | None]:
    lines = [(s.targets, s.optional) for s in gold.sums if figure.currency == s.currency and _close(s.amount, figure)]
    lines += [
        (m.owners, m.optional)
        for m in gold.figures
        if _close(m.value, figure) and (figure.currency is None or m.units & {figure.currency, "元"})
    ]
    if not lines:
        return frozenset({None})
    named = {c.ref for c in found if c.ref is not None and any(is_meant(ctx.table[c.ref], t) for t, _ in lines)}
    return frozenset(named | ({None} if all(optional for _, optional in lines) else set()))


def _close(meant: float, figure: Figure) -> bool:
    return abs(meant - figure.value) <= _TOLERANCE * max(abs(meant), 1e-9)


def fit(choices: Sequence[Choice]) -> Weights:
    """Weights under which the right candidates are most likely (marginal over those that are right).

    The penalty draws them to the weights that were fitted to earlier articles (`PRIOR`).
    """
    prior = earlier()
    seen = Counter(f for c in choices for candidate in c.candidates for f in candidate.features)
    names = sorted({*prior, *(f for f, n in seen.items() if n >= LEAST_SEEN)})
    before = np.array([prior.get(name, 0.0) for name in names])
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
    choices: Sequence[Choice], number: Mapping[str, int]
) -> tuple[csr_matrix, NDArray[np.int64], NDArray[np.bool_]]:
    """Every candidate's features, one row each; where each choice begins; which candidates are right."""
    rows = matrix((k.features for c in choices for k in c.candidates), number)
    starts = np.cumsum([0, *(len(c.candidates) for c in choices[:-1])])
    return rows, starts, np.array([k.ref in c.right for c in choices for k in c.candidates])


def share_right(articles: Sequence[Sequence[Choice]]) -> float:
    """Cross-validation by article: the share of figures that get the right owner."""
    right = total = 0
    for fold in range(FOLDS):
        table = fit([c for i, choices in enumerate(articles) if i % FOLDS != fold for c in choices])
        for choices in articles[fold::FOLDS]:
            total += len(choices)
            right += sum(best(c.candidates, table)[0].ref in c.right for c in choices)
    return right / max(1, total)
