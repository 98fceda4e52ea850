"""The graph is a function of the articles in it: not of their order, of what was forgotten, or of who loaded them."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Sequence

import pytest

from graph import statements
from graph.connection import Connection, Transaction, connect
from graph.export import export_jsonl
from graph.receipt import Receipt
from graph.values import MAX_ID
from graph.write import GraphWriter
from schema.errors import StoreError
from schema.facts import FactSet, PropertyValue
from schema.nodes import Label

MakeFacts = Callable[..., FactSet]
CITIES, BRANCHES, PARKS = ("甲市", "乙市"), ("风电", "钢铁", "能源"), ("东园", "西园")
HOSTILE = (
    "'; MATCH (n) DETACH DELETE n //",
    '"quoted" \\u0027',
    "`back`tick}) RETURN 1",
    "a\tb\nc\\",
    "𠮷野🏭",
    "x" * 100_000,
)


def dump(connection: Connection) -> str:
    return "".join(export_jsonl(connection, ledger=True))


def clear(connection: Connection) -> None:
    connection.run_implicit("MATCH (n) DETACH DELETE n")


def random_article(make_facts: MakeFacts, chance: random.Random, source: str, version: int) -> FactSet:
    """A small article over few names, so that articles meet on nodes and relationships."""
    claims = [f"City:{chance.choice(CITIES)} PRIORITIZES Industry:{chance.choice(BRANCHES)}"]
    claims += [f"Park:{chance.choice(PARKS)} LOCATED_IN City:{chance.choice(CITIES)}"] * chance.randint(0, 1)
    claims += ["Industry:风电 SUBINDUSTRY_OF Industry:能源"] * chance.randint(0, 1)
    claims += [f"Company:{chance.choice('寅卯')} PARTNERS_WITH Company:{chance.choice('辰巳')}"] * chance.randint(0, 1)
    claims += [f"Company:{chance.choice('辰巳')} PARTNERS_WITH Company:{chance.choice('寅卯')}"] * chance.randint(0, 1)
    links: dict[str, dict[str, PropertyValue]] = {
        claims[0]: chance.choice([{}, {"tier": "leading"}, {"tier": "future", "status": "signed"}])
    }
    return make_facts(
        list(dict.fromkeys(claims)),
        source,
        date=chance.choice([None, "2020-05-01", "2021-05-01", "2021-05-02"]),
        links=links,
        aliases={"东园": chance.sample(["东区", "东产业园", "园"], 2)},
        names={"东园": chance.choice(["东园", "东部工业园", "东方工业园"])},
        unmentioned=("能源",) if chance.random() < 0.7 else (),
        confidence=chance.choice([0.5, 0.9]),
        extra=f"{source} {version}",
    )


@pytest.mark.parametrize("seed", range(6))
def test_order_edits_and_forgetting_leave_no_trace(
    graph_connection: Connection, make_facts: MakeFacts, seed: int
) -> None:
    chance = random.Random(seed)
    final = [random_article(make_facts, chance, f"{i}.txt", 0) for i in range(8)]
    GraphWriter(graph_connection, "1").write(final)
    expected = dump(graph_connection)
    clear(graph_connection)
    writer = GraphWriter(graph_connection, "1")
    drafts = [random_article(make_facts, chance, f"{i}.txt", 1) for i in range(0, 8, 2)]
    doomed = [random_article(make_facts, chance, f"doomed{i}.txt", 0) for i in range(3)]
    for article in chance.sample([*drafts, *doomed], 7):
        writer.write([article])
    writer.write(chance.sample(final, 8))
    writer.forget([a.article.id for a in doomed])
    assert dump(graph_connection) == expected


def test_two_texts_with_dates_of_their_own_meet_in_any_order(
    graph_connection: Connection, make_facts: MakeFacts
) -> None:
    claim = ["City:甲市 PRIORITIZES Industry:风电"]
    variants = [make_facts(claim, "z.txt", date="2020-01-01"), make_facts(claim, "a.txt"), make_facts(claim, "b.txt")]
    dumps = set()
    for order in (variants, variants[::-1]):
        writer = GraphWriter(graph_connection, "1")
        for each in order:
            writer.write([each])
        dumps.add(dump(graph_connection))
        clear(graph_connection)
    assert len(dumps) == 1
    assert '"date":"2020-01-01"' in dumps.pop()


def test_general_knowledge_does_not_grow_with_every_article(
    graph_connection: Connection, make_facts: MakeFacts
) -> None:
    writer = GraphWriter(graph_connection, "1")
    claims = ["Industry:风电 SUBINDUSTRY_OF Industry:能源"]
    sets = [make_facts(claims, f"{i}.txt", date="2020-05-01", unmentioned=("能源",), extra=str(i)) for i in range(30)]
    for half in (sets[:10], sets[10:]):
        writer.write(half)
    query = "MATCH ()-[r:SUBINDUSTRY_OF]->() RETURN r.support AS support, r.claims AS claims, size(r.describes) AS n"
    (row,) = graph_connection.read(query)
    assert (len(row["support"]), row["claims"], row["n"]) == (1, None, 1)
    assert ",30," in row["support"][0]
    writer.forget([s.article.id for s in sets[:29]])
    assert ",1," in graph_connection.read(query)[0]["support"][0]
    assert graph_connection.read("MATCH (i:Industry {id: '能源'}) RETURN i.name AS name") == [{"name": "能源"}]
    writer.forget([sets[29].article.id])
    assert graph_connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_hostile_names_are_only_names(graph_connection: Connection, make_facts: MakeFacts) -> None:
    facts = make_facts(["City:甲市 PRIORITIZES Industry:X"], nodes={"X": {"name_en": "wind"}})
    sets = []
    for number, text in enumerate(HOSTILE):
        entities = tuple(
            e.model_copy(update={"id": text, "name": text, "aliases": (text + "2",)}) if e.id == "X" else e
            for e in facts.entities
        )
        relations = tuple(r.model_copy(update={"end": text}) if r.end == "X" else r for r in facts.relations)
        article = facts.article.model_copy(
            update={"id": f"article:{number}", "source": f"{number}{text}", "title": text}
        )
        own = {"start": article.id}
        relations = tuple(r.model_copy(update=own) if r.start == facts.article.id else r for r in relations)
        entities = tuple(e.model_copy(update={"id": article.id}) if e.id == facts.article.id else e for e in entities)
        sets.append(FactSet(article=article, entities=entities, relations=relations))
    receipt = GraphWriter(graph_connection, "1").write(sets)
    assert receipt.failed == ()
    names = {r["n"] for r in graph_connection.read("MATCH (i:Industry) RETURN i.name AS n")}
    assert {n for n in names if len(n) < MAX_ID} == set(HOSTILE[:-1])
    assert GraphWriter(graph_connection, "1").write(sets).wrote is False
    writer = GraphWriter(graph_connection, "1")
    writer.forget([s.article.id for s in sets])
    assert graph_connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_two_loaders_at_once_lose_nothing(
    graph_connection: Connection, neo4j_server: object, make_facts: MakeFacts
) -> None:
    chance = random.Random(7)
    articles = [random_article(make_facts, chance, f"{i}.txt", 0) for i in range(24)]
    GraphWriter(graph_connection, "1").write(articles)
    expected = dump(graph_connection)
    clear(graph_connection)
    receipts: list[Receipt] = []

    def load(share: Sequence[FactSet]) -> None:
        auth = neo4j_server.username, neo4j_server.password  # type: ignore[attr-defined]
        with connect(graph_connection.uri, *auth) as own:
            writer = GraphWriter(own, "1")
            receipts.extend(writer.write([article]) for article in share)

    shares = (articles[:16], articles[8:][::-1])
    threads = [threading.Thread(target=load, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert dump(graph_connection) == expected
    assert sum(r.new for r in receipts) == 24
    assert sum(r.unchanged for r in receipts) == 8


def test_a_transaction_that_fails_midway_leaves_nothing(
    graph_connection: Connection, make_facts: MakeFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = GraphWriter(graph_connection, "1")
    writer.write([make_facts(["City:甲市 PRIORITIZES Industry:风电"])])
    before = dump(graph_connection)
    run = Transaction.run

    def broken(self: Transaction, query: str, parameters: object = None) -> object:
        if "CREATE (a)-[r:LOCATED_IN]" in query:
            raise StoreError("The server went away.")
        return run(self, query, parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(Transaction, "run", broken)
    edited = make_facts(["City:甲市 PRIORITIZES Industry:钢铁", "Park:东园 LOCATED_IN City:甲市"])
    with pytest.raises(StoreError):
        writer.write([edited])
    assert dump(graph_connection) == before
    monkeypatch.undo()
    assert writer.write([edited]).changed == 1


def test_an_article_that_the_server_refuses_does_not_stop_the_others(
    graph_connection: Connection, make_facts: MakeFacts, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = make_facts(["City:甲市 PRIORITIZES Industry:风电"], "good.txt")
    bad = make_facts(["City:乙市 PRIORITIZES Industry:风电"], "bad.txt")
    strange = make_facts(["City:乙市 PRIORITIZES Industry:风电"], "strange.txt", nodes={"乙市": {"altitude": 3}})
    run = Transaction.run

    def refusing(self: Transaction, query: str, parameters: object = None) -> object:
        if query == statements.merge_nodes(Label.CITY) and "乙市" in str(parameters):
            return run(self, "RETURN 1 / 0", None)
        return run(self, query, parameters)  # type: ignore[arg-type]

    monkeypatch.setattr(Transaction, "run", refusing)
    receipt = GraphWriter(graph_connection, "1").write([good, bad, strange])
    assert receipt.new == 1
    assert [f.source for f in receipt.failed] == ["strange.txt", "bad.txt"]
    assert "no property altitude" in receipt.failed[0].reason
    rows = graph_connection.read("MATCH (a:Article) RETURN a.source AS source")
    assert rows == [{"source": "good.txt"}]
