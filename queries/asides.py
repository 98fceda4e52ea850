"""What stands around a question and does not ask: brackets, who is asking and why, thanks."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"[(（][^()（）]{0,12}[)）]")
_CLAUSE = re.compile(r"[,，。;；!！:：](?!\d)")
_ASKS = re.compile(
    r"[?？]|哪|谁|什么|啥|多少|几[个家项条位座处笔]|何[时地处]|是否|有没有|有无|列出|列举|列一下|介绍|盘点|\b(?:wh(?:at|ich|o|om|ose|ere|en)|how|list|show|does|do|is|are)\b"
)


def core_question(text: str) -> str:
    """A squeezed question from the clause on that first asks, without asides in brackets; as it is where none asks."""
    bare = _BRACKETED.sub("", text)
    clauses = _CLAUSE.split(bare)
    first = next((i for i, c in enumerate(clauses) if _ASKS.search(c)), 0)
    last = max((i for i, c in enumerate(clauses) if _ASKS.search(c)), default=len(clauses) - 1)
    return ",".join(clauses[first : last + 1]).strip()
