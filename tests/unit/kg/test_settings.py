"""What the environment means, and what it cannot mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.settings import Settings
from schema.errors import ConfigError


def test_an_empty_environment_means_the_managed_server_in_the_users_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: Path("/u"))
    settings = Settings.from_environment({})
    assert settings.uri is None
    assert (settings.home, settings.cache) == (Path("/u/.local/share/parkgraph"), Path("/u/.cache/parkgraph"))
    assert (settings.username, settings.database, settings.debug) == ("neo4j", None, False)


def test_named_folders_win_over_those_of_the_desktop() -> None:
    env = {"KG_HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CACHE_HOME": "/c"}
    settings = Settings.from_environment(env)
    assert (settings.home, settings.cache) == (Path("/h"), Path("/c/parkgraph"))


def test_a_server_of_ones_own_is_taken_as_named() -> None:
    env = {"NEO4J_URI": "neo4j+s://x.example", "NEO4J_USERNAME": "u", "NEO4J_PASSWORD": "p", "NEO4J_DATABASE": "d"}
    settings = Settings.from_environment(env)
    found = settings.uri, settings.username, settings.password, settings.database
    assert found == ("neo4j+s://x.example", "u", "p", "d")


@pytest.mark.parametrize("uri", ["localhost:7687", "http://localhost:7474", "bolt://", "bolt:/x"])
def test_an_address_that_is_none_is_refused_with_an_example(uri: str) -> None:
    with pytest.raises(ConfigError, match="write it like bolt://host:7687"):
        Settings.from_environment({"NEO4J_URI": uri})


def test_a_password_in_the_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigError, match="put them into NEO4J_USERNAME and NEO4J_PASSWORD") as caught:
        Settings.from_environment({"NEO4J_URI": "bolt://neo4j:geheim@host:7687"})
    assert "geheim" not in str(caught.value)


def test_what_settings_look_like_shows_no_secret() -> None:
    settings = Settings.from_environment({"NEO4J_PASSWORD": "geheim1", "KG_LLM_KEY": "geheim2"})
    assert (settings.password, settings.llm_key) == ("geheim1", "geheim2")
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize("port", ["80", "65536", "-1", "x", "7687.0"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    with pytest.raises(ConfigError, match=r"KG_BOLT_PORT is .* from 1024 to 65535"):
        Settings.from_environment({"KG_BOLT_PORT": port})


@pytest.mark.parametrize(("text", "meant"), [("1", True), ("yes", True), ("0", False), ("", False)])
def test_debugging_is_a_switch(text: str, meant: bool) -> None:
    assert Settings.from_environment({"KG_DEBUG": text}).debug is meant
