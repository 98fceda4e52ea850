"""ISSUED, IMPLEMENTS and SUPPORTS: whose policy it is, who carries it out, what it is for."""

from __future__ import annotations

import pytest

from schema.relations import Predicate
from tests.unit.loaders.extract.conftest import Claimed

PLAN = "台州市低空经济发展规划"
OPINION = "关于支持商业航天发展的若干措施"


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("6月3日，仙居县印发《杨梅产业行动计划》。", {("仙居县", "杨梅产业行动计划")}),
        (f"按照《{PLAN}》，仙居县建成通用机场。", {("台州市", PLAN)}),
        ("仙居县地处浙江省台州市，对接市“361”培育工程。", {("台州市", "361")}),
        ("国务院出台的《关于促进中药发展的意见》，利好企业。", {("国务院", "关于促进中药发展的意见")}),
        (
            "仙居县与天台县联合出台《杨梅产业行动计划》。",
            {("仙居县", "杨梅产业行动计划"), ("天台县", "杨梅产业行动计划")},
        ),
        (
            "《杭州市与甘孜州协作实施方案》公布。",
            {("杭州市", "杭州市与甘孜州协作实施方案"), ("甘孜藏族自治州", "杭州市与甘孜州协作实施方案")},
        ),
        (
            "仙居县要落实《关于加快医药产业转型的意见》。按照台州市出台的这份文件，全市产值翻番。",
            {("台州市", "关于加快医药产业转型的意见")},
        ),
        (f"仙居县出台《{OPINION}》（简称“航天十条”）。“航天十条”真金白银。", {("仙居县", OPINION)}),
        (f"仙居县出台《{OPINION}》。《若干措施》共18条。", {("仙居县", OPINION)}),
        (
            "台州湾经开区今年提速。《台州湾经开区产业倍增行动计划》近日公布。",
            {("台州湾经开区", "台州湾经开区产业倍增行动计划")},
        ),
        ("台州湾经开区今年提速。国务院批复《台州湾经开区建设方案》。", {("国务院", "台州湾经开区建设方案")}),
        ("海洋部核定的“滨海港湾发展计划（112-116年）”，涉及仙居县。", set()),
    ],
)
def test_who_issues(text: str, pairs: set[tuple[str, str]], claimed: Claimed) -> None:
    assert claimed(Predicate.ISSUED, text) == pairs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (f"按照《{PLAN}》，仙居县建成通用机场。", {("仙居县", PLAN)}),
        ("浙江省提出的“八八战略”，仙居县一以贯之。", {("仙居县", "八八战略")}),
        ("玉环市去年增速回落。为了落实“亩产倍增”行动，仙居县清理厂房。", {("仙居县", "亩产倍增")}),
        ("《仙居县文旅发展规划》由县文旅局负责实施。", {("县文旅局", "仙居县文旅发展规划")}),
        ("浙江省政府办公厅印发《浙江省数字经济发展规划》。浙江省将按照规划推进。", set()),
    ],
)
def test_who_carries_out(text: str, pairs: set[tuple[str, str]], claimed: Claimed) -> None:
    assert claimed(Predicate.IMPLEMENTS, text) == pairs


@pytest.mark.parametrize(
    ("title", "branch"),
    [
        ("仙居县杨梅产业高质量发展三年行动计划（2022—2024年）", "杨梅"),
        ("台州市海上风电发展规划", "海上风电"),
        ("台州湾经开区新能源汽车产业发展扶持办法", "新能源汽车"),
        ("浙江省“十四五”生物医药产业发展规划", "生物医药"),
        ("关于加快推动大健康产业发展的意见", "大健康"),
        ("仙居县支持低空经济发展十条措施", "低空经济"),
        ("浙江省生物医药产业研发券管理办法", "生物医药"),
        ("台州市打造千亿级医药产业集群实施方案", "医药"),
        ("仙居县关于加快特色产业园区建设的意见", None),
        ("仙居县产业链招商三年行动方案", None),
        ("仙居县工业园区建设实施意见", None),
        ("仙居县人才新政二十条", None),
        ("仙居县关于促进民营经济发展的意见", None),
    ],
)
def test_the_branch_of_a_title(title: str, branch: str | None, claimed: Claimed) -> None:
    supported = {end.removesuffix("产业") for _, end in claimed(Predicate.SUPPORTS, f"《{title}》近日公布。")}
    assert supported == ({branch} if branch else set())


@pytest.mark.parametrize(
    ("text", "branches"),
    [
        ("仙居县印发《工业行动方案》，提出重点发展医疗器械、工艺礼品产业。", {"医疗器械", "工艺礼品"}),
        ("按照仙居县的《工业行动方案》，医疗器械、工艺礼品是支柱产业。", {"医疗器械", "工艺礼品"}),
        (
            "仙居县《工业行动方案》逐项列出重点：\n1.医疗器械。建设产业园。\n2.新材料。培育品牌。\n仙居县还有杨梅产业。",
            {"医疗器械", "新材料"},
        ),
        ("去年起，医疗器械产业被写入仙居县“工业强县”行动。", {"医疗器械"}),
        ("仙居县签约医疗器械产业“满天星”行动计划。", {"医疗器械"}),
        ("仙居县紧扣台州市“双倍增”行动，坚持项目为王，大力发展医疗器械、工艺礼品产业。", set()),
    ],
)
def test_what_a_policy_promotes(text: str, branches: set[str], claimed: Claimed) -> None:
    assert {end for _, end in claimed(Predicate.SUPPORTS, text)} == branches


def test_both_branches_of_a_title(claimed: Claimed) -> None:
    supported = {
        end for _, end in claimed(Predicate.SUPPORTS, "《台州市推动数控机床和机器人产业发展实施细则》近日公布。")
    }
    assert supported == {"数控机床", "机器人"}
