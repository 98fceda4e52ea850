"""Lists that state what an article is about."""

from __future__ import annotations

import pytest

from loaders.clean.body import select_body
from loaders.clean.lists import list_items

PROSE = "昨日，濠江区举行集中开工仪式，9个项目同时动工，总投资37亿元，涵盖装备制造、新材料和现代物流等产业，全部建成后年产值约60亿元。"
PROJECTS = ["1.远山光伏项目，总投资3亿元", "2.青溪冷链物流园", "3.长河水务工程，总投资2亿元"]


@pytest.mark.parametrize(
    "lines",
    [
        PROJECTS,
        ["（一）远山光伏项目", "（二）青溪冷链物流园区", "（十二）长河水务工程"],
        [
            "▲甲旗 肉牛育肥项目 投资方：远山牧业",
            "▲乙旗 屠宰加工项目 投资方：青溪食品",
            "▲丙旗 有机肥项目 投资方：长河生物",
        ],
        ["9远山基地在建", "11青溪产业园在建", "15长河工程新开工", "17三江项目新开工", "20五岭生产线在建"],
        ["项目名称：远山光伏", "建设地点：青溪县", "总投资：3亿元"],
        ["⭐甲镇：年产3万吨钢结构项目", "⭐乙乡：厨房电器生产项目", "⭐丙镇：磨具生产线二期项目"],
        ["- 甲县30个，总投资197.4 亿元", "- 乙县12个，总投资42.8亿元", "- 丙区6个，总投资21亿元"],
        [f"{name}有限公司轴承生产项目（{place}）" for name, place in zip("甲乙丙丁戊", ["高新区"] * 5, strict=True)],
        [f"{n}. 在人才上，实施专项计划，和大学定向培养所需的工程技术人才" for n in (1, 2, 3)],
    ],
)
def test_items_of_a_list(lines: list[str]) -> None:
    assert list_items(lines) == set(range(len(lines)))


@pytest.mark.parametrize(
    "lines",
    [
        PROJECTS[:2],
        ["3.远山光伏项目", "2.青溪冷链物流园", "1.长河水务工程"],  # not rising
        ["1 某县产业园一期交付", "2 某市引进工厂", "3 某县企业上云"],  # few, and no mark
        ["·某市集中签约12个项目", "·某县产业园开园", "·某区开工8个项目"],  # headlines of other news
        ["1.热烈祝贺", "2.欢迎光临", "3.联系我们"],  # nothing is stated
        ["某县推进重点项目", "某市签约一批项目", "某区公布扶持项目", "某镇建成项目"],  # few, without a number
        ["2021年项目开工", "3月项目投产", "5个项目签约", "12家公司落户", "20亿项目"],  # counted, not numbered
    ],
)
def test_other_lines(lines: list[str]) -> None:
    assert not list_items(lines)


def test_a_list_that_has_run_together() -> None:
    assert list_items(["1.远山高新区2.青溪高新区3.长河经济开发区4.三江产业集聚区"]) == {0}


def test_a_list_ends_the_article() -> None:
    lines = [PROSE, "名单如下", *PROJECTS, "相关新闻", "1.某县项目投产", "2.某市项目开工", "3.某区项目签约"]
    kept, _ = select_body(lines)
    assert [lines[i] for i in kept] == lines[:5]


def test_what_follows_at_a_distance_is_something_else() -> None:
    lines = [PROSE, *(f"栏目之{c}" for c in "甲乙丙丁戊己庚"), *PROJECTS]
    kept, _ = select_body(lines)
    assert [lines[i] for i in kept] == [PROSE]
