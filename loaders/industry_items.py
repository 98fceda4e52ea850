"""The items of a list of branches: where each begins and ends, and whether it can be a branch at all.

An item is read over words from its end to the left, until a word that cannot stand inside the name of a branch: a
verb, a function word, a rank (重点, 传统) or a heading. What is left is a branch where the taxonomy or a known ending
says so, or where it stands in a list that the text closes with 等产业 and consists of nouns alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.branch_words import FORBIDDEN, MAX_BRANCH, MIN_BRANCH, branch_rules, branch_segmenter, headwords, is_known
from loaders.phrases import phrase_rules
from loaders.segment import Word, Words
from schema.taxonomy import Taxonomy

_QUANTITY = re.compile(r"(?:约|近|超|逾)?[\d.]+多?[万亿]?(?:亩|头|吨|只|羽|株|套|辆|台|千瓦|兆瓦)(?:的)?")
_AFTER_BRANCH = re.compile("数字化|绿色化|智能化|高端化|集群化|规模化|转型|升级|产业|企业|集群|发展|高质量|技改")
"""What may follow a known branch that opens an item and is no part of its name."""
_LONG = 3
"""So long must two unknown branches be that 与 parts them (牙科植体与骨科医材; not 汽车与零部件)."""
_CLOSING = re.compile(r"等|(?:[两二三四五六七八九十\d]{1,2}(?:大|个|类|项))")
_CONJUNCTIONS = ("和", "及", "与", "以及", "暨")
_NOUNS = ("n", "vn", "b", "a", "an", "j", "nz", "l", "s", "f", "ng", "ag", "vg", "z", "i")
_WIDEST = 120
"""Longest stretch read for one item, in characters."""
_STRIPS = 16
"""So many words are cut off an item at most."""
_STOPS = "，。；：！？\n"
_Read = tuple[int, int, str, bool] | None
"""Span, name and whether it holds nouns alone."""


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


class Reader:
    """Reads the items of one sentence's lists over its words."""

    def __init__(self, text: str, start: int, end: int, taxonomy: Taxonomy) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.taxonomy = taxonomy
        self._words = Words(branch_segmenter(taxonomy), text[start:end], start)
        self._within = self._words.within
        self._items: dict[tuple[int, int, bool], _Read] = {}

    def at_boundary(self, offset: int) -> bool:
        """Whether a word begins at `offset`."""
        return offset >= self.end or self._words.begins(offset)

    def before(self, end: int, *, closed: bool, sure: bool = False) -> Iterator[Item]:
        """The items of the list that ends at `end`; one item where no 、 parts them."""
        start = max((self.text.rfind(c, self.start, end) for c in _STOPS), default=-1) + 1
        start = max(start, self.start)
        if self.text[end - 1 : end] == "”":
            end -= 1
        start = max(start, max(self.text.rfind(c, start, end) for c in "“”") + 1)
        start = max(start, self._run_start(start, end))
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
        quote = next((k for k in range(start, end) if self.text[k] in "“”《"), None)
        end = quote if quote is not None else end
        closing = _CLOSING.search(self.text, start, end)
        closed = closing is not None
        end = closing.start() if closing else end
        several = "、" in self.text[start:end]
        lenient = (open_list or closed) and several
        if stop is None and not closed:
            end = self._run_end(start, end)
        strict = not open_list and not several
        pair = closing is not None and closing.group()[0] in "两2"
        frame = _Frame(lenient=lenient or sure or pair, strict=strict, sure=sure, pair=pair)
        items = list(self._split(start, end, frame))
        if closed or sure or any(self.is_branch(item.name, lenient=False) for item in items):
            yield from items

    def _run_end(self, start: int, end: int) -> int:
        """Where the words stop that may stand in a list of branches."""
        stop = start
        first = True
        depth = 0
        for word in self._within(start, end):
            depth += word.text.count("（") - word.text.count("）")
            if depth > 0:
                continue
            joint = word.text in _CONJUNCTIONS or word.text == "、" or word.text in "（）"
            if not joint and not self._belongs(word) and not (first and word.text in branch_rules().front):
                break
            first = joint or (first and word.text in branch_rules().front)
            stop = word.end
        return stop

    def _split(self, start: int, end: int, frame: _Frame) -> Iterator[Item]:
        cuts = self._cuts(start, end, frame)
        several = len(cuts) > 2
        for k, (begin, stop) in enumerate(itertools.pairwise(cuts)):
            begin = begin if k == 0 else begin + len(self._joint(begin))
            item = self._item(begin, stop, lead=frame.leading and k == 0)
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

    def _known_part(self, start: int, stop: int) -> int:
        """End of the longest known branch that opens the item (装备制造业 in 装备制造业数字化); `start` if none does."""
        for word in reversed(self._within(start, stop)):
            if not _AFTER_BRANCH.match(self.text, word.end):
                continue
            if word.end - start >= MIN_BRANCH and is_known(self.text[start : word.end], self.taxonomy):
                return word.end
        return start

    def _joint(self, at: int) -> str:
        return "以及" if self.text.startswith("以及", at) else self.text[at : at + 1]

    def _has_head(self, end: int) -> bool:
        return self.text.startswith(headwords(), end) or self.text[end - 2 : end] in ("产业", "行业")

    def _cuts(self, start: int, end: int, frame: _Frame) -> list[int]:
        """Where the items part: 、 always; 和/及/与/以及 where both sides stand by themselves."""
        cuts = [start]
        depth = 0
        quoted = self.text[start - 1 : start] == "“"
        for word in self._within(start, end):
            depth += word.text.count("（") - word.text.count("）")
            if depth > 0:
                continue
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
        if sure and min(len(left[2]), len(right[2])) >= _LONG and left[3] and right[3]:
            return True
        listed = "、" in self.text[start : word.start] and "、" not in self.text[word.start : end]
        return listed and (word.text == "和" or len(left[2]) > 4)

    def _item(self, begin: int, stop: int, *, lead: bool) -> _Read:
        """Span, name and whether it holds nouns alone; `lead`: what introduces the list may stand before it."""
        key = (begin, stop, lead)
        if key not in self._items:
            self._items[key] = self._read(max(begin, stop - _WIDEST), stop, lead=lead)
        return self._items[key]

    def _read(self, begin: int, stop: int, *, lead: bool) -> _Read:
        begin, stop = self._stripped(begin, stop)
        words = list(self._within(begin, stop))
        if not words or words[-1].end != stop or words[0].start != begin and not lead:
            return None
        if is_known(self.text[begin:stop], self.taxonomy):
            return begin, stop, self.text[begin:stop], True
        k = len(words)
        while k > 0 and self._belongs(words[k - 1]):
            k -= 1
        if (
            k
            and not lead
            and not all(w.text in branch_rules().front or w.text in branch_rules().triggers for w in words[:k])
        ):
            return None
        kept = words[k:]
        while (
            kept
            and kept[0].text in branch_rules().front
            and not is_known(self.text[kept[0].start : stop], self.taxonomy)
        ):
            kept = kept[1:]
        if not kept:
            return None
        at = kept[0].start
        name = self.text[at:stop]
        nominal = all(
            (w.flag.startswith(_NOUNS) and w.flag not in ("ns", "nr", "nt"))
            or not w.flag
            or w.text in phrase_rules().name_words
            for w in kept
        )
        return (at, stop, name, nominal) if len(name) >= MIN_BRANCH else None

    def _stripped(self, begin: int, stop: int) -> tuple[int, int]:
        """Heads and ranks cut from the end, brackets and blanks from both."""
        for _ in range(_STRIPS):
            if stop - begin <= MIN_BRANCH:
                break
            piece = self.text[begin:stop]
            if piece[-1] in " 、“”）" or piece[0] in " 、“”":
                cut = piece.rfind("（") if piece[-1] == "）" else -1
                if cut > 0:
                    stop = begin + cut
                else:
                    stop -= piece[-1] in " 、“”）"
                    begin += piece[0] in " 、“”"
                continue
            if piece in branch_rules().never:
                break
            named = is_known(piece, self.taxonomy) and not piece.endswith(headwords())
            back = (w for w in branch_rules().back if piece.endswith(w) and len(piece) - len(w) >= MIN_BRANCH)
            cut_off = None if named else next(back, None)
            if cut_off is None:
                break
            stop -= len(cut_off)
        return begin, stop

    def _belongs(self, word: Word) -> bool:
        text = word.text
        if len(text) == 1 and not word.flag and "一" <= text <= "鿿":
            return True
        if is_known(text, self.taxonomy) or text in phrase_rules().name_words or text in branch_rules().inside:
            return True
        if text in phrase_rules().stop_words or text in branch_rules().triggers or not text.strip():
            return False
        if text in "和及与" and text:
            return True
        if FORBIDDEN.search(text) or text[0] in "（）+＋、":
            return False
        if word.flag in ("ns", "nr", "nt"):
            return False
        if len(text) == 1 and word.flag in ("v", "vg"):
            return True  # 锻, 铸, 食: one character of a compound that the dictionary does not know
        return not word.flag.startswith(("v", "d", "p", "c", "r", "u", "m", "t", "q", "y")) or word.flag == "vn"

    def is_branch(self, name: str, *, lenient: bool) -> bool:
        """Whether an item can be a branch: a known name, a known ending, or (in a sure list) plain nouns."""
        rules = branch_rules()
        if name in rules.never or not MIN_BRANCH <= len(name) <= MAX_BRANCH or FORBIDDEN.search(name):
            return False
        if is_known(name, self.taxonomy):
            return True
        if name.endswith(rules.suffixes) and name not in rules.suffixes:
            return True
        return lenient and len(name) <= 10
