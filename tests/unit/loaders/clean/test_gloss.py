"""Pinyin glosses go from pages that are glossed; parentheses that say something stay."""

from __future__ import annotations

import pytest

from loaders.clean.gloss import readings, strip_glosses
from loaders.clean.tracked import Tracked


def stripped(text: str) -> str:
    return strip_glosses(Tracked.of(text)).text


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("產(chǎn)業(yè)園區(qū)發(fā)展", "產業園區發展"),
        ("重(zhòng)點說明：產(chǎn)業(yè)", "重(zhòng)點說明：產(chǎn)業(yè)"),
        ("今(109)年推出(AI)產(chǎn)業(yè)平臺(tái)", "今(109)年推出(AI)產業平臺"),
        ("臺（tái）灣（wān）", "臺灣"),
        ("区，读作(qū)，是一个常用字", "区，读作(qū)，是一个常用字"),
        ("产(chǎn)字怎么读", "产(chǎn)字怎么读"),
        (
            "產(chǎn)業(yè)園區(qū)項(xiàng)目(mù)開(kāi)發(fā)，項(xiàng)目(mù)開(kāi)工，莘(shēn)縣投產(chǎn)",
            "產業園區項目開發，項目開工，莘(shēn)縣投產",
        ),
        ("没有括号的文字", "没有括号的文字"),
        ("", ""),
    ],
)
def test_glosses(shown: str, meant: str) -> None:
    assert stripped(shown) == meant


def test_a_fully_annotated_poem_is_kept() -> None:
    poem = "床(chuáng)前(qián)明(míng)月(yuè)光(guāng)，疑(yí)是(shì)地(dì)上(shàng)霜(shuāng)。"
    assert stripped(poem) == poem


def test_toneless_glosses_go_where_the_page_is_full_of_them() -> None:
    page = "產(chan)業(ye)園區(qu)發(fa)展，產(chan)業(ye)園區(qu)建設，產(chan)業(ye)升級。"
    assert stripped(page) == "產業園區發展，產業園區建設，產業升級。"


def test_one_toneless_parenthesis_is_kept() -> None:
    assert stripped("他姓葉(ye)。") == "他姓葉(ye)。"


def test_every_reading_of_a_character_and_of_its_simplified_form_counts() -> None:
    assert {"zhǎng", "cháng", "chang"} <= readings("長")
    assert "yè" not in readings("長")


def test_what_is_left_keeps_its_place_in_the_file() -> None:
    text = "產(chǎn)業(yè)園"
    whole = strip_glosses(Tracked.of(text))
    assert [text[i] for i in whole.origin] == list(whole.text)
