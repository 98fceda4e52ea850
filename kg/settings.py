"""Settings from the environment; nothing else reads it.

NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE name a server; without NEO4J_URI kg keeps one itself, with its
data, password and logs in KG_HOME, the fetched jars in KG_CACHE_DIR, on KG_BOLT_PORT and KG_HTTP_PORT. KG_DEBUG=1 shows
tracebacks; KG_ALLOW_PRIVATE=1 lets web addresses lead to private networks. KG_LLM_URL, KG_LLM_MODEL and KG_LLM_KEY
name the language model of `kg ask --llm` and `kg extract --llm`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from schema.errors import ConfigError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the graph is and where files go. `uri` is None for the managed local Neo4j."""

    uri: str | None
    username: str
    password: str = field(repr=False)
    database: str | None
    home: Path
    cache: Path
    bolt_port: int | None = None
    http_port: int | None = None
    debug: bool = False
    allow_private: bool = False
    """Whether web addresses may lead to this computer and private networks."""
    llm_url: str = ""
    llm_model: str = ""
    llm_key: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the environment. Raises ConfigError for a value that cannot be meant."""
        env = os.environ if environment is None else environment
        return cls(
            uri=_uri(env.get("NEO4J_URI", "").strip()),
            username=env.get("NEO4J_USERNAME") or "neo4j",
            password=env.get("NEO4J_PASSWORD") or "",
            database=env.get("NEO4J_DATABASE") or None,
            home=_folder(env, "KG_HOME", "XDG_DATA_HOME", "Library/Application Support", ".local/share"),
            cache=_folder(env, "KG_CACHE_DIR", "XDG_CACHE_HOME", "Library/Caches", ".cache"),
            bolt_port=_port(env, "KG_BOLT_PORT"),
            http_port=_port(env, "KG_HTTP_PORT"),
            debug=env.get("KG_DEBUG", "") not in ("", "0"),
            allow_private=env.get("KG_ALLOW_PRIVATE", "") not in ("", "0"),
            llm_url=env.get("KG_LLM_URL", "").strip(),
            llm_model=env.get("KG_LLM_MODEL", "").strip(),
            llm_key=env.get("KG_LLM_KEY", "").strip(),
        )


def _uri(text: str) -> str | None:
    if not text:
        return None
    scheme, mark, rest = text.partition("://")
    if "@" in rest:  # not repeated here: it may hold a password
        raise ConfigError("NEO4J_URI holds a user name or password; put them into NEO4J_USERNAME and NEO4J_PASSWORD.")
    if not mark or scheme not in SCHEMES or not rest:
        raise ConfigError(f"NEO4J_URI {text} is no address of Neo4j; write it like bolt://host:7687 or neo4j+s://host.")
    return text


def _folder(env: Mapping[str, str], name: str, xdg: str, mac: str, other: str) -> Path:
    if env.get(name):
        return Path(env[name]).expanduser().absolute()
    if env.get(xdg):
        return Path(env[xdg]).absolute() / "parkgraph"
    return Path.home() / (mac if sys.platform == "darwin" else other) / "parkgraph"


def _port(env: Mapping[str, str], name: str) -> int | None:
    text = env.get(name, "").strip()
    if not text:
        return None
    if not text.isdigit() or not 1024 <= int(text) <= 65535:
        raise ConfigError(f"{name} is {text}, no port; give a number from 1024 to 65535.")
    return int(text)
