"""Tables of figures: a column says what is measured and in which unit, a row whose it is, or of which year.

Either may be turned: years above the columns, what is measured before the rows. A table that names projects is read by
`loaders.projects.tables`; bare numbers without a unit anywhere are left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.extract.claims import Context, FigureClaim
from loaders.figures.mentions import cell_figure
from loaders.lexicons import word_list
from loaders.model import Figure, Sentence
from loaders.projects.tables import Role, cells_of, role_of
from schema.nodes import PLACE_LABELS, Label

_NUMBER = re.compile(r"[-－+]?\d[\d,]*(?:\.\d+)?[^\d｜]{0,6}")
_UNIT = re.compile(r"[（(](?:单位[：:])?\s*(?P<unit>[^（）()\d]{1,8})[）)]\s*$")
_CAPTION = re.compile(r"单位[：:]\s*(?P<unit>[^（）()，。；：\s]{1,6})")
_LEAST_ROWS = 2
_CAPTION_REACH = 2
"""So many paragraphs before a table may give the unit of its numbers."""
_OWNERS = (*PLACE_LABELS, Label.PARK, Label.COMPANY, Label.ORGANIZATION, Label.INDUSTRY)
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Table:
    """Spans of cells; `label` is the number of the column that says what a row is about."""

    header: Sequence[Span]
    rows: Sequence[Sequence[Span]]
    label: int
    caption: str


def statistics(ctx: Context) -> list[FigureClaim]:
    """A claim for every number of every table of figures."""
    return [claim for table in _tables(ctx) for row in table.rows for claim in _of_row(ctx, table, row)]


def _tables(ctx: Context) -> Iterator[_Table]:
    block: list[Sentence] = []
    for sentence in ctx.doc.sentences:
        tabled = "｜" in sentence.text
        if block and not (tabled and sentence.paragraph <= block[-1].paragraph + 1):
            yield from _table(ctx, block)
            block = []
        if tabled:
            block.append(sentence)
    yield from _table(ctx, block)


def _table(ctx: Context, block: Sequence[Sentence]) -> Iterator[_Table]:
    if len(block) <= _LEAST_ROWS:
        return
    header, *rest = (list(cells_of(s)) for s in block)
    label = 1 if ctx.text[slice(*header[0])].strip() in word_list("tables", "ordinals") else 0
    named = [ctx.text[a:b] for a, b in header]
    if len(header) <= label + 1 or any(
        _NUMBER.fullmatch(n) and not _is_period(ctx, s) for n, s in zip(named, header, strict=True)
    ):
        return
    if any(role_of(name) is Role.PROJECT for name in named):
        return
    rows = [r for r in rest if len(r) == len(header) and any(_NUMBER.fullmatch(ctx.text, *c) for c in r[label + 1 :])]
    if len(rows) >= _LEAST_ROWS:
        yield _Table(header, rows, label, _caption(ctx, block[0]))


def _caption(ctx: Context, first: Sentence) -> str:
    """The unit that the line above a table gives (单位：亿元)."""
    at = bisect_left(ctx.doc.sentences, first.start, key=lambda s: s.start)
    for sentence in reversed(ctx.doc.sentences[max(0, at - 2 * _CAPTION_REACH) : at]):
        if sentence.paragraph < first.paragraph - _CAPTION_REACH:
            break
        if match := _CAPTION.search(sentence.text):
            return match["unit"]
    return ""


def _of_row(ctx: Context, table: _Table, row: Sequence[Span]) -> Iterator[FigureClaim]:
    start, end = row[table.label]
    owner = _owner(ctx, start, end)
    label, own_unit = ("", "") if owner is not None or _is_period(ctx, (start, end)) else _heading(ctx.text[start:end])
    if label in word_list("tables", "totals"):
        label = ""
    whose = owner if owner is not None else _about(ctx, start)
    for heading, cell in zip(table.header[table.label + 1 :], row[table.label + 1 :], strict=True):
        name, unit = _heading(ctx.text[slice(*heading)])
        figure = _figure(ctx, cell, unit or own_unit or table.caption, name)
        if figure is None or whose is None:
            continue
        period = next((d.value for d in ctx.dates if heading[0] <= d.start < heading[1]), None)
        measured = label if label and (period or name in word_list("tables", "plain")) else label + name
        invested = figure.currency is not None and any(w in measured for w in word_list("relations", "money_in"))
        yield FigureClaim(figure, whose, invested, measured or name, period, None, 0.9)


def _heading(text: str) -> tuple[str, str]:
    unit = _UNIT.search(text)
    return (text[: unit.start()] if unit else text).strip(), unit["unit"] if unit else ""


def _figure(ctx: Context, cell: Span, unit: str, name: str) -> Figure | None:
    """The number of a cell: as it is written with its unit, else in the unit of the column."""
    if not _NUMBER.fullmatch(ctx.text, *cell):
        return None
    low = bisect_left(ctx.figures, cell[0], key=lambda f: f.start)
    if low < len(ctx.figures) and ctx.figures[low].end <= cell[1]:
        return ctx.figures[low]
    if name.endswith(word_list("tables", "rates")):
        unit = "%"
    return cell_figure(ctx.text, *cell, unit, ctx.jurisdiction) if unit else None


def _owner(ctx: Context, start: int, end: int) -> int | None:
    """The place, park, firm, body or branch that a row is about; a branch within 家禽出栏 is not."""
    found = ctx.table.within(start, end, *_OWNERS)
    whole = (o for o in found if ctx.table[o.ref].label is not Label.INDUSTRY or (o.start, o.end) == (start, end))
    return next((o.ref for o in whole if ctx.table[o.ref].get("generic") is None), None)


def _about(ctx: Context, at: int) -> int | None:
    """Whom the text speaks of where the table stands."""
    clause = ctx.scopes.at(at)
    return clause.topics[0] if clause.topics else ctx.scopes.home


def _is_period(ctx: Context, cell: Span) -> bool:
    at = bisect_left(ctx.dates, cell[0], key=lambda d: d.start)
    return at < len(ctx.dates) and ctx.dates[at].start == cell[0]
