"""Tables of figures: whose each number is, what it measures, in which unit and of which time."""

from __future__ import annotations

from loaders.model import RawArticle
from loaders.pipeline import Reader
from schema.relations import Predicate

Said = tuple[str, str, float, str, str | None]


def read(*lines: str) -> set[Said]:
    """(owner, what is measured, value, unit or currency, period) of every figure of an article of Luohe."""
    lead = "河南省漯河市10月12日公布了前三季度的数据，各县区情况如下。"
    table = "\n".join(lines)
    text = f"漯河市公布前三季度数据\n\n{lead}\n\n{table}\n\n会后举行了座谈。\n"
    facts = Reader.by_rules().read(RawArticle("a.txt", text))
    by_id = {e.id: e for e in facts.entities}
    out = set()
    for r in facts.relations:
        if r.type not in (Predicate.HAS_INDICATOR, Predicate.FUNDS):
            continue
        sums = r.type is Predicate.FUNDS
        figure, owner = (by_id[r.start], by_id[r.end]) if sums else (by_id[r.end], by_id[r.start])
        p = figure.properties
        value, unit = (p["amount"], p["currency"]) if sums else (p["value"], p["unit"])
        period = str(p["period"]) if "period" in p else None
        out.add((owner.name, str(figure.name), float(value), str(unit), period))  # type: ignore[arg-type]
    return out


def values(*lines: str) -> set[tuple[str, float, str]]:
    return {(owner, value, unit) for owner, _, value, unit, _ in read(*lines)}


def test_a_row_for_each_county_and_a_unit_in_the_heading() -> None:
    got = values("区域  项目数（个）  总投资（亿元）  增速（%）", "临颍县  15  42  3.1", "舞阳县  22  8.6  -1.5")
    assert got == {
        ("临颍县", 15.0, "个"),
        ("临颍县", 4.2e9, "CNY"),
        ("临颍县", 3.1, "%"),
        ("舞阳县", 22.0, "个"),
        ("舞阳县", 8.6e8, "CNY"),
        ("舞阳县", -1.5, "%"),
    }


def test_a_row_for_each_year_and_the_unit_above_the_table() -> None:
    got = read(
        "近年的数据如下（单位：亿元）：", "年度  工业增加值  固定资产投资", "2020年  1.88  6.6", "2021年  20.4  16.79"
    )
    assert {(owner, value, period) for owner, _, value, _, period in got} == {
        ("漯河市", 1.88e8, "2020"),
        ("漯河市", 6.6e8, "2020"),
        ("漯河市", 2.04e9, "2021"),
        ("漯河市", 1.679e9, "2021"),
    }


def test_years_above_the_columns() -> None:
    got = read("指标  2020年  2021年", "粮食产量（万吨）  12.5  13.1", "猪肉产量  9万吨  10万吨")
    assert {(measured, value, unit, period) for _, measured, value, unit, period in got} == {
        ("粮食产量", 125_000.0, "吨", "2020"),
        ("粮食产量", 131_000.0, "吨", "2021"),
        ("猪肉产量", 90_000.0, "吨", "2020"),
        ("猪肉产量", 100_000.0, "吨", "2021"),
    }


def test_a_bare_number_without_a_unit_is_left_alone() -> None:
    assert read("县区  得分", "临颍县  12.5", "舞阳县  13.1") == set()


def test_what_a_row_measures_stands_before_it() -> None:
    got = read("品种  数量  同比（%）", "牛出栏  13.9万头  1.1", "羊出栏  15.7万只  12.0")
    assert {(value, unit) for _, _, value, unit, _ in got} == {
        (139_000.0, "头"),
        (1.1, "%"),
        (157_000.0, "只"),
        (12.0, "%"),
    }


def test_a_total_is_the_place_s_own() -> None:
    got = values("县区  企业数（家）", "临颍县  15", "舞阳县  22", "合计  37")
    assert ("漯河市", 37.0, "家") in got


def test_a_table_of_projects_is_none_of_figures() -> None:
    got = values(
        "项目名称  投资企业  总投资（亿元）",
        "冷链仓储项目  漯河鼎海食品有限公司  12",
        "面粉生产项目  漯河鼎山面业有限公司  3",
    )
    assert got == {("冷链仓储", 1.2e9, "CNY"), ("面粉生产", 3e8, "CNY")}


def test_ordinary_lines_with_gaps_are_no_table() -> None:
    assert values("首页  新闻  专题", "电话  地址  邮编") == set()
