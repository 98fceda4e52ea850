"""What annotated articles teach the network by which relationships and owners of figures are decided (see scripts/fit_models.py).

The network is that of `loaders/extract/weigher.py`. The thresholds of relationships are those that gave the best F1 on a third of the fresh
articles, weighed by a network fitted without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from loaders.extract.candidates import JUDGED, Candidate, candidates
from loaders.extract.glances import Glances, Place, Stands, belonging, glances
from loaders.labelling.pieces import Piece, pieces_of
from schema.relations import RELATION_TYPES, Predicate
from scripts.fit_weights import Choice, choices_of
from scripts.fitting import Read, is_meant
from tests.eval.gold import Gold

LEAST_SEEN = 4
"""A feature must stand in so many pairs to get a vector."""
TIMES: Mapping[str, int] = {"seeds": 12, "own": 6, "studied": 4}
"""So many times counts an article of a corpus on which rules were written: the seeds and our own are nearest to real articles, and
few."""
_LEAST = 0.3
"""Below, F1 hardly changes, and what is claimed is more often wrong than right."""
_THRESHOLDS = tuple(round(_LEAST + 0.02 * i, 2) for i in range(20))
_OF_PARKS = 0.3
"""A park's name is often all that tells its branch, which annotations leave open more often than they ask for it."""
_BESIDE = 3
"""So many thresholds on either side count with each, the less the farther."""

Array = NDArray[Any]
Weighed = tuple[float, bool | None, frozenset[int]]
"""A probability; whether it is right, None where the annotations leave it open; the required lines that it fulfils."""


@dataclass(frozen=True, eq=False)
class Lesson:
    """One article: what the network is shown of it, and what is right."""

    fold: int
    fresh: bool
    times: int
    size: int
    pieces: tuple[Piece, ...]
    kinds: NDArray[np.int64]
    """What the characters of the pieces belong to, one after another."""
    glances: Glances
    candidates: tuple[Candidate, ...]
    right: NDArray[np.float32]
    """Pairs and types: 1 where the annotations state the relationship."""
    known: NDArray[np.float32]
    """0 where the ontology does not allow the type, or the annotations leave it open."""
    lines: Mapping[tuple[int, int], frozenset[int]]
    """The required lines that a pair fulfils with a type."""
    required: tuple[int, ...]
    """How many lines ask for each type."""
    choices: tuple[Choice, ...]
    owning: Glances
    """Of the candidates of all choices, one after another."""


def lesson(read: Read, *, fresh: bool, times: int) -> Lesson:
    """What an article teaches."""
    ctx = read.context
    found = tuple(candidates(ctx, read.reading.proposed))
    truth = _Truth(read)
    right, known = (np.zeros((len(found), len(JUDGED)), np.float32) for _ in range(2))
    lines = {}
    for k, c in enumerate(found):
        for predicate in c.predicates:
            i = JUDGED.index(predicate)
            is_right, fulfilled = truth.judge(predicate, c.start, c.end)
            known[k, i] = is_right is not None
            right[k, i] = bool(is_right)
            if fulfilled:
                lines[k, i] = fulfilled
    pieces = tuple(pieces_of(ctx.doc))
    at = np.concatenate([np.zeros(0, np.int64), *(np.arange(a, b) for a, b in pieces)])
    stands = Stands(ctx)
    choices = tuple(choices_of(ctx, read.gold))
    return Lesson(
        fold=read.fold,
        fresh=fresh,
        times=times,
        size=len(ctx.text),
        pieces=pieces,
        kinds=belonging(ctx)[at],
        glances=glances([(stands.of(c.start), stands.of(c.end)) for c in found]),
        candidates=found,
        right=right,
        known=known,
        lines=lines,
        required=tuple(truth.required(p) for p in JUDGED),
        choices=choices,
        owning=glances(list(_figures(choices, stands))),
    )


def _figures(choices: Sequence[Choice], stands: Stands) -> Iterator[tuple[list[Place], Sequence[Place]]]:
    """Where each figure and who may own it stand."""
    for choice in choices:
        place = stands.place(choice.figure.start, choice.figure.end)
        for c in choice.candidates:
            yield [place], stands.of(c.ref)


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

    def judge(self, predicate: Predicate, start: int, end: int) -> tuple[bool | None, frozenset[int]]:
        """Whether the relationship is right, None where that is open, and the required lines that it fulfils."""
        lines, optional = set(), False
        for i, line in enumerate(self._gold.relations):
            if predicate not in line.types or not self._joins(i, predicate, start, end):
                continue
            if line.optional:
                optional = True
            else:
                lines.add(i)
        return True if lines else None if optional or {start, end} & self._doubtful else False, frozenset(lines)

    def _joins(self, i: int, predicate: Predicate, start: int, end: int) -> bool:
        straight = start in self._starts[i] and end in self._ends[i]
        turned = end in self._starts[i] and start in self._ends[i]
        return straight or turned and RELATION_TYPES[predicate].symmetric


def named(lessons: Sequence[Lesson]) -> tuple[list[str], list[str]]:
    """The features that get vectors: of pairs, and of owners of figures."""
    of_pairs = Counter(f for one in lessons for c in one.candidates for f in c.features)
    of_owners = Counter(f for one in lessons for choice in one.choices for c in choice.candidates for f in c.features)
    pairs, owners = (sorted(f for f, n in seen.items() if n >= LEAST_SEEN) for seen in (of_pairs, of_owners))
    return pairs, owners


def thresholds(found: Sequence[tuple[Lesson, Array, Sequence[bool]]]) -> list[float]:
    """The threshold of each type, from articles that the network was not fitted to, the chances of their pairs, and which owners of
    figures are right; F1, and the share of figures that get their owner, are printed."""
    lessons, chances = [one for one, _, _ in found], [c for _, c, _ in found]
    out = []
    for i, predicate in enumerate(JUDGED):
        threshold, f1 = threshold_for(i, lessons, chances)
        print(f"{predicate:14s} F1 {f1:.3f} from {threshold}", flush=True)
        out.append(threshold)
    chosen = [right for _, _, each in found for right in each]
    print(f"owners of figures {sum(chosen) / max(1, len(chosen)):.3f} right", flush=True)
    return out


def threshold_for(i: int, lessons: Sequence[Lesson], chances: Sequence[Array]) -> tuple[float, float]:
    """The threshold about which F1 of a type is best, so that no lucky peak is taken, and its F1."""
    counted = [(_weighed(i, one, c), one.required[i]) for one, c in zip(lessons, chances, strict=True)]
    if JUDGED[i] is Predicate.FOCUSES_ON:
        return _OF_PARKS, _f1(counted, _OF_PARKS)
    f1s = [_f1(counted, threshold) for threshold in _THRESHOLDS]
    near = np.bartlett(2 * _BESIDE + 3)[1:-1]
    smooth = np.convolve(f1s, near, "same") / np.convolve(np.ones(len(f1s)), near, "same")
    best = int(np.argmax(smooth))
    return _THRESHOLDS[best], f1s[best]


def _f1(counted: Sequence[tuple[Sequence[Weighed], int]], threshold: float) -> float:
    found = wrong = required = 0
    for weighed, asked in counted:
        kept = [one for one in weighed if one[0] >= threshold]
        found += len(frozenset[int]().union(*(lines for _, _, lines in kept)))
        wrong += sum(right is False for _, right, _ in kept)
        required += asked
    return 2 * found / max(1, found + wrong + required)


def _weighed(i: int, one: Lesson, chances: Array) -> list[Weighed]:
    """What became of the pairs that a type may join; of a thing's places the likeliest only."""
    out = []
    best: dict[int, Weighed] = {}
    for k, c in enumerate(one.candidates):
        if JUDGED[i] not in c.predicates:
            continue
        right = bool(one.right[k, i]) if one.known[k, i] else None
        weighed = (float(chances[k, i]), right, one.lines.get((k, i), frozenset()))
        out.append(weighed)
        if c.start not in best or weighed[0] > best[c.start][0]:
            best[c.start] = weighed
    return list(best.values()) if JUDGED[i] is Predicate.LOCATED_IN else out
