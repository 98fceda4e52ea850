"""docker-compose.yml starts the version that is locked, on this computer only, with a password."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.fetch import locked_jars


@pytest.fixture
def service(checkout: Path) -> dict[str, Any]:
    loaded = yaml.safe_load((checkout / "docker-compose.yml").read_text(encoding="utf-8"))
    found: dict[str, Any] = loaded["services"]["neo4j"]
    return found


def test_the_version_is_that_of_the_jars(service: dict[str, Any]) -> None:
    version = next(jar.version for jar in locked_jars() if jar.artifact == "neo4j")
    assert service["image"] == f"neo4j:{version}"


def test_ports_are_of_the_loopback(service: dict[str, Any]) -> None:
    assert service["ports"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_there_is_no_password_in_it(service: dict[str, Any]) -> None:
    assert service["environment"]["NEO4J_AUTH"].startswith("neo4j/${NEO4J_PASSWORD:?")


def test_it_is_healthy_only_when_it_answers(service: dict[str, Any]) -> None:
    assert "RETURN 1" in service["healthcheck"]["test"][1]
