"""Packaged vocabulary: `words("parks")` is `loaders/lexicon/parks.yaml` as plain data, read once a process."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def words(name: str) -> dict[str, Any]:
    """The lexicon file `name` (without suffix). KeyError and FileNotFoundError are programming errors."""
    text = files("loaders").joinpath("lexicon", f"{name}.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(data, dict):
        raise TypeError(f"lexicon {name} is not a mapping")
    return data


@cache
@cache
def word_list(name: str, key: str) -> tuple[str, ...]:
    """A list of words from a lexicon: a YAML list, or one string of words parted by blanks."""
    value = words(name)[key]
    return tuple(value.split()) if isinstance(value, str) else tuple(str(w) for w in value)


@cache
@cache
def longest_first(name: str, key: str) -> tuple[str, ...]:
    """The same, longest word first, so that alternatives are tried in the right order."""
    return tuple(sorted(word_list(name, key), key=lambda w: (-len(w), w)))
