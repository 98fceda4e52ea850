"""Firms that nothing but the list in which they stand tells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.companies.mates import list_mates
from loaders.model import Document, Mention
from schema.nodes import Label

FIRM, OTHER = "棠溪机械", "椒锦食品"


@pytest.fixture(scope="module")
def mates(document: Callable[..., Document]) -> Callable[..., list[str]]:
    """Names of firms added to those two; `read`: what rules have read in a list."""

    def found(text: str, *read: str, bodies: tuple[str, ...] = ()) -> list[str]:
        doc = document(text)

        def span(name: str) -> tuple[int, int]:
            return doc.text.index(name), doc.text.index(name) + len(name)

        listed = [Mention(*span(name), Label.COMPANY, name, "company-list") for name in read]
        firms = [span(name) for name in (FIRM, OTHER) if name in text]
        named = list_mates(doc, firms, [span(b) for b in bodies], listed, lambda name: name == "氢能")
        return [m.name for m in named]

    return found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"{FIRM}、阿芷、岫川、{OTHER}均已入园。", ["阿芷", "岫川"]),
        (f"{FIRM}、岫川、阿芷等一批骨干企业投产。", ["岫川", "阿芷"]),
        (f"{FIRM}和岫川等12家企业投产。", ["岫川"]),
        (f"{FIRM}、岫川等物资运到。", []),
        (f"{FIRM}、氢能、{OTHER}都在列。", []),
        (f"{FIRM}、岫川大学、{OTHER}都到会。", []),
        (f"{FIRM}、岫川先后到访，{OTHER}也来了。", []),
        (f"{FIRM}、职责明晰、{OTHER}都写了进去。", []),
    ],
)
def test_between_firms_and_before_what_sums_them_up(
    text: str, names: list[str], mates: Callable[..., list[str]]
) -> None:
    assert mates(text) == names


def test_another_name_is_no_firm(mates: Callable[..., list[str]]) -> None:
    assert mates(f"{FIRM}、岫川、{OTHER}均已入园。", bodies=("岫川",)) == []


def test_what_rules_read_in_a_list_holds_beside_a_firm(mates: Callable[..., list[str]]) -> None:
    assert mates(f"有阿芷、岫川、{FIRM}三家企业。", "阿芷", "岫川") == ["阿芷", "岫川"]
    assert mates("有阿芷、岫川两家企业。", "阿芷", "岫川") == []
