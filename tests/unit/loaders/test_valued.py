"""Works and projects that a sum or their owner tells to be projects, however plain their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document, Mention
from loaders.projects.valued import owned_projects, valued_projects
from schema.nodes import Label


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("公司增资2亿美元上马一条眼药水灌装线。", "眼药水灌装线"),
        ("集团拿出4亿元，在白石镇兴建逆变器总部。", "逆变器总部"),
        ("余下7亿元，用于在云溪县的保税区建一座备件枢纽。", "备件枢纽"),
        ("企业斥资30亿元，盖一座华东最大的冷链仓储中心。", "冷链仓储中心"),
        ("企业计划投入60亿元，新建远山智慧工厂二期，年产整车20万辆。", "远山智慧工厂二期"),
        ("集团投资90亿元的南岭海洋科学馆已于去年开业。", "南岭海洋科学馆"),
        ("企业投资2亿元建起年产500吨的菌粉车间，今年投产。", "年产500吨的菌粉车间"),
        ("半导体公司的6英寸特色工艺线投资38亿元。", "6英寸特色工艺线"),
        ("集团负责修建石浦湖码头，投资8亿元。", "石浦湖码头"),
        ("其次是青岭控股的会展中心，投资12亿元。", "会展中心"),
        ("机床公司在云溪智能装备园建数控机床总装厂，投资9亿元。", "数控机床总装厂"),
        ("装载机与电驱桥项目投资16亿元。", "装载机与电驱桥"),
        ("协会要在当地成立瓷器试制中心，经费3亿元。", "瓷器试制中心"),
        ("一个是云溪县的光热储能项目，由华能投资30亿元。", "光热储能"),
    ],
)
def test_what_a_sum_builds_and_what_costs_a_sum(text: str, name: str, document: Callable[..., Document]) -> None:
    assert name in {m.name for m in valued_projects(document(text), ())}


@pytest.mark.parametrize(
    "text",
    [
        "3个光伏项目总投资20亿元。",
        "本次签约项目总投资20亿元。",
        "文旅产业项目总投资20亿元。",
        "该生产线投资2亿元。",
        "今年将开放的生产线投资2亿元。",
        "企业投资2亿元建设两条生产线，今年投产。",
        "机械、电子等项目投资16亿元。",
        "企业投资3亿元建设标准厂房，今年投产。",
    ],
)
def test_kinds_and_counts_are_no_projects(text: str, document: Callable[..., Document]) -> None:
    assert not list(valued_projects(document(text), ()))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("引来长溪电子的线路板项目，在建。", ["线路板"]),
        ("长溪电子所投的光伏玻璃项目收尾。", ["光伏玻璃"]),
        ("长溪电子12亿元的单晶硅棒项目满产。", ["单晶硅棒"]),
        ("长溪电子的合作项目收尾。", []),
        ("长溪电子的新能源产业项目收尾。", []),
        ("长溪电子的智能制造项目经理说，订单很多。", []),
    ],
)
def test_what_a_firm_has_is_one_project(text: str, names: list[str], document: Callable[..., Document]) -> None:
    doc = document(text)
    start = doc.text.index("长溪电子")
    firm = Mention(start, start + 4, Label.COMPANY, "长溪电子", "test")
    assert [m.name for m in owned_projects(doc, [firm])] == names
