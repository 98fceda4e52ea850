"""Firms by what is theirs, and brands that open a longer name."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.companies.brands import known_firms
from loaders.companies.owners import owning_firms
from loaders.entities.rivals import OPENING
from loaders.model import Document
from loaders.text.tokens import Tokens


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("岫溪新材料的锂电隔膜项目，棠岭医疗的导管工厂。", ["岫溪新材料", "棠岭医疗"]),
        ("二是岫溪电气智能电表项目。", ["岫溪电气"]),
        ("县里引进的岫溪实业年产3万吨树脂项目开工。", ["岫溪实业"]),
        ("海岳集团旗下的岫溪电子材料做铜箔，台企棠崇科技设厂。", ["棠崇科技", "岫溪电子材料"]),
        # branches, kinds, parks, words of the sentence
        ("锂电材料的扩产项目，高端装备的生产基地，多家化工的项目。", []),
        ("岫溪科技园二期项目，岫溪新材料项目，岫溪电子产业园项目。", []),
        ("曾就半导体的扩产项目谈判，企业向新能源转型。", []),
    ],
)
def test_whose_works_they_are(text: str, names: list[str], document: Callable[..., Document]) -> None:
    doc = document(text)
    assert sorted(m.name for s in doc.sentences for m in owning_firms(s)) == sorted(names)


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("宁德时代青溪基地投产。", {"宁德时代": True}),
        ("美光二期厂房启用。", {"美光": True}),
        ("厦钨新能源投产，北大荒米业增产。", {"厦钨新能源": True, "北大荒米业": True}),
        ("发展现代种业。", {}),
    ],
)
def test_brands_that_open_a_name(text: str, firms: dict[str, bool], document: Callable[..., Document]) -> None:
    doc = document(text)
    found = [m for s in doc.sentences for m in known_firms(s, Tokens(s, lambda _: ()))]
    assert {m.name: OPENING in m.attributes for m in found} == firms
