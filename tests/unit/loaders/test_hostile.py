"""Texts that nobody wrote: whatever stands in a file, reading ends in a fact set that holds together.

    python tests/unit/loaders/test_hostile.py [LENGTH]

prints how long texts of a length take, 333,000 characters (1 MB of Chinese) unless told. Nothing is asserted about
time, which differs between machines, but that reading ends within the time limit of a test.
"""

from __future__ import annotations

import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.model import RawArticle
from loaders.pipeline import Reader
from schema.facts import FactSet

LENGTH = 400
LONG = 30_000
"""Long enough that what grows with the square of the length, or worse, runs into the test's time limit."""
ARTICLE = "汕头市产业园区发展大会召开\n汕头市重点发展海上风电产业，总投资80亿元。\n"
UNITS = {
    "bars": "|",
    "digits": "1",
    "numbers": "123456789\n",
    "numerals": "一二三四五六七八九十百千万亿",
    "open brackets": "（“《",
    "titles": "《",
    "quotes": "“”",
    "stops": "。",
    "commas": "，",
    "blanks": "　 \t",
    "lines": "\n",
    "ranges": "1—",
    "dates": "2021年1月",
    "places": "北京、上海、",
    "full places": "北京市",
    "parks": "产业园",
    "branches": "产业、",
    "and so on": "等产业",
    "firms": "有限公司",
    "posts": "市长王小明、",
    "one sentence": "重点发展海上风电产业总投资80亿元",
    "sentences": "汕头市重点发展海上风电产业，总投资80亿元。",
    "glosses": "產(chǎn)",
    "damage": "!毙旖ㄇ",
    "entities": "&nbsp;<b>",
    "nested": "（（“《》”））",
    "closing brackets": "）",
    "listed parks": "产业园、",
    "back references": "该项目",
    "phases": "第1期",
    "shares": "分别3亿元、",
    "letters": "abcdefghij",
    "squares": "[",
    "triggers": "发展",
    "listed branches": "新能源、",
}
WORDS = """
    汕头市 濠江区 产业园 有限公司 项目 重点发展 风电 、 和 等 总投资 80亿元 300家 市长 王小明 2021年 该市 位于 与 签约
    “ ” 《 》 （ ） ： ， 。 |
"""
LEVELS = "国务院 国资委 省 市 县 高新区 管委会 局 办 常委 副市长 李明 张华 各有 3个 2亿元 计划"


def hostile(name: str, length: int) -> str:
    """So many characters of one kind."""
    unit = UNITS[name]
    return unit * (length // len(unit))


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.default()


def check(facts: FactSet) -> None:
    """What is not validated when a fact set is made: nothing is said twice."""
    links = [(r.type, r.start, r.end) for r in facts.relations]
    assert len(links) == len(set(links))
    assert all(e.name.strip() == e.name and e.name for e in facts.entities if e.id != facts.article.id)


@pytest.mark.parametrize("before", ["", ARTICLE], ids=["alone", "after an article"])
@pytest.mark.parametrize("name", UNITS)
def test_it_is_read(name: str, before: str, reader: Reader) -> None:
    check(reader.read(RawArticle("a.txt", before + hostile(name, LENGTH))))


@pytest.mark.parametrize("name", UNITS)
def test_it_is_read_to_the_end(name: str, reader: Reader) -> None:
    check(reader.read(RawArticle("a.txt", ARTICLE + hostile(name, LONG))))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*WORDS.split(), "\n"]), max_size=60))
def test_any_order_of_words_is_read(reader: Reader, pieces: list[str]) -> None:
    text = "".join(pieces)
    facts = reader.read(RawArticle("a.txt", ARTICLE + text))
    check(facts)
    assert reader.read(RawArticle("a.txt", ARTICLE + text)) == facts


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*WORDS.split(), *LEVELS.split()]), min_size=1, max_size=20))
def test_every_name_stands_in_the_text(reader: Reader, pieces: list[str]) -> None:
    reading = reader.analyse(clean(RawArticle("a.txt", "".join(pieces))))
    context = reading.context
    assert all(0 <= o.start < o.end <= len(context.text) for o in context.table.occurrences)


def test_a_name_may_open_the_text(reader: Reader) -> None:
    context = reader.analyse(clean(RawArticle("a.txt", "国务院批复同意设立开发区。"))).context
    assert all(0 <= o.start < o.end <= len(context.text) for o in context.table.occurrences)


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(reader: Reader, text: str) -> None:
    check(reader.read(RawArticle("a.txt", text)))


def main() -> None:
    """Time texts of a length."""
    length = int(sys.argv[1]) if len(sys.argv) > 1 else 333_000
    reader = Reader.default()
    reader.read(RawArticle("a.txt", ARTICLE))
    for name in UNITS:
        start = time.perf_counter()
        reader.read(RawArticle("a.txt", ARTICLE + hostile(name, length)))
        print(f"{name:14s} {length:8d} characters {time.perf_counter() - start:7.2f} s", flush=True)


if __name__ == "__main__":
    main()
