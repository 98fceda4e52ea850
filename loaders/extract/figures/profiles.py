"""Whose a figure is in lines of fields under a project's name (1、甲项目 / 建设地点：… / 总投资：2亿元)."""

from __future__ import annotations

import re
from bisect import bisect_right

from loaders.extract.claims import Context
from loaders.lexicons import word_list
from loaders.model import Figure, Sentence
from schema.nodes import Label

_ITEM = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*)?")
_TAIL = re.compile(r"(?:建设)?(?:项目|工程)?[：。]?\s*")
_FIELD = re.compile(r"(?P<field>[^，。；：\d]{2,10})：")
_BACK = 24
"""So many sentences back the project's name may stand above its fields."""
_BUILT = (Label.PROJECT, Label.PARK)


def profiled(ctx: Context, figure: Figure) -> list[int]:
    """The project whose name is the line above the lines of fields, the figure in one of them."""
    at = bisect_right(ctx.doc.sentences, figure.start, key=lambda s: s.start) - 1
    field = False
    for sentence in reversed(ctx.doc.sentences[max(0, at - _BACK) : at + 1]):
        if not _opens_paragraph(ctx, sentence):
            continue
        if _field(ctx, sentence):
            field = True
            continue
        return _headed(ctx, sentence) if field else []
    return []


def _opens_paragraph(ctx: Context, sentence: Sentence) -> bool:
    return sentence.start == 0 or "\n" in ctx.text[sentence.start - 2 : sentence.start]


def _field(ctx: Context, sentence: Sentence) -> bool:
    match = _FIELD.match(ctx.text, sentence.start)
    return match is not None and match["field"].endswith(word_list("tables", "fields"))


def _headed(ctx: Context, sentence: Sentence) -> list[int]:
    """The project or park that is all of a line, but for a number before it and 项目 behind."""
    start = _ITEM.match(ctx.text, sentence.start).end()  # type: ignore[union-attr]
    end = ctx.text.find("\n", start)
    found = [o for o in ctx.table.within(start, start + 1, *_BUILT) if o.start == start and o.role == "name"]
    whole = [o for o in found if _TAIL.fullmatch(ctx.text, o.end, end if end >= 0 else len(ctx.text))]
    return [whole[-1].ref] if whole and ctx.table[whole[-1].ref].get("generic") is None else []
