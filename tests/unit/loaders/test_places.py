"""Places: names that several bear, short names, names inside other words, 该市 and 全区."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Document
from loaders.places.gazetteer import Gazetteer
from loaders.places.mentions import find_places
from schema.nodes import Label

Documents = Callable[..., Document]


def codes(doc: Document, gazetteer: Gazetteer) -> list[str]:
    return [m.code for m in find_places(doc, gazetteer)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("项目位于南京市鼓楼区。", ["320100", "320106"]),
        ("项目位于福州市鼓楼区。", ["350100", "350102"]),
        ("天津市和平区，沈阳市和平区。", ["120000", "120101", "210100", "210102"]),
        ("济南市市中区发布公告。", ["370100", "370103"]),
        ("大连市中山区与广东省中山市。", ["210200", "210202", "440000", "442000"]),
        ("高雄市橋頭區與臺北市大安區。", ["710200", "710249", "710100", "710105"]),
        ("吉林省吉林市发布公告。", ["220000", "220200"]),
        ("常州市新北区，新北市。", ["320400", "320411", "711100"]),
        ("原料从江苏吴江、浙江桐乡采购。", ["320000", "320509", "330000", "330483"]),
        ("外界拿它同江苏溧阳相比。", ["320000", "320481"]),
    ],
)
def test_the_place_before_decides(text: str, found: list[str], document: Documents, gazetteer: Gazetteer) -> None:
    assert codes(document(text), gazetteer) == found


def test_the_nearest_place_before_decides(document: Documents, gazetteer: Gazetteer) -> None:
    assert codes(document("福州市鼓楼区与南京市鼓楼区结对。"), gazetteer) == ["350100", "350102", "320100", "320106"]


def test_nobody_can_tell_which(document: Documents, gazetteer: Gazetteer) -> None:
    assert codes(document("鼓楼区举行签约仪式。"), gazetteer) == []


def test_a_name_elsewhere_in_the_article_decides(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("鼓楼区举行签约仪式。\n福州市相关部门到场。")
    assert codes(doc, gazetteer) == ["350102", "350100"]


@pytest.mark.parametrize(
    ("text", "surface", "code"),
    [
        ("汕头市濠江区：濠江将发展海上风电。", "濠江", "440512"),
        ("湛江市徐闻县。\n徐闻：建设产业园。", "徐闻", "440825"),
        ("企业在闽投下巨资。", "闽", "350000"),
        ("一行赴深考察。", "深", "440300"),
    ],
)
def test_short_names(text: str, surface: str, code: str, document: Documents, gazetteer: Gazetteer) -> None:
    assert [m.code for m in find_places(document(text), gazetteer) if m.surface == surface] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "和平解放以来，",
        "资源整合，合作共赢。",
        "沿南京路前行。",
        "长安大学教授介绍，",
        "朝阳产业方兴未艾。",
        "通道建设加快。",
        "开放平台。",
    ],
)
def test_ordinary_words_are_no_places(text: str, document: Documents, gazetteer: Gazetteer) -> None:
    assert codes(document(text), gazetteer) == []


@pytest.mark.parametrize(
    "text",
    [
        "湖南省永州市蓝山县县长沙启明说，",
        "湖南省永州市敦煌种业的基地，",
        "湖南省永州市与宁德时代签约。",
        "湖南省永州市维护社会长治久安。",
    ],
)
def test_a_name_inside_other_words_is_no_place(text: str, document: Documents, gazetteer: Gazetteer) -> None:
    assert set(codes(document(text), gazetteer)) <= {"430000", "431100", "431127"}


def test_a_place_that_a_zone_or_institute_is_named_after_is_a_prefix(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("苏州工业园区先行一步，洛阳综保区也不慢，福州市长乐区跟进，某大学常州能源研究院也来了。")
    roles = {m.surface: m.role for m in find_places(doc, gazetteer)}
    assert roles == {"苏州": "prefix", "洛阳": "prefix", "福州市": "name", "长乐区": "name", "常州": "prefix"}


def test_a_relative_makes_an_anaphor(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("苏州市昆山市发布计划。该市将建园区，全省推广。")
    found = [(m.surface, m.name, m.role) for m in find_places(doc, gazetteer)]
    assert ("全省", "江苏省", "anaphor") in found
    assert ("该市", "昆山市", "anaphor") in found
    assert not find_places(document("该市将建园区。"), gazetteer)


_PIECES = "广东省 汕头市 濠江区 濠江 和平区 和平 鼓楼区 新北市 新北 台南 该市 全区 全省 在闽投 市委 高新区 产业园 、 ， ： 。 与 位于 路 大学".split()


@given(st.lists(st.sampled_from(_PIECES), max_size=20))
def test_mentions_stand_where_they_say(document: Documents, gazetteer: Gazetteer, pieces: list[str]) -> None:
    doc = document("".join(pieces))
    end = 0
    for mention in find_places(doc, gazetteer):
        place = gazetteer.by_code(mention.code)
        assert place is not None
        assert (mention.name, mention.label) == (place.name, place.label)
        assert mention.label in (Label.PROVINCE, Label.CITY, Label.DISTRICT)
        assert mention.start >= end
        assert doc.text[mention.start : mention.end] == mention.surface
        end = mention.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("湖南省江华县与广西三江县相邻。", ["430000", "431129", "450000", "450226"]),
        ("四川省凉山州的会理、会东、宁南三县。", ["510000", "513400", "513402", "513426", "513427"]),
        ("临夏州东乡县，江西抚州市东乡区。", ["622900", "622926", "360000", "361000", "361003"]),
        ("临夏回族自治州东乡族自治县。\n东乡县的羊肉。", ["622900", "622926", "622926"]),
        ("抚州市东乡县生产化肥。", ["361000", "361003"]),
        ("云南大理州祥云县。", ["530000", "532900", "532923"]),
    ],
)
def test_autonomous_places_without_their_peoples(
    text: str, found: list[str], document: Documents, gazetteer: Gazetteer
) -> None:
    assert codes(document(text), gazetteer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("约定南山区先行，深圳市负责。", ["440305", "440300"]),
        ("赣州市的信丰、龙南、定南。", ["360700", "360722", "360783", "360728"]),
        ("浙江省温岭市大溪镇聚集水泵企业。", ["330000", "331081"]),
        ("湖北省通城县坪山工业园与广东客商签约。", ["420000", "421222", "440000"]),
        ("拿出真金白银，中方代表在运河边签字。", []),
    ],
)
def test_names_inside_others_and_names_elsewhere(
    text: str, found: list[str], document: Documents, gazetteer: Gazetteer
) -> None:
    assert codes(document(text), gazetteer) == found


def test_a_new_area_is_none_of_its_counties(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("河北省支持雄安新区，安新县供地。")
    assert [(m.surface, m.name, m.role) for m in find_places(doc, gazetteer)] == [
        ("河北省", "河北省", "name"), ("雄安", "河北省", "prefix"), ("安新县", "安新县", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("泉州市出台办法。泉州市投资10亿元。晋江市副市长林某称，全市去年产值达3100亿元。", "晋江市"),
        ("泉州市出台办法。泉州市投资10亿元。晋江市去年签约，全市产值达3100亿元。", "泉州市"),
    ],
)
def test_an_officer_speaks_of_the_own_place(text: str, meant: str, document: Documents, gazetteer: Gazetteer) -> None:
    doc = document(text, title="泉州市纺织业见闻")
    assert [m.name for m in find_places(doc, gazetteer) if m.surface == "全市"] == [meant]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("喀左县引进企业，喀左做风叶。", ["211324", "211324"]),
        ("科左中旗去年增长5%。", ["150521"]),
        ("未来科学城西区投产。", []),
        ("在美国德州谢尔曼市设厂。", []),
        ("新台币走强，德州厂扩产。", []),
        ("山东德州扩产。", ["370000", "371400"]),
        ("香港的元朗区、大埔区设园。", ["810000", "810114", "810111"]),
    ],
)
def test_short_names_and_namesakes(text: str, found: list[str], document: Documents, gazetteer: Gazetteer) -> None:
    assert codes(document(text), gazetteer) == found


def test_a_county_named_once_elsewhere_is_not_the_area(document: Documents, gazetteer: Gazetteer) -> None:
    text = "西宁市有园，西宁市有厂。南园位于城东区，北园位于城北区。\n全区产值5亿元。"
    assert "630105" not in codes(document(text), gazetteer)[4:]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a part of any town, unless the town that calls a district so is named
        ("德阳市开发区东区有企业30家，西区在建。", ["510600"]),
        ("攀枝花市东区有企业30家。", ["510400", "510402"]),
        # a short name that is a word as well, before a zone, where the city above it is named
        ("吉安市下辖的吉水工业园区有企业176家。", ["360800", "360822"]),
        ("吉水工业园区有企业176家。", []),
        # 全州 is no city's word for itself
        ("湖北省恩施州提出目标，全州种茶。", ["420000", "422800", "422800"]),
        ("湖北省宜昌市提出目标，全州种茶。", ["420000", "420500"]),
    ],
)
def test_towns_parts_zones_and_prefectures(
    text: str, found: list[str], document: Documents, gazetteer: Gazetteer
) -> None:
    assert codes(document(text), gazetteer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # two words meet in what looks like a name
        ("彰化县员林园区扩建，桃园市大园区招商。", ["711700", "711400", "711425"]),
        ("杭州城市更新，杭州市出资。", ["330100", "330100"]),
        ("沿海城市抢人，海城市也招工。", ["210381"]),
        ("休闲和田园社区两块。", []),
        ("无锡市郊区的厂房。", ["320200"]),
        ("聚焦南部县域经济。", []),
        # a city before the county of its name, a province before a prefecture
        ("海南的新材料企业。", ["460000"]),
        ("南昌青山湖区动工。", ["360100", "360111"]),
        # a county by its short name, in an article of a county
        ("望都经济开发区扩容。本县县委、县政府支持，全县招商，到望都，在望都。", ["130631"] * 3),
        ("望都经济开发区扩容。市里支持。", []),
        ("来自建始的客商。全县种茶，建始宽敞，全县招商，到建始投资。", ["422822"] * 5),
        ("桐城市的客商到建始来，到建始投资，县委、县政府到场，桐城市、桐城市。", ["340881"] * 3),
    ],
)
def test_words_that_meet_and_lone_counties(
    text: str, found: list[str], document: Documents, gazetteer: Gazetteer
) -> None:
    assert codes(document(text), gazetteer) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # words that hold a name by chance
        ("全国12个项目，其中山东3个，其中西安2个。", ["370000", "610100"]),
        ("年产复合肥8万吨，临近出海口，建厂三十周年大庆。", []),
        ("福建龙岩老城区改造，建成商贸新兴区。", ["350000", "350800"]),
        # counties of two characters
        ("甘肃礼县工业园区投产。省里授予礼县称号。", ["620000", "621226", "620000", "621226"]),
        ("攸县开工9个项目。县长宣布攸县项目投产。", ["430223", "430223"]),
        ("推动相应县域发展，提高县级财力。", []),
        # a city and a county of one name, prefectures by a short name
        ("抚顺招商，抚顺经开区签约，抚顺县签约。", ["210400", "210400", "210421"]),
        ("新疆博州发布消息。", ["650000", "652700"]),
        ("四川巴中支持巴州经开区。", ["510000", "511900", "511902"]),
        ("成都市6月2日消息，区委书记到龙泉驿经开区调研。区有关部门参加。", ["510100", "510112"]),
    ],
)
def test_words_counties_and_prefectures(text: str, found: list[str], document: Documents, gazetteer: Gazetteer) -> None:
    assert codes(document(text), gazetteer) == found


def test_the_county_of_a_headline(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("望都有关部门说，望都产业园投产，全县都来招商。", title="望都：12个项目签约")
    assert codes(doc, gazetteer) == ["130631"] * 4


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("江苏常州金坛经开区", "name"),
        ("江苏经开区", "prefix"),
        ("江苏省委、省政府提出", "name"),
        ("江苏省委党校提出", "prefix"),
    ],
)
def test_whether_a_place_is_named_itself(text: str, role: str, document: Documents, gazetteer: Gazetteer) -> None:
    assert find_places(document(text), gazetteer)[0].role == role
