"""People who do not wait, and a server that is slow: what comes late or twice changes nothing that was done since."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

SLOW = """([name, ms]) => {
  const call = KG.api[name];
  let first = true;
  KG.api[name] = async (...given) => {
    const wait = first ? ms : 0;
    first = false;
    await new Promise((go) => setTimeout(go, wait));
    return call(...given);
  };
}"""
"""The first call of an operation comes late, the next ones do not."""
QUESTION = "哪些城市优先发展海上风电？"


def opened(page: Page, key: str) -> None:
    """Open a node and wait for its panel."""
    page.evaluate("(k) => KG.open(k)", key)
    page.locator("#right .actions").wait_for()


def keys(page: Page) -> list[str]:
    """Keys of what is drawn, sorted."""
    return [str(key) for key in page.evaluate("[...KG.state.nodes.keys()].sort()")]


def answered(page: Page) -> None:
    """Ask, and wait for the answer."""
    page.locator("#q").fill(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#tab-rows").wait_for()


def test_back_from_an_answer_takes_the_answer_away(page: Page) -> None:
    opened(page, "City:汕头市")
    before = keys(page)
    answered(page)
    page.go_back()
    page.locator("#right .actions").wait_for()
    expect(page.locator("#right h2")).to_have_text("汕头市")
    assert page.evaluate("KG.state.answer") is None
    assert keys(page) == before
    assert "q=" not in page.url
    expect(page.locator("#q")).to_have_value("")


def test_back_pressed_again_before_the_graph_came_goes_on(page: Page) -> None:
    opened(page, "District:濠江区")
    page.locator("#views [data-view=table]").click()
    page.evaluate(SLOW, ["graph", 400])
    page.go_back()
    page.go_back()
    page.wait_for_timeout(1200)
    expect(page.locator("#view-start")).to_be_visible()


def test_undo_brings_back_the_answer_and_every_place(page: Page) -> None:
    opened(page, "District:濠江区")
    before = page.evaluate("KG.canvas.positions()")
    answered(page)
    opened(page, "Company:金风公司")
    page.locator("#undo").click()
    assert page.evaluate("KG.state.answer.question") == QUESTION
    page.locator("#undo").click()
    after = page.evaluate("KG.canvas.positions()")
    assert all(abs(after[k]["x"] - p["x"]) < 1 and abs(after[k]["y"] - p["y"]) < 1 for k, p in before.items())


def test_an_expansion_that_brings_nothing_is_no_step(page: Page) -> None:
    opened(page, "District:濠江区")
    page.evaluate("KG.expand('District:濠江区')")
    expect(page.locator("#toast")).to_contain_text("没有更多相邻节点了")
    page.locator("#undo").click()
    assert keys(page) == []
    expect(page.locator("#undo")).to_be_disabled()


def test_pressed_twice_is_one_expansion(page: Page) -> None:
    page.evaluate("KG.open('District:濠江区'); KG.open('District:濠江区'); null")
    page.locator("#right .actions").wait_for()
    expect(page.locator("#toast")).to_contain_text("新增")
    page.wait_for_timeout(600)
    expect(page.locator("#toast")).to_contain_text("新增")


def test_of_two_nodes_opened_the_later_one_stays_chosen(page: Page) -> None:
    page.evaluate(SLOW, ["expand", 900])
    page.evaluate("KG.open('District:濠江区'); KG.open('City:湛江市'); null")
    page.wait_for_timeout(2200)
    assert {"District:濠江区", "City:湛江市"} <= set(keys(page))
    expect(page.locator("#right h2")).to_have_text("湛江市")


def test_what_was_cleared_or_taken_away_does_not_come_back(page: Page) -> None:
    opened(page, "District:濠江区")
    page.evaluate(SLOW, ["expand", 600])
    page.locator("#expand").click()
    page.locator("#clear").click()
    page.wait_for_timeout(1500)
    assert keys(page) == []


def test_each_expansion_says_what_it_did(page: Page) -> None:
    opened(page, "City:湛江市")
    expect(page.locator("#toast")).to_contain_text("共 83 条")
    opened(page, "District:濠江区")
    expect(page.locator("#toast")).not_to_contain_text("共 83 条")


def test_the_panel_closes_with_the_relationship_that_it_shows(page: Page) -> None:
    opened(page, "District:濠江区")
    page.evaluate("KG.select('PRIORITIZES|District:濠江区|Industry:海上风电')")
    page.locator("#right mark").wait_for()
    page.evaluate("KG.remove('Industry:海上风电')")
    expect(page.locator("#right")).to_be_hidden()


def test_a_panel_that_is_being_read_does_not_show_the_one_before(page: Page) -> None:
    opened(page, "District:濠江区")
    page.evaluate(SLOW, ["link", 900])
    page.evaluate("KG.select('PRIORITIZES|District:濠江区|Industry:海上风电')")
    expect(page.locator("#right")).to_contain_text("正在读取")
    expect(page.locator("#right .actions")).to_have_count(0)


def test_the_later_of_two_comparisons_is_shown(page: Page) -> None:
    page.evaluate(SLOW, ["compare", 900])
    page.evaluate("KG.state.compared = ['City:汕头市', 'District:濠江区']; KG.setView('compare')")
    page.evaluate("KG.state.compared = ['City:汕头市', 'City:湛江市']; KG.setView('compare')")
    page.locator("table.compare").wait_for()
    page.wait_for_timeout(1400)
    expect(page.locator("table.compare thead")).to_contain_text("湛江市")


def test_a_link_that_could_not_be_read_is_tried_again(page: Page, served: Any) -> None:
    opened(page, "District:濠江区")
    kept = page.url
    page.goto(served.address)
    page.wait_for_selector("html[data-ready]")
    page.evaluate(
        "{ const graph = KG.api.graph; let failed = false;"
        " KG.api.graph = async (k) => { if (!failed) { failed = true; throw new Error('no graph'); } return graph(k); }; null; }"
    )
    page.evaluate("(hash) => { location.hash = hash; }", kept.partition("#")[2])
    expect(page.locator("#toast")).to_contain_text("no graph")
    page.locator("#toast button").click()
    expect(page.locator("#right h2")).to_have_text("濠江区")


def test_enter_in_a_dialog_may_be_faster_than_the_suggestions(page: Page) -> None:
    page.keyboard.press("p")
    for number, name in enumerate(("汕头", "湛江")):
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        expect(page.locator("#dialog input").nth(number)).to_have_value(f"{name}市", timeout=15_000)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("相隔")


def test_a_path_needs_two_things(page: Page) -> None:
    opened(page, "District:濠江区")
    before = keys(page)
    page.locator("#path").click()
    for number in (0, 1):
        page.locator("#dialog input").nth(number).press_sequentially("汕头")
        page.locator(f"#two{number} li[role=option]").first.click()
    page.locator("#dialog .main").click()
    expect(page.locator("#toast")).to_contain_text("两个不同的对象")
    assert keys(page) == before


def test_waiting_is_said_as_long_as_it_lasts(page: Page) -> None:
    page.evaluate(SLOW, ["ask", 5000])
    page.locator("#q").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_timeout(4400)
    expect(page.locator("#toast.on")).to_contain_text("正在读取")
    page.locator("#tab-rows").wait_for()
    expect(page.locator("#toast.on")).to_have_count(0)


def test_a_button_keeps_the_focus_when_its_bar_is_drawn_anew(page: Page) -> None:
    opened(page, "District:濠江区")
    page.locator("#layered").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "layered"
