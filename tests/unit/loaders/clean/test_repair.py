"""Byte damage: the simulator shows what is seen in the wild, repair undoes it, clean text stays as it is."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from loaders.clean.repair import find_fixes, repair
from loaders.clean.tracked import Tracked


def mended(text: str) -> str:
    return repair(Tracked.of(text))[0].text


def test_simulator_shows_what_is_seen_in_the_wild(simulator: ModuleType) -> None:
    glosses = (("數", "shù"), ("當", "dāng"), ("態", "tài"))
    damage = simulator.damage
    assert damage("他说生态。”徐建青说，", (), drop=True)[0] == "他說生態!毙旖ㄇ嗾f,"
    assert damage("当地良好的山地生态", glosses)[0] == "當(dāng)?shù)亓己玫纳降厣鷳B(tài)"
    assert damage("发展。“十二五”期间", ())[0] == "發展?!笆濉逼陂g"
    assert damage("学校。", ())[1] == "學校。"


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("目標在明年實現!毙旖ㄇ嗾f,項目很好", "目標在明年實現。”徐建青說,項目很好"),
        ("產業園區已經建成!苯鹕絽^負責人表示", "產業園區已經建成。”金山區負責人表示"),
    ],
)
def test_damage_is_undone(shown: str, meant: str) -> None:
    assert mended(shown) == meant


def test_a_fix_says_what_was_shown_and_where() -> None:
    text = "目標在明年實現!毙旖ㄇ嗾f,項目很好"
    (fix,) = find_fixes(text)
    assert (fix.shown, fix.repaired) == ("!毙旖ㄇ嗾f", "。”徐建青說")
    assert text[fix.start : fix.end] == fix.shown
    assert fix.gain > 6


def test_every_character_of_a_repair_points_into_the_damage() -> None:
    text = "目標在明年實現!毙旖ㄇ嗾f,項目很好"
    whole = repair(Tracked.of(text))[0]
    assert len(whole.text) == len(whole.origin)
    assert list(whole.origin) == sorted(whole.origin)
    assert whole.text[-5:] == text[-5:]
    assert whole.origin[-5:] == tuple(range(len(text) - 5, len(text)))


@pytest.mark.parametrize(
    "text",
    [
        "真的吗？我们不信！谁说的：他说；但是，没有。",
        "总投资80亿元!该项目位于开发区A区,占地100亩",
        "會議強調:龍頭企業要帶動產業鏈;韓國三星、臺積電等都來了!",
        "問:囍宴何時辦?答:翌年。鑫鑫公司董事長王喆出席,犇牛集團簽約。",
        "（1）今年;（2）明年：α粒子、Ⅱ期工程，㎡",
    ],
)
def test_clean_text_is_left_alone(text: str) -> None:
    assert find_fixes(text) == []


def test_no_repair_in_the_undamaged_seeds(seeds: Path) -> None:
    for name in ("000*", "002*", "003*"):
        (path,) = seeds.glob(name)
        assert find_fixes(path.read_text(encoding="utf-8")) == []
