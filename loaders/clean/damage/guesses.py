"""What lost bytes may have been, the likeliest first."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from loaders.clean.damage.characters import BASE, character_model, shift
from loaders.clean.damage.gbk import CHARS, CODES, VANISHING, is_han, vanishing, with_lead
from loaders.clean.damage.page import IMPOSSIBLE, Page, unwritten
from loaders.clean.gloss import readings

_FOLLOWERS = 500
_ENDINGS = 40
_ENDINGS_HERE = 12
_LOST = 14
_AFTER_LOST = 14
_ENDS_AFTER_LOST = 24
_ENDS_AFTER_LOST_HERE = 8
_BETWEEN = 10
_COMMON = 16
_STATES = 200
"""So many states are looked at again, once as ends of a reading and once as what goes on."""
_MARKS = "”“、。《》…·—」「』『　"


@cache
def ranks(traditional: bool) -> Ranks:
    """The rankings for pages in one script."""
    return Ranks(traditional)


class Ranks:
    """Rankings that hold on every page of a script, each made when first asked for."""

    def __init__(self, traditional: bool) -> None:
        self._model = character_model()
        self._traditional = traditional
        self._forms: dict[int, list[str]] = defaultdict(list)
        for char in CODES:
            if is_han(char) and not (traditional and char in unwritten()):
                self._forms[self._model.number(char)].append(char)
        self._forms.pop(0, None)
        self.endings = cache(self._endings)
        self.lost = cache(self._lost)
        self.after_lost = cache(self._after_lost)
        self.ends_after_lost = cache(self._ends_after_lost)
        self.between = cache(self._between)
        self._followers = cache(self._following)
        self._common = cache(self._commonest)
        self.read_as = cache(self._read_as)

    def _cost(self, before: int, char: str) -> float:
        penalty = IMPOSSIBLE if self._traditional and char in unwritten() else 0.0
        return self._model.log_p(before, self._model.number(char)) + penalty

    def _following(self, number: int) -> list[str]:
        """Chinese characters seen after a character."""
        return [c for n in self._model.followers(number, _FOLLOWERS) for c in self._forms.get(n, ())]

    def _endings(self, waiting: int) -> list[str]:
        """Characters with a first byte; of the marks only those that stand between sentences."""
        chars = _MARKS if waiting == CODES[_MARKS[0]][0] else [c for _, c in with_lead(waiting)]
        return sorted(chars, key=lambda c: (-self._cost(0, c), c))[:_ENDINGS]

    def _lost(self, waiting: int) -> list[tuple[int, str]]:
        """Characters with a first byte whose second one vanished with the next: (that byte, character)."""
        found = [(x, c) for x in VANISHING if (c := CHARS.get((waiting, x), ""))]
        return sorted(found, key=lambda xc: (-self._cost(0, xc[1]), xc[1]))[:_COMMON]

    def _read_as(self, waiting: int, reading: str) -> list[str]:
        """Characters with a first byte and a reading."""
        return [c for _, c in with_lead(waiting) if reading in readings(c)]

    def _commonest(self, first: int, shown: int) -> list[str]:
        """Characters whose first byte vanished behind `first` and whose second one is shown."""
        chars = (c for y in vanishing(first) if (c := CHARS.get((y, shown), "")))
        return sorted(chars, key=lambda c: (-self._cost(0, c), c))[:_COMMON]

    def _after_lost(self, number: int, first: int, shown: int | str) -> list[int]:
        """Second bytes of a vanished pair, whose first one ends character `number`, that go with what is shown next."""
        leads = vanishing(first)
        if isinstance(shown, str):
            chars = {c for y in leads for c in self.read_as(y, shown)}
        else:
            chars = {c for c in self._followers(number) if CODES[c][1] == shown and CODES[c][0] in leads}
            chars.update(self._common(first, shown))
        ranked = sorted(chars, key=lambda c: (-self._cost(number, c), c))
        return [CODES[c][0] for c in ranked[:_AFTER_LOST]]

    def _ends_after_lost(self, number: int, first: int) -> list[str]:
        """Characters that begin in a vanished pair and lost their second byte."""
        leads = vanishing(first)
        return [c for c in self._followers(number) if CODES[c][0] in leads][:_ENDS_AFTER_LOST]

    def _between(self, number: int, first: int) -> list[tuple[int, str]]:
        """Characters between two vanished pairs: (first byte of the other pair, character)."""
        leads = vanishing(first)
        found = (c for c in self._followers(number) if CODES[c][0] in leads and CODES[c][1] in VANISHING)
        return [(CODES[c][1], c) for c in found][:_BETWEEN]


class Guesses:
    """Candidates for bytes that are gone, on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.ranks = ranks(page.traditional)
        self._model = character_model()
        self._costs: dict[tuple[int, str], float] = {}
        self.fits = cache(page.fits)
        """What the page's making says against a character: `cost` is nowhere more, for no logarithm is above zero."""
        self.lost = lru_cache(_STATES)(self._lost)
        self._own: dict[int, list[str]] = defaultdict(list)
        """First byte → characters that the page shows with another second byte that may vanish."""
        self._shown: dict[int, list[str]] = defaultdict(list)
        for forms in page.forms.values():
            for char in sorted(forms):
                if char in CODES and CODES[char][1] in VANISHING:
                    self._own[CODES[char][0]].append(char)
                if char in CODES:
                    self._shown[CODES[char][1]].append(char)

    def cost(self, context: int, char: str, glossed: bool = False) -> float:
        """Log-probability of a character here; `glossed` where the page shows its gloss."""
        key = (context, char)
        found = self._costs.get(key)
        if found is None:
            found = self.page.log_p(context, self._model.number(char)) + self.fits(char)
            self._costs[key] = found
        if glossed and char in self.page.glossed:
            return found - IMPOSSIBLE
        return found

    def follow(self, context: int, char: str) -> int:
        """The context after a character."""
        return shift(context, self._model.number(char))

    def endings(self, context: int, waiting: int, least: float) -> list[tuple[float, str]]:
        """Characters whose second byte is lost; what no context lifts above the `least` is left out."""
        chars = [c for c in self.ranks.endings(waiting) if self.fits(c) > least]
        return sorted(((self.cost(context, c), c) for c in chars), reverse=True)[:_ENDINGS_HERE]

    def _lost(self, context: int, waiting: int) -> list[tuple[float, int, str]]:
        """Characters whose second byte went with a pair that vanished: (log-probability, that byte, character)."""
        found = {(self.cost(context, c), x, c) for x, c in self.ranks.lost(waiting)}
        found.update((self.cost(context, c), CODES[c][1], c) for c in self._own.get(waiting, ()))
        return sorted(found, reverse=True)[:_LOST]

    def after_lost(self, char: str, first: int, shown: int | str) -> list[int]:
        """Bytes that may wait behind a vanished pair; `shown` is the next byte, or the next gloss's reading."""
        known = self.ranks.after_lost(self._model.number(char), first, shown)
        if not isinstance(shown, int):
            return known
        number = self._model.number(char) * BASE
        own = [c for c in self._shown.get(shown, ()) if number + self._model.number(c) in self.page.pairs]
        more = [CODES[c][0] for c in own if CODES[c][0] in vanishing(first) and CODES[c][0] not in known]
        return [*known, *more]

    def ends_after_lost(self, context: int, char: str, first: int) -> list[tuple[float, str]]:
        """Characters that begin in a vanished pair and lost their second byte."""
        chars = self.ranks.ends_after_lost(self._model.number(char), first)
        return sorted(((self.cost(context, c), c) for c in chars), reverse=True)[:_ENDS_AFTER_LOST_HERE]

    def between(self, char: str, first: int) -> list[tuple[int, str]]:
        """Characters between two vanished pairs: (first byte of the second pair, character)."""
        return self.ranks.between(self._model.number(char), first)
