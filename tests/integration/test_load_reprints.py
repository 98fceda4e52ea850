"""Reprints and the journal, over a real Neo4j."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.connection import Connection
from graph.export import export_jsonl
from graph.read import articles
from kg.extract import ExtractFormat
from kg.extract import run as extract
from kg.load import run as load
from kg.settings import Settings
from kg.shelf import journal_path

BODY = (
    "汕头市濠江区重点发展海上风电产业。濠江区规划建设海上风电产业园区一期工程。园区总投资80亿元并将分步建设。"
    "濠江区将为入园企业提供一站式服务。多家龙头企业在会上表示了投资意向。分析人士认为此举将带动粤东制造业。"
    "区政府将成立专班推进各项工作落地。"
)


@pytest.fixture
def settings(neo4j_server: Any, graph_connection: Connection, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = {"KG_HOME": str(tmp_path_factory.mktemp("home"))}
    return Settings.from_environment({**neo4j_server.environment, **home})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "news"
    path.mkdir()
    for number in range(10):
        text = f"第{'一二三四五六七八九十'[number]}家网站的标题\n{BODY}"
        (path / f"{number}.txt").write_text(text, encoding="utf-8")
    return path


def dump(connection: Connection) -> str:
    return "".join(export_jsonl(connection, ledger=True))


def row(capsys: pytest.CaptureFixture[str]) -> list[int]:
    """new, changed, removed, unchanged, same text elsewhere, reprints, failed."""
    return [int(n) for n in capsys.readouterr().out.splitlines()[2].split()[1:]]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_release_on_ten_sites_is_one_set_of_facts(
    jobs: int, folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load([str(folder)], settings, jobs=jobs) == 0
    assert row(capsys) == [1, 0, 0, 0, 0, 9, 0]
    (article,) = articles(graph_connection)
    assert article.sources == tuple(str(folder / f"{n}.txt") for n in range(10))
    assert load([str(folder)], settings, jobs=jobs) == 0
    assert row(capsys) == [0, 0, 0, 10, 0, 0, 0]


def test_a_lost_journal_is_made_again_from_the_graph(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(folder)], settings)
    before = dump(graph_connection)
    capsys.readouterr()
    journal_path(settings).unlink()
    assert load([str(folder)], settings) == 0
    assert row(capsys) == [0, 0, 0, 10, 0, 0, 0]
    assert dump(graph_connection) == before


def test_a_journal_of_another_graph_hides_nothing(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(folder)], settings)
    before = dump(graph_connection)
    capsys.readouterr()
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    assert load([str(folder)], settings) == 0
    assert row(capsys) == [1, 0, 0, 0, 0, 9, 0]
    assert dump(graph_connection) == before


def test_a_print_that_is_edited_leaves_the_others(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(folder)], settings)
    (folder / "0.txt").write_text("新标题\n" + BODY.replace("80亿元", "90亿元"), encoding="utf-8")
    load([str(folder)], settings)
    found = {a.sources for a in articles(graph_connection)}
    assert found == {(str(folder / "0.txt"),), tuple(str(folder / f"{n}.txt") for n in range(1, 10))}


def test_known_texts_are_not_even_cleaned(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(folder)], settings)
    capsys.readouterr()
    monkeypatch.setattr("kg.reading.clean", None)
    assert load([str(folder)], settings) == 0
    assert row(capsys) == [0, 0, 0, 10, 0, 0, 0]


def test_the_same_text_from_another_file_is_not_read_again(
    folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(folder / "0.txt")], settings)
    capsys.readouterr()
    (folder / "z.txt").write_bytes((folder / "0.txt").read_bytes())
    monkeypatch.setattr("kg.reading.Reader", None)
    assert load([str(folder / "z.txt")], settings) == 0
    assert row(capsys) == [0, 0, 0, 0, 1, 0, 0]


def test_fact_sets_read_elsewhere_give_the_same_graph(
    seeds: Path, tmp_path: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(seeds)], settings)
    expected = dump(graph_connection)
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    names = [str(p) for p in sorted(seeds.iterdir())]
    assert extract(names, settings, ExtractFormat.FACTS, output=str(tmp_path)) == 0
    assert load([str(tmp_path)], settings) == 0
    capsys.readouterr()
    assert dump(graph_connection) == expected
    assert load([str(tmp_path)], settings) == 0
    assert row(capsys) == [0, 0, 0, 5, 0, 0, 0]
