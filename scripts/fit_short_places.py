"""Fit the weights by which the short name of a county is taken for the place or not (see scripts/fit_models.py).

    python scripts/fit_short_places.py

Right is a name whose county the annotations require, wrong one that they do not name; what they leave open teaches half of
both. The names of one article count together like one, by the square root of their number. The features are those of
`loaders/places/short_names.py`; printed is F1 in cross-validation, with weights and by rules alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from loaders.places.gazetteer import Gazetteer
from loaders.places.hits import decided
from loaders.places.short_names import ALWAYS, WEIGHTS, short_names
from loaders.ranking import score
from loaders.text.sentences import split
from loaders.text.tagger import Tagger
from loaders.text.tokens import TokenSource
from scripts import choices
from scripts.choices import Weights
from scripts.fitting import FOLDS, KNOWN, TAUGHT, annotated, matrix
from tests.eval.corpora import Corpus
from tests.eval.gold import Gold, key

HEAD = (
    "Weights of what speaks for a short name being the county's; written by scripts/fit_short_places.py, do not edit."
)
_PENALTY = 3.0
_OPEN = 0.5


@dataclass(frozen=True)
class Case:
    """A short name in an article: what speaks for its county, and whether that is meant, from 0 to 1."""

    article: str
    code: str
    features: tuple[str, ...]
    right: float


def main() -> int:
    """Entry point."""
    taught = [c for corpus in TAUGHT for c in cases_of(corpus)]
    known = [c for corpus in KNOWN for c in cases_of(corpus)]
    articles = {name: i % FOLDS for i, name in enumerate(sorted({c.article for c in taught}))}
    likely: dict[Case, bool] = {}
    for fold in range(FOLDS):
        table = fit([*(c for c in taught if articles[c.article] != fold), *known])
        likely |= {c: score(c, table) > 0 for c in taught if articles[c.article] == fold}
    by_rules = {c: "rules True" in c.features for c in taught}
    count = choices.write(WEIGHTS, HEAD, fit([*taught, *known]))
    print(f"short names of places: {count} weights, F1 {f1(likely):.3f}, by rules {f1(by_rules):.3f}")
    return 0


def cases_of(corpus: Corpus) -> Iterator[Case]:
    """The short names of the annotated articles of a corpus."""
    gazetteer, tagger = Gazetteer.load(), Tagger()
    for stem, article, gold in annotated(corpus):
        doc = split(article)
        right = _Right(gold)
        words = TokenSource(tagger.tag, doc.sentences)
        for name in short_names(doc, decided(doc, gazetteer), gazetteer, words):
            place = gazetteer.by_code(name.code)
            if place is not None:
                yield Case(f"{corpus.name}/{stem}", name.code, name.features, right.of(place.label.value, place.name))


class _Right:
    """The places that an annotation names."""

    def __init__(self, gold: Gold) -> None:
        self._required = {k for line in gold.entities if not line.optional for k in line.reference.keys}
        self._open = {k for line in gold.entities if line.optional for k in line.reference.keys}

    def of(self, label: str, name: str) -> float:
        named = (label, key(label, name))
        return 1.0 if named in self._required else _OPEN if named in self._open else 0.0


def fit(cases: Sequence[Case]) -> Weights:
    """The weights of a logistic regression with a quadratic penalty."""
    seen = Counter(f for c in cases for f in set(c.features))
    names = sorted(f for f, n in seen.items() if n >= choices.LEAST_SEEN)
    rows = matrix((set(c.features) for c in cases), {name: i for i, name in enumerate(names)})
    right = np.array([c.right for c in cases])
    times = Counter((c.article, c.code) for c in cases)
    counts = np.array([times[c.article, c.code] ** -0.5 for c in cases])
    penalty = np.array([0.0 if name == ALWAYS else _PENALTY for name in names])

    def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
        scores = rows @ found
        likely = 1 / (1 + np.exp(-scores))
        told = np.logaddexp(0, scores) - right * scores
        return float(counts @ told + penalty @ found**2 / 2), rows.T @ (counts * (likely - right)) + penalty * found

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return dict(zip(names, (float(x) for x in found), strict=True))


def f1(found: dict[Case, bool]) -> float:
    """F1 over the places of the articles that are not open."""
    places: dict[tuple[str, str], tuple[bool, float]] = {}
    for case, is_found in found.items():
        before = places.get((case.article, case.code), (False, case.right))[0]
        places[case.article, case.code] = (before or is_found, case.right)
    hit = sum(is_found and right == 1 for is_found, right in places.values())
    wrong = sum(is_found and right == 0 for is_found, right in places.values())
    required = sum(right == 1 for _, right in places.values())
    return 2 * hit / max(1, hit + wrong + required)


if __name__ == "__main__":
    raise SystemExit(main())
