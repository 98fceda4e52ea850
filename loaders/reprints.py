"""Whether two articles are the same report: one press release on ten sites.

A reprint says what the first print said, in the same sentences, and names no new figure. Reports made from one template
with other names or sums are no reprints: they differ in many sentences, or in figures.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

MARKS = 4
"""Marks of a text: the least hashes of its sentences. Texts that share nine sentences in ten share one, all but surely."""
_SIMILAR = 0.8
"""Least Jaccard similarity of the character trigrams."""
_SHARED = 0.85
"""Least part of the sentences that must stand in the other text too."""
_FEWEST = 5
"""A text of fewer sentences is too short to be told from others."""
_SENTENCE = re.compile(r"[^。！？；!?;\n]{10,}")
_SKIP = re.compile(r"[\s\W_]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def sentences(text: str) -> frozenset[str]:
    """The sentences of the body without blanks and punctuation; the title is what sites change most."""
    body = text.partition("\n")[2]
    plain = (_SKIP.sub("", s) for s in _SENTENCE.findall(body))
    return frozenset(s for s in plain if len(s) >= 10)


def marks(text: str) -> tuple[int, ...]:
    """Hashes under which to look for the same report; none for a text too short to be told from others."""
    said = sentences(text)
    return tuple(sorted(map(_hash, said))[:MARKS]) if len(said) >= _FEWEST else ()


def is_reprint(text: str, first: str) -> bool:
    """Whether the text says no more than the first print does, in its words."""
    said, known = sentences(text), sentences(first)
    if len(said) < _FEWEST or len(said & known) < _SHARED * max(len(said), len(known)):
        return False
    figures = {f for s in said - known for f in _FIGURE.findall(s)}
    if figures - set(_FIGURE.findall(first)):
        return False
    return _similarity(text, first) >= _SIMILAR


def _similarity(one: str, other: str) -> float:
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, 0.5, 20, 5, None, "char", False, (3, 3), "smallvec")
    index.insert_document(1, _body(one))
    found: Any = index.query(_body(other), return_similarity=True)
    return float(found[0][1]) if found else 0.0


def _body(text: str) -> str:
    return _SKIP.sub("", text.partition("\n")[2])


def _hash(sentence: str) -> int:
    return int.from_bytes(hashlib.blake2b(sentence.encode(), digest_size=8).digest(), "big", signed=True)
