"""PARTNERS_WITH: both ends right, in lists of pairs too, and nobody who merely attends or is named beside another."""

from __future__ import annotations

import pytest

from schema.relations import Predicate
from tests.unit.loaders.extract.conftest import Claimed

FIRM = "杭州卓尔电机有限公司"
SCHOOL = "浙江工商大学"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (f"宁海县与{SCHOOL}签署战略合作协议，共建乡村振兴研究院。", {("宁海县", SCHOOL)}),
        (f"宁海县人民政府与{FIRM}在杭州市签约，总投资9亿元。", {("宁海县", FIRM)}),
        (f"宁海县政府随后又与{FIRM}签订合作备忘录。", {("宁海县", FIRM)}),
        (f"{SCHOOL}也和宁海县合办了电机学院。", {(SCHOOL, "宁海县")}),
        ("杭州市西湖区结对帮扶淳安县，三年投入资金2亿元。", {("西湖区", "淳安县")}),
        ("上海市闵行区对口支援云南省保山市。", {("闵行区", "保山市")}),
        ("宁海县还与丽水市缙云县结成山海协作对子。", {("宁海县", "缙云县")}),
        (f"定点帮扶宁海县的{FIRM}捐资3000万元。", {(FIRM, "宁海县")}),
        (f"{FIRM}和宁波鼎立控股集团合资设立新公司。", {(FIRM, "宁波鼎立控股集团")}),
        (f"宁海县牵头，联合{SCHOOL}组建电机研究院。", {("宁海县", SCHOOL)}),
        (f"{FIRM}牵头组建的浙东电机实验室已有研究员30名。", {(FIRM, "浙东电机实验室")}),
        ("宁海县与象山县、三门县共建滨海产业带。", {("宁海县", "象山县"), ("宁海县", "三门县")}),
        ("《杭州市与甘孜州东西部协作三年行动方案》印发。", {("杭州市", "甘孜藏族自治州")}),
        (
            "杭州市西湖区与淳安县、滨江区与建德市、余杭区与桐庐县分别结对。",
            {("西湖区", "淳安县"), ("滨江区", "建德市"), ("余杭区", "桐庐县")},
        ),
        ("宁海县与丽水市缙云县的山海协作工程启动。", {("宁海县", "缙云县")}),
        ("缙云县由宁波市、绍兴市对口支援。", {("宁波市", "缙云县"), ("绍兴市", "缙云县")}),
        ("缙云县的结对帮扶单位是宁海县。", {("宁海县", "缙云县")}),
        ("宁波市、绍兴市自2013年起支援缙云县。", {("宁波市", "缙云县"), ("绍兴市", "缙云县")}),
        ("宁海县结对缙云县、象山县结对青田县。", {("宁海县", "缙云县"), ("象山县", "青田县")}),
        ("在宁波市的对口支援下，缙云县建成茶园3万亩。", {("宁波市", "缙云县")}),
        ("缙云县有茶园3万亩，宁波市对口帮扶资金到位2亿元。", {("宁波市", "缙云县")}),
        (f"{SCHOOL}、{FIRM}签署合作协议。", {(SCHOOL, FIRM)}),
        (f"{FIRM}当场与宁海县签约。", {(FIRM, "宁海县")}),
        (f"{SCHOOL}、{FIRM}均与宁海县签署协议。", {(SCHOOL, "宁海县"), (FIRM, "宁海县")}),
        (f"{SCHOOL}与宁波市的{FIRM}合设实验室。", {(SCHOOL, FIRM)}),
        (f"{FIRM}联手宁波鼎立控股集团投资9亿元。", {(FIRM, "宁波鼎立控股集团")}),
        ("宁波、绍兴、舟山三市签署港口协议。", {("宁波市", "绍兴市"), ("宁波市", "舟山市")}),
        (f"{FIRM}负责人到宁海县洽谈，双方达成意向。", {(FIRM, "宁海县")}),
        (f"{SCHOOL}在宁海设有分校，与{FIRM}合办实验室。", {(SCHOOL, FIRM)}),
        ("东西部协作中，杭州市西湖区—淳安县、滨江区—建德市一一结对。", {("西湖区", "淳安县"), ("滨江区", "建德市")}),
    ],
)
def test_who_works_with_whom(text: str, pairs: set[tuple[str, str]], claimed: Claimed) -> None:
    assert claimed(Predicate.PARTNERS_WITH, text) == pairs


def test_the_one_side_is_left_out(claimed: Claimed) -> None:
    text = f"宁海县电机产业起步于1980年。去年11月，我们又跟{SCHOOL}合办了电机研究院。"
    assert claimed(Predicate.PARTNERS_WITH, text, title="宁海县：小电机闯出大市场") == {("宁海县", SCHOOL)}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("象山县的渔港也在扩建，两县去年签了协议。", ("宁海县", "象山县")),
        (f"{FIRM}去年9月和我们签约。", (FIRM, "宁海县")),
    ],
)
def test_the_other_side_is_where_the_article_is(text: str, pair: tuple[str, str], claimed: Claimed) -> None:
    text = f"宁海县开建滨海新城。{text}"
    assert pair in claimed(Predicate.PARTNERS_WITH, text, title="宁海县：小电机闯出大市场")


def test_both_sides_with_a_third(claimed: Claimed) -> None:
    text = f"{FIRM}与宁波鼎立控股集团合资建厂。今年7月，双方又同宁海县政府签约。"
    third = {(FIRM, "宁海县"), ("宁波鼎立控股集团", "宁海县")}
    assert third <= claimed(Predicate.PARTNERS_WITH, text)


@pytest.mark.parametrize(
    "text",
    [
        f"宁海县未与{SCHOOL}签署战略合作协议。",
        f"宁海县与{FIRM}终止了战略合作协议。",
        f"如果宁海县与{SCHOOL}合作，将共建学院。",
        f"宁海县与{SCHOOL}联合主办产业发展大会。",
        "与杭州市相比，宁海县合作项目不多。",
        f"宁海县县长李明与{FIRM}董事长王伟出席签约仪式。",
        f"宁海县邀请{SCHOOL}、{FIRM}参加合作交流大会。",
        "宁海县同象山县相邻，合作基础好。",
        f"{FIRM}与客户签订供货合同。",
        "宁海县与象山县的合作社有30家。",
        f"{FIRM}与宁波鼎立控股集团等12家企业签约入驻。",
        "宁波市、绍兴市、舟山市签约项目30个。",
        f"管委会每年安排8亿元，同时由{FIRM}设立分公司。",
        "宁海县工业增速高于象山县，两县合作项目有12个。",
        "浙江省与宁海县共建产业园。",
    ],
)
def test_nobody_agrees(text: str, claimed: Claimed) -> None:
    assert claimed(Predicate.PARTNERS_WITH, text) == set()
