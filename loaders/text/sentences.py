"""A cleaned article cut into sentences at 。！？； and line ends; marks inside 《》 and short quotes do not cut.

What stands before a paragraph's text is a sentence of its own: a heading in brackets (【杭州】), a dateline (新华社合肥5月1日电).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.model import CleanArticle, Document, Sentence

_END = re.compile(r"[。！？；]+[”’）》]*")
_LEAD = re.compile(
    r"\s*(?:【[^】\n]{1,24}】|〔[^〕\n]{1,24}〕"
    r"|(?:本报|本刊|本网|新华社|新华网|中新社|中新网|人民网|央广网|光明网|中国[一-鿿]{2,4}[报网])?[一-鿿]{0,12}\d{1,2}月\d{1,2}日(?:电|讯)(?=[\s（【])"
    r"(?:\s*[（(][^）)\n]{2,40}[）)])?)"
)
"""A heading or dateline before the text of a paragraph."""
_MARKS = "，：、 ｜"
_LONGEST = 600
"""Longest sentence, in characters; newspapers stay below 200."""
_TITLE = 60
_SHORT_QUOTE = 16
"""A quotation up to this length with a mark inside is a name, not a sentence."""


def split(article: CleanArticle) -> Document:
    """Sentences of the title and every paragraph, in order; `sentence.text == matching[start:end]`."""
    text = article.matching
    sentences: list[Sentence] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        for a, b in _short(line, _spans(line)):
            piece = line[a:b]
            lead = len(piece) - len(piece.lstrip())
            a, b = a + lead, a + len(piece.rstrip())
            if b > a:
                sentences.append(Sentence(start + a, start + b, line[a:b], number))
        start += len(line) + 1
    return Document(article, tuple(sentences))


def _spans(line: str) -> list[tuple[int, int]]:
    lead = _LEAD.match(line)
    begin = lead.end() if lead and line[lead.end() :].strip() else 0
    spans = [(0, begin)] if begin else []
    for match in _END.finditer(line):
        if _inside(line, match.start(), begin):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    if begin < len(line):
        spans.append((begin, len(line)))
    return spans


def _short(line: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same, what nobody writes as one sentence cut at its last mark: reading is to take time for its length only."""
    for begin, end in spans:
        while end - begin > _LONGEST:
            last = max(line.rfind(mark, begin + 1, begin + _LONGEST) for mark in _MARKS) + 1 or begin + _LONGEST
            yield begin, last
            begin = last
        yield begin, end


def _inside(line: str, at: int, begin: int) -> bool:
    """Whether the mark at `at` stands inside a title or a short quotation."""
    opened = line.rfind("《", begin, at)
    if opened >= 0 and line.find("》", opened, at) < 0 and line.find("》", at, opened + _TITLE + 1) >= 0:
        return True
    opened = line.rfind("“", begin, at)
    if opened < 0 or line.find("”", opened, at) >= 0:
        return False
    closed = line.find("”", at, opened + _SHORT_QUOTE + 1)
    return closed > at + 1
