"""The county of an article that names it by its short name only and never says what city it lies in.

望都经济开发区 … 县委、县政府 … 全县: one short name that only a county bears, in an article that speaks of a county.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from loaders.lexicons import longest_first
from loaders.places.choice import Hit
from loaders.places.gazetteer import Gazetteer

_RANKS = "县旗区"
_SPOKEN = 2
"""So many words of a rank make an article one of a place of that rank."""
_TWICE = 2
_RANK_WORD = re.compile(
    r"[我全本][县旗区](?!域)|(?:^|[^一-鿿]|[有在由向表和与任到据按])[县旗区](?:委|政府|长|里|直|(?:相关|有关)?(?:领导|部门))",
    re.MULTILINE,
)
_SIGN = "，。；：\n“在赴到来向"


def lone_county(text: str, hits: Sequence[Hit], sure: Mapping[str, int], gazetteer: Gazetteer) -> str | None:
    """Code of that county, or None where the article names another county, several, or speaks of none."""
    said = Counter(c for m in _RANK_WORD.finditer(text) for c in m.group() if c in _RANKS)
    named: Counter[str] = Counter()
    founded: set[str] = set()
    for hit in hits:
        place = gazetteer.by_code(hit.codes[0]) if len(hit.codes) == 1 else None
        if place is None or place.name[-1] not in _RANKS:
            continue
        heading = hit.start == 0 and text[hit.end : hit.end + 1] == "："
        zoned = is_zoned(text, hit.end)
        if said[place.name[-1]] < _SPOKEN and not (heading and _zoned_elsewhere(text, hit.surface)):
            continue
        if hit.full or stands_as_place(text, hit):
            named[place.code] += 1
        if zoned or heading or hit.full:
            founded.add(place.code)
    likely = [c for c, n in named.items() if c in founded or n >= _TWICE]
    best = max(likely, key=lambda c: (named[c], c), default=None)
    if best is None or any(named[c] == named[best] for c in likely if c != best):
        return None
    others = (n for c, n in sure.items() if c != best and c[4:] != "00")
    return best if max(others, default=0) < named[best] else None


def stands_as_place(text: str, hit: Hit) -> bool:
    """Whether a zone or office follows a name, or it opens a clause or follows 在, 到."""
    return hit.start == 0 or text[hit.start - 1] in _SIGN or is_zoned(text, hit.end)


def _zoned_elsewhere(text: str, name: str) -> bool:
    """望都：… 望都辣椒产业园: the place of the headline has a zone."""
    return any(is_zoned(text, m.end()) for m in re.finditer(re.escape(name), text))


def is_zoned(text: str, end: int) -> bool:
    """Whether a zone or an office of a county follows."""
    return _zone().match(text, end) is not None


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[一-鿿]{{2}})?(?:{'|'.join(re.escape(z) for z in longest_first('places', 'zones'))})|县(?:委|政府)|有关部门"
    )
