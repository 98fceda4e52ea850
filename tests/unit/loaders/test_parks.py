"""Parks: where their names begin and end, by which other names they go, and what is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("五个项目全部进驻希望园区。", "希望园区"),
        ("走进位于长乐区起重工业园区的车间。", "起重工业园区"),
        ("意向投资10亿元建设整装家居产业园。", "整装家居产业园"),
        ("当年动工的基地成了国家（庆阳）数据中心集群的起步区。", "国家(庆阳)数据中心集群"),
        ("现有业者进驻，高雄港自由贸易港区面积400公顷。", "高雄港自由贸易港区"),
        ("企业落户在经开区的红土片区。", "红土片区"),
        ("县里建起一座“青云产业园”。", "青云产业园"),
    ],
)
def test_a_name_reaches_back_to_what_announces_it(reading: Read, text: str, name: str) -> None:
    assert name in reading(text).parks


@pytest.mark.parametrize(
    "text",
    [
        "在大城镇、宝力镇各建一座种猪场。",
        "本县的茶园、葡萄园面积扩大。",
        "在海洋牧场、港口物流等场景采购卫星服务。",
        "三、县域和园区",
        "凡进不了合规园区的，一律关停。",
        "这座港早已不是单纯的散杂货港。",
        "远安县要在江边建一座临港园区。",
        "福州市长乐区开会，长乐片区的交通更顺畅了，两市推进福莆同城。",
    ],
)
def test_towns_kinds_and_parts_of_towns_are_no_parks(reading: Read, text: str) -> None:
    assert reading(text).parks == set()


@pytest.mark.parametrize(
    "text",
    [
        "位于远安县的浙江远安绿能装备产业基地（以下简称“绿能基地”）投产。绿能基地聚起27家企业。",
        "大名是远安县生物医药产业园，也叫绿能基地。绿能基地聚起27家企业。",
    ],
)
def test_one_park_goes_by_the_names_that_the_text_gives_it(reading: Read, text: str) -> None:
    assert len(reading(text).parks) == 1


def test_what_a_park_is_not_called(reading: Read) -> None:
    assert reading("德清县的临杭工业园，也叫停了两家企业。青云产业园有企业20家。").parks == {"临杭工业园", "青云产业园"}


def test_names_that_share_a_head_are_two_parks(reading: Read) -> None:
    assert reading("县府表示，清溪公馆、石桥两处产业园区也进入公共工程阶段。").parks == {
        "清溪公馆产业园区",
        "石桥产业园区",
    }


@pytest.mark.parametrize("text", ["远山县、长河县两个园区相继开园。", "全省重点、特色两类园区名单公布。"])
def test_counted_parks_of_places_or_kinds_are_no_names(reading: Read, text: str) -> None:
    assert reading(text).parks == set()


def test_a_park_within_a_zone_is_named_with_it(reading: Read) -> None:
    read = reading("企业正在宜昌高新区白马工业园建设产业基地。", "宜昌市走笔")
    assert {"宜昌高新区", "白马工业园"} <= read.parks
    assert read.located["白马工业园"] == "宜昌高新区"


def test_a_zone_within_a_zone_keeps_its_name(reading: Read) -> None:
    assert reading("项目位于无锡高新区综合保税区。", "无锡市走笔").parks == {"无锡高新区综合保税区"}


def test_a_line_by_itself_heads_the_lines_after_it(reading: Read) -> None:
    read = reading(
        "部分签约项目如下：\n于都县\n深圳领衫服饰有限公司   领衫服装加工项目   12亿元\n赣州经开区\n"
        "能达科技（赣州）股份有限公司   年产24吉瓦时动力电池项目   52亿元",
        "赣州市签约",
    )
    assert read.located["领衫服装加工"] == "于都县"
    assert read.located["年产24吉瓦时动力电池"] == "赣州经开区"


def test_within_the_zone_means_the_zone_of_the_heading(reading: Read) -> None:
    read = reading("（1）德阳经济技术开发区：国家级，设在旌阳区，区内的青城数谷现有企业210余家。", "德阳市")
    assert read.located == {"德阳经济技术开发区": "旌阳区", "青城数谷": "德阳经济技术开发区"}


def test_this_park_may_stand_before_a_year(reading: Read) -> None:
    read = reading(
        "企业落户柞水县的山菇产业园。这个园区2019年开建，眼下有9家企业。其中，陕西山菇有限公司的精深加工二期项目投产。",
        "柞水县见闻",
    )
    assert read.located["陕西山菇有限公司"] == "山菇产业园"


def test_a_pronoun_and_the_end_of_a_name_name_no_other_park(reading: Read) -> None:
    assert reading("企业落户东湾航天产业港。这座航天产业港占地300亩。").parks == {"东湾航天产业港"}


def test_branches_of_taiwanese_parks(reading: Read) -> None:
    assert "虎尾园区" in reading("台湾的国科会说，云林县的虎尾园区还有余地。").parks
    assert "虎尾园区" not in reading("云林县的虎尾园区还有余地。").parks


def test_whose_a_park_is_is_not_its_name(reading: Read) -> None:
    assert "海纳农业科技园区" in reading("走进科技部海纳农业科技园区。").parks


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        # a zone by its kind alone
        ("桐城市有厂30家。高新区昨日开工6个项目，高新区管委会给予支持。", {"高新区"}),
        ("就签约个数而言，市开发区8个，市工业园一期3个。", {"市开发区", "市工业园"}),
        ("企业与县工业园区管委会签约。", {"县工业园区"}),
        ("桐城经开区扩建，经开区投产，经开区管委会支持。", {"桐城经开区"}),
        ("各地的经开区、高新区等平台要创新。开发区建设加快。", set()),
        # where places that follow each other lie, words before a name, datelines
        ("落户广东惠州惠城高新区。", {"惠城高新区"}),
        ("桐城市招商，其间桐城开发区签下三个项目。", {"桐城开发区"}),
        ("枞阳晚报讯临江工业园昨日开工。", {"临江工业园"}),
        # counted kinds, slogans
        ("建起医药产业园、电机产业园五大产业集聚区。", {"医药产业园", "电机产业园"}),
        ("双方签下“文旅+园区”协作机制，这是第6个基地。", set()),
        # places that share a head
        (
            "台湾的经济部说，新园区涵盖大埤、水林、太麻里等3大产业园区。",
            {"大埤产业园区", "水林产业园区", "太麻里产业园区"},
        ),
    ],
)
def test_bare_zones_addresses_counts_and_shared_heads(reading: Read, text: str, parks: set[str]) -> None:
    assert reading(text).parks == parks


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        ("江西赣州经济技术开发区扩区。赣州经济开发区投产。", {"赣州经济技术开发区"}),
        ("临江科技产业园投产，临江科技产业园区占地5亩。", {"临江科技产业园区"}),
        ("师北园等8个师级工业园区获批。", {"师北园"}),
        ("安徽国家级经济技术开发区再增一家。", set()),
        ("建成一批机器人特色园区，推行成长型特色产业园区。", set()),
    ],
)
def test_one_zone_by_two_names_and_kinds_of_parks(reading: Read, text: str, parks: set[str]) -> None:
    assert reading(text).parks == parks


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        # words that cling to a name
        ("8月1日电潮田农业科技园区今天说，北邻昆山，南接青浦新城。", {"潮田农业科技园区", "青浦新城"}),
        ("企业租赁青禾材料产业园的厂房，门槛高于一般工业区。", {"青禾材料产业园"}),
        ("在华科和青浦工业园区添置设备。", {"青浦工业园区"}),
        # kinds of parks, all of a province, what only looks like a park
        ("获批为湖南省高新技术产业开发区，列入浙江省特色小镇。", set()),
        ("建成标志性产业园区，推进港产城融合，青岚湾疏港公路动工。", set()),
        ("陕西汉中城固县的厂房临近京昆高速城固出口。", set()),
        # more heads
        (
            "规划了碳纤维产业发展区、青禾精深加工区和石塘工业小区。",
            {"碳纤维产业发展区", "青禾精深加工区", "石塘工业小区"},
        ),
    ],
)
def test_clinging_words_kinds_and_heads(reading: Read, text: str, parks: set[str]) -> None:
    assert reading(text).parks == parks


@pytest.mark.parametrize(
    ("text", "parks"),
    [
        ("桐城市开会。片区面积30平方公里，含桐城经济开发区。", {"桐城经济开发区"}),
        ("▍青岭高新区发布消息。", {"青岭高新区"}),
        ("青岭县建三个稀土基地，最大的长处是深水港。", set()),
        ("县府提出“青岭大硅谷计划”，补助研发。", set()),
    ],
)
def test_what_clings_to_a_park_and_what_is_none(reading: Read, text: str, parks: set[str]) -> None:
    assert reading(text).parks == parks
