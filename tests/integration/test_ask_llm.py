"""`kg ask --llm` with a stub of an OpenAI-compatible server."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from graph.connection import Connection
from graph.write import GraphWriter
from kg.ask import REFUSED
from kg.ask import run as ask
from kg.render import Format
from kg.settings import Settings
from schema.errors import ConfigError, InputError, StoreError
from schema.facts import FactSet

QUESTION = "哪些园区的名字最长"
LONGEST = {
    "cypher": "MATCH (p:Park)-[r:LOCATED_IN]->() RETURN p.name AS park, collect(r {.articles, .sentences}) AS _evidence "
    "ORDER BY size(p.name) DESC",
    "parameters": {},
}


@pytest.fixture
def settings(
    neo4j_server: Any, graph_connection: Connection, make_facts: Callable[..., FactSet], stub: Any
) -> Settings:
    facts = make_facts(["Park:风电产业园 LOCATED_IN District:濠江区"], "a.txt", date="2023-10-01", title="濠江区的风电")
    GraphWriter(graph_connection, "test").write([facts])
    plain = Settings.from_environment(neo4j_server.environment)
    return replace(plain, llm_url=stub.url, llm_model="m", llm_key="k")


def test_the_model_writes_what_the_book_lacks(settings, stub, capsys):
    stub.texts = ["```json\n" + json.dumps(LONGEST) + "\n```"]
    assert ask(QUESTION, settings, form=Format.JSON, llm=True) == 0
    got = json.loads(capsys.readouterr().out)
    assert got["query"] == "llm"
    assert got["rows"] == [{"park": "风电产业园"}]
    assert got["sources"][0]["title"] == "濠江区的风电"
    assert stub.asked[0]["path"] == "/v1/chat/completions"
    assert stub.asked[0]["key"] == "Bearer k"
    assert "风电产业园" not in json.dumps(stub.asked, ensure_ascii=False)


def test_a_bad_statement_gets_a_second_attempt(settings, stub, capsys):
    stub.texts = ['{"cypher": "MATCH (n RETURN n"}', json.dumps(LONGEST)]
    assert ask(QUESTION, settings, llm=True) == 0
    out = capsys.readouterr().out
    assert "MATCH (p:Park)" in out
    assert "风电产业园" in out
    assert "refuses the statement" in stub.asked[1]["messages"][-1]["content"]


@pytest.mark.parametrize(
    "text",
    ["I think it is Shanghai.", '{"cypher": "MATCH (n) DETACH DELETE n"}', '{"cypher": "MATCH (n) RETURN $x AS x"}'],
)
def test_twice_unusable_is_refused(text, settings, stub, capsys, graph_connection):
    stub.texts = [text, text]
    assert ask(QUESTION, settings, llm=True) == REFUSED
    assert "模型没有写出可用的查询" in capsys.readouterr().out
    assert graph_connection.read("MATCH (n:Park) RETURN count(n) AS n") == [{"n": 1}]


def test_a_model_may_refuse(settings, stub, capsys):
    stub.texts = ['{"cypher": null, "reason": "weather"}']
    assert ask("今天天气怎么样", settings, llm=True) == REFUSED
    assert "可以这样问" in capsys.readouterr().out


def test_the_book_comes_first(settings, stub, capsys):
    assert ask("濠江区有哪些园区", settings, llm=True) == 0
    assert not stub.asked


def test_without_a_model(settings):
    with pytest.raises(ConfigError, match="KG_LLM_URL"):
        ask(QUESTION, replace(settings, llm_url=""), llm=True)
    with pytest.raises(InputError, match="KG_LLM_URL"):
        ask(QUESTION, replace(settings, llm_url="http://127.0.0.1:9/v1"), llm=True)


def test_the_server_itself_refuses_to_write_for_readers(graph_connection):
    with pytest.raises(StoreError):
        graph_connection.read("CREATE (n:Park {id: 'x'}) RETURN n")
