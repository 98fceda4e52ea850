"""Every test runs without the user's own settings and far from the user's own graph."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def own_environment(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No NEO4J_* and KG_* but the cache of jars; a home of the test's own."""
    for name in list(os.environ):
        if name.startswith(("NEO4J_", "KG_")) and not name.startswith(("NEO4J_TEST_", "KG_CACHE_DIR")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("KG_HOME", str(tmp_path_factory.getbasetemp() / "no-home"))


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return Path(__file__).parents[1]


@pytest.fixture
def seeds(checkout: Path) -> Path:
    """The five source articles."""
    return checkout / "seeds"
