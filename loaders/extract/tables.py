"""Claims that a table's row makes: who invests in which project, where it lies, what it is for, what it costs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from loaders.entities.article import is_place
from loaders.extract.check import TABLED
from loaders.extract.claims import Claim, Context, FigureClaim
from loaders.model import Figure
from loaders.projects.tables import Cell, Role, Row, bare_sum, scale_of
from schema.nodes import PLACE_LABELS, Label
from schema.relations import Predicate
from schema.values import Bound


def table_claims(ctx: Context, rows: Sequence[Row]) -> list[Claim]:
    """All relationships between the cells of each row."""
    out: list[Claim] = []
    for row in rows:
        project = _ref(ctx, row.first(Role.PROJECT), Label.PROJECT, Label.PARK)
        if project is not None:
            out += _of_row(ctx, row, project)
    return out


def _of_row(ctx: Context, row: Row, project: int) -> Iterator[Claim]:
    at = row.sentence.start
    investor = _ref(ctx, row.first(Role.INVESTOR), Label.COMPANY, Label.ORGANIZATION)
    if investor is not None:
        yield Claim(Predicate.INVESTS_IN, investor, project, at, 0.9)
    place = _where(ctx, row)
    if place is not None:
        yield Claim(Predicate.LOCATED_IN, project, place, at, TABLED)
    for cell in row.cells:
        if cell.role is Role.INDUSTRY:
            for o in ctx.table.within(cell.start, cell.end, Label.INDUSTRY):
                yield Claim(Predicate.IN_INDUSTRY, project, o.ref, at, 0.9)


def _where(ctx: Context, row: Row) -> int | None:
    """The place column, or the park or place of the office that signs (上饶经开区管委会)."""
    cell = row.first(Role.PLACE) or row.first(Role.OFFICE)
    if cell is None:
        return None
    found = ctx.table.within(cell.start, cell.end, Label.PARK, *PLACE_LABELS)
    parks = [o for o in found if ctx.table[o.ref].label is Label.PARK and not ctx.table[o.ref].get("generic")]
    places = [o for o in found if is_place(ctx.table[o.ref])]
    return parks[-1].ref if parks else places[-1].ref if places else None


def _ref(ctx: Context, cell: Cell | None, *labels: Label) -> int | None:
    if cell is None:
        return None
    found = ctx.table.within(cell.start, cell.end, *labels)
    return found[0].ref if found else None


def table_figures(ctx: Context, rows: Sequence[Row]) -> list[FigureClaim]:
    """What each row's project costs, the header's unit applied to bare numbers."""
    out = []
    for row in rows:
        project = _ref(ctx, row.first(Role.PROJECT), Label.PROJECT, Label.PARK)
        cell = row.first(Role.SUM)
        if project is None or cell is None:
            continue
        text = ctx.text[cell.start : cell.end]
        low, high = (bisect_left(ctx.figures, x, key=lambda f: f.start) for x in (cell.start, cell.end))
        written = next((f for f in ctx.figures[low:high] if f.currency), None)
        number = bare_sum(text)
        figure = written
        if figure is None and number is not None and cell.unit:
            figure = Figure(cell.start, cell.end, text, number * scale_of(cell.unit), "元", "CNY", Bound.EXACT)
        if figure is not None:
            out.append(FigureClaim(figure, project, True, "总投资", None, None, 0.95))
    return out
