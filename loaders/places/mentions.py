"""Administrative places in the text, each decided: which of the places of that name is meant, by context.

Full names count at once. Short names (濠江) count where their full form, a relative (parent, child, sibling) or a
grammatical sign of a place stands in the article; short names that are ordinary words need the former.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence, Set
from functools import cache

from loaders.lexicons import Matcher, longest_first, matcher, word_list, words
from loaders.model import Document, PlaceMention
from loaders.places.choice import Hit, PlaceChooser
from loaders.places.gazetteer import Gazetteer
from loaders.places.home import home_place, is_taiwanese
from loaders.places.lone_county import lone_county, stands_as_place
from loaders.places.words import meets_a_word, of_an_officer, of_counties, without_words_over
from loaders.text.spans import Taken
from schema.nodes import Label

_OFFICER = re.compile(r"(?:常务)?(?:副?[市县区旗]长|[市县区旗]?委(?:副?书记|常委)|[一-鿿]{2,10}局(?:副?局长|长))")
_JOINING = "同从和与由自"
"""Words of one character that places begin with too."""
_ALONE = frozenset("州盟")
"""Levels that few places have: 全州 means none but a 州."""
_HAN = re.compile(r"[一-鿿]")
_BARE = 2
"""Characters of a short name; official names are longer."""


@cache
def _automata() -> tuple[tuple[Matcher, tuple[str, ...]], ...]:
    """Finders of the official names, and of all others."""
    gazetteer = Gazetteer.load()
    official = {n for n in gazetteer.official if len(n) > 2} | {*words("places")["new_areas"]}
    known = (gazetteer.names(), words("places")["extra"], *words("places")["prefectures"].values())
    others = {str(n) for names in known for n in names if len(n) >= _BARE} - official
    return tuple((matcher(names), names) for names in (tuple(sorted(official)), tuple(sorted(others))))


def _hits(text: str, gazetteer: Gazetteer) -> list[Hit]:
    """Official names first: 约定南山区 names 南山区, not 定南."""
    extra = {str(k): str(v) for k, v in words("places")["extra"].items()}
    for region, prefectures in words("places")["prefectures"].items():
        extra |= prefectures if region in text else {}
    areas = words("places")["new_areas"]
    taken = Taken()
    plain = without_words_over(text)
    out = []
    for automaton, patterns in _automata():
        for index, start, end in automaton.find_matches_as_indexes(plain):
            surface = patterns[index]
            if len(surface) > _BARE and meets_a_word(text, start, end, gazetteer):
                continue
            if not taken.add(start, end):
                continue
            if surface in areas:
                continue  # 安新 in 雄安新区 is no county
            if surface[0] in _JOINING and gazetteer.is_upper(text[start + 1 : start + 3]):
                start, end, surface = start + 1, start + 3, text[start + 1 : start + 3]  # 江苏 in 同江苏, not 同江
            codes = (extra[surface],) if surface in extra else gazetteer.candidates(surface)
            full = surface in gazetteer.official or surface in extra and surface[-1] in "县旗"
            out.append(Hit(start, end, surface, codes, full))
    return sorted(out, key=lambda h: h.start)


def find_places(doc: Document, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Every decided place mention, in order, not overlapping."""
    text = doc.text
    named = _hits(text, gazetteer)
    short = {h.surface for h in named if h.full and len(h.surface) == _BARE and not _joined(text, h, gazetteer)}
    hits = [h for h in named if not _inside_word(text, h, short)]
    chooser = PlaceChooser(doc, gazetteer, hits, is_taiwanese(text))
    lone = lone_county(text, hits, chooser.sure, gazetteer)
    mentions = []
    decided = [(h, lone if h.codes == (lone,) and _accepted(text, h) else chooser.choose(h)) for h in hits]
    within = {h.start: code for h, code in decided}
    for hit, code in decided:
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


def _accepted(text: str, hit: Hit) -> bool:
    """Whether a name of the lone county is meant: all but words are."""
    return hit.full or hit.surface not in word_list("places", "ordinary") or stands_as_place(text, hit)


def _disjoint(mentions: list[PlaceMention]) -> list[PlaceMention]:
    out: list[PlaceMention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not out or m.start >= out[-1].end:
            out.append(m)
    return out


def _joined(text: str, hit: Hit, gazetteer: Gazetteer) -> bool:
    """义县 in 主义县域, not in 辽宁义县 or 让义县: whether a county of two characters may belong to the word before it."""
    before = text[max(0, hit.start - 1) : hit.start]
    if not _HAN.match(before) or before in word_list("places", "before_counties"):
        return False
    above = (p for c in hit.codes for p in gazetteer.ancestors(c))
    return not any(text.endswith(gazetteer.names_of(p), 0, hit.start) for p in above)


def _inside_word(text: str, hit: Hit, short: Set[str]) -> bool:
    """长乐路, 南京大学: a name that goes on is not the place. Full names followed by 话, 籍 neither.

    `short`: the counties of two characters that stand alone somewhere in the article.
    """
    if hit.full and len(hit.surface) >= 3 and hit.surface[-1] in "省市县区旗州":
        if of_counties(text, hit.start, hit.end):
            return True
        return hit.surface[0] == "城" and text.endswith(word_list("places", "cities_of"), 0, hit.start)
    if of_an_officer(text, hit.start, hit.codes):
        return True
    if text.startswith(longest_first("places", "not_before"), hit.end):
        return not (hit.full and text.startswith(("集团", "大学", "医院", "学院", "中学", "小学", "机场"), hit.end))
    return hit.full and len(hit.surface) == _BARE and hit.surface not in short


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
