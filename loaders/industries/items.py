"""The items of a list of branches: where each begins and ends, and whether it can be a branch at all.

An item is read over words from its end to the left, until a word that cannot stand inside the name of a branch: a
verb, a function word, a rank (重点, 传统) or a heading. What is left is a branch where the taxonomy or a known ending
says so, or where it stands in a list that the text closes with 等产业 and consists of nouns alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from loaders.industries.names import NameRead, NameReader
from loaders.industries.vocabulary import branch_rules, headwords, is_known
from loaders.segment import Word
from schema.taxonomy import Taxonomy

_QUANTITY = re.compile(r"(?:约|近|超|逾)?[\d.]+多?[万亿]?(?:亩|头|吨|只|羽|株|套|辆|台|千瓦|兆瓦)(?:的)?")
_LONG = 3
"""So long must two unknown branches be that 与 parts them (牙科植体与骨科医材; not 汽车与零部件)."""
_CLOSING = re.compile(r"等|(?:[两二三四五六七八九十\d]{1,2}(?:大|个|类|项))")
_NO_BRANCHES = re.compile(
    r"等[^，。；：、]{0,4}(?:民生|事业|设施|部门|单位|工作|问题|公共服务|因素|要素|功能|措施|政策|证照|手续|任务|活动|人员|群体|群众|百姓|居民|市民|热点)"
)
"""教育、医疗、养老等民生事业: a list that is summed up as something else."""
_PRODUCTS = re.compile(r"等?\d+(?:余|多)?(?:款|种|个|类|大类|大)[^，。；]{0,4}(?:产品|菜品|单品|商品|品种|规格)")
"""羊肉粉汤、洋芋包子等26款产品: what is made, no list of branches."""
_OTHERS = re.compile(
    r"等(?:\d+|[两二三四五六七八九十]{1,2})?(?:余|多)?(?:大|个|家|所|座|处|项)?[^，。；：、]{0,4}?"
    r"(?:园区|产区|片区|组团|镇街|乡镇|街道|县区|市县|单位|机构|院校|高校|部门|中心|技术|工艺|模式|做法)"
)
"""城北、河西等5大产业园区; 水肥一体化、绿色防控等新技术: what is listed are places, bodies or methods."""
_CONJUNCTIONS = frozenset({"和", "及", "与", "以及", "暨"})
_JOINTS = _CONJUNCTIONS | frozenset("、（）")
_WIDEST = 120
"""Longest stretch read for one item, in characters."""
_STOPS = "，。；：！？\n"
_QUOTE = re.compile("[“”《]")
_BRACKET = re.compile("[（）]")
_PARTS = re.compile(r"[、和及与暨+]")
"""Without any of these nothing parts items."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item: span, bare name, whether it stood in a list of several."""

    start: int
    end: int
    name: str
    listed: bool


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is known of a list: may its items be plain nouns; may words precede the first; must it have a head; is
    its frame so strong that even one unknown noun is a branch; does a count say that it has two items."""

    lenient: bool = False
    leading: bool = False
    strict: bool = False
    sure: bool = False
    pair: bool = False


class Reader(NameReader):
    """Reads the items of one sentence's lists over its words."""

    def __init__(self, text: str, start: int, end: int, taxonomy: Taxonomy) -> None:
        super().__init__(text, start, end, taxonomy)
        self._items: dict[tuple[int, int, bool], NameRead] = {}

    def before(self, end: int, *, closed: bool, sure: bool = False) -> Iterator[Item]:
        """The items of the list that ends at `end`; one item where no 、 parts them."""
        start = max((self.text.rfind(c, self.start, end) for c in _STOPS), default=-1) + 1
        start = max(start, self.start)
        if self.text[end - 1 : end] == "”":
            end -= 1
        start = max(start, max(self.text.rfind(c, start, end) for c in "“”") + 1)
        start = max(start, self._run_start(start, end))
        if self._lists_places(start, end):
            closed = sure = False
        yield from self._split(start, end, _Frame(lenient=closed, leading=True, sure=sure))

    def _run_start(self, start: int, end: int) -> int:
        """After the last word that ends no item of a list and cannot stand in one (都属, 达到)."""
        words = list(self._within(start, end))
        for word in reversed(words):
            if word.flag.startswith("v") and word.flag not in ("vn", "vi") and not self._belongs(word):
                following = self.text[word.end : end]
                if word.text not in branch_rules().front and "、" not in following:
                    return word.end
        return start

    def after(self, start: int, *, open_list: bool, stop: int | None = None, sure: bool = False) -> Iterator[Item]:
        """The items of the list that begins at `start`, up to the clause's end or the word that closes the list."""
        quantity = _QUANTITY.match(self.text, start)
        start = quantity.end() if quantity else start
        end = min([p for c in _STOPS if (p := self.text.find(c, start, self.end)) >= 0] + [self.end])
        end = min(end, stop) if stop is not None else end
        quote = _QUOTE.search(self.text, start, end)
        end = quote.start() if quote else end
        closing = _CLOSING.search(self.text, start, end)
        if _NO_BRANCHES.match(self.text, closing.start() if closing else end):
            return
        closed = closing is not None
        end = closing.start() if closing else end
        several = "、" in self.text[start:end]
        products = closing is not None and any(p.match(self.text, closing.start()) for p in (_PRODUCTS, _OTHERS))
        lenient = (open_list or closed) and several and not products
        if stop is None and not closed:
            end = self._run_end(start, end)
        strict = not open_list and not several
        pair = closing is not None and closing.group()[0] in "两2"
        if several and self._lists_places(start, end):
            lenient = sure = pair = False
        frame = _Frame(lenient=lenient or sure or pair, strict=strict, sure=sure, pair=pair)
        items = list(self._split(start, end, frame))
        if several and not frame.lenient and not products:
            items = self._half_known(start, end) or items
        if closed or sure or any(self.is_branch(item.name, lenient=False) for item in items):
            yield from items

    def _lists_places(self, start: int, end: int) -> bool:
        """兰州、天水、平凉: a place that stands between 、 is an item of a list of places."""
        return any(
            word.flag == "ns" and self.text[word.start - 1] == self.text[word.end : word.end + 1] == "、"
            for word in self._within(start, end)
        )

    def _half_known(self, start: int, end: int) -> list[Item]:
        """The items of a list of which the taxonomy knows at least two and half of all, else none."""
        items = list(self._split(start, end, _Frame(lenient=True)))
        known = sum(is_known(i.name, self.taxonomy) for i in items)
        return items if known > 1 and 2 * known >= len(items) else []

    def between(self, start: int, end: int) -> Iterator[Item]:
        """The items of the list that stands between two offsets and nothing else."""
        yield from self._split(start, end, _Frame())

    def _run_end(self, start: int, end: int) -> int:
        """Where the words stop that may stand in a list of branches."""
        front = branch_rules().front
        stop = start
        first = True
        for word in self._outside_brackets(start, end):
            joint = word.text in _JOINTS
            if not joint and not self._belongs(word) and not (first and word.text in front):
                break
            first = joint or (first and word.text in front)
            stop = word.end
        return stop

    def _outside_brackets(self, start: int, end: int) -> Iterable[Word]:
        words = self._within(start, end)
        return self._unbracketed(words) if _BRACKET.search(self.text, start, end) else words

    @staticmethod
    def _unbracketed(words: Iterable[Word]) -> Iterator[Word]:
        depth = 0
        for word in words:
            if word.text[0] in "（）":
                depth += 1 if word.text[0] == "（" else -1
            if depth <= 0:
                yield word

    def _split(self, start: int, end: int, frame: _Frame) -> Iterator[Item]:
        cuts = self._cuts(start, end, frame)
        several = len(cuts) > 2
        for k, (begin, stop) in enumerate(itertools.pairwise(cuts)):
            begin = begin if k == 0 else begin + len(self._joint(begin))
            item = self._item(begin, stop, lead=frame.leading and k == 0)
            if item is None and frame.lenient and 0 < k < len(cuts) - 2:
                item = self._paired(begin, stop)
            if item is None:
                continue
            at, until, name, nominal = item
            known = is_known(name, self.taxonomy)
            if frame.strict and not known and not self._has_head(stop):
                until = self._known_part(at, until)
                if until == at:
                    continue
                name = self.text[at:until]
            if self.is_branch(name, lenient=frame.lenient and (several or frame.sure) and nominal):
                yield Item(at, until, name, several)

    def _paired(self, begin: int, stop: int) -> NameRead:
        """批发零售、医疗与健康、会展: one item of two nouns, where 、 parts the items on both sides."""
        joint = max(self.text.find(c, begin + 1, stop - 1) for c in "与和")
        if joint < 0:
            return None
        left, right = self._item(begin, joint, lead=False), self._item(joint + 1, stop, lead=False)
        if left is None or right is None or (left[0], left[1]) != (begin, joint) or right[0] != joint + 1:
            return None
        return begin, right[1], self.text[begin : right[1]], left[3] and right[3]

    def _joint(self, at: int) -> str:
        return "以及" if self.text.startswith("以及", at) else self.text[at : at + 1]

    def _has_head(self, end: int) -> bool:
        return self.text.startswith(headwords(), end) or self.text[end - 2 : end] in ("产业", "行业")

    def _cuts(self, start: int, end: int, frame: _Frame) -> list[int]:
        """Where the items part: 、 always; 和/及/与/以及 where both sides stand by themselves."""
        cuts = [start]
        quoted = self.text[start - 1 : start] == "“"
        parted = _PARTS.search(self.text, start, end + 1) is not None  # 以及 may begin with the last character
        for word in self._outside_brackets(start, end) if parted else ():
            joins = word.text in _CONJUNCTIONS and (frame.pair or self._parts(start, word, end, sure=frame.sure))
            if word.text == "、" or (quoted and word.text == "+") or joins:
                cuts.append(word.start)
        cuts.append(end)
        return cuts

    def _parts(self, start: int, word: Word, end: int, *, sure: bool = False) -> bool:
        if self.text.startswith("其", word.end) and word.text == "及":
            return True
        left_start = max(start, max(self.text.rfind(c, start, word.start) for c in "、和及与") + 1)
        right_end = min([p for c in "、和及与" if (p := self.text.find(c, word.end, end)) >= 0] + [end])
        if is_known(self.text[left_start:right_end], self.taxonomy):
            return False
        left = self._item(left_start, word.start, lead=left_start == start)
        right = self._item(word.end, right_end, lead=False)
        if left is None or right is None:
            return left is None and word.start > start and self.text[left_start : word.start] != ""
        if self.is_branch(left[2], lenient=False) and self.is_branch(right[2], lenient=False):
            return True
        if sure and left[3] and right[3] and self._either_known(left[2], right[2]):
            return True
        listed = "、" in self.text[start : word.start] and "、" not in self.text[word.start : end]
        return listed and (word.text == "和" or len(left[2]) > 4)

    def _either_known(self, left: str, right: str) -> bool:
        """硼酸和煤化工: two nouns of which one is a branch; or both are long."""
        known = any(is_known(name, self.taxonomy) for name in (left, right))
        return known or min(len(left), len(right)) >= _LONG

    def _item(self, begin: int, stop: int, *, lead: bool) -> NameRead:
        """Span, name and whether it holds nouns alone; `lead`: what introduces the list may stand before it."""
        key = (begin, stop, lead)
        if key not in self._items:
            self._items[key] = self._read(max(begin, stop - _WIDEST), stop, lead=lead)
        return self._items[key]
