"""Packaged vocabulary: `words("parks")` is `loaders/lexicon/parks.yaml` as plain data, read once a process."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import ahocorasick_rs
import yaml

Matcher = ahocorasick_rs.AhoCorasick


@cache
def words(name: str) -> dict[str, Any]:
    """The lexicon file `name` (without suffix). KeyError and FileNotFoundError are programming errors."""
    text = files("loaders").joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict):
        raise TypeError(f"lexicon {name} is not a mapping")
    return data


@cache
def word_list(name: str, key: str) -> tuple[str, ...]:
    """A list of words from a lexicon: a YAML list, or one string of words parted by blanks."""
    value = words(name)[key]
    return tuple(value.split()) if isinstance(value, str) else tuple(str(w) for w in value)


@cache
def longest_first(name: str, key: str) -> tuple[str, ...]:
    """The same, longest word first, so that alternatives are tried in the right order."""
    return tuple(sorted(word_list(name, key), key=lambda w: (-len(w), w)))


def consists_of(text: str, name: str, key: str) -> bool:
    """Whether a text is nothing but words of a list, of which the longest that opens what is left comes next."""
    known, longest = _word_set(name, key)
    at = 0
    while at < len(text):
        sizes = range(min(longest, len(text) - at), 0, -1)
        size = next((size for size in sizes if text[at : at + size] in known), 0)
        if not size:
            return False
        at += size
    return True


@cache
def _word_set(name: str, key: str) -> tuple[frozenset[str], int]:
    """A list's words, and how long the longest is."""
    known = frozenset(word_list(name, key))
    return known, max(map(len, known), default=0)


def matcher(patterns: Iterable[str]) -> Matcher:
    """Finds all patterns of a text at once; of those that begin at one place the longest, and none within another."""
    return Matcher(list(patterns), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
