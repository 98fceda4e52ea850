"""The words of sentences, tagged when a rule first looks at one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import overload

from loaders.model import Sentence, Token

Tag = Callable[[Sentence], Sequence[Token]]
TagAll = Callable[[Sequence[Sentence]], Sequence[Sequence[Token]]]
_AROUND = 64
"""So many sentences before and after the one looked at may be tagged with it."""
_HAN = re.compile("[一-鿿]")


class Tokens(Sequence[Token]):
    """The words of one sentence, in order and without gaps."""

    __slots__ = ("_at", "_sentence", "_tag", "_tokens")

    def __init__(self, sentence: Sentence, tag: Tag) -> None:
        self._sentence = sentence
        self._tag = tag
        self._tokens: Sequence[Token] | None = None
        self._at: list[int] = []

    def _tagged(self) -> Sequence[Token]:
        if self._tokens is None:
            self._tokens = self._tag(self._sentence)
            self._at = [i for i, token in enumerate(self._tokens) for _ in token.text]
        return self._tokens

    def covering(self, offset: int) -> int:
        """Index of the token that covers an offset of the document, or -1."""
        if not self._sentence.start <= offset < self._sentence.end:
            return -1
        self._tagged()
        return self._at[offset - self._sentence.start]

    def inside(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in `start:end`."""
        return [t for t in self._tagged() if start <= t.start < end]

    @overload
    def __getitem__(self, index: int) -> Token: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Token]: ...

    def __getitem__(self, index: int | slice) -> Token | Sequence[Token]:
        return self._tagged()[index]

    def __len__(self) -> int:
        return len(self._tagged())

    def __iter__(self) -> Iterator[Token]:
        return iter(self._tagged())


class TokenSource:
    """The words of every sentence of one document: each sentence is tagged once, whoever asks.

    With the first that is looked at come those around it: firms are looked for in all that hold Chinese, and
    tagged together they take half the time.
    """

    def __init__(self, tag: TagAll, sentences: Sequence[Sentence] = ()) -> None:
        self._tag = tag
        self._sentences = sentences
        self._number = {s.start: k for k, s in enumerate(sentences)}
        self._known: dict[int, Tokens] = {}
        self._tagged: dict[int, Sequence[Token]] = {}

    def __call__(self, sentence: Sentence) -> Tokens:
        found = self._known.get(sentence.start)
        if found is None:
            found = self._known[sentence.start] = Tokens(sentence, self._words)
        return found

    def _words(self, sentence: Sentence) -> Sequence[Token]:
        if sentence.start not in self._tagged:
            number = self._number.get(sentence.start, len(self._sentences))
            near = self._sentences[max(0, number - _AROUND) : number + _AROUND]
            others = (
                s for s in near if s.start not in self._tagged and s.start != sentence.start and _HAN.search(s.text)
            )
            batch = [sentence, *others]
            for one, tokens in zip(batch, self._tag(batch), strict=True):
                self._tagged[one.start] = tokens
        return self._tagged[sentence.start]
