"""Pinyin of names, as people write them in English."""

from __future__ import annotations

from functools import cache
from itertools import islice, product

_MOST = 8
"""Readings of one name: characters with two readings multiply."""


@cache
def spellings(name: str) -> tuple[str, ...]:
    """The pinyin of a name without tones and blanks, with other readings of its characters: 曾进泽 → zengjinze, cengjinze."""
    from pypinyin import Style, pinyin

    one = pinyin(name, style=Style.NORMAL, errors="default", v_to_u=False)
    usual = "".join(s[0] for s in one)
    many = pinyin(name, style=Style.NORMAL, errors="default", heteronym=True) if len(name) <= 4 else one
    out = dict.fromkeys([usual, *("".join(p) for p in islice(product(*many), _MOST))])
    return tuple(_joined(s) for s in out)


def sound(text: str) -> str:
    """The usual pinyin of a text, for comparing misspelt names."""
    return spellings(text)[0]


def _joined(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())
