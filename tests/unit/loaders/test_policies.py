"""Policies: titles, short titles, codes, quoted programmes; quoted things that are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.policies.mentions import find_policies
from loaders.text.tagger import Tagger
from loaders.text.tokens import TokenSource

Documents = Callable[..., Document]


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("出台《关于支持商业航天发展的若干措施》（“航天十条”）。", ["关于支持商业航天发展的若干措施", "航天十条"]),
        ("推进“滨海港湾发展计划（112-116年）”。", ["滨海港湾发展计划(112-116年)"]),
        ("按照“一都三县”建设部署，", ["一都三县"]),
        ("商定“研发在外、生产在县”的合作模式，", ["研发在外、生产在县"]),
        ("落实“双招双引”部署，迈向“一主三副”格局，", ["双招双引", "一主三副"]),
        ("围绕“1+3+N”产业体系，", ["1+3+N"]),
        ("推进甬舟同城化，", ["甬舟同城化"]),
        ("推广“保姆式”服务、“聚落式”布局，当好“店小二”。", []),
        ("《人民日报》报道了《新闻联播》的消息。", []),
        ("会前播放宣传片《潮起》，《蓝海》杂志刊文，《临江报》作了介绍。", []),
        ("《商业周刊》：您怎么看？", []),
    ],
)
def test_what_is_a_policy(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


def test_a_bare_kind_means_the_last_of_its_kind(document: Documents, tagger: Tagger) -> None:
    doc = document(
        "市里出台《泵业提升意见》和《泵业三年行动方案（2022—2024年）》。《意见》提出目标，《方案》列出任务。"
    )
    found = find_policies(doc, TokenSource(tagger.tag, doc.sentences))
    assert [dict(m.attributes).get("alias_of") for m in found[2:]] == ["泵业提升意见", "泵业三年行动方案(2022—2024年)"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("对接“芯火”创新计划，推行“一区五园”管理模式。", ["芯火", "一区五园"]),
        ("园区确立了“一核三区”的空间发展布局。", ["一核三区"]),
        ("扎实开展“品牌建设年”“招商突破年”和“服务提质年”活动。", ["品牌建设年", "招商突破年", "服务提质年"]),
        ("发起“百企联村”“千企技改”行动，", ["百企联村", "千企技改"]),
        ("打响“冬季会战”，借“渝商回归”“央企入黔”，", ["冬季会战", "渝商回归", "央企入黔"]),
        ("他说：“‘双港双城’战略见效了。”", ["双港双城"]),
        ("落实“工业立市、制造强市，开放活市”战略，", ["工业立市、制造强市，开放活市"]),
    ],
)
def test_quoted_programmes(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("“1210”网购保税进口模式落地，“9610”出口监管方式开通。", []),
        ("推进“1210”工程，", ["1210"]),
        ("产业结构呈“三、二、一”的格局，“五一”假期游客大增。", []),
        ("获评“工业强县”“中国阀门之乡”称号。", []),
        ("构建“三纵四横”路网体系。", []),
        ("打赢“攻坚战”，拿出“开局就是决战”的劲头，赶上“双十一”活动。", []),
        ("建设“五大园区”。", []),
        ("他答复“目前没有搬迁计划”，县里也“暂无扩建方案”。", []),
        ("推动“占比只有9.3%，差得远”的局面改变。", []),
    ],
)
def test_quoted_words_that_are_no_policies(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("深入落实产业强市战略，", ["产业强市"]),
        ("为贯彻衢州市工业强市主导战略，", ["工业强市"]),
        ("坚持工业强县、旅游兴县，", ["工业强县", "旅游兴县"]),
        ("加快建设工业强省，跻身全国百强县，申报设立省级开发区。", []),
        ("全面启动招商引智三年行动，", ["招商引智三年行动"]),
        ("确保丽水工业倍增行动首战告捷。", ["丽水工业倍增行动"]),
        (
            "将按照东部重点产业发展规划、沿江经济带产业发展规划和甬舟协同发展规划，",
            ["东部重点产业发展规划", "沿江经济带产业发展规划", "甬舟协同发展规划"],
        ),
        ("编制产业发展规划，制定了科学合理的行动方案，根据公司发展规划，", []),
        ("日前，浙江省2019年重大项目投资计划由省发改委下达，", ["浙江省2019年重大项目投资计划"]),
        ("智能工厂解决方案正式发布，园区总体规划获批。", []),
        ("实行1+3+N产业体系，公司试行2+4天休假。", ["1+3+N"]),
        ("融入长三角一体化发展，推行链长制。", ["长三角一体化", "链长制"]),
    ],
)
def test_policies_without_marks(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市政府对外公布关于加快发展光电产业的意见，其中提出", ["关于加快发展光电产业的意见"]),
        ("根据省委、省政府关于促进开发区转型的意见精神，", ["关于促进开发区转型的意见"]),
        ("听取了关于园区规划的意见，按照市委关于做好招商工作的要求，", []),
        (
            "浙江省人民政府关于印发浙江省竹产业发展规划（2021—2025年）的通知",
            ["浙江省竹产业发展规划(2021—2025年)"],
        ),
        (
            "丽水市竹木产业高质量发展实施方案（2022—2025年）\n一、总体要求",
            ["丽水市竹木产业高质量发展实施方案(2022—2025年)"],
        ),
        ("丽水市出台竹木产业实施方案", ["竹木产业实施方案"]),
    ],
)
def test_documents_without_title_marks(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("与临沂生态立市的战略要求相当契合。", ["生态立市"]),
        ("会议要求坚持工业立县，推动城乡一体。", ["工业立县"]),
        ("构建一核两带三区的产业空间布局，", ["一核两带三区"]),
        ("一是抓招商，二是抓服务，形成格局。", []),
        ("“五个一批”项目32个，", ["五个一批"]),
        ("“四个一体化”海上风电项目开工，", []),
        ("做强“一海两优三特”产业集群，", ["一海两优三特"]),
        ("《某某基地破土动工》一文由网友整理。", []),
        ("公司推进在地化生产策略。", []),
    ],
)
def test_layouts_strategies_and_codes(text: str, names: list[str], document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    assert [m.name for m in find_policies(doc, TokenSource(tagger.tag, doc.sentences))] == names


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("印发《关于扶持药材产业的若干措施》的通知，《通知》提出，", "关于扶持药材产业的若干措施"),
        (
            "《关于支持药材产业发展的若干措施（2025—2027年）》印发，《药材产业发展若干措施》提出，",
            "关于支持药材产业发展的若干措施(2025—2027年)",
        ),
        ("《药材产业规划（2016—2020年）》之后是《药材产业规划（2021—2025年）》", None),
    ],
)
def test_other_names_of_a_document(text: str, meant: str | None, document: Documents, tagger: Tagger) -> None:
    doc = document(text)
    last = find_policies(doc, TokenSource(tagger.tag, doc.sentences))[-1]
    assert dict(last.attributes).get("alias_of") == meant
