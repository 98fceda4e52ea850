"""Fit the weights by which it is decided whether an article keeps to a park or to its own place (see scripts/fit_models.py).

    python scripts/fit_kept_to.py

Annotations do not name what an article keeps to. It is that of which most is stated: who favours a branch or issues a
policy, whose sums and figures are told, where things lie. Articles are read by rules alone, without fitted models of names.
The features are those of `loaders/parks/home_features.py`; printed is the share right in cross-validation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from loaders.entities.article import EntityTable
from loaders.parks.home import WEIGHTS
from loaders.parks.home_features import HomeEntity, home_entities
from schema.relations import Predicate
from scripts import choices as logit
from scripts.choices import Choice
from scripts.fitting import KNOWN, TAUGHT, TIMES, is_meant, readings
from tests.eval.corpora import Corpus
from tests.eval.gold import Gold, Reference

HEAD = "Weights of what speaks for what an article keeps to; written by scripts/fit_kept_to.py, do not edit."
_LEAST = 3.0
"""So much must be stated."""
_SHARE, _NEARLY = 0.3, 0.75
"""What an article keeps to holds so much of it; another that holds so much of what the first does is right too."""
_OPTIONAL, _OF_SITES = 0.3, 0.5
"""How much an optional line counts, and one that says where something lies."""
_OF_STARTS = {Predicate.PRIORITIZES, Predicate.FOCUSES_ON, Predicate.ISSUED, Predicate.IMPLEMENTS}


def main() -> int:
    """Entry point."""
    taught = [c for corpus in TAUGHT for c in choices_of(corpus)]
    known = [c for corpus in KNOWN for c in choices_of(corpus)] * TIMES
    share = logit.share_right(taught, known)
    count = logit.write(WEIGHTS, HEAD, logit.fitted([*taught, *known]))
    print(f"what articles keep to: {count} weights, {share:.3f} right")
    return 0


def choices_of(corpus: Corpus) -> Iterator[Choice]:
    """Of each annotated article that keeps to something: what that may be, and what is right."""
    for read in readings(corpus, [None]):
        context = read.context
        found = home_entities(context.doc, context.table, context.table.place(read.reading.home))
        right = _right(read.gold, found, context.table)
        if any(right):
            yield found, right


def _right(gold: Gold, found: list[HomeEntity], table: EntityTable) -> list[bool]:
    held: dict[int, float] = defaultdict(float)
    every = 0.0
    for references, weight in _stated(gold):
        every += weight
        for one in found:
            held[one.ref] += weight if is_meant(table[one.ref], references) else 0.0
    most = max(held.values(), default=0.0)
    if every < _LEAST or most < _SHARE * every:
        return [False] * len(found)
    return [held[one.ref] >= _NEARLY * most for one in found]


def _stated(gold: Gold) -> Iterator[tuple[list[Reference], float]]:
    """Of what each line states something, and how much it counts."""
    for line in gold.relations:
        weight = _OPTIONAL if line.optional else 1.0
        if line.types & _OF_STARTS:
            yield list(line.starts), weight
        if Predicate.LOCATED_IN in line.types:
            yield list(line.ends), weight * _OF_SITES
    for total in gold.sums:
        yield list(total.targets), _OPTIONAL if total.optional else 1.0
    for figure in gold.figures:
        yield list(figure.owners), _OPTIONAL if figure.optional else 1.0


if __name__ == "__main__":
    raise SystemExit(main())
