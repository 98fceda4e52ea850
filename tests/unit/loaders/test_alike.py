"""Names that may mean one thing are found without comparing each with each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.entities.alike import Alike
from loaders.entities.names import same_thing
from schema.nodes import Label

LABELS = (Label.PARK, Label.PROJECT, Label.COMPANY, Label.ORGANIZATION, Label.POLICY, Label.PERSON)
WORDS = (
    "铜锣",
    "苗栗",
    "经济",
    "发展",
    "科学",
    "园区",
    "产业园",
    "局",
    "项目",
    "二期",
    "金赛",
    "药业",
    "有限公司",
    "“",
    "”",
)


@given(st.sampled_from(LABELS), *(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map("".join),) * 2)
def test_whatever_is_the_same_thing_is_near(label: Label, one: str, other: str) -> None:
    alike = Alike()
    alike.add(label, one, 7)
    assert alike.near(label, [other]) == {7} or not same_thing(label, one, other)


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        (Label.PARK, "苗栗铜锣科学园区", "铜锣园区"),
        (Label.COMPANY, "长春金赛药业", "金赛药业"),
        (Label.ORGANIZATION, "台中市政府经济发展局", "经发局"),
    ],
)
def test_short_forms_are_near_and_others_are_not(label: Label, one: str, other: str) -> None:
    alike = Alike()
    alike.add(label, one, 1)
    alike.add(label, "云湖", 2)
    assert alike.near(label, [other]) == {1}
    assert same_thing(label, one, other)
