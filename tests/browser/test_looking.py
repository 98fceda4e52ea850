"""What a person does on the page: find, ask, expand, read the evidence, filter, take away."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from playwright.sync_api import Page, expect

from kg.explorer.service import EXPANDED


def find(page: Page, text: str) -> None:
    """Type a name and take the first suggestion."""
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially(text)
    page.locator("#suggestions li[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#right h3").first.wait_for()


def nodes(page: Page) -> set[str]:
    """Names of what is drawn."""
    return set(page.evaluate("KG.visible().nodes.map(n => n.name)"))


def until(page: Page, expression: str) -> None:
    """Wait for something to be true; `wait_for_function` would need eval, which the page's policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    raise AssertionError(expression)


def test_the_start_page_shows_places_industries_and_projects(page: Page) -> None:
    page.locator(".card table").first.wait_for()
    text = page.locator("#view-start").inner_text()
    assert "汕头市" in text
    assert "80亿元" in text
    assert "海上风电" in text
    assert "风机项目" in text


def test_names_are_found_in_either_script_by_pinyin_by_alias_and_in_part(page: Page) -> None:
    for typed, name in {
        "汕頭": "汕头市",
        "shantou": "汕头市",
        "hsfd": "海上风电",
        "鮀城": "汕头市",
        "机项": "风机项目",
    }.items():
        page.locator("#q").fill(typed)
        expect(page.locator("#suggestions li b").first).to_have_text(name)


def test_an_input_method_asks_nothing_while_it_composes(page: Page) -> None:
    calls: list[str] = []
    page.on("request", lambda r: calls.append(r.url) if "/api/search" in r.url else None)
    page.locator("#q").focus()
    keys = page.context.new_cdp_session(page)
    for text in ("s", "sh", "shan", "汕"):
        keys.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
        page.wait_for_timeout(60)
    page.wait_for_timeout(250)
    assert calls == []
    keys.send("Input.insertText", {"text": "汕头"})
    expect(page.locator("#suggestions li b").first).to_have_text("汕头市")
    assert len(calls) == 1


def test_expansion_is_capped_says_so_and_leaves_old_nodes_where_they_were(page: Page) -> None:
    find(page, "湛江市")
    assert len(nodes(page)) == 31
    expect(page.locator("#toast")).to_contain_text("共 83 条，显示前 30 条")
    before = page.evaluate("KG.canvas.positions()")
    page.locator("#canvas").dblclick(position=page.evaluate("KG.canvas.at('City:湛江市')"))
    until(page, "KG.state.nodes.size > 31")
    after = page.evaluate("KG.canvas.positions()")
    assert all(abs(after[k]["x"] - p["x"]) < 1 and abs(after[k]["y"] - p["y"]) < 1 for k, p in before.items())
    page.locator("#undo").click()
    assert len(nodes(page)) == 31


def test_a_group_of_neighbours_is_expanded_by_its_button(page: Page) -> None:
    find(page, "汕头市")
    page.locator("#clear").click()
    find(page, "海上风电")
    assert {"海上风电", "濠江区", "风电产业园", "湛江市"} <= nodes(page)
    assert EXPANDED >= 30


def test_every_fact_shows_its_sentence_in_its_paragraph(page: Page) -> None:
    find(page, "濠江区")
    page.locator(".fact", has_text="海上风电").locator("summary").click()
    said = page.locator(".fact .said").first
    expect(said.locator("mark")).to_have_text("District:濠江区PRIORITIZESIndustry:海上风电。")
    expect(said.locator("a")).to_have_attribute("href", "https://example.org/news/1.html")
    expect(said.locator("a")).to_have_attribute("rel", "noopener noreferrer")
    expect(said.locator("footer")).to_contain_text("2023-10-01")


def test_the_sentences_that_mention_a_name_follow_its_facts(page: Page) -> None:
    find(page, "濠江区")
    expect(page.locator("#right > .said mark").first).to_contain_text("濠江区")
    assert "[object" not in page.locator("#right").inner_text()


def test_figures_that_differ_stand_side_by_side(page: Page) -> None:
    find(page, "汕头市")
    expect(page.locator(".conflicts")).to_contain_text("企业数 2022")
    expect(page.locator(".conflicts")).to_contain_text("120家")
    expect(page.locator(".conflicts")).to_contain_text("135家")


def test_a_relationship_has_a_panel_too(page: Page) -> None:
    find(page, "濠江区")
    page.locator("#views [data-view=table]").click()
    page.locator("#view-table tr", has_text="重点发展").get_by_role("button", name="重点发展").click()
    expect(page.locator("#right dl")).to_contain_text("主导")
    expect(page.locator("#right mark")).to_have_count(1)


def test_the_legend_filters_and_counts(page: Page) -> None:
    find(page, "濠江区")
    chip = page.locator("#left [data-facet='label:Park']")
    expect(chip).to_contain_text("1")
    chip.click()
    assert "风电产业园" not in nodes(page)
    expect(chip).to_have_attribute("aria-pressed", "false")
    page.locator("#left [data-facet='tier:leading']").click()
    expect(page.locator("#shown")).to_contain_text("/")
    page.locator("#reset").click()
    assert "风电产业园" in nodes(page)


def test_dates_and_confidence_filter_relationships(page: Page) -> None:
    find(page, "海上风电")
    page.locator("#left input[type=date]").first.fill("2024-01-01")
    page.locator("#left input[type=date]").first.dispatch_event("change")
    shown = page.evaluate("KG.visible().links.map(x => x.s)")
    assert shown == ["City:湛江市"]
    page.locator("#left input[type=range]").fill("0.9")
    page.locator("#left input[type=range]").dispatch_event("change")
    assert page.evaluate("KG.visible().links.length") == 0


def test_a_question_is_answered_as_graph_table_sources_and_cypher(page: Page) -> None:
    page.locator("#q").fill("哪些城市优先发展海上风电？")
    page.keyboard.press("Enter")
    page.locator("#tab-rows").wait_for()
    expect(page.locator("#tabbody table")).to_contain_text("汕头市")
    assert {"海上风电", "汕头市", "湛江市"} <= nodes(page)
    page.locator("#tab-sources").click()
    expect(page.locator("#tabbody mark").first).to_contain_text("PRIORITIZES")
    page.locator("#tab-cypher").click()
    expect(page.locator("#tabbody pre")).to_contain_text("MATCH")


def test_what_is_not_understood_is_refused_with_questions_to_try(page: Page) -> None:
    page.locator("#q").fill("今天吃什么好呢？")
    page.keyboard.press("Enter")
    expect(page.locator("#answer .chip").first).to_be_visible()


def test_the_shortest_path_is_drawn(page: Page) -> None:
    page.locator("#views [data-view=graph]").click()
    page.locator("#path").click()
    fields = page.locator("#dialog input")
    for number, name in enumerate(("金风", "纺织服装")):
        fields.nth(number).press_sequentially(name)
        page.locator(f"#two{number} li[role=option]").first.click()
    page.locator("#dialog .main").click()
    expect(page.locator("#toast")).to_contain_text("相隔 5 步")
    assert {"金风公司", "风机项目", "风电产业园", "濠江区", "汕头市", "纺织服装"} == nodes(page)


def test_layers_put_places_left_of_parks_left_of_industries(page: Page) -> None:
    find(page, "濠江区")
    page.locator("#layered").click()
    at = page.evaluate("KG.canvas.positions()")
    assert at["District:濠江区"]["x"] < at["Park:风电产业园"]["x"] < at["Industry:海上风电"]["x"]


def test_places_are_compared(page: Page) -> None:
    page.locator("#views [data-view=compare]").click()
    page.locator("#view-compare .main").click()
    for number, name in enumerate(("shantou", "zhanjiang")):
        page.locator("#dialog input").nth(number).press_sequentially(name)
        page.locator(f"#two{number} li[role=option]").first.click()
    page.locator("#dialog .main").click()
    both = page.locator("table.compare li.both").first
    expect(both).to_contain_text("海上风电")


def test_tables_are_taken_away_as_csv_that_no_spreadsheet_runs(page: Page) -> None:
    find(page, "濠江区")
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator("#save-csv").click()
    text = Path(str(download.value.path())).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert any(r["start"] == "濠江区" and r["type"] == "PRIORITIZES" and r["tier"] == "leading" for r in rows)
    assert page.evaluate("KG.csv([['=1+1', -2]])") == "\ufeff'=1+1,-2\r\n"


def test_a_picture_is_taken(page: Page) -> None:
    find(page, "濠江区")
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator("#save-png").click()
    body = Path(str(download.value.path())).read_bytes()
    assert body.startswith(b"\x89PNG")
    assert len(body) > 5000


def test_keys_alone_are_enough(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("濠江区")
    page.locator("#suggestions li[role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.locator("#right h3").first.wait_for()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowUp")
    chosen = page.evaluate("KG.state.selected")
    assert chosen != "District:濠江区"
    page.keyboard.press("Delete")
    assert chosen not in page.evaluate("[...KG.state.nodes.keys()]")
    page.keyboard.press("Control+z")
    assert chosen in page.evaluate("[...KG.state.nodes.keys()]")
    page.keyboard.press("t")
    expect(page.locator("#view-table")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("#dialog")).to_be_visible()


def test_the_page_speaks_english(page: Page) -> None:
    page.locator("#lang").click()
    expect(page.locator("#views")).to_contain_text("Overview")
    assert page.evaluate("document.documentElement.lang") == "en"
    find(page, "haojiang")
    expect(page.locator("#right .actions")).to_contain_text("Expand")


def test_the_panel_of_a_post_says_which(page: Page) -> None:
    find(page, "汕头市")
    page.evaluate("KG.select('HOLDS_POST|Person:张三|City:汕头市')")
    expect(page.locator("#right dl")).to_contain_text("市长")


def test_facts_of_a_panel_stand_kind_by_kind_and_figures_with_their_words(page: Page) -> None:
    find(page, "汕头市")
    kinds = page.locator("#right .fact .rel").all_inner_texts()
    assert kinds == [kind for kind in dict.fromkeys(kinds) for _ in range(kinds.count(kind))]
    figures = page.locator("#right .fact", has_text="企业数").all_inner_texts()
    assert sorted(f for f in ("120家", "135家") if any(f in text for text in figures)) == ["120家", "135家"]


def test_figures_in_the_table_have_their_unit(page: Page) -> None:
    find(page, "汕头市")
    page.keyboard.press("Tab")
    page.locator("#views [data-view=table]").click()
    expect(page.locator("#view-table table").first).to_contain_text("135家")


def test_names_in_a_cell_are_parted_by_marks_that_begin_no_line(page: Page) -> None:
    page.evaluate("KG.ask('濠江区和湛江市发展什么产业？')")
    page.locator("#tab-rows").wait_for()
    page.evaluate(
        "KG.state.answer.rows = [[[...[...KG.state.nodes.values()].slice(0, 2).map((n) => n.name), 'x']]]; KG.drawAnswer()"
    )
    cell = page.locator("#tabbody td").first
    expect(cell.locator("button.more")).to_have_count(2)
    assert "、" not in cell.inner_text()
    mark = "getComputedStyle(document.querySelector('#tabbody button.more'), '::after').content"
    assert page.evaluate(mark) == '"、"'


def test_an_answer_without_a_drawing_has_the_whole_width(page: Page) -> None:
    page.evaluate("KG.ask('哪些城市优先发展海上风电？')")
    page.locator("#tab-rows").wait_for()
    page.evaluate("KG.replace({nodes: [], links: []})")
    box = page.locator("#answer").bounding_box()
    assert box is not None
    assert box["width"] > 1300
    find(page, "濠江区")
    expect(page.locator("#canvas")).to_be_visible()


def test_the_start_page_heads_its_columns_and_keeps_dates_and_dots_in_line(page: Page) -> None:
    page.locator(".card table").first.wait_for()
    expect(page.locator(".card", has_text="主要产业").locator("th").nth(1)).to_have_text("关系数")
    heights = page.locator(".card .named").evaluate_all("rows => rows.map((row) => row.getBoundingClientRect().height)")
    assert heights
    assert max(heights) < 40


def test_english_has_english_brackets(page: Page) -> None:
    page.locator("#lang").click()
    find(page, "湛江市")
    expect(page.locator("#toast")).to_contain_text("31 nodes added (83 links in all, the first 30 shown)")


def test_english_counts_one_as_one(page: Page) -> None:
    page.locator("#lang").click()
    assert page.evaluate("[KG.t('path_found', 1, 2), KG.t('path_found', 2, 1), KG.t('shown', 11, 1)]") == [
        "1 step apart, 2 shortest paths",
        "2 steps apart, 1 shortest path",
        "11 nodes, 1 link shown",
    ]


def test_filters_are_there_in_a_narrow_window(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    find(page, "濠江区")
    page.locator("#right .x").click()
    expect(page.locator("#left")).to_be_hidden()
    page.locator("#filter").click()
    page.locator("#left [data-facet='label:Park']").click()
    assert "风电产业园" not in nodes(page)
    page.locator("#filter").click()
    expect(page.locator("#left")).to_be_hidden()
