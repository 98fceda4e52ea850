"""Sums and quantities: value, unit, currency, hedge and limits; and what only looks like one."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.figures.relations import telling_figures
from loaders.figures.mentions import find_figures
from loaders.model import Document, Figure
from loaders.pipeline import Reader
from schema.values import Bound

Documents = Callable[..., Document]


def only(figures: tuple[Figure, ...]) -> Figure:
    (figure,) = figures
    return figure


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("总投资80亿元。", 8e9, "CNY"),
        ("总投资1.2亿元。", 1.2e8, "CNY"),
        ("总投资3000万美元。", 3e7, "USD"),
        ("注册资本5000万元人民币。", 5e7, "CNY"),
        ("注册资本1000万港元。", 1e7, "HKD"),
        ("投资新台币1800万元。", 1.8e7, "TWD"),
        ("投资两千亿日元。", 2e11, "JPY"),
        ("引资１５亿欧元。", 1.5e9, "EUR"),
        ("营业额1兆2,500亿日元。", 1.25e12, "JPY"),
        ("总额2兆元。", 2e12, "CNY"),
        ("增资3亿6000万元。", 3.6e8, "CNY"),
        ("出资七亿二千多万元。", 7.2e8, "CNY"),
        ("外贸总值超万亿元。", 1e12, "CNY"),
        ("引资近亿美元。", 1e8, "USD"),
    ],
)
def test_money(text: str, value: float, currency: str, document: Documents) -> None:
    figure = only(find_figures(document(text)))
    assert figure.value == pytest.approx(value)
    assert (figure.currency, figure.unit) == (currency, "元")


@pytest.mark.parametrize("text", ["产值冲上1000亿。", "年产值突破1000亿大关。", "产值1000亿，居全省第二。"])
def test_money_goes_without_saying_after_what_it_measures(text: str, document: Documents) -> None:
    figures = [only(find_figures(document(text), jurisdiction=j)) for j in ("CN", "TW")]
    assert [(f.value, f.unit, f.currency) for f in figures] == [(1e11, "元", "CNY"), (1e11, "元", "TWD")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("鼎泰光学投资18亿设厂，另花4亿买地。", [1.8e9, 4e8]),
        ("前两月到位资金73.5亿，超过全年目标的一半。", [7.35e9]),
        ("对日本、韩国进出口依次为52.1亿、33.4亿和20.6亿元。", [5.21e9, 3.34e9, 2.06e9]),
        ("去年的工业产值有3000多亿，五年后要做到8000亿。", [3e11, 8e11]),
        ("投资额不大，平台用户却有3亿，播放20亿。", []),
        ("投资百亿级的项目不多。", []),
        ("公司砸了6个亿建厂，平台用户还不到3个亿。", [6e8]),
    ],
)
def test_a_bare_number_of_hundred_millions_is_money(text: str, values: list[float], document: Documents) -> None:
    assert [f.value for f in find_figures(document(text)) if f.currency] == values


@pytest.mark.parametrize(
    "text",
    [
        "拓宽168县道。",
        "沿204国道北上。",
        "提出3方面建议。",
        "3方签了协议。",
        "冲刺千亿集群。",
        "入围全国前50名。",
        "这是3发展方向。",
        "人口不多，产值亿级。",
        "起点是±660千伏换流站。",
        "从业人员工资3万，不算高。",
    ],
)
def test_numbers_without_a_unit_are_no_figures(text: str, document: Documents) -> None:
    assert find_figures(document(text)) == ()


def test_bare_yuan_is_the_money_of_the_place(document: Documents) -> None:
    doc = document("促成2,500億元投資。")
    assert [only(find_figures(doc, jurisdiction=j)).currency for j in ("CN", "TW", "HK", "MO")] == [
        "CNY", "TWD", "HKD", "MOP",
    ]  # fmt: skip
    assert only(find_figures(document("引資3億美元。"), jurisdiction="TW")).currency == "USD"


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("立法会批出5亿元公帑，为本港青年建宿舍。", "HKD"),
        ("县府指出，厂房楼高三公尺，斥资5亿元。", "TWD"),
        ("县府指出，厂房楼高三公尺，台商以人民币计价，斥资5亿元。", "CNY"),
        ("县府拿出5亿元。", "CNY"),
    ],
)
def test_bare_yuan_is_the_money_of_the_voice(text: str, currency: str, document: Documents) -> None:
    assert [f.currency for f in find_figures(document(text)) if f.currency] == [currency]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("入驻企业1136家。", 1136, "家"),
        ("规划面积12.5平方公里。", 12.5, "平方公里"),
        ("占地约1200亩。", 1200, "亩"),
        ("新增就业4万2,000人。", 42_000, "人"),
        ("同比增长6.5%。", 6.5, "%"),
        ("提高3个百分点。", 3, "个百分点"),
        ("装机容量100万千瓦。", 1e6, "千瓦"),
        ("年产20万吨。", 200_000, "吨"),
        ("百分之六十的园区达标。", 60, "%"),
        ("成長1.5倍。", 1.5, "倍"),
        ("年供应疫苗4000万剂。", 4e7, "剂"),
        ("鱼苗产量1.8亿尾。", 1.8e8, "尾"),
        ("纱锭规模60万锭。", 6e5, "锭"),
        ("每小时可制氢3万标方。", 3e4, "标方"),
        ("算力达到20EFLOPS。", 20, "EFLOPS"),
        ("规划算力500PFlops。", 500, "PFlops"),
        ("标准厂房12万平方。", 120_000, "平方米"),
        ("装机2兆瓦。", 2, "兆瓦"),
        ("每年总装火箭60发。", 60, "发"),
        ("占地3万平方呎。", 30_000, "平方呎"),
        ("楼地板面积5万平方公尺。", 50_000, "平方米"),
        ("300万吨LNG接收站。", 3_000_000, "吨"),
        ("规模以上62家。", 62, "家"),
        ("全县人口37万，面积不小。", 370_000, "人"),
        ("厂区占地8.4万㎡。", 84_000, "平方米"),
        ("航道疏浚1200万方。", 1.2e7, "立方米"),
        ("水泵流量12.5m3/s。", 12.5, "立方米/秒"),
        ("总装机3600Kw。", 3600, "kW"),
        ("流转土地近万亩。", 10_000, "亩"),
        ("登记工厂超过3千4百家。", 3400, "家"),
        ("炉子功率600千瓦。", 600, "千瓦"),
        ("去年发电900千瓦时。", 900, "千瓦时"),
        ("线路长85千米。", 85, "千米"),
        ("年产量3千吨。", 3000, "吨"),
        ("电池年产2.5亿kWh。", 2.5e8, "kWh"),
        ("啤酒产量12.6万千升。", 126_000, "千升"),
        ("风场容量350百万瓦。", 350, "兆瓦"),
        ("每年处理2万公吨。", 20_000, "吨"),
        ("造船完工88万载重吨。", 880_000, "载重吨"),
        ("带动2.4万农户。", 24_000, "户"),
        ("全县陶瓷从业人员近12万，其中技师不少。", 120_000, "人"),
    ],
)
def test_quantities(text: str, value: float, unit: str, document: Documents) -> None:
    figure = only(find_figures(document(text)))
    assert figure.value == pytest.approx(value)
    assert (figure.unit, figure.currency) == (unit, None)


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("投资80亿元", Bound.EXACT, None, None),
        ("投资约80亿元", Bound.ABOUT, None, None),
        ("投资80亿元左右", Bound.ABOUT, None, None),
        ("投资超80亿元", Bound.OVER, 8e9, None),
        ("投资80多亿元", Bound.OVER, 8e9, None),
        ("投资80亿元以上", Bound.OVER, 8e9, None),
        ("投资近80亿元", Bound.UNDER, None, 8e9),
        ("投资不少于80亿元", Bound.AT_LEAST, 8e9, None),
        ("投资不超过80亿元", Bound.AT_MOST, None, 8e9),
        ("投资80—100亿元", Bound.RANGE, 8e9, 1e10),
        ("投资80亿至100亿元", Bound.RANGE, 8e9, 1e10),
        ("投资两三百万元", Bound.RANGE, 2e6, 3e6),
    ],
)
def test_hedges(text: str, bound: Bound, low: float | None, high: float | None, document: Documents) -> None:
    figure = only(find_figures(document(text)))
    assert (figure.bound, figure.low, figure.high) == (bound, low, high)


@pytest.mark.parametrize(("text", "value"), [("八成企业复工", 80), ("近三成企业复工", 30)])
def test_tenths_are_percent(text: str, value: float, document: Documents) -> None:
    figure = only(find_figures(document(text)))
    assert (figure.value, figure.unit) == (value, "%")


@pytest.mark.parametrize(
    "text",
    [
        "第3届大会", "几十台设备", "投资十几亿元", "编号12号", "一家亲", "四个一体化", "打造千亿级集群", "一大批项目", "2021年12月2日", "电话0769-22228888",
        "G107国道", "“4+2”体系", "一条龙服务", "A1栋厂房", "迈上千亿台阶", "五家庭", "从零起步", "只有四个字", "每千瓦时便宜", "十单位",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure(text: str, document: Documents) -> None:
    assert find_figures(document(text)) == ()


def test_several_stand_in_order_and_apart(document: Documents) -> None:
    doc = document("一期投资3亿元，占地200亩；二期投资5亿元，占地300亩，带动就业500人。")
    figures = find_figures(doc)
    assert [f.value for f in figures] == [3e8, 200, 5e8, 300, 500]
    assert all(a.end <= b.start for a, b in pairwise(figures))


_PIECES = st.lists(
    st.sampled_from(
        "总投资 约 超 80 1,136 3.5 亿 万 元 美元 家 亩 % 十几 两三百 多 余 — 至 第 年 月 个 “ ” （ ） 。 ， 成 百分之 园区 企业".split()
    ),
    max_size=25,
)


@given(_PIECES)
def test_a_figure_stands_where_it_says(document: Documents, pieces: list[str]) -> None:
    doc = document("".join(pieces))
    end = 0
    for figure in find_figures(doc):
        assert figure.start >= end
        assert doc.text[figure.start : figure.end] == figure.surface
        assert figure.low is None or figure.low <= figure.value
        assert figure.high is None or figure.value <= figure.high
        end = figure.end


@given(st.integers(1, 10**6), st.sampled_from([("亿元", 1e8), ("万元", 1e4), ("元", 1.0)]), st.booleans())
def test_any_sum_is_read(document: Documents, n: int, unit: tuple[str, float], commas: bool) -> None:
    figure = only(find_figures(document(f"总投资{n:,}{unit[0]}。" if commas else f"总投资{n}{unit[0]}。")))
    assert figure.value == pytest.approx(n * unit[1])
    assert figure.currency == "CNY"


def told(doc: Document) -> list[float]:
    """Values of the figures that a reading takes for facts, in order."""
    context = Reader.by_rules().analyse(doc.article).context
    return [figure.value for figure, _, _ in telling_figures(context)]


def test_a_headline_says_only_what_the_text_does_not(document: Documents) -> None:
    body = "石泉县去年完成工业总产值889.4亿元，新增企业12家。"
    assert told(document(body, title="石泉县工业总产值逼近900亿元")) == [8.894e10, 12]
    assert told(document(body, title="石泉县引资30亿元")) == [3e9, 8.894e10, 12]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # rules of grants
        ("石泉县规定，对引进的项目按设备投资额的8%给予补助，最高奖励2000万元。", []),
        ("石泉县去年兑现奖励2000万元。", [2e7]),
        # sums that make a class
        ("石泉县实施500万元以上项目132项。", [132]),
        ("石泉县年产值超10亿元的企业有15家。", [15]),
        ("石泉县过5亿元项目9个，5亿元以上的有7个。", [9, 7]),
        ("石泉县总投资10亿元以上。", [1e9]),
        ("石泉县引进亿元以上项目86个，其中20亿元以上18个，50亿元以上的有5个。", [86, 18, 5]),
        ("对石泉县纳税超500万元的企业，按三成返还。", []),
        # what one of something costs
        ("石泉县工业地价每亩7万元。", []),
        # what was said before
        ("石泉县投资50亿元建设新城。50亿元从何而来？", [5e9]),
        ("石泉县投资50亿元建设新城，园区投资50亿元。", [5e9, 5e9]),
        # how it was before
        ("石泉县本地配套率从45%提高到70%。", [70]),
        ("石泉县园区面积由10平方公里扩大到18平方公里。", [18]),
        # degrees, and what is called so too
        ("石泉县坡地坡度25度。", []),
        ("石泉县工业用电3.2亿度。", [3.2e8]),
        # visitors and the stock exchange
        ("考察团一行32人来到石泉县。", []),
        ("次日石泉县龙头公司股价上涨2.1%。", []),
    ],
)
def test_what_is_no_fact(text: str, values: list[float], document: Documents) -> None:
    assert told(document(text, title="石泉县工业见闻")) == values


@pytest.mark.parametrize(
    ("text", "invested"),
    [
        ("石泉县财政每年安排2亿元，支持茶企升级。", True),
        ("石泉县从县财政拿出3000万元补上缺口。", True),
        ("石泉县与两家公司设立茶产业基金，总规模10亿元。", True),
        ("石泉县实际使用外资达1.2亿元，同比增长8%。", True),
        ("石泉县“石泉黑茶”品牌估值7亿元。", False),
        ("石泉县财政收入达到10亿元。", False),
        ("石泉县贸易总额为62亿元，创下新高。", False),
        ("石泉县茶产业争取到2030年底超过百亿元。", False),
        ("石泉县茶产业链招商5.6亿元，增长31%。", True),
        ("石泉县茶产业规模达到10亿元。", False),
        ("石泉县电子信息产业完成61亿元，增长9.1%。", False),
        ("石泉县今年上半年是19亿元，同比下降7%。", False),
        ("石泉县完成固定资产投资19亿元，增长7%。", True),
    ],
)
def test_whether_a_sum_is_put_into_something(text: str, invested: bool, document: Documents) -> None:
    context = Reader.by_rules().analyse(document(text, title="石泉县工业见闻").article).context
    (found,) = [put_in for figure, _, put_in in telling_figures(context) if figure.currency is not None]
    assert found is invested
