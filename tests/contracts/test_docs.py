"""The README tells of every command, in both languages, and promises nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli import app

READMES = ("README.md", "README.zh.md")
COMMANDS = sorted(c.name or str(getattr(c.callback, "__name__", "")) for c in app.registered_commands if not c.hidden)


@pytest.mark.parametrize("readme", READMES)
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str, readme: str, checkout: Path) -> None:
    assert re.search(rf"\bkg {command}\b", (checkout / readme).read_text(encoding="utf-8"))


@pytest.mark.parametrize("readme", READMES)
def test_the_readme_names_no_other_command(readme: str, checkout: Path) -> None:
    text = (checkout / readme).read_text(encoding="utf-8")
    named = set(re.findall(r"(?:^|[`(])kg ([a-z]+)", text, re.MULTILINE))
    assert named <= set(COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_make_targets_of_the_readme_exist(readme: str, checkout: Path) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (checkout / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"`?make ([a-z]+)\b", (checkout / readme).read_text(encoding="utf-8")))
    assert named
    assert named <= targets


def test_tests_that_the_page_on_security_names_exist(checkout: Path) -> None:
    page = (checkout / "docs" / "security.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    texts = [path.read_text(encoding="utf-8") for path in (checkout / "tests").rglob("test_*.py")]
    there = {name for text in texts for name in re.findall(r"(?m)^def (test_\w+)", text)}
    assert len(named) > 20
    assert named - there == set()


def test_links_of_the_documents_lead_somewhere(checkout: Path) -> None:
    pages = [*checkout.glob("*.md"), *checkout.glob("docs/**/*.md")]
    missing = [
        f"{page.relative_to(checkout)}: {target}"
        for page in pages
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []
