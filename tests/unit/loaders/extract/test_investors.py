"""INVESTS_IN: whose project it is, who builds it, who pays, and where money goes that no project is named for."""

from __future__ import annotations

import pytest

from schema.relations import Predicate
from tests.unit.loaders.extract.conftest import Claimed

FIRM = "湖州远宏新材料有限公司"
OTHER = "江苏博峰化工集团"
PROJECT = "高性能隔膜"
PARK = "安吉经济开发区"


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRM}计划投资12亿元，在{PARK}建设{PROJECT}项目。",
        f"{PROJECT}项目由{FIRM}投资建设，总投资12亿元。",
        f"由{FIRM}承建的{PROJECT}项目昨日开工。",
        f"{FIRM}的{PROJECT}项目已经投产。",
        f"{FIRM}位于{PARK}的{PROJECT}项目已经投产。",
        f"2.{PROJECT}项目，{FIRM}，12亿元；",
        f"{FIRM}  {PROJECT}项目  12亿元",
        f"{PROJECT}项目——{FIRM}——12亿元",
        f"{PROJECT}项目（{FIRM}），总投资12亿元。",
        f"{PROJECT}项目总投资12亿元，投资方为{FIRM}。",
        f"总投资12亿元的{PROJECT}项目建设单位为{FIRM}。",
        f"{FIRM}是行业龙头。该公司今年再投3亿元，新建{PROJECT}项目。",
        f"{OTHER}控股的{FIRM}，正在{PARK}新建{PROJECT}项目。",
        f"安吉县与{FIRM}签约{PROJECT}项目，总投资12亿元。",
        f"{OTHER}昨日到访。安吉县人民政府与{FIRM}签约，后者拟投资9亿元建设{PROJECT}项目。",
        f"规模最大的是{FIRM}，斥资12亿元兴建{PROJECT}项目。",
        f"由{FIRM}追加3亿元，对{PROJECT}项目实施智能化改造。",
        f"最忙的工地属于{FIRM}。其{PROJECT}项目已经封顶。",
        f"{FIRM}把老厂整体腾退，其中{PROJECT}项目落户{PARK}。",
        f"{FIRM}正在{PARK}建{PROJECT}项目，年产3万吨。",
        f"{FIRM}要建的是{PROJECT}项目。",
        f"{FIRM}去年投产了总投资12亿元的{PROJECT}项目。",
        f"{FIRM}启动了总投资12亿元的{PROJECT}项目。",
        f"{PROJECT}项目总投资12亿元，实施主体为{FIRM}。",
        f"{PROJECT}项目由{FIRM}负责，年产3万吨。",
        f"{PROJECT}项目位于{PARK}，由{FIRM}承担，明年竣工。",
        f"{FIRM}落户多年。它将投资12亿元，在{PARK}新建{PROJECT}项目。",
        f"{PROJECT}项目总投资20亿元，其中{FIRM}出资12亿元。",
        f"{FIRM}投资12亿元建设{PROJECT}项目，产品经由城北物流产业园发往各地。",
        f"● {PROJECT}项目。{FIRM}投资3亿元，厂房已经封顶。",
        f"1、{PROJECT}项目\n建设地点：{PARK}\n投资主体：{FIRM}\n总投资：12亿元",
    ],
)
def test_an_investor_and_its_project(text: str, claimed: Claimed) -> None:
    assert claimed(Predicate.INVESTS_IN, text) == {(FIRM, PROJECT)}


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRM}与{OTHER}合资建设{PROJECT}项目。",
        f"{FIRM}与{OTHER}合作的{PROJECT}项目已开工。",
        f"2.{PROJECT}项目，由{FIRM}与{OTHER}合资兴建，12亿元；",
        f"{PROJECT}项目总投资12亿元，出资建设的是{FIRM}和{OTHER}两方。",
        f"{PROJECT}项目由{FIRM}（简称远宏新材）牵头，联合{OTHER}共同出资。",
    ],
)
def test_investors_together(text: str, claimed: Claimed) -> None:
    assert claimed(Predicate.INVESTS_IN, text) == {(FIRM, PROJECT), (OTHER, PROJECT)}


def test_each_builds_its_own(claimed: Claimed) -> None:
    text = f"{FIRM}、{OTHER}分别投资3亿元、5亿元建设{PROJECT}项目、甲醇制烯烃项目。"
    assert claimed(Predicate.INVESTS_IN, text) == {(FIRM, PROJECT), (OTHER, "甲醇制烯烃")}


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRM}在{PARK}追加投资3亿元，扩大产能。",
        f"落户{PARK}的{FIRM}，一期投资3亿元。",
        f"{FIRM}把第二总部放在{PARK}，投资9亿元。",
        f"{FIRM}在{PARK}摘得80亩用地。",
        f"{FIRM}拿出8亿元，在{PARK}生产激光器。",
        f"{PARK}有企业60家，{FIRM}在园里投了8亿元。",
    ],
)
def test_no_project_is_named(text: str, claimed: Claimed) -> None:
    assert claimed(Predicate.INVESTS_IN, text) == {(FIRM, PARK)}


@pytest.mark.parametrize(
    "text",
    [
        f"县里婉拒了{FIRM}投资12亿元的{PROJECT}项目。",
        f"网传{FIRM}将投资12亿元建设{PROJECT}项目，消息不实。",
        f"如果{FIRM}投资12亿元建设{PROJECT}项目，县里将给予奖励。",
        f"{FIRM}董事长王强参观了{PROJECT}项目。",
        f"{FIRM}毗邻在建的{PROJECT}项目。",
        f"{FIRM}向{PROJECT}项目供应原料。",
        f"{FIRM}员工参加了{PROJECT}项目建设劳动竞赛。",
        f"{FIRM}已经投产，另一家企业将投资3亿元建设{PROJECT}项目。",
        f"{PARK}入驻了{FIRM}等企业，其中{PROJECT}项目已经投产。",
        f"{FIRM}去年投产，县里随后建设{PROJECT}项目。",
    ],
)
def test_no_investor(text: str, claimed: Claimed) -> None:
    assert (FIRM, PROJECT) not in claimed(Predicate.INVESTS_IN, text)


@pytest.mark.parametrize("body", ["浙江理工大学", "安吉县水利局"])
def test_a_body_that_pays(body: str, claimed: Claimed) -> None:
    text = f"{body}投资6亿元，在{PARK}建设{PROJECT}项目。"
    assert claimed(Predicate.INVESTS_IN, text) == {(body, PROJECT)}


@pytest.mark.parametrize(
    "text",
    [
        f"{PROJECT}项目已开工，山脚下的竹海康养驿站由{FIRM}改造。",
        f"{PROJECT}项目已开工，由{FIRM}设立20亿元的竹产业发展引导资金池。",
    ],
)
def test_what_is_done_by_a_firm_is_not_what_was_named_before(text: str, claimed: Claimed) -> None:
    assert (FIRM, PROJECT) not in claimed(Predicate.INVESTS_IN, text)


def test_where_people_meet_is_not_where_money_goes(claimed: Claimed) -> None:
    text = f"12月3日，在安吉县举行的招商大会上，{FIRM}宣布追加投资6亿元。"
    assert claimed(Predicate.INVESTS_IN, text) == set()


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("棠溪纸浆扩建项目开工。项目建成后，江西棠溪纸浆有限公司将新增产值3亿元。",
         ("江西棠溪纸浆有限公司", "棠溪纸浆扩建")),
        ("椒锦生物肥项目已封顶。椒锦集团是行业龙头。", ("椒锦集团", "椒锦生物肥")),
        ("江西椒锦年产3万吨生物肥项目已封顶。椒锦集团是行业龙头。", ("椒锦集团", "江西椒锦年产3万吨生物肥")),
    ],
)  # fmt: skip
def test_a_project_that_carries_a_firm_s_name(text: str, pair: tuple[str, str], claimed: Claimed) -> None:
    assert pair in claimed(Predicate.INVESTS_IN, text)


@pytest.mark.parametrize(
    "text",
    [
        "棠溪小镇开园。棠溪集团来访。",
        "江西水泥扩建项目开工。江西集团来访。",
        f"椒锦生物肥项目由{FIRM}投资建设。椒锦集团来访。",
    ],
)
def test_a_name_alone_does_not_always_tell_the_investor(text: str, claimed: Claimed) -> None:
    assert not {one for one, _ in claimed(Predicate.INVESTS_IN, text)} - {FIRM}
