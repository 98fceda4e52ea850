"""Take the pictures of docs/screenshots anew, from a running `kg explore` on the seeds graph.

python scripts/make_screenshots.py http://127.0.0.1:7478/ [http://127.0.0.1:7474/browser/ PASSWORD_FILE]
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parents[1] / "docs" / "screenshots"
TYPED = (
    "MATCH p = (:City {name: '汕头市'})<-[:PART_OF*0..1]-(area)-[r]-(x) WHERE type(r) <> 'MENTIONS' RETURN p LIMIT 100"
)


def main(address: str, browser: str | None = None, password_file: str | None = None) -> None:
    """All pictures; those of Neo4j Browser where its address is given."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        explorer(chromium, address)
        if browser and password_file:
            neo4j_browser(chromium, browser, address, Path(password_file).read_text(encoding="ascii").strip())
        chromium.close()


def shoot(page: Page, name: str, wait: int = 700) -> None:
    """Take one picture when the page has come to rest."""
    page.wait_for_timeout(wait)
    page.evaluate("document.querySelector('#toast')?.classList.remove('on')")
    page.wait_for_timeout(250)
    page.screenshot(path=FOLDER / f"{name}.png")


def opened(chromium: Browser, address: str, fragment: str = "", **options: str) -> Page:
    """A page in a window of its own."""
    context = chromium.new_context(
        locale=options.get("locale", "zh-CN"),
        color_scheme="dark" if options.get("scheme") == "dark" else "light",
        viewport={"width": 1440, "height": 900},
    )
    context.add_init_script("let s=7; Math.random=()=>(s=(s*16807)%2147483647)/2147483647;")
    page = context.new_page()
    page.goto(address + fragment)
    page.locator("html[data-ready]").wait_for(state="attached")
    return page


def explorer(chromium: Browser, address: str) -> None:
    """The page of `kg explore`."""
    page = opened(chromium, address)
    page.locator(".card .questions").wait_for()
    shoot(page, "start")
    page.locator("#q").press_sequentially("haojiang", delay=30)
    page.locator("#suggestions li b").first.wait_for()
    shoot(page, "search")

    page = opened(chromium, address, "#find=濠江区")
    page.locator("#right h3").first.wait_for()
    page.locator(".fact", has_text="新能源").first.locator("summary").click()
    page.locator(".said").first.wait_for()
    shoot(page, "expansion")
    page.locator("#views [data-view=table]").click()
    shoot(page, "table")

    page = opened(chromium, address, "#q=湛江市有哪些园区？")
    page.locator("#tab-rows").wait_for()
    shoot(page, "answer")
    page.locator("#tab-sources").click()
    shoot(page, "answer-sources")

    page = opened(chromium, address)
    page.evaluate("KG.api.search('金狮').then(a => KG.api.search('嘉定区').then(b => KG.findPath(a[0], b[0])))")
    shoot(page, "path", 2500)
    page = opened(chromium, address, "#v=compare&c=City:place:440500|City:place:440800")
    page.locator("table.compare").wait_for()
    shoot(page, "comparison")
    page = opened(chromium, address, "#y=layered&find=坡头区", scheme="dark")
    page.locator("#right h3").first.wait_for()
    page.evaluate("KG.expand('City:place:440800', {limit: 40})")
    page.wait_for_timeout(1500)
    page.evaluate("KG.select(null)")
    shoot(page, "dark-layered")
    page = opened(chromium, address, "#find=嘉定区&l=en", scheme="dark", locale="en-GB")
    page.locator("#right h3").first.wait_for()
    shoot(page, "dark-english")


def neo4j_browser(chromium: Browser, address: str, explorer_address: str, password: str) -> None:
    """Neo4j Browser with our style, fetched from the explorer."""
    page = chromium.new_context(locale="en-US", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(address)
    page.locator("[data-testid=password]").wait_for()
    page.fill("[data-testid=username]", "neo4j")
    page.fill("[data-testid=password]", password)
    page.click("[data-testid=connect]")
    page.wait_for_timeout(4000)
    style = explorer_address.replace("127.0.0.1", "localhost") + "neo4j/style.grass"
    for command in (f":style {style}", ":clear", TYPED):
        page.click("[data-testid=activeEditor]")
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(command)
        page.wait_for_timeout(300)
        page.click("[data-testid=editor-Run]")
        page.wait_for_timeout(3000)
    page.locator(
        "[data-testid=frame] button[title='Fullscreen'], [data-testid=frame] [data-testid=fullscreenButton]"
    ).first.click()
    page.wait_for_timeout(1500)
    page.locator("[aria-label='zoom-to-fit'], [aria-label='zoom to fit']").last.click()
    shoot(page, "neo4j-browser", 2000)


if __name__ == "__main__":
    main(*sys.argv[1:])
