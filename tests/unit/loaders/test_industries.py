"""Branches in running text: lists, chains, roles, headings; what is counted, and what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.industries.families import same_branches
from loaders.industries.headings import HEADING, TOPIC
from loaders.industries.mentions import find_industries
from loaders.industries.terms import INSIDE
from loaders.industries.vocabulary import compounded, conjuncts
from loaders.model import Document, Mention
from schema.nodes import Label
from schema.taxonomy import Taxonomy

Documents = Callable[..., Document]
SURE = 0.75


@pytest.fixture(scope="module")
def taxonomy() -> Taxonomy:
    return Taxonomy.load()


def sure(doc: Document, taxonomy: Taxonomy) -> list[Mention]:
    """Mentions that may found a claim."""
    return [m for m in find_industries(doc, taxonomy) if m.confidence >= SURE]


def names(doc: Document, taxonomy: Taxonomy) -> set[str]:
    return {m.name for m in sure(doc, taxonomy)}


CHAINS = [
    ("上游补齐色釉料，中游做强岩板，下游对接整装家居。", {"色釉料", "岩板"}),
    ("该县上游抓种羊繁育和饲草种植，下游主攻预制菜和皮毛加工。", {"种羊繁育", "饲草种植", "预制菜", "皮毛加工"}),
    ("上游引进服务器制造，下游培育数据标注、动漫渲染。", {"服务器制造", "数据标注", "动漫渲染"}),
    ("产业链上游是工业硅，中游为有机硅，下游有光伏玻璃。", {"工业硅", "有机硅", "光伏玻璃"}),
    ("形成从铜冶炼、铜箔到覆铜板的完整产业链条。", {"铜冶炼", "铜箔", "覆铜板"}),
    ("以缝制设备起家的小镇，正向工业机器人、激光装备方向转型。", {"缝制设备", "工业机器人", "激光装备"}),
    ("企业从光模块切入，逐步向硅光芯片延伸。", {"光模块", "硅光芯片"}),
    ("园区以食品加工为主导、包装印刷为配套。", {"食品加工", "包装印刷"}),
    ("集光伏、储能、充电桩于一体。", {"光伏", "储能", "充电桩"}),
]
ROLES = [
    ("园区以硼砂和煤化工为主，入驻企业64家。", {"硼砂", "煤化工"}),
    ("全县列出珠宝首饰、竹编、文化旅游三条路子。", {"珠宝首饰", "竹编", "文化旅游"}),
    ("以智能照明、植物照明为三大方向。", {"智能照明", "植物照明"}),
    ("那里有石油炼化和钢铁两大老产业。", {"石油炼化", "钢铁"}),
    ("该县仍以丝绸印染为根本。", {"丝绸印染"}),
    ("把榨菜列为首位产业。", {"榨菜"}),
    ("下一步要把中药材做成支柱产业。", {"中药材"}),
    ("羊绒做主导，合金材料做支柱。", {"羊绒", "合金材料"}),
    ("花生、芝麻也被定为特色产业。", {"花生", "芝麻"}),
    ("钾肥仍居主导地位。", {"钾肥"}),
    ("石英为其特色，入园企业60家。", {"石英"}),
    ("把蜜柚深加工、竹木家具两大产业做大做强。", {"蜜柚深加工", "竹木家具"}),
    ("做强大樱桃产业，做优蜂蜜产业。", {"大樱桃", "蜂蜜"}),
    ("此前已培育起智能装备和电子信息两个支柱产业。", {"智能装备", "电子信息"}),
    ("区里还有三条链：汽车零部件、合金新材料、耐火材料。", {"汽车零部件", "合金新材料", "耐火材料"}),
    ("全县有2个产业集群：一个是鞋材，一个是箱包。", {"鞋材", "箱包"}),
    ("这里是全国有名的小龙虾之乡，也是化肥大县。", {"小龙虾", "化肥"}),
    ("大力培育蓝莓、树莓等浆果。", {"蓝莓", "树莓", "浆果"}),
    ("覆盖座椅、线束、车灯、模具。", {"座椅", "线束", "车灯", "模具"}),
    ("生物基材料异军突起。", {"生物基材料"}),
    ("园区以旅游、金融、教育等产业为主。", {"旅游", "金融", "教育"}),
    ("大力发展科技服务、商务服务、金融服务。", {"科技服务", "商务服务", "金融服务"}),
    ("这里已形成精密光学产业聚落。", {"精密光学"}),
    ("最多的行业依次是食品加工业、制糖业和铁矿采选业。", {"铁矿采选业"}),
    ("塑料制品制造业120家居首，铁矿采选业30家。", {"塑料制品制造业", "铁矿采选业"}),
    ("重点发展批发零售、康复与护理、现代物流等产业。", {"批发零售", "康复与护理", "现代物流"}),
    ("去年新登记工厂中橡胶制品制造业最多。", {"橡胶制品制造业"}),
    ("因应半导体供应链的需要，补上缺口。", {"半导体"}),
    ("全县细分领域特种陶瓷产业集群有3个。", {"特种陶瓷"}),
    ("该项目属高分子材料产业。", {"高分子材料"}),
]


@pytest.mark.parametrize(("text", "found"), CHAINS + ROLES)
def test_branches_are_named_by_their_frame(text: str, found: set[str], document: Documents, taxonomy: Taxonomy) -> None:
    assert found <= names(document(text), taxonomy)


@pytest.mark.parametrize(
    "text",
    [
        "长江中游和下游的三个县签署了防洪协议。",
        "把企业做大做强，把蛋糕做大。",
        "农业大县如何转型？",
        "推进教育、医疗、养老等民生事业。",
        "推进仓储、物流、检测等配套设施建设。",
        "与玻璃、水泥等行业相比，该产业能耗低。",
        "不再引进印染、电镀项目。",
        "集设计、打样、制版于一体。",
        "集研发生产、检测、销售于一体。",
        "在政策互通、信息互认、人才互派、技术交流等领域加强合作。",
        "新设河东、滨河、临山等4个产业园区。",
        "主推滴灌施肥、秸秆还田等新技术。",
        "以兰州、西宁、银川等为重点，牧场连片。",
        "围绕教育、医疗等群众关心的领域加大投入。",
        "全市规模以上制造业120家，引进外资中制造业占比上升，新设制造业企业5家。",
        "农业产业化龙头企业达40家，通信管道6公里。",
        "土地推介会、新兴产业路演同日举行。",
        "这场洽谈会是全市特色产业大招商的一站。",
        "以产业平稳发展为重点，以能源安全保障为主。",
        "涵盖展示中心、中试基地、设计研究院。",
        "加氢能力达6吨，天然气价格上涨5%。",
        "已探明花岗岩储量2亿立方米。",
        "泰兴市委书记、兴化市长、靖江市长出席。",
        "炼油、电解铝类项目能否入驻？",
        "企业年省天然气400万立方米。",
        "建设冲压、焊装、涂装、总装四大车间。",
        "第一产业增加值21亿元，第三产业增加值98亿元。",
        "培育3个地标产业，沙漠、戈壁面积占六成。",
    ],
)
def test_no_branch_where_none_is_developed(text: str, document: Documents, taxonomy: Taxonomy) -> None:
    assert names(document(text), taxonomy) == set()


def test_products_are_no_branches(document: Documents, taxonomy: Taxonomy) -> None:
    assert names(document("车间做出羊肉粉汤、洋芋包子等26款产品。"), taxonomy) == set()


@pytest.mark.parametrize(
    "text",
    [
        "2023年，乳制品产量增长12%。",
        "其中乳制品企业21家。",
        "全市乳制品产业产值突破百亿元。",
        "按行业看，造纸9家、乳制品7家。",
    ],
)
def test_what_is_counted_as_a_branch_is_one(text: str, document: Documents, taxonomy: Taxonomy) -> None:
    assert "乳制品" in names(document(text), taxonomy)


def test_places_one_after_the_other_each_have_their_branches(document: Documents, taxonomy: Taxonomy) -> None:
    doc = document("天台县汽车用品，仙居县医药化工，三门县橡胶制品和海水养殖。")
    assert names(doc, taxonomy) == {"汽车用品", "医药化工", "橡胶制品", "海水养殖"}
    listed = document("临海市汽车制造、玉环市水暖阀门各具特色。")
    assert names(listed, taxonomy) == {"汽车制造", "水暖阀门"}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("车间里锅炉钢架已立起，光伏板装了一半。", {"锅炉", "光伏"}),
        ("湖边的旅游设施老化，焦化装置停用。", {"旅游", "焦化"}),
        ("镇里办起茶叶节，划出中药材种植区。", {"茶叶", "中药材种植"}),
        ("园内道路、供水、电力、通讯等配套设施齐全。", {"电力", "通讯"}),
        ("推动经济健康增长。", {"健康"}),
        ("新登记企业54家居首位。", {"家居"}),
        ("厂里缺一颗电池，县里给物流补贴。", {"电池", "物流"}),
        ("首台整车下线，发动机还在调试。", {"整车", "发动机"}),
        ("去年铜箔价格回落，当地某光伏巨头停了一条线。", {"铜箔", "光伏"}),
    ],
)
def test_terms_that_are_part_of_something_else(
    text: str, inside: set[str], document: Documents, taxonomy: Taxonomy
) -> None:
    found = find_industries(document(text), taxonomy)
    assert inside <= {m.name for m in found} | {"家居"}
    assert {m.rule for m in found if m.name in inside} <= {INSIDE}


@pytest.mark.parametrize(
    "text", ["电力、通讯等产业增长。", "健康产业起步。", "旅游收入增长5%。", "培育锅炉、电梯等装备。", "物流企业入驻。"]
)
def test_the_same_terms_by_themselves(text: str, document: Documents, taxonomy: Taxonomy) -> None:
    found = [
        m
        for m in find_industries(document(text), taxonomy)
        if m.name in ("电力", "通讯", "健康", "旅游", "锅炉", "物流")
    ]
    assert any(m.rule != INSIDE for m in found)


def test_one_place_beside_a_branch_is_no_list(document: Documents, taxonomy: Taxonomy) -> None:
    assert names(document("三门县橡胶制品，价格平稳。"), taxonomy) == set()


def test_headings_are_branches_of_their_tier(document: Documents, taxonomy: Taxonomy) -> None:
    doc = document(
        "五大主导产业增势良好。\n1.化工。完成产值1560亿元。\n2.装备制造。完成870亿元。\n【生物医药】聚集150家。"
    )
    heads = [m for m in find_industries(doc, taxonomy) if m.rule == HEADING]
    assert [m.name for m in heads] == ["化工", "装备制造", "生物医药"]
    assert {dict(m.attributes)["tier"] for m in heads} == {"leading"}


@pytest.mark.parametrize(
    "text",
    [
        "五大主导产业增势良好。\n1.化工。完成产值1560亿元。\n2.其他。",
        "会议议程如下。\n1.化工。\n2.装备制造。",
        "产业工作要点：\n1.加强领导。\n2.抓好落实。",
        "产业工人最关心的事。\n1.教育。\n2.健康。",
    ],
)
def test_other_headings_are_none(text: str, document: Documents, taxonomy: Taxonomy) -> None:
    assert [m for m in find_industries(document(text), taxonomy) if m.rule == HEADING] == []


def test_a_topic_opens_its_sentence(document: Documents, taxonomy: Taxonomy) -> None:
    found = sure(document("其中氢能方面，两个项目已开工。人才方面，引进博士20名。"), taxonomy)
    assert [(m.name, m.rule) for m in found] == [("氢能", TOPIC)]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("改性聚丙烯", True), ("功率模块封测", True), ("远景动力电池", False), ("动力泵", False)],
)
def test_a_branch_may_be_narrowed_down(name: str, is_one: bool, taxonomy: Taxonomy) -> None:
    assert compounded(name, taxonomy) is is_one


@pytest.mark.parametrize(
    ("text", "branches"),
    [
        ("农业方面，培育出肉牛、蔬菜、柑橘等特色产业。", {"肉牛", "蔬菜", "柑橘"}),
        ("将带动台州市装备制造、电子、材料等产业发展。", {"装备制造", "电子", "材料"}),
        ("打造中国西部生物医药产业高地。", {"生物医药"}),
        ("全力冲击国家生物医药及高端医疗器械先进制造业集群。", {"生物医药", "高端医疗器械"}),
        ("签约项目分属全域旅游、高分子新材料等产业。", {"全域旅游", "高分子新材料"}),
        ("举办长三角智能制造产业对接活动。", {"智能制造"}),
        ("项目分布在总部经济、产城融合、高端装备、智能制造等领域。", {"总部经济", "高端装备", "智能制造"}),
    ],
)
def test_what_leads_up_to_a_branch_is_no_part_of_it(
    text: str, branches: set[str], document: Documents, taxonomy: Taxonomy
) -> None:
    assert names(document(text), taxonomy) == branches


@pytest.mark.parametrize("text", ["在以王大明同志为核心的集体领导下。", "建设文旅融合示范带。"])
def test_neither_comrades_nor_aims_are_branches(text: str, document: Documents, taxonomy: Taxonomy) -> None:
    assert names(document(text), taxonomy) == set()


@pytest.mark.parametrize(
    ("text", "branches"),
    [
        ("公司主营香菇的种植、研发和销售。", {"香菇"}),
        ("该基地采摘、分拣、包装全部自动化。", set()),
        ("重点发展种植、养殖、农产品加工。", {"种植", "养殖", "农产品加工"}),
        ("采用SIC外延工艺。", set()),
    ],
)
def test_steps_of_making_one_product_are_none(
    text: str, branches: set[str], document: Documents, taxonomy: Taxonomy
) -> None:
    assert {m.name for m in find_industries(document(text), taxonomy) if m.rule != INSIDE} == branches


def test_commas_part_the_branches_of_a_profile(document: Documents, taxonomy: Taxonomy) -> None:
    doc = document("园区类型：开发区\n\n主导产业：汽车工业，化工日化，机械设备\n\n园区简介")
    assert names(doc, taxonomy) == {"汽车工业", "化工日化", "机械设备"}


def test_a_profile_of_other_things_names_none(document: Documents, taxonomy: Taxonomy) -> None:
    assert names(document("交通条件：铁路，公路，航空"), taxonomy) == set()


@pytest.mark.parametrize(
    ("longer", "shorter", "same"),
    [
        ("现代煤化工", "煤化工", True),
        ("高端医疗器械", "医疗器械", True),
        ("马铃薯精深加工", "马铃薯", True),
        ("汽车制造", "汽车", True),
        ("锂离子电池", "锂电池", True),
        ("生物制造", "生物", False),
        ("高端装备", "装备", False),
        ("精细化工", "化工", False),
    ],
)
def test_one_branch_by_two_names(longer: str, shorter: str, same: bool) -> None:
    found = same_branches([Mention(0, 1, Label.INDUSTRY, name, "test") for name in (longer, shorter)])
    assert (found[longer] == found[shorter]) is same


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("储能和氢能", 2),
        ("茶叶、蚕桑与食用菌", 3),
        ("碳纤维自行车和健身器材", 2),
        ("软件和信息技术服务", 1),
        ("细胞与基因治疗", 1),
        ("光伏", 1),
    ],
)
def test_branches_that_conjunctions_join(name: str, parts: int, taxonomy: Taxonomy) -> None:
    assert len(conjuncts(name, taxonomy)) == parts


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("门口停着水泥罐车。", "水泥罐车"),
        ("车间装配碳纤维自行车。", "碳纤维自行车"),
        ("门口停着水泥、罐车。", "水泥"),
        ("建设卫浴智能制造基地。", "卫浴"),
    ],
)
def test_known_branches_that_touch_are_one(text: str, name: str, document: Documents, taxonomy: Taxonomy) -> None:
    first = find_industries(document(text), taxonomy)[0]
    assert first.name == name


@pytest.mark.parametrize("zone", ["开发区", "高新区", "沿海"])
def test_zones_are_no_part_of_a_branch(zone: str, document: Documents, taxonomy: Taxonomy) -> None:
    assert names(document(f"去年，{zone}石化及精细化工产业产值增长。"), taxonomy) == {"石化", "精细化工"}
