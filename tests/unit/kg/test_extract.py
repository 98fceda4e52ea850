"""`kg extract` and `kg explain`: the format others rely on, and articles that cannot be read."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from kg.cli import main
from kg.sources import Sources
from loaders.web import is_address

ARTICLE = "滨州市沾化区加快发展海上风电产业\n\n9月26日，沾化区经济开发区举行项目签约仪式，总投资约80亿元的海上风电产业园项目落户沾化区。\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "一.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_one_object_an_article_with_the_path_as_given(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(article)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1
    found = json.loads(lines[0])
    assert set(found) == {"article", "nodes", "relationships"}
    assert found["article"]["source"] == str(article)
    ids = {node["id"] for node in found["nodes"]}
    assert all({r["start"], r["end"]} <= ids for r in found["relationships"])
    assert any(n["label"] == "Investment" and n["properties"]["amount"] == 8e9 for n in found["nodes"])
    text = found["article"]["text"]
    quotes = [e for r in found["relationships"] for e in r["evidence"]]
    assert quotes
    assert all(text[e["start"] : e["end"]] == e["sentence"] for e in quotes)


def test_the_table_names_both_ends_and_the_sentence(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(article), "--format", "table"]) == 0
    out = capsys.readouterr().out
    assert "relationship" in out
    assert "沾化区 (District)" in out


def test_a_bad_article_is_told_and_the_others_are_read(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["extract", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 1
    assert captured.err.startswith(f"kg: {tmp_path / 'empty.txt'} is empty")


def test_standard_input_is_an_article(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ARTICLE.encode("gb18030"))))
    assert main(["extract", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["article"]["source"] == "-"
    assert found["article"]["title"].startswith("滨州市沾化区")


def test_each_name_is_read_once(article: Path, tmp_path: Path) -> None:
    assert Sources([str(article), str(article)]).expand() == [str(article)]


@pytest.mark.parametrize(("text", "meant"), [("https://x.example/a", True), ("http.txt", False), ("a/b", False)])
def test_addresses_are_told_from_paths(text: str, meant: bool) -> None:
    assert is_address(text) is meant


def test_explaining_names_the_rule_and_the_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(article), "--only", "海上风电"]) == 0
    out = capsys.readouterr().out
    assert re.search(r"^  Industry +海上风电.* by [a-z-]+$", out, re.MULTILINE)
    assert "line 3" in out


def test_explaining_what_was_not_read_says_so(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(article), "--only", "没有的词"]) == 2
    assert capsys.readouterr().err == "kg: Nothing called 没有的词 was read; leave --only out to see what was.\n"


def test_a_page_without_an_article_in_it_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><p>hi", encoding="utf-8")
    assert main(["extract", str(path)]) == 1
    assert "a.html holds no article; `kg clean` shows what was left out" in capsys.readouterr().err


def test_an_address_that_does_not_answer_is_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_ALLOW_PRIVATE", "1")
    assert main(["extract", "http://127.0.0.1:9/a.html"]) == 1
    err = capsys.readouterr().err
    assert "http://127.0.0.1:9/a.html cannot be fetched (" in err


def test_a_page_without_an_article_is_said_to_hold_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "menu.html"
    page.write_text("<html><body><nav><a href='/'>首页</a></nav></body></html>", encoding="utf-8")
    assert main(["clean", str(page)]) == 1
    assert "No article is left of this page." in capsys.readouterr().out
