"""What each clause speaks of, and where."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.pipeline import Reader

Spoken = Callable[..., list[tuple[str | None, str | None]]]


@pytest.fixture(scope="module")
def spoken(document: Callable[..., Document]) -> Spoken:
    """Of every clause of the body its first subject and its place: `spoken("【杭州】…", title="…")`."""
    reader = Reader.by_rules()

    def read(text: str, title: str = "题") -> list[tuple[str | None, str | None]]:
        context = reader.analyse(document(text, title=title).article).context
        names = {e.ref: e.name for e in context.table.entities}
        clauses = [c for c in context.scopes.clauses if c.start > len(title)]
        return [(names[c.topics[0]] if c.topics else None, names.get(c.place)) for c in clauses]  # type: ignore[arg-type]

    return read


def test_a_heading_in_brackets_is_what_its_paragraph_speaks_of(spoken: Spoken) -> None:
    text = "【绍兴】全年引进项目30个。\n【嘉善】投资20亿元。嘉善县再添一园。\n浙江省、全省形势向好。"
    assert spoken(text, title="浙江一周要闻") == [
        ("绍兴市", "绍兴市"),
        ("绍兴市", "绍兴市"),
        ("嘉善县", "嘉善县"),
        ("嘉善县", "嘉善县"),
        ("嘉善县", "嘉善县"),
        ("浙江省", "浙江省"),
    ]


def test_a_place_by_itself_heads_the_paragraphs_up_to_the_next_heading(spoken: Spoken) -> None:
    text = "绍兴市\n全年引进项目30个。\n新建厂房5万平方米。\n嘉兴市\n引进项目12个。\n总的来看\n形势向好。"
    assert [subject for subject, _ in spoken(text, title="浙江省招商盘点")] == [
        "绍兴市", "绍兴市", "绍兴市", "嘉兴市", "嘉兴市", "浙江省", "浙江省",
    ]  # fmt: skip


def test_a_dateline_is_not_spoken_of(spoken: Spoken) -> None:
    text = "新华社杭州5月1日电（记者张三）德清县签下项目。投资5亿元。"
    assert spoken(text, title="德清县上新")[1:] == [("德清县", "德清县"), ("德清县", "德清县")]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("苏州的恒远汽车部件有限公司把车架项目放在来安县。", "恒远汽车部件有限公司"),
        ("苏州来的恒远汽车部件有限公司投资5亿元。", "恒远汽车部件有限公司"),
        ("来安县的恒远汽车部件有限公司投资5亿元。", "来安县"),
        ("苏州的投资占三成。", "苏州市"),
    ],
)
def test_where_a_firm_comes_from_is_not_spoken_of(text: str, subject: str, spoken: Spoken) -> None:
    assert spoken(text, title="滁州市来安县签约")[0][0] == subject


def test_offices_and_meetings_speak_for_their_place(spoken: Spoken) -> None:
    text = "石泉县临港经济开发区产值486亿元。去年，县政府出台办法。\n石泉县临港经济开发区引资5亿元。会议提出目标。"
    assert [subject for subject, _ in spoken(text, title="石泉县开会")] == [
        "临港经济开发区", "临港经济开发区", "石泉县", "临港经济开发区", "石泉县",
    ]  # fmt: skip


def test_who_arrives_goes_on_there(spoken: Spoken) -> None:
    text = "下午，一行人来到河口区。两条生产线日夜赶工。"
    assert [place for _, place in spoken(text, title="东营市督导全市项目")] == ["东营市", "东营市", "河口区"]


def test_what_a_firm_tells_of_its_site_lies_there(spoken: Spoken) -> None:
    text = "恒远集团有限公司将在广饶县投资80亿元，占地860亩。"
    assert [place for _, place in spoken(text, title="东营市督导全市项目")] == ["东营市", "广饶县"]


def test_what_stands_where_others_built_it(spoken: Spoken) -> None:
    text = "在恒远集团与河口区合建的海上风电产业园，两条生产线赶工。"
    assert [subject for subject, _ in spoken(text, title="东营市督导全市项目")] == ["海上风电产业园"] * 2
