"""`kg load`, `kg forget` and `kg export` as a user runs them, over a real Neo4j."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import networkx
import pyarrow.parquet
import pytest

from graph.connection import Connection, Transaction
from graph.export import export_jsonl
from graph.read import articles
from graph.write import GraphWriter
from kg.export import ExportFormat
from kg.export import run as export
from kg.forget import run as forget
from kg.load import run as load
from kg.settings import Settings
from schema.errors import InputError, StoreError
from schema.facts import FactSet

MakeFacts = Callable[..., FactSet]
ONE = "甲市发展海上风电\n汕头市濠江区重点发展海上风电产业。濠江区规划建设海上风电产业园，总投资80亿元。\n"
TWO = "嘉定区打造智能传感器产业\n上海市嘉定区以智能传感器产业为主导产业，嘉定区有企业120家。\n"


@pytest.fixture
def settings(neo4j_server: object, graph_connection: Connection) -> Settings:
    return Settings.from_environment(neo4j_server.environment)  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "文章"
    path.mkdir()
    (path / "1.txt").write_text(ONE, encoding="utf-8")
    (path / "2.txt").write_text(TWO, encoding="gb18030")
    return path


def dump(connection: Connection) -> str:
    return "".join(export_jsonl(connection, ledger=True))


def test_a_folder_is_loaded_once(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load([str(folder)], settings) == 0
    assert capsys.readouterr().out.splitlines()[2].split() == ["articles", "2", "0", "0", "0", "0", "0", "0"]
    before = dump(graph_connection)
    assert "濠江区" in before
    assert load([str(folder)], settings) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split() == ["articles", "0", "0", "0", "2", "0", "0", "0"]
    assert lines[3].split() == ["nodes", "0", "0", "0"]
    assert dump(graph_connection) == before


def test_processes_and_order_make_no_difference(folder: Path, settings: Settings, graph_connection: Connection) -> None:
    load([str(folder / "1.txt"), str(folder / "2.txt")], settings, jobs=2)
    expected = dump(graph_connection)
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    load([str(folder / "2.txt"), str(folder / "1.txt")], settings, jobs=1)
    assert dump(graph_connection) == expected


def test_an_edited_file_is_an_edit_wherever_it_is_loaded_from(
    folder: Path, settings: Settings, graph_connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([str(folder)], settings)
    (folder / "2.txt").write_text(TWO.replace("智能传感器", "新材料"), encoding="utf-8")
    monkeypatch.chdir(folder)
    assert load(["2.txt"], settings) == 0
    text = dump(graph_connection)
    assert len(articles(graph_connection)) == 2
    assert "新材料" in text
    assert "智能传感器" not in text


def test_files_of_one_name_in_two_folders_are_two_articles(
    tmp_path: Path, settings: Settings, graph_connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in (("a", ONE), ("b", TWO)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.txt").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        load(["x.txt"], settings)
    assert len(articles(graph_connection)) == 2


def test_records_that_name_the_same_newspaper_are_all_kept(
    tmp_path: Path, settings: Settings, graph_connection: Connection
) -> None:
    path = tmp_path / "records.jsonl"
    lines = [json.dumps({"text": text, "source": "某日报"}) for text in (ONE, TWO)]
    path.write_text("\n".join(lines), encoding="utf-8")
    for _ in range(2):
        assert load([str(path)], settings) == 0
        assert len(articles(graph_connection)) == 2


def test_records_of_two_files_may_be_numbered_alike(
    tmp_path: Path, settings: Settings, graph_connection: Connection
) -> None:
    for name, text in (("a.jsonl", ONE), ("b.jsonl", TWO)):
        (tmp_path / name).write_text(json.dumps({"text": text, "id": 1}), encoding="utf-8")
        load([str(tmp_path / name)], settings)
    assert {a.source for a in articles(graph_connection)} == {f"{tmp_path}/a.jsonl#1", f"{tmp_path}/b.jsonl#1"}


def test_the_same_web_address_with_another_text_is_an_edit(
    tmp_path: Path, settings: Settings, graph_connection: Connection
) -> None:
    for name, text in (("a.jsonl", ONE), ("b.jsonl", TWO)):
        record = {"text": text, "url": "https://example.org/1"}
        (tmp_path / name).write_text(json.dumps(record), encoding="utf-8")
        load([str(tmp_path / name)], settings)
    assert [a.source for a in articles(graph_connection)] == ["https://example.org/1"]


def test_a_bad_file_is_told_of_and_the_others_go_on(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "0.txt").write_bytes(b"")
    (folder / "9.pdf").write_bytes(b"no pdf")
    assert load([str(folder)], settings) == 1
    shown = capsys.readouterr()
    assert "0.txt is empty" in shown.err
    assert "9.pdf is no readable PDF" in shown.err
    assert shown.out.splitlines()[2].split() == ["articles", "2", "0", "0", "0", "0", "0", "2"]
    assert len(articles(graph_connection)) == 2


def test_a_dry_run_writes_nothing(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    assert load([str(folder)], settings, dry_run=True) == 0
    assert "Nothing was written." in capsys.readouterr().out
    assert articles(graph_connection) == []


def test_a_server_that_goes_away_leaves_whole_articles_and_the_load_goes_on(
    folder: Path,
    settings: Settings,
    graph_connection: Connection,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    load([str(folder)], settings)
    expected = dump(graph_connection)
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    monkeypatch.setattr("graph.write.BATCH_ROWS", 1)
    calls = 0
    transaction = Connection.transaction

    def breaking(self: Connection, work: Callable[[Transaction], object]) -> object:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise StoreError("Nothing answers; start the server.")
        return transaction(self, work)

    monkeypatch.setattr(Connection, "transaction", breaking)
    with pytest.raises(StoreError):
        load([str(folder)], settings)
    assert "articles written before this: 1; they stay" in capsys.readouterr().err
    assert len(articles(graph_connection)) == 1
    assert load([str(folder)], settings) == 0
    assert dump(graph_connection) == expected


def test_forgetting_by_file_title_or_id(
    folder: Path, settings: Settings, graph_connection: Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    load([str(folder)], settings)
    assert forget(str(folder / "1.txt"), settings) == 0
    assert "濠江区" not in dump(graph_connection)
    assert forget("嘉定区打造智能传感器产业", settings) == 0
    assert graph_connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    with pytest.raises(InputError, match="has no article"):
        forget("article:0", settings)


def test_exports_hold_the_whole_graph(
    folder: Path, settings: Settings, graph_connection: Connection, tmp_path: Path
) -> None:
    load([str(folder)], settings)
    count = graph_connection.read("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS links")[0]
    lines = tmp_path / "g.jsonl"
    assert export(ExportFormat.JSONL, str(lines), settings) == 0
    kinds = [json.loads(line)["kind"] for line in lines.read_text(encoding="utf-8").splitlines()]
    assert (kinds.count("node"), kinds.count("relationship")) == (count["nodes"], count["links"])
    export(ExportFormat.GRAPHML, str(tmp_path / "g.graphml"), settings)
    drawn = networkx.read_graphml(tmp_path / "g.graphml")
    assert (drawn.number_of_nodes(), drawn.number_of_edges()) == (count["nodes"], count["links"])
    export(ExportFormat.CSV, str(tmp_path / "csv"), settings)
    with (tmp_path / "csv" / "nodes_District.csv").open(encoding="utf-8", newline="") as file:
        assert {row["name"] for row in csv.DictReader(file)} == {"濠江区", "嘉定区"}
    export(ExportFormat.PARQUET, str(tmp_path / "parquet"), settings)
    parts = (tmp_path / "parquet").glob("nodes_*.parquet")
    assert sum(pyarrow.parquet.read_metadata(p).num_rows for p in parts) == count["nodes"]


def test_exported_cypher_builds_the_same_graph(
    settings: Settings, graph_connection: Connection, make_facts: MakeFacts, tmp_path: Path
) -> None:
    hostile = "'; DROP \\u0027 \\' \"`\n\t\x01 𠮷"
    facts = make_facts(
        ["City:甲市 HAS_INDICATOR Indicator:N", "Industry:风电 SUBINDUSTRY_OF Industry:能源"],
        names={"甲市": hostile},
        nodes={"N": {"value": 1.5e9, "unit": "家"}},
    )
    GraphWriter(graph_connection, "1").write([facts])
    before = dump(graph_connection)
    export(ExportFormat.CYPHER, str(tmp_path / "g.cypher"), settings)
    graph_connection.run_implicit("MATCH (n) DETACH DELETE n")
    for statement in (tmp_path / "g.cypher").read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            graph_connection.run_implicit(statement)  # type: ignore[arg-type,unused-ignore]
    assert dump(graph_connection) == before
