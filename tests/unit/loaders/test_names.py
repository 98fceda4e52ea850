"""Which spellings of a name are one name, and which names of an article mean one thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.entities.names import company_key, match_key, other_firms, other_names, plain, same_thing
from loaders.entities.rivals import OPENING, conjuncts_parted, opens_longer
from loaders.model import Mention
from schema.nodes import ENTITY_LABELS, Label


@pytest.mark.parametrize(
    ("label", "a", "b"),
    [
        (Label.PROJECT, "东湾新材料建设项目", "“东湾新材料”项目"),
        (Label.INDUSTRY, "新能源产业", "新能源"),
        (Label.INDUSTRY, "物流业", "物流"),
        (Label.INDUSTRY, "装备制造产业集群", "装备制造"),
        (Label.COMPANY, "东湾新材科技有限公司", "东湾新材"),
        (Label.COMPANY, "东湾集团股份有限公司", "东湾"),
        (Label.PARK, "东湾高新技术产业开发区", "东湾高新区"),
        (Label.PARK, "东湾经济技术开发区", "东湾经开区"),
        (Label.PARK, "智慧园区第一期", "智慧园区1期"),
        (Label.POLICY, "《工业强市·三年行动》", "工业强市三年行动"),
        (Label.COMPANY, "ＡＢＣ科技", "abc科技"),
    ],
)
def test_one_name(label: Label, a: str, b: str) -> None:
    assert match_key(label, a) == match_key(label, b)
    assert same_thing(label, a, b)


@pytest.mark.parametrize(
    ("label", "a", "b"),
    [
        (Label.PARK, "智慧园区一期", "智慧园区二期"),
        (Label.PARK, "东湾产业园", "西湾产业园"),
        (Label.PARK, "东湾临港一期大型产业集聚区", "东湾临港大型产业集聚区"),
        (Label.PROJECT, "东湾新材料", "东湾新能源"),
        (Label.PERSON, "王小明", "王明"),
        (Label.INDUSTRY, "农业", "农"),
        (Label.INDUSTRY, "新能源汽车", "新能源"),
        (Label.COMPANY, "东湾新材", "西湾新材"),
        (Label.POLICY, "工业强市", "工业强市三年行动"),
    ],
)
def test_different_names(label: Label, a: str, b: str) -> None:
    assert match_key(label, a) != match_key(label, b)
    assert not same_thing(label, a, b)


@pytest.mark.parametrize(
    ("label", "a", "b"),
    [
        (Label.PARK, "福建东湾海上风电国际产业园", "海上风电国际产业园"),
        (Label.ORGANIZATION, "新北市政府经发局", "市政府经发局"),
        (Label.COMPANY, "长春东湾药业", "东湾药业"),
    ],
)
def test_full_and_short_form(label: Label, a: str, b: str) -> None:
    assert match_key(label, a) != match_key(label, b)
    assert same_thing(label, a, b)
    assert same_thing(label, b, a)


def test_a_firm_keeps_two_characters() -> None:
    assert company_key("公司") == "公司"
    assert len(company_key("东湾有限公司")) == 2
    assert company_key("科技") == "科技"


_NAMES = st.text(alphabet="东湾新材料产业园项目集团有限公司一二期第业·“”（）() aB1", max_size=16)


@given(st.sampled_from(sorted(ENTITY_LABELS)), _NAMES)
def test_a_name_is_itself_whatever_marks_are_around_it(label: Label, name: str) -> None:
    assert match_key(label, f"“{name}”") == match_key(label, name)
    assert same_thing(label, name, name)
    assert plain(plain(name)) == plain(name)


@given(st.sampled_from(sorted(ENTITY_LABELS)), _NAMES, _NAMES)
def test_being_the_same_goes_both_ways(label: Label, a: str, b: str) -> None:
    assert same_thing(label, a, b) == same_thing(label, b, a)


def test_short_names_in_brackets() -> None:
    text = "屏东科学园区（屏科）的警卫"
    assert other_names(text, 6, "屏东科学园区") == ("屏科",)
    assert other_names("重庆大学（重庆）", 4, "重庆大学") == ()
    assert other_names("恒远公司（上市）", 4, "恒远公司") == ()


def test_a_place_and_its_park() -> None:
    assert same_thing(Label.PARK, "潭子精密机械园区", "潭子园区")
    assert not same_thing(Label.PARK, "大雅精密机械园区", "潭子园区")


def test_two_full_names_are_two_firms() -> None:
    group, works = "棠溪集团有限公司", "青岭棠溪化工有限公司"
    assert other_firms([group], [works])
    assert other_firms([works, "棠溪化工"], ["青岭棠溪树脂有限责任公司"])
    assert not other_firms([group], ["棠溪", "青岭棠溪"])
    assert not other_firms(["青岭棠溪新材料有限公司"], ["棠溪新材料有限公司", "棠溪新材料股份有限公司"])


def test_a_trade_is_left_out_of_a_short_name() -> None:
    assert same_thing(Label.COMPANY, "棠溪药业", "棠溪")
    assert not same_thing(Label.COMPANY, "棠溪半导体", "棠溪")
    assert not same_thing(Label.COMPANY, "棠溪化学", "棠溪")


@pytest.mark.parametrize(
    ("label", "name", "parts"),
    [
        (Label.COMPANY, "棠溪科技与岫岭集团", ["棠溪科技", "岫岭集团"]),
        (Label.ORGANIZATION, "农业农村部、工业和信息化部", ["农业农村部", "工业和信息化部"]),
        (Label.ORGANIZATION, "岫岭大学共建棠溪研究院", ["岫岭大学", "棠溪研究院"]),
        (Label.ORGANIZATION, "岫岭大学和管委会", ["岫岭大学"]),
        (Label.COMPANY, "泰和棠溪科技有限公司", ["泰和棠溪科技有限公司"]),
        (Label.ORGANIZATION, "研发、创新中心", ["研发、创新中心"]),
    ],
)
def test_two_bodies_in_one_name(label: Label, name: str, parts: list[str]) -> None:
    assert [m.name for m in conjuncts_parted([Mention(5, 5 + len(name), label, name, "marked")])] == parts


def test_a_firm_that_opens_the_name_of_its_project_is_named_there() -> None:
    def named(rule: str, name: str, label: Label = Label.PROJECT, *, opening: bool = False) -> bool:
        said = (OPENING,) if opening else ()
        firm = Mention(9, 9 + len(name), Label.COMPANY, name, rule, attributes=said)
        return opens_longer(firm, [Mention(9, 25, label, "棠溪热力有限公司燃气热电联产", "marked")])

    assert named("company-head", "棠溪热力有限公司")
    assert not named("company-lexicon", "棠溪")
    assert named("company-lexicon", "棠溪热力", opening=True)
    assert not named("company-head", "棠溪热力有限公司", Label.ORGANIZATION)
