"""Names and numbers in guessed repairs: they make nothing by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from loaders.model import CleanArticle, Figure


class Spanned(Protocol):
    """Something that stands at `start:end`."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=Spanned)


class Guessed:
    """The places of an article's text that a repair guessed."""

    def __init__(self, article: CleanArticle) -> None:
        self._text = article.matching
        self._spans = [(r.start, r.end) for r in article.repairs if r.unverified and r.end > r.start]

    def borne_out(self, found: Sequence[_S]) -> list[_S]:
        """Those that no guess touches, or whose words stand elsewhere in the article too."""
        return [x for x in found if not self._touches(x.start, x.end) or self._elsewhere(x)]

    def certain(self, figures: Sequence[Figure]) -> tuple[Figure, ...]:
        """Figures that no guess touches."""
        return tuple(f for f in figures if not self._touches(f.start, f.end))

    def _touches(self, start: int, end: int) -> bool:
        return any(a < end and start < b for a, b in self._spans)

    def _elsewhere(self, found: Spanned) -> bool:
        words = self._text[found.start : found.end]
        at = self._text.find(words)
        while at >= 0:
            if not self._touches(at, at + len(words)):
                return True
            at = self._text.find(words, at + 1)
        return False
