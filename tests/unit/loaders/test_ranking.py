"""Choosing by fitted weights, and whose a figure is."""

from __future__ import annotations

import math

import pytest

from loaders.model import RawArticle
from loaders.pipeline import Reader
from loaders.ranking import Candidate, best, score, weights


def test_weights_add_up_and_unknown_features_count_nothing() -> None:
    table = {"near": 1.5, "subject": -0.5}
    assert score(Candidate(1, ("near", "subject", "unheard of")), table) == 1.0


def test_the_highest_score_wins_with_its_probability() -> None:
    table = {"near": math.log(3)}
    chosen, probability = best([Candidate(1, ()), Candidate(2, ("near",))], table)
    assert chosen.ref == 2
    assert probability == pytest.approx(0.75)


def test_of_equals_the_first_wins_and_none_is_an_error() -> None:
    assert best([Candidate(None, ()), Candidate(7, ())], {})[0].ref is None
    with pytest.raises(ValueError, match="empty"):
        best([], {})


def test_the_packaged_weights_are_numbers() -> None:
    assert len(weights("figure_owners")) > 100


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.by_rules()


def owners(reader: Reader, text: str) -> set[tuple[float, str]]:
    facts = reader.read(RawArticle("a.txt", text))
    names = {e.id: e for e in facts.entities}
    out = set()
    for r in facts.relations:
        figure, owner = (r.end, r.start) if r.type == "HAS_INDICATOR" else (r.start, r.end)
        if r.type in ("HAS_INDICATOR", "FUNDS"):
            value = names[figure].properties.get("value", names[figure].properties.get("amount"))
            assert isinstance(value, int | float)
            out.add((float(value), names[owner].name))
    return out


TITLE = "阜宁县风电装备项目开工\n\n"


@pytest.mark.parametrize(
    ("text", "value", "owner"),
    [
        ("5月8日，阜宁县海上风机叶片项目开工，总投资12亿元，占地200亩。", 1.2e9, "阜宁县海上风机叶片"),
        ("5月8日，阜宁县海上风机叶片项目开工，总投资12亿元，占地200亩。", 200, "阜宁县海上风机叶片"),
        ("阜宁县去年实现地区生产总值680亿元，同比增长6.2%。", 6.8e10, "阜宁县"),
        ("总投资30亿元的阜宁风电产业园一期已经开工。", 3e9, "阜宁风电产业园一期"),
    ],
)
def test_a_figure_belongs_to_what_a_reader_would_think(reader: Reader, text: str, value: float, owner: str) -> None:
    assert (value, owner) in owners(reader, TITLE + text)


def test_each_of_a_list(reader: Reader) -> None:
    text = "盐城市发布名单。东台市以24家居首，建湖县、射阳县、滨海县分别有16家、13家和11家，响水县、阜宁县各有6家上榜。"
    found = owners(reader, "盐城市百强企业榜\n\n" + text)
    assert {(16.0, "建湖县"), (13.0, "射阳县"), (11.0, "滨海县"), (6.0, "响水县"), (6.0, "阜宁县")} <= found


def test_each_has_one_of_as_many(reader: Reader) -> None:
    text = "盐城市发布名单。东台市有24家；建湖县、射阳县、滨海县紧随其后，各有16家、13家和11家。"
    found = owners(reader, "盐城市百强企业榜\n\n" + text)
    assert {(16.0, "建湖县"), (13.0, "射阳县"), (11.0, "滨海县")} <= found


def test_names_and_figures_in_turn(reader: Reader) -> None:
    text = "盐城市公布新建项目的分布，依次为东台市5个、建湖县4个、射阳县有3个、滨海县2个，响水县占比1.2%、阜宁县1.1%。"
    found = owners(reader, "盐城市绿色能源项目\n\n" + text)
    assert {
        (5.0, "东台市"), (4.0, "建湖县"), (3.0, "射阳县"), (2.0, "滨海县"), (1.2, "响水县"), (1.1, "阜宁县"),
    } <= found  # fmt: skip


def test_how_far_it_is_belongs_to_no_name(reader: Reader) -> None:
    found = owners(reader, TITLE + "阜宁县风电产业园距东台市80公里、射阳县45公里。")
    assert not {(80.0, "东台市"), (45.0, "射阳县")} & found


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("阜宁县风机叶片项目率先开工，此次开工16个重点项目，总投资21.5亿元，年度计划投资9亿元。", {16.0, 2.15e9, 9e8}),
        ("阜宁县风机叶片项目和其他产业项目一共43个，总投资72亿元。", {7.2e9}),
    ],
)
def test_what_several_projects_cost_belongs_to_none_of_them(reader: Reader, text: str, values: set[float]) -> None:
    found = owners(reader, TITLE + text)
    assert {(v, "阜宁县") for v in values} <= found


def test_one_of_several_projects_costs_its_own_sum(reader: Reader) -> None:
    text = "阜宁县签下两个项目，分别为总投资5亿元的阜宁县叶片模具项目和总投资3亿元的阜宁县塔筒制造项目。"
    assert (5e8, "阜宁县叶片模具") in owners(reader, TITLE + text)


def test_a_name_in_brackets_owns_nothing_behind_them(reader: Reader) -> None:
    text = "阜宁风电产业园去年实现产值20亿元（滨海化工园不计在内），主营业务收入26亿元，税收1.2亿元。"
    assert {(2.6e9, "阜宁风电产业园"), (1.2e8, "阜宁风电产业园")} <= owners(reader, TITLE + text)


def test_growth_is_of_whom_the_figure_before_it_is(reader: Reader) -> None:
    text = "阜宁县去年实现产值90亿元，比上年同期增长8%。其中，江苏恒丰纸业有限公司产值6.8亿元，同比增长26%。"
    assert {(8.0, "阜宁县"), (26.0, "江苏恒丰纸业有限公司")} <= owners(reader, TITLE + text)


def test_in_turn(reader: Reader) -> None:
    text = "阜宁县提出，风电装备、新型建材、食品加工三大产业产值依次达到80亿元、50亿元和30亿元。"
    found = owners(reader, TITLE + text)
    assert {(8e9, "风电装备"), (5e9, "新型建材"), (3e9, "食品加工")} <= found


def test_the_former_and_the_latter(reader: Reader) -> None:
    text = "阜宁县有江苏恒丰纸业有限公司和江苏新汉化工有限公司，前者去年生产纸浆134万吨，后者加工原料92万吨。"
    found = owners(reader, TITLE + text)
    assert {(1.34e6, "江苏恒丰纸业有限公司"), (9.2e5, "江苏新汉化工有限公司")} <= found


def test_a_figure_in_a_name_is_of_what_is_named(reader: Reader) -> None:
    found = owners(reader, TITLE + "阜宁县年产5万吨玻璃纤维项目开工。")
    assert (5e4, "阜宁县年产5万吨玻璃纤维") in found


def test_ordinals_and_quoted_numbers_are_no_figures(reader: Reader) -> None:
    found = owners(reader, TITLE + "阜宁县第3次会议提出“1+3”布局，第2期工程列入计划。")
    assert not found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "盐城市集中开工6个项目。其中：东台市3个项目，总投资31.5亿元；建湖县2个项目，总投资8亿元；射阳县1个项目，总投资3亿元。",
            {(3.15e9, "东台市"), (8e8, "建湖县"), (3e8, "射阳县")},
        ),
        # what a sum before 的 is of is named behind it
        (
            "盐城市盘点签约。东台市1个，即总投资20亿元的长河光学镜头项目；建湖县1个，即总投资7亿元的永庆石油钻头项目。",
            {(2e9, "长河光学镜头"), (7e8, "永庆石油钻头")},
        ),
    ],
)
def test_all_figures_of_an_item_are_of_the_name_that_opens_it(
    reader: Reader, text: str, found: set[tuple[float, str]]
) -> None:
    assert found <= owners(reader, "盐城市项目快报\n\n" + text)


def test_names_that_stand_for_a_list_own_nothing(reader: Reader) -> None:
    text = "盐城市今年推进的文旅项目有东台黄海森林小镇、建湖九龙口小镇等19个，总投资32.3亿元，年内完成投资8.8亿元。"
    named = {owner for _, owner in owners(reader, "盐城市项目快报\n\n" + text)}
    assert not {n for n in named if n.endswith("小镇")}


def test_fields_are_of_the_project_that_heads_them(reader: Reader) -> None:
    text = (
        "盐城市重点项目观摩\n\n盐城市5月将观摩东台智联科技产业园、建湖云杉茶业产业园等项目，项目建什么、进展怎样，现介绍如下。\n"
        "1、东台智联科技产业园项目\n建设地点：东台市沿海工业园\n总投资：2.83亿元\n"
        "建设内容：租赁标准化厂房2.16万平方米，布设生产线5条。投用后，年产值2.5亿元。\n"
        "2、建湖云杉茶业产业园项目\n建设地点：建湖县\n总投资：1.5亿元\n建设内容：项目用地22.8亩，新建茶叶加工厂3座。\n"
    )
    first, second = "东台智联科技产业园", "建湖云杉茶业产业园"
    expected = {(2.83e8, first), (2.16e4, first), (5.0, first), (2.5e8, first), (1.5e8, second), (22.8, second)}
    assert expected <= owners(reader, text)
