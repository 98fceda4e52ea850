"""Fit the weights by which the place is chosen that an article is about (see scripts/fit_models.py).

    python scripts/fit_homes.py

Annotations do not name that place. It is the one that most of what they state is of: where things lie, who favours a
branch or issues a policy, whose sums and figures are told. An article that speaks of several alike teaches nothing. The
features are those of `loaders/places/home_features.py`; printed is the share right in cross-validation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from loaders.places.gazetteer import Gazetteer
from loaders.places.home_features import HomeCandidate, home_candidates
from loaders.places.mentions import find_places
from loaders.text.sentences import split
from loaders.text.tagger import Tagger
from loaders.text.tokens import TokenSource
from schema.nodes import PLACE_LABELS
from schema.relations import Predicate
from scripts import choices as logit
from scripts.choices import Choice
from scripts.fitting import KNOWN, TAUGHT, TIMES, annotated
from tests.eval.corpora import Corpus
from tests.eval.gold import Gold, Reference, key

EXPECTED = Path(__file__).parent / "expected_home_places.yaml"
"""Weights that these are drawn to."""
HEAD = "Weights of what speaks for the place that an article is about; written by scripts/fit_homes.py, do not edit."
_LEAST = 3.0
"""So much must be stated of places."""
_SHARE, _NEARLY = 0.35, 0.7
"""The place of an article holds so much of it; another that holds so much of what the first does is right too."""
_OPTIONAL = 0.3
"""How much an optional line counts."""
_PLACES = frozenset(label.value for label in PLACE_LABELS)


def main() -> int:
    """Entry point."""
    taught = [c for corpus in TAUGHT for c in choices_of(corpus)]
    known = [c for corpus in KNOWN for c in choices_of(corpus)] * TIMES
    prior = logit.read(EXPECTED)
    share = logit.share_right(taught, known, prior)
    count = logit.write("home_places", HEAD, logit.fitted([*taught, *known], prior))
    print(f"places of articles: {count} weights, {share:.3f} right")
    return 0


def choices_of(corpus: Corpus) -> Iterator[Choice]:
    """Of each annotated article that has a place of its own: the places it may be about, and which of them are right."""
    gazetteer, tagger = Gazetteer.load(), Tagger()
    for _, article, gold in annotated(corpus):
        doc = split(article)
        places = find_places(doc, gazetteer, TokenSource(tagger.tag, doc.sentences))
        found = home_candidates(doc, places, gazetteer)
        right = _right(gold, found, gazetteer)
        if any(right):
            yield found, right


def _right(gold: Gold, found: Sequence[HomeCandidate], gazetteer: Gazetteer) -> list[bool]:
    stated = list(_stated(gold))
    every = sum(weight for _, weight in stated)
    held = []
    for candidate in found:
        place = gazetteer.by_code(candidate.code)
        name = (place.label.value, key(place.label.value, place.name)) if place is not None else None
        held.append(sum(weight for names, weight in stated if name in names))
    most = max(held, default=0.0)
    if every < _LEAST or most < _SHARE * every:
        return [False] * len(found)
    return [value >= _NEARLY * most for value in held]


def _stated(gold: Gold) -> Iterator[tuple[frozenset[tuple[str, str]], float]]:
    """The places that each statement is of, and how much it counts."""
    lines: list[tuple[bool, Sequence[Reference]]] = []
    for line in gold.relations:
        if Predicate.LOCATED_IN in line.types:
            lines.append((line.optional, line.ends))
        if line.types & {Predicate.PRIORITIZES, Predicate.ISSUED}:
            lines.append((line.optional, line.starts))
    lines += [(line.optional, line.targets) for line in gold.sums]
    lines += [(line.optional, line.owners) for line in gold.figures]
    for optional, references in lines:
        names = frozenset(k for r in references for k in r.keys if k[0] in _PLACES)
        if names:
            yield names, _OPTIONAL if optional else 1.0


if __name__ == "__main__":
    raise SystemExit(main())
