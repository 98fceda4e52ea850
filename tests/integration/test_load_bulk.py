"""`kg load --bulk` gives the same graph as an online load, byte for byte, ledger included."""

from __future__ import annotations

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.bulk import import_csv, spool, write_csv
from graph.connection import Connection, connect
from graph.export import export_jsonl
from graph.plan import Reprint
from graph.server import LocalServer, free_ports
from graph.server_config import Memory
from graph.server_process import command_of
from graph.spool import Heap, Spool
from graph.write import GraphWriter
from kg.cli import main
from kg.settings import Settings
from schema.errors import ServerError
from schema.facts import FactSet

MakeFacts = Callable[..., FactSet]
HOSTILE = ("a\"b'c", "', \\\" \\u0027 \\n", "x\ny\r\nz", ",;|\t", "𠮷野🏭", "", " ", "null", "丙" * 3000)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server whose store may be replaced."""
    bolt, http = free_ports()
    memory = Memory("512m", "32m")
    made = LocalServer(tmp_path_factory.mktemp("bulk"), Settings.from_environment().cache, bolt, http, memory)
    made.start()
    made.stop()
    yield made
    made.stop()


def dump(connection: Connection) -> str:
    return "".join(export_jsonl(connection, ledger=True))


def articles(make_facts: MakeFacts, seed: int, count: int) -> list[FactSet | Reprint]:
    """Articles that meet on places and industries, with reprints, duplicates and hostile texts."""
    chance = random.Random(seed)
    out: list[FactSet | Reprint] = []
    for number in range(count):
        city, branch = f"市{chance.randrange(6)}", f"业{chance.randrange(9)}"
        claims = [f"City:{city} PRIORITIZES Industry:{branch}", f"Park:园{chance.randrange(9)} LOCATED_IN City:{city}"]
        claims += ["Industry:业0 SUBINDUSTRY_OF Industry:业x"] * chance.randint(0, 1)
        hostile = chance.choice(HOSTILE)
        facts = make_facts(
            claims,
            f"{number}.txt",
            date=chance.choice([None, "2020-05-01", "2021-05-01"]),
            links={claims[0]: {"tier": "leading"}} if chance.random() < 0.5 else {},
            aliases={city: chance.sample(["甲", "乙", hostile], 2)},
            names={city: city + "城" * chance.randint(0, 2)},
            unmentioned=("业x",),
            title=f"题{hostile[:200]}",
            extra=hostile + str(number % (count - 5)),
        )
        out.append(facts)
        if chance.random() < 0.2:
            out.append(Reprint(facts.article.id, f"re{number}.txt"))
    last = next(f for f in reversed(out) if isinstance(f, FactSet))
    out.append(last.model_copy(update={"article": last.article.model_copy(update={"source": "0.txt"})}))
    return out


def test_the_result_equals_an_online_load(
    graph_connection: Connection,
    server: LocalServer,
    make_facts: MakeFacts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("graph.spool.RUN_ROWS", 10)
    monkeypatch.setattr("graph.bulk._BATCH", 7)
    facts = articles(make_facts, 7, 60)
    online = GraphWriter(graph_connection, "1").write(facts)
    expected = dump(graph_connection)
    spooled = Spool(tmp_path / "spool")
    receipts = list(spool(facts, spooled, "1"))
    counts = write_csv(spooled, tmp_path / "csv")
    spooled.close()
    server.stop()
    changes = import_csv(server, tmp_path / "csv", counts)
    server.start()
    with connect(server.uri, "neo4j", server.password) as connection:
        assert dump(connection) == expected
        others = [f for f in facts if isinstance(f, FactSet) and f.article.source != "0.txt"]
        assert not GraphWriter(connection, "1").write(others).wrote
    assert sum(r.new for r in receipts) == online.new
    assert sum(r.reprint for r in receipts) == online.reprint
    count = graph_connection.read("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS links")[0]
    assert (changes.nodes_created, changes.relations_created) == (count["nodes"], count["links"])


def test_a_spool_that_was_broken_off_goes_on(
    make_facts: MakeFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.spool.RUN_ROWS", 20)
    monkeypatch.setattr("graph.bulk._BATCH", 5)
    facts = articles(make_facts, 1, 40)
    with monkeypatch.context() as once:
        once.setattr("graph.spool.RUN_ROWS", 1_000_000)
        whole = Spool(tmp_path / "whole")
        list(spool(facts, whole, "1"))
        write_csv(whole, tmp_path / "a")
    broken = Spool(tmp_path / "broken")
    receipts = spool(facts, broken, "1")
    for _ in range(4):
        next(receipts)
    broken.close()
    (tmp_path / "broken" / "000099-City.run").write_bytes(b"half a run")
    again = Spool(tmp_path / "broken")
    assert 0 < again.count() < 40
    list(spool(facts, again, "1"))
    write_csv(again, tmp_path / "b")
    files = {p.name for p in (tmp_path / "a").iterdir()}
    assert files == {p.name for p in (tmp_path / "b").iterdir()}
    assert all((tmp_path / "a" / f).read_bytes() == (tmp_path / "b" / f).read_bytes() for f in files)


def test_an_import_that_fails_leaves_an_empty_graph(server: LocalServer, tmp_path: Path) -> None:
    server.stop()
    (tmp_path / "City.head").write_text("id:ID(City),name:string\n")
    (tmp_path / "City.csv").write_text('"1","a"\n"1","b"\n"2",1,2,3\n')
    with pytest.raises(ServerError, match="neo4j-admin database import failed"):
        import_csv(server, tmp_path, {("City",): 3})
    server.start()
    with connect(server.uri, "neo4j", server.password) as connection:
        assert connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    server.stop()


def test_an_import_that_is_killed_leaves_an_empty_graph(
    server: LocalServer, make_facts: MakeFacts, tmp_path: Path
) -> None:
    """The importer lives longer than the loader that is killed, and would write into the store of the next start."""
    spooled = Spool(tmp_path / "spool")
    list(spool(articles(make_facts, 3, 200), spooled, "1"))
    counts = write_csv(spooled, tmp_path / "csv")
    spooled.close()
    server.stop()
    arguments = (server.home, Settings.from_environment().cache, tmp_path / "csv", counts)
    loader = multiprocessing.get_context("spawn").Process(target=_import, args=arguments)
    loader.start()
    mark = server.home / "importing"
    while not (mark.exists() and mark.read_text()) and loader.is_alive():
        time.sleep(0.01)
    importer = int(mark.read_text())
    loader.kill()
    loader.join()
    assert command_of(importer)
    server.start()
    assert not command_of(importer)
    assert not mark.exists()
    with connect(server.uri, "neo4j", server.password) as connection:
        assert connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]
    with pytest.raises(ServerError, match="stop it with `kg down`"):
        import_csv(server, tmp_path / "csv", counts)
    server.stop()
    import_csv(server, tmp_path / "csv", counts)
    server.start()
    with connect(server.uri, "neo4j", server.password) as connection:
        nodes = sum(n for heap, n in counts.items() if len(heap) == 1)
        assert connection.read("MATCH (n) RETURN count(n) AS n") == [{"n": nodes}]
    server.stop()


def _import(home: Path, cache: Path, folder: Path, counts: dict[Heap, int]) -> None:
    import_csv(LocalServer(home, cache), folder, counts)


def _ended(*_: object) -> None:
    raise KeyboardInterrupt


def test_bulk_is_for_the_empty_local_graph(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("题\n汕头市濠江区重点发展海上风电产业。\n", encoding="utf-8")
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert main(["load", "--bulk", str(tmp_path)]) == 2
    assert "unset NEO4J_URI, or load without it" in capsys.readouterr().err


def test_the_command_loads_refuses_a_second_time_and_agrees_with_a_plain_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "news").mkdir()
    for number in range(6):
        text = f"题\n汕头市濠江区重点发展海上风电产业，总投资{number + 1}亿元。\n"
        (tmp_path / "news" / f"{number}.txt").write_text(text, encoding="utf-8")
    bolt, http = free_ports()
    for name, value in {"KG_HOME": tmp_path / "家", "KG_BOLT_PORT": bolt, "KG_HTTP_PORT": http}.items():
        monkeypatch.setenv(name, str(value))
    try:
        with monkeypatch.context() as once:
            once.setattr("kg.bulk.ensure", _ended)
            assert main(["load", "--bulk", str(tmp_path / "news")]) == 130
        (tmp_path / "news" / "6.txt").write_text(text.replace("6亿", "7亿"), encoding="utf-8")
        assert main(["load", "--bulk", str(tmp_path / "news")]) == 0
        said = capsys.readouterr()
        assert "ended right after its import; that stays, and the rest is loaded online" in said.err
        assert said.out.splitlines()[2].split()[:3] == ["articles", "1", "0"]
        assert main(["load", str(tmp_path / "news")]) == 0
        rows = capsys.readouterr().out.splitlines()[2:5]
        assert [r.split()[1:4] for r in rows] == [["0", "0", "0"]] * 3
        assert main(["load", "--bulk", str(tmp_path / "news")]) == 2
        assert "--bulk would replace them" in capsys.readouterr().err
        assert not (tmp_path / "家" / "bulk").exists()
    finally:
        main(["down"])
