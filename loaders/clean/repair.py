"""Undo byte damage of GBK pages: text cut at half a character and decoded out of phase.

Mechanism: a program worked on the bytes of GBK text without regard to characters. It wrote glosses behind, and cut at
full-width marks (A3 xx), pairs of bytes that belong to two neighbouring characters; half a character was lost, and
everything was decoded one byte off until a byte below 80 or a lost byte brought it back into phase.

`damage.triggers` finds the places, `damage.beam` every text whose bytes show what the page shows, `damage.scoring` the
likeliest; `damage.belief` decides which to make and which of them are guesses.
"""

from __future__ import annotations

from dataclasses import dataclass

from loaders.clean.damage.belief import believed, is_guess
from loaders.clean.damage.gbk import SPLIT_MARKS
from loaders.clean.damage.guesses import Guesses
from loaders.clean.damage.page import Page, remember, survey
from loaders.clean.damage.search import Search
from loaders.clean.damage.triggers import places
from loaders.clean.tracked import Tracked

_MOST_SEARCHES = 1000
_MOST_STATES = 800_000
_MOST_WASTED = 200_000
"""How much is searched on one page, at all and in vain, which bounds the time that it takes whatever it holds."""
_LINE = 2000
_PROOF = 10.0


@dataclass(frozen=True, slots=True)
class Fix:
    """`text[start:end]` was shown; `repaired` is what it was; `gain` in nats."""

    start: int
    end: int
    shown: str
    repaired: str
    gain: float
    unverified: bool


def find_fixes(text: str) -> list[Fix]:
    """Every damaged spot that can be mended, in order, not overlapping."""
    page = survey(text)
    found = _fixes(text, page)
    if page.farmed and not page.marks_losses and not page.drops_losses and any(_drops(f) for f in found):
        page.drops_losses = True
        found = _fixes(text, page)
    return found


def _drops(fix: Fix) -> bool:
    """Whether a repair shows beyond doubt that its page drops what is lost."""
    return fix.gain >= _PROOF and fix.shown[0] in SPLIT_MARKS and fix.shown[0] not in "?？"


def _fixes(text: str, page: Page) -> list[Fix]:
    out: list[Fix] = []
    search: Search | None = None
    pos = searches = useful = 0
    before = ""
    for place in places(text, page):
        if place.start < pos:
            continue
        spent = search.spent if search else 0
        if searches >= _MOST_SEARCHES or spent >= _MOST_STATES or spent - useful >= _MOST_WASTED:
            break
        if search is None:
            if not page.size:
                remember(page, text)
            search = Search(text, Guesses(page))
        searches += 1
        before = (before + text[pos : place.start])[-_LINE:]
        pos = place.start
        found = search.at(place, before)
        if found is None:
            continue
        gain, reading = found
        if believed(gain, page, place, text[place.end : place.end + 1]):
            shown, guess = text[place.start : reading.end], is_guess(reading, gain)
            out.append(Fix(place.start, reading.end, shown, reading.text, round(gain, 2), guess))
            pos = reading.end
            before += reading.text
            useful += search.spent - spent
    return out


def repair(tracked: Tracked) -> tuple[Tracked, list[Fix]]:
    """The text with its damage undone, and what was done (offsets in the text as given)."""
    fixes = find_fixes(tracked.text)
    return (tracked.replace((f.start, f.end, f.repaired) for f in fixes), fixes) if fixes else (tracked, [])
