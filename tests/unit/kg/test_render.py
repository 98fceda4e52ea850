"""Tables in four formats, with Chinese characters two columns wide."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.render import Format, clip, fetching, rows_as, size, width

COLUMNS = ("园区", "amount")
ROWS = [("甲园区", 8e9), ("A|B", None), (["甲", "乙"], 1.25)]


def test_columns_line_up_on_a_terminal() -> None:
    lines = rows_as(Format.TABLE, COLUMNS, ROWS).splitlines()
    assert lines == [
        "园区    amount",
        "──────  ─────────────",
        "甲园区  8,000,000,000",
        "A|B",
        "甲、乙  1.25",
    ]


def test_json_keeps_values() -> None:
    assert json.loads(rows_as(Format.JSON, COLUMNS, ROWS)) == [dict(zip(COLUMNS, row, strict=True)) for row in ROWS]


def test_csv_has_plain_numbers_for_a_spreadsheet() -> None:
    read = list(csv.reader(io.StringIO(rows_as(Format.CSV, COLUMNS, ROWS))))
    assert read == [["园区", "amount"], ["甲园区", "8000000000.0"], ["A|B", ""], ["甲、乙", "1.25"]]


def test_markdown_guards_its_bars() -> None:
    assert "| A\\|B |  |" in rows_as(Format.MARKDOWN, COLUMNS, ROWS).splitlines()


@pytest.mark.parametrize("form", list(Format))
def test_no_rows_is_no_error(form: Format) -> None:
    assert rows_as(form, COLUMNS, [])


@given(st.text(max_size=40), st.integers(min_value=1, max_value=30))
def test_clipped_text_fits(text: str, columns: int) -> None:
    assert width(clip(text, columns)) <= columns
    if width(text) <= columns:
        assert clip(text, columns) == text


@pytest.mark.parametrize(("count", "shown"), [(148e6, "148 MB"), (2.5e9, "2.5 GB"), (0, "0 MB")])
def test_sizes(count: float, shown: str) -> None:
    assert size(count) == shown


def test_a_fetch_is_told_once_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with fetching() as progress:
        progress(0, 148_000_000, "a.jar")
        progress(1, 148_000_000, "a.jar")
    assert capsys.readouterr().err == "kg: fetching Neo4j (148 MB), once …\n"
