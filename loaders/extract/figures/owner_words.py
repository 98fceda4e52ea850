"""What the words before a figure say of its owner: words that point at a kind of thing, and marks of a mere count.

全县 points at a county, 园区 at a park, 公司 at a firm, 一期 at a project. Which park is meant is for the candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from loaders.entities.article import ArticleEntity
from loaders.extract.claims import Context
from loaders.lexicons import words
from loaders.model import Figure
from schema.nodes import PLACE_LABELS, Label

_WHOLE = re.compile(
    r"(?:全|该|本|我|这个)(?P<level>[市县区省旗州盟])|(?P<office>[市县区省旗州])(?:里|内|政府|委|领导|财政)"
)
_WHO = re.compile(r"(?:[这那该上前后首]|其中的?|等|剩下的?|余下的?|另外|还有|另有|首批|前述|上述)[^，。；：\d]{0,2}$")
_WRITTEN = re.compile(r"[零〇一二两三四五六七八九十百]+")
_QUOTES = 60
"""A quotation opens so few characters before, where it does."""


@cache
def _pointing() -> re.Pattern[str]:
    kinds = "|".join(
        rf"(?P<{kind}>{'|'.join(re.escape(w) for w in sorted(str(listed).split(), key=len, reverse=True))})"
        for kind, listed in words("units")["points"].items()
    )
    return re.compile(rf"{kinds}|{_WHOLE.pattern}")


def pointed_at(text: str, start: int, end: int) -> tuple[str, str] | None:
    """How the last pointing word before `end` points, and at what kind: a label, or the last character of places."""
    found = None
    for match in _pointing().finditer(text, start, end):
        found = match
    if found is None:
        return None
    if found["level"] or found["office"]:
        return ("whole", found["level"]) if found["level"] else ("office", found["office"])
    return str(found.lastgroup), str(found.lastgroup)


def fits(entity: ArticleEntity, kind: str) -> bool:
    """Whether an entity is of the kind that a word points at: 区 is a district or a park so named."""
    if entity.label.value == kind:
        return True
    if len(kind) > 1 or entity.label is not Label.PARK and entity.label not in PLACE_LABELS:
        return False
    return entity.name.endswith(kind) and (entity.label in PLACE_LABELS or kind == "区")


def counting(ctx: Context, figure: Figure, clause_start: int) -> Iterator[str]:
    """How a figure is written that a text merely counts with: in words, after 这, 等 or 其中, in a quotation, again."""
    text, start = ctx.text, figure.start
    before = text[clause_start:start]
    if _WRITTEN.match(figure.surface):
        yield "written"
    if _WHO.search(before):
        yield "pointed"
    if text.rfind("“", max(0, start - _QUOTES), start) > text.rfind("”", max(0, start - _QUOTES), start):
        yield "quoted"
    if start < len(ctx.doc.article.title):
        yield "titled"
    if text[clause_start : figure.end + 12].rstrip().endswith("？"):
        yield "asked"
