"""Fit the weights by which figures are given to their owners, from annotated articles (see scripts/fit_models.py)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from loaders.extract.claims import Context
from loaders.extract.figures.owner_features import candidates
from loaders.extract.figures.relations import telling_figures
from loaders.model import Figure
from loaders.ranking import Candidate, best
from scripts import choices as logit
from scripts.choices import Options, Weights
from scripts.fitting import FOLDS, is_meant
from tests.eval.gold import Gold

PRIOR = Path(__file__).parent / "earlier_figure_owners.yaml"
"""Weights fitted to about fifty annotated articles that are not part of the project."""
HEAD = "Weights of what speaks for a figure's owner; written by scripts/fit_weights.py, do not edit."
_TOLERANCE = 0.005


@dataclass(frozen=True)
class Choice:
    """Candidates for the owner of a figure, and which of them are right."""

    figure: Figure
    candidates: tuple[Candidate, ...]
    right: frozenset[int | None]


@cache
def earlier() -> Weights:
    """The weights that the earlier articles gave."""
    return logit.read(PRIOR)


def write(table: Weights) -> int:
    """Write the data; how many weights there are."""
    return logit.write("figure_owners", HEAD, table)


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
    """The weights; they are drawn to those that were fitted to earlier articles (`PRIOR`)."""
    options = [
        Options(tuple(k.features for k in c.candidates), tuple(k.ref in c.right for k in c.candidates)) for c in choices
    ]
    return logit.fit(options, earlier())


def share_right(articles: Sequence[Sequence[Choice]]) -> float:
    """Cross-validation by article: the share of figures that get the right owner."""
    right = total = 0
    for fold in range(FOLDS):
        table = fit([c for i, choices in enumerate(articles) if i % FOLDS != fold for c in choices])
        for choices in articles[fold::FOLDS]:
            total += len(choices)
            right += sum(best(c.candidates, table)[0].ref in c.right for c in choices)
    return right / max(1, total)
