"""Every test runs without the user's own settings and far from the user's own graph."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from schema.facts import Entity, Evidence, FactSet, PropertyValue, Relation, SourceArticle
from schema.nodes import Label
from schema.relations import RELATION_TYPES, Predicate

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # begun in the background, where shells ignore Ctrl+C: programs that tests start and interrupt would ignore it too
    signal.signal(signal.SIGINT, signal.default_int_handler)


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


@pytest.fixture(scope="session")
def load_script(checkout: Path) -> Callable[[str], ModuleType]:
    """scripts/<name>.py as a module."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(name, checkout / "scripts" / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture
def seeds(checkout: Path) -> Path:
    """The five source articles."""
    return checkout / "seeds"


def _facts(
    claims: Sequence[str],
    source: str = "a.txt",
    *,
    date: str | None = None,
    nodes: dict[str, dict[str, PropertyValue]] | None = None,
    links: dict[str, dict[str, PropertyValue]] | None = None,
    unmentioned: Sequence[str] = (),
    aliases: dict[str, Sequence[str]] | None = None,
    names: dict[str, str] | None = None,
    confidence: float = 1.0,
    title: str = "题",
    extra: str = "",
) -> FactSet:
    """A fact set from claims like "City:甲市 PRIORITIZES Industry:风电"; ids are the names.

    `nodes`, `aliases`, `names` and `links` give properties by node id or by claim; every node is mentioned in the
    sentence of its claim unless it is `unmentioned`.
    """
    lines = [title, *(f"{c.replace(' ', '')}。" for c in claims), extra]
    text = "\n".join(lines)
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    article = SourceArticle(id=f"article:{digest}", source=source, title=title, text=text, date=date)
    entities: dict[str, Entity] = {article.id: Entity(id=article.id, label=Label.ARTICLE, name=title)}
    relations: list[Relation] = []
    mentions: dict[str, Evidence] = {}
    for claim, line in zip(claims, lines[1:], strict=False):
        evidence = Evidence(sentence=line, start=text.index(line), end=text.index(line) + len(line))
        start, predicate, end = claim.split(" ")
        for each in (start, end):
            label, _, node_id = each.partition(":")
            entities[node_id] = Entity(
                id=node_id,
                label=Label(label),
                name=(names or {}).get(node_id, node_id),
                aliases=tuple((aliases or {}).get(node_id, ())),
                properties=(nodes or {}).get(node_id, {}),
            )
            mentions.setdefault(node_id, evidence)
        ends: dict[str, Any] = {"start": start.partition(":")[2], "end": end.partition(":")[2]}
        kind = RELATION_TYPES[Predicate(predicate)]
        said = () if kind.derived else (evidence,)
        properties = (links or {}).get(claim, {})
        relations.append(Relation(type=kind.name, **ends, properties=properties, evidence=said, confidence=confidence))
    relations += [
        Relation(type=Predicate.MENTIONS, start=article.id, end=node_id, evidence=(evidence,))
        for node_id, evidence in mentions.items()
        if node_id not in unmentioned
    ]
    return FactSet(article=article, entities=tuple(entities.values()), relations=tuple(relations))


@pytest.fixture(scope="session")
def make_facts() -> Callable[..., FactSet]:
    """Makes fact sets: `make_facts(["City:甲市 PRIORITIZES Industry:风电"], "a.txt", date="2021-03-01")`."""
    return _facts
