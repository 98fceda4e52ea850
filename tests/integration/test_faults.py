"""The short form of `make faults`: loads broken off at random points and loaded again lose and double nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from graph.server import LocalServer, free_ports
from graph.server_config import Memory
from kg.settings import Settings
from kg.sources import Sources
from loaders.article import parse_records
from loaders.model import RawArticle
from schema.errors import InputError
from scripts.fault_inputs import BATCH, malformed


@pytest.fixture(scope="module")
def script(load_script: Callable[[str], ModuleType]) -> ModuleType:
    return load_script("faults")


@pytest.fixture(scope="module")
def harness(script: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    bolt, http = free_ports()
    folder = tmp_path_factory.mktemp("faults")
    cache = Settings.from_environment().cache
    server = LocalServer(folder / "neo4j", cache, bolt, http, Memory("512m", "32m"))
    texts = [f"题{n}\n汕头市濠江区重点发展海上风电产业，总投资{n + 1}亿元。濠江区位于汕头市。\n" for n in range(12)]
    made = script.Harness(server, folder, 1, texts)
    try:
        made.bench.begin()
        yield made
    finally:
        made.bench.close()


RUNS = {
    "loader": 2, "interrupt": 2, "network": 2, "byte": 2, "two": 2, "journal": 2, "clock": 1, "full": 2, "readonly": 1,
    "jars": 4, "bulk": 2, "inputs": 1, "orphans": 1, "server": 1,
}  # fmt: skip


@pytest.mark.parametrize("kind", list(RUNS))
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # sockets of the cut wire
def test_nothing_is_lost_and_nothing_doubled(kind: str, harness: Any) -> None:
    done = [harness.run(kind) for _ in range(RUNS[kind])]
    assert [(o.lost, o.doubled, o.unruly) for o in done] == [(0, 0, 0)] * RUNS[kind]


def test_a_thousand_runs_hold_ten_thousand_malformed_inputs(script: ModuleType) -> None:
    runs = script.schedule(list(script.KINDS), 1000, random.Random(1))
    assert len(runs) == 1000
    assert set(runs) == set(script.KINDS)
    assert runs.count("inputs") * BATCH == 10_000


def told(data: bytes, suffix: str) -> str | None:
    """The error that the bytes end in; None where they hold articles."""
    try:
        assert all(isinstance(r, RawArticle | InputError) for r in parse_records(data, "x", suffix))
    except InputError as error:
        return str(error)
    return None


def test_malformed_inputs_end_in_a_sentence_or_an_article() -> None:
    chance = random.Random(1)
    for _ in range(1500):
        outcome = told(*malformed(chance))
        assert outcome is None or (outcome.startswith("x") and "\n" not in outcome)


def test_a_name_that_no_system_allows_is_one_sentence() -> None:
    with pytest.raises(InputError, match="does not exist"):
        Sources(["a\0b"]).expand()
