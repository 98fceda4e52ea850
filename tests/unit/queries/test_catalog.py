"""Examples of the question book."""

from __future__ import annotations

import pytest

from queries.catalog import Example


@pytest.mark.parametrize(
    ("marked", "english"),
    [
        ("Which parks are in <place:Jiading District>?", True),
        ("Which parks are in <place:嘉定区>?", True),
        ("<place:濠江区>园区", False),
        ("<place:濠江区><industry:海上风电>", False),
        ("<place:Haojiang> <industry:offshore wind>", True),
    ],
)
def test_an_example_of_names_alone_is_in_the_language_of_the_names(marked: str, english: bool) -> None:
    assert Example(marked).english is english
