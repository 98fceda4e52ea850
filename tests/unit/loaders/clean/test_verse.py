"""Texts with a clause on each line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean.verse import clauses

TEXT = [
    "近日，记者走进远山产业园",
    "青溪新材料公司的厂房里",
    "工人们正在赶制第一批产品",
    "这家企业总投资约3亿元",
    "分两期建设",
    "全部投产后年产值2.5亿元",
    "以远山为基地向外拓展",
]
MENU = ["首页", "新闻中心", "招商引资", "园区概况", "政策法规", "联系我们", "在线留言"]
HEADLINES = [
    "远山县集中开工12个重大产业项目总投资56亿元",
    "青溪市新能源电池产业园项目签约落户",
    "长河区召开三季度经济运行分析会议",
    "三江县举行招商引资项目集中签约仪式",
    "五岭市工业园区标准厂房项目加快推进",
    "河湾县前三季度规上工业增加值增长8%",
]


def known(lines: list[str]) -> list[bool]:
    return [False] * len(lines)


def test_clauses_line_by_line_are_a_text() -> None:
    assert clauses(TEXT, known(TEXT)) == set(range(len(TEXT)))


def test_blank_lines_do_not_part_it() -> None:
    lines = [line for text in TEXT for line in (text, "")]
    assert clauses(lines, known(lines)) == set(range(0, 2 * len(TEXT), 2))


@pytest.mark.parametrize("lines", [MENU, HEADLINES, TEXT[:5]])
def test_menus_headlines_and_a_few_lines_are_none(lines: list[str]) -> None:
    assert not clauses(lines, known(lines))


def test_what_is_something_else_by_its_form_parts_a_text() -> None:
    assert not clauses(TEXT, [i == 3 for i in range(len(TEXT))])


@given(st.lists(st.text(alphabet="近日园区的建设3亿元。 |", max_size=34), max_size=20))
def test_only_lines_with_text_are_found(lines: list[str]) -> None:
    assert all(lines[i].strip() for i in clauses(lines, known(lines)))
