"""Marks around a labelled name."""

from __future__ import annotations

_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("「", "」"), ("『", "』"))
_QUOTES = "".join(mark for pair in _PAIRS for mark in pair)


def core(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without quotes and title marks at its ends."""
    while start < end and text[start] in _QUOTES:
        start += 1
    while start < end and text[end - 1] in _QUOTES:
        end -= 1
    return start, end


def unquoted(name: str) -> str:
    """A name without marks around it; those of a part of it (“五个一”产业园) stay in pairs."""
    bare = name.strip(_QUOTES)
    for opening, closing in _PAIRS:
        if bare.count(closing) > bare.count(opening):
            bare = opening + bare
        elif bare.count(opening) > bare.count(closing):
            bare += closing
    return bare
