"""Encodings are told apart, files that are no text are refused in one sentence, paths are found once."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.article import decode, find_articles, parse_records, read_articles
from loaders.model import RawArticle
from schema.errors import InputError

SIMPLIFIED = "为推动产业园区高质量发展，全市上下抢抓机遇，重点发展新能源产业，总投资80亿元的项目在这里开工建设。\n"
TRADITIONAL = "為推動產業園區發展，全市上下把握機會，重點發展新能源產業，總投資80億元的計畫在這裡動工。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("times", [1, 40])
def test_simplified(encoding: str, times: int) -> None:
    assert decode((SIMPLIFIED * times).encode(encoding), "a.txt")[0] == SIMPLIFIED * times


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "big5", "big5hkscs", "gb18030"])
@pytest.mark.parametrize("times", [1, 40])
def test_traditional(encoding: str, times: int) -> None:
    assert decode((TRADITIONAL * times).encode(encoding), "a.txt")[0] == TRADITIONAL * times


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_mark_tells_the_byte_order(encoding: str) -> None:
    short = "a短b"  # too little Chinese to tell by
    assert decode(f"\ufeff{short}".encode(encoding), "a.txt") == (short, "utf-16")


def test_one_bad_byte_does_not_cost_the_article() -> None:
    data = (SIMPLIFIED * 20).encode("gb18030")
    text, encoding = decode(data[:1001] + b"\xff" + data[1001:], "a.txt")
    assert encoding == "gb18030"
    assert text.startswith(SIMPLIFIED)
    assert text.endswith(SIMPLIFIED)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\x00", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
        (b"PK\x03\x04" + b"\x00" * 400, "binary"),
        (b"\xff\xfe\x00", "damaged"),
        (b"\x81\x81\x81", "encoding"),
        (b"\x01\x02\x03\x04" * 100, "binary"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as error:
        list(parse_records(data, "x.txt"))
    assert str(error.value).startswith("x.txt ")
    assert str(error.value).count("\n") == 0


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    try:
        text, _ = decode(data, "x")
    except InputError:
        return
    assert isinstance(text, str)


@given(st.text(alphabet=st.characters(codec="gb18030", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_always_utf8(text: str) -> None:
    assert decode(text.encode(), "x") == (text, "utf-8") or text.startswith("\ufeff")


def test_folders_globs_and_files_each_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.png", "sub/d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(SIMPLIFIED, encoding="utf-8")
    found = [Path(p).name for p in find_articles([str(tmp_path / "b.txt"), str(tmp_path), str(tmp_path / "*.txt")])]
    assert found == ["b.txt", "a.txt", "d.md"]


@pytest.mark.parametrize("name", ["nothing.txt", "*.txt", "empty"])
def test_paths_that_lead_nowhere(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name.replace("*", r"\*")):
        list(find_articles([str(tmp_path / name)]))


def test_a_file_keeps_its_name(tmp_path: Path) -> None:
    (tmp_path / "新闻 一.txt").write_bytes(SIMPLIFIED.encode("gb18030"))
    (article,) = read_articles(str(tmp_path / "新闻 一.txt"))
    assert article == RawArticle(str(tmp_path / "新闻 一.txt"), SIMPLIFIED, "gb18030")


def test_records_of_tables() -> None:
    record = {"标题": "甲", "正文": SIMPLIFIED, "发布日期": "2021-12-02", "url": "a"}
    out = io.StringIO()
    csv.DictWriter(out, record).writerows([dict(zip(record, record, strict=True)), record])
    (one,) = parse_records(json.dumps(record, ensure_ascii=False).encode(), "x.jsonl", ".jsonl")
    (two,) = parse_records(out.getvalue().encode("gb18030"), "x.csv", ".csv")
    for article in (one, two):
        assert isinstance(article, RawArticle)
        assert (article.title, article.text, article.date) == ("甲", SIMPLIFIED, "2021-12-02")
