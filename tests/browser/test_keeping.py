"""What is kept and comes back: links to a view, the one-file page, dark mode; and what the page says when things fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from graph.connection import Connection
from kg import export_html
from kg.explorer.service import Explorer
from schema.errors import StoreError

HERE = Path(__file__).parent
MakePage = Callable[..., Page]


def opened(page: Page, address: str) -> Page:
    """Go to an address and wait until the page is ready."""
    page.goto("about:blank")
    page.goto(address)
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def test_a_link_brings_back_nodes_filters_layout_and_selection(page: Page, new_page: MakePage, served: Any) -> None:
    opened(page, f"{served.address}#find=濠江区")
    page.locator("#right h3").first.wait_for()
    page.locator("#left [data-facet='label:Park']").click()
    page.locator("#layered").click()
    keys = page.evaluate("[...KG.state.nodes.keys()].sort()")
    other = opened(new_page(), page.url)
    assert other.evaluate("[...KG.state.nodes.keys()].sort()") == keys
    assert other.evaluate("[[...KG.state.off], KG.state.layout, KG.state.selected]") == [
        ["label:Park"],
        "layered",
        "District:濠江区",
    ]
    expect(other.locator("#right h2")).to_have_text("濠江区")


def test_a_link_brings_back_an_answer_and_a_comparison(new_page: MakePage, served: Any) -> None:
    page = opened(new_page(), f"{served.address}#v=graph&q=哪些城市优先发展海上风电？")
    expect(page.locator("#tabbody table")).to_contain_text("汕头市")
    opened(page, f"{served.address}#v=compare&c=City:汕头市|City:湛江市")
    expect(page.locator("table.compare")).to_contain_text("企业80号")


def test_the_back_button_goes_back(page: Page, served: Any) -> None:
    opened(page, served.address)
    page.locator("#q").fill("濠江区")
    page.locator("#suggestions li[role=option]").first.click()
    page.locator("#right h3").first.wait_for()
    page.locator("#views [data-view=table]").click()
    page.locator("#q").fill("哪些城市优先发展海上风电？")
    page.keyboard.press("Enter")
    page.locator("#tab-rows").wait_for()
    page.go_back()
    expect(page.locator("#view-table")).to_be_visible()
    page.go_back()
    expect(page.locator("#view-graph")).to_be_visible()
    page.go_back()
    expect(page.locator("#view-start")).to_be_visible()
    page.go_forward()
    expect(page.locator("#view-graph")).to_be_visible()


def test_a_link_with_nonsense_in_it_does_no_harm(page: Page, served: Any) -> None:
    opened(page, f"{served.address}#v=graph&n=City:nowhere|City:汕头市&s=City:nowhere&off=%E0%A4%A&amount=x")
    assert page.evaluate("[...KG.state.nodes.keys()]") == ["City:汕头市"]
    page.evaluate("KG.select(null)")
    page.context.clear_cookies()


@pytest.fixture
def file_page(page: Page, new_page: MakePage, served: Any, tmp_path: Path) -> Page:
    """The one-file page of what lies around two places, opened from disk without a network."""
    opened(page, f"{served.address}#find=湛江市")
    page.locator("#right h3").first.wait_for()
    page.evaluate("KG.open('City:汕头市')")
    page.wait_for_timeout(800)
    page.evaluate("KG.expand('City:湛江市', {types: ['LOCATED_IN'], label: 'Park'})")
    page.wait_for_timeout(800)
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator("#save-html").click()
    path = tmp_path / "page.html"
    download.value.save_as(path)
    other = new_page(offline=True)
    return opened(other, path.as_uri())


def test_the_page_in_one_file_opens_from_disk(file_page: Page) -> None:
    assert file_page.evaluate("KG.state.nodes.size") > 30
    file_page.locator("#q").fill("汕头")
    file_page.locator("#suggestions li[role=option]").first.click()
    expect(file_page.locator("#right h2")).to_have_text("汕头市")
    file_page.locator(".fact", has_text="纺织服装").locator("summary").click()
    expect(file_page.locator(".fact mark").first).to_contain_text("纺织服装")
    file_page.locator("#views [data-view=table]").click()
    expect(file_page.locator("#view-table")).to_contain_text("湛江市")
    assert file_page.evaluate("window.bad") is None


def test_what_was_taken_off_the_page_in_one_file_is_found_again(file_page: Page) -> None:
    file_page.locator("#clear").click()
    assert file_page.evaluate("KG.state.nodes.size") == 0
    file_page.locator("#q").fill("汕头")
    file_page.locator("#suggestions li[role=option]").first.click()
    expect(file_page.locator("#right h2")).to_have_text("汕头市")
    assert "Industry:纺织服装" in file_page.evaluate("[...KG.state.nodes.keys()]")


def test_the_page_in_one_file_keeps_positions_and_runs_no_names(page: Page, file_page: Page) -> None:
    here, there = page.evaluate("KG.canvas.positions()"), file_page.evaluate("KG.canvas.positions()")
    assert all(abs(here[k]["x"] - p["x"]) <= 1 for k, p in there.items())
    assert any("</script>" in name for name in file_page.evaluate("KG.visible().nodes.map(n => n.name)"))


def test_kg_export_html_writes_such_a_page(
    graph: Connection, new_page: MakePage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Kept:
        def __enter__(self) -> Connection:
            return graph

        def __exit__(self, *_: object) -> None:
            """It stays open."""

    monkeypatch.setattr(export_html, "open_graph", lambda _: Kept())
    path = tmp_path / "p.html"
    assert export_html.run(str(path), "濠江", None) == 0  # type: ignore[arg-type]
    page = opened(new_page(offline=True), path.as_uri())
    assert {"濠江区", "海上风电", "汕头市"} <= set(page.evaluate("KG.visible().nodes.map(n => n.name)"))


def test_dark_mode_follows_the_system_and_is_kept(new_page: MakePage, served: Any) -> None:
    page = opened(new_page(color_scheme="dark"), served.address)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark == "rgb(15, 19, 24)"
    page.locator("#theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(245, 247, 250)"
    opened(page, served.address)
    assert page.evaluate("document.documentElement.dataset.theme") == "light"


def test_a_graph_that_cannot_be_read_is_told_and_tried_again(
    new_page: MakePage, graph: Connection, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    explorer = Explorer(graph)
    served = serve(explorer)
    with monkeypatch.context() as broken:

        def fail() -> None:
            raise StoreError("Nothing answers at bolt://127.0.0.1:7687 as Neo4j; start the server.")

        broken.setattr(explorer, "start", fail)
        page = opened(new_page(), served.address)
        expect(page.locator("#view-start .problem")).to_contain_text("kg status")
    page.locator("#view-start .problem button").click()
    expect(page.locator(".card").first).to_be_visible()
    served.stop()
    page.evaluate("KG.open('City:汕头市')")
    expect(page.locator("#toast")).to_contain_text("kg explore 已停止")


def test_an_empty_graph_says_what_to_do(
    new_page: MakePage, graph: Connection, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    explorer = Explorer(graph)
    nothing = {"counts": {"labels": {"City": 0}, "types": {}}, "places": [], "industries": [], "projects": []}
    monkeypatch.setattr(explorer, "start", lambda: nothing)
    served = serve(explorer)
    page = opened(new_page(), served.address)
    expect(page.locator("#view-start")).to_contain_text("kg load")
    served.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_violation_of_accessibility(new_page: MakePage, served: Any, scheme: str) -> None:
    page = opened(new_page(color_scheme=scheme, bypass_csp=True), f"{served.address}#find=濠江区")
    page.add_script_tag(path=HERE / "vendor" / "axe.min.js")
    page.locator("#right h3").first.wait_for()
    page.locator(".fact summary").nth(1).click()
    page.locator(".said").first.wait_for()
    page.wait_for_timeout(3800)
    assert violations(page) == []
    for view in ("start", "table", "compare"):
        page.locator(f"#views [data-view={view}]").click()
        page.wait_for_timeout(300)
        assert violations(page) == []
    page.evaluate("KG.select(null)")
    page.evaluate("KG.ask('哪些城市优先发展海上风电？')")
    page.locator("#tab-rows").wait_for()
    page.wait_for_timeout(300)
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    """Serious and critical findings of axe-core."""
    found = page.evaluate("axe.run().then(r => r.violations)")
    return [
        f"{v['id']}: {n['html'][:120]}" for v in found if v["impact"] in ("serious", "critical") for n in v["nodes"]
    ]
