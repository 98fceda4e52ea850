"""Neo4j Browser, as the managed server brings it, with our style, a favourite and the guide."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from kg import browser
from schema.nodes import NODE_TYPES, Label

_DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name));
  const on = document.querySelector('[data-testid=main]');
  for (const type of ['dragenter', 'dragover', 'drop'])
    on.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data }));
}"""


@pytest.fixture
def neo4j_browser(new_page: Callable[..., Page], store: Any) -> Page:
    """The page, connected."""
    page = new_page(locale="en-US")
    page.goto(store[1]["BROWSER_ADDRESS"])
    page.fill("[data-testid=username]", "neo4j")
    page.fill("[data-testid=password]", store[1]["NEO4J_PASSWORD"])
    page.click("[data-testid=connect]")
    page.get_by_text("You are connected as user").first.wait_for()
    return page


def run(page: Page, command: str) -> None:
    page.click("[data-testid=activeEditor]")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(command)
    page.wait_for_timeout(300)
    page.click("[data-testid=editor-Run]")


def stored(page: Page, name: str, part: str) -> str:
    """What Browser keeps under a name, once that holds the part."""
    for _ in range(60):
        text = str(page.evaluate(f"localStorage['neo4j.{name}'] || ''"))
        if part in text:
            return text
        page.wait_for_timeout(100)
    raise AssertionError(text[:300])


def test_the_style_and_a_favourite_are_dropped_onto_it(neo4j_browser: Page, tmp_path: Path) -> None:
    browser.write(tmp_path)
    neo4j_browser.evaluate(_DROP, ["style.grass", (tmp_path / "style.grass").read_text(encoding="utf-8")])
    kept = json.loads(stored(neo4j_browser, "grass", "node.City"))
    assert kept["node.City"]["color"] == NODE_TYPES[Label.CITY].color
    assert kept["node.City"]["caption"] == "{name}"
    favourite = tmp_path / "favourites" / "parks_of_place.cypher"
    neo4j_browser.evaluate(_DROP, [favourite.name, favourite.read_text(encoding="utf-8")])
    neo4j_browser.get_by_text("Save to favorites").click()
    stored(neo4j_browser, "documents", "LOCATED_IN")


def test_it_fetches_the_style_and_the_guide_from_the_explorer(neo4j_browser: Page, served: Any) -> None:
    address = served.address.replace("127.0.0.1", "localhost")
    run(neo4j_browser, f":play {address}neo4j/guide.html")
    expect(neo4j_browser.locator("[data-testid=frame]").first).to_contain_text("A bounded place made for industry")
    run(neo4j_browser, f":style {address}neo4j/style.grass")
    stored(neo4j_browser, "grass", NODE_TYPES[Label.PARK].color)
    run(neo4j_browser, "MATCH p = (:City)-[:PRIORITIZES]->(:Industry) RETURN p")
    expect(neo4j_browser.locator("[data-testid=frame] svg g.node").first).to_be_visible()
