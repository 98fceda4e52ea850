"""Projects in lists: which lists name them, and where each name begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "推进华晟20GW异质结电池、中矽15万吨工业硅等项目建设。",
            {"华晟20GW异质结电池", "中矽15万吨工业硅"},
        ),
        (
            "加快嘉禾（二期）10万吨己内酰胺、远达3万吨电子铜箔等重大项目进度。",
            {"嘉禾(二期)10万吨己内酰胺", "远达3万吨电子铜箔"},
        ),
        (
            "宝明电工有限公司年产40万台电机、长岭纸业年产30万吨箱板纸等项目已竣工。",
            {"年产40万台电机", "长岭纸业年产30万吨箱板纸"},
        ),
        (
            "进展较快的项目（4个）：清河热电厂二期、滨湖大道、青石水厂扩建工程、城西粮库。",
            {"清河热电厂二期", "滨湖大道", "青石水厂扩建工程", "城西粮库"},
        ),
        (
            "今年的项目中有3个是续建项目（云台山旅游公路、白马河综合治理、南溪水库扩容工程）。",
            {"云台山旅游公路", "白马河综合治理", "南溪水库扩容工程"},
        ),
        (
            "当日开工项目3个，总投资26亿元，包括星沙物流园、恒泰制药生产基地和东湖水厂二期。",
            {"星沙物流园", "恒泰制药生产基地", "东湖水厂二期"},
        ),
        ("市委常委、县长王志远宣布宏图8英寸晶圆生产线等12个重大项目开工。", {"宏图8英寸晶圆生产线"}),
    ],
)
def test_members_of_a_list_are_projects_without_the_word(reading: Read, text: str, names: set[str]) -> None:
    read = reading(text)
    assert names <= read.projects | read.parks


@pytest.mark.parametrize(
    "text",
    [
        "园区道路、供水、供电等基础设施项目全部完工。",
        "引进一批光伏、风电、储能等新能源项目。",
        "双方将在文化、旅游、体育等领域项目上合作。",
        "清河县、长岭县各有3个项目入选。",
        "引来了佳和科技、云农农业等产业项目。",
        "全年新签项目21个、到位资金30亿元。",
        "5个项目，包括新能源、装备制造、生物医药等领域。",
    ],
)
def test_lists_of_kinds_and_counts_are_none(reading: Read, text: str) -> None:
    assert reading(text).projects == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "总投资2.8亿元青石水泥3公里输送廊、总投资近5亿元明远科技10万吨球墨铸管等项目抓紧施工。",
            {"青石水泥3公里输送廊", "明远科技10万吨球墨铸管"},
        ),
        ("眼下，投资6亿元的梅园正和食品等一批新项目陆续动工。", {"梅园正和食品"}),
    ],
)
def test_a_sum_that_opens_a_member_is_no_part_of_its_name(reading: Read, text: str, names: set[str]) -> None:
    assert names <= reading(text).projects
