"""What place an article is about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from loaders.model import Document
from loaders.pipeline import Reader
from loaders.places.gazetteer import Gazetteer
from loaders.places.home import home_place, jurisdiction
from loaders.places.mentions import find_places

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
        (
            "化纤企业落子晋江、石狮",
            "泉州市提速。全市两地开工：晋江市投资17亿元，石狮市投资8亿元。泉州市供地，市里补助。",
            "泉州市",
        ),
        # most of what is named lies in one county
        ("", "河北省邢台市清河县发布计划。清河县有企业30家，河北省支持。", "清河县"),
        # the district of the headline, whatever its province does
        (
            "在梅县区人民代表大会上的报告",
            "广东省把铜箔列入集群。全区工业投资20.9亿元，广东省给予支持，广东省设基金。区政府抓项目。",
            "梅县区",
        ),
        # 全州, 我州: a prefecture speaks of itself
        (
            "",
            "我州提速锂资源开发，建设四川省原料基地。《甘孜州锂资源开发利用规划》提出目标。深化同眉山市合作，全州产出锂精矿，全州招商。",
            "甘孜藏族自治州",
        ),
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
    doc = document("香港特别行政区的园区开幕，香港特别行政区政府拨款。深圳市、福田区派员到香港。", title="香港园区开幕")
    places = find_places(doc, gazetteer)
    assert jurisdiction(doc, places, home_place(doc, places, gazetteer)) == "HK"


def test_what_an_article_is_about(document: Documents) -> None:
    def about(title: str, text: str) -> str | None:
        context = Reader.by_rules().analyse(document(text, title=title).article).context
        return context.table[context.scopes.home].name if context.scopes.home is not None else None

    park = "石泉智谷产业园占地300亩。石泉智谷产业园投资5亿元。"
    assert about("石泉智谷产业园见闻", "石泉县有一座园。" + park) == "石泉智谷产业园"
    assert (
        about("石泉智谷产业园动工", f"石泉县今年增长5%。{'石泉县、全县都好。石泉县又添一厂，全县再签约。' * 2}" + park)
        == "石泉县"
    )
    west = "西咸新区去年产值300亿元。西咸新区引进企业5家，陕西省支持西咸新区。"
    assert about("西咸跑出加速度", west) == "西咸新区"


@pytest.mark.parametrize(
    ("title", "text", "home"),
    [
        (
            "南京扩产、苏州建厂、徐州签约",
            "江苏省加码投资，全省开工。南京市的一家厂动工，苏州市的一家厂投产。省里支持。",
            "江苏省",
        ),
        (
            "福州做化纤，泉州做鞋",
            "福建省做强轻纺，全省发力。福州市有化纤厂，泉州市有鞋厂。省里设基金，福建省再补一程。",
            "福建省",
        ),
        ("长乐做化纤", "福州市的长乐区要做“新泉州”，县里没有别的产业。", "长乐区"),
    ],
)
def test_a_headline_of_several_places(
    title: str, text: str, home: str, document: Documents, gazetteer: Gazetteer
) -> None:
    assert home_of(document(text, title=title), gazetteer) == home


def test_words_of_hong_kong(document: Documents, gazetteer: Gazetteer) -> None:
    text = "香港的一座园昨日启用。与一河之隔的深圳市福田区互通数据，福田区派员到香港。"
    assert home_of(document(text), gazetteer) == "福田区"
    assert home_of(document(text + "本港添职位，立法会批出公帑，财政司说好。"), gazetteer) == "香港特别行政区"


def test_a_park_of_the_first_lines(document: Documents) -> None:
    def about(text: str) -> str | None:
        context = Reader.by_rules().analyse(document(text, title="石泉见闻").article).context
        return context.table[context.scopes.home].name if context.scopes.home is not None else None

    lead = "先看石泉智谷产业园。园区投产企业5家。管委会主任说，园区要扩建。"
    assert about(lead + "另据园区统计，全园产值3亿元。") == "石泉智谷产业园"
    assert about("先看石泉智谷产业园。石泉县要修路。石泉县种茶。") == "石泉县"


@pytest.mark.parametrize(
    ("title", "text", "home"),
    [
        # a province before its county only says where that lies
        ("江西芦溪县做电瓷", "江西芦溪县提速。江西省支持。芦溪县有厂。", "芦溪县"),
        # hosts open the text, guests' associations follow
        (
            "",
            "菏泽市招商会9月在佛山举办。菏泽市推介全市园区，市里设基金，菏泽市市长致辞，佛山市电子协会到场，佛山客商来菏泽。",
            "菏泽市",
        ),
        # 全省, 我省: one city among what the province counts
        (
            "",
            "云南省政府认定昆明高新区等10个园区。全省还将认定一批，省里设基金，我省园区加快升级，云南省给予支持。",
            "云南省",
        ),
        ("", "昆明高新区在全省领先，全省第一。昆明市支持，全市都要学。", "昆明市"),
    ],
)
def test_hosts_guests_and_provinces(
    title: str, text: str, home: str, document: Documents, gazetteer: Gazetteer
) -> None:
    assert home_of(document(text, title=title), gazetteer) == home


@pytest.mark.parametrize(
    ("masthead", "text", "home"),
    [
        (("首页 > 建始新闻",), "县委书记到园区调研，全县开工5个项目。", "建始县"),
        (("来源：建始微言", "恩施新闻网"), "湖北万通公司投资3亿元。我县支持。", "建始县"),
        (("建始新闻", "芦溪新闻"), "我县支持。", None),
        (("建始新闻",), "全市开工5个项目。", None),
        (("建始新闻",), "芦溪县支持。我县开工。", "芦溪县"),
        (("人民日报", "东方新闻"), "我市开工5个项目。", None),
        (("首页 > 鄂州 > 正文",), "市发改委说，全市开工5个项目。", "鄂州市"),
        (("友情链接 汨罗市",), "岳阳市今年开工5个项目，市委书记说，岳阳市还要招商。", "岳阳市"),
        (("北京 上海 鄂州 嘉兴",), "全市开工5个项目。", None),
    ],
)
def test_whose_news_a_page_carries(
    masthead: tuple[str, ...], text: str, home: str | None, document: Documents, gazetteer: Gazetteer
) -> None:
    doc = document(text)
    doc = replace(doc, article=replace(doc.article, masthead=masthead))
    assert home_of(doc, gazetteer) == home
