"""What a project is for, by its own name: 电驱桥 in 电驱桥生产线, 己二酸 in 海润化学年产5万吨己二酸扩能项目.

Such a name goes firm or place, capacity (年产5万吨), product, what is done (扩能, 技改) and works (生产线, 二期). What is
left in the middle is the project's branch, whether or not the taxonomy knows it. Where a brand that nobody has recognised
may open what is left, it is none: the known branch within it, if any, is read by itself (`extract.industries.relations`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from loaders.industries.vocabulary import FORBIDDEN, MIN_BRANCH, branch_segmenter, is_known
from loaders.lexicons import longest_first, word_list
from loaders.model import Document, Mention
from loaders.segment import Word
from schema.nodes import Label
from schema.taxonomy import Taxonomy

PRODUCT = "industry-product"
"""The rule of such a mention."""
_CONFIDENCE = 0.5
"""No more than that of a bare term: a name alone founds no branch."""
_LONGEST = 12
"""Longest product, in characters."""
_OPENERS = (Label.COMPANY, Label.PARK)
_OLD_WORKS = "project-head"
"""The rule of names that only their head tells (X机械厂): mostly firms or works that stand already."""
_CAPACITY = re.compile(
    r"(?:年(?:产能?|处理|加工|出栏|回收|拆解|屠宰|存栏|养殖))?[\d.]++[-—~]?[十百千万亿多余]*"
    r"(?:平方米|平米|立方米|立方|千瓦时|千瓦|兆瓦时|兆瓦|吉瓦时|吉瓦|千伏安时|千伏安|千伏|安时|英寸|纳米|奈米|公里"
    r"|[GMk]Wh?|[吨套辆台只片件头羽根支枚瓶箱盒条块米颗粒架艘张亩吋])(?:级|/年|每年)?"
    r"|[百千]万(?:吨级?|千瓦级?|头|套|台|辆|千瓦时)"
)
_TRAILING = re.compile(r"(?:第?[一二三四五六七八九十\d]+期(?:工程)?|（[^（）]*）|[一二三四五六七八九]厂|[“”的])$")
_LEADING = re.compile(
    r"(?:[“”]|(?:第[一二三四五六七八九十\d]+|首)[条座个家]?|[一二三四五六七八九十两双多][价轴]"
    r"|[一-鿿]{2,5}(?<![利应医民商家农日食药车专通军公实使])用(?=[一-鿿]{2}))"
)
"""第二条|总装线, 动力电池用|硫酸镍; not 综合利用."""
_JOINT = re.compile("[和与及、]")
_NAMES = ("ns", "nr", "nt")
"""Parts of speech of words that may belong to a brand."""
_NOUNS = ("n", "b", "vn", "an", "l", "i", "g", "j")
_NO_END = ("v", "q", "z", "d")
_SHORTEST = 3
"""A single word that the taxonomy does not know must be so long, in characters."""
_MOST = 3
"""So many words has a product."""


def named_products(doc: Document, mentions: Sequence[Mention], taxonomy: Taxonomy) -> Iterator[Mention]:
    """A mention of the branch within the name of every project that tells one."""
    openers = {m.start: m.end for m in sorted(mentions, key=lambda m: m.end) if m.label in _OPENERS}
    known = {(m.start, m.end) for m in mentions if m.label is Label.INDUSTRY}
    reader = _Products(doc.text, openers, taxonomy)
    for m in mentions:
        if m.label is not Label.PROJECT or m.rule == _OLD_WORKS or m.is_generic:
            continue
        span = reader.product(m.start, m.end)
        if span is not None and span not in known:
            known.add(span)
            told = (("context", "name"), ("known", "yes"))
            yield Mention(*span, Label.INDUSTRY, doc.text[slice(*span)], PRODUCT, _CONFIDENCE, None, told)


class _Products:
    """Reads the products in the names of projects of one article."""

    def __init__(self, text: str, openers: Mapping[int, int], taxonomy: Taxonomy) -> None:
        self._text = text
        self._openers = openers
        self._taxonomy = taxonomy

    def product(self, start: int, end: int) -> tuple[int, int] | None:
        """Where the product stands in the name `start:end`; the first where 和 joins several."""
        text, whole = self._text, (start, end)
        start = self._behind_owners(start, end)
        end = self._before_works(start, end)
        start = max([start, *(m.end() for m in _CAPACITY.finditer(text, start, end))])
        start = self._behind_owners(max(start, text.rfind("的", start, end) + 1), end)
        joint = _JOINT.search(text, start, end)
        end = self._before_works(start, joint.start()) if joint else end
        end = self._before_uses(start, end)
        start = self._behind_ranks(start, end)
        if not self._is_product(text[start:end]):
            return None
        made = is_known(text[start:end], self._taxonomy) or self._tells_making(whole, (start, end))
        return (start, end) if made else None

    def _tells_making(self, name: tuple[int, int], product: tuple[int, int]) -> bool:
        """Whether a name says that what it holds is made there (年产…, …生产线): of 县城电网改造 nobody sells any."""
        if _CAPACITY.search(self._text, name[0], product[0]):
            return True
        return any(self._text.find(w, product[1], name[1]) >= 0 for w in word_list("industries", "product_made"))

    def _behind_owners(self, start: int, end: int) -> int:
        """Behind the firm or park that opens a name."""
        while start < (behind := self._openers.get(start, 0)) < end:
            start = behind
        return start

    def _before_works(self, start: int, end: int) -> int:
        """Before the words at a name's end that say what is built or done."""
        works = longest_first("industries", "product_back")
        while end - start > MIN_BRANCH:
            trailing = _TRAILING.search(self._text[start:end])
            word = trailing.group() if trailing else next((w for w in works if self._text.endswith(w, start, end)), "")
            if not word or end - len(word) - start < MIN_BRANCH:
                break
            end -= len(word)
        return end

    def _before_uses(self, start: int, end: int) -> int:
        """Before what is done with a known branch (菱镁|精深加工); 粮油加工 is known itself."""
        name = self._text[start:end]
        if is_known(name, self._taxonomy):
            return end
        uses = (w for w in longest_first("industries", "product_uses") if name.endswith(w))
        return next((end - len(w) for w in uses if is_known(name[: -len(w)], self._taxonomy)), end)

    def _behind_ranks(self, start: int, end: int) -> int:
        """Behind the words before a product that tell nothing of its branch."""
        ranks = longest_first("industries", "product_front")
        while end - start > MIN_BRANCH:
            leading = _LEADING.match(self._text, start, end)
            word = leading.group() if leading else next((w for w in ranks if self._text.startswith(w, start)), "")
            if not word or end - start - len(word) < MIN_BRANCH:
                break
            start += len(word)
        return start

    def _is_product(self, name: str) -> bool:
        """Whether it is made of ordinary words, none of which may belong to a brand or to any project."""
        if not MIN_BRANCH <= len(name) <= _LONGEST or FORBIDDEN.search(name) or _parted().search(name):
            return False
        if any(name in word_list("industries", key) for key in ("never", "vague", "product_never")):
            return False
        if is_known(name, self._taxonomy):
            return True
        if name.endswith(word_list("industries", "product_never")) or self._is_of_known(name):
            return False
        words = branch_segmenter(self._taxonomy).words(name)
        stuffs = word_list("industries", "stuffs")
        opens = len(words[0].text) > 1 or words[0].text in stuffs
        ends = not words[-1].flag.startswith(_NO_END) or words[-1].text in stuffs
        alone = len(words) == 1 and len(name) < _SHORTEST
        return opens and ends and not alone and len(words) <= _MOST and all(map(self._may_hold, words))

    def _is_of_known(self, name: str) -> bool:
        """储能|设备: of a known branch, which is read by itself."""
        cuts = range(MIN_BRANCH, len(name))
        return any(of_branch(name[k:]) and is_known(name[:k], self._taxonomy) for k in cuts)

    def _may_hold(self, word: Word) -> bool:
        if word.flag in _NAMES or word.text.isascii():
            return False
        if word.flag.startswith("v") and len(word.text) > 1:
            return word.text not in _foreign_verbs()
        return len(word.text) == 1 or word.flag.startswith(_NOUNS) or is_known(word.text, self._taxonomy)


@cache
def _parted() -> re.Pattern[str]:
    """石化|高性能弹性体, 金属镁|配套兰炭: words of two things, of which the first is no part of the second."""
    ranks = "|".join(w for w in longest_first("industries", "product_front") if len(w) > MIN_BRANCH)
    return re.compile(rf"(?<=.)(?:{ranks}|配套)")


@cache
def _foreign_verbs() -> frozenset[str]:
    """Verbs that say what is done with a project (建成, 启动), not what it makes."""
    lists = (("projects", "builders"), ("projects", "acquired"), ("phrases", "bare_verbs"))
    return frozenset(word for name, key in lists for word in word_list(name, key))


def of_branch(rest: str) -> bool:
    """海上风电|项目 is of that branch; 动力电池|综合利用 and 锂电|铜箔 name something else made of or for it."""
    while rest:
        word = next((w for w in _words_of_branch() if rest.startswith(w)), None)
        if word is None:
            return rest[0] in "”）(（"
        rest = rest[len(word) :]
    return True


@cache
def _words_of_branch() -> tuple[str, ...]:
    words = {*word_list("industries", "of_branch"), *word_list("industries", "product_back")}
    return tuple(sorted(words, key=lambda w: (-len(w), w)))
