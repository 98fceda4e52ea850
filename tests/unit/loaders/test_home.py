"""What place an article is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.gazetteer import Gazetteer
from loaders.home import home_place, jurisdiction
from loaders.model import Document
from loaders.pipeline import Reader
from loaders.places import find_places

Documents = Callable[..., Document]


def home_of(doc: Document, gazetteer: Gazetteer) -> str | None:
    code = home_place(doc, find_places(doc, gazetteer), gazetteer)
    place = gazetteer.by_code(code) if code else None
    return place.name if place else None


def test_the_home_of_an_article(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("濠江区提出目标。广东省汕头市濠江区与北京市企业签约，濠江区提供土地。", title="濠江区发展海上风电")
    home = home_place(doc, find_places(doc, gazetteer), gazetteer)
    assert home == "440512"
    assert home_place(document("没有地名。"), (), gazetteer) is None


@pytest.mark.parametrize(
    ("title", "text", "home"),
    [
        # a fair is held elsewhere
        ("洛阳市在上海市办推介会", "洛阳市偃师区、洛阳市孟津区在上海市签下12个项目，上海市企业家到场。", "洛阳市"),
        # guests and helpers come from elsewhere
        ("绍兴市援疆队来到阿瓦提县", "阿瓦提县与绍兴市企业签约。阿瓦提县提供厂房，绍兴市老板投资。", "阿瓦提县"),
        # aid to the west is told of where it arrives, whoever tells it
        (
            "宁波市援疆十年",
            "宁波市援疆干部在库车市办起袜厂，库车市提供厂房。宁波市出资3亿元，宁波市企业建厂，宁波市援疆指挥部牵头。",
            "库车市",
        ),
        # two neighbours that the headline lists
        ("化纤企业落子晋江、石狮", "泉州市晋江市投资17亿元，晋江市供地，晋江市补助；石狮市投资8亿元。", "泉州市"),
        # most of what is named lies in one county
        ("", "河北省邢台市清河县发布计划。清河县有企业30家，河北省支持。", "清河县"),
        # a province that speaks for many cities keeps the article
        (
            "江西省布局铜产业",
            "江西省提出目标：鹰潭市做铜，赣州市做稀土，宜春市做锂，南昌市做航空。江西省给予支持，江西省设基金。",
            "江西省",
        ),
    ],
)
def test_the_place_that_most_speaks_for(
    title: str, text: str, home: str, document: Documents, gazetteer: Gazetteer
) -> None:
    assert home_of(document(text, title=title), gazetteer) == home


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("汕头市濠江区", "CN"),
        ("新北市與桃園市", "TW"),
        ("香港特别行政区", "HK"),
        ("没有地名", "CN"),
        ("竹科與南科的臺積電", "TW"),
    ],
)
def test_jurisdiction(text: str, area: str, document: Documents, gazetteer: Gazetteer) -> None:
    doc = document(text)
    assert jurisdiction(doc, find_places(doc, gazetteer)) == area


def test_the_money_is_that_of_the_home(document: Documents, gazetteer: Gazetteer) -> None:
    doc = document("香港特别行政区的园区开幕。深圳市、福田区、广东省派员到场。", title="香港园区开幕")
    places = find_places(doc, gazetteer)
    assert jurisdiction(doc, places, home_place(doc, places, gazetteer)) == "HK"


def test_what_an_article_is_about(document: Documents) -> None:
    def about(title: str, text: str) -> str | None:
        context = Reader.by_rules().analyse(document(text, title=title).article).context
        return context.table[context.scopes.home].name if context.scopes.home is not None else None

    park = "石泉智谷产业园占地300亩。石泉智谷产业园投资5亿元。"
    assert about("石泉智谷产业园见闻", "石泉县有一座园。" + park) == "石泉智谷产业园"
    assert about("县长到石泉智谷产业园调研", "石泉县产业多元。" + park) == "石泉县"
    assert (
        about("石泉智谷产业园动工", "石泉县今年增长5%。石泉县、全县、该县都好。石泉县又添一厂，石泉县再签约。" + park)
        == "石泉县"
    )
    west = "西咸新区去年产值300亿元。西咸新区引进企业5家，陕西省支持西咸新区。"
    assert about("西咸跑出加速度", west) == "西咸新区"
