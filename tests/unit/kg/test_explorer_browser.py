"""Files for Neo4j Browser, and where the explorer listens."""

from __future__ import annotations

import html
import re
import socket
from pathlib import Path

import pytest

from kg import browser
from kg.explore import listen, own_hosts
from kg.settings import Settings
from queries.catalog import Catalog
from schema.errors import ConfigError, ServerError
from schema.nodes import NODE_TYPES
from schema.relations import RELATION_TYPES


def test_every_label_and_type_has_its_style() -> None:
    text = browser.style_sheet()
    assert set(re.findall(r"(?m)^node\.(\w+) \{", text)) == set(NODE_TYPES)
    assert set(re.findall(r"(?m)^relationship\.(\w+) \{", text)) == set(RELATION_TYPES)
    assert text.count("{\n") == text.count("\n}")
    for kind in NODE_TYPES.values():
        assert kind.color in text


def test_letters_can_be_read_on_their_colour() -> None:
    for label, body in re.findall(r"node\.(\w+) \{([^}]+(?:\{\w+\}[^}]*)?)\}", browser.style_sheet()):
        fill = re.search(r"\n  color: (#\w+)", body)
        ink = re.search(r"text-color-internal: (#\w+)", body)
        assert fill, label
        assert ink, label
        assert _contrast(fill[1], ink[1]) > 2.9, label


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_question_is_a_favourite_and_in_the_guide(tmp_path: Path) -> None:
    browser.write(tmp_path)
    guide = html.unescape((tmp_path / "guide.html").read_text(encoding="utf-8"))
    for query in Catalog.load():
        text = (tmp_path / "favourites" / f"{query.name}.cypher").read_text(encoding="utf-8")
        assert text.startswith(f"// {query.title_zh}")
        assert query.statement in text
        assert query.statement in guide


def test_kg_browser_says_where_and_how(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_HOME", str(tmp_path))
    assert browser.run(None, Settings.from_environment()) == 0
    told = capsys.readouterr().out
    assert "kg up" in told
    assert str(tmp_path / "browser" / "style.grass") in told


def test_a_port_that_is_taken_is_told_and_another_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ServerError, match="--port"):
            listen("127.0.0.1", port)
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]


@pytest.mark.parametrize("host", ["203.0.113.7", "no such host.invalid"])
def test_a_host_that_is_not_this_computer_is_told(host: str) -> None:
    with pytest.raises(ConfigError, match="--host"):
        listen(host, None)


def test_the_explorer_knows_its_own_names() -> None:
    assert own_hosts(7478) == ["127.0.0.1:7478", "localhost:7478", "[::1]:7478"]
