"""From a place that may be damaged to the likeliest reading of it."""

from __future__ import annotations

from loaders.clean.damage.beam import Beam, Reading, State
from loaders.clean.damage.characters import character_model, shift
from loaders.clean.damage.gbk import CHARS, CODES, EURO, FULL_WIDTH, LEADS, SPLIT_MARKS, with_trail
from loaders.clean.damage.guesses import Guesses
from loaders.clean.damage.scoring import Scorer, left_of
from loaders.clean.damage.triggers import Place
from loaders.clean.gloss import readings

_UNGLOSSED = -4.0
"""Nats against a gloss of a character that the page glosses nowhere else."""
_STRAY_GLOSS = -9.0
"""Nats of a gloss that stands where none belongs."""
_STOP = "。"
_NO_STOP = -2.5
"""Nats for another character before a mark."""


class Search:
    """Readings of a page's places."""

    def __init__(self, text: str, guesses: Guesses) -> None:
        self._text = text
        self._guesses = guesses
        self._beam = Beam(text, guesses)

    @property
    def spent(self) -> int:
        """How much was searched so far."""
        return self._beam.spent

    def at(self, place: Place, before: str) -> tuple[float, Reading] | None:
        """The likeliest reading and its gain, None where there is none; `before` is the text so far, mended."""
        context = character_model().context(left_of(before))
        of_gloss = place.kind == "gloss"
        starts = self._after_gloss(place, context, before) if of_gloss else self._after_mark(place, context)
        if not starts:
            return None
        shown = _STRAY_GLOSS
        if not of_gloss:
            shown, context = self._shown(place, context)
        found = self._beam.run(place.end, starts, shown, context)
        return Scorer(self._text, place.start, self._guesses.page, before).best(found) if found else None

    def _shown(self, place: Place, context: int) -> tuple[float, int]:
        score = 0.0
        for char in self._text[place.start : place.end]:
            number = character_model().number(char)
            score += self._guesses.page.log_p(context, number, 1)
            context = shift(context, number)
        return score, context

    def _after_gloss(self, place: Place, context: int, before: str) -> list[State]:
        """The gloss's character is the second byte of the one before with a lost byte."""
        code = CODES.get(left_of(before)[-1:])
        if code is None or code[1] <= EURO:
            return []
        glossed = self._guesses.page.glossed
        out = []
        for lost in LEADS:
            char = CHARS.get((code[1], lost), "")
            if char and place.said in readings(char):
                known = glossed.get(char) == place.said
                out.append(State(0.0 if known or not glossed else _UNGLOSSED, lost, context, ""))
        return out

    def _after_mark(self, place: Place, context: int) -> list[State]:
        """The character before lost its second byte to the mark, whose second byte begins what follows."""
        waiting = SPLIT_MARKS[place.said]
        chars = (_STOP, *(c for _, c in with_trail(FULL_WIDTH)))
        cost, follow = self._guesses.cost, self._guesses.follow
        return [
            State(cost(context, c) + _NO_STOP * (c != _STOP), waiting, follow(context, c), c, c != _STOP) for c in chars
        ]
