"""What the user sees: tables in four formats, notices and progress on the error stream."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


def say(text: str) -> None:
    """A notice for the person at the terminal; standard output stays free for results."""
    print(f"kg: {text}", file=sys.stderr, flush=True)


def width(text: str) -> int:
    """Columns of a terminal that the text takes; a Chinese character takes two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def clip(text: str, columns: int) -> str:
    """The text cut to that many columns, with … where something was cut."""
    if width(text) <= columns:
        return text
    out, used = "", 0
    for c in text:
        used += width(c)
        if used > columns - 1:
            break
        out += c
    return out + "…"


def cell(value: object) -> str:
    """One value as text: lists joined by 、, whole numbers without a decimal point, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "、".join(cell(v) for v in value)
    if isinstance(value, float):
        return f"{value:,.0f}" if value.is_integer() else f"{value:,.4f}".rstrip("0")
    return " ".join(str(value).split())


def rows_as(form: Format, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """Rows under their columns, ending in a newline. JSON is a list of objects and keeps values as they are."""
    if form is Format.JSON:
        return json.dumps([dict(zip(columns, r, strict=True)) for r in rows], ensure_ascii=False, indent=1) + "\n"
    if form is Format.CSV:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([["" if v is None else v if isinstance(v, int | float) else cell(v) for v in r] for r in rows])
        return out.getvalue()
    texts = [[cell(v) for v in row] for row in rows]
    if form is Format.MARKDOWN:
        lines = [list(columns), ["---"] * len(columns), *([c.replace("|", "\\|") for c in r] for r in texts)]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return _table(columns, texts)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(width(t) for t in column) for column in zip(columns, *rows, strict=True)]
    if sys.stdout.isatty():
        _fit(widths, shutil.get_terminal_size().columns - 2 * (len(widths) - 1))
    lines = [columns, ["─" * w for w in widths], *rows]
    return "".join(
        "  ".join(_padded(text, w) for text, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _fit(widths: list[int], room: int) -> None:
    """Take from the widest column until all fit, but leave eight columns each."""
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1


def _padded(text: str, columns: int) -> str:
    text = clip(text, columns)
    return text + " " * (columns - width(text))


def size(count: float) -> str:
    """A number of bytes for a person: 143 MB."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB"


@contextmanager
def fetching() -> Iterator[Callable[[int, int, str], None]]:
    """A progress bar of bytes for the fetch of Neo4j; on a stream that is no terminal, one line at the start."""
    if not sys.stderr.isatty():
        told: list[bool] = []

        def tell(_done: int, total: int, _what: str) -> None:
            if not told:
                told.append(True)
                say(f"fetching Neo4j ({size(total)}), once …")

        yield tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("kg: fetching Neo4j, once"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task("fetch", total=None, visible=False)
    with bar:
        yield lambda done, total, _what: bar.update(task, completed=done, total=total, visible=True)


@contextmanager
def counting(what: str, total: int | None) -> Iterator[Callable[[], None]]:
    """A progress bar over things (articles); call the function once for each. Silent where there is no terminal."""
    if not sys.stderr.isatty() or (total is not None and total < 2):
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (TextColumn(f"kg: {what}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*parts, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


def file_name(source: object) -> str:
    """The last part of a path: what an article without a title goes by, for folders of the machine that read it are
    nobody's business."""
    return str(source or "").replace("\\", "/").rpartition("/")[2]
