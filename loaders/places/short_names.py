"""Whether the short name of a county is meant (宜兴 in 宜兴经开区, but not 新华 in 新华书店): features, and weights over them.

What rules say is one of the features; the others tell what else the article names, how the word stands and what LAC takes
it for. The weights are data (`lexicon/short_places.yaml`), fitted to annotated articles by `scripts/fit_short_places.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from loaders.model import Document, Sentence, Token
from loaders.places.choice import Hit, has_sign_after, has_sign_before
from loaders.places.gazetteer import Gazetteer, Place
from loaders.places.hits import Decided
from loaders.places.lone_county import is_zoned, stands_as_place
from loaders.ranking import score, step, weights
from loaders.text.tokens import Tokens
from schema.nodes import Label

WEIGHTS = "short_places"
ALWAYS = "any"
"""A feature of every name."""
_FEW, _OFTEN = (1, 3), (2, 3, 5)
_RANK = re.compile("[我全本该]([县旗区市])")
_AROUND = "、，。；：（）“”【】在到赴与和及的市县区"
_OF_WORDS = ("parent", "spelt", "zoned", "stands", "count")
"""What tells more of a name that is a word as well: said for such names once more."""
Words = Callable[[Sentence], Tokens]
"""The words of a sentence."""


@dataclass(frozen=True)
class ShortName:
    """A short name, the county that it would be, and what speaks for and against that."""

    hit: Hit
    code: str
    features: tuple[str, ...]


def short_names(doc: Document, decided: Decided, gazetteer: Gazetteer, words: Words | None) -> Iterator[ShortName]:
    """The short names that a county may bear."""
    told = _Told(doc, decided, words)
    for hit, code in decided.names:
        likely = None if hit.full else decided.chooser.likeliest(hit)
        place = gazetteer.by_code(likely) if likely else None
        if place is not None and place.label is Label.DISTRICT:
            yield ShortName(hit, place.code, tuple(told.features(hit, place, by_rules=code == place.code)))


def is_meant(name: ShortName) -> bool:
    """Whether the place is likelier meant than not."""
    return score(name, weights(WEIGHTS)) > 0


class _Told:
    """What an article tells of its short names."""

    def __init__(self, doc: Document, decided: Decided, words: Words | None) -> None:
        self._doc, self._text = doc, doc.text
        self._chooser, self._lone = decided.chooser, decided.lone
        self._words = words
        self._starts = [s.start for s in doc.sentences]
        self._count = Counter(h.surface for h, _ in decided.names)
        self._accepted = {code for _, code in decided.names if code}
        self._ranks = Counter(m[1] for m in _RANK.finditer(doc.text))
        self._title = len(doc.article.title)

    def features(self, hit: Hit, place: Place, *, by_rules: bool) -> list[str]:
        """In words, the same for the same article."""
        ordinary = self._chooser.is_ordinary(hit)
        tag = self._tag(hit)
        out = [
            ALWAYS,
            *(f"rules {by_rules}", f"ordinary {ordinary}", f"tag {tag}", f"ordinary {ordinary} tag {tag}"),
            *self._chooser.told_of(hit, place),
            *self._beside(hit),
            f"count {step(self._count[hit.surface], _OFTEN)}",
            f"size {len(hit.surface)}",
            f"said {step(self._ranks[place.name[-1]], _FEW)}",
            f"elsewhere {place.code in self._accepted}",
            f"lone {place.code == self._lone} {by_rules}",
            "title" if hit.end <= self._title else "body",
        ]
        return [*out, *(f"word {f}" for f in out if f.startswith(_OF_WORDS))] if ordinary else out

    def _beside(self, hit: Hit) -> Iterator[str]:
        yield f"before {_neighbour(self._text[max(0, hit.start - 1) : hit.start])}"
        yield f"after {_neighbour(self._text[hit.end : hit.end + 1])}"
        yield f"signs {has_sign_before(self._text, hit)} {has_sign_after(self._text, hit)}"
        yield f"zoned {is_zoned(self._text, hit.end)}"
        yield f"stands {stands_as_place(self._text, hit)}"

    def _tag(self, hit: Hit) -> str:
        """What LAC takes the name for, and whether it parts it from what stands beside it."""
        if self._words is None or not self._doc.sentences:
            return "unknown"
        sentence = self._doc.sentences[max(0, bisect_right(self._starts, hit.start) - 1)]
        token: Token | None = self._words(sentence).at(hit.start)
        if token is None or token.start != hit.start:
            return "across"
        return f"{'same' if token.end == hit.end else 'longer' if token.end > hit.end else 'shorter'} {token.tag}"


def _neighbour(character: str) -> str:
    if character.strip():
        return character if character in _AROUND else "other"
    return "edge"
