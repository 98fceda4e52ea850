"""The steps of the repair: the bytes, the model, the page's evidence, the search, and that it ends on any text."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from loaders.clean.damage.characters import BASE, STEP, CharacterModel, character_model, pack, symbol
from loaders.clean.damage.gbk import CHARS, CODES, VANISHING, vanishing, with_lead, with_trail
from loaders.clean.damage.page import remember, survey
from loaders.clean.damage.shown import tokens
from loaders.clean.damage.triggers import places
from loaders.clean.repair import find_fixes, repair
from loaders.clean.tracked import Tracked

GLOSSES = (("產", "chǎn"), ("業", "yè"), ("區", "qū"), ("動", "dòng"), ("當", "dāng"), ("數", "shù"), ("師", "shī"))
HEAD = "當地重點發展電子產業和紡織產業,園區內的產業已經帶動了當地的經濟。開發區的負責人介紹了園區的情況。"
MARKS = "，。,.!！?？:：;；“”（）()、\n 　"
HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
ANY_TEXT = st.text(st.one_of(HAN, st.sampled_from(MARKS), st.characters(codec="utf-8")), max_size=120)
HOSTILE = {
    "marks": "!毙",
    "lost marks": "?!毙旖ㄇ嗾f",
    "glosses": "產(chǎn)業(yè)?qū)毙",
    "stray glosses": "家?guī)X",
    "one line": "毙旖ㄇ嗾!",
    "questions": "?",
    "brackets": "(",
    "letters": "f^",
    "lines": "!\n",
}


def mended(text: str) -> str:
    return repair(Tracked.of(text))[0].text


def test_bytes_and_characters_belong_together() -> None:
    assert CHARS[0xA1, 0xA3] == "。"
    assert CODES["說"] == (0xD5, 0x66)
    assert all(CHARS[pair] == char for char, pair in CODES.items())
    assert (0xBA, "海") in with_trail(0xA3)
    assert (0xA3, "海") in with_lead(0xBA)
    assert all((first, second) not in CHARS for first in VANISHING for second in vanishing(first))


def test_a_packed_model_gives_what_was_packed() -> None:
    def scaled(*nats: float) -> NDArray[np.uint8]:
        return np.array([round(x / STEP) for x in nats], np.uint8)

    none = (np.array([], np.int64), scaled(), scaled())
    singles = (np.array([1, 2], np.int64), scaled(2, 2), scaled(1, 0))
    pairs = (np.array([1 * BASE + 2], np.int64), scaled(0.5), scaled(0))
    model = CharacterModel(pack("甲乙", [singles, pairs, none, none, none]))
    assert model.number("甲") == 1
    assert model.number("丙") == 0
    assert model.log_p(1, 2) == pytest.approx(-0.5)
    assert model.log_p(1, 1) == pytest.approx(-1 - 2)
    assert model.log_p(2, 1) == model.log_p(0, 1) == pytest.approx(-2)
    assert model.followers(1, 9) == [2]


def test_the_model_prefers_what_is_written() -> None:
    model = character_model()
    assert model.score("园区内有多家企业") > model.score("圆区内有多家企业") > model.score("業企家多有内區園")
    assert model.score("園區") == model.score("园区")
    assert symbol("8") == symbol("3")
    assert symbol("!") == "！"
    assert symbol(" ") == ""


def test_a_page_tells_what_it_glosses_and_how_it_loses() -> None:
    text = "".join(f"{c}({dict(GLOSSES)[c]})" if c in dict(GLOSSES) else c for c in HEAD)
    page = survey(text)
    assert {"產", "業", "區", "當"} <= set(page.glossed)
    assert page.farmed
    assert page.traditional
    assert not page.marks_losses
    assert survey(text + "家?guī)X南").marks_losses
    assert survey(text + "家(guī)X南").drops_losses
    assert not survey(HEAD).farmed


def test_clean_text_offers_no_places() -> None:
    assert list(places("总投资80亿元，其中：设备10亿元；土建5亿元！吗？是的。", survey(""))) == []


def test_what_is_shown_is_cut_into_bytes() -> None:
    kinds = [t.kind for t in tokens("毙f€(qū)?qū)\n毙", 0)]
    assert kinds == ["two", "one", "one", "gloss", "bare", "end"]


@pytest.mark.parametrize("drop", [False, True])
@pytest.mark.parametrize(
    "sentence",
    [
        "他表示，今后要加快发展。“我们将进一步扩大规模。”董事长说，公司前景很好。",
        "会议指出，要加强学校、医院的建设，当地的负责人介绍了情况。",
        "公司位于上海，海外市场不断扩大。可以看到，产量数倍增长。",
        "两岸海基会的代表参加了活动。现在，园区的企业开始生产。",
        "一批工程师来到当地的实验室。这里将成为新的基地。”他说。",
    ],
)
def test_damage_of_both_kinds_is_undone(simulator: ModuleType, sentence: str, drop: bool) -> None:
    damaged, ideal = simulator.damage(f"{HEAD}\n{sentence}", GLOSSES, drop=drop)
    assert simulator.mend(damaged) == ideal


def test_a_guess_is_marked_and_a_plain_shift_is_not(simulator: ModuleType) -> None:
    (sure,) = find_fixes("產業園區已經建成!苯鹕絽^負責人表示")
    assert not sure.unverified
    (name,) = find_fixes("目標在明年實現!毙旖ㄇ嗾f,項目很好")
    assert name.repaired == "。”徐建青說"
    assert name.unverified
    damaged, _ = simulator.damage(HEAD + "发展。“十二五”期间，产业增长。", GLOSSES)
    assert [f.unverified for f in find_fixes(damaged) if "五" in f.repaired] == [True]


def test_a_quotation_mark_lost_at_the_end_of_a_line_comes_back(simulator: ModuleType) -> None:
    text = f"{HEAD}\n他表示：“今后将加快园区的建设。”\n会议结束了。“企业要向前走。”董事长说。"
    damaged, ideal = simulator.damage(text, GLOSSES, drop=False)
    assert "?!?\n" in damaged
    assert simulator.mend(damaged) == ideal


def test_a_page_keeps_to_its_own_forms() -> None:
    page = survey("鎮里的企業")
    remember(page, "鎮里的企業")
    assert page.fits("鎭") < page.fits("鎮")


@settings(max_examples=60, deadline=None)
@given(ANY_TEXT)
def test_any_text_is_read_to_the_end(text: str) -> None:
    tracked, fixes = repair(Tracked.of(text))
    assert len(tracked.text) == len(tracked.origin)
    assert all(a.end <= b.start for a, b in pairwise(fixes))
    assert all(f.start < f.end and text[f.start : f.end] == f.shown and "\n" not in f.shown for f in fixes)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(max_codepoint=0x7E), max_size=200))
def test_ascii_is_never_changed(text: str) -> None:
    assert mended(text) == text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([s + "。" for s in HEAD.split("。") if s]), max_size=8), st.sampled_from("，！？：；\n")
)
def test_clean_sentences_are_never_changed(sentences: list[str], mark: str) -> None:
    text = mark.join(sentences)
    assert mended(text) == text


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_a_long_hostile_page_is_read_to_the_end(unit: str) -> None:
    text = unit * (333_000 // len(unit))
    fixes = find_fixes(text)
    assert all(text[f.start : f.end] == f.shown for f in fixes)
