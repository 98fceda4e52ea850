"""Numbers of list items before names."""

from __future__ import annotations

import pytest

from loaders.model import Mention
from loaders.text.numbered import without_numbers
from schema.nodes import Label


@pytest.mark.parametrize(
    ("text", "start", "name"),
    [
        ("2.环保产业园项目", 0, "环保产业园"),
        ("签约项目：\n12．远山光伏项目", 6, "远山光伏"),
        ("（3）远山光伏项目", 0, "远山光伏"),
        ("3.5代线项目", 0, "3.5代线"),
        ("一期2.远山光伏项目", 2, "2.远山光伏"),
        ("2.", 0, "2."),
    ],
)
def test_a_name_begins_behind_the_number_of_its_item(text: str, start: int, name: str) -> None:
    end = text.index("项目", start + 3) if "项目" in text[start + 3 :] else len(text)
    mention = Mention(start, end, Label.PROJECT, text[start:end], "test")
    (found,) = without_numbers(text, [mention])
    assert found.name == name == text[found.start : found.end]
