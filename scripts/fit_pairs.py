"""Fit the weights by which relationships are decided, from annotated articles (see scripts/fit_models.py).

A logistic regression for each type, with a quadratic penalty (scikit-learn, liblinear): the same articles give the same
weights. The threshold is the one that gave the best F1 where each article was weighed by weights fitted without its fold.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from loaders.extract.links import JUDGED, Candidate, Weighing, candidates
from schema.relations import RELATION_TYPES, Predicate
from scripts.fitting import FOLDS, PAGE_TIMES, TIMES, Read, is_meant, matrix
from tests.eval.gold import Gold

TARGET = Path(__file__).parents[1] / "loaders" / "data" / "links.json"
PENALTY = 8.0
LEAST_SEEN = 4
"""A feature must stand in so many pairs to get a weight."""
_LEAST = 0.3
_THRESHOLDS = tuple(round(_LEAST + 0.02 * i, 2) for i in range(20))
"""Below, F1 hardly changes, and what is claimed is more often wrong than right."""
_OF_PARKS = 0.3
"""A park's name is often all that tells its branch, which annotations leave open more often than they ask for it."""
_BESIDE = 3
"""So many thresholds on either side count with each, the less the farther."""
_SMALL = 0.005


@dataclass(frozen=True)
class Example:
    """A candidate; `right` is None where the annotations leave it open. `lines` are the required ones it fulfils."""

    candidate: Candidate
    right: bool | None
    lines: frozenset[int]


@dataclass(frozen=True)
class Lesson:
    """One article's examples of one type; `required` counts the lines that ask for it."""

    fold: int
    fresh: bool
    examples: tuple[Example, ...]
    required: int


def lessons(read: Read, *, fresh: bool) -> dict[Predicate, Lesson]:
    """What an article teaches, by type."""
    found: dict[Predicate, list[Example]] = {p: [] for p in JUDGED}
    truth = _Truth(read)
    for c in candidates(read.context, read.reading.proposed):
        found[c.predicate].append(truth.example(c))
    return {p: Lesson(read.fold, fresh, tuple(found[p]), truth.required(p)) for p in JUDGED}


class _Truth:
    """What the annotations of an article say of pairs of its entities."""

    def __init__(self, read: Read) -> None:
        self._gold: Gold = read.gold
        entities = read.context.table.entities
        self._starts = [{e.ref for e in entities if is_meant(e, line.starts)} for line in self._gold.relations]
        self._ends = [{e.ref for e in entities if is_meant(e, line.ends)} for line in self._gold.relations]
        self._doubtful = set()
        for e in entities:
            lines = [line for line in self._gold.entities if is_meant(e, [line.reference])]
            if lines and all(line.optional for line in lines):
                self._doubtful.add(e.ref)

    def required(self, predicate: Predicate) -> int:
        """How many required lines the type fulfils."""
        return sum(not line.optional and predicate in line.types for line in self._gold.relations)

    def example(self, c: Candidate) -> Example:
        """A candidate judged."""
        lines, optional = set(), False
        for i, line in enumerate(self._gold.relations):
            if c.predicate not in line.types or not self._joins(i, c):
                continue
            if line.optional:
                optional = True
            else:
                lines.add(i)
        right = True if lines else None if optional or {c.start, c.end} & self._doubtful else False
        return Example(c, right, frozenset(lines))

    def _joins(self, i: int, c: Candidate) -> bool:
        straight = c.start in self._starts[i] and c.end in self._ends[i]
        turned = c.end in self._starts[i] and c.start in self._ends[i]
        return straight or turned and RELATION_TYPES[c.predicate].symmetric


def fit(examples: Sequence[Example]) -> Weighing:
    """The weights under which what is right is likeliest."""
    known = [e for e in examples if e.right is not None]
    seen = Counter(f for e in known for f in e.candidate.features)
    names = sorted(f for f, n in seen.items() if n >= LEAST_SEEN)
    number = {name: i for i, name in enumerate(names)}
    rows = matrix((e.candidate.features for e in known), number)
    model = LogisticRegression(C=1 / PENALTY, solver="liblinear", max_iter=300)
    model.fit(rows, np.array([bool(e.right) for e in known]))
    weights = {n: round(float(w), 2) for n, w in zip(names, np.ravel(model.coef_), strict=True) if abs(w) >= _SMALL}
    return Weighing(round(float(np.ravel(model.intercept_)[0]), 2), 0.5, weights)


def threshold_for(
    predicate: Predicate, lessons_of: Sequence[Lesson], by_fold: Mapping[int, Weighing]
) -> tuple[float, float]:
    """The threshold about which F1 over fresh articles is best, so that no lucky peak is taken, and its F1."""
    counted = [(lesson, _kept(predicate, lesson, by_fold[lesson.fold])) for lesson in lessons_of if lesson.fresh]
    if predicate is Predicate.FOCUSES_ON:
        return _OF_PARKS, _f1(counted, _OF_PARKS)
    f1s = [_f1(counted, threshold) for threshold in _THRESHOLDS]
    near = np.bartlett(2 * _BESIDE + 3)[1:-1]
    smooth = np.convolve(f1s, near, "same") / np.convolve(np.ones(len(f1s)), near, "same")
    best = int(np.argmax(smooth))
    return _THRESHOLDS[best], f1s[best]


def _f1(counted: Sequence[tuple[Lesson, Sequence[tuple[float, Example]]]], threshold: float) -> float:
    found = wrong = required = 0
    for lesson, likely in counted:
        kept = [e for p, e in likely if p >= threshold]
        found += len(frozenset[int]().union(*(e.lines for e in kept)))
        wrong += sum(e.right is False for e in kept)
        required += lesson.required
    return 2 * found / max(1, found + wrong + required)


def _kept(predicate: Predicate, lesson: Lesson, weighing: Weighing) -> list[tuple[float, Example]]:
    """Probabilities of the examples; of a thing's places the likeliest only."""
    likely = [(weighing.probability(e.candidate.features), e) for e in lesson.examples]
    if predicate is not Predicate.LOCATED_IN:
        return likely
    best: dict[int, tuple[float, Example]] = {}
    for p, e in likely:
        if e.candidate.start not in best or p > best[e.candidate.start][0]:
            best[e.candidate.start] = (p, e)
    return list(best.values())


def fitted(predicate: Predicate, lessons_of: Sequence[Lesson]) -> tuple[Weighing, float]:
    """A type's weights with their threshold, and the F1 of cross-validation."""
    by_fold = {
        fold: fit([e for lesson in lessons_of if not lesson.fresh or lesson.fold != fold for e in lesson.examples])
        for fold in range(FOLDS)
    }
    threshold, f1 = threshold_for(predicate, lessons_of, by_fold)
    whole = fit([e for lesson in lessons_of for e in lesson.examples])
    return Weighing(whole.bias, threshold, whole.weights), f1


def write(weighings: Mapping[Predicate, Weighing]) -> None:
    """Write the data that `loaders/extract/links.py` reads."""
    data = {
        p.value: {"bias": w.bias, "threshold": w.threshold, "weights": dict(sorted(w.weights.items()))}
        for p, w in weighings.items()
    }
    TARGET.write_text(json.dumps(data, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def fit_all(
    fresh: Iterable[Read], known: Iterable[Read], pages: Iterable[Read]
) -> Iterator[tuple[Predicate, Weighing, float]]:
    """Fit every type. `pages`, fresh too, follow real pages; they count `PAGE_TIMES`, `known` ones `TIMES` times."""
    taught = [lessons(r, fresh=True) for r in fresh]
    for corpus, is_fresh, times in ((pages, True, PAGE_TIMES), (known, False, TIMES)):
        taught += [lesson for r in corpus for lesson in [lessons(r, fresh=is_fresh)] * times]
    for predicate in JUDGED:
        weighing, f1 = fitted(predicate, [t[predicate] for t in taught])
        yield predicate, weighing, f1
