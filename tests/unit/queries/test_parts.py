"""The parts of understanding: values, names, readings, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.answering import sentence, unused
from queries.catalog import Catalog, parse
from queries.lexicon import Lexicon, english_key, squeeze
from queries.names import Directory, Thing, core
from queries.nearest import near_names
from queries.pinyin import spellings
from queries.reading import Reader
from queries.slots import without_homes
from queries.understanding import Refused, Understood
from queries.values import chinese_number, find_values
from schema.errors import QueryError

HEADER = """// title: {zh: 题, en: Title}
// topic: place
// examples:
//   - <place:甲>有什么
// parameters:
//   place: {type: Place, required: true, zh: 地方, en: place}
// columns:
//   name: {zh: 名称, en: Name}
// answer: {zh: '{place}有{@name}，共{n}个。', en: '{place} has {@name}.'}
// :param place => ['甲']
MATCH (n) WHERE n.id IN $place RETURN n.name AS name
"""


def plain(text: str) -> str:
    return squeeze(text, str)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("超过500亿元的投资", {"amount_min": 5e10}),
        ("一百亿元以上", {"amount_min": 1e10}),
        ("不到3.5亿美元", {"amount_max": 3.5e8, "currency": "USD"}),
        ("over 10 billion yuan", {"amount_min": 1e10, "currency": "CNY"}),
        ("2021年以来", {"since": "2021"}),
        ("2021年3月之前", {"until": "2021-03"}),
        ("since 2020", {"since": "2020"}),
        ("in 2021", {"since": "2021", "until": "2021"}),
        ("前三名", {"limit": 3}),
        ("top 5", {"limit": 5}),
        ("没有数字", {}),
    ],
)
def test_values(text, values):
    found = sorted(find_values(text), key=lambda v: v.end - v.start)
    assert dict(found[-1].values if found else ()) == values


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("1,200.5", 1200.5), ("十二", 12), ("两百", 200), ("三千五百", 3500)]
)
def test_chinese_numbers(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    ("text", "squeezed"),
    [
        ("“乡贤回归工程” 是 什么？", "乡贤回归工程是什么?"),
        ("What's Zhanjiang's plan?", "what is zhanjiang plan?"),
        ("海 上 风 电", "海上风电"),
        ("Ｊiading", "jiading"),
        ("群众募资计画", "群众募资计划"),
    ],
)
def test_squeeze(text, squeezed):
    assert plain(text) == squeezed


def test_english_words_lose_their_plural():
    assert english_key("industrial parks") == english_key("industrial park")
    assert english_key("cities") == english_key("city")


@pytest.mark.parametrize(
    ("label", "name", "short"),
    [
        ("Company", "金狮新材科技有限公司", "金狮新材"),
        ("Company", "联影集团", "联影"),
        ("Industry", "电竞产业", "电竞"),
        ("Person", "李飞", "李飞"),
    ],
)
def test_names_without_the_word_of_their_kind(label, name, short):
    assert core(label, name) == short


def test_names_are_found_without_the_places_they_open_with():
    things = [
        Thing("park:440800:a", "Park", "广东湛江临港大型产业集聚区"),
        Thing("organization:711100:b", "Organization", "新北市政府经发局"),
    ]
    book = Directory(things, plain, {"广东", "湛江", "新北市"}.__contains__)
    assert book.chinese["临港大型产业集聚区"] == [things[0]]
    assert book.chinese["经发局"] == [things[1]]


def test_readings_of_pinyin():
    assert {"zengjinze", "cengjinze"} <= set(spellings("曾进泽"))
    book = Directory([Thing("company:a", "Company", "联影集团"), Thing("park:b", "Park", "联影小镇")], plain)
    reader = Reader(Lexicon.load(), [book])
    assert [t.label for t in reader.read("lianying group").mentions[0].things] == ["Company"]
    assert [t.label for t in reader.read("lianying town").mentions[0].things] == ["Park"]


def test_the_longest_name_wins():
    book = Directory([Thing("1", "Industry", "汽车"), Thing("2", "Industry", "智能网联汽车")], plain)
    reading = Reader(Lexicon.load(), [book]).read("智能网联汽车产业")
    assert [t.id for p in reading.mentions for t in p.things] == ["2"]


def test_near_names():
    held = [Thing("1", "District", "濠江区"), Thing("2", "District", "坡头区")]
    book = Directory(held, plain)
    assert [t.name for t in near_names(["壕江区"], [book])] == ["濠江区"]
    assert near_names(["巴黎"], [book]) == []
    assert near_names([], [book]) == []


def test_a_place_that_only_locates_is_left_out():
    place, park = (Thing("place:440800", "City", "湛江市"),), (Thing("park:440804:a", "Park", "官渡产业园"),)
    other = (Thing("park:310114:b", "Park", "汽车芯谷"),)
    above = {("place:440800", "place:440804")}.__contains__
    assert without_homes((park, place), lambda a, b: above((a, b))) == (park,)
    assert without_homes((other, place), lambda a, b: above((a, b))) == (other, place)


def test_sentences():
    query = parse("q", HEADER)
    rows: list[dict[str, str | None]] = [{"name": "一"}, {"name": "二"}, {"name": None}]
    assert sentence(query, rows, {"place": "甲"}, english=False) == "甲有一、二，共3个。"
    assert sentence(query, rows, {"place": "甲"}, english=True) == "甲 has 一, 二."
    many = [{"name": str(i)} for i in range(30)]
    assert "等30个" in sentence(query, many, {"place": "甲"}, english=False)
    parks = Catalog.load().get("parks_of_place")
    two = [{"place": "甲", "park": "a"}, {"place": "乙", "park": "b"}]
    assert (
        sentence(parks, two, {"place": "乙、甲"}, english=False, each=("乙", "甲"))
        == "乙有1个园区：b。甲有1个园区：a。"
    )
    assert unused(["去年"], english=False) == "（没有按“去年”筛选。）"
    assert unused([], english=True) == ""


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("// topic: place\n", ""), "topic"),
        (("type: Place", "type: Planet"), "Planet"),
        (("$place", "$city"), "city"),
        (("<place:甲>", "<town:甲>"), "town"),
        (("// title: {zh", "// title: {{zh"), "YAML"),
    ],
)
def test_a_faulty_header_is_told(change, named):
    with pytest.raises(QueryError, match=named):
        parse("q", HEADER.replace(*change))


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["濠江区", "哪些", "园区", "海上风电", "2021年", "超过", "亿", "who", "is", "和", "？", "x"]),
        max_size=14,
    ).map("".join)
)
def test_any_text_is_understood_or_refused(ask, text):
    found = ask(text)
    assert isinstance(found, Understood | Refused)
    if isinstance(found, Understood):
        for route in found.routes:
            assert set(route.filling.parameters) == {p.name for p in route.query.parameters}
    again = ask(text)
    assert type(again) is type(found)
