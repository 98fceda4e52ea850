"""The words of sentences, tagged a stretch between commas at a time, when a rule first looks there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property

from loaders.lexicons import Matcher, longest_first, matcher
from loaders.model import Sentence, Token

TagAll = Callable[[Sequence[Sentence]], Sequence[Sequence[Token]]]
_MARKS = "，；："
"""No name reaches over these; the tagger finds the same words in a stretch between them as in its sentence."""
_STRETCH = re.compile(rf"[^{_MARKS}]*[{_MARKS}]|[^{_MARKS}]+")
_AROUND = 128
"""So many stretches before and after the one looked at may be tagged with it: together they take half the time."""
_HEADS = (
    ("parks", ("strong", "weak")),
    ("projects", ("heads",)),
    ("organizations", ("company", "government", "other")),
    ("policies", ("open_heads",)),
    ("titles", ("titles",)),
)
"""Words of the lexicon that end names, and posts: rules look at the words beside them."""


class Tokens:
    """The words of one sentence, in order and without gaps."""

    __slots__ = ("_over", "_sentence", "_tag")

    def __init__(self, sentence: Sentence, tag: Callable[[int], Sequence[Token]]) -> None:
        """`tag` gives the words of the stretch that holds an offset."""
        self._sentence = sentence
        self._tag = tag
        self._over: list[Token | None] = [
            Token(i, i + 1, char, "w") if char in _MARKS else None
            for i, char in enumerate(sentence.text, sentence.start)
        ]

    def at(self, offset: int) -> Token | None:
        """The word that covers an offset of the document; None outside the sentence."""
        here = offset - self._sentence.start
        if not 0 <= here < len(self._over):
            return None
        found = self._over[here]
        if found is None:
            for token in self._tag(offset):
                self._put(token)
            found = self._over[here]
        return found

    def _put(self, token: Token) -> None:
        """Take up a word; the comma at the end of a stretch is one by itself, whatever the tagger thinks."""
        text = token.text.rstrip(_MARKS)
        if text:
            start = token.start - self._sentence.start
            word = token if text == token.text else Token(token.start, token.start + len(text), text, token.tag)
            self._over[start : start + len(text)] = [word] * len(text)

    def before(self, token: Token) -> Token | None:
        """The word before; None before the first of the sentence."""
        return self.at(token.start - 1)

    def after(self, token: Token) -> Token | None:
        """The word behind; None behind the last of the sentence."""
        return self.at(token.end)

    def inside(self, start: int, end: int) -> list[Token]:
        """The words that begin in `start:end`."""
        return [t for t in self.touching(start, end) if t.start >= start]

    def touching(self, start: int, end: int) -> Iterator[Token]:
        """The words that share a character with `start:end`."""
        pos = max(start, self._sentence.start)
        while pos < end and (token := self.at(pos)) is not None:
            yield token
            pos = token.end

    def __iter__(self) -> Iterator[Token]:
        return self.touching(self._sentence.start, self._sentence.end)


class TokenSource:
    """The words of every sentence of one document: each stretch is tagged once, whoever asks.

    With the first that is looked at come those around it in which names end, for rules will look there too.
    """

    def __init__(self, tag: TagAll, sentences: Sequence[Sentence]) -> None:
        """`sentences`: all of the document, in order."""
        self._tag = tag
        self._stretches = [stretch for s in sentences for stretch in stretches(s)]
        self._starts = [s.start for s in self._stretches]
        self._known: dict[int, Tokens] = {}
        self._tagged: dict[int, Sequence[Token]] = {}

    def __call__(self, sentence: Sentence) -> Tokens:
        """The words of one of the sentences."""
        found = self._known.get(sentence.start)
        if found is None:
            found = self._known[sentence.start] = Tokens(sentence, self._words)
        return found

    def _words(self, offset: int) -> Sequence[Token]:
        number = bisect_right(self._starts, offset) - 1
        stretch = self._stretches[number]
        if stretch.start not in self._tagged:
            batch = [stretch, *self._beside(number)]
            for one, tokens in zip(batch, self._tag(batch), strict=True):
                self._tagged[one.start] = tokens
        return self._tagged[stretch.start]

    def _beside(self, number: int) -> Iterator[Sentence]:
        """Stretches around one in which names end and that are not tagged yet."""
        first, last = (bisect_left(self._naming, at) for at in (number - _AROUND, number + _AROUND))
        for k in self._naming[first:last]:
            if k != number and self._starts[k] not in self._tagged:
                yield self._stretches[k]

    @cached_property
    def _naming(self) -> list[int]:
        """Numbers of the stretches in which names end."""
        return [k for k, s in enumerate(self._stretches) if _heads().find_matches_as_indexes(s.text)]


def stretches(sentence: Sentence) -> list[Sentence]:
    """A sentence parted behind its commas."""
    at, paragraph = sentence.start, sentence.paragraph
    return [Sentence(at + m.start(), at + m.end(), m.group(), paragraph) for m in _STRETCH.finditer(sentence.text)]


@cache
def _heads() -> Matcher:
    return matcher(tuple(dict.fromkeys(w for name, keys in _HEADS for key in keys for w in longest_first(name, key))))
