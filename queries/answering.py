"""From rows to a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from queries.catalog import Query

_MOST = 12
_FIELD = re.compile(r"\{(?P<column>@?)(?P<name>[a-z_]+)\}")
_WORDS_ZH: Mapping[str, str] = {
    "leading": "主导", "pillar": "支柱", "emerging": "新兴", "traditional": "传统", "future": "未来", "key": "重点",
    "planned": "计划", "signed": "签约", "started": "开工", "completed": "建成", "operating": "投产", "cancelled": "取消",
    "Province": "省", "City": "市", "District": "区县", "Park": "园区", "Industry": "产业", "Project": "项目",
    "Company": "企业", "Organization": "机构", "Policy": "政策", "Person": "人物", "Article": "文章",
}  # fmt: skip


def sentence(
    query: Query,
    rows: Sequence[Mapping[str, Any]],
    shown: Mapping[str, str],
    *,
    english: bool,
    each: Sequence[str] = (),
    total: int | None = None,
) -> str:
    """The answer's sentence. `shown` says what parameters are called, `total` how many rows there are where not all are given.

    Where a question names several things (`each`) and the first column tells which row is about which, a sentence each.
    """
    first = query.columns[0].name
    if (
        len(each) > 1
        and first in shown
        and query.parameter(first).many == 1
        and all(row.get(first) in each for row in rows)
    ):
        groups = {name: [row for row in rows if row[first] == name] for name in dict.fromkeys(each)}
        parts = [_one(query, g, {**shown, first: name}, english=english) for name, g in groups.items() if g]
        return (" " if english else "").join(parts)
    return _one(query, rows, shown, english=english, total=total)


def unused(values: Sequence[str], *, english: bool) -> str:
    """The remark that an answer is not narrowed by something that the question states."""
    if not values:
        return ""
    if english:
        return f" (Not narrowed by {', '.join(values)}.)"
    return f"（没有按{'、'.join(f'“{_WORDS_ZH.get(v, v)}”' for v in values)}筛选。）"


def _one(
    query: Query,
    rows: Sequence[Mapping[str, Any]],
    shown: Mapping[str, str],
    *,
    english: bool,
    total: int | None = None,
) -> str:
    def field(match: re.Match[str]) -> str:
        name = match["name"]
        if match["column"]:
            return _joined(rows, name, english=english, listed=None if total is None else len(rows))
        if name == "n":
            return str(len(rows) if total is None else total)
        value = shown.get(name, "")
        return value if english else _WORDS_ZH.get(value, value)

    text = _FIELD.sub(field, query.answer_en if english else query.answer_zh)
    text = re.sub(r"^的|(?<= ) +", "", text).strip()
    return text[:1].upper() + text[1:]


def _joined(rows: Sequence[Mapping[str, Any]], column: str, *, english: bool, listed: int | None = None) -> str:
    values: dict[str, None] = {}
    for row in rows:
        value = row.get(column)
        for each in value if isinstance(value, list) else [value]:
            if each is not None and each != "":
                values[str(each)] = None
    names = list(values)
    more = len(names) - _MOST
    if listed is not None:
        few = names[:_MOST]
        return (
            f"{', '.join(few)} (the first {listed} are listed)"
            if english
            else f"{'、'.join(few)}等（列出前{listed}个）"
        )
    if english:
        return ", ".join(names[:_MOST]) + (f" and {more} more" if more > 0 else "")
    return "、".join(names[:_MOST]) + (f"等{len(names)}个" if more > 0 else "")
