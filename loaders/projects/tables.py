"""Tables of signed projects, read by column, and rows that a dash parts (X管委会——Y公司，Z项目).

A header names the columns (投资方, 项目名称, 总投资（亿元）, 落户地); where there is none, what a cell looks like decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from loaders.lexicons import words
from loaders.model import Document, Mention, Sentence
from loaders.parks.mentions import clean_name
from schema.nodes import Label

_CELL = re.compile(r"[^｜]+")
_DASHED = re.compile(r"——|—|--|－")
_LISTED = re.compile(
    r"(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*)?[^，。；：]{4,28}(?:公司|集团|厂)，[^，。；：]{4,36}项目，[^，。；]{0,8}\d[^，。；]*元[。；]?$"
)
_NUMBER = re.compile(r"^(?:约|近|超)?\d[\d,.]*$")
_ITEM = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\s*)")
_UNIT = re.compile(r"[（(](?:单位[：:])?\s*(?P<unit>[^（）()]{0,6}元[^（）()]{0,4})[）)]")
_COMPANY = re.compile(r"(?:公司|集团|厂|银行|控股|股份|工厂)$")
_PROJECT = re.compile(r"(?:项目|工程|基地|产业园|园|中心|生产线|工厂|基金)$")
_OFFICE = re.compile(r"(?:管委会|政府|管理委员会|委员会|局)$")


class Role(StrEnum):
    """What a column holds."""

    INVESTOR = "investor"
    PROJECT = "project"
    SUM = "sum"
    PLACE = "place"
    INDUSTRY = "industry"
    OFFICE = "office"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its span without blanks, its role, and the unit that the header gives its numbers (亿元)."""

    start: int
    end: int
    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `sentence` is the sentence that it stands in."""

    sentence: Sentence
    cells: tuple[Cell, ...]

    def first(self, role: Role) -> Cell | None:
        """The first cell of a role, or None."""
        return next((c for c in self.cells if c.role is role), None)


@cache
def _headers() -> dict[str, Role]:
    table = words("tables")["headers"]
    return {str(w): Role(role) for role, group in table.items() for w in str(group).split()}


def find_rows(doc: Document) -> tuple[Row, ...]:
    """Every row that states a project, in order; header rows are left out."""
    out: list[Row] = []
    header: list[tuple[Role, str]] = []
    last_paragraph = -2
    for sentence in doc.sentences:
        if "｜" in sentence.text:
            if sentence.paragraph > last_paragraph + 1:
                header = []
            last_paragraph = sentence.paragraph
            spans = list(cells_of(sentence))
            found = [_heading(doc.text[a:b]) for a, b in spans]
            if sum(role is not Role.OTHER for role, _ in found) >= 2:
                header = found
                continue
            out.append(Row(sentence, tuple(_cells(doc.text, spans, header))))
        elif _LISTED.match(sentence.text):
            out.append(Row(sentence, tuple(_dashed(doc.text, sentence))))
        elif _DASHED.search(sentence.text) and _ITEM.match(sentence.text):
            cells = tuple(_dashed(doc.text, sentence))
            if any(c.role is Role.PROJECT for c in cells):
                out.append(Row(sentence, cells))
    return tuple(out)


def cells_of(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of the cells of a row, without blanks around them; empty cells are left out."""
    for match in _CELL.finditer(sentence.text):
        piece = match.group()
        if piece.strip():
            start = sentence.start + match.start() + len(piece) - len(piece.lstrip())
            yield start, sentence.start + match.start() + len(piece.rstrip())


def _heading(text: str) -> tuple[Role, str]:
    unit = _UNIT.search(text)
    return role_of(text), unit["unit"] if unit else ""


def role_of(heading: str) -> Role:
    """What the column under a heading holds; a unit in brackets does not matter."""
    return _headers().get(re.sub(r"[（(].*$", "", heading).strip(), Role.OTHER)


def _cells(text: str, spans: Sequence[tuple[int, int]], header: Sequence[tuple[Role, str]]) -> Iterator[Cell]:
    for k, (start, end) in enumerate(spans):
        if header and len(header) == len(spans):
            yield Cell(start, end, *header[k])
        else:
            yield Cell(start, end, _looks_like(text[start:end]))


def _looks_like(text: str) -> Role:
    if _COMPANY.search(text):
        return Role.INVESTOR
    if _OFFICE.search(text):
        return Role.OFFICE
    if _PROJECT.search(text):
        return Role.PROJECT
    if re.search(r"\d[^，]*元", text):
        return Role.SUM
    if re.search(r"[市县区旗省]$", text):
        return Role.PLACE
    return Role.OTHER


def _dashed(text: str, sentence: Sentence) -> Iterator[Cell]:
    item = _ITEM.match(sentence.text)
    pos = item.end() if item else 0
    body = sentence.text.rstrip("。；; ")
    for piece in re.split(r"(——|—|--|－|，|：)", body[pos:]):
        if piece.strip() and not re.fullmatch(r"——|—|--|－|，|：", piece):
            start = sentence.start + pos
            yield Cell(start, start + len(piece), _looks_like(piece))
        pos += len(piece)


def table_mentions(doc: Document, rows: Sequence[Row]) -> list[Mention]:
    """Projects and companies that columns name, whole cells at a time."""
    out = []
    for row in rows:
        for cell in row.cells:
            text = doc.text[cell.start : cell.end]
            if cell.role is Role.PROJECT and len(text) >= 3:
                name = re.sub(r"项目$", "", text)
                out.append(Mention(cell.start, cell.end, Label.PROJECT, clean_name(name), "table-cell", 0.95))
            elif cell.role is Role.INVESTOR and 2 <= len(text) <= 30 and not _OFFICE.search(text):
                out.append(Mention(cell.start, cell.end, Label.COMPANY, clean_name(text), "table-cell", 0.95))
    return out


def scale_of(unit: str) -> float:
    """How many of the currency a number of this header unit is: 亿元 → 1e8, 万元 → 1e4."""
    return 1e8 if "亿" in unit else 1e4 if "万" in unit else 1.0


def bare_sum(text: str) -> float | None:
    """The number of a cell that holds nothing else (12.5 under 总投资（亿元）), or None."""
    plain = text.strip()
    return float(re.sub(r"[^\d.]", "", plain)) if _NUMBER.match(plain) else None
