"""`kg clean`: what of a page is the article, what was left out and why, what was repaired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.render import clip
from kg.sources import Sources
from loaders.clean import clean
from loaders.model import CleanArticle
from schema.errors import InputError

_SHOWN = 60
"""Columns of a quoted piece of the page."""
_NOTHING = "No article is left of this page."


def run(paths: Sequence[str]) -> int:
    """Print every page's article. Exit code 1 where one could not be read or nothing is left, 0 else."""
    sources = Sources(paths)
    empty = False
    for raw in sources.read():
        try:
            article = clean(raw)
        except InputError as error:
            sources.fail(error)
            continue
        head, _, body = article.text.partition("\n")
        left = bool(article.text.strip())
        empty = empty or not left
        text = [head, "", body] if left else [_NOTHING]
        print("\n".join([heading(article), "", *text, "", *changes(article, raw.text), ""]))
    return 1 if sources.failed or empty else 0


def heading(article: CleanArticle) -> str:
    """Title, source, date and publisher in one line."""
    return f"{article.title or 'no title'}  [{article.source}, {article.date or 'no date'}, {article.publisher or 'no publisher'}]"


def changes(article: CleanArticle, page: str) -> Iterator[str]:
    """What was left out and what was repaired, with offsets: into the page the former, into the article the latter."""
    for dropped in article.dropped:
        piece = " ".join(page[dropped.start : dropped.end].split())
        yield f"  left out   {dropped.start}:{dropped.end}  {dropped.reason}  「{clip(piece, _SHOWN)}」"
    for repair in article.repairs:
        doubt = ", a guess" if repair.unverified else ""
        yield f"  repaired   {repair.start}:{repair.end}  {repair.shown} → {repair.repaired}{doubt}"
