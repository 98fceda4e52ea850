"""Projects that a list or a sentence names and the next places by their number: 前五个进驻X园区，后三个安排在Y新区."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extract.claims import Context
from loaders.extract.locations.grounds import site_after
from loaders.lexicons import word_list
from loaders.model import Sentence
from loaders.text.numerals import parse_number
from schema.nodes import Label

_PART = re.compile(
    r"(?P<end>前|后|其余|另外)(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|宗)(?:项目)?(?P<verb>[^，。；]{0,12}?)$"
)
_SAYS = re.compile(r"[前后](?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|宗)")
_ITEM = re.compile(r"\s*(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]|[●◆■▲•·])")


def enumerated(ctx: Context) -> Iterator[tuple[int, float, int, int]]:
    """(project, weight, place or park, offset) for every project placed by its number."""
    items: list[int] = []
    paragraph = -1
    for number, sentence in enumerate(ctx.doc.sentences):
        new = sentence.paragraph != paragraph
        paragraph = sentence.paragraph
        if new and _ITEM.match(sentence.text):
            first = ctx.table.within(sentence.start, sentence.end, Label.PROJECT, Label.PARK)
            items += [first[0].ref] if first else []
        elif number and _SAYS.search(sentence.text):
            listed = items or _named(ctx, sentence)
            found = list(_placed(ctx, sentence.start, sentence.end, listed)) if listed else []
            yield from found
            items = [] if found else items


def _named(ctx: Context, sentence: Sentence) -> list[int]:
    """The projects that the paragraph names before a sentence, in order, if it counts as many: 前两个…，后一个…."""
    begin = ctx.text.rfind("\n", 0, sentence.start) + 1
    named = (o for o in ctx.table.within(begin, sentence.start, Label.PROJECT) if o.role == "name")
    found = list(dict.fromkeys(o.ref for o in named))
    numbers = (parse_number(m["count"]) for m in _SAYS.finditer(sentence.text))
    counted = sum(int(n.value) for n in numbers if n is not None)
    return found if len(found) > 1 and counted == len(found) else []


def _placed(ctx: Context, start: int, end: int, items: list[int]) -> Iterator[tuple[int, float, int, int]]:
    for clause in re.finditer(r"[^，；。]+", ctx.text[start:end]):
        begin, stop = start + clause.start(), start + clause.end()
        for verb in (*word_list("relations", "lies"), "在"):
            at = ctx.text.find(verb, begin, stop)
            part = _PART.search(ctx.text[begin:at]) if at >= 0 else None
            site = site_after(ctx, at + len(verb), stop) if part else None
            if part is None or site is None:
                continue
            number = parse_number(part["count"])
            count = int(number.value) if number else 0
            chosen = items[:count] if part["end"] == "前" else items[-count:] if count else []
            yield from ((ref, 0.97, site[0], at) for ref in chosen)
            break
