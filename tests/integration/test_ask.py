"""`kg ask` and `kg queries` over a real Neo4j with a few known facts."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from graph.connection import Connection
from graph.write import GraphWriter
from kg import directories
from kg.answers import Asker
from kg.ask import REFUSED
from kg.ask import run as ask
from kg.prompt import completions
from kg.prompt import run as prompt
from kg.queries import run as queries
from kg.render import Format
from kg.settings import Settings
from queries.catalog import Catalog, Query
from schema.errors import QueryError
from schema.facts import FactSet

MakeFacts = Callable[..., FactSet]
SHANTOU, HAOJIANG, JIADING, SHANGHAI, GUANGDONG, TAIPEI = (
    "City:place:440500", "District:place:440512", "District:place:310114", "City:place:310000", "Province:place:440000", "City:place:711100",
)  # fmt: skip
WIND, ENERGY = "Industry:industry:offshore-wind", "Industry:industry:new-energy"
CLAIMS = (
    f"{SHANTOU} PART_OF {GUANGDONG}",
    f"{HAOJIANG} PART_OF {SHANTOU}",
    f"{JIADING} PART_OF {SHANGHAI}",
    f"{HAOJIANG} PRIORITIZES {WIND}",
    f"{WIND} SUBINDUSTRY_OF {ENERGY}",
    f"Park:park:310114:汽车芯谷 LOCATED_IN {JIADING}",
    f"Project:project:440500:风电园 LOCATED_IN {HAOJIANG}",
    f"Person:person:711100:侯友宜 HOLDS_POST {TAIPEI}",
)
NAMES = {
    "place:440500": "汕头市", "place:440512": "濠江区", "place:310114": "嘉定区", "place:310000": "上海市", "place:440000": "广东省",
    "place:711100": "新北市", "industry:offshore-wind": "海上风电", "industry:new-energy": "新能源", "park:310114:汽车芯谷": "汽车芯谷",
    "project:440500:风电园": "海上风电装备园", "person:711100:侯友宜": "侯友宜",
}  # fmt: skip


@pytest.fixture
def settings(neo4j_server: object, graph_connection: Connection, make_facts: MakeFacts) -> Settings:
    codes: dict[str, dict[str, Any]] = {i: {"code": i[6:]} for i in NAMES if i.startswith("place:")}
    links: dict[str, dict[str, Any]] = {CLAIMS[7]: {"title": "市长"}, CLAIMS[3]: {"tier": "leading"}}
    facts = make_facts(
        CLAIMS, "a.txt", date="2023-10-01", names=NAMES, nodes=codes, links=links, title="濠江区的海上风电产业"
    )
    GraphWriter(graph_connection, "test").write([facts])
    graph_connection.run_implicit("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    return Settings.from_environment(neo4j_server.environment)  # type: ignore[attr-defined]


def answer(question: str, settings: Settings, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    code = ask(question, settings, form=Format.JSON)
    got: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert code == (REFUSED if got["query"] is None else 0)
    return got


ANSWERS = [
    ("哪些城市发展新能源？", "places_by_industry", "汕头市"),
    ("Which districts develop offshore wind?", "places_by_industry", "濠江区"),
    ("汕头發展哪些產業", "industries_of_place", "海上风电"),
    ("上海有哪些园区", "parks_of_place", "汽车芯谷"),
    ("汕头有哪些项目", "projects_of_place", "海上风电装备园"),
    ("Who is the mayor of New Taipei City?", "people_of", "侯友宜"),
    ("广东省有哪些地方发展离岸风电", "places_by_industry", "濠江区"),
    ("濠江区的主导产业", "industries_of_place", "海上风电"),
    ("《濠江区的海上风电产业》说了什么", "facts_of_article", "濠江区"),
]
PINYIN = [
    ("Where is Qiche Xingu?", "location_of", "嘉定区"),
]
"""Pinyin needs all names: beyond directories.FEW only indexes are asked."""


@pytest.mark.parametrize(
    ("few", "question", "name", "cell"),
    [*((directories.FEW, *a) for a in [*ANSWERS, *PINYIN]), *((0, *a) for a in ANSWERS)],
)
def test_answers(question, name, cell, few, settings, capsys, monkeypatch):
    monkeypatch.setattr(directories, "FEW", few)
    got = answer(question, settings, capsys)
    assert got["query"] == name
    assert cell in json.dumps(got["rows"], ensure_ascii=False)
    assert got["columns"] == list(got["rows"][0])
    assert got["cypher"].rstrip().startswith(Catalog.load().get(name).statement[:20])
    assert got["answer"]
    if name != "facts_of_article":
        assert got["sources"][0]["title"] == "濠江区的海上风电产业"
        assert got["sources"][0]["date"] == "2023-10-01"


@pytest.mark.parametrize(
    "question", ["拉萨市有哪些园区", "巴黎有哪些园区", "氢能在哪里发展", "今天天气怎么样", "Which parks are in London?"]
)
def test_refusals(question, settings, capsys):
    got = answer(question, settings, capsys)
    assert got["rows"] == []
    assert got["reason"]
    assert len(got["nearest"]) == 3


def test_a_table_with_sources(settings, capsys):
    assert ask("濠江区重点发展哪些产业？", settings, why=True, cypher=True) == 0
    out = capsys.readouterr().out
    assert ':param place => ["place:440512"]' in out
    assert "濠江区的产业有1项：海上风电。" in out
    assert "《濠江区的海上风电产业》, 2023-10-01" in out
    assert ask("壕江区有哪些产业", settings) == REFUSED
    out = capsys.readouterr().out
    assert "是不是：濠江区？" in out
    assert "可以这样问" in out


def test_sentences_near_to_a_question_without_an_answer_are_shown_as_such(settings, capsys):
    question = "濠江区的海上风电听说是全国首个，请问背后站着什么样的外星人"
    got = answer(question, settings, capsys)
    assert got["rows"] == []
    assert got["closest"]
    assert {q["article"].split(":")[0] for q in got["closest"]} == {"article"}
    assert any("海上风电" in q["sentence"] for q in got["closest"])
    assert ask(question, settings) == REFUSED
    assert "最接近的原文，不算回答" in capsys.readouterr().out
    assert answer("今天天气怎么样", settings, capsys)["closest"] == []


@pytest.mark.parametrize(("form", "start"), [(Format.CSV, "地方,产业"), (Format.MARKDOWN, "濠江区的产业有")])
def test_other_formats(form, start, settings, capsys):
    assert ask("濠江区重点发展哪些产业？", settings, form=form) == 0
    assert capsys.readouterr().out.startswith(start)


def test_nothing_found_is_not_refused(settings, capsys):
    got = answer("嘉定区有哪些项目", settings, capsys)
    assert got["query"] == "projects_of_place"
    assert got["rows"] == []
    assert got["reason"]


def test_a_number_counts_what_is_not_listed(settings, capsys, graph_connection):
    graph_connection.run_implicit("UNWIND range(1, 512) AS n CREATE (:Policy {id: toString(n), name: '方案' + n})")
    found = answer("一共有多少个政策", settings, capsys)
    assert len(found["rows"]) == 500
    assert found["answer"].startswith("图中的政策有512个：方案1、")
    assert found["answer"].endswith("等（列出前500个）。")
    assert "列出前" not in answer("一共有多少个园区", settings, capsys)["answer"]


@pytest.mark.parametrize("query", [q for q in Catalog.load() if q.counts_more(q.cap or 0, {})], ids=lambda q: q.name)
def test_statements_that_count_are_planned_by_the_server(query: Query, graph_connection: Connection):
    more = query.counts_more(query.cap or 0, {})
    assert more
    graph_connection.read("EXPLAIN " + more, dict.fromkeys(p.name for p in query.parameters))


def test_the_question_book(settings, capsys):
    assert queries(None, (), settings) == 0
    assert "parks_of_place" in capsys.readouterr().out
    assert queries("parks_of_place", (), settings) == 0
    assert "MATCH" in capsys.readouterr().out
    assert queries("parks_of_place", ["place=上海,汕头市"], settings) == 0
    assert "汽车芯谷" in capsys.readouterr().out
    assert queries("top_investments", ["limit=3", "amount_min=1e8"], settings) == 0
    capsys.readouterr()
    assert queries("parks_of_place", ["place=没有这个地方"], settings) == 0
    assert capsys.readouterr().out == "图中没有这个问题的答案。\n"
    for values in (["place"], ["nowhere=1"], ["limit=many"]):
        with pytest.raises(QueryError):
            queries("top_investments", values, settings)
    with pytest.raises(QueryError, match="parks_of_place"):
        queries("parks_of", (), settings)


def test_questions_from_a_pipe(settings, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("上海有哪些园区\n\n火星有哪些园区\nquit\n濠江区产业\n"))
    assert prompt(settings) == 0
    out = capsys.readouterr().out
    assert "汽车芯谷" in out
    assert "火星" in out
    assert "发展的产业" not in out


def test_completion(settings, graph_connection):
    asker = Asker(graph_connection)
    assert ("濠江区", 1) in completions(asker, "请问濠")
    assert any(text.startswith("哪些园区聚焦") for text, size in completions(asker, "哪些园区") if size == 4)
    assert not list(completions(asker, ""))


@pytest.mark.parametrize("query", list(Catalog.load()), ids=lambda q: q.name)
def test_statements_are_planned_by_the_server(query: Query, graph_connection: Connection):
    ids = {p.name: ["x"] if p.is_entity or p.type == "Words" else None for p in query.parameters}
    plan = graph_connection.explain(query.statement, ids)
    operators = list(_operators(plan))
    required = [p for p in query.parameters if p.is_entity and p.required]
    if required:
        assert any("IndexSeek" in o for o in operators), operators
        assert not [o for o in operators if "AllNodesScan" in o or "NodeByLabelScan" in o]
    graph_connection.read(query.statement, ids)


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _operators(child)
