"""The short form of `make faults`: loads broken off at random points and loaded again lose and double nothing."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
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
    server.start()
    yield script.Harness(server, folder, 1, texts)
    server.stop()


@pytest.mark.parametrize("kind", ["loader", "network", "two", "journal", "server"])
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # sockets of the cut wire
def test_nothing_is_lost_and_nothing_doubled(kind: str, harness: Any) -> None:
    for _ in range(1 if kind == "server" else 3):
        harness.run(kind)
    result = harness.results[kind]
    assert (result.lost, result.doubled) == (0, 0)


def told(data: bytes, suffix: str) -> str | None:
    """The error that the bytes end in; None where they hold articles."""
    try:
        assert all(isinstance(r, RawArticle | InputError) for r in parse_records(data, "x", suffix))
    except InputError as error:
        return str(error)
    return None


def test_malformed_inputs_end_in_a_sentence_or_an_article(tmp_path: Path) -> None:
    chance = random.Random(1)
    good = "甲市发展风电\n汕头市濠江区重点发展海上风电产业，总投资80亿元。\n".encode()
    for _ in range(1500):
        data = bytearray(good * chance.randint(1, 3))
        for _ in range(chance.randint(1, 20)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 5)] = chance.randbytes(chance.randint(0, 5))
        suffix = chance.choice([".txt", ".html", ".md", ".jsonl", ".csv", ".docx"])
        head = chance.choice([b"", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", b"PK\3\4", b'{"text": "'])
        outcome = told(head + bytes(data), suffix)
        assert outcome is None or (outcome.startswith("x") and "\n" not in outcome)


def test_a_name_that_no_system_allows_is_one_sentence() -> None:
    with pytest.raises(InputError, match="does not exist"):
        Sources(["a\0b"]).expand()
