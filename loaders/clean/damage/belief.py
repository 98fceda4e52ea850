"""Which repairs to make, and which of them are guesses that must not stand alone."""

from __future__ import annotations

import re

from loaders.clean.damage.beam import EATEN, Reading
from loaders.clean.damage.page import Page
from loaders.clean.damage.scoring import words
from loaders.clean.damage.triggers import Place
from loaders.clean.script import simplify

_LEAST_GAIN = 10.0
"""Least gain in nats of a repair on a page without other marks of damage; clean text hardly reaches it."""
_LEAST_GAIN_FARMED = 0.5
_LEAST_GAIN_STRAY = -6.0
"""On such a page a gloss that fits nothing before it is damage; so is, mostly, “!” before a digit or a wide blank."""
_SURE_PER_CHARACTER = 3.0
"""Gain per character below which two repairs of three are wrong."""
_NUMBER = re.compile(rf"[0-9０-９一二三四五六七八九十百千万亿两〇{EATEN}]")
_GRAMMAR = -6.5
"""Log-probability of a word of one character from which on it is grammar: 的, 在, 说."""


def believed(gain: float, page: Page, place: Place, after: str) -> bool:
    """Whether a repair is made; `after` is the character behind the place."""
    if not page.farmed:
        return gain >= _LEAST_GAIN
    cut = page.drops_losses and place.said in "!！" and (after.isdigit() or after == "　")
    return gain >= (_LEAST_GAIN_STRAY if cut or place.kind == "gloss" else _LEAST_GAIN_FARMED)


def is_guess(reading: Reading, gain: float) -> bool:
    """Whether a repair has guessed characters, little to gain, a number or what may be a name."""
    simple = simplify(reading.text)
    slight = gain / max(1, len(reading.text)) < _SURE_PER_CHARACTER
    return reading.guessed > 0 or slight or bool(_NUMBER.search(simple)) or _may_be_name(simple)


def _may_be_name(text: str) -> bool:
    """Two characters in a row that no word explains."""
    run = 0
    for word in words().cut(text):
        alone = len(word) == 1 and "一" <= word <= "鿿" and (words().word(word) or 0.0) < _GRAMMAR
        run = run + 1 if alone else 0
        if run > 1:
            return True
    return False
