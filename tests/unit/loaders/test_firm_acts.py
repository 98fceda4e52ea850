"""Firms by what they do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.companies.acts import acting_firms
from loaders.model import Document


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("岫溪精机斥资3亿元扩厂，另有芷岚食品投资2亿设厂。", ["岫溪精机", "芷岚食品"]),
        ("“岫溪科技”在清河县增建二厂。", ["岫溪科技"]),
        ("其中岫溪精密化学拟在港区新建二厂。", ["岫溪精密化学"]),
        ("岫溪精机今年投入逾3亿元。", ["岫溪精机"]),
        ("岫溪药厂要投资3亿元，岫溪微电子砸下6亿元。", ["岫溪药厂", "岫溪微电子"]),
        # kinds of firms, branches, places
        ("台资电子投资3亿元，多家食品扩厂，龙头食品投资2亿元。", []),
        ("锂电材料投资10亿元，农业机械扩建，其中工业投资75亿元。", []),
        ("合肥电子投资3亿元。", []),
        # no verb of theirs
        ("岫溪精机投资者到访，岫溪精机参展。", []),
    ],
)
def test_who_invests_or_builds(text: str, names: list[str], document: Callable[..., Document]) -> None:
    doc = document(text)
    assert [m.name for s in doc.sentences for m in acting_firms(s)] == names
