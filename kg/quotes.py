"""Sentences of articles as answers show them, and those near to a question that has no answer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.connection import Connection
from graph.statements import TEXTS_ABOUT
from kg.render import file_name
from loaders.clean.script import simplify
from queries.names import Thing
from schema.nodes import NODE_TYPES

_MOST = 3
_ARTICLES = 60
"""So many articles are looked through, those first that name most of what the question names, then the newest."""
_LEAST_SHARED = 3
"""Pairs of characters that a sentence must share with the question."""
_LEAST_SHARE = 0.2
"""And so much of what the question says, rare pairs counting more."""
_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?[”’」』）]*")
_PAIR = re.compile(r"(?=([一-鿿]{2}|\d{2}))")
_SHORTEST, _LONGEST = 8, 300


@dataclass(frozen=True, slots=True)
class Quote:
    """One sentence behind an answer."""

    article: str
    title: str
    date: str | None
    sentence: str


def quote_of(article: str, header: Mapping[str, Any], sentence: str) -> Quote:
    """A sentence with what heads its article."""
    title = header.get("title") or header.get("name") or file_name(header.get("source")) or article
    return Quote(article, title, header.get("date"), sentence)


def closest(connection: Connection, question: str, things: Sequence[Thing]) -> tuple[Quote, ...]:
    """Sentences that share most with a question, from articles that name what it names: places to look, no answer."""
    asked = set(_pairs(question))
    ids = {label.value: [t.id for t in things if t.label == label.value] for label in NODE_TYPES}
    if len(asked) < _LEAST_SHARED or not any(ids.values()):
        return ()
    found = connection.read(TEXTS_ABOUT, {"ids": ids, "limit": _ARTICLES})
    said = [(row, text, set(_pairs(text)) & asked) for row in found for text in _sentences(row["text"] or "")]
    often = Counter(pair for _, _, shared in said for pair in shared)
    worth = {pair: math.log(1 + len(said) / count) for pair, count in often.items()}
    least = _LEAST_SHARE * sum(worth.values())
    scored = [(sum(worth[p] for p in shared), row, text) for row, text, shared in said if len(shared) >= _LEAST_SHARED]
    best = sorted((s for s in scored if s[0] >= least), key=lambda s: (-s[0], len(s[2]), s[2]))
    return tuple(_distinct(quote_of(row["id"], row, text) for _, row, text in best))[:_MOST]


def _sentences(text: str) -> Iterator[str]:
    for match in _SENTENCE.finditer(text):
        sentence = match.group().strip()
        if _SHORTEST <= len(sentence) <= _LONGEST:
            yield sentence


def _pairs(text: str) -> list[str]:
    return [m[1] for m in _PAIR.finditer(simplify(text))]


def _distinct(quotes: Iterable[Quote]) -> Iterator[Quote]:
    """Each sentence once: reprints say the same."""
    seen: set[str] = set()
    for quote in quotes:
        if quote.sentence not in seen:
            seen.add(quote.sentence)
            yield quote
