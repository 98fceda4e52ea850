"""The name of one branch: where it begins and ends over the words of a sentence, and whether it can be one at all."""

from __future__ import annotations

import re

from loaders.industries.vocabulary import (
    FORBIDDEN,
    MAX_BRANCH,
    MIN_BRANCH,
    branch_rules,
    branch_segmenter,
    compounded,
    headwords,
    is_known,
)
from loaders.lexicons import consists_of
from loaders.segment import Word, Words
from loaders.text.phrases import phrase_rules
from schema.taxonomy import Taxonomy

_AFTER_BRANCH = re.compile(
    "数字化|绿色化|智能化|高端化|集群化|规模化|转型|升级|产业|企业|集群|发展|高质量|技改|活动|赛事"
)
"""What may follow a known branch that opens an item and is no part of its name."""
_NOUNS = ("n", "vn", "b", "a", "an", "j", "nz", "l", "s", "f", "ng", "ag", "vg", "z", "i")
_COUNT_OR_PLACE = re.compile("[两二三四五六七八九十]大|(?![城都夜超股集楼菜])[一-鿿][市县州旗]")
_VERB = 2
"""Length of the verbs that words are cut again after, in characters."""
_STRIPS = 16
"""So many words are cut off an item at most."""
NameRead = tuple[int, int, str, bool] | None
"""Span, name and whether it holds nouns alone."""


class NameReader:
    """Reads the names of branches over the words of one sentence."""

    def __init__(self, text: str, start: int, end: int, taxonomy: Taxonomy) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.taxonomy = taxonomy
        self._words = Words(branch_segmenter(taxonomy), text[start:end], start)
        self._within = self._words.within
        self._found: dict[int, bool] = {}
        """Whether the word that begins at an offset may stand in the name of a branch."""

    def at_boundary(self, offset: int) -> bool:
        """Whether a word begins at `offset`."""
        return offset >= self.end or self._words.begins(offset)

    def _known_part(self, start: int, stop: int) -> int:
        """End of the longest known branch that opens the item (装备制造业 in 装备制造业数字化); `start` if none does."""
        for word in reversed(self._within(start, stop)):
            if not _AFTER_BRANCH.match(self.text, word.end):
                continue
            if word.end - start >= MIN_BRANCH and is_known(self.text[start : word.end], self.taxonomy):
                return word.end
        return start

    def _read(self, begin: int, stop: int, *, lead: bool) -> NameRead:
        begin, stop = self._stripped(begin, stop)
        words = list(self._within(begin, stop))
        if not words or words[-1].end != stop or words[0].start != begin and not lead:
            return None
        if is_known(self.text[begin:stop], self.taxonomy):
            return begin, stop, self.text[begin:stop], True
        cut = self._after_verb(begin, stop) if lead else None
        if cut is not None:
            return cut, stop, self.text[cut:stop], True
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
            and (kept[0].text in branch_rules().front or self._counts_or_bounds(kept[0], stop))
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
            or w.text in branch_rules().inside
            for w in kept
        )
        return (at, stop, name, nominal) if len(name) >= MIN_BRANCH else None

    def _counts_or_bounds(self, word: Word, stop: int) -> bool:
        """六大|装备制造, 盘|州市|装备制造: a count or the end of a place's name, which the words cut off, before a branch."""
        leads = _COUNT_OR_PLACE.fullmatch(word.text) is not None
        return leads and is_known(self.text[word.end : stop], self.taxonomy)

    def _after_verb(self, begin: int, stop: int) -> int | None:
        """Where a known branch begins that the words cut wrongly: 做|强大|樱桃 is 做强|大樱桃."""
        for at in range(max(begin, stop - MAX_BRANCH, self.start + _VERB - 1) + 1, stop - 1):
            if self.text[at - _VERB : at] in branch_rules().triggers and is_known(self.text[at:stop], self.taxonomy):
                return at
        return None

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
            cut_off = None if named else next(back, None) or self._tail_of_known(piece)
            if cut_off is None:
                break
            stop -= len(cut_off)
        return begin, stop

    def _tail_of_known(self, piece: str) -> str | None:
        """供应链 in 半导体供应链."""
        ends = (w for w in branch_rules().known_back if piece.endswith(w) and is_known(piece[: -len(w)], self.taxonomy))
        return next(ends, None)

    def _belongs(self, word: Word) -> bool:
        found = self._found.get(word.start)
        if found is None:
            found = self._found[word.start] = self._is_part(word)
        return found

    def _is_part(self, word: Word) -> bool:
        text = word.text
        if len(text) == 1 and not word.flag and "一" <= text <= "鿿":
            return True
        if is_known(text, self.taxonomy) or text in phrase_rules().name_words or text in branch_rules().inside:
            return True
        if text in phrase_rules().stop_words or text in branch_rules().triggers or not text.strip():
            return False
        if text in "和及与" and text:
            return True
        if text in branch_rules().governing or FORBIDDEN.search(text) or text[0] in "（）+＋、":
            return False
        if word.flag in ("ns", "nr", "nt"):
            return False
        if len(text) == 1 and word.flag in ("v", "vg"):
            return True  # 锻, 铸, 食: one character of a compound that the dictionary does not know
        return not word.flag.startswith(("v", "d", "p", "c", "r", "u", "m", "t", "q", "y")) or word.flag == "vn"

    def is_branch(self, name: str, *, lenient: bool) -> bool:
        """Whether an item can be a branch: a known name, a known ending, or (in a sure list) plain nouns."""
        rules = branch_rules()
        if lenient and name in rules.listed_only:
            return True
        if name in rules.never or not MIN_BRANCH <= len(name) <= MAX_BRANCH or FORBIDDEN.search(name):
            return False
        if is_known(name, self.taxonomy):
            return True
        if name.endswith(rules.never_ends) or name.startswith(rules.never_starts):
            return False
        if consists_of(name, "industries", "never"):
            return False  # 研发生产
        if name.endswith(rules.suffixes) and name not in rules.suffixes or compounded(name, self.taxonomy):
            return True
        return lenient and len(name) <= 10
