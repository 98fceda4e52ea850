"""Administrative places in the text, each decided: which of the places of that name is meant, by context.

Full names count at once; for short names (濠江) weights decide, over what rules say and what else the article tells.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from loaders.lexicons import word_list, words
from loaders.model import Document, PlaceMention
from loaders.places.choice import Hit
from loaders.places.gazetteer import Gazetteer
from loaders.places.hits import decided
from loaders.places.home import home_place
from loaders.places.short_names import Words, is_meant, short_names
from schema.nodes import Label

_OFFICER = re.compile(r"(?:常务)?(?:副?[市县区旗]长|[市县区旗]?委(?:副?书记|常委)|[一-鿿]{2,10}局(?:副?局长|长))")
_ALONE = frozenset("州盟")
"""Levels that few places have: 全州 means none but a 州."""


def find_places(doc: Document, gazetteer: Gazetteer, words: Words | None = None) -> tuple[PlaceMention, ...]:
    """Every decided place mention, in order, not overlapping. `words`: those of each sentence, where they are known."""
    text = doc.text
    by_rules = decided(doc, gazetteer)
    meant = {n.hit.start: n.code if is_meant(n) else None for n in short_names(doc, by_rules, gazetteer, words)}
    chosen = [(hit, meant.get(hit.start, code)) for hit, code in by_rules.names]
    mentions = []
    within = {hit.start: code for hit, code in chosen}
    for hit, code in chosen:
        place = gazetteer.by_code(code) if code else None
        if place is None:
            continue
        role = "prefix" if _continues(text, hit) and not _address(gazetteer, code, within.get(hit.end)) else "name"
        mentions.append(
            PlaceMention(hit.start, hit.end, hit.surface, place.code, place.name, place.label, hit.full, role)
        )
    mentions += _abbreviations(text, gazetteer)
    mentions += _new_areas(text, gazetteer, {m.code for m in mentions})
    mentions.sort(key=lambda m: m.start)
    home = home_place(doc, mentions, gazetteer)
    mentions += _anaphors(doc, mentions, gazetteer, home)
    return tuple(_disjoint(mentions))


def _address(gazetteer: Gazetteer, code: str | None, inner: str | None) -> bool:
    """马鞍山市当涂经开区, 广东惠州惠城高新区: what a place within it follows is named, not a part of the zone's name."""
    return code is not None and inner is not None and gazetteer.is_ancestor(code, inner)


def _disjoint(mentions: list[PlaceMention]) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out


_LONGER = re.compile(
    r"(?:市|县|区|省)?"
    r"(?:(?!支持|推动|推进|建设|打造|加快|规划|设立|成为|争创|申报|入选|拥有|现有|启动|新增|引进|依托|获批|[与和将在的把由对向为])[一-鿿]){0,4}?"
    r"(?:开发区|高新区|经开区|新区|工业区|工业园|保税区|保税港区|综保区|示范区|试验区|合作区|委|政府|局|厅|(?<![合举兴开创主承协筹联])办|集团|公司|大学|产业园|研究院|研究所|实验室|院)"
)
"""A place's name goes on to that of a park, an office or a firm; 河北省支持雄安新区 does not."""


_IN_FIRM = re.compile(r"[）)](?:(?:股份|科技|集团|控股|投资)?(?:有限)?(?:责任)?(?:公司|合伙))")
"""一汽股权投资（天津）有限公司: after a place in brackets, within the name of a firm."""


_PARTY = re.compile(r"[市县区旗州省]?委(?:[、和及，。]|副?书记|常委|领导|[市县区]?政府)")
"""濠江区委、区政府, 汕头市委常委: the place's own leaders speak for it; 省委党校 is a body."""


def _continues(text: str, hit: Hit) -> bool:
    after = text[hit.end : hit.end + 6]
    if _PARTY.match(after):
        return False
    if _IN_FIRM.match(after) and text[hit.start - 1 : hit.start] in ("（", "("):
        return True
    return bool(_LONGER.match(after)) and not re.match(r"(?:市|县|区)?[，、。；：的在将]", after)


def _abbreviations(text: str, gazetteer: Gazetteer) -> list[PlaceMention]:
    table = words("places")["abbreviations"]
    out = []
    verbs = "".join(word_list("places", "abbreviation_before"))
    pattern = re.compile(rf"(?<=[{verbs}])([{''.join(table)}])(?=[投举办设建布落签开参对考推召注发总的工创，、。])")
    for match in pattern.finditer(text):
        place = gazetteer.by_code(str(table[match[1]]))
        if place:
            out.append(
                PlaceMention(
                    match.start(), match.end(), match[1], place.code, place.name, place.label, False, "abbreviation"
                )
            )
    return out


def _new_areas(text: str, gazetteer: Gazetteer, named: set[str]) -> list[PlaceMention]:
    """西咸新区 lies in 陕西, and speaks for it where the article names it."""
    out = []
    for name, code in words("places")["new_areas"].items():
        place = gazetteer.by_code(str(code))
        if place is None or place.code not in named:
            continue
        for match in re.finditer(str(name), text):
            start = match.start()
            out.append(
                PlaceMention(
                    start, start + 2, text[start : start + 2], place.code, place.name, place.label, False, "prefix"
                )
            )
    return out


_INSIDE_WORD = frozenset("城都超股门夜街闹楼集菜园社小山景厂校州京海北南")
"""Before 市里, 区里 … these make another word (城市里, 园区里)."""


def _anaphors(
    doc: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, home: str | None
) -> list[PlaceMention]:
    context = PlaceContext(doc, mentions, gazetteer, home)
    out = []
    for level, surfaces in words("places")["anaphors"].items():
        for surface in str(surfaces).split():
            pos = doc.text.find(surface)
            while pos >= 0:
                code = context.own(surface, pos)
                if code is None and not set(surface) & _ALONE:
                    code = context.resolve(Label(level), pos)
                place = gazetteer.by_code(code) if code else None
                if doc.text[pos - 1 : pos] in _INSIDE_WORD:
                    pos = doc.text.find(surface, pos + 1)
                    continue
                level_word = doc.text[pos + len(surface) : pos + len(surface) + 1] in "、级"
                if place and not (level_word and surface == "自治区"):
                    end = pos + len(surface)
                    out.append(PlaceMention(pos, end, surface, place.code, place.name, place.label, False, "anaphor"))
                pos = doc.text.find(surface, pos + 1)
    return out


class PlaceContext:
    """Which place a bare 市, 区 or 省 means at an offset."""

    def __init__(
        self, doc: Document, mentions: Sequence[PlaceMention], gazetteer: Gazetteer, home: str | None = None
    ) -> None:
        self._g = gazetteer
        self._text = doc.text
        self._mentions = [m for m in mentions if m.role != "anaphor"]
        self._starts = [m.start for m in self._mentions]
        self._lines = [0, *(i + 1 for i, c in enumerate(doc.text) if c == "\n")]
        self._last: dict[Label, list[str | None]] = {}
        self.home = home if home is not None else home_place(doc, mentions, gazetteer)
        self._counts = Counter(m.code for m in self._mentions)

    def own(self, surface: str, offset: int) -> str | None:
        """全市 under the heading 泊头市：, said by an officer of 泊头市, or in an article about it: it is 市 to itself."""
        level = next((c for c in surface if c in "市县区旗省州盟"), "")
        start = self._lines[bisect_right(self._lines, offset) - 1]
        opening = self._mentions[bisect_left(self._starts, start) : bisect_right(self._starts, start + 4)]
        heading = next((m for m in opening if self._text[m.end : m.end + 1] == "："), None)
        for code in (heading.code if heading else None, self._of_speaker(start, offset), self.home):
            place = self._g.by_code(code) if code else None
            if place is not None and level and place.name.endswith(level):
                return place.code
        if level == "县" and self.home:
            return next((p.code for p in self._g.ancestors(self.home) if p.name.endswith(level)), None)
        return None

    def _of_speaker(self, start: int, offset: int) -> str | None:
        """晋江市副市长林自力称，全市…: the place whose officer speaks in the same sentence."""
        begin = max(start, self._text.rfind("。", start, offset) + 1)
        named = self._mentions[bisect_left(self._starts, begin) : bisect_left(self._starts, offset)]
        return named[-1].code if named and _OFFICER.match(self._text, named[-1].end, offset) else None

    def nearest(self, offset: int) -> str | None:
        """Code of the last place named before `offset`."""
        i = bisect_right(self._starts, offset) - 1
        return self._mentions[i].code if i >= 0 else None

    def resolve(self, level: Label, offset: int) -> str | None:
        """The place of a level that is meant at `offset`: home or above it, else the last one named, else its parent."""
        i = bisect_right(self._starts, offset) - 1
        return (self._at(level, self.home) if self.home else None) or (
            self._recent(level, i, offset) if i >= 0 else None
        )

    def _recent(self, level: Label, i: int, offset: int) -> str | None:
        """The last place of a level; a county named once, in another paragraph, is not spoken of any more."""
        code = self._named(level)[i]
        line = self._lines[bisect_right(self._lines, offset) - 1]
        here = any(self._mentions[k].code == code for k in range(i, bisect_left(self._starts, line) - 1, -1))
        return code if here or level is not Label.DISTRICT or code is None or self._counts[code] > 1 else None

    def _at(self, level: Label, code: str) -> str | None:
        """The place itself or the one above it that is of a level."""
        places = (self._g.by_code(code), *self._g.ancestors(code))
        return next((p.code for p in places if p and p.label is level), None)

    def _named(self, level: Label) -> list[str | None]:
        """For each mention the place of a level that it or the last one before it gives."""
        if level not in self._last:
            last: str | None = None
            found = self._last[level] = []
            for mention in self._mentions:
                last = self._at(level, mention.code) or last
                found.append(last)
        return self._last[level]
