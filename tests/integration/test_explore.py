"""What the explorer reads from a real Neo4j: panels, answers, sums in order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph import explore
from graph.connection import Connection
from graph.write import GraphWriter
from kg.explorer.asking import ask
from kg.explorer.service import Explorer
from schema.facts import FactSet
from schema.nodes import Label

MakeFacts = Callable[..., FactSet]
CITY = (Label.CITY, "甲市")


def _figures(make: MakeFacts, source: str, **values: float) -> FactSet:
    return make(
        [f"City:甲市 HAS_INDICATOR Indicator:{key}" for key in values],
        source,
        nodes={key: {"value": value, "unit": "家", "text": f"{value:.0f}家"} for key, value in values.items()},
        names=dict.fromkeys(values, "企业数"),
    )


def test_figures_of_one_article_are_no_two_sayings(graph_connection: Connection, make_facts: MakeFacts) -> None:
    writer = GraphWriter(graph_connection, "1")
    writer.write([_figures(make_facts, "a.txt", i1=9.0, i2=4.0)])
    assert explore.conflicts(graph_connection, CITY) == []
    writer.write([_figures(make_facts, "b.txt", i3=12.0)])
    assert [sorted(f[2] for f in row["figures"]) for row in explore.conflicts(graph_connection, CITY)] == [
        ["12家", "4家", "9家"]
    ]


def test_sums_of_one_article_are_no_two_sayings(graph_connection: Connection, make_facts: MakeFacts) -> None:
    def sums(source: str, **amounts: float) -> FactSet:
        return make_facts(
            [f"Investment:{key} FUNDS City:甲市" for key in amounts],
            source,
            nodes={key: {"amount": amount, "currency": "CNY", "kind": "总投资"} for key, amount in amounts.items()},
        )

    writer = GraphWriter(graph_connection, "1")
    writer.write([sums("a.txt", v1=1e8, v2=2e8)])
    assert explore.conflicts(graph_connection, CITY) == []
    writer.write([sums("b.txt", v3=3e8)])
    assert len(explore.conflicts(graph_connection, CITY)) == 1


@pytest.fixture
def explorer(graph_connection: Connection, make_facts: MakeFacts) -> Explorer:
    """An article without a title, read from a folder."""
    claims = [
        "Project:项目 LOCATED_IN City:甲市",
        "Investment:多 FUNDS Project:项目",
        "Investment:无 FUNDS Project:项目",
    ]
    facts = make_facts(
        claims, "/srv/someone/news/7.txt", title="", nodes={"多": {"amount": 5e8, "currency": "CNY"}, "无": {}}
    )
    GraphWriter(graph_connection, "1").write([facts])
    return Explorer(graph_connection)


def test_an_article_shows_what_it_mentions(explorer: Explorer) -> None:
    (key,) = (n.key for n in explorer.index().by_key.values() if n.key[0] is Label.ARTICLE)
    panel = explorer.node(f"Article:{key[1]}")
    assert {x["type"] for x in panel["fact_links"]} == {"MENTIONS"}
    found = explorer.expand({"key": f"Article:{key[1]}"})
    assert "City:甲市" in {n["k"] for n in found["nodes"]}


def test_an_article_without_a_title_goes_by_its_file_whose_folder_stays_private(explorer: Explorer) -> None:
    (key,) = (n.key for n in explorer.index().by_key.values() if n.key[0] is Label.ARTICLE)
    node = explorer.node(f"Article:{key[1]}")["node"]
    assert (node["name"], node["props"]["source"]) == ("7.txt", "7.txt")
    assert "/srv" not in str(node)
    answer = ask(explorer, "有哪些文章？")
    assert answer["rows"][0][0] == "7.txt"
    assert "/srv" not in str(answer["rows"])


def test_the_largest_sum_of_a_project_comes_first_and_one_without_an_amount_last(explorer: Explorer) -> None:
    (project,) = explorer.start()["projects"]
    assert project["amounts"][0]["amount"] == 5e8
    assert explorer.compare(["City:甲市", "City:甲市"])["places"][0]["parts"]["investments"][0]["amount"] == 5e8
