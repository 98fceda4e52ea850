"""Lists that state what an article is about: items of one form one below the other, most of which name or count something.

Lists of projects and of parks end many pages, item by item and without a full stop. Rankings of other news look alike: they
are short, or have no mark behind their numbers, or stand under a heading of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from loaders.lexicons import word_list, words
from loaders.text.numerals import parse_number

_NUMBERED = re.compile(
    r"\s*(?P<open>[（(【\[]?)(?P<number>\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?P<mark>\s*[.．、）)】\]]\s*(?!\d)|(?=[一-鿿A-Za-z“]))(?P<rest>.*)"
)
_BULLET = re.compile(r"\s*(?P<mark>[-–•●○◆◇■□★☆⭐▲△▶►➤▪·*※✦✔])\s*(?P<rest>\S.*)")
_NAMED = re.compile(
    r"(?!.*[，。！？；])\S.{5,58}?(?:项目|工程|产业园|生产线|建设)\s*(?:[（(][一-鿿]{2,10}[)）])?[、，]?"
)
"""A line that is but the name of a project, with its place behind it or not: 年产1万吨X项目（Y区）."""
_COUNTED = re.compile(r"\d\s*[个家项宗][,，、 ].*\d\s*[亿万]")
"""枝江市30个，总投资197亿元"""
_INLINE = re.compile(r"\d{1,3}[.．、]\s*(?=[一-鿿A-Za-z“])")
_UNIT = re.compile(r"[年月日时点分秒个家项亿万千百余多名位人次度期号层座条届种类大小级省市县区吨亩%％+]")
"""After a number without a mark: it counts, and is none of an item."""
_FACT = re.compile(
    r"\d[\d.]*\s*(?:亿|万|亩|平方|公里|吨|千瓦|兆瓦|MW|GW)|公司|集团|项目|工程|产业园|工业园|园区|开发区|集聚区|高新区|新区|基地"
    r"|集群|生产线|建设|[市县区旗][（(：:]"
)
_LEAST, _LEAST_BARE = 3, 5
"""So many items make a list, and so many where nothing stands behind the numbers, or there are none."""
_BETWEEN = 2
"""So many lines may stand between two items: headings of parts, lines that go on."""
_LONG, _LONGEST = 28, 160
"""A shorter line behind a bullet may be the headline of other news; a longer line is prose, and is judged as such."""
_LONGEST_HEAD = 10


class _Item(NamedTuple):
    form: str
    """What is alike in all items of a list."""
    number: int
    """0 behind a bullet."""
    is_fact: bool


def list_items(lines: Sequence[str]) -> set[int]:
    """Indexes of the items of such lists. `lines` are Simplified."""
    out = {i for i, line in enumerate(lines) if _is_row_of_items(line)}
    run: list[tuple[int, _Item]] = []
    since = 0
    for i, line in enumerate(lines):
        if not line.strip():
            continue
        item = _item(line.strip())
        if item is None:
            since += 1
            continue
        if run and not (_follows(item, run[-1][1]) and since <= _BETWEEN):
            out |= _list(run)
            run = []
        run.append((i, item))
        since = 0
    return out | _list(run)


def _follows(item: _Item, last: _Item) -> bool:
    return item.form == last.form and (not item.number or item.number > last.number)


def _item(line: str) -> _Item | None:
    if len(line) > _LONGEST:
        return None
    if _is_field(line):
        return _Item("field", 0, True)
    bullet = _BULLET.fullmatch(line)
    if bullet is not None:
        tells = _is_long(line) or bool(re.search("[：:]", line))
        return _Item(bullet["mark"], 0, tells and bool(_FACT.search(line)) or bool(_COUNTED.search(line)))
    match = _NUMBERED.fullmatch(line)
    if match is None or not match["rest"]:
        return _Item("name", 0, True) if _NAMED.fullmatch(line) else None
    mark, number = match["mark"].strip(), match["number"]
    if not mark and (_UNIT.match(match["rest"]) or not number.isdigit()):
        return None
    form = f"{match['open']}{'1' if number.isdigit() else '一'}{mark}"
    value = parse_number(number)
    return _Item(form, int(value.value) if value else 0, bool(_FACT.search(match["rest"])) or _is_long(line))


def _is_long(line: str) -> bool:
    return len(line) >= _LONG and bool(re.search("[，,]", line))


def _is_field(line: str) -> bool:
    """总投资：2亿元, 建设地点：X园区: lines that each say one thing of a project."""
    head = re.split("[：:]", line, maxsplit=1)[0]
    name = "".join(head.split())
    if head == line or len(name) > _LONGEST_HEAD:
        return False
    return name in _headings() or name.endswith(word_list("tables", "fields"))


@cache
def _headings() -> frozenset[str]:
    return frozenset(w for group in words("tables")["headers"].values() for w in str(group).split())


def _is_row_of_items(line: str) -> bool:
    """1.郑州高新区2.新乡高新区3.洛阳高新区: a list whose lines have run together."""
    items = _INLINE.split(line)
    return len(items) > _LEAST and sum(bool(_FACT.search(item)) for item in items) * 3 >= len(items) * 2


def _list(run: Sequence[tuple[int, _Item]]) -> set[int]:
    if not run:
        return set()
    is_bare = run[0][1].form in ("1", "name")
    facts = sum(item.is_fact for _, item in run)
    is_list = len(run) >= (_LEAST_BARE if is_bare else _LEAST) and facts * 3 >= len(run) * 2
    return {i for i, _ in run} if is_list else set()
