"""Articles of jsonl and csv files: one a record. A bad record costs itself, not the rest of the file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence

from loaders.model import RawArticle
from schema.errors import InputError

_TEXT_FIELDS = ("text", "content", "body", "正文", "内容")
_TITLE_FIELDS = ("title", "标题", "headline")
_DATE_FIELDS = ("date", "日期", "published", "pubdate", "发布日期")
_SOURCE_FIELDS = ("source", "url", "链接", "id")
MAX_FIELD = 2_000_000
"""Code points of one field."""

Record = RawArticle | InputError
"""An article, or why there is none."""


def jsonl_records(text: str, source: str) -> Iterator[Record]:
    """One record a line; empty lines are passed over."""
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            yield _line(line, source, number)


def _line(line: str, source: str, number: int) -> Record:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return InputError(f"{source}, line {number}: not JSON; write one object a line.")
    if not isinstance(record, dict):
        return InputError(f"{source}, line {number}: not an object; write one object a line.")
    return _record(record, source, number)


def csv_records(text: str, source: str) -> Iterator[Record]:
    """One record a row, under the names in the first row."""
    csv.field_size_limit(MAX_FIELD)
    rows = csv.DictReader(io.StringIO(text))
    number = 0
    while True:
        number += 1
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield InputError(f"{source}, row {number}: no CSV ({error}); write it with a spreadsheet or as jsonl.")
            return
        if row is None:
            return
        yield _record({k: v for k, v in row.items() if k}, source, number)


def _record(record: Mapping[str, object], source: str, number: int) -> Record:
    text = _field(record, _TEXT_FIELDS)
    if not text:
        return InputError(f"{source}, record {number}: no text; name the field one of {', '.join(_TEXT_FIELDS)}.")
    name = _field(record, _SOURCE_FIELDS) or f"{source}#{number}"
    return RawArticle(name, text, "utf-8", _field(record, _TITLE_FIELDS), _field(record, _DATE_FIELDS))


def _field(record: Mapping[str, object], names: Sequence[str]) -> str | None:
    return next((str(record[n]) for n in names if record.get(n)), None)
