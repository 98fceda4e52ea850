"""Parks: a name that ends in a park's head word (产业园, 开发区, 小镇, 谷), read to the left.

`find_parks` returns mentions with label PARK; `attributes` may hold ("phase", "二期") and ("generic", "yes") for names
that only say what kind of park is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from loaders.lexicons import Matcher, longest_first, matcher, word_list
from loaders.model import Document, Mention, PlaceMention
from loaders.parks.bare import bare_zones
from loaders.parks.families import families
from loaders.parks.kinds import designation, goal, hypothetical, is_generic, is_named, mere_part, only_place
from loaders.parks.starts import park_start
from loaders.places.home import is_taiwanese
from loaders.text.anchors import after_firm, name_start
from loaders.text.tokens import Tokens, TokenSource
from schema.nodes import Label

_PHASES = tuple(f"{n}期" for n in "一二三四五六七八九") + tuple(f"第{n}期" for n in "一二三四五六七八九123456789")
_MEASURE = re.compile(r"\d[%％万亿]|[%％]$|^(?:第|另)?[一二三四五两首\d]*(?:座|个|处)$")
_QUANTITY = re.compile(r"(?:\d[\d.]*(?:万|亿)?(?:千瓦|兆瓦|吉瓦|吨|亩|公顷|平方米|平方公里)级?)?")
_COUNTED_KINDS = re.compile(r"(?:[两三四五六七八九十]|\d+)大$|\+$")
"""六大产业园区 counts what stands before it; 文旅+园区 is a slogan."""
_SEVERAL = re.compile(r"(?:\d|[两三四五六七八九十几多数])(?:个|家|座|处)$")
_COUNT_OPENS = re.compile(r"(?:\d+|[两三四五六七八九十几多]+)(?:个|家|座|处|大|双)")
"""8个师级工业园区: what is counted is a kind."""
_LETTERS = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z][A-Za-z0-9&.]* )+$")
_MAX_LETTERS = 40
"""Longest run of foreign words before a name, in characters."""
_CODE = re.compile(r"(?:[一二三四五六七八九十两\d]{1,3}(?:港|园|区|城|谷|基地|镇)){2,}")
"""三港两园: a count of kinds of parks is a slogan."""
_QUOTED = 20
"""Longest modifier within a quotation that is a name as a whole."""
_PLACE_NAME = 12
"""Longest official name of a place, in characters."""
_WEAK_MIN = 2
"""A weak head (谷, 港, 基地) needs at least this many characters of name before it."""


@cache
def _heads() -> tuple[Matcher, tuple[str, ...], frozenset[str]]:
    strong, weak = longest_first("parks", "strong"), longest_first("parks", "weak")
    heads = strong + weak
    return (
        matcher(heads),
        heads,
        frozenset(weak),
    )


def find_parks(doc: Document, tokens: TokenSource, places: Sequence[PlaceMention]) -> tuple[Mention, ...]:
    """Parks named in the document, in order, not overlapping."""
    automaton, heads, weak = _heads()
    spans = _Places.of(places, is_taiwanese(doc.text))
    out: list[Mention] = []
    for sentence in doc.sentences:
        matches = automaton.find_matches_as_indexes(sentence.text)
        if not matches:
            continue
        tagged = tokens(sentence)
        floor = sentence.start
        matches = [m for m in matches if not spans.holds(sentence.start + m[1], sentence.start + m[2])]
        for chain in _chained(matches, sentence.text):
            found: list[Mention] = []
            for index, start, end in reversed(chain):
                end += sentence.text[end - 1 : end + 1] == "园区"
                span = (sentence.start + start, sentence.start + end)
                if found and found[0].start < span[1]:
                    continue  # the longer name that ends later holds this head
                mention = _park(doc.text, tagged, *span, floor, heads[index] in weak, spans)
                found[:0] = [mention] if mention is not None else []
            out += found
            floor = max([floor, *(m.end for m in found)])
    out = families(doc, out, spans.ends.keys())
    zones = bare_zones(doc, out, places)
    begun = {m.start for m in zones}
    out = [m for m in out if m.start not in begun or not dict(m.attributes).get("generic")]
    return tuple(sorted([*out, *zones], key=lambda m: (m.start, -m.end)))


def _chained(matches: Sequence[tuple[int, int, int]], text: str) -> list[list[tuple[int, int, int]]]:
    """Heads that may belong to one name (经济开发区临港产业园): the last one ends it if it reaches back so far."""
    out: list[tuple[int, int, int]] = []
    for match in matches:
        if out and match[1] - out[-1][2] <= 0:
            out[-1] = match
        else:
            out.append(match)
    chains: list[list[tuple[int, int, int]]] = []
    for match in out:
        gap = text[chains[-1][-1][2] : match[1]] if chains else ""
        if 0 < len(gap) <= 6 and all("一" <= c <= "鿿" for c in gap) and not _breaks(gap):
            chains[-1].append(match)
        else:
            chains.append([match])
    return chains


def _breaks(gap: str) -> bool:
    return any(c in "的和与及在是将为从到位有等建以把于新个两坐落占距" for c in gap)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where places stand: spans of official names, and the end of each place by its start."""

    full: frozenset[tuple[int, int]]
    ends: Mapping[int, int]
    addresses: Mapping[int, int]
    """Starts of places that one within them follows (广东|惠州), and where that one starts."""
    branches: bool = False
    """The text is Taiwanese: there a park's branches bear the names of their places (嘉義園區, 虎尾園區)."""

    def holds(self, start: int, end: int) -> bool:
        """Whether the head is part of an official name: 园区 in 大园区."""
        return any(a < start and end <= b for a, b in self.full if a >= start - _PLACE_NAME)

    @classmethod
    def of(cls, places: Sequence[PlaceMention], branches: bool) -> _Places:
        named = [p for p in places if p.role != "anaphor"]
        ends = {p.start: p.end for p in named}
        upper = {p.end: p for p in named}
        outer = {upper[p.start].start: p.start for p in named if p.start in upper and _holds(upper[p.start], p)}
        return cls(frozenset((p.start, p.end) for p in named if p.full), ends, outer, branches)


def _holds(upper: PlaceMention, lower: PlaceMention) -> bool:
    """By the digits of the codes: 34…… holds 3401….."""
    digits = 2 if upper.code.endswith("0000") else 4
    return upper.code != lower.code and upper.code[:digits] == lower.code[:digits]


def _park(text: str, tokens: Tokens, head: int, end: int, floor: int, weak: bool, places: _Places) -> Mention | None:
    office = text.startswith(("管委会", "管理委员会", "党工委", "党委", "管理局"), end)
    if not office and text.startswith(word_list("parks", "continues_before"), end) or _other_word(text, end):
        return None
    if weak and text.startswith(("镇", "乡", "街道", "村"), end):
        return None  # a township whose name ends in 城 or 港
    if weak and len(text[head:end]) == 1 and text.startswith(word_list("projects", "yards"), end):
        return None  # the 种猪场 of a town whose name ends so
    quoted = text[head - 1 : head] == "“" and text[end : end + 1] == "”"
    head -= quoted
    start = _opening_quote(text, head, end, floor)
    if start is None:
        start = name_start(text, tokens, head, end, floor, joined=_in_list(text, head, floor))
    if "有限公司" in text[start:head]:
        start = after_firm(text, start, head, _WEAK_MIN + 1)
    start = start if quoted else park_start(text, start, head, places.ends)
    start = _innermost(start, head, places)
    start = _with_letters(text, _without_place(start, head, places.full), floor)
    start += len(next((w for w in word_list("parks", "ministries") if text.startswith(w, start, head)), ""))
    start += _QUANTITY.match(text[start:head]).end()  # type: ignore[union-attr]
    if not _nameable(text, start, head, end, weak, places):
        return None
    generic = _generic_here(text, start, head, end, weak, places)
    end, phase = _phase(text, end + quoted)
    attributes: tuple[tuple[str, str], ...] = (("phase", phase),) if phase else ()
    if generic:
        attributes += (("generic", "yes"),)
    rule = "park-office" if office else "park-head"
    return Mention(start, end, Label.PARK, clean_name(text[start:end]), rule, 0.4 if generic else 0.9, None, attributes)


def _nameable(text: str, start: int, head: int, end: int, weak: bool, places: _Places) -> bool:
    """Whether the span can be a park's name at all: something before the head that is neither place nor measure."""
    name, modifier = text[start:end], text[start:head]
    never = word_list("parks", "never")
    if not modifier or (head, end) in places.full or (start, end) in places.full or name in never:
        return False
    if any(p < head < q == end for p, q in places.ends.items() if p >= start - 4):
        return False  # 盐城 is a city, not a 城 of 盐
    lettered = len(modifier) == 1 and modifier.isascii() and modifier.isupper()
    bare = len(modifier) < _WEAK_MIN or is_generic(modifier) or is_named(modifier, start, head, places.full)
    if weak and bare and not lettered:
        return False
    if any(name.endswith(n) for n in never if len(n) > max(1, end - head)):
        return False
    if places.ends.get(head, 0) > end:
        return False  # 京昆高速|临江出口
    if weak and ("+" in modifier or "”成" in modifier) or _CODE.fullmatch(name):
        return False
    if mere_part(text, start, head, end, places.ends):
        return False
    counted = _MEASURE.search(modifier) or _COUNTED_KINDS.search(modifier) or _COUNT_OPENS.match(modifier)
    return not (modifier.startswith(longest_first("parks", "strong")) or counted)


def _generic_here(text: str, start: int, head: int, end: int, weak: bool, places: _Places) -> bool:
    """Whether the words say a kind of park, a goal, a designation or all parks of a place."""
    modifier = text[start:head]
    if is_generic(modifier) or designation(text, start, end) or hypothetical(text, start):
        return True
    several = text.endswith(word_list("parks", "indefinite"), 0, start) or _SEVERAL.search(
        text, max(0, start - 4), start
    )
    if several and text[start] != "“":
        return True
    if weak and not modifier.isascii() and goal(text, start):
        return True
    if text[places.ends.get(start, start) : head].startswith(word_list("parks", "honours")):
        return True  # 安徽国家级开发区: a kind, of a place
    if modifier.endswith(("省", "自治区")) and text[head:end] in word_list("parks", "kinds_of_zones"):
        return True  # 湖南省高新技术产业开发区: all of a province
    whole = text.startswith(("下辖", "所辖", "管委会", "党工委", *_PHASES), end)
    whole = whole or places.branches and text[head:end] == "园区"
    return not whole and text[head:end] in word_list("parks", "collective") and only_place(modifier, start, places.ends)


def _opening_quote(text: str, head: int, end: int, floor: int) -> int | None:
    """Where the quotation begins that holds nothing but the name: “桃园航空城优先产专区”."""
    if text[end : end + 1] != "”":
        return None
    opened = text.rfind("“", floor, head)
    inner = text[opened + 1 : head]
    return opened + 1 if opened >= 0 and 2 <= len(inner) <= _QUOTED and not re.search(r"[，。、；：”]", inner) else None


def _other_word(text: str, end: int) -> bool:
    """城 in 城市, 港 in 港口, 园 in 园林: the head is the beginning of another word."""
    return text[end - 1 : end + 1] in word_list("parks", "not_split")


def _in_list(text: str, head: int, floor: int) -> bool:
    """True where the item that holds `head` opens with 、, so that a 与 inside it joins words, not names."""
    comma = max(text.rfind(c, floor, head) for c in "，。：；")
    pause = text.rfind("、", floor, head)
    return pause > comma


def _without_place(start: int, head: int, full_names: Set[tuple[int, int]]) -> int:
    """Cut official place names (福清市) from the front: they say where it lies, they are not its name."""
    moved = True
    while moved:
        moved = False
        for size in range(min(12, head - start), 2, -1):
            if (start, start + size) in full_names and start + size < head:
                start += size
                moved = True
                break
    return start


def _innermost(start: int, head: int, places: _Places) -> int:
    """惠州 and 广东 in 广东惠州惠城高新区 say where that lies: the start of the last of such places."""
    while start in places.addresses and places.addresses[start] < head:
        start = places.addresses[start]
    return start


def recut(text: str, parks: Sequence[Mention], places: Sequence[PlaceMention]) -> list[Mention]:
    """Parks that others than these rules have found: a zone bears the name of its own place, without those above."""
    spans = _Places.of(places, False)
    return [_without_address(text, m, spans) if m.label is Label.PARK else m for m in parks]


def _without_address(text: str, park: Mention, places: _Places) -> Mention:
    start = _innermost(park.start, park.end, places)
    cut = start - park.start
    kind = text[places.ends.get(start, park.end) : park.end]
    zone = kind in word_list("parks", "zones") or kind in word_list("parks", "ranked")
    whole = park.end - park.start == len(park.name)
    return replace(park, start=start, name=park.name[cut:]) if cut and zone and whole else park


def _with_letters(text: str, start: int, floor: int) -> int:
    """OUTLET PARK台中港: blanks part the words of a foreign name, not the name."""
    match = _LETTERS.search(text, max(floor, start - _MAX_LETTERS), start)
    return match.start() if match and text[start : start + 1].isascii() else start


def _phase(text: str, end: int) -> tuple[int, str]:
    for phase in _PHASES:
        if text.startswith(phase, end):
            return end + len(phase), phase
    return end, ""


def clean_name(name: str) -> str:
    """The name without blanks and without a lone quote at either end."""
    name = "".join(name.split())
    for opening, closing in (("“", "”"), ("（", "）"), ("《", "》"), ("‘", "’")):
        if name.count(opening) != name.count(closing):
            name = name.strip(opening + closing) if name.count(opening) + name.count(closing) == 1 else name
            if name.count(opening) != name.count(closing):
                name = name.replace(opening, "").replace(closing, "")
    return name.replace("（", "(").replace("）", ")")
