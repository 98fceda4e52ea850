"""The words of sentences, tagged when a rule first looks at one: most sentences need no tagger at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import overload

import ahocorasick_rs

from loaders.lexicons import longest_first
from loaders.model import Sentence, Token

Tag = Callable[[Sentence], Sequence[Token]]
TagAll = Callable[[Sequence[Sentence]], Sequence[Sequence[Token]]]
_AHEAD = 64
"""So many sentences after the one looked at may be tagged with it."""
_LOOKED_AT = (
    ("parks", "strong"),
    ("parks", "weak"),
    ("projects", "heads"),
    ("organizations", "company"),
    ("organizations", "company_weak"),
    ("organizations", "government"),
    ("organizations", "other"),
    ("titles", "titles"),
    ("policies", "open_heads"),
)
"""Words that make rules look at the words around them."""


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

    With the first that is looked at come the sentences that will likely follow: tagged together they take half the time.
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
            ahead = self._sentences[number + 1 : number + 1 + _AHEAD]
            batch = [sentence, *(s for s in ahead if s.start not in self._tagged and _needed(s.text))]
            for one, tokens in zip(batch, self._tag(batch), strict=True):
                self._tagged[one.start] = tokens
        return self._tagged[sentence.start]


@cache
def _heads() -> ahocorasick_rs.AhoCorasick:
    return ahocorasick_rs.AhoCorasick(sorted({w for name, key in _LOOKED_AT for w in longest_first(name, key)}))


def _needed(text: str) -> bool:
    """Whether a rule will likely look at the words: the sentence holds the head of a name."""
    return bool(_heads().find_matches_as_indexes(text))
