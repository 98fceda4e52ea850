"""Mentions that compete for the same words: names that 和 joins are parted, and of overlapping names the longest stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from loaders.lexicons import longest_first, words
from loaders.model import Document, Mention
from loaders.text.spans import Taken
from schema.nodes import Label

_PRIORITY = {
    Label.PROJECT: 0,
    Label.PERSON: 1,
    Label.PARK: 2,
    Label.COMPANY: 3,
    Label.ORGANIZATION: 4,
    Label.POLICY: 5,
    Label.INDUSTRY: 6,
}


_WHOLE = (
    "园",
    "园区",
    "开发区",
    "高新区",
    "公司",
    "集团",
    "大学",
    "学院",
    "研究院",
    "医院",
    "政府",
    "管委会",
    "基地",
    "局",
    "委",
    "厅",
)
_CONJUNCTION = re.compile(r"以及|[和与及同跟]")
_BETWEEN = re.compile(r"[和与、]|(?:合作|联合|共同)?共建")
"""What two bodies that the labeller took for one are joined by."""
_BODIES = ("部", "局", "委", "厅", "署", "院", "所", "中央", "大学", "政府")
_BARE_OFFICES = ("管委会", "省政府", "市政府", "区政府", "县政府")
_FULL = ("集团", "公司", "股份")
_OFFICES = ("政府", "管委会", "大学", "学院", "研究院", "医院")
_SCHOOLS = ("大学", "学院", "研究院", "研究所", "协会", "学校")
_MIN_PART = 4
"""Shortest name that a conjunction may part from another, in characters."""
_PROGRAMMES = ("计划", "行动", "战略", "方案", "构想", "蓝图", "愿景")
"""“青岭硅谷计划”: what a park's name makes with one of these is a programme's name as a whole."""
_HOLDERS = {
    Label.PARK: (Label.ORGANIZATION, Label.PROJECT, Label.POLICY),
    Label.COMPANY: (Label.PROJECT, Label.PARK),
}
"""Kinds whose longer names a park or a firm opens and is still named itself."""
HEADED = "company-head"
"""The rule of firms' names that end in 公司 or 集团: a brand may open that of another firm (上汽 in 上汽红岩)."""
OPENING = ("opens", "work")
"""Attribute of firms named by a short name that may open that of their work (宁德时代|青溪基地) and are named there."""
SEARCHED = frozenset({Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION, Label.PERSON, Label.POLICY})


def select(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that hold against their rivals: longest first, then by kind; industries judged last."""
    taken: list[Mention] = []
    persons: set[tuple[int, int]] = set()
    spans = Taken()
    rivals = [m for m in mentions if m.label is not Label.INDUSTRY]
    for mention in sorted(rivals, key=lambda m: (m.start - m.end, -m.confidence, _PRIORITY[m.label], m.start)):
        span = (mention.start, mention.end)
        person = mention.label is Label.PERSON
        if spans.add(*span) or person and span in persons:  # a person has a mention for each post
            taken.append(mention)
            persons |= {span} if person else set()
    return sorted(taken, key=lambda m: m.start)


def conjuncts_parted(mentions: Sequence[Mention]) -> list[Mention]:
    """A和B项目 read as one name is B where B is named elsewhere; two schools joined by 及 are two."""
    known = {(m.label, m.name) for m in mentions}
    out: list[Mention] = []
    for mention in mentions:
        for one in _of_two(mention):
            out += _parted(one, known)
    return out


def names_itself(mention: Mention) -> bool:
    """Whether a park or firm is still named where it opens a longer name."""
    return mention.label is Label.PARK or mention.rule == HEADED or OPENING in mention.attributes


def opens_longer(mention: Mention, winners: Sequence[Mention]) -> bool:
    """X园区管委会, X园区100MW光伏项目, “X园区扩充计划”; 甲公司年产3万吨浆纸项目: what is named within the longer name."""
    holders = _HOLDERS.get(mention.label, ())
    if mention.is_generic or not names_itself(mention):
        return False
    return any(
        w.label in holders
        and ("kind", "document") not in w.attributes
        and 0 <= mention.start - w.start <= 1
        and mention.end < w.end
        and w.name != mention.name
        and not (w.label is Label.POLICY and w.name.removeprefix(mention.name) in _PROGRAMMES)
        for w in winners
    )


def without_apposed(doc: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """SiC长晶厂晶禾科技: a plant right before a firm's name says what the firm is."""
    firms = tuple({m.name for m in mentions if m.label is Label.COMPANY})
    return [
        m
        for m in mentions
        if not (m.label is Label.PROJECT and m.name.endswith("厂") and doc.text.startswith(firms, m.end))
    ]


@cache
def _brands() -> frozenset[str]:
    return frozenset(name for group in words("companies")["names"].values() for name in str(group).split())


def _of_two(mention: Mention) -> list[Mention]:
    """甲部、乙部, 棠溪科技与岫岭集团, 棠溪大学共建岫岭研究院 labelled as one name."""
    if mention.label not in (Label.COMPANY, Label.ORGANIZATION) or mention.end - mention.start != len(mention.name):
        return [mention]
    for match in _BETWEEN.finditer(mention.name):
        left, right = mention.name[: match.start()], mention.name[match.end() :]
        first = replace(mention, end=mention.start + match.start(), name=left)
        second = replace(mention, start=mention.start + match.end(), name=right)
        if mention.label is Label.COMPANY:
            if right.endswith(_FULL) and len(right) >= _MIN_PART and _is_firm(left):
                return [first, second]
        elif left in _brands() and match[0] in "和与":
            firm = replace(first, label=Label.COMPANY)
            return [firm] if right in _BARE_OFFICES else [firm, second]
        elif right in _BARE_OFFICES and left.endswith(_SCHOOLS):
            return [first]
        elif match[0] not in "和与" and left.endswith(_BODIES) and len(right) >= _MIN_PART - 1:
            return [first, *_of_two(second)]
    return [mention]


def _is_firm(name: str) -> bool:
    return (
        name in _brands()
        or len(name) >= _MIN_PART
        and name.endswith((*_FULL, *longest_first("companies", "firm_ends")))
    )


def _parted(mention: Mention, known: set[tuple[Label, str]]) -> list[Mention]:
    for match in _CONJUNCTION.finditer(mention.name) if mention.label in SEARCHED else ():
        left, right = mention.name[: match.start()], mention.name[match.end() :]
        size = mention.end - mention.start - len(mention.name)
        office = mention.label is Label.ORGANIZATION and left.endswith(
            ("府", "局", "方", "里", "市", "县", "区", "省", "州", "旗")
        )
        if (len(left) < _MIN_PART and not office) or len(right) < _MIN_PART:
            continue
        second = replace(mention, start=mention.start + match.end(), name=right)
        if (mention.label, right) in known:
            return [second]
        if mention.label is Label.ORGANIZATION and (left.endswith(_WHOLE) or office):
            first = replace(mention, end=mention.start + match.start(), name=left)
            return [first, second] if left.endswith(_OFFICES) and size == 0 else [second]
        if mention.label is Label.ORGANIZATION and size == 0 and left[-2:] == right[-2:]:
            return [replace(mention, end=mention.start + match.start(), name=left), second]
    return [mention]
