"""Where parks, projects, companies and other bodies lie, as the words of a short article say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., Any]
TITLE = "宜昌市工业走笔"


@pytest.mark.parametrize(
    ("text", "thing", "place"),
    [
        ("（2）江北高新技术产业开发区：国家级，位于枝江市，规划面积26平方公里。", "江北高新技术产业开发区", "枝江市"),
        ("长岭集团的铝合金轮毂项目在宜昌市枝江市白鹤产业园奠基。", "铝合金轮毂", "白鹤产业园"),
        ("枝江市的姚港工业园已投产，县里很重视。", "姚港工业园", "枝江市"),
        ("以枝江高新区内的“远安声谷”为核心做大语音产业。", "远安声谷", "枝江高新区"),
        ("总投资8亿元的氟硅新材料项目今年6月已在姚港工业园全面开工。", "氟硅新材料", "姚港工业园"),
        ("走进白鹤产业园，宜昌晶岳电子有限公司的生产车间里很忙。", "宜昌晶岳电子有限公司", "白鹤产业园"),
        ("地处枝江市的湖北三和针织有限公司居首。", "湖北三和针织有限公司", "枝江市"),
        (
            "白鹤产业园有企业63家。其中，湖北天岳农业有限公司的香菇深加工项目8月投产。",
            "湖北天岳农业有限公司",
            "白鹤产业园",
        ),
        ("湖北科远砂布有限公司，生产线落在白鹤产业园。", "湖北科远砂布有限公司", "白鹤产业园"),
        ("白鹤产业园占地106公顷，德国西蒙机械有限公司在此投资设立机舱组装厂。", "机舱组装厂", "白鹤产业园"),
        ("白鹤产业园已经开园，龙头企业为湖北天岳农业有限公司。", "湖北天岳农业有限公司", "白鹤产业园"),
        ("枝江市有湖北天岳农业有限公司、湖北三和针织有限公司。", "湖北三和针织有限公司", "枝江市"),
        ("县里与高校共建香菇研究院，落户枝江市的白鹤产业园。", "香菇研究院", "白鹤产业园"),
        ("广西振辉精细盐项目3月动工，总投资2亿元。", "广西振辉精细盐", "宜昌市"),
        ("湖北枝江香菇产业园3月动工，总投资2亿元。", "枝江香菇产业园", "枝江市"),
        (
            "湖北天岳农业有限公司的香菇项目3亿元，湖北三和针织有限公司的针织面料项目8000万元，后者落户白鹤产业园。",
            "针织面料",
            "白鹤产业园",
        ),
        ("长岭集团的铝合金轮毂项目今年6月开工，年产200万件，地点就在白鹤产业园。", "铝合金轮毂", "白鹤产业园"),
        ("白鹤产业园已经开园。铝合金轮毂项目的落脚点是白鹤产业园。", "铝合金轮毂", "白鹤产业园"),
        ("长岭集团的铝合金轮毂项目，就在枝江市白鹤产业园，投资2亿元。", "铝合金轮毂", "白鹤产业园"),
        ("白鹤产业园走到了第十个年头。这座位于枝江市的专业园聚集了50家企业。", "白鹤产业园", "枝江市"),
        ("枝江市承接的高端铝箔项目投资35亿元。", "高端铝箔", "枝江市"),
        ("长岭集团的铝合金轮毂项目位于相邻的枝江市，投资2亿元。", "铝合金轮毂", "枝江市"),
        ("白鹤产业园占地106公顷，湖北天岳农业有限公司在园里投资3亿元。", "湖北天岳农业有限公司", "白鹤产业园"),
        ("宜昌—恩施食品产业园3月动工，总投资2亿元。", "宜昌—恩施食品产业园", "宜昌市"),
        ("宜昌高新区去年产值500亿元。长岭集团的轮毂产业园占地500亩。", "轮毂产业园", "宜昌高新区"),
        ("白鹤工业园去年很忙。长岭集团的轮毂基地占地50亩；三和集团的针织面料项目投产。", "针织面料", "白鹤工业园"),
        ("白鹤产业园很忙。长岭集团在那里的轮毂基地占地50亩。", "轮毂基地", "白鹤产业园"),
        ("中能电池（宜昌）有限公司年产值10亿元。", "中能电池(宜昌)有限公司", "宜昌市"),
        ("本地企业三和针织有限公司的订单很多。", "三和针织有限公司", "宜昌市"),
        ("宜昌市说，全市产业加快。佛山市投入帮扶资金6500万元，援建香菇产业园。", "香菇产业园", "宜昌市"),
    ],
)
def test_what_lies_where(reading: Read, text: str, thing: str, place: str) -> None:
    assert reading(text, TITLE).located.get(thing) == place


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("湖北天岳农业有限公司将在枝江市投资3亿元建设香菇深加工项目。", "湖北天岳农业有限公司"),
        ("湖北天岳农业有限公司在枝江市设会场。", "湖北天岳农业有限公司"),
        ("湖北天岳农业有限公司旗下有湖北三和针织有限公司，枝江市是产地。", "湖北三和针织有限公司"),
        ("湖北天岳农业有限公司没有落户枝江市。", "湖北天岳农业有限公司"),
        ("武汉理工大学与县里合作。", "武汉理工大学"),
        ("与枝江市相比，湖北天岳农业有限公司的产能不大。", "湖北天岳农业有限公司"),
    ],
)
def test_what_the_words_do_not_place(reading: Read, text: str, thing: str) -> None:
    assert thing not in reading(text, TITLE).located


def test_projects_are_placed_by_their_number(reading: Read) -> None:
    read = reading(
        "签约项目依次为：\n1.年产2万吨磁性材料项目，江西金岭科技股份有限公司，3亿元；\n2.磁材表面处理中心项目，1亿元；\n"
        "3.稀土储氢材料项目，6亿元。\n前两个项目全部进驻希望园区，后一个安排在滨湖新区。",
        TITLE,
    )
    assert read.located["年产2万吨磁性材料"] == read.located["磁材表面处理中心"] == "希望园区"
    assert read.located["稀土储氢材料"] == "滨湖新区"


def test_the_former_and_the_latter(reading: Read) -> None:
    read = reading("香菇研究院、针织研究院都已成立，前者落在枝江市，后者设在白鹤产业园。", TITLE)
    assert (read.located["香菇研究院"], read.located["针织研究院"]) == ("枝江市", "白鹤产业园")


def test_all_the_projects_that_a_sentence_counts(reading: Read) -> None:
    read = reading("20GW铝箔项目和10GW电池组件项目最受关注，两个项目投资分别为6亿元和4亿元，都建在白鹤产业园。", TITLE)
    assert read.located["20GW铝箔"] == read.located["10GW电池组件"] == "白鹤产业园"


def test_each_of_a_list_lies_in_its_own(reading: Read) -> None:
    read = reading("高端铝箔项目、针织面料项目分别落户枝江市、白鹤产业园。", TITLE)
    assert (read.located["高端铝箔"], read.located["针织面料"]) == ("枝江市", "白鹤产业园")
    assert read.located.get("白鹤产业园") != "枝江市"


def test_projects_of_a_sentence_are_placed_by_their_number(reading: Read) -> None:
    read = reading(
        "公告的项目有：年产3万吨铝箔项目，4亿元；年产4万吨铜箔项目，5亿元；针织面料项目，1亿元。"
        "前两个位于枝江市，后一个在白鹤产业园内实施。",
        TITLE,
    )
    assert read.located["年产3万吨铝箔"] == read.located["年产4万吨铜箔"] == "枝江市"
    assert read.located["针织面料"] == "白鹤产业园"


def test_a_helper_builds_where_it_helps(reading: Read) -> None:
    read = reading("南京市高淳区结对帮扶柞水县，先后投入协作资金1亿元，建起木耳大数据中心。", "柞水县见闻")
    assert read.located["木耳大数据中心"] == "柞水县"


def test_an_investor_from_elsewhere_does_not_take_the_project_home(reading: Read) -> None:
    read = reading("佛山市一家家居企业意向投资10亿元建设整装家居产业园。", "夹江县签约")
    assert read.located["整装家居产业园"] == "夹江县"


@pytest.mark.parametrize(
    "text",
    [
        "白鹤产业园占地106公顷，湖北天岳农业有限公司、湖北三和针织有限公司等企业集聚。",
        "白鹤产业园占地106公顷，首批进园的企业为湖北天岳农业有限公司、湖北三和针织有限公司。",
        "白鹤产业园占地106公顷，湖北天岳农业有限公司、湖北三和针织有限公司等成功引进。",
        "白鹤产业园占地106公顷，湖北天岳农业有限公司、湖北三和针织有限公司等新近引进的企业即将投产。",
    ],
)
def test_firms_that_a_park_brought_in(reading: Read, text: str) -> None:
    located = reading(text, "白鹤产业园发展纪实").located
    assert located["湖北天岳农业有限公司"] == located["湖北三和针织有限公司"] == "白鹤产业园"


def test_who_brings_something_in_is_no_tenant(reading: Read) -> None:
    text = "白鹤产业园占地106公顷。湖北天岳农业有限公司成功引进德国生产线。"
    assert "湖北天岳农业有限公司" not in reading(text, "宜昌市工业走笔").located


def test_members_of_a_list_do_not_lie_in_its_first(reading: Read) -> None:
    located = reading(
        "签约项目分别是：宜昌市新材料产业孵化基地项目、枝江市汽车内饰项目、远安县磷石膏综合利用项目。",
        "湖北省签约一批项目",
    ).located
    assert located["枝江市汽车内饰"] == "枝江市"
    assert located["远安县磷石膏综合利用"] == "远安县"


def test_several_places_of_one_clause_do_not_hold_what_follows(reading: Read) -> None:
    text = "枝江、宜都各新开工4个。按投资额分，香菇深加工项目最大。"
    assert reading(text, TITLE).located["香菇深加工"] == "宜昌市"


def test_a_park_of_the_citys_own(reading: Read) -> None:
    text = "全市平台方面，枝江市、市开发区各占1个。宜昌市将全部升级。"
    assert reading(text, TITLE).located["市开发区"] == "宜昌市"


def test_what_a_zones_article_places_nowhere_lies_in_the_zone(reading: Read) -> None:
    text = "枝江高新区昨日举行签约仪式。\n此次签约的项目中，氟硅新材料项目总投资达60亿元，磷石膏综合利用项目占地90亩。"
    located = reading(text, "枝江高新区20个项目集中签约").located
    assert located["氟硅新材料"] == located["磷石膏综合利用"] == "枝江高新区"


def test_the_place_in_brackets_is_where_it_lies(reading: Read) -> None:
    text = "宜昌市与恩施市共建的宜昌（恩施）工业园区3月动工，总投资2亿元。"
    assert reading(text, TITLE).located["宜昌(恩施)工业园区"] == "恩施市"


def test_what_a_project_is_to_become_holds_no_other(reading: Read) -> None:
    text = (
        "白鹤产业园集中签约。氟硅新材料项目总投资3亿元，目标是建成国内领先的高性能纤维生产基地。"
        "磷石膏综合利用项目占地90亩。"
    )
    assert reading(text, "白鹤产业园20个项目集中签约").located["磷石膏综合利用"] != "高性能纤维生产基地"


def test_a_zone_does_not_hold_what_it_is_linked_to(reading: Read) -> None:
    text = "园区东侧紧接国道、往北可连枝江工业区。"
    assert reading(text, "姚港开发区建设提速").located.get("枝江工业区") != "姚港开发区"
