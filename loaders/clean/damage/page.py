"""What a page says about itself: which characters it glosses, how its damage shows, which words it uses elsewhere."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from opencc import OpenCC

from loaders.clean.damage.characters import BASE, character_model
from loaders.clean.damage.gbk import CODES, is_han
from loaders.clean.gloss import GLOSS, READING, is_toned, readings

LOST_GLOSS = re.compile(rf"\?({READING})\)")
"""A gloss whose bracket was eaten: the page shows "?" for what it cannot decode."""
_LOST_MARK = re.compile(r"(?<=[一-鿿”、])\?(?=[,!:;，！：；])")
STAYS = frozenset(
    "后里面干只系于范松丑斗谷沈余征折准郁云症咸御占冬朴别千卜出曲升布杯佣制价几注并志借周表卷党据胜愿采游才回台复"
    "发尽历钟获汇须"
)
"""Characters with several Traditional forms, which the farms' converters leave as they are."""
IMPOSSIBLE = -7.0
"""Nats for a character that the page's making rules out: a Simplified one on a Traditional page, an unglossed one that it glosses."""
_PAIRS = BASE**2
_ELSEWHERE = 0.14
"""Share of the page's own words in what is expected."""
_ALONE, _IN_PAIRS = 0.14, 0.43
"""Of that, the shares of the page's characters by themselves, and of its pairs as of its triples."""
_QUOTES = {"“": "“", "”": "“", "「": "「", "」": "「", "『": "「", "』": "「"}
_OTHER_FORM = -4.0
"""Nats for a form of a character of which the page shows another."""


@cache
def simplified_only() -> frozenset[str]:
    """Characters that conversion to Traditional would have changed."""
    convert = OpenCC("s2t").convert
    return frozenset(c for c in CODES if is_han(c) and c not in STAYS and convert(c) != c)


@cache
def unwritten() -> frozenset[str]:
    """Characters that no page converted to Traditional shows: Simplified ones, and forms that converters do not write."""
    back = OpenCC("t2s").convert
    forward = [OpenCC(way).convert for way in ("s2t", "s2tw", "s2hk")]
    changed = ((c, s) for c in CODES if is_han(c) and c not in STAYS and (s := back(c)) != c)
    return simplified_only() | {c for c, s in changed if all(convert(s) != c for convert in forward)}


@dataclass(slots=True)
class Page:
    """The evidence of one page."""

    glossed: dict[str, str] = field(default_factory=dict)
    """Character → its reading, of characters that the page always glosses."""
    traditional: bool = False
    marks_losses: bool = False
    """A lost byte shows as "?" and takes the next one with it; elsewhere it goes without a trace."""
    drops_losses: bool = False
    triples: Counter[int] = field(default_factory=Counter)
    pairs: Counter[int] = field(default_factory=Counter)
    singles: Counter[int] = field(default_factory=Counter)
    forms: dict[int, set[str]] = field(default_factory=dict)
    """Number of a character → the forms in which the page shows it."""
    quotes: set[str] = field(default_factory=set)
    """The kinds of quotation marks that it shows."""
    size: int = 0

    @property
    def farmed(self) -> bool:
        """Whether the page bears marks of the mill that does the damage."""
        return len(self.glossed) >= 2 or self.marks_losses

    def fits(self, char: str) -> float:
        """What the page's making says against a character without gloss."""
        out = IMPOSSIBLE if char in self.glossed else 0.0
        if self.traditional and char in unwritten():
            out += IMPOSSIBLE
        if char in _QUOTES:
            shown, form = self.quotes, _QUOTES[char]
        else:
            shown, form = self.forms.get(character_model().number(char), set()), char
        return out + _OTHER_FORM if shown and form not in shown else out

    def log_p(self, context: int, number: int, shown: int = 0) -> float:
        """How likely a character is here; `shown` times the page's own use does not count."""
        base = character_model().log_p(context, number)
        if number <= 0:
            return base
        uses = self.singles.get(number, 0) - shown
        if uses <= 0:
            return base
        share = _ALONE * uses / self.size
        uses = self.pairs.get(context % BASE * BASE + number, 0) - shown
        if uses > 0:
            share += _IN_PAIRS * uses / (self.singles[context % BASE] + 1.0)
            two = context % _PAIRS
            threes = self.triples.get(two * BASE + number, 0) - shown
            if threes > 0:
                share += _IN_PAIRS * threes / (self.pairs[two] + 0.5)
        return math.log((1 - _ELSEWHERE) * math.exp(base) + _ELSEWHERE * min(share, 1.0))


def survey(text: str) -> Page:
    """Read the page's evidence."""
    page = Page()
    fitting: Counter[str] = Counter()
    said: dict[str, str] = {}
    strays = 0
    for match in GLOSS.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not is_toned(match[1]) or not is_han(before):
            continue
        if match[1] in readings(before):
            fitting[before] += 1
            said[before] = match[1]
        else:
            strays += 1
    plain = GLOSS.sub("", text)
    page.glossed = {c: said[c] for c, n in fitting.items() if n >= 0.6 * text.count(c)} if fitting else {}
    lost = sum(is_toned(m[1]) for m in LOST_GLOSS.finditer(text))
    page.marks_losses = lost > 0 or len(_LOST_MARK.findall(text)) >= 2
    page.drops_losses = not page.marks_losses and strays > 0
    simple = simplified_only()
    shown = Counter(plain)
    simplified = sum(n for c, n in shown.items() if c in simple)
    page.traditional = simplified * 4 < sum(n for c, n in shown.items() if _is_traditional(c))
    return page


def remember(page: Page, text: str) -> None:
    """Count the page's own pairs and triples of Chinese characters; only damaged pages need them."""
    model = character_model()
    run: list[int] = []
    for char in [*GLOSS.sub("", text), "\n"]:
        number = model.number(char) if is_han(char) else 0
        if number > 0:
            page.forms.setdefault(number, set()).add(char)
        elif char in _QUOTES:
            page.quotes.add(_QUOTES[char])
        if number <= 0:
            run = []
            continue
        run = [*run[-2:], number]
        page.singles[number] += 1
        page.size += 1
        if len(run) > 1:
            page.pairs[run[-2] * BASE + number] += 1
        if len(run) > 2:
            page.triples[(run[0] * BASE + run[1]) * BASE + number] += 1


@cache
def _is_traditional(char: str) -> bool:
    from loaders.clean.damage.characters import symbol

    return is_han(char) and symbol(char) != char
