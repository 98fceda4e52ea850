"""Who has which branch: places, parks, firms and projects, each by the words that say so."""

from __future__ import annotations

import pytest

from loaders.model import RawArticle
from loaders.pipeline import Reader
from schema.relations import Predicate

PREDICATES = {Predicate.PRIORITIZES, Predicate.FOCUSES_ON, Predicate.IN_INDUSTRY}
OPENING = "绵阳市今天发布消息，全市经济平稳运行，各项工作有序推进。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.by_rules()


def claims(reader: Reader, text: str, title: str = "绵阳市产业新闻") -> set[tuple[str, str, str]]:
    facts = reader.read(RawArticle("a.txt", f"{title}\n{OPENING.replace('绵阳市', title[:3])}{text}"))
    known = {e.id: e.name for e in facts.entities}
    return {(known[r.start], r.type.value, known[r.end]) for r in facts.relations if r.type in PREDICATES}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("做锂电隔膜的星源股份有限公司已投产。", {("星源股份有限公司", "IN_INDUSTRY", "锂电隔膜")}),
        ("龙腾光电主攻车载显示面板，订单不断。", {("龙腾光电", "IN_INDUSTRY", "车载显示面板")}),
        (
            "三一重工、徐工集团等工程机械企业设有基地。",
            {("三一重工", "IN_INDUSTRY", "工程机械"), ("徐工集团", "IN_INDUSTRY", "工程机械")},
        ),
        ("动力电池龙头宁德时代在此建厂。", {("宁德时代", "IN_INDUSTRY", "动力电池")}),
        ("工程机械有三一重工、徐工集团。", {("徐工集团", "IN_INDUSTRY", "工程机械")}),
        ("装备制造居首位，龙头企业有三一重工、徐工集团。", {("三一重工", "IN_INDUSTRY", "装备制造")}),
    ],
)
def test_firms_belong_to_the_branch_beside_them(reader: Reader, text: str, found: set[tuple[str, str, str]]) -> None:
    assert found <= claims(reader, text)


def test_what_a_firm_makes_is_not_the_branch_of_the_place(reader: Reader) -> None:
    assert not any(p == "PRIORITIZES" for _, p, _ in claims(reader, "做锂电隔膜的星源股份有限公司已投产。"))


@pytest.mark.parametrize(
    "text",
    [
        "宁德时代与当地银行签订合作协议，光伏企业到会旁听。",
        "三一重工负责人参观了当地茶叶展。",
        "徐工集团捐款100万元，支持水稻受灾农户。",
    ],
)
def test_firms_near_a_branch_need_not_belong_to_it(reader: Reader, text: str) -> None:
    assert not any(p == "IN_INDUSTRY" for _, p, _ in claims(reader, text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "磷化工集中在绵竹市、什邡市，食品饮料集聚于广汉市。",
            {
                ("绵竹市", "PRIORITIZES", "磷化工"),
                ("什邡市", "PRIORITIZES", "磷化工"),
                ("广汉市", "PRIORITIZES", "食品饮料"),
            },
        ),
        (
            "光伏制造向广元市、南充市集聚。",
            {("广元市", "PRIORITIZES", "光伏制造"), ("南充市", "PRIORITIZES", "光伏制造")},
        ),
        (
            "全市围绕德阳市的装备制造、食品饮料两个产业集群做配套。",
            {("德阳市", "PRIORITIZES", "装备制造"), ("德阳市", "PRIORITIZES", "食品饮料")},
        ),
        ("绿色家居的承载地在江油高新区。", {("江油高新区", "FOCUSES_ON", "绿色家居")}),
        (
            "江油高新区规划面积20平方公里。园区只认电子材料和激光装备，别的再大也不收。",
            {("江油高新区", "FOCUSES_ON", "电子材料"), ("江油高新区", "FOCUSES_ON", "激光装备")},
        ),
    ],
)
def test_places_and_parks_have_what_lies_in_them(reader: Reader, text: str, found: set[tuple[str, str, str]]) -> None:
    assert found <= claims(reader, text)


def test_the_larger_place_only_says_where(reader: Reader) -> None:
    found = claims(reader, "绵阳市是四川省电子信息的重镇。")
    assert ("绵阳市", "PRIORITIZES", "电子信息") in found
    assert ("四川省", "PRIORITIZES", "电子信息") not in found


def test_what_others_have_is_not_taken_over(reader: Reader) -> None:
    found = claims(reader, "企业承接深圳市的电子信息产业，发展势头良好。")
    assert not any(start == "深圳市" for start, _, _ in found)


def test_under_a_heading_all_belong_to_its_branch(reader: Reader) -> None:
    text = (
        "\n三大主导产业增势良好。"
        "\n1.化工。三一重工股份有限公司、徐工集团有限公司增速放缓。"
        "\n2.生物医药。普门生物科技有限公司产值下降。"
    )
    assert claims(reader, text) == {
        ("绵阳市", "PRIORITIZES", "化工"),
        ("绵阳市", "PRIORITIZES", "生物医药"),
        ("三一重工股份有限公司", "IN_INDUSTRY", "化工"),
        ("徐工集团有限公司", "IN_INDUSTRY", "化工"),
        ("普门生物科技有限公司", "IN_INDUSTRY", "生物医药"),
    }


def test_places_that_a_headed_part_speaks_of_have_its_branch(reader: Reader) -> None:
    text = (
        "\n四大新兴产业布局如下。\n1.智能家电。合肥市、芜湖市为“双核”。\n2.人工智能。宿州市奋起直追，南京市也在布局。"
    )
    found = claims(reader, text, "安徽省新兴产业布局")
    assert {("合肥市", "PRIORITIZES", "智能家电"), ("芜湖市", "PRIORITIZES", "智能家电")} <= found
    assert ("宿州市", "PRIORITIZES", "人工智能") in found
    assert ("南京市", "PRIORITIZES", "人工智能") not in found


def test_a_list_of_places_hands_nothing_on(reader: Reader) -> None:
    text = "按地域看，涪城区以24家居首，游仙区、安州区各6家。按行业看，造纸产业9家。"
    assert not any(start in ("游仙区", "安州区") for start, _, _ in claims(reader, text))


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("做强饲料产业，饲料加工产值8亿元。", "饲料", "饲料加工"),
        ("重点发展文化旅游，文旅产业收入5亿元。", "文旅", "文化旅游"),
        ("发展人工智能产业，培育AI产业链。", "人工智能", "AI"),
    ],
)
def test_one_branch_by_two_names(reader: Reader, text: str, one: str, other: str) -> None:
    found = {b for _, _, b in claims(reader, text)}
    assert len(found & {one, other}) == 1


def test_a_wide_word_is_another_branch(reader: Reader) -> None:
    found = {b for _, _, b in claims(reader, "重点发展生物产业和生物制造产业，引进光电设备产业和光电产业。")}
    assert {"生物", "生物制造", "光电", "光电设备"} <= found


def test_branches_that_a_park_helps_are_those_of_the_place_before_them(reader: Reader) -> None:
    found = claims(reader, "山河产业园将带动三台县装备制造、电子、材料等产业发展。")
    assert found == {("三台县", "PRIORITIZES", name) for name in ("装备制造", "电子", "材料")}


@pytest.mark.parametrize(
    ("text", "project", "product"),
    [
        ("海润化学有限公司的线控转向系统扩产项目投资8亿元，年内开工。", "线控转向系统扩产", "线控转向系统"),
        ("年产6万吨己二酸项目已经投产，总投资12亿元。", "年产6万吨己二酸", "己二酸"),
        ("盛泰公司投资9亿元建设高端石墨烯散热膜生产线项目。", "高端石墨烯散热膜生产线", "石墨烯散热膜"),
        ("总投资7亿元的电动工具用伺服减速模组扩产项目开工。", "电动工具用伺服减速模组扩产", "伺服减速模组"),
    ],
)
def test_a_project_is_of_the_branch_of_what_it_makes(reader: Reader, text: str, project: str, product: str) -> None:
    assert (project, "IN_INDUSTRY", product) in claims(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "投资3亿元的绵阳会展中心项目年底竣工。",
        "投资5亿元的创新引导基金项目设立。",
        "投资2亿元的昌禾沁源项目开工。",
        "投资4亿元的县城电网改造项目开工。",
    ],
)
def test_a_project_of_no_product_is_of_no_branch(reader: Reader, text: str) -> None:
    assert not any(p == "IN_INDUSTRY" and b != "会展" for _, p, b in claims(reader, text))


@pytest.mark.parametrize(
    ("text", "park", "branches"),
    [
        ("江油市的泵阀智能制造基地已开园。", "泵阀智能制造基地", {"泵阀"}),
        ("绵阳智能制造基地已开园。", "绵阳智能制造基地", {"智能制造"}),
    ],
)
def test_how_things_are_made_is_no_branch_behind_what_is_made(
    reader: Reader, text: str, park: str, branches: set[str]
) -> None:
    assert {b for a, p, b in claims(reader, text) if a == park and p == "FOCUSES_ON"} == branches
