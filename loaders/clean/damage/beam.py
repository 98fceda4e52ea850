"""Read on out of phase: every text whose bytes, one place off, show what the page shows.

A state holds the byte that waits for its second half and the text so far. A shown character of two bytes gives the second
half of one character and the first of the next; pairs that make no character are gone from the page and are guessed; a byte
below 80 or a lost one brings the text back into phase, which ends a reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from heapq import heappush, heapreplace
from operator import itemgetter
from typing import NamedTuple

from loaders.clean.damage.characters import character_model, shift
from loaders.clean.damage.gbk import CHARS, EURO, FULL_WIDTH, SPLIT_MARKS, chars_by_lead, is_han
from loaders.clean.damage.guesses import Guesses
from loaders.clean.damage.shown import Token, tokens
from loaders.clean.gloss import GLOSS, readings

WIDTH = 80
_ALIKE = 3
"""States that the model sees alike, of which so many are kept: words and marks tell them apart in the end."""
_BELOW_SHOWN = 14.0
"""Nats below the page's own text at which a state is given up."""
_BELOW_BEST = 12.0
_LOST_PAIR = -0.7
_BELOW_BEST_STATE = 8.0
_FULL_WIDTH = -1.0
_CONFIRMED = 3.0
"""A gloss that fits speaks for its character."""
_ILL_FITTING = -6.0
_EXTENDED = 14
"""States from which vanished pairs are guessed."""
_MOST_LOST = 3
_ENDED = 7
_SLIGHT = 1e-9
"""What sums of logarithms may be off by."""
_NARROWED = frozenset(",!?:;()%")
_COUNTING = 1.0
EATEN = "□"
"""Stands for a character that is gone for good."""


class State(NamedTuple):
    """A reading so far: log-probability, waiting byte, context of the model, text, and how many characters are guesses."""

    score: float
    waiting: int
    context: int
    text: str
    guessed: int = 0


class Reading(NamedTuple):
    """A reading that is back in phase at `end`."""

    score: float
    end: int
    text: str
    guessed: int = 0


class Beam:
    """The search from one damaged place."""

    def __init__(self, text: str, guesses: Guesses) -> None:
        self._text = text
        self._guesses = guesses
        self._page = guesses.page
        self.spent = 0
        """States looked at so far."""
        self._floor = -1e9
        """What a reading must score."""

    def run(self, at: int, starts: list[State], shown: float, before: int) -> list[Reading]:
        """Every reading that ends; `shown` and `before` are score and context of the page's own text up to `at`."""
        found: list[Reading] = []
        states = starts
        best = -1e9
        for token in tokens(self._text, at):
            states = _pruned(states, _least(shown, best))
            if not states:
                break
            first = len(states)
            states += self._with_lost_pairs(states, token)
            self.spent += len(states)
            shown, before = self._shown(token, shown, before)
            ending = states[:first] if token.kind == "end" else states if _may_end(token) else ()
            self._floor = _least(shown, best)
            ended = [r for s in ending for r in self._endings(s, token)]
            best = max([best, *(r.score - shown for r in ended)])
            found += ended
            states = self._continued(states, token, _least(shown, best))
        return found

    def _shown(self, token: Token, score: float, context: int) -> tuple[float, int]:
        if token.kind not in ("one", "two"):
            return score - (7.0 if token.kind == "bare" else 0.0), context
        number = character_model().number(self._text[token.start])
        return score + self._page.log_p(context, number, 1), shift(context, number)

    def _with(self, state: State, char: str, waiting: int, bonus: float = 0.0, guessed: int = 0) -> State:
        guesses = self._guesses
        score = state.score + guesses.cost(state.context, char) + bonus
        follow = guesses.follow(state.context, char)
        return State(score, waiting, follow, state.text + char, state.guessed + guessed)

    def _continued(self, states: list[State], token: Token, least: float) -> list[State]:
        """The states behind a token that score more than the least; most others are not worth making."""
        if token.kind == "two" and token.second > EURO:
            return self._with_each(states, chars_by_lead(token.first), token.second, 0.0, least)
        if token.kind == "one" and chr(token.first) in _NARROWED:
            return self._with_each(states, chars_by_lead(FULL_WIDTH), token.first + 0x80, _FULL_WIDTH, least)
        if token.kind == "gloss" and token.reading in readings(self._text[token.start - 1]):
            return states
        return []

    def _with_each(
        self, states: list[State], chars: Mapping[int, str], waiting: int, bonus: float, least: float
    ) -> list[State]:
        cost, follow, fits = self._guesses.cost, self._guesses.follow, self._guesses.fits
        out: list[State] = []
        for state in states:
            char = chars.get(state.waiting)
            if char is None or state.score + fits(char) + bonus <= least:
                continue
            score = state.score + cost(state.context, char) + bonus
            if score > least:
                out.append(State(score, waiting, follow(state.context, char), state.text + char, state.guessed))
        return out

    def _endings(self, state: State, token: Token) -> Iterable[Reading]:
        if token.kind == "one":
            return self._ended_by_byte(state, token)
        if token.kind == "two":
            return self._ended_by_letter(state, token)
        if token.kind == "end":
            return () if self._page.marks_losses else self._lost(state, token.start)
        if token.kind == "gloss" and self._page.marks_losses:
            return ()
        return self._ended_by_gloss(state, token)

    def _ended_by_gloss(self, state: State, token: Token) -> Iterator[Reading]:
        for char in self._guesses.ranks.read_as(state.waiting, token.reading):
            known = self._page.glossed.get(char) == token.reading
            bonus = _CONFIRMED if known or token.kind == "bare" and not self._page.glossed else 0.0
            score = state.score + self._guesses.cost(state.context, char, True) + bonus
            yield Reading(score, token.end, state.text + char, state.guessed)

    def _ended_by_letter(self, state: State, token: Token) -> Iterator[Reading]:
        char = CHARS.get((state.waiting, token.first))
        letter = chr(token.second)
        if char and token.second < EURO and letter.isalpha():
            after = self._with(self._with(state, char, 0), letter, 0)
            yield Reading(after.score, token.end, after.text, after.guessed)

    def _ended_by_byte(self, state: State, token: Token) -> Iterator[Reading]:
        shown = self._text[token.start]
        char = CHARS.get((state.waiting, token.first))
        if char:
            yield self._ended_by(state, char, token.end)
        if shown == "?" and not self._page.drops_losses:
            yield from self._ended_by_loss(state, token.end)
        if token.first < 0x40 and not self._page.marks_losses:
            yield from self._lost(state, token.start)

    def _ended_by(self, state: State, char: str, end: int) -> Reading:
        match = GLOSS.match(self._text, end)
        glossed = bool(match and match[1] in readings(char))
        score = state.score + self._guesses.cost(state.context, char, glossed)
        if match:
            score += _CONFIRMED if glossed else _ILL_FITTING
        return Reading(score, match.end() if match and glossed else end, state.text + char, state.guessed)

    def _ended_by_loss(self, state: State, end: int) -> Iterator[Reading]:
        """At a "?": a second half at the end of a piece, or one that took the next byte with it."""
        after = self._text[end : end + 1]
        if not after or after == "\n" or after in SPLIT_MARKS:
            yield from self._lost(state, end)
        elif after.isspace():
            yield from self._lost(state, end, " ")
        elif self._text.startswith("/p>", end):
            yield from self._lost(state, end, "<")
        elif after.isdigit() or after in ".%":
            yield from self._lost(state, end, EATEN)
        elif is_han(after):
            yield from self._lost(state, end, EATEN if _counts(after) else " ")

    def _lost(self, state: State, end: int, eaten: str = "", bonus: float = 0.0) -> Iterator[Reading]:
        guesses = self._guesses
        bonus += _LOST_PAIR
        least = self._floor - state.score - bonus
        if least >= 0:
            return  # no character makes a score better
        for cost, char in guesses.endings(state.context, state.waiting, least):
            if cost > least:
                yield Reading(state.score + cost + bonus, end, state.text + char + eaten, state.guessed + 1)
        for before, first, char in guesses.lost(state.context, state.waiting)[:_ENDED]:
            if before + _LOST_PAIR > least:
                behind = self._with(state, char, 0, bonus + _LOST_PAIR, 2)
                for cost, last in guesses.ends_after_lost(behind.context, char, first):
                    if behind.score + cost > self._floor:
                        yield Reading(behind.score + cost, end, behind.text + last + eaten, behind.guessed)

    def _with_lost_pairs(self, states: list[State], token: Token) -> list[State]:
        """States behind one to three vanished pairs, with a waiting byte that what is shown next bears out."""
        byte = token.first if token.kind in ("one", "two") else None
        shown = token.reading if byte is None else byte if byte >= 0x40 else None
        if not shown:
            return []
        out: list[State] = []
        guesses = self._guesses
        level: list[tuple[State, int]] = []
        least = states[0].score - _BELOW_BEST_STATE
        for state in states[:_EXTENDED]:
            if state.score > least:
                for _, first, char in guesses.lost(state.context, state.waiting):
                    level.append((self._with(state, char, 0, _LOST_PAIR, 1), first))
        for k in range(_MOST_LOST):
            for state, first in level:
                for waiting in guesses.after_lost(state.text[-1], first, shown):
                    out.append(State(state.score, waiting, state.context, state.text, state.guessed + 1))
            if k + 1 < _MOST_LOST:
                level = self._lost_again(level)
        return out

    def _lost_again(self, level: list[tuple[State, int]]) -> list[tuple[State, int]]:
        """The best states behind one character more, between two vanished pairs; no character makes a score better."""
        cost, between, fits = self._guesses.cost, self._guesses.between, self._guesses.fits
        found: list[tuple[float, str, State, str, int]] = []
        best: list[float] = []
        for state, first in sorted(level, key=lambda s: -s[0].score):
            if len(best) == _EXTENDED and state.score + _LOST_PAIR < best[0] - _SLIGHT:
                break
            for again, char in between(state.text[-1], first):
                if len(best) == _EXTENDED and state.score + fits(char) + _LOST_PAIR < best[0]:
                    continue
                score = state.score + cost(state.context, char) + _LOST_PAIR
                if len(best) < _EXTENDED:
                    heappush(best, score)
                elif score < best[0]:
                    continue
                else:
                    heapreplace(best, score)
                found.append((-score, state.text + char, state, char, again))
        found.sort(key=itemgetter(0, 1))
        return [(self._with(s, char, 0, _LOST_PAIR, 1), again) for _, _, s, char, again in found[:_EXTENDED]]


def _least(shown: float, best: float) -> float:
    """What a state must score to be followed further; `best` is the gain of the best reading so far."""
    return max(shown - _BELOW_SHOWN, shown + best - _BELOW_BEST)


@cache
def _counts(char: str) -> bool:
    """Whether a character is likelier after a number than elsewhere: 月, 亿."""
    model = character_model()
    number = model.number(char)
    return model.log_p(model.number("0"), number) > model.log_p(0, number) + _COUNTING


def _may_end(token: Token) -> bool:
    """Whether any reading can end at a token: of shown characters only at those whose second byte is a letter."""
    return token.kind != "two" or token.second < EURO and chr(token.second).isalpha()


def _pruned(states: list[State], least: float) -> list[State]:
    """The best states, one for each waiting byte, context and first character."""
    best: dict[tuple[int, int, str], int] = {}
    kept: list[State] = []
    seen: set[tuple[int, str]] = set()
    for state in sorted((s for s in states if s.score > least), key=lambda s: (-s.score, s.text)):
        if len(kept) == WIDTH:
            break
        key, whole = (state.waiting, state.context, state.text[:1]), (state.waiting, state.text)
        many = best.get(key, 0)
        if many < _ALIKE and whole not in seen:
            best[key] = many + 1
            seen.add(whole)
            kept.append(state)
    return kept
