"""How far something has come."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.model import Document
from loaders.projects.statuses import find_status_cues
from schema.relations import Status

Documents = Callable[..., Document]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("项目拟建于河西。", Status.PLANNED),
        ("项目正式签约。", Status.SIGNED),
        ("项目全面开工。", Status.STARTED),
        ("厂房已经封顶。", Status.COMPLETED),
        ("首条产线投产。", Status.OPERATING),
        ("原计划被取消。", Status.CANCELLED),
    ],
)
def test_statuses(text: str, status: Status, document: Documents) -> None:
    assert find_status_cues(document(text))[-1].status is status


@pytest.mark.parametrize("text", ["尚未开工", "还没投产", "即将投产", "有望签约", "力争开工"])
def test_what_has_not_come_yet_is_planned(text: str, document: Documents) -> None:
    assert {c.status for c in find_status_cues(document(text))} == {Status.PLANNED}


def test_what_failed_is_not_signed(document: Documents) -> None:
    assert [c.status for c in find_status_cues(document("双方未能签约。"))] == [Status.CANCELLED]


def test_cues_stand_in_order_and_apart(document: Documents) -> None:
    doc = document("去年签约，今年开工，明年投产。")
    cues = find_status_cues(doc)
    assert [doc.text[c.start : c.end] for c in cues] == ["签约", "开工", "投产"]
    assert find_status_cues(document("没有进展的消息。")) == ()
